"""Keep the catalogues of the languages: collect sentences from code and templates, build what Django reads.

python tools/messages.py collect    every sentence of the code is in every catalogue, and no other
python tools/messages.py build      .mo beside each .po that is newer; never committed
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import normalize, read_po
from django.utils.translation.template import templatize

from shanyrak.interfaces.public.information.kept import kept_of

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src/shanyrak"
LOCALE = SOURCE / "project/locale"
LANGUAGES = ("en", "kk", "ky", "ru", "uk")
# Django's own equations: it keeps a catalogue with another one apart, and then looks a sentence up twice.
PLURALS = {
    "en": "nplurals=2; plural=(n != 1);",
    "kk": "nplurals=2; plural=(n!=1);",
    "ky": "nplurals=1; plural=0;",
    "ru": "nplurals=4; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 :"
    " n%10==0 || (n%10>=5 && n%10<=9) || (n%100>=11 && n%100<=14)? 2 : 3);",
    "uk": "nplurals=4; plural=(n % 1 == 0 && n % 10 == 1 && n % 100 != 11 ? 0 : n % 1 == 0 && n % 10 >= 2 &&"
    " n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14) ? 1 : n % 1 == 0 && (n % 10 ==0 || (n % 10 >=5 &&"
    " n % 10 <=9) || (n % 100 >=11 && n % 100 <=14 )) ? 2: 3);",
}
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
Key = tuple[str, str, str]  # context, sentence, its plural or ""
Texts = dict[Key, tuple[str, ...]]


def sentences() -> dict[Key, set[str]]:
    """Return every sentence that people may read, with the files that say it."""
    found: dict[Key, set[str]] = {}
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix in {".html", ".py"} and not {"placement", "migrations"} & set(path.parts):
            for key in _in_file(path):
                found.setdefault(key, set()).add(path.relative_to(SOURCE).as_posix())
    return found


def _in_file(path: Path) -> Iterator[Key]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        # Django turns a template into something like Python, whose indents mean nothing.
        text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())
    elif path.parent.parent.name == "apps" and path.stem == "models":
        # What a model says it keeps, and until when, stands on the page about privacy.
        yield from (("", part, "") for said in kept_of(text) for part in said)
    for _line, message, _comments, context in extract("python", BytesIO(text.encode()), KEYWORDS):
        one, many = message if isinstance(message, tuple) else (message, "")
        yield context or "", one, many


def read(language: str) -> Texts:
    """Return what the catalogue of a language says."""
    path = catalogue(language)
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {key_of(message): texts_of(message) for message in read_po(file) if message.id}


def key_of(message: Message) -> Key:
    """Return the context, sentence and plural of an entry."""
    one, many = message.id if isinstance(message.id, tuple) else (str(message.id), "")
    return message.context or "", one, many


def texts_of(message: Message) -> tuple[str, ...]:
    """Return the translations of an entry, one a plural form."""
    return tuple(message.string) if isinstance(message.string, (tuple, list)) else (str(message.string),)


def n_forms(language: str) -> int:
    """Return how many forms a count has in a language, as its catalogue numbers them."""
    return int(PLURALS[language][len("nplurals=")])


def catalogue(language: str) -> Path:
    """Return where the catalogue of a language lies."""
    return LOCALE / language / "LC_MESSAGES/django.po"


def collect() -> None:
    """Write every catalogue anew: the sentences of the code, with the translations that are there."""
    found = sentences()
    for language in LANGUAGES:
        known = read(language)
        texts = {key: known.get(key, ("",) * (n_forms(language) if key[2] else 1)) for key in found}
        if language == "en":  # the source is English; a sentence of Django may be said better
            texts = {key: texts[key] if all(texts[key]) else _itself(key) for key in found}
        write(language, texts, found)


def _itself(key: Key) -> tuple[str, ...]:
    return key[1:] if key[2] else key[1:2]


def write(language: str, texts: Texts, found: dict[Key, set[str]]) -> None:
    """Write a catalogue in the order of its sentences; dates and line numbers would only make differences."""
    lines = [
        'msgid ""',
        'msgstr ""',
        '"Content-Type: text/plain; charset=UTF-8\\n"',
        '"Content-Transfer-Encoding: 8bit\\n"',
        f'"Language: {language}\\n"',
        f'"Plural-Forms: {PLURALS[language]}\\n"',
    ]
    for key in sorted(texts, key=lambda key: (key[1], key[0])):
        lines += ["", f"#: {' '.join(sorted(found[key]))}", *_entry(key, texts[key])]
    path = catalogue(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _entry(key: Key, texts: tuple[str, ...]) -> Iterator[str]:
    context, one, many = key
    if "%(" in one + many:
        yield "#, python-format"
    if context:
        yield f"msgctxt {normalize(context, width=0)}"
    yield f"msgid {normalize(one, width=0)}"
    if many:
        yield f"msgid_plural {normalize(many, width=0)}"
        yield from (f"msgstr[{n}] {normalize(text, width=0)}" for n, text in enumerate(texts))
    else:
        yield f"msgstr {normalize(texts[0], width=0)}"


def build() -> None:
    """Write the .mo beside each .po that is newer."""
    for path in map(catalogue, LANGUAGES):
        built = path.with_suffix(".mo")
        if path.exists() and (not built.exists() or built.stat().st_mtime < path.stat().st_mtime):
            built.write_bytes(_built(path))


def _built(path: Path) -> bytes:
    """Return the catalogue as Django reads it; what lacks a form is left out, and shown in English."""
    content = BytesIO()
    with path.open("rb") as file:
        entries = read_po(file)
    for message in [message for message in entries if message.id and not all(texts_of(message))]:
        entries.delete(message.id, message.context)
    write_mo(content, entries)
    return content.getvalue()


def main() -> int:
    """Do what is asked."""
    acts = {"collect": collect, "build": build}
    if sys.argv[1:2] not in [[name] for name in acts]:
        sys.exit(__doc__)
    acts[sys.argv[1]]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
