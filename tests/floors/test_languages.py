"""Five languages say the same: every sentence, in every plural, without English, in short sentences."""

import re
import tomllib
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils import translation

from shanyrak.interfaces.public.information.reading import OURS, blocks_of
from shanyrak.interfaces.shared import review
from shanyrak.interfaces.shared.discovery import HOUSE
from tests.factories import NOW
from tools import messages

ROOT = Path(__file__).parents[2]
TRANSLATED = ("kk", "ky", "ru", "uk")
COUNTS = (0, 1, 2, 5, 11, 21, 22, 25, 101)
SLAVIC = (2, 0, 1, 2, 2, 0, 1, 2, 0)  # one, few, many as the catalogues number them
TURKIC = {"kk": (1, 0, 1, 1, 1, 1, 1, 1, 1), "ky": (0,) * 9}
FORMS = {"ru": SLAVIC, "uk": SLAVIC, **TURKIC}
HOLES = re.compile(r"%%?\(\w+\)[sd]")
# Names that are written so in every language.
LATIN = {
    "AA",
    "CSV",
    "English",
    "Enter",
    "Eng",
    "Esc",
    "https",
    "PIN",
    "QR",
    "SMS",
    "TOTP",
    "UTC",
    "WCAG",
    "Wi",
    "Fi",
    "XLSX",
}
# What a sentence may have holes for.
VALUES = dict.fromkeys(("limit_value", "show_value", "max", "value", "min_days", "max_days"), 5)
TEMPLATES = HOUSE / "interfaces/shared/templates"
REFUSALS = sorted(p.relative_to(TEMPLATES).as_posix() for p in TEMPLATES.glob("shared/refusals/*/*.html"))
TEXTS = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in OURS.glob("*.toml")}
ENGLISH_GRADE, MEAN_WORDS, MOST_WORDS = 6, 10, 20


def said_in(language):
    """Return every text of a language: of its catalogue, without holes, and of the guides."""
    catalogue = [HOLES.sub("x", text) for texts in messages.read(language).values() for text in set(texts)]
    guides = [
        line for told in TEXTS.values() for block in blocks_of(told[language]["text"]) for line in block.lines
    ]
    return [*catalogue, *guides]


def sentences_of(texts):
    parts = [part for text in texts for part in re.split(r"(?<=[.?!:;])\s+|\n", text)]
    return [words for words in (re.findall(r"[^\W\d_][\w\u2019'-]*", part) for part in parts) if words]


def syllables(word):
    """Count the groups of vowels; a silent e at the end is none."""
    groups = len(re.findall(r"[aeiouy]+", word.lower()))
    return max(groups - (word.lower().endswith("e") and groups > 1 and not word.lower().endswith("le")), 1)


def latin_words(text):
    return set(re.findall(r"\b[A-Za-z]{2,}\b", text)) - LATIN


@pytest.fixture(scope="module")
def sentences():
    return set(messages.sentences())


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_a_catalogue_holds_every_sentence_of_the_code(language, sentences):
    # What nobody says any more does no harm: the next `make messages` takes it out.
    assert sentences - set(messages.read(language)) == set(), "run `make messages`"


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_no_sentence_is_untranslated_or_doubtful(language):
    text = messages.catalogue(language).read_text(encoding="utf-8")
    assert [key for key, texts in messages.read(language).items() if not all(texts)] == []
    assert "fuzzy" not in text
    assert "\n#~" not in text


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_a_translation_has_the_holes_of_its_sentence(language):
    wrong = []
    for (_, one, many), texts in messages.read(language).items():
        allowed = set(HOLES.findall(one + many))
        wrong += [text for text in texts if not set(HOLES.findall(text)) <= allowed]
        if not many and one.startswith("Select a valid choice"):
            continue  # what was typed is not repeated
        wrong += [text for text in texts if not many and set(HOLES.findall(text)) != allowed]
    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_count_has_its_form(language):
    counted = [(key, texts) for key, texts in messages.read(language).items() if key[2]]
    assert counted
    with translation.override(language):
        for (context, one, many), texts in counted:
            for count, form in zip(COUNTS, FORMS[language], strict=True):
                said = (
                    translation.npgettext(context, one, many, count)
                    if context
                    else translation.ngettext(one, many, count)
                )
                assert said == texts[form]


@pytest.mark.parametrize("name", REFUSALS)
@pytest.mark.parametrize("language", TRANSLATED)
def test_a_refusal_has_no_english_in_it(language, name):
    refusal = SimpleNamespace(found=3, position=2, alias="", until=NOW, retry_after_s=30)
    with translation.override(language):
        assert latin_words(re.sub(r"<[^>]+>", "", render_to_string(name, {"refusal": refusal}))) == set()


def kinds_of_fields():
    """Return the fields of every form of ours."""
    for path in (HOUSE / "interfaces").rglob("*.py"):
        if "forms.Form" in path.read_text(encoding="utf-8") and path.stem != "__init__":
            import_module(".".join(path.relative_to(HOUSE.parent).with_suffix("").parts))
    waiting, found = list(forms.Form.__subclasses__()), []
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        if form.__module__.startswith("shanyrak."):
            found += [(form.__name__, name, field) for name, field in form.base_fields.items()]
    return found


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_error_of_a_form_is_english(language):
    fields = kinds_of_fields()
    assert fields
    with translation.override(language):
        for form, name, field in fields:
            lazy = [
                *field.error_messages.values(),
                *(v.message for v in field.validators if hasattr(v, "message")),
            ]
            for message in lazy:
                text = HOLES.sub("", str(message % VALUES))
                assert latin_words(text) == set(), (form, name, text)


def test_english_is_plain():
    sentences = sentences_of(said_in("en"))
    n_words = sum(map(len, sentences))
    n_syllables = sum(syllables(word) for words in sentences for word in words)
    grade = 0.39 * n_words / len(sentences) + 11.8 * n_syllables / n_words - 15.59
    assert grade <= ENGLISH_GRADE


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_sentences_are_short(language):
    sentences = sentences_of(said_in(language))
    assert sum(map(len, sentences)) / len(sentences) <= MEAN_WORDS
    assert [" ".join(words) for words in sentences if len(words) > MOST_WORDS] == []


def test_sentences_shout_and_joke_at_nobody():
    assert [text for language in messages.LANGUAGES for text in said_in(language) if "!" in text] == []


@pytest.mark.parametrize("slug", TEXTS)
def test_a_guide_stands_in_every_language_with_the_same_parts(slug):
    told = TEXTS[slug]
    parts = {
        code: [(b.kind, len(b.lines)) for b in blocks_of(told[code]["text"])] for code in messages.LANGUAGES
    }
    assert all(part == parts["en"] for part in parts.values())


def test_the_page_and_the_list_of_languages_say_the_same():
    listed = re.findall(
        r"^\| (\S+) \| (written|machine)", (ROOT / "LANGUAGES.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert {name: kind == "machine" for name, kind in listed} == {
        it.name: review.is_drafted(it.code) or it.origin is review.DRAFTED for it in review.REVIEWS
    }
