// The page of one request: keys, and what the address asked for once the best places are there.

const wanted = location.hash.slice(1); // "hold": the list of tonight asked to hold the first place
const press = (name) => document.querySelector(`[data-first="${name}"]`)?.focus();
const keys = {
  p: () => press("propose") ?? document.getElementById("places")?.scrollIntoView(),
  h: () => press("hold"),
  c: () => document.querySelector("[name=one]")?.click(),
  n: () => document.getElementById("code")?.focus(),
};
let before = "";

document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "t" && before === "g") location.assign("/staff/");
  before = event.key;
  if (!(event.key in keys)) return;
  event.preventDefault();
  keys[event.key]();
});
document.body.addEventListener("htmx:afterSettle", () => {
  if (wanted === "hold") press("hold");
  if (wanted === "places") press("propose");
});
document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status >= 400) event.detail.shouldSwap = true;
});
