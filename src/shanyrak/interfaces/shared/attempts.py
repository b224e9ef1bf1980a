"""What a form asked for and was refused is said on the form, where what was typed stays. No form lives here.

Other refusals (not there, not allowed, the database gone) have a page of their own: `refusals.py`.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string

from shanyrak.base.errors import ConflictError, InvalidError, ShanyrakError, TooOftenError
from shanyrak.interfaces.shared.refusals import sentence_of

Result = TypeVar("Result")


def sent(request: HttpRequest) -> QueryDict | None:
    """Return what a form sent, be it nothing at all; None if the form is only shown."""
    return request.POST if request.method == "POST" else None


def attempt(form: BaseForm, act: Callable[..., Result], **told: Any) -> Result | None:
    """Do what a form asks for; where that is refused, say so on the form and return None."""
    try:
        return act(**told)
    except (InvalidError, ConflictError, TooOftenError) as refusal:
        form.add_error(None, spoken(refusal))
        kept: Any = form
        kept.refusal = refusal
        return None


def spoken(refusal: ShanyrakError) -> str:
    """Return the sentence of a refusal, in the language of the page."""
    return render_to_string(sentence_of(type(refusal)), {"refusal": refusal}).strip()


def show_form(request: HttpRequest, template: str, form: BaseForm, **context: Any) -> HttpResponse:
    """Show a page with a form; what was refused answers with its status, for those that are no browsers."""
    refusal: ShanyrakError | None = getattr(form, "refusal", None)
    status = refusal.http_status if refusal else InvalidError.http_status if form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
