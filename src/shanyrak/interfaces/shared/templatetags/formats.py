"""The words of `shared/formats.py` for templates: `{{ span|nights }}`. What they say is decided there."""

from django import template

from shanyrak.interfaces.shared import formats
from shanyrak.interfaces.shared.place_names import place_name

register = template.Library()

for write in (
    formats.day_and_month,
    formats.short_day,
    formats.day_in_full,
    formats.day_in_table,
    formats.weekday_and_day,
    formats.time_of_day,
    formats.number,
    formats.share,
    formats.night_between,
    formats.nights,
    formats.leaving,
    formats.n_people,
    formats.n_nights,
    formats.n_beds,
    formats.n_minutes,
    formats.n_days_ago,
    place_name,
):
    register.filter(write.__name__, write)
