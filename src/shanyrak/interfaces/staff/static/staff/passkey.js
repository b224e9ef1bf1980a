// Passkeys: asks the server for a challenge, the device for an answer, and sends that with the page's form.
// Nothing is kept here; what does not work leaves the passphrase.

const toBytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

/** Turn what came as text into what the device takes. */
function read(options) {
  const named = (list = []) => list.map((one) => ({ ...one, id: toBytes(one.id) }));
  const told = { ...options, challenge: toBytes(options.challenge) };
  if (options.user) told.user = { ...options.user, id: toBytes(options.user.id) };
  if (options.excludeCredentials) told.excludeCredentials = named(options.excludeCredentials);
  if (options.allowCredentials) told.allowCredentials = named(options.allowCredentials);
  return told;
}

/** Turn what the device answered into text. */
function write(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = toText(credential.response[name]);
  }
  const { id, type } = credential;
  return JSON.stringify({ id, rawId: toText(credential.rawId), type, response, clientExtensionResults: {} });
}

async function answer(form) {
  const asked = await fetch(form.dataset.ask, { method: "POST" });
  if (!asked.ok) throw new Error(`asked: ${asked.status}`);
  const { challenge, options } = await asked.json();
  const credential = await navigator.credentials[form.dataset.passkey]({ publicKey: read(options) });
  form.elements.challenge.value = challenge;
  form.elements.answer.value = write(credential);
  form.submit();
}

if (window.PublicKeyCredential && navigator.credentials) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const toast = document.getElementById("toast");
      toast.textContent = "";
      answer(form).catch(() => (toast.textContent = form.dataset.failed));
    });
  }
}
