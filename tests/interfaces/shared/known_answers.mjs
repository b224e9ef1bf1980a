// Gives what the browser's scripts make of the known answers and of what Python hands in; Python compares.
// Called as: node known_answers.mjs STATIC_FOLDER < {"list texts", "asked"}; prints JSON.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const shared = (name) => import(pathToFileURL(`${process.argv[2]}/shared/${name}.js`));
const [phrase, sealing, puzzle] = await Promise.all(["phrase", "sealing", "puzzle"].map(shared));
const asked = JSON.parse(readFileSync(0, "utf8"));
const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const { toHex } = sealing;
const lists = phrase.languages.map((language) =>
  phrase.makeList(language, readFileSync(`${process.argv[2]}/shared/words/${language}.txt`)),
);

const attempt = (act) => {
  try {
    return act();
  } catch (error) {
    return { error: error.code ?? String(error), position: error.position, found: error.found };
  }
};
const shown = (found) => found.error ? found : { list: found.language, words: found.words, text: found.text };

const acts = {
  wordlists: () => lists.map(({ language, number, words }) => ({ language, number: Number(number), words })),
  changed: (text) => attempt(() => phrase.makeList("en", new TextEncoder().encode(text)).words.length),
  read: ({ input, page_locale: locale }) => attempt(() => {
    const found = phrase.readPassphrase(input, locale, lists);
    return { ...shown(found), digits: phrase.digitsOf(found) };
  }),
  readPhrase: ({ input, count }) => shown(attempt(() => phrase.readPhrase(input, "en", lists, count))),
  draw: (times) => Array.from({ length: times }, () => phrase.drawPhrases(lists[0])),
  // Stands in for the system's randomness, so that what is done with each number shows.
  drawFrom: (faces) => {
    const real = crypto.getRandomValues;
    crypto.getRandomValues = (array) => array.map(() => faces.shift());
    const drawn = phrase.drawPhrases(lists[0]);
    crypto.getRandomValues = real;
    return { own: drawn.own.indices, panic: drawn.panic.indices, left: faces.length };
  },
  drawPhrase: (count) => phrase.drawPhrase(lists[1], count).words,
  party: async ({ text, salt }) => {
    const root = await sealing.deriveRoot(text, bytes(salt));
    const keys = sealing.partyKeys(root);
    return { root: toHex(root), auth: toHex(keys.auth), secret: toHex(keys.secretKey), open: toHex(keys.publicKey) };
  },
  member: async ({ text, salt, wrapped, seedWrap }) => {
    const root = await sealing.deriveRoot(text, bytes(salt));
    const keys = sealing.memberKeys(root);
    const secret = sealing.unlock(keys.wrap, bytes(wrapped));
    const seed = sealing.openSealed(secret, bytes(seedWrap));
    return { root: toHex(root), auth: toHex(keys.auth), wrap: toHex(keys.wrap), secret: toHex(secret), seed: toHex(seed) };
  },
  team: (seed) => {
    const keys = sealing.teamKeys(bytes(seed));
    const told = Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, toHex(key)]));
    return { ...told, fingerprint: sealing.fingerprint(keys.boxPublic, keys.signPublic) };
  },
  pad: (content) => attempt(() => toHex(sealing.pad(bytes(content)))),
  unpad: (block) => attempt(() => toHex(sealing.unpad(bytes(block)))),
  open: ({ secret, box }) => attempt(() => toHex(sealing.openSealed(bytes(secret), bytes(box)))),
  unlock: ({ key, box }) => attempt(() => toHex(sealing.unlock(bytes(key), bytes(box)))),
  rebuild: ({ secret, open, to, content }) => {
    const ephemeral = { secretKey: bytes(secret), publicKey: bytes(open) };
    return toHex(sealing.sealFrom(ephemeral, bytes(to), bytes(content)));
  },
  seal: ({ to, text }) => toHex(sealing.sealText(bytes(to), text)),
  openText: ({ secret, box }) => sealing.openText(bytes(secret), bytes(box)),
  lock: ({ key, content }) => toHex(sealing.lock(bytes(key), bytes(content))),
  solve: (wire) => puzzle.solve(wire),
  base64url: (hex) => sealing.toBase64url(bytes(hex)),
  fromBase64url: (text) => toHex(sealing.fromBase64url(text)),
};

const answers = [];
for (const [act, input] of asked) answers.push(await acts[act](input));
console.log(JSON.stringify(answers));
