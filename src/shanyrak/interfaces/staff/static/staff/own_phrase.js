// A member's passphrase where they join and where they sign in: drawn and read here. A key that follows from it is
// sent, and no word.

import { drawPhrase, languages, readPhrase } from "../shared/phrase.js";
import { deriveRoot, memberKeys, toHex } from "../shared/sealing.js";
import { MEMBER_WORDS, at, fromHex, tell, wordLists } from "./vault.js";

/** The key that a member is known by. */
async function authOf(phrase, form) {
  at("busy").hidden = false;
  try {
    const body = new URLSearchParams({ username: form.elements.username.value });
    const { salt } = await (await fetch(form.dataset.salt, { method: "POST", body })).json();
    return toHex(memberKeys(await deriveRoot(phrase.text, fromHex(salt))).auth);
  } finally {
    at("busy").hidden = true;
  }
}

async function signIn(form) {
  const { passphrase, auth } = form.elements;
  if (passphrase.value.trim()) {
    const phrase = readPhrase(passphrase.value, "ru", await wordLists(), MEMBER_WORDS);
    auth.value = await authOf(phrase, form);
    passphrase.value = "";
  }
  form.submit();
}

async function enrol(form) {
  const { auth } = form.elements;
  if (auth.value) return form.submit();
  const language = languages.includes(form.dataset.language) ? form.dataset.language : "ru";
  const list = (await wordLists()).find((one) => one.language === language);
  const phrase = drawPhrase(list, MEMBER_WORDS);
  auth.value = await authOf(phrase, form);
  at("words").lang = language;
  at("words").replaceChildren(...phrase.words.map(item));
  at("first").hidden = true;
  at("second").hidden = false;
  at("second").querySelector("button").focus();
}

function item(word) {
  const element = document.createElement("li");
  element.textContent = word;
  return element;
}

function onSubmit(form, act) {
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    at("wrong").textContent = "";
    act(form).catch(tell);
  });
}

// What was sent before and refused is not sent again by itself: a new phrase is drawn, a key made anew.
for (const form of [at("sign-in"), at("enrol")]) if (form) form.elements.auth.value = "";
onSubmit(at("sign-in"), signIn);
onSubmit(at("enrol"), enrol);
