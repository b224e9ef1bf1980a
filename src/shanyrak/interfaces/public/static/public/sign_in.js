// The page that asks for a code phrase: reads the words and makes the key here; no word of them is sent.

import { PhraseError, languages, loadList, readPassphrase } from "../shared/phrase.js";
import { deriveRoot, partyKeys, toHex } from "../shared/sealing.js";

const at = (id) => document.getElementById(id);
const typed = at("phrase").elements.phrase;
let lists;

async function read() {
  lists ??= await Promise.all(languages.map(loadList));
  return readPassphrase(typed.value, at("phrase").dataset.language, lists);
}

function tell(error) {
  const text = at("wrong").dataset[error.code] ?? "";
  at("wrong").textContent = text.replace("%(n)s", error.position);
  typed.focus();
}

async function open() {
  const phrase = await read();
  at("busy").hidden = false;
  const salt = Uint8Array.from(at("key").dataset.salt.match(/../g), (pair) => parseInt(pair, 16));
  at("key").elements.auth.value = toHex(partyKeys(await deriveRoot(phrase.text, salt)).auth);
  typed.value = "";
  at("key").submit();
}

at("phrase").addEventListener("submit", (event) => {
  event.preventDefault();
  at("wrong").textContent = "";
  open().catch((error) => {
    if (!(error instanceof PhraseError)) throw error;
    tell(error);
  });
});
