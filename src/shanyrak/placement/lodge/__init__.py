"""The best chain of one part of a party in what a draft has left, with all rules, and how it gets there.

First the spaces that are free are copied to a desk (`offer`), then the best chain over them is found
(`chain`) and put into the draft (`slots`).
"""

from shanyrak.placement.lodge.chain import find_chain
from shanyrak.placement.lodge.desk import CLOSED, KEPT, SHUT, Desk, make_desk
from shanyrak.placement.lodge.offer import Offer, fill_left, prune
from shanyrak.placement.lodge.slots import lodge, lodge_part, settle, unused

__all__ = [
    "CLOSED",
    "KEPT",
    "SHUT",
    "Desk",
    "Offer",
    "fill_left",
    "find_chain",
    "lodge",
    "lodge_part",
    "make_desk",
    "prune",
    "settle",
    "unused",
]
