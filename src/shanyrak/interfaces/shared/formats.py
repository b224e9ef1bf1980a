"""How dates, nights, times and numbers are written for people, in the language of the page, by CLDR.

Django's own formats are not used: it has none for Kazakh, and wrong ones for Kyrgyz. `numbers.py` writes the
English of reports.
"""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, format_percent
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shanyrak.base.nights import LEAVE_BEFORE, ONE_NIGHT, Span

NBSP = "\u00a0"
FEW_NIGHTS = 7  # so many are named one by one; more of them by the first and the last
LOCALES = {"en": "en_GB"}
WITH_WEEKDAY = {
    "en": "EEEE d MMMM",
    "ru": "EEEE, d MMMM",
    "uk": "EEEE, d MMMM",
    "kk": "d MMMM, EEEE",
    "ky": "d-MMMM, EEEE",
}


def day_and_month(day: date) -> str:
    """Write a day as in a sentence: ``25 September``."""
    return format_skeleton("MMMMd", day, locale=_locale())


def short_day(day: date) -> str:
    """Write a day where room is little: ``25 Sep``."""
    if _language() == "en":  # CLDR has "Sept", which our pages in English do not
        return f"{day.day}{NBSP}{_english_month(day)}"
    return format_skeleton("MMMd", day, locale=_locale()).replace(" ", NBSP)


def day_in_full(day: date) -> str:
    """Write a day with its year: ``25 September 2022``."""
    return format_date(day, "long", locale=_locale()).replace(
        "\u202f", NBSP
    )  # many a phone has no narrow one


def day_in_table(day: date) -> str:
    """Write a day for a column: ``25.09.2022``, in English ``25 Sep 2022``."""
    if _language() == "en":
        return f"{short_day(day)}{NBSP}{day.year}"
    return format_date(day, "dd.MM.y", locale=_locale())


def weekday_and_day(day: date) -> str:
    """Write a day with the name of the day: ``Sunday 25 September``."""
    return format_date(day, WITH_WEEKDAY[_language()], locale=_locale())


def time_of_day(moment: datetime) -> str:
    """Write a moment as a clock of the place shows it: ``22:00``."""
    return timezone.localtime(moment).strftime("%H:%M")


def number(value: float, places: int = 0) -> str:
    """Write a number in groups of three digits: ``12 345``, in English ``12,345``."""
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return format_decimal(value, format=pattern, locale=_locale())


def share(part: float, places: int = 0) -> str:
    """Write a share as a percentage, as the language spaces it."""
    pattern = "#,##0" + ("." + "0" * places if places else "")
    told = format_percent(0, locale=_locale()).replace("0", "")
    return format_decimal(part * 100, format=pattern, locale=_locale()) + told


def night_between(night: date) -> str:
    """Write a night by both its days, for those who ask past midnight: ``Sunday 25 to Monday 26``."""
    return _("%(evening)s to %(morning)s") % {
        "evening": weekday_and_day(night),
        "morning": weekday_and_day(night + ONE_NIGHT),
    }


def nights(span: Span) -> str:
    """Write the nights of a span by their evenings, as in "Nights: 25, 26, 27 September."."""
    if len(span) > FEW_NIGHTS:
        text = ngettext(
            "%(count)s night: from the evening of %(first)s to that of %(latest)s.",
            "%(count)s nights: from the evening of %(first)s to that of %(latest)s.",
            len(span),
        )
        latest = span.end - ONE_NIGHT
        return text % {
            "count": len(span),
            "first": day_and_month(span.first),
            "latest": day_and_month(latest),
        }
    text = ngettext("Night: %(nights)s.", "Nights: %(nights)s.", len(span))
    return text % {"nights": ", ".join(_evenings(span))}


def leaving(span: Span) -> str:
    """Write the morning on which a stay ends, as in "Leave on 28 September before 12:00."."""
    told = {"day": day_and_month(span.end), "time": LEAVE_BEFORE.strftime("%H:%M")}
    return _("Leave on %(day)s before %(time)s.") % told


def n_people(count: int) -> str:
    """Write how many people: ``1 person``, ``5 people``."""
    return ngettext("%(count)s person", "%(count)s people", count) % {"count": number(count)}


def n_nights(count: int) -> str:
    """Write how many nights: ``1 night``, ``5 nights``."""
    return ngettext("%(count)s night", "%(count)s nights", count) % {"count": number(count)}


def n_beds(count: int) -> str:
    """Write how many beds: ``1 bed``, ``5 beds``."""
    return ngettext("%(count)s bed", "%(count)s beds", count) % {"count": number(count)}


def n_minutes(count: int) -> str:
    """Write how many minutes: ``1 minute``, ``5 minutes``."""
    return ngettext("%(count)s minute", "%(count)s minutes", count) % {"count": number(count)}


def n_days_ago(count: int) -> str:
    """Write how long ago a day was: ``today``, ``yesterday``, ``5 days ago``."""
    if count == 0:
        return _("today")
    if count == 1:
        return _("yesterday")
    return ngettext("%(count)s day ago", "%(count)s days ago", count) % {"count": number(count)}


def _evenings(span: Span) -> Iterator[str]:
    """Yield the days of each month, the month's name once."""
    for _month, evenings in groupby(span, key=lambda night: night.month):
        *days, latest = evenings
        yield ", ".join([*(str(day.day) for day in days), day_and_month(latest)])


def _english_month(day: date) -> str:
    return format_date(day, "MMMM", locale="en_GB")[:3]


def _language() -> str:
    code = translation.get_language() or "en"
    return code if code in WITH_WEEKDAY else "en"


def _locale() -> str:
    return LOCALES.get(_language(), _language())
