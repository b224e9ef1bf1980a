// The page on which a party is told the way: opens what the host wrote, signs what the member writes for the team,
// and seals it to the party. No word of it is sent.

import { fromBase64url, openText, sealText, signText, teamKeys, toBase64url, toHex } from "../shared/sealing.js";
import { at, fromHex, onSubmit, teamSeeds } from "./vault.js";

async function open(form) {
  const seeds = await teamSeeds();
  const answer = await fetch(form.action, { method: "POST" });
  if (!answer.ok) {
    const { dataset } = at("wrong");
    at("wrong").textContent = dataset[answer.status] ?? dataset.other;
    return;
  }
  const { epoch, box } = await answer.json();
  const text = openText(teamKeys(seeds.get(epoch)).boxSecret, fromBase64url(box));
  const { street = "" } = partsOf(text);
  at("street").textContent = street;
  at("street").hidden = !street;
  at("nothing").hidden = Boolean(street);
  if (street && at("way") && !at("way").value) at("way").value = street;
}

function partsOf(text) {
  try {
    return text ? JSON.parse(text) : {};
  } catch {
    return {};
  }
}

async function tell(form) {
  const seeds = await teamSeeds();
  const { signSeed, signPublic } = teamKeys(seeds.get(Math.max(...seeds.keys())));
  const { stay, party } = form.dataset;
  const way = at("way").value.trim();
  const signature = toBase64url(signText(signSeed, `shanyrak way v1|${stay}|${way}`));
  const text = JSON.stringify({ v: 1, way, by: toHex(signPublic), signature });
  form.elements.box.value = toBase64url(sealText(fromHex(party), text));
  at("way").value = "";
  form.submit();
}

onSubmit(at("open"), open);
onSubmit(at("tell"), tell);
