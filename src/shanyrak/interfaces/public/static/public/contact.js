// The page of a contact: what is typed is sealed here to the team's key, and only the seal is sent. Its fields
// have no names, so that a browser that sends the form by itself sends none of them.

import { SealError, sealText, toBase64url } from "../shared/sealing.js";

const form = document.getElementById("contact");
const key = Uint8Array.from(form.dataset.key.match(/../g), (pair) => parseInt(pair, 16));
const parts = [...form.querySelectorAll("[data-part]")];

/** What was written, as the team's pages read it; nothing at all where nothing was. */
function written() {
  const told = parts.map((part) => [part.dataset.part, part.value.trim()]).filter(([, text]) => text);
  return told.length ? JSON.stringify({ v: 1, ...Object.fromEntries(told) }) : "";
}

function send(text) {
  form.elements.box.value = toBase64url(sealText(key, text));
  for (const part of parts) part.value = "";
  form.submit();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const wrong = document.getElementById("wrong");
  wrong.textContent = "";
  try {
    send(written());
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    wrong.textContent = wrong.dataset[error.code] ?? "";
  }
});
document.getElementById("remove").addEventListener("click", () => send(""));
form.hidden = false;
