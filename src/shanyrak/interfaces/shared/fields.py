"""Fields that read what people type: a night as `25.09`, `25.09.2022` or `tomorrow`. No form lives here."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from shanyrak.base import clock
from shanyrak.base.nights import ONE_NIGHT, tonight

DAY_AND_MONTH = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./]?")
# What people call the two evenings in the five languages; read in any of them, whatever the page's own is.
TONIGHT = {"today", "tonight", "сегодня", "бүгін", "сьогодні", "бүгүн"}
TOMORROW = {"tomorrow", "завтра", "ертең", "эртең", "эртен"}
NOT_A_DATE = gettext_lazy("Write a date as 25.09 or 25.09.2022.")


class NightField(forms.DateField):
    """The date of an evening."""

    default_error_messages = {"invalid": NOT_A_DATE}
    widget = forms.TextInput(attrs={"autocomplete": "off", "size": 12})

    def to_python(self, value: Any) -> date | None:
        """Return the date; one without a year is the next that comes."""
        text = str(value or "").strip().casefold()
        this_night = tonight(timezone.localtime(clock.now()))
        if text in TONIGHT:
            return this_night
        if text in TOMORROW:
            return this_night + ONE_NIGHT
        if found := DAY_AND_MONTH.fullmatch(text):
            return self._next(int(found[1]), int(found[2]), this_night)
        return super().to_python(text)

    def _next(self, day: int, month: int, after: date) -> date:
        """Return the first such day from `after` on; the 29th of February may be years away."""
        for year in range(after.year, after.year + 9):
            try:
                found = date(year, month, day)
            except ValueError:
                continue
            if found >= after:
                return found
        raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
