"""Dates, nights and numbers are written and read as the language of the page does."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.template import Context, Template
from django.utils import formats as django_formats
from django.utils import translation

from shanyrak.base.nights import Span
from shanyrak.interfaces.shared import fields, formats

DAY = date(2022, 9, 25)
LANGUAGES = ("ru", "kk", "en", "uk", "ky")
WRITTEN = {
    "ru": (
        "25 сентября",
        "25 сентября 2022 \u0433.",
        "25.09.2022",
        "воскресенье, 25 сентября",
        "12 345,6",
        "31 %",
    ),
    "kk": ("25 қыркүйек", "2022 ж. 25 қыркүйек", "25.09.2022", "25 қыркүйек, жексенбі", "12 345,6", "31%"),
    "en": ("25 September", "25 September 2022", "25 Sep 2022", "Sunday 25 September", "12,345.6", "31%"),
    "uk": ("25 вересня", "25 вересня 2022 \u0440.", "25.09.2022", "неділя, 25 вересня", "12 345,6", "31%"),
    "ky": ("25-сентябрь", "2022-ж., 25-сентябрь", "25.09.2022", "25-сентябрь, жекшемби", "12 345,6", "31%"),
}
NIGHTS = {
    "ru": "Ночи: 29, 30 сентября, 1 октября.",
    "kk": "Түндер: 29, 30 қыркүйек, 1 қазан.",
    "en": "Nights: 29, 30 September, 1 October.",
    "uk": "Ночі: 29, 30 вересня, 1 жовтня.",
    "ky": "Түндөр: 29, 30-сентябрь, 1-октябрь.",
}


def said(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_and_a_number_are_written_as_the_language_does(language):
    with translation.override(language):
        written = (
            formats.day_and_month(DAY),
            formats.day_in_full(DAY),
            formats.day_in_table(DAY),
            formats.weekday_and_day(DAY),
            formats.number(12345.6, 1),
            formats.share(0.314),
        )
    assert tuple(map(said, written)) == WRITTEN[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nights_are_told_by_their_evenings_each_month_once(language):
    with translation.override(language):
        assert formats.nights(Span.of(date(2022, 9, 29), 3)) == NIGHTS[language]


def test_the_end_of_a_span_is_a_morning_and_never_a_night():
    span = Span.of(DAY, 3)
    with translation.override("en"):
        assert formats.nights(span) == "Nights: 25, 26, 27 September."
        assert formats.leaving(span) == "Leave on 28 September before 12:00."
        assert formats.nights(Span.of(DAY, 1)) == "Night: 25 September."
        assert formats.nights(Span.of(DAY, 10)) == (
            "10 nights: from the evening of 25 September to that of 4 October."
        )


def test_past_midnight_a_night_is_told_by_both_its_days():
    with translation.override("en"):
        assert formats.night_between(DAY) == "Sunday 25 September to Monday 26 September"


def test_a_moment_is_told_in_the_time_of_the_place(settings):
    settings.TIME_ZONE = "Asia/Almaty"
    assert formats.time_of_day(datetime(2022, 9, 25, 16, 5, tzinfo=UTC)) == "22:05"


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_days_ago_have_words_for_the_nearest(count):
    with translation.override("en"):
        assert formats.n_days_ago(count) in {"today", "yesterday", "2 days ago", "5 days ago"}


def test_templates_have_the_same_words():
    with translation.override("en"):
        text = Template("{% load formats %}{{ span|nights }} {{ n|number }} {{ n|n_people }}")
        page = text.render(Context({"span": Span.of(DAY, 2), "n": 1200}))
    assert page == "Nights: 25, 26 September. 1,200 1,200 people"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["25.09.2022", "25.09.22", "25/09/2022", "2022-09-25"])
def test_a_date_is_read_with_the_day_first(language, text):
    with translation.override(language):
        assert forms.DateField().clean(text) == DAY
        assert forms.DateField().clean("10/09/2022") == date(2022, 9, 10)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_time_and_a_number_are_read_as_they_are_written(language):
    with translation.override(language):
        assert forms.TimeField().clean("22:15").hour == 22
        assert forms.FloatField(localize=True).clean(formats.number(123.6, 1)) == 123.6
        assert django_formats.get_format("FIRST_DAY_OF_WEEK") == 1


@pytest.fixture
def now(monkeypatch):
    monkeypatch.setattr(fields.clock, "now", lambda: datetime(2022, 9, 25, 14, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("text", "night"),
    [
        ("сегодня", DAY),
        ("Бүгін", DAY),
        ("tomorrow", date(2022, 9, 26)),
        ("ертең", date(2022, 9, 26)),
        ("25.09", DAY),
        ("24.09", date(2023, 9, 24)),
        ("1.10.", date(2022, 10, 1)),
        ("29.02", date(2024, 2, 29)),
        ("30.09.2022", date(2022, 9, 30)),
    ],
)
def test_a_night_is_read_as_people_type_it(now, text, night):
    assert fields.NightField().clean(text) == night


@pytest.mark.parametrize("text", ["31.02", "soon", "99.99", "25 сент"])
def test_what_is_no_night_is_told_how_to_be_written(now, text):
    with translation.override("en"), pytest.raises(forms.ValidationError, match=r"as 25\.09"):
        fields.NightField().clean(text)
