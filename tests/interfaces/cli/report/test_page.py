"""The page is well-formed, closed to the network, safe from its data, and says what report.json says."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from shanyrak.interfaces.cli.report import Meta, account, html, write_report
from shanyrak.interfaces.cli.report.reasons import WORDS
from shanyrak.interfaces.shared.numbers import THIN
from shanyrak.placement.files import Input
from shanyrak.placement.model import NOTICES, REASONS, Case, Certificate, Figures, Notice, Plan, Reason

NASTY = "<script>alert('x')</script>"
VOID = {"meta", "br", "img", "link", "hr", "input"}
FIGURES = ("asked_person_nights", "housed_person_nights", "unhoused_person_nights", "person_moves", "value")
PROOF = ("unavoidable_person_nights", "upper_bound", "gap", "first_come_first_served", "stopped_by", "trace")
ORIGIN = ("seconds", "peak_memory_mb", "seed", "threads", "version", "parameters", "inputs")


class Outline(HTMLParser):
    """Collect what a test asks of a page; fails on an element that is closed in the wrong order."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.ids, self.refs, self.text = [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        """Open an element."""
        found = dict(attrs)
        self.tags.append(tag)
        self.ids += [found["id"]] if "id" in found else []
        self.refs += [found["aria-labelledby"]] if "aria-labelledby" in found else []
        assert not any(name.startswith("on") for name in found)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        """Open and close an element."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        """Close the innermost element."""
        assert self.open.pop() == tag

    def handle_data(self, data):
        """Keep the text."""
        self.text.append(data)


def outline(text):
    found = Outline()
    found.feed(text)
    found.close()
    assert found.open == []
    return found


def page_of(case, result, meta=None):
    meta = meta or Meta()
    return html(case, result, account(case, result, meta), meta)


def figure(text, key):
    """Return the number that a card shows."""
    return int(re.search(rf'data-figure="{key}">([^<]*)<', text)[1].replace(THIN, ""))


def test_report_json_has_every_key_and_is_json(case, result, tmp_path):
    meta = Meta(
        seed=7,
        threads=2,
        inputs=(Input("parties.csv", "ab" * 32, 4),),
        made_at=datetime(2022, 9, 21, 18, 5, tzinfo=UTC),
    )
    told = write_report(tmp_path, case, result, meta)
    again = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert again == told
    assert told.keys() >= {*FIGURES, *PROOF, *ORIGIN}
    assert told["first_come_first_served"].keys() >= set(FIGURES)
    assert told["inputs"] == [{"file": "parties.csv", "sha256": "ab" * 32, "rows": 4}]
    assert told["trace"][0]["upper_bound"] is None


def test_the_figures_of_the_page_are_those_of_report_json(case, result):
    told, text = account(case, result, Meta()), page_of(case, result)
    assert figure(text, "asked") == told["asked_person_nights"] == 21
    assert figure(text, "housed") == told["housed_person_nights"] == 11
    assert figure(text, "unhoused") == told["unhoused_person_nights"] == 10
    assert figure(text, "unavoidable") == told["unavoidable_person_nights"] == 8
    assert figure(text, "moves") == told["person_moves"] == 3
    assert "more than 6.39% better" in text  # 10.0 / 9.4 - 1, rounded up
    assert "saves 2 person-nights" in text


def test_the_page_is_well_formed_and_every_picture_has_its_name(case, result):
    found = outline(page_of(case, result))
    assert len(found.ids) == len(set(found.ids))
    assert set(found.refs) <= set(found.ids)
    assert found.tags.count("h1") == 1
    assert found.refs


def test_the_page_asks_nothing_of_the_network_and_runs_nothing(case, result):
    text = page_of(case, result)
    assert not re.search(r"https?://|url\(|@import|\bsrc=|<link|<script|<iframe", text)


def test_text_from_the_data_is_harmless(case, result):
    parties = tuple(replace(p, place=NASTY) for p in case.parties)
    spaces = tuple(replace(s, place=NASTY) for s in case.spaces)
    reasons = (Reason("p3", 4, 8, 8, "need", NASTY), Reason("p2", 2, 4, 2, "never heard of", NASTY))
    meta = Meta(inputs=(Input(NASTY, NASTY, 1),), notes=(NASTY,))
    trace = tuple(replace(moment, phase=NASTY) for moment in result.trace)
    text = page_of(
        Case(parties, spaces, case.windows),
        replace(result, reasons=reasons, trace=trace, stopped_by=NASTY),
        meta,
    )
    assert "<script" not in text
    assert "alert(" in text
    outline(text)


def test_every_reason_has_its_words_and_a_way_out():
    assert WORDS.keys() == REASONS.keys()
    assert all(why and help_ for why, help_ in WORDS.values())


def test_every_reason_with_a_party_is_on_the_page(case, result):
    text = page_of(case, result)
    assert "Nothing in their place is free on those nights" in text
    assert "one more ordinary bed" in text


def test_everybody_housed_says_so(case, result):
    figures = Figures(21, 21, 0, 21.0, 0.0)
    text = page_of(case, replace(result, figures=figures, reasons=(), unavoidable_person_nights=0))
    assert "Everybody has a bed on every night." in text
    assert "Nobody is without a bed." in text


@pytest.mark.parametrize("kept", ["nothing", "spaces", "parties"])
def test_empty_tables_have_a_page_of_their_own(case, empty_result, kept):
    parties = case.parties if kept == "parties" else ()
    spaces, windows = (case.spaces, case.windows) if kept == "spaces" else ((), ())
    asked = 21 if parties else 0
    nobody = Figures(asked, 0, 0, 0.0)
    told = replace(empty_result, figures=nobody, first_come=nobody)
    text = page_of(Case(parties, spaces, windows), told)
    outline(text)
    assert ("The table of parties" in text.replace("the table", "The table")) == (kept != "parties")


def test_without_a_bound_the_page_claims_none(case, result):
    text = page_of(case, replace(result, upper_bound=float("inf")))
    assert "there was no time to prove a limit" in text
    assert "inf" not in re.sub(r"[a-z]*inf[a-z]+", "", text)


def test_a_proved_optimum_says_so(case, result):
    assert "No plan can be better than this one" in page_of(case, replace(result, upper_bound=9.4))


def test_a_worse_count_than_first_come_is_not_hidden(case, result):
    text = page_of(case, replace(result, first_come=Figures(21, 12, 0, 9.0)))
    assert "leaves 1 person-night more without a bed" in text


def test_notes_are_counted_beyond_the_first_twenty(case, result):
    text = page_of(case, result, Meta(notes=tuple(f"note {i}." for i in range(25))))
    assert "note 19." in text
    assert "note 20." not in text
    assert "and 5 more" in text


def test_a_certificate_of_no_night_is_no_error(case, result):
    bare = Certificate((), result.certificate.first_night, result.certificate.price[:0, :0])
    outline(page_of(case, replace(result, certificate=bare, plan=Plan())))


def test_the_reference_names_every_key(case, result):
    page = (Path(__file__).parents[4] / "docs/reference/report.md").read_text(encoding="utf-8")
    told = account(case, result, Meta())
    keys = {*told, *told["parameters"], *told["trace"][0], *told["without_a_bed"][0]}
    assert {key for key in keys if f"`{key}`" not in page} == set()
    assert {kind for kind in (*REASONS, *NOTICES) if f"`{kind}`" not in page} == set()


def test_told_stays_that_change_are_summed_by_reason_on_the_page_and_named_in_the_json(case, result):
    stay = replace(result.plan.stays[0], space_id=NASTY)
    notices = tuple(
        Notice(stay, kind, "", result.plan.stays[:1]) for kind in ("withdrawn", "withdrawn", "worth")
    )
    changed = replace(result, notices=notices, told_stays=300)
    found = outline(page_of(case, changed))
    text = " ".join(found.text)
    assert "Of 300 told stays, 3 are not kept" in text
    assert "the space is no longer free on all of these nights" in text.lower()
    assert "alert" not in text
    told = account(case, changed, Meta())["told_anew"]
    assert [(one["space_id"], one["reason"]) for one in told][:1] == [(NASTY, "withdrawn")]
    assert "told anew" not in page_of(case, result)
    assert "300 told stays were kept" in page_of(case, replace(result, told_stays=300))
