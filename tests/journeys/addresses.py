"""Every address that is there, found in the routes, so that no page can be forgotten."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RoutePattern

Parts = dict[str, str]


def addresses(namespace: str, known: Parts) -> list[str]:
    """Return the addresses of an interface, without a language; `known` says what stands for their parts.

    An address with a part that is not known is left out.
    """
    found = _below(get_resolver().url_patterns, known)
    return sorted({path for path, space in found if space == namespace})


def _below(patterns: list[URLPattern | URLResolver], known: Parts) -> Iterator[tuple[str, str]]:
    """Yield each address below, with the first name space that leads to it."""
    for it in patterns:
        step = _step(it.pattern, known)
        if step is None:
            continue
        if isinstance(it, URLResolver):
            for path, space in _below(it.url_patterns, known):
                yield step + path, it.namespace or space
        else:
            yield step, ""


def _step(pattern: object, known: Parts) -> str | None:
    if isinstance(pattern, LocalePrefixPattern):
        return ""
    if not isinstance(pattern, RoutePattern):
        return None
    step = str(pattern)
    for name in pattern.converters:
        if name not in known:
            return None
        start, end = step.index("<"), step.index(">") + 1
        step = step[:start] + known[name] + step[end:]
    return step
