"""Pages that ask nothing and keep nothing: the first page, places, guides, and what stands in the footer.

They belong to no area. Nothing on them is about the reader, so they may be packed on the wire.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.gzip import gzip_page

from shanyrak.interfaces.shared.discovery import Patterns


@gzip_page
def home(request: HttpRequest) -> HttpResponse:
    """Ask how we can help."""
    return render(request, "public/information/home.html")


@gzip_page
def show(request: HttpRequest, page: str) -> HttpResponse:
    """Show a page that is the same for everybody."""
    return render(request, f"public/information/{page}.html")


def leave(request: HttpRequest) -> HttpResponse:
    """Forget what the browser holds of us and go to a page of no interest."""
    response = render(request, "public/information/left.html")
    response["Clear-Site-Data"] = '"cache","cookies","storage"'
    return response


PLAIN = ("help", "places", "safety", "privacy", "about", "accessibility", "languages", "guides")
urlpatterns: Patterns = [
    path("", home, name="home"),
    *(path(f"{page}/", show, {"page": page}, name=page) for page in PLAIN),
]
bare_patterns: Patterns = [path("", home, name="home"), path("x", leave, name="leave")]
