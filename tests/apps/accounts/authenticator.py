"""A device with a passkey, made of software: what a browser and a phone would answer. For tests only."""

import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, CHECKED, HAS_KEY = 0x01, 0x04, 0x40


def text_of(content):
    return urlsafe_b64encode(content).rstrip(b"=").decode("ascii")


def bytes_of(text):
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Device:
    """Holds one key, counts its signatures, and answers for one site."""

    def __init__(self, host="shanyrak.example", origin="https://shanyrak.example", flags=PRESENT | CHECKED):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)
        self.host, self.origin, self.flags = host, origin, flags
        self.count = 0

    def told(self, kind, options):
        challenge = json.loads(options)["challenge"]
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def state(self, flags):
        self.count += 1
        return sha256(self.host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def register(self, options):
        """Answer `ask_new_passkey`."""
        client = self.told("webauthn.create", options)
        point = self.key.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (point.x, point.y))
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        named = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        state = self.state(self.flags | HAS_KEY) + named
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": state})
        return self.answer(clientDataJSON=client, attestationObject=attestation)

    def sign(self, options):
        """Answer `ask_passkey`."""
        client = self.told("webauthn.get", options)
        state = self.state(self.flags)
        signature = self.key.sign(state + sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self.answer(clientDataJSON=client, authenticatorData=state, signature=signature)

    def answer(self, **parts):
        response = {name: text_of(content) for name, content in parts.items()}
        id_ = text_of(self.id)
        return json.dumps({"id": id_, "rawId": id_, "type": "public-key", "response": response})
