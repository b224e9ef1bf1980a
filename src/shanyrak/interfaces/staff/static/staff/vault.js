// A member's keys on a page: from the passphrase, which is typed here and never sent, to the seeds of the team.
// They live in this page's memory and go with it.

import { PhraseError, languages, loadList, readPhrase } from "../shared/phrase.js";
import { SealError, deriveRoot, fromBase64url, memberKeys, openSealed, unlock } from "../shared/sealing.js";

export const MEMBER_WORDS = 6;
let lists;
let seeds;

export const at = (id) => document.getElementById(id);

export function fromHex(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** Both lists of words, fetched once. */
export async function wordLists() {
  lists ??= await Promise.all(languages.map(loadList));
  return lists;
}

/** The keys that follow from the passphrase in a field; the field is empty afterwards. */
export async function keysFrom(field, salt) {
  const phrase = readPhrase(field.value, "ru", await wordLists(), MEMBER_WORDS);
  const keys = memberKeys(await deriveRoot(phrase.text, fromHex(salt)));
  field.value = "";
  return keys;
}

/** The seeds of the team by their epochs; the passphrase is asked for once a page. */
export async function teamSeeds() {
  if (seeds) return seeds;
  const place = at("unlock");
  at("busy").hidden = false;
  try {
    const { wrap } = await keysFrom(at("unlock-phrase"), place.dataset.salt);
    const secret = unlock(wrap, fromBase64url(place.dataset.wrap));
    const told = Object.entries(JSON.parse(place.dataset.seeds));
    seeds = new Map(told.map(([number, text]) => [Number(number), openSealed(secret, fromBase64url(text))]));
  } finally {
    at("busy").hidden = true;
  }
  place.hidden = true;
  return seeds;
}

/** Say what went wrong, in the words of the page; what is no slip of the reader's is thrown on. */
export function tell(error) {
  const wrong = at("wrong");
  if (!(error instanceof PhraseError || error instanceof SealError)) throw error;
  wrong.textContent = (wrong.dataset[error.code] ?? "").replace("%(n)s", error.position);
}

/** Do something when a form is sent, instead of sending it; until then its button cannot be pressed. */
export function onSubmit(form, act) {
  for (const button of form?.querySelectorAll("button[disabled]") ?? []) button.disabled = false;
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    at("wrong").textContent = "";
    act(form).catch(tell);
  });
}
