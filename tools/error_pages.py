"""Write the pages that a proxy shows while the site itself cannot: one a status, all languages on it.

python tools/error_pages.py

They lie in deploy/errors and need nothing else: no script, no file, no request. Their words are the site's.
"""

import os
import sys
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import django
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "deploy/errors"
LANGUAGES = ("kk", "ru", "en", "uk", "ky")
SENTENCES = {
    400: "shared/BadRequestError",
    403: "base/NotAllowedError",
    404: "base/NotFoundError",
    405: "shared/WrongMethodError",
    413: "shared/TooLargeError",
    429: "base/TooOftenError",
    500: "shared/BrokenError",
    503: "base/UnavailableError",
}
STYLE = """:root{color-scheme:light dark}
body{margin:0 auto;max-width:38rem;padding:1.5rem 1rem;background:#FBFAF7;color:#1B2430;
font:1.125rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif}
section{padding:1rem 0;border-top:1px solid #D9D5CB}h1{font-size:1.625rem;margin:0 0 1rem}p{margin:0 0 .5rem}
a{display:inline-block;min-height:44px;padding:.4rem 0;color:#0A5A75}
svg{width:2rem;vertical-align:-.5rem;fill:none;stroke:#0A5A75;stroke-width:2}
@media(prefers-color-scheme:dark){body{background:#14191F;color:#ECEAE4}section{border-color:#3A444F}
a{color:#7CCBE6}svg{stroke:#7CCBE6}}"""


def pages() -> dict[int, str]:
    """Return the page of each status; Django must be ready."""
    mark = render_to_string("shared/parts/mark.html").strip()
    return {status: _page(mark, name) for status, name in SENTENCES.items()}


def _page(mark: str, name: str) -> str:
    parts = []
    for language in LANGUAGES:
        with translation.override(language):
            sentence = render_to_string(f"shared/refusals/{name}.html").strip()
            ways = f'<a href="/{language}/">{escape(_("To the first page"))}</a>'
            danger = f'<a href="tel:112">{escape(_("In danger, call 112."))}</a>'
            told = f"<p><strong>{sentence}</strong></p>\n<p>{ways}</p>\n<p>{danger}</p>"
            parts.append(f'<section lang="{language}">\n{told}\n</section>')
    return (
        '<!doctype html>\n<html lang="ru">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Шаңырақ · Shanyrak</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{mark} Шаңырақ · Shanyrak</h1>\n" + "\n".join(parts) + "\n</main>\n</body>\n</html>\n"
    )


def main() -> int:
    """Write them."""
    with TemporaryDirectory() as home:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shanyrak.project.settings")
        os.environ["SHANYRAK_HOME"] = home
        django.setup()
        FOLDER.mkdir(parents=True, exist_ok=True)
        for status, page in pages().items():
            (FOLDER / f"{status}.html").write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
