"""The page of a replay is well-formed, closed to the network, and says what simulation.json says."""

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

from shanyrak.interfaces.cli.simulation_report import Meta, account, closing_lines, html
from shanyrak.placement.files import Input
from shanyrak.placement.model import Figures, Plan
from shanyrak.placement.simulate import Assumptions, Day, Outcome, Way

NASTY = "<script>alert('x')</script>"


def way(*, value, housed, broken=(0, 0), moved=(0, 0)):
    figures = Figures(30, sum(housed), sum(moved), value, 2.5)
    return Way(Plan(), figures, housed, moved, broken, (0, 1), broken_stays=sum(map(bool, broken)))


OUTCOME = Outcome(
    days=(Day(date(2022, 9, 30), 10, 5, 0, 2, 1), Day(date(2022, 10, 1), 20, 6, 1, 0, 0)),
    planned=way(value=21.5, housed=(9, 14), broken=(0, 3), moved=(0, 4)),
    first_come=way(value=15.0, housed=(9, 7), broken=(2, 5)),
    hindsight=way(value=24.0, housed=(9, 16)),
    bound=24.6,
    n_asked_for=2,
)


class Outline(HTMLParser):
    """Collect what a test asks of a page; fails on an element that is closed in the wrong order."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.names, self.ids, self.refs, self.text = [], [], set(), [], [], []

    def handle_starttag(self, tag, attrs):
        """Open an element."""
        found = dict(attrs)
        self.names |= set(found)
        self.ids += [found["id"]] if "id" in found else []
        self.refs += [found["aria-labelledby"]] if "aria-labelledby" in found else []
        self.tags.append(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        """Open and close an element."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag):
        """Close the innermost element."""
        assert self.open.pop() == tag

    def handle_data(self, data):
        """Keep the text."""
        self.text.append(data)


def outline(outcome=OUTCOME, inputs=(), **assumed):
    found = Outline()
    found.feed(html(account(outcome, Meta(Assumptions(**assumed), inputs=inputs))))
    assert found.open == []
    return found


def words(*args, **named):
    return " ".join(" ".join(outline(*args, **named).text).split())


def test_the_page_is_well_formed_and_every_picture_has_its_name():
    found = outline()
    assert len(found.ids) == len(set(found.ids))
    assert found.refs
    assert set(found.refs) <= set(found.ids)
    assert found.tags.count("h1") == 1


def test_the_page_runs_nothing_and_asks_nothing_of_the_network():
    found = outline(inputs=(Input(NASTY, NASTY, 3),), withdraw=0.5)
    assert not {"script", "link", "img", "iframe"} & set(found.tags)
    assert not {"src", "href", "srcset", "action", "onload"} & found.names


def test_the_first_sentences_have_the_three_figures_and_the_assumptions():
    said = words(withdraw=0.5, ahead=3)
    assert "7 person-nights are without a bed: 23.3% of those asked for" in said
    assert "First come, first served leaves 14" in said
    assert "would have left 5" in said
    assert "Hosts broke 1 stay that people had been told, and 2 where" in said
    assert "known 3 days before it arrives" in said
    assert "Each space is withdrawn with a chance of 50%" in said
    assert "Every party comes." in said


def test_the_price_of_not_knowing_is_told_with_what_is_proved():
    said = words()
    assert "2 person-nights fewer would be without a bed" in said
    assert "the price of not knowing is 2.5 to 3.1 person-nights" in said
    assert "planning every evening wins 72%" in said


def test_a_replay_stopped_by_hand_says_so_and_claims_no_proof(tmp_path):
    part = replace(OUTCOME, bound=None, n_asked_for=9)
    said = words(part)
    assert "2 nights of 9 were replayed: it was stopped by hand" in said
    assert "by a proof" not in said
    assert "2 nights of 9 were replayed" in closing_lines(account(part, Meta()), tmp_path)


def test_where_nothing_is_broken_and_nobody_moves_a_sentence_says_so():
    calm = way(value=20.0, housed=(9, 14))
    said = words(replace(OUTCOME, planned=calm, first_come=calm))
    assert "No stay that had been told was broken." in said
    assert "Nobody has to move." in said


def test_nobody_asking_is_no_trouble():
    nobody = Way(Plan(), Figures(0, 0, 0, 0.0), (0,), (0,), (0,), (0,))
    empty = Outcome((Day(date(2022, 9, 30), 0, 1, 1, 0, 0),), nobody, nobody, nobody, 0.0, 1)
    assert "Nobody who came asked for a bed" in words(empty)


def test_the_heading_has_both_nights():
    assert "Replay of 30 September to 1 October 2022" in words()


def test_the_closing_lines_have_the_three_ways_side_by_side(tmp_path):
    lines = closing_lines(account(OUTCOME, Meta()), tmp_path).splitlines()
    row = next(line for line in lines if line.startswith("person-nights, no bed"))
    assert row.split()[-3:] == ["7", "14", "5"]
