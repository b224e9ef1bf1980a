"""Texts are read from plain files; a city's own come after ours, and a broken one hurts no other."""

from dataclasses import replace
from datetime import date

import pytest

from shanyrak.base.errors import NotFoundError
from shanyrak.interfaces.public.information.reading import Texts, blocks_of

OWN = """
checked = 2026-11-20
by = "coordinator"
order = 0
[ru]
title = "Вокзал"
text = "Идите к окну 3."
"""


@pytest.fixture
def folder(tmp_path, settings):
    settings.OPTIONS = replace(settings.OPTIONS, guides=str(tmp_path))
    return tmp_path


def test_a_text_has_headings_paragraphs_steps_and_points():
    blocks = blocks_of("## One\n\nTwo\nthree\n\n1. a\n1. b\n\n- c\n")
    assert [(block.kind, block.lines) for block in blocks] == [
        ("heading", ("One",)),
        ("paragraph", ("Two three",)),
        ("steps", ("a", "b")),
        ("points", ("c",)),
    ]


def test_the_city_adds_a_guide_and_changes_it_without_a_restart(folder):
    texts = Texts()
    (folder / "station.toml").write_text(OWN, encoding="utf-8")
    first = texts.guides("ru")[0]
    assert (first.title, first.checked_on) == ("Вокзал", date(2026, 11, 20))
    (folder / "station.toml").unlink()
    assert "station" not in [text.slug for text in texts.guides("ru")]


def test_a_language_without_a_text_gets_the_one_that_decides(folder):
    (folder / "station.toml").write_text(OWN, encoding="utf-8")
    assert Texts().get("station", "kk").language == "ru"


def test_a_careful_text_waits_for_its_reader(folder):
    texts = Texts()
    assert [texts.get("false-help", code).language for code in ("en", "kk", "uk")] == ["en", "ru", "ru"]


def test_a_broken_file_hurts_no_other(folder, caplog):
    (folder / "broken.toml").write_text("checked = soon", encoding="utf-8")
    (folder / "empty.toml").write_text("", encoding="utf-8")
    assert "first-evening" in [text.slug for text in Texts().guides("en")]
    assert "broken.toml cannot be read" in caplog.text


def test_a_text_that_is_not_there_is_refused(folder):
    with pytest.raises(NotFoundError):
        Texts().get("none", "ru")


def test_a_text_is_fresh_for_two_weeks():
    text = Texts().get("first-evening", "ru")
    assert text.is_fresh(date(2026, 12, 7))
    assert not text.is_fresh(date(2026, 12, 8))
