"""Addresses of asking for a bed, below `/<language>/intake/`."""

from django.urls import path

from shanyrak.interfaces.public.intake import questions, sending
from shanyrak.interfaces.public.intake.answers import STEPS
from shanyrak.interfaces.shared.discovery import Patterns

urlpatterns: Patterns = [
    *(path(f"{step}/", questions.ask, {"step": step}, name=step) for step in STEPS[:-1]),
    path("check/", sending.check, name="check"),
    path("phrase/", sending.phrase, name="phrase"),
    path("puzzle/", sending.puzzle, name="puzzle"),
    path("words/", sending.words, name="words"),
    path("keep/", sending.keep, name="keep"),
    path("lost/", sending.lost, name="lost"),
]
