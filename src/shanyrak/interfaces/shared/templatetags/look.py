"""What pages carry: languages, the line on machine translation, links of members, scripts. No page itself."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from shanyrak.interfaces.shared.language import language_of_path
from shanyrak.interfaces.shared.review import is_drafted
from shanyrak.interfaces.shared.static_files import SHELF

register = template.Library()

DECIDES = "ru"
N_SHORT = 3
STAFF_HOME = "/staff/"
# In this order, as far as the pages exist and the member has the power that they need.
STAFF_PAGES = (
    ("staff:stays:tonight", gettext_lazy("Tonight"), "see_parties"),
    ("staff:stays:plans", gettext_lazy("Plans"), "plan_waves"),
    ("staff:hosting:hosts", gettext_lazy("Hosts"), "see_hosts"),
    ("staff:hosting:vetting", gettext_lazy("Vetting"), "vet_hosts"),
    ("staff:hosting:safe", gettext_lazy("Safe checks"), "handle_safety"),
    ("staff:hosting:sites", gettext_lazy("Sites"), "see_sites"),
    ("staff:shifts:handover", gettext_lazy("Hand-over"), "see_parties"),
    ("staff:vault:keys", gettext_lazy("Keys"), "open_contacts"),
    ("staff:accounts:members", gettext_lazy("Members"), "manage_members"),
    ("staff:audit:health", gettext_lazy("Health"), "see_health"),
)


@register.inclusion_tag("shared/parts/languages.html", takes_context=True)
def languages(context: template.Context) -> dict[str, Any]:
    """Show this page's address in each language, with the language's own name."""
    now = translation.get_language()
    request = context.get("request")
    return {
        "languages": [
            {"code": code, "short": name[:N_SHORT], "rest": name[N_SHORT:], "is_now": code == now,
             "address": address_in(code, request)}
            for code, name in settings.LANGUAGES
        ]
    }  # fmt: skip


@register.inclusion_tag("shared/parts/drafted.html", takes_context=True)
def drafted(context: template.Context) -> dict[str, Any]:
    """Say that a page was translated by a machine, where it was, and link the text that decides."""
    has_source = DECIDES in dict(settings.LANGUAGES) and is_drafted(translation.get_language())
    return {"address": address_in(DECIDES, context.get("request")) if has_source else ""}


@register.simple_tag(takes_context=True)
def staff_pages(context: template.Context) -> list[dict[str, object]]:
    """Return the links that members see on top of every page."""
    path = getattr(context.get("request"), "path", "")
    pages: list[dict[str, object]] = []
    powers = context.get("powers")
    for name, label, power in STAFF_PAGES:
        if powers is not None and power not in powers:
            continue
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        pages.append({"address": address, "label": label, "now": ""})
    # The nearest page on the way here: this one itself, or the one that it stands below.
    way = [page for page in pages if path == page["address"] or _is_below(path, str(page["address"]))]
    for page in sorted(way, key=lambda page: len(str(page["address"])))[-1:]:
        page["now"] = "page" if page["address"] == path else "true"
    return pages


@register.simple_tag
def module(name: str) -> SafeString:
    """Load a script, and name all that it imports, so that a far browser asks for everything at once."""
    others = [SHELF.addresses[other] for other in SHELF.imports[name]]
    links = format_html_join("", '<link rel="modulepreload" href="{}">\n', ((address,) for address in others))
    return format_html('{}<script type="module" src="{}"></script>', links, SHELF.addresses[name])


@register.filter
def legend(cells: Iterable[Any]) -> list[tuple[str, str]]:
    """Return what the letters of a strip of nights mean, each once, as they come."""
    told = [_letter_of(cell) for cell in cells]
    return list(dict(pair for pair in told if pair[0]).items())


def _letter_of(cell: Any) -> tuple[str, str]:
    if isinstance(cell, dict):
        return cell["letter"], cell["name"]
    return cell.letter, cell.name


def _is_below(path: str, address: str) -> bool:
    return address != STAFF_HOME and path.startswith(address)


def address_in(code: str, request: HttpRequest | None) -> str:
    """Return where this page is in another language; what a form sent is not repeated."""
    path = request.path if request else "/"
    told = language_of_path(path)
    if request is None or told is None:
        return f"/{code}/"
    question = request.META.get("QUERY_STRING", "")
    rest = path.removeprefix(f"/{told}")
    return f"/{code}{rest}" + (f"?{question}" if question and request.method == "GET" else "")
