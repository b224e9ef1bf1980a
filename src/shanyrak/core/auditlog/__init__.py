"""A log nobody rewrites unseen: leaves, a tree of hashes (RFC 6962), proofs, signed heads. Keeps no row."""

from shanyrak.core.auditlog.errors import HeadFormError, HeadSignatureError, LeafError
from shanyrak.core.auditlog.heads import (
    Head,
    public_key_of,
    published,
    read_head,
    read_published,
    read_verifier_key,
    sign_head,
    verifier_key,
)
from shanyrak.core.auditlog.leaves import Leaf, leaf_hash, reference
from shanyrak.core.auditlog.proofs import is_consistent, is_included
from shanyrak.core.auditlog.tree import EMPTY_ROOT, HASH_SIZE, Peaks, Tree

__all__ = [
    "EMPTY_ROOT",
    "HASH_SIZE",
    "Head",
    "HeadFormError",
    "HeadSignatureError",
    "Leaf",
    "LeafError",
    "Peaks",
    "Tree",
    "is_consistent",
    "is_included",
    "leaf_hash",
    "public_key_of",
    "published",
    "read_head",
    "read_published",
    "read_verifier_key",
    "reference",
    "sign_head",
    "verifier_key",
]
