"""A host changes what is offered: beds, rules, nights; and what was promised stays."""

from datetime import timedelta

import pytest

from shanyrak.apps.hosting import services as hosting
from shanyrak.apps.hosting.models import Space, Window
from shanyrak.base.ids import Actor
from tests.apps.stays.conftest import party, told
from tests.factories import NOW, TONIGHT, asked_party, nights, offered_space

HOME = "/en/hosting/"
SAID = {"beds": "4", "features": ["pets"], "rules": ["rule_shoes_off"], "sexes": "sexes_f"}


@pytest.fixture
def made():
    return offered_space(span=nights(0, 14), features=frozenset({"children", "cot"}))


def at(made, page=""):
    return f"{HOME}spaces/{made.space}/{page}"


def test_beds_and_rules_are_changed_and_what_was_not_asked_stays(as_host, made):
    host = as_host(made.host).get(at(made))
    assert 'value="children"' in host.text
    host.post(at(made), **SAID)
    space = Space.objects.get()
    assert (space.beds, space.sexes, space.house_rules) == (4, "f", "shoes_off")
    assert {"pets", "cot"} <= set(space.features.split(";"))
    assert "children" not in space.features
    assert "4 beds" in host.text


def test_nights_are_changed(as_host, made):
    host = as_host(made.host).get(at(made, "nights/"))
    assert 'value="25.09.2022"' in host.text
    host.post(at(made, "nights/"), free="27.09", until="04.10")
    window = Window.objects.get()
    assert window.first_night == TONIGHT + timedelta(days=2)
    assert window.end_night == TONIGHT + timedelta(days=9)


def test_the_last_day_alone_says_how_long(as_host, made):
    host = as_host(made.host).get(at(made, "nights/"))
    assert 'name="length"' not in host.text
    host.post(at(made, "nights/"), free="27.09", length="7", until="")
    assert "Write the day on which the last people leave" in host.text
    assert Window.objects.get().first_night == TONIGHT


@pytest.fixture
def with_gaps(made):
    """Offer three nights, two and one, with two nights and three between them."""
    spans = [nights(0, 3), nights(5, 2), nights(10, 1)]
    hosting.change_windows(actor=Actor("host", id=made.host), now=NOW, space=made.space, windows=spans)
    return made


def free_of(space):
    return {(night - TONIGHT).days for window in Window.objects.filter(space=space) for night in window.span}


@pytest.mark.parametrize(
    ("said", "free"),
    [
        ({}, {0, 1, 2, 5, 6, 10}),
        ({"also": ["2022-09-28"]}, {0, 1, 2, 3, 4, 5, 6, 10}),
        ({"also": ["2022-09-28", "2022-10-02"]}, set(range(11))),
        ({"until": "10.10"}, {0, 1, 2, 5, 6, 10, 11, 12, 13, 14}),
        ({"free": "26.09", "until": "04.10"}, {1, 2, 5, 6, 7, 8}),
        ({"free": "29.09"}, {4, 5, 6, 10}),
    ],
    ids=[
        "nothing changed",
        "a gap",
        "both gaps",
        "longer",
        "an end within a gap",
        "a beginning within a gap",
    ],
)
def test_nights_in_between_stay_as_they_are_until_they_are_ticked(as_host, with_gaps, said, free):
    host = as_host(with_gaps.host).get(at(with_gaps, "nights/"))
    assert "Nights: 28, 29 September." in host.text
    host.post(at(with_gaps, "nights/"), **{"free": "25.09.2022", "until": "06.10.2022", **said})
    assert free_of(with_gaps.space) == free


def test_nights_in_between_that_changed_meanwhile_are_looked_at_again(as_host, with_gaps):
    said = {"free": "25.09", "until": "06.10", "also": ["2022-09-29"]}
    host = as_host(with_gaps.host).post(at(with_gaps, "nights/"), **said)
    assert "These nights have changed" in host.text
    assert free_of(with_gaps.space) == {0, 1, 2, 5, 6, 10}


def test_who_has_no_nights_in_between_is_not_asked_about_any(as_host, made):
    assert 'name="also"' not in as_host(made.host).get(at(made, "nights/")).text


def test_what_was_promised_stays_and_the_form_says_so(as_host, made):
    told(party(), made)
    host, beds = as_host(made.host), Space.objects.get().beds
    for page, said in (("", {**SAID, "beds": "1"}), ("nights/", {"free": "30.09", "until": "07.10"})):
        host.post(at(made, page), **said)
        assert host.answer.status_code == 409
        assert "promised" in host.text
    assert (Space.objects.get().beds, Window.objects.get().first_night) == (beds, TONIGHT)


@pytest.mark.parametrize("beds", ["", "0", "61", "two"])
def test_what_cannot_be_is_said_at_the_field(as_host, made, beds):
    host = as_host(made.host).post(at(made), **{**SAID, "beds": beds})
    assert host.answer.status_code == 422
    assert "Write for how many people there are beds" in host.text


@pytest.mark.parametrize("page", ["", "nights/"])
def test_only_its_host_changes_a_space(as_host, client, made, page):
    assert client.get(at(made, page)).status_code == 403
    client.cookies["sid"] = asked_party().token
    assert client.post(at(made, page), SAID).status_code == 403
    other = as_host(offered_space().host)
    assert other.get(at(made, page)).answer.status_code == 404
    assert other.post(at(made, page), **SAID).answer.status_code in {404, 422}
    assert Space.objects.get(id=made.space).beds != 4
