#!/usr/bin/env python3
"""Writes proof.json: proofs made by a second, independent implementation of docs/reference/proof.md.

Run it in this folder with Python's `cryptography` installed: `python3 make_proof_vectors.py`.
The issuer's key is that of RFC 8032, section 7.1, test 2; the stranger's is that of test 3.
"""
import base64
import hashlib
import json
import pathlib
import uuid

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ISSUER_SEED = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"
STRANGER_SEED = "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7"
ORIGIN = "ledger.example.org/log"
ISSUED = 1_795_422_300_000_000  # 2026-11-23T08:25:00Z
DAY = 86_400_000_000


class Tag:
    def __init__(self, number, item):
        self.number, self.item = number, item


def head(major, argument):
    if argument < 24:
        return bytes([major << 5 | argument])
    for code, width in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if argument < 1 << 8 * width:
            return bytes([major << 5 | code]) + argument.to_bytes(width, "big")
    raise ValueError(argument)


def cbor(item):
    if item is None:
        return b"\xf6"
    if isinstance(item, bool):
        return b"\xf5" if item else b"\xf4"
    if isinstance(item, int):
        return head(0, item) if item >= 0 else head(1, -1 - item)
    if isinstance(item, bytes):
        return head(2, len(item)) + item
    if isinstance(item, str):
        return head(3, len(item.encode())) + item.encode()
    if isinstance(item, list):
        return head(4, len(item)) + b"".join(map(cbor, item))
    if isinstance(item, dict):
        pairs = sorted((cbor(key), cbor(value)) for key, value in item.items())
        return head(5, len(pairs)) + b"".join(key + value for key, value in pairs)
    return head(6, item.number) + cbor(item.item)


def sha256(data):
    return hashlib.sha256(data).digest()


def url64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def root(hashes):
    if len(hashes) == 1:
        return hashes[0]
    split = 1 << (len(hashes) - 1).bit_length() - 1
    return sha256(b"\x01" + root(hashes[:split]) + root(hashes[split:]))


def path(index, hashes):
    if len(hashes) == 1:
        return []
    split = 1 << (len(hashes) - 1).bit_length() - 1
    if index < split:
        return path(index, hashes[:split]) + [root(hashes[split:])]
    return path(index - split, hashes[split:]) + [root(hashes[:split])]


ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def base45(data):
    text = ""
    for start in range(0, len(data), 2):
        pair = data[start : start + 2]
        value = int.from_bytes(pair, "big")
        for _ in range(len(pair) + 1):
            text += ALPHABET[value % 45]
            value //= 45
    return text


class Key:
    def __init__(self, seed):
        self.private = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed))
        self.public = self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.kid = sha256(self.public)[:8]
        self.signed = []

    def sign(self, message):
        signature = self.private.sign(message)
        self.signed.append((message, self.public, signature))
        return signature

    def envelope(self, payload):
        protected = cbor({1: -8, 4: self.kid})
        message = cbor(["Signature1", protected, b"", payload])
        signature = self.sign(message)
        return cbor(Tag(18, [protected, {}, payload, signature])), signature, message

    def checkpoint(self, size, head_hash, origin=ORIGIN):
        text = f"{origin}\n{size}\n{base64.b64encode(head_hash).decode()}\n"
        signature = self.sign(text.encode())
        key_id = sha256(origin.encode() + b"\n\x01" + self.public)[:4]
        return f"{text}\n— {origin} {base64.b64encode(key_id + signature).decode()}\n", signature


ISSUER, STRANGER = Key(ISSUER_SEED), Key(STRANGER_SEED)
ISSUER_ID = str(uuid.UUID("01936a3e-7c00-7000-8000-000000000001"))
SUBJECT_ID = str(uuid.UUID("01936a3e-7c00-7000-8000-0000000000a7"))
FIELDS = {"kind": "receipt", "date": "2026-11-21", "currency": "KES", "total": "1250.00",
          "number": "R-0117"}
PERSONAL = {"supplier": "Duka la Mwangi", "address": "Kenyatta Avenue 12, Nakuru",
            "customer": "Achieng Otieno"}
SALTS = {name: sha256(b"salt of " + name.encode()) for name in PERSONAL}


def commitment(name, value):
    return sha256(cbor([SALTS[name], name, value]))


COMMITMENTS = {name: commitment(name, value) for name, value in PERSONAL.items()}


def disclosed(names, **changed):
    return [[name, SALTS[name], changed.get(name, PERSONAL[name])] for name in names]


def payload(fields=FIELDS, personal=True):
    members = {1: 1, 2: "document.accepted", 3: uuid.UUID(ISSUER_ID).bytes, 4: "Nakuru SACCO",
               5: uuid.UUID(SUBJECT_ID).bytes, 6: ISSUED, 7: fields,
               9: sha256(b"the picture of the receipt")}
    if personal:
        members[8] = sha256(cbor(COMMITMENTS))
    return cbor(members)


class Proof:
    """One statement at `index` of a log of `size` leaves, with everything about it changeable."""

    def __init__(self, key=ISSUER, index=4, size=7, show=("supplier", "address", "customer")):
        self.key, self.index, self.size = key, index, size
        self.payload = payload()
        self.envelope, self.signature, self.envelope_message = key.envelope(self.payload)
        others = [sha256(b"\x00" + b"leaf %d" % number) for number in range(size)]
        self.leaves = others[:index] + [sha256(b"\x00" + self.envelope)] + others[index + 1 :]
        self.path = path(index, self.leaves)
        self.note, self.note_signature = key.checkpoint(size, root(self.leaves))
        self.commitments = dict(COMMITMENTS) if show else None
        self.disclosed = disclosed(show)
        self.status = self.status_parts = None

    def with_status(self, as_of, revocation=None, statement=None):
        members = {1: 1, 2: "attestation.status", 3: uuid.UUID(ISSUER_ID).bytes,
                   5: statement or sha256(self.envelope), 6: as_of}
        if revocation:
            members[7] = revocation
        self.status, signature, self.status_message = self.key.envelope(cbor(members))
        self.status_members = members
        self.status_parts = [cbor(members), signature]
        return self

    def bundle(self):
        members = {1: 1, 2: self.envelope, 3: self.key.public, 6: self.index, 7: self.path,
                   8: self.note}
        if self.commitments:
            members[4] = self.commitments
        if self.disclosed:
            members[5] = self.disclosed
        if self.status:
            members[9] = self.status
        return cbor(Tag(55799, members))

    def code(self):
        return "CL1:" + base45(cbor([
            self.payload, self.signature, self.key.public, self.commitments, self.disclosed,
            self.index, self.size, b"".join(self.path), ORIGIN, self.note_signature,
            self.status_parts]))


def changed(what):
    proof = Proof()
    if what == "supplier":
        proof.disclosed = disclosed(("supplier", "address", "customer"),
                                    supplier="Duka la Mwangj")
    elif what == "address":
        proof.disclosed = disclosed(("supplier", "address", "customer"),
                                    address="Kenyatta Avenue 13, Nakuru")
    elif what == "total":
        old = cbor("total") + cbor("1250.00")
        proof.envelope = proof.envelope.replace(old, cbor("total") + cbor("9250.00"))
    elif what == "commitments":
        proof.commitments["customer"] = commitment("customer", "Somebody Else")
        proof.disclosed = disclosed(("supplier",))
    elif what == "fork":
        leaves = list(proof.leaves)
        leaves[4] = sha256(b"\x00another statement")
        proof.note, _ = ISSUER.checkpoint(7, root(leaves))
    elif what == "truncated":
        proof.note, _ = ISSUER.checkpoint(4, root(proof.leaves[:4]))
    elif what == "log size":
        proof.note = proof.note.replace("\n7\n", "\n8\n")
    elif what == "foreign log":
        proof.note, _ = STRANGER.checkpoint(7, root(proof.leaves))
    elif what == "key":
        proof.key = STRANGER
    elif what == "status of another":
        proof.with_status(ISSUED + DAY, statement=sha256(b"another statement"))
    return proof.bundle()


TRUSTED = [{"id": ISSUER_ID, "name": "Nakuru SACCO", "public_key": url64(ISSUER.public)}]


def cases():
    """Name, bytes, expected verdict, age of the verifier's clock in days, largest status age."""
    shown = Proof(show=("supplier",))
    bare = Proof(show=())
    fresh = Proof().with_status(ISSUED + 5 * DAY)
    revoked = Proof().with_status(ISSUED + 5 * DAY, [ISSUED + 4 * DAY, "buyer disputes it"])
    revoked_bare = Proof(show=()).with_status(
        ISSUED + 5 * DAY, [ISSUED + 4 * DAY, "buyer disputes it"])
    large = Proof(index=511, size=1023, show=())
    yield "all fields disclosed", Proof().bundle(), {"verdict": "valid"}, 1, 30
    yield "one field disclosed", shown.bundle(), {"verdict": "valid"}, 1, 30
    yield "only public fields", bare.bundle(), {"verdict": "valid"}, 1, 30
    yield "code of public fields", bare.code().encode(), {"verdict": "valid"}, 1, 30
    yield "code with one field", shown.code().encode(), {"verdict": "valid"}, 1, 30
    yield "code from a log of 1023", large.code().encode(), {"verdict": "valid"}, 1, 30
    yield "only leaf of its log", Proof(index=0, size=1).bundle(), {"verdict": "valid"}, 1, 30
    example = Proof(index=0, size=1, show=())
    yield "the example of the page", example.bundle(), {"verdict": "valid"}, 1, 30
    yield "the code of the page", example.code().encode(), {"verdict": "valid"}, 1, 30
    yield "issued long ago", Proof().bundle(), {"verdict": "stale"}, 31, 30
    yield "no limit of age", Proof().bundle(), {"verdict": "valid"}, 4000, None
    yield "fresh status", fresh.bundle(), {"verdict": "valid"}, 31, 30
    yield "old status", fresh.bundle(), {"verdict": "stale"}, 36, 30
    yield "revoked", revoked.bundle(), {
        "verdict": "revoked", "reason": "buyer disputes it",
        "revoked_at": "2026-11-27T08:25:00Z"}, 6, 30
    yield "revoked, by code", revoked_bare.code().encode(), {"verdict": "revoked"}, 6, 30
    yield "unknown issuer", Proof(key=STRANGER).bundle(), {"verdict": "unknown_issuer"}, 1, 30
    for what, defect in (
        ("supplier", "field:supplier"), ("address", "field:address"),
        ("total", "statement_signature"), ("commitments", "commitments"),
        ("fork", "inclusion"), ("truncated", "inclusion"),
        ("log size", "checkpoint_signature"), ("foreign log", "checkpoint_signature"),
        ("key", "issuer_key"), ("status of another", "status"),
    ):
        yield f"changed: {what}", changed(what), {
            "verdict": "tampered", "defect": defect}, 1, 30
    yield "truncated file", Proof().bundle()[:-1], {
        "verdict": "tampered", "defect": "format:bundle"}, 1, 30
    yield "not a proof", b"%PDF-1.7\n", {"verdict": "tampered", "defect": "format:bundle"}, 1, 30
    yield "empty", b"", {"verdict": "tampered", "defect": "format:bundle"}, 1, 30
    yield "damaged code", bare.code().encode()[:-1], {
        "verdict": "tampered", "defect": "format:code"}, 1, 30


def rfc3339(micros):
    import datetime
    moment = datetime.datetime.fromtimestamp(micros // 1_000_000, datetime.timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def main():
    listed = []
    for name, data, expected, days, age in cases():
        listed.append({
            "name": name, "proof": url64(data), "now": rfc3339(ISSUED + days * DAY),
            "maximum_status_age": None if age is None else age * 86_400, "expected": expected})
    signed = [
        {"message": url64(message), "public_key": url64(key), "signature": url64(signature)}
        for message, key, signature in dict.fromkeys(ISSUER.signed + STRANGER.signed)]
    bare = Proof(show=())
    document = {
        "about": "Made by make_proof_vectors.py; the RFC 8032 test keys are public, trust them never.",
        "trusted_issuers": TRUSTED, "signed": signed, "cases": listed,
        "same": [{"bundle": url64(proof.bundle()), "code": proof.code()}
                 for proof in (bare, Proof(show=("supplier",)),
                               Proof(show=()).with_status(ISSUED + DAY))],
        "parts": {
            "payload": bare.payload.hex(), "envelope": bare.envelope.hex(),
            "leaf_hash": sha256(b"\x00" + bare.envelope).hex(),
            "statement_id": sha256(bare.envelope).hex(), "checkpoint": bare.note,
            "commitments_digest": sha256(cbor(COMMITMENTS)).hex()}}
    target = pathlib.Path(__file__).with_name("proof.json")
    target.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n")
    print(f"{len(listed)} cases, {len(signed)} signatures, code of {len(bare.code())} characters")


if __name__ == "__main__":
    main()
