// The list of a site: one key an act. Without scripts every act is a button, and every way a link.

const rows = () => [...document.querySelectorAll("tr[data-row]")];
const here = () => document.activeElement?.closest("tr[data-row]");

function step(by) {
  const all = rows();
  const at = all.indexOf(here());
  const next = at < 0 ? all[0] : all[Math.min(all.length - 1, Math.max(0, at + by))];
  next?.querySelector("th").focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
}

/** Press a button of the row that has the keyboard; the page comes back with the keyboard on the same row. */
const press = (key) => here()?.querySelector(`[data-act="${key}"]`)?.click();
const go = (key) => document.querySelector(`[data-key="${key}"]`)?.click();
const keys = {
  j: () => step(1),
  k: () => step(-1),
  i: () => press("i"),
  o: () => press("o"),
  n: () => press("n"),
  u: () => go("u"),
  w: () => go("w"),
  p: () => go("p"),
  "/": () => document.getElementById("find").focus(),
  "?": () => document.getElementById("keys").showModal(),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea, dialog");
  if (event.key === "Escape" && typing && !event.target.closest("dialog")) return event.target.blur();
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
  event.preventDefault();
  keys[event.key]();
});

const help = document.querySelector("[data-help]");
help.hidden = false;
help.addEventListener("click", keys["?"]);
