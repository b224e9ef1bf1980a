"""Who may sleep where: the rules that a party and a space decide between them, whatever the others do."""

from shanyrak.placement.kernels import small_kernel

FEMALE, MALE = 1, 2  # codes of the sex of a party, as `problem.SEXES` has them
SAME = 3  # code of the rule "never both sexes on one night"


@small_kernel
def admits(sex: int, rule: int) -> bool:
    """Say whether a party of this sex may sleep under this rule of a space, other parties aside."""
    return rule == 0 or (rule == sex and rule != SAME) or (rule == SAME and (sex == FEMALE or sex == MALE))
