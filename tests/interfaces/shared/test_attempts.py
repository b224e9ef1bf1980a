"""What a form asked for and was refused is said on the form; other refusals go on to their own page."""

import pytest
from django import forms

from shanyrak.apps.accounts.errors import SlowDownError, UsernameTakenError
from shanyrak.base.errors import NotAllowedError
from shanyrak.interfaces.shared.attempts import attempt, sent, show_form


class NameForm(forms.Form):
    """One field."""

    name = forms.CharField(required=False)


def refuse(error):
    raise error


@pytest.fixture
def form():
    return NameForm({"name": "typed"})


def test_what_is_done_is_given_back(form):
    assert attempt(form, lambda name: name.upper(), name="a") == "A"
    assert form.errors == {}


def test_a_refusal_stands_on_the_form_with_what_was_typed(form, rf):
    assert attempt(form, refuse, error=UsernameTakenError("x")) is None
    answer = show_form(rf.get("/en/"), "shared/parts/error_summary.html", form)
    assert answer.status_code == 409
    assert "Somebody has this username" in answer.content.decode()
    assert form["name"].value() == "typed"


def test_too_often_is_said_on_the_form_too(form, rf):
    attempt(form, refuse, error=SlowDownError("x"))
    assert show_form(rf.get("/en/"), "shared/parts/error_summary.html", form).status_code == 429


def test_what_no_form_can_mend_goes_on(form):
    with pytest.raises(NotAllowedError):
        attempt(form, refuse, error=NotAllowedError("x"))


def test_an_empty_form_was_sent_all_the_same(rf):
    assert sent(rf.post("/")) is not None
    assert sent(rf.get("/")) is None
