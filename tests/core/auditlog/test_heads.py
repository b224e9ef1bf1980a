"""Leaves and heads are byte for byte the known ones; an altered or foreign head is refused."""

import json
from pathlib import Path

import pytest

from shanyrak.base.errors import InvalidError
from shanyrak.base.secret import SecretBytes
from shanyrak.core.auditlog import (
    Head,
    HeadFormError,
    HeadSignatureError,
    Leaf,
    LeafError,
    Tree,
    public_key_of,
    published,
    read_head,
    read_published,
    read_verifier_key,
    reference,
    sign_head,
    verifier_key,
)

KNOWN = json.loads((Path(__file__).parents[1] / "security-vectors.json").read_text(encoding="utf-8"))["audit"]
SEED = SecretBytes(bytes.fromhex(KNOWN["sign_seed"]))
PUBLIC = bytes.fromhex(KNOWN["sign_public_key"])
NOTE = KNOWN["checkpoint"]


def leaf_of(told):
    words = {name: told[name] for name in ("action", "actor", "day", "detail", "ref")}
    return Leaf(**words, nonce=bytes.fromhex(told["nonce"]), version=told["v"])


def test_leaves_are_the_known_bytes():
    for known in KNOWN["leaves"]:
        leaf = leaf_of(known["fields"])
        assert (leaf.content, leaf.hash.hex()) == (known["bytes_utf8"].encode(), known["leaf_hash"])


def test_the_word_of_a_subject_is_the_known_one():
    key = SecretBytes(bytes.fromhex(KNOWN["reference_key"]))
    assert reference(bytes.fromhex(KNOWN["party_id"]), key) == KNOWN["leaves"][0]["fields"]["ref"]


def test_the_head_is_the_known_text():
    tree = Tree(leaf_of(known["fields"]).hash for known in KNOWN["leaves"])
    assert tree.root().hex() == KNOWN["root"]
    head = Head(KNOWN["origin"], tree.size, tree.root())
    assert (public_key_of(SEED), sign_head(head, SEED)) == (PUBLIC, NOTE)
    assert read_head(NOTE, PUBLIC) == head


def test_swapped_leaves_give_another_root():
    tree = Tree(leaf_of(known["fields"]).hash for known in reversed(KNOWN["leaves"]))
    assert tree.root().hex() != KNOWN["root"]


@pytest.mark.parametrize("place", range(len(NOTE)))
def test_a_head_with_any_letter_changed_is_refused(place):
    other = "B" if NOTE[place] != "B" else "C"
    with pytest.raises(InvalidError):
        read_head(NOTE[:place] + other + NOTE[place + 1 :], PUBLIC)


def test_a_head_of_another_key_is_refused():
    other = SecretBytes(bytes(32))
    forged = sign_head(Head(KNOWN["origin"], 2, bytes(32)), other)
    with pytest.raises(HeadSignatureError):
        read_head(forged, PUBLIC)


@pytest.mark.parametrize(
    "text", ["", "a\n1\nb\n", NOTE.replace("\n2\n", "\n02\n"), NOTE + NOTE, NOTE[:-2] + "\n"]
)
def test_what_is_no_head_is_refused(text):
    with pytest.raises(HeadFormError):
        read_head(text, PUBLIC)


@pytest.mark.parametrize("word", ["", "a+b+c", "shanyrak.example/audit+b3ccfe80+AT==", "x+b3ccfe80+AQ=="])
def test_what_is_no_key_of_a_log_is_refused(word):
    with pytest.raises(HeadFormError):
        read_verifier_key(word)


def test_a_published_text_is_read_again_with_its_proofs():
    proof = [bytes(32), bytes([255]) * 32]
    text = "# by hand\n" + published(NOTE, "2022-09-25", proof) + "\n" + published(NOTE, "2022-09-24", [])
    (one, told), (other, none) = read_published(text, PUBLIC)
    assert (one, told, other, none) == (read_head(NOTE, PUBLIC), proof, one, [])


def test_the_key_is_told_in_one_word():
    assert read_verifier_key(verifier_key(KNOWN["origin"], PUBLIC)) == PUBLIC
    name, key_id, _ = verifier_key(KNOWN["origin"], PUBLIC).split("+", 2)
    assert (name, key_id) == (KNOWN["origin"], KNOWN["key_id"])


def test_free_text_makes_no_leaf():
    with pytest.raises(LeafError):
        _ = Leaf("a.b", "system", "2022-09-25", "приехали", "", bytes(16)).content
