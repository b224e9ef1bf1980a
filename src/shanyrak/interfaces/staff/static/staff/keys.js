// The page of keys: makes a member's key pair and the team's here, and sends public halves and wraps alone.

import { fingerprint, lock, publicKeyOf, seal, teamKeys, toBase64url, toHex } from "../shared/sealing.js";
import { at, fromHex, keysFrom, onSubmit, teamSeeds, wordLists } from "./vault.js";

const KEY = 32;
const random = () => crypto.getRandomValues(new Uint8Array(KEY));

async function makeOwn(form) {
  const busy = form.querySelector("[data-busy]");
  busy.hidden = false;
  try {
    const { auth, wrap } = await keysFrom(form.querySelector("[data-phrase]"), form.dataset.salt);
    const secret = random();
    form.elements.auth.value = toHex(auth);
    form.elements.public.value = toHex(publicKeyOf(secret));
    form.elements.wrap.value = toBase64url(lock(wrap, secret));
    form.submit();
  } finally {
    busy.hidden = true;
  }
}

async function makeEpoch(form) {
  const seed = random();
  const { boxPublic, signPublic } = teamKeys(seed);
  const ticked = [...form.querySelectorAll("[data-holder]")].filter((one) => one.checked);
  const wraps = ticked.map((one) => [one.dataset.holder, toBase64url(seal(fromHex(one.dataset.public), seed))]);
  form.elements.box_public.value = toHex(boxPublic);
  form.elements.sign_public.value = toHex(signPublic);
  form.elements.wraps.value = JSON.stringify(Object.fromEntries(wraps));
  form.submit();
}

async function letIn(form) {
  const known = await teamSeeds();
  const key = fromHex(form.dataset.wrapFor);
  const wraps = [...known].map(([number, seed]) => [number, toBase64url(seal(key, seed))]);
  form.elements.wraps.value = JSON.stringify(Object.fromEntries(wraps));
  form.submit();
}

/** Show keys as six words, which people can read to each other. */
async function showWords() {
  const places = document.querySelectorAll("[data-words]");
  if (!places.length) return;
  const language = document.documentElement.lang === "en" ? "en" : "ru";
  const list = (await wordLists()).find((one) => one.language === language);
  for (const place of places) {
    const indices = fingerprint(fromHex(place.dataset.words), fromHex(place.dataset.sign ?? ""));
    place.textContent = indices.map((index) => list.words[index]).join(" ");
    place.lang = language;
  }
}

onSubmit(at("own"), makeOwn);
onSubmit(at("epoch"), makeEpoch);
for (const form of document.querySelectorAll("[data-wrap-for]")) onSubmit(form, letIn);
showWords();
