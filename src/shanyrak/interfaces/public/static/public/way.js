// The page of a stay: opens the way to a home with the code phrase, here, and sends no word of either.

import { PhraseError, languages, loadList, readPassphrase } from "../shared/phrase.js";
import { SealError, deriveRoot, fromBase64url, isSigned, openText, partyKeys } from "../shared/sealing.js";

const at = (id) => document.getElementById(id);
const form = at("way");
const fromHex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
let lists;

async function read() {
  const { box, language, salt, stay, team } = form.dataset;
  lists ??= await Promise.all(languages.map(loadList));
  const phrase = readPassphrase(at("phrase").value, language, lists);
  at("busy").hidden = false;
  const { secretKey } = partyKeys(await deriveRoot(phrase.text, fromHex(salt)));
  const { way, signature } = JSON.parse(openText(secretKey, fromBase64url(box)));
  at("phrase").value = "";
  at("told").textContent = way;
  at("told").hidden = false;
  at("unsure").hidden = isSigned(fromHex(team), `shanyrak way v1|${stay}|${way}`, fromBase64url(signature));
  form.hidden = true;
}

function tell(error) {
  if (!(error instanceof PhraseError || error instanceof SealError)) throw error;
  at("wrong").textContent = (at("wrong").dataset[error.code] ?? "").replace("%(n)s", error.position);
  at("phrase").focus();
}

form.hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  at("wrong").textContent = "";
  read().catch(tell).finally(() => {
    at("busy").hidden = true;
  });
});
