// Keys and boxes in the browser: from a phrase to its keys, blocks of one length, sealing and opening. The twin
// of core/sealing, with the same known answers. Of all keys here, a page sends `auth` and public ones only.

import { argon2idAsync, blake2b, box, secretbox, sign } from "../vendor/tweetnacl-1.0.3-noble-hashes-2.4.0.js";

const COST = { version: 0x13, m: 19456, t: 2, p: 1, dkLen: 32 };
const BLOCK = 1024;
const LONGEST_TEXT = BLOCK - 2;
const KEY = 32;
const TAG = 16;
const NONCE = 24;
const FINGERPRINT = { words: 6, bits: 11 };

/** Something is not as it was sealed, or does not fit into a block: `code` says what. */
export class SealError extends Error {
  constructor(code) {
    super(code);
    Object.assign(this, { name: "SealError", code });
  }
}

/** The root of a phrase (words joined by a space) by Argon2id; up to a second, and the page stays alive. */
export function deriveRoot(text, salt) {
  return argon2idAsync(new TextEncoder().encode(text), salt, COST);
}

/** The key that follows from another for one use. */
export function subkey(parent, person) {
  return blake2b(new Uint8Array(0), { dkLen: KEY, key: parent, personalization: named(person) });
}

/** Keys of a party or host: `auth` is sent, `publicKey` is stored, `secretKey` never leaves the page. */
export function partyKeys(root) {
  const { publicKey, secretKey } = box.keyPair.fromSecretKey(subkey(root, "seal"));
  return { auth: subkey(root, "auth"), publicKey, secretKey };
}

/** The public key of a secret one that was drawn. */
export function publicKeyOf(secretKey) {
  return box.keyPair.fromSecretKey(secretKey).publicKey;
}

/** Keys of a member: `auth` is sent, `wrap` opens the member's own secret key. */
export function memberKeys(root) {
  return { auth: subkey(root, "member-auth"), wrap: subkey(root, "member-wrap") };
}

/** Keys of a team in one epoch, from the seed that its members hold. */
export function teamKeys(seed) {
  const boxKeys = box.keyPair.fromSecretKey(subkey(seed, "team-box"));
  const signSeed = subkey(seed, "team-sign");
  const signPublic = sign.keyPair.fromSeed(signSeed).publicKey;
  return { boxSecret: boxKeys.secretKey, boxPublic: boxKeys.publicKey, signSeed, signPublic };
}

/** Six indices into a list of words, by which people recognise a team's keys. */
export function fingerprint(boxPublic, signPublic) {
  const personalization = named("fingerprint");
  const digest = blake2b(joined(boxPublic, signPublic), { dkLen: KEY, personalization });
  const bits = Array.from(digest, (byte) => byte.toString(2).padStart(8, "0")).join("");
  const starts = Array.from({ length: FINGERPRINT.words }, (_, place) => place * FINGERPRINT.bits);
  return starts.map((start) => parseInt(bits.slice(start, start + FINGERPRINT.bits), 2));
}

/** 1,024 bytes that hold at most 1,022: their number, themselves, zero bytes. */
export function pad(content) {
  if (content.length > LONGEST_TEXT) throw new SealError("too_long");
  const block = new Uint8Array(BLOCK);
  new DataView(block.buffer).setUint16(0, content.length);
  block.set(content, 2);
  return block;
}

/** What a block holds. */
export function unpad(block) {
  const length = block.length >= 2 ? (block[0] << 8) | block[1] : 0;
  if (block.length !== BLOCK || length > LONGEST_TEXT) throw new SealError("bad_length");
  if (block.subarray(2 + length).some(Boolean)) throw new SealError("bad_padding");
  return block.slice(2, 2 + length);
}

/** Seal to a public key; the result is 48 bytes longer. Pad what people write: `sealBlock`. */
export function seal(publicKey, content) {
  return sealFrom(box.keyPair.fromSecretKey(crypto.getRandomValues(new Uint8Array(KEY))), publicKey, content);
}

/** Seal with this one-time key pair, which `seal` draws; for the known answers. */
export function sealFrom(ephemeral, publicKey, content) {
  const nonce = nonceOf(ephemeral.publicKey, publicKey);
  return joined(ephemeral.publicKey, box(content, nonce, publicKey, ephemeral.secretKey));
}

/** Open what was sealed to the public key of `secretKey`. */
export function openSealed(secretKey, sealed) {
  const { publicKey } = box.keyPair.fromSecretKey(secretKey);
  const from = sealed.subarray(0, KEY);
  const whole = sealed.length >= KEY + TAG;
  const content = whole && box.open(sealed.subarray(KEY), nonceOf(from, publicKey), from, secretKey);
  if (!content) throw new SealError("broken");
  return content;
}

/** Pad a text and seal it: 1,072 bytes, whatever was written, or nothing. */
export function sealText(publicKey, text) {
  return seal(publicKey, pad(new TextEncoder().encode(text)));
}

/** The text that `sealText` sealed. */
export function openText(secretKey, sealed) {
  return new TextDecoder().decode(unpad(openSealed(secretKey, sealed)));
}

/** Lock with a key, under a fresh nonce that comes first. */
export function lock(key, content) {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
  return joined(nonce, secretbox(content, nonce, key));
}

/** Unlock what the key locked. */
export function unlock(key, locked) {
  const whole = locked.length >= NONCE + TAG;
  const content = whole && secretbox.open(locked.subarray(NONCE), locked.subarray(0, NONCE), key);
  if (!content) throw new SealError("broken");
  return content;
}

/** Sign a text for a team, as a sealed box does not tell who sealed it. */
export function signText(seed, text) {
  return sign.detached(new TextEncoder().encode(text), sign.keyPair.fromSeed(seed).secretKey);
}

/** Whether a team signed this text. */
export function isSigned(publicKey, text, signature) {
  const whole = publicKey.length === KEY && signature.length === 2 * KEY;
  return whole && sign.detached.verify(new TextEncoder().encode(text), signature, publicKey);
}

/** Lower-case hex, as forms carry keys. */
export function toHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Base64url without padding, as forms carry boxes. */
export function toBase64url(bytes) {
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return text.replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}

/** The bytes of base64url. */
export function fromBase64url(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (char) => char.charCodeAt(0));
}

function nonceOf(from, to) {
  return blake2b(joined(from, to), { dkLen: NONCE });
}

function named(person) {
  const name = new Uint8Array(16);
  name.set(new TextEncoder().encode(person));
  return name;
}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
