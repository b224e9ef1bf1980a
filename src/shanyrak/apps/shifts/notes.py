"""The words that a member may note on a request. What they are called on pages, the pages say."""

NOTES = (
    "called",
    "no_answer",
    "call_again",
    "on_the_way",
    "at_the_desk",
    "needs_ride",
    "asks_more_nights",
    "found_a_bed",
)
