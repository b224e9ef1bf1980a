// What our own scripts use of two libraries; the names on the left are all that reaches them.
import nacl from "tweetnacl";

export { argon2idAsync } from "@noble/hashes/argon2.js";
export { blake2b } from "@noble/hashes/blake2.js";
export { sha256 } from "@noble/hashes/sha2.js";
export const { box, secretbox, sign } = nacl;
