// Solving a puzzle in the browser while the page stays alive. What it is for, only the server checks.

import { sha256 } from "../vendor/tweetnacl-1.0.3-noble-hashes-2.4.0.js";
import { fromBase64url } from "./sealing.js";

const PUZZLE = 23;
const BITS_AT = 2;
const AT_ONCE = 10000; // hashes between two breaths of the page: some twenty milliseconds

/** The smallest number that solves a puzzle as the page carries it; `signal` ends the search. */
export async function solve(wire, signal) {
  const puzzle = fromBase64url(wire).subarray(0, PUZZLE);
  const message = new Uint8Array(PUZZLE + 8);
  message.set(puzzle);
  const view = new DataView(message.buffer);
  // One hash is used over and over, set back to a blank one: three times as fast as a new one for each number.
  const blank = sha256.create();
  const hash = sha256.create();
  const digest = new Uint8Array(32);
  for (let number = 0; ; number += 1) {
    view.setUint32(PUZZLE, Math.floor(number / 2 ** 32));
    view.setUint32(PUZZLE + 4, number >>> 0);
    blank._cloneInto(hash).update(message).digestInto(digest);
    if (leadingZeros(digest) >= puzzle[BITS_AT]) return number;
    if (number % AT_ONCE === AT_ONCE - 1) {
      await new Promise((go) => setTimeout(go));
      if (signal?.aborted) throw signal.reason;
    }
  }
}

function leadingZeros(digest) {
  const first = digest.findIndex((byte) => byte !== 0);
  return first < 0 ? digest.length * 8 : first * 8 + Math.clz32(digest[first]) - 24;
}
