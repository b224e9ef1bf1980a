// The list as a spreadsheet: keys, rows that are renewed in place, what was refused said in a corner.
// Without scripts every act is a form and every row a link.

const rows = () => [...document.querySelectorAll("tr[data-row]")];
const form = document.getElementById("rows-form");
const toast = document.getElementById("toast");
let here = ""; // the row that has the keyboard, by its id: it stays when the rows are renewed
let ticked = new Set();
let latest = null; // the last act that can be taken back
let before = "";

function row() {
  return document.querySelector(`tr[data-row="${here}"]`);
}

function mark(next) {
  row()?.removeAttribute("aria-selected");
  here = next?.dataset.row ?? "";
  next?.setAttribute("aria-selected", "true");
  next?.querySelector("th a")?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const all = rows();
  const at = all.indexOf(row());
  mark(all[Math.min(all.length - 1, Math.max(0, at + by))] ?? all[0]);
}

/** Send an act on the ticked rows, or on the row that has the keyboard, and renew the rows with the answer. */
function act(name, only) {
  const button = document.querySelector(`[data-act="${name}"]`);
  const chosen = only ? [only] : ticked.size ? [...ticked] : here ? [here] : [];
  if (!chosen.length || !button) return;
  const values = { party: chosen, code: document.getElementById("note_code").value };
  const address = button.getAttribute("formaction") ?? form.getAttribute("action");
  latest = name === "claim" ? chosen : null;
  ticked = new Set();
  htmx.ajax("POST", address, { target: "#rows", swap: "outerHTML", values });
}

const open = (hash = "") => {
  const link = row()?.querySelector("th a");
  if (link) location.assign(link.getAttribute("href") + hash);
};
const keys = {
  j: () => step(1),
  k: () => step(-1),
  Enter: () => open(),
  p: () => open("#places"),
  h: () => open("#hold"),
  x: () => row()?.querySelector("input[type=checkbox]").click(),
  c: () => act("claim"),
  u: () => (latest ? ((ticked = new Set(latest)), act("release")) : act("release")),
  n: () => document.getElementById("note_code").focus(),
  "/": () => document.getElementById("filter_code").focus(),
  "?": () => document.getElementById("keys").showModal(),
  t: () => before === "g" && location.assign("/staff/"),
  g: () => {},
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=checkbox]), select, textarea, dialog");
  if (event.key === "Escape" && typing && !event.target.closest("dialog")) return event.target.blur();
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
  if (event.key === "Enter" && event.target.closest("a, button")) return;
  event.preventDefault();
  keys[event.key]();
  before = event.key;
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const button = event.submitter;
  act(button?.dataset.act ?? "claim", button?.name === "one" ? button.value : undefined);
});

document.addEventListener("change", (event) => {
  if (event.target.name === "party") {
    ticked[event.target.checked ? "add" : "delete"](event.target.value);
  } else if (event.target.matches("thead select")) {
    event.target.form.requestSubmit();
  }
});

// The rows say which version they are; the server answers 304 if that is still so.
document.body.addEventListener("htmx:configRequest", (event) => {
  const version = document.getElementById("rows").dataset.version;
  if (event.detail.verb === "get" && version) event.detail.headers["If-None-Match"] = version;
});
document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status < 400) return;
  event.detail.target = toast;
  event.detail.swapOverride = "innerHTML";
});
document.body.addEventListener("htmx:sendError", () => (toast.textContent = document.getElementById("grid").dataset.gone));
document.body.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target === toast) return;
  toast.textContent = "";
  for (const one of ticked) {
    const box = document.querySelector(`input[value="${one}"]`);
    if (box) box.checked = true;
    else ticked.delete(one);
  }
  if (here && row()) {
    const focused = document.activeElement === document.body;
    row().setAttribute("aria-selected", "true");
    if (focused) row().querySelector("th a").focus({ preventScroll: true });
  }
});
document.addEventListener("focusin", (event) => {
  const at = event.target.closest("tr[data-row]");
  if (at && at.dataset.row !== here) {
    row()?.removeAttribute("aria-selected");
    here = at.dataset.row;
    at.setAttribute("aria-selected", "true");
  }
});

const help = document.querySelector("[data-help]");
help.hidden = false;
help.addEventListener("click", keys["?"]);
