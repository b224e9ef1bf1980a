"""Words of hosting: features, house rules, what hosts of each vetting level receive. No row is here."""

from enum import IntEnum

# The words of the tables (docs/reference/file-formats.md) that a space may offer; people ask for the same.
FEATURES = frozenset(
    {"step_free", "children", "pets", "no_pets", "no_smoking", "quiet", "kitchen", "fridge", "private_room"}
    | {"women_only", "cot", "workspace", "washer", "parking", "smoking"}
    | {"lang_ru", "lang_kk", "lang_en", "lang_uk", "lang_ky"}
)
# A word and the one that it shuts out.
OPPOSITES = (("pets", "no_pets"), ("smoking", "no_smoking"))
# What people agree to when they come; ticks, so that nobody has to read a letter.
HOUSE_RULES = frozenset(
    {"no_smoking", "no_alcohol", "quiet_after_22", "no_visitors", "shoes_off", "keep_tidy", "back_by_23"}
)
LANGUAGES = ("ru", "kk", "en", "uk", "ky")


class VettingLevel(IntEnum):
    """What is known of a host; each level stands on the one below."""

    NEW = 0
    PHONE = 1
    VISIT = 2
    REFERENCES = 3


# The lowest level at which a host receives them. The team answers for whom it sends where: nobody goes to a
# host whom it has not spoken to, no child to a home that it has not seen.
LEVEL_FOR_ANYBODY = VettingLevel.PHONE
LEVEL_FOR_CHILDREN = VettingLevel.VISIT
LEVEL_FOR_PROTECTED = VettingLevel.REFERENCES
VETTERS_FOR_PROTECTED = 2
# A host has a life beside this; more parties at once wear out a home, and hide what goes wrong with one.
PARTIES_AT_ONCE = 2
# After so many nights in a row so many nights without anybody; the host may change both.
NIGHTS_IN_A_ROW, NIGHTS_OF_REST = 7, 2
# An offer that nobody asked about for so long is out of the plan until its host says that it still holds.
FRESH_DAYS = 7
# So many "not this time" in a row, and the host is asked whether they need a break.
NO_IN_A_ROW = 2
