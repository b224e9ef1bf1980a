// The page of a contact: asks for the box with a reason, and opens it here. What was in it is shown as text, and
// goes with the page.

import { fromBase64url, openText, sealText, teamKeys, toBase64url } from "../shared/sealing.js";
import { at, fromHex, onSubmit, teamSeeds } from "./vault.js";

async function open(form) {
  const seeds = await teamSeeds();
  at("contact").hidden = true;
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  if (!answer.ok) {
    const { dataset } = at("wrong");
    at("wrong").textContent = dataset[answer.status] ?? dataset.other;
    return;
  }
  const { epoch, box } = await answer.json();
  const text = openText(teamKeys(seeds.get(epoch)).boxSecret, fromBase64url(box));
  show(form.elements.party?.value ?? "", text);
}

function show(whose, text) {
  at("whose").textContent = whose;
  at("told").replaceChildren();
  // Where a home is, is told from the page of a stay, once both sides have said yes.
  for (const [part, value] of Object.entries(partsOf(text)).filter(([name]) => name !== "street")) {
    const label = at("told").dataset[part];
    if (label) at("told").append(item("dt", label), item("dd", String(value)));
  }
  at("nothing").hidden = at("told").childElementCount > 0;
  at("contact").hidden = false;
}

/** What was written, part by part; somebody else's page may have written anything, which is shown as a note. */
function partsOf(text) {
  try {
    return text ? JSON.parse(text) : {};
  } catch {
    return { note: text };
  }
}

function item(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

async function write(form) {
  const fields = [...form.querySelectorAll("[data-part]")];
  const told = fields.map((field) => [field.dataset.part, field.value.trim()]).filter(([, text]) => text);
  const text = told.length ? JSON.stringify({ v: 1, ...Object.fromEntries(told) }) : "";
  form.elements.box.value = toBase64url(sealText(fromHex(form.dataset.key), text));
  for (const field of fields) field.value = "";
  form.submit();
}

onSubmit(at("open"), open);
onSubmit(at("write"), write);
