"""The tree gives the roots and proofs of RFC 6962, at every size, and no altered proof passes."""

import json
from pathlib import Path

import pytest

from shanyrak.base.errors import InvalidError
from shanyrak.core.auditlog import Peaks, Tree, is_consistent, is_included, leaf_hash
from shanyrak.core.auditlog.tree import EMPTY_ROOT, node_hash

KNOWN = json.loads((Path(__file__).parents[1] / "security-vectors.json").read_text(encoding="utf-8"))[
    "merkle"
]
LEAVES = [leaf_hash(bytes.fromhex(text)) for text in KNOWN["leaves"]]
TREE = Tree(LEAVES)
ROOTS = {int(size): bytes.fromhex(root) for size, root in KNOWN["roots_by_size"].items()}
MANY = 70


def some(n):
    return [leaf_hash(bytes([number])) for number in range(n)]


def hashes(texts):
    return [bytes.fromhex(text) for text in texts]


def recursive_root(leaves):
    """Return the root as the RFC defines it, slowly."""
    if len(leaves) < 2:
        return leaves[0] if leaves else EMPTY_ROOT
    middle = 1
    while middle * 2 < len(leaves):
        middle *= 2
    return node_hash(recursive_root(leaves[:middle]), recursive_root(leaves[middle:]))


def test_leaves_and_roots_are_the_known_ones():
    assert [leaf.hex() for leaf in LEAVES] == KNOWN["leaf_hashes"]
    assert {size: TREE.root(size) for size in ROOTS} == ROOTS


@pytest.mark.parametrize("known", KNOWN["inclusion"])
def test_proofs_of_inclusion_are_the_known_ones(known):
    index, size, proof = known["index"], known["size"], hashes(known["proof"])
    assert TREE.inclusion(index, size) == proof
    assert is_included(LEAVES[index], (index, size), proof, ROOTS[size])


@pytest.mark.parametrize("known", KNOWN["consistency"])
def test_proofs_of_consistency_are_the_known_ones(known):
    first, second, proof = known["first"], known["second"], hashes(known["proof"])
    assert TREE.consistency(first, second) == proof
    assert is_consistent((first, ROOTS[first]), (second, ROOTS[second]), proof)


@pytest.mark.parametrize("known", KNOWN["must_fail"])
def test_what_must_fail_fails(known):
    proof = hashes(known["proof"])
    leaf, root = leaf_hash(bytes.fromhex(known["leaf"])), ROOTS[known["root_size"]]
    assert not is_included(leaf, (known["index"], known["size"]), proof, root)


def test_a_growing_tree_and_a_whole_one_have_the_roots_of_the_definition():
    leaves, peaks = some(MANY), Peaks()
    whole = Tree(leaves)
    for size in range(MANY + 1):
        assert peaks.root == whole.root(size) == recursive_root(leaves[:size])
        if size < MANY:
            peaks.append(leaves[size])


def test_every_proof_holds_and_none_for_another_leaf_size_or_root():
    leaves = some(MANY)
    tree = Tree(leaves)
    for size in range(1, MANY + 1, 3):
        for index in range(size):
            proof = tree.inclusion(index, size)
            assert is_included(leaves[index], (index, size), proof, tree.root(size))
            assert not is_included(leaves[index - 1], (index, size), proof, tree.root(size)) or size == 1
            assert not is_included(leaves[index], (index, size), [*proof, leaves[0]], tree.root(size))
            if proof:
                assert not is_included(leaves[index], (index, size), proof[:-1], tree.root(size))
                assert not is_included(leaves[index], (index, size), proof, tree.root(size - 1))


def test_every_earlier_tree_is_shown_to_be_in_the_later_one():
    tree = Tree(some(MANY))
    for first in range(1, MANY + 1):
        for second in range(first, MANY + 1, 7):
            proof = tree.consistency(first, second)
            told = (first, tree.root(first)), (second, tree.root(second))
            assert is_consistent(*told, proof)
            assert not is_consistent((first, leaf_hash(b"x")), told[1], proof)
            assert not is_consistent(told[0], (second, leaf_hash(b"x")), proof)


def test_the_empty_tree_is_in_every_other_and_a_shorter_one_is_not_later():
    assert is_consistent((0, EMPTY_ROOT), (3, ROOTS[3]), [])
    assert is_consistent((3, ROOTS[3]), (3, ROOTS[3]), [])
    assert not is_consistent((3, ROOTS[3]), (3, ROOTS[4]), [])
    assert not is_consistent((5, ROOTS[5]), (3, ROOTS[3]), TREE.consistency(3, 5))
    assert not is_included(LEAVES[0], (3, 3), [], ROOTS[1])


def test_a_leaf_that_is_not_there_has_no_proof():
    for ask in (lambda: TREE.inclusion(8), lambda: TREE.consistency(0), lambda: TREE.root(9)):
        with pytest.raises(InvalidError):
            ask()
    with pytest.raises(InvalidError):
        Peaks(3, [EMPTY_ROOT])


def test_a_proof_among_a_million_has_at_most_twenty_hashes():
    size = 1_000_000
    assert (size - 1).bit_length() == 20
    tree = Tree(leaf_hash(number.to_bytes(4, "big")) for number in range(2_000))
    assert max(len(tree.inclusion(index)) for index in range(0, 2_000, 97)) == (2_000 - 1).bit_length()
