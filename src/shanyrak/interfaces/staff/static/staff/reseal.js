// Seals anew, some at a time, what is sealed to past keys of the team. Each text is in this page's memory for a
// moment, and goes back as a box that only the present key opens. Stopped half way, it goes on where it was.

import { fromBase64url, openSealed, seal, teamKeys, toBase64url } from "../shared/sealing.js";
import { at, fromHex, onSubmit, teamSeeds } from "./vault.js";

async function post(address, told = {}) {
  const answer = await fetch(address, { method: "POST", body: new URLSearchParams(told) });
  if (!answer.ok) throw new Error(`asked: ${answer.status}`);
  return answer.json();
}

async function sealAll(form) {
  const seeds = await teamSeeds();
  const key = fromHex(form.dataset.key);
  const secrets = new Map([...seeds].map(([number, seed]) => [number, teamKeys(seed).boxSecret]));
  const done = at("done");
  done.hidden = false;
  for (;;) {
    const { contacts } = await post(form.action);
    if (!contacts.length) break;
    const anew = contacts.map(({ owner, mark, epoch, box }) => {
      // The block inside is of one length already; it is not unpacked here.
      const block = openSealed(secrets.get(epoch), fromBase64url(box));
      return { owner, mark, box: toBase64url(seal(key, block)) };
    });
    const { kept } = await post(form.dataset.give, { contacts: JSON.stringify(anew) });
    done.value += kept;
    if (!kept) break;
  }
  at("finished").hidden = false;
}

onSubmit(at("reseal"), sealAll);
