"""An earlier plan in today's problem: which stays may still be, a draft made of them, what to tell anew."""

from shanyrak.placement.previous.matching import Memory, recall
from shanyrak.placement.previous.notices import notices_of, told_stays
from shanyrak.placement.previous.seeding import seed

__all__ = ["Memory", "notices_of", "recall", "seed", "told_stays"]
