// The page of a new code phrase: draws the phrases here, makes their keys here, and sends no word of them.

import { digitsOf, drawPhrases, loadList } from "../shared/phrase.js";
import { solve } from "../shared/puzzle.js";
import { deriveRoot, partyKeys, toHex } from "../shared/sealing.js";

const PUZZLE_LASTS = 8 * 60 * 1000; // two minutes less than the server gives
const GROUPS = /(.{6})(?=.)/g;
const QUESTIONS = 2;
const CHOICES = 4;

const at = (id) => document.getElementById(id);
const form = at("keep");

function show({ own, panic }) {
  for (const word of own.words) at("own").append(item("li", word));
  if (at("panic")) at("panic").textContent = panic.words.at(-1);
  at("digits").textContent = digitsOf(own).replace(GROUPS, "$1 ");
  at("drawn").hidden = false;
  at("without").hidden = true;
}

function item(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

async function makeKeys({ own, panic }) {
  const salt = Uint8Array.from(form.dataset.salt.match(/../g), (pair) => parseInt(pair, 16));
  const keys = partyKeys(await deriveRoot(own.text, salt));
  form.elements.own.value = toHex(keys.auth);
  // A host has one phrase, and no second one that erases.
  if (form.elements.panic) form.elements.panic.value = toHex(partyKeys(await deriveRoot(panic.text, salt)).auth);
  form.elements.public.value = toHex(keys.publicKey);
}

async function solvePuzzle() {
  form.elements.solution.value = await solve(form.elements.puzzle.value);
}

async function freshPuzzle() {
  const answer = await fetch(form.dataset.more);
  if (!answer.ok) return;
  form.elements.puzzle.value = await answer.text();
  await solvePuzzle();
}

// Asks two of the words back, each among four; nothing depends on it.
function askBack({ own }, list) {
  const places = [...own.words.keys()].sort(() => Math.random() - 0.5).slice(0, QUESTIONS);
  const next = () => {
    const place = places.pop();
    if (place === undefined) {
      at("four").replaceChildren();
      at("which").textContent = "";
      return;
    }
    at("which").textContent = at("which").dataset.text.replace("%(n)s", place + 1);
    const right = own.words[place];
    const others = new Set([right]);
    while (others.size < CHOICES) others.add(list.words[Math.floor(Math.random() * list.words.length)]);
    at("four").replaceChildren(...[...others].sort().map((word) => choice(word, word === right, next)));
  };
  at("asked").hidden = false;
  next();
}

function choice(word, isRight, next) {
  const button = item("button", word);
  button.type = "button";
  button.className = "button second";
  button.translate = false;
  button.addEventListener("click", () => {
    at("told").textContent = isRight ? at("told").dataset.right : at("told").dataset.wrong;
    if (isRight) next();
  });
  return button;
}

async function begin() {
  const list = await loadList(form.dataset.list);
  const phrases = drawPhrases(list);
  const drawnAt = performance.now();
  show(phrases);
  askBack(phrases, list);
  const ready = makeKeys(phrases).then(solvePuzzle);
  at("print").addEventListener("click", () => window.print());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    at("busy").hidden = false;
    await ready;
    if (performance.now() - drawnAt > PUZZLE_LASTS) await freshPuzzle();
    form.submit();
  });
}

// Coming back to this page later shows new words, as the old ones are nowhere.
window.addEventListener("pageshow", (event) => event.persisted && location.reload());
begin();
