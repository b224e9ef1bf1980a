"""The five questions: each shows what it is asked with, and leads on with the answer in its address."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from shanyrak.interfaces.public.intake.answers import STEPS, Answers
from shanyrak.interfaces.public.intake.choices import choices
from shanyrak.interfaces.public.intake.forms import FORMS

N_QUESTIONS = 5


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, step: str) -> HttpResponse:
    """Ask one question, or go on with what was written or ticked."""
    answers = Answers.of(request)
    missing = answers.missing_before(step)
    if missing:
        return HttpResponseRedirect(answers.leading_to(missing))
    form = FORMS[step](request.POST if request.method == "POST" else None) if step in FORMS else None
    if form is not None and form.is_valid():
        return HttpResponseRedirect(answers.leading_to(after(step), **{step: form.answer()}))
    context = ways(step, answers) | {"form": form, "number": STEPS.index(step) + 1, "all": N_QUESTIONS}
    status = 422 if form is not None and form.errors else 200
    return render(request, f"public/intake/{step}.html", context, status=status)


@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """Lead from a poster or a chat to the first question, in the reader's language."""
    return HttpResponseRedirect(reverse("public:intake:people"))


def ways(step: str, answers: Answers) -> dict[str, Any]:
    """Return where each answer of a question leads, and the way back."""
    told = [(choice, answers.leading_to(after(step), **{step: choice.value})) for choice in choices(step)]
    earlier = STEPS[STEPS.index(step) - 1] if step != STEPS[0] else None
    back = answers.leading_to(earlier) if earlier else None
    return {
        "choices": told,
        "back_address": back,
        "nothing": answers.leading_to(after(step), **{step: "none"}),
    }


def after(step: str) -> str:
    """Return the step that follows."""
    return STEPS[STEPS.index(step) + 1]
