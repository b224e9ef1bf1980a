"""Answers to a few questions in order, sealed into the address of each page. What is asked, the areas say."""

from dataclasses import dataclass, fields, replace
from typing import ClassVar, Self

from django.http import HttpRequest
from django.urls import reverse

from shanyrak.apps.intake.answers import open_answers, seal_answers
from shanyrak.base import clock


@dataclass(frozen=True)
class SealedAnswers:
    """What was answered so far: each field is a text, and empty while it was not answered."""

    # The questions in their order, and the page at the end that shows all of them.
    STEPS: ClassVar[tuple[str, ...]]

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        """Return what the address of a page carries."""
        told = open_answers(request.POST.get("t") or request.GET.get("t", ""), clock.now())
        return cls(**{name: told[name] for name in cls.questions() if name in told})

    @classmethod
    def questions(cls) -> list[str]:
        """Return what may be answered."""
        return [question.name for question in fields(cls)]

    @classmethod
    def page_of(cls, step: str) -> str:
        """Return the name of a step's page."""
        raise NotImplementedError

    def told(self) -> dict[str, str]:
        """Return what was answered, as plain words."""
        return {name: getattr(self, name) for name in self.questions() if getattr(self, name)}

    def sealed(self) -> str:
        """Return these answers as only we can read them, for an hour from now."""
        return seal_answers(self.told(), clock.now())

    def leading_to(self, step: str, **more: str) -> str:
        """Return the address of a step, with these answers and more."""
        answers = replace(self, **more)
        query = f"?t={answers.sealed()}" if answers.told() else ""
        return reverse(self.page_of(step)) + query

    def missing_before(self, step: str) -> str | None:
        """Return the first question before a step that has no answer."""
        earlier = self.STEPS[: self.STEPS.index(step)]
        return next((name for name in earlier if not getattr(self, name)), None)
