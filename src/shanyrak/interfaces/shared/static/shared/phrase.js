// Phrases in the browser: drawing them, reading what is typed, their digits. The twin of core/passphrases, with
// the same known answers. Nothing here is sent or kept; keys are made of phrases in sealing.js.

import { sha256 } from "../vendor/tweetnacl-1.0.3-noble-hashes-2.4.0.js";

export const WORDS = 7;
const LIST_SIZE = 2048;
const WORD_BITS = 11n;
const DIGITS = 24;
const START = 4; // letters that no two words of a list have in common
const LONGEST = 256; // code points
const ORDER = ["ru", "en", "kk", "uk", "ky"];
const KNOWN = {
  ru: { number: 0n, sha256: "c9458f1997f6a6e0e8b4b691de850aa6af15fabca197e56baa6234933af1fffc" },
  en: { number: 1n, sha256: "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda" },
};

/** What was typed is no phrase: `code` says why, `position` (from 1) and `word` where, `found` how many. */
export class PhraseError extends Error {
  constructor(code, told = {}) {
    super(code);
    Object.assign(this, { name: "PhraseError", code }, told);
  }
}

/** Languages that have a list. */
export const languages = Object.keys(KNOWN);

/** Make a list of the bytes of its file; bytes that are not those that were shipped are refused. */
export function makeList(language, bytes) {
  const { number, sha256: pinned } = KNOWN[language];
  if (toHex(sha256(bytes)) !== pinned) throw new Error(`list ${language} is not the one that was shipped`);
  const words = new TextDecoder().decode(bytes).split("\n").slice(0, -1);
  const byStart = new Map(words.map((word, index) => [word.slice(0, START), index]));
  return { language, number, words, byStart };
}

/** Fetch a list of words from beside this script. */
export async function loadList(language) {
  const answer = await fetch(new URL(`words/${language}.txt`, import.meta.url));
  if (!answer.ok) throw new Error(`the list ${language} did not come`);
  return makeList(language, new Uint8Array(await answer.arrayBuffer()));
}

/** Draw a passphrase and its panic phrase, which differs in the last word; each as likely as any other. */
export function drawPhrases(list) {
  const own = drawPhrase(list, WORDS);
  let panic = own;
  while (panic.indices[WORDS - 1] === own.indices[WORDS - 1]) {
    panic = makePhrase(list, [...own.indices.slice(0, -1), ...randomIndices(1)]);
  }
  return { own, panic };
}

/** Draw a phrase of another length: a member's passphrase has 6 words. */
export function drawPhrase(list, count) {
  return makePhrase(list, randomIndices(count));
}

/** Read a passphrase: seven words of one list, or its 24 digits. The page's language is tried first. */
export function readPassphrase(typed, language, lists) {
  const tokens = tokensOf(typed);
  if (tokens.length && tokens.every(isNumber)) return fromDigits(tokens.join(""), lists);
  return resolve(tokens, language, lists, WORDS);
}

/** Read a phrase of another length, which has no digits. */
export function readPhrase(typed, language, lists, count) {
  return resolve(tokensOf(typed), language, lists, count);
}

/** The 24 digits of a passphrase, to be shown in four groups of six. */
export function digitsOf(phrase) {
  const { number } = KNOWN[phrase.language];
  const whole = phrase.indices.reduce((sum, index) => (sum << WORD_BITS) | BigInt(index), number);
  return String(whole).padStart(DIGITS, "0");
}

function fromDigits(digits, lists) {
  if (digits.length !== DIGITS) throw new PhraseError("wrong_count");
  let number = BigInt(digits);
  const indices = [];
  while (indices.length < WORDS) {
    indices.unshift(Number(number & BigInt(LIST_SIZE - 1)));
    number >>= WORD_BITS;
  }
  const list = lists.find((one) => one.number === number);
  if (!list) throw new PhraseError("unknown_list");
  return makePhrase(list, indices);
}

function makePhrase(list, indices) {
  const words = indices.map((index) => list.words[index]);
  return { language: list.language, indices, words, text: words.join(" ") };
}

function randomIndices(count) {
  // 2,048 divides 65,536, so that the low bits are as random as the whole.
  return Array.from(crypto.getRandomValues(new Uint16Array(count)), (value) => value & (LIST_SIZE - 1));
}

function tokensOf(typed) {
  if ([...typed].length > LONGEST) throw new PhraseError("too_long");
  // Never toLocaleLowerCase: a Turkish phone would read other letters.
  const lowered = typed.normalize("NFKC").toLowerCase().replace(/\u0451/g, "\u0435");
  const plain = lowered.replace(/[\p{Cf}\p{Mn}]/gu, "").replace(/[^\p{L}0-9]/gu, " ");
  return plain.split(" ").filter(Boolean);
}

function isNumber(token) {
  return /^[0-9]+$/.test(token);
}

function find(list, typed) {
  // Fewer than four letters are a start only where they are all of a word.
  const index = list.byStart.get(typed.slice(0, START));
  return index !== undefined && list.words[index].startsWith(typed) ? index : undefined;
}

function resolve(tokens, language, lists, count) {
  const words = tokens.filter((token) => !isNumber(token));
  if (words.length !== count) throw new PhraseError("wrong_count", { found: words.length });
  let nearest;
  for (const code of new Set([language, ...ORDER])) {
    const list = lists.find((one) => one.language === code);
    if (!list) continue;
    const indices = words.map((word) => find(list, word));
    const missing = indices.filter((index) => index === undefined).length;
    if (!missing) return makePhrase(list, indices);
    if (!nearest || missing < nearest.missing) nearest = { missing, position: indices.indexOf(undefined) };
  }
  throw new PhraseError("unknown_word", { position: nearest.position + 1, word: words[nearest.position] });
}

function toHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
