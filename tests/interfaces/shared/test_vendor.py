"""Scripts that pages load: of others, which, unchanged, with their licences; all of them, how heavy."""

import gzip
import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from shanyrak.core import passphrases

ROOT = Path(__file__).parents[3]
STATIC = ROOT / "src/shanyrak/interfaces/shared/static"
VENDOR, FRONT = STATIC / "vendor", ROOT / "tools/front"
LINES = (VENDOR / "VERSIONS").read_text(encoding="utf-8").splitlines()
ROWS = [line.split(" ") for line in LINES if not line.startswith("#")]
OWN = ("phrase", "sealing", "puzzle")
KEEPING = ("localStorage", "sessionStorage", "indexedDB", "cookie", "caches", "console.", "history.")
REACHING = (
    "http:",
    "https:",
    "XMLHttpRequest",
    "WebSocket",
    "sendBeacon",
    "eval(",
    "Function(",
    "Math.random",
)
HTMX = "htmx.org-2.0.11.js"
SCRIPT = "tweetnacl-1.0.3-noble-hashes-2.4.0.js"


def weight(path):
    return len(gzip.compress(path.read_bytes(), 9))


def test_every_file_is_in_the_list_with_its_hash():
    scripts = {path.name for path in VENDOR.iterdir()} - {"VERSIONS"}
    assert scripts == {name for row in ROWS for name in (row[3], row[4])}
    for *_, name, digest in ROWS:
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_file_names_its_version_and_has_its_licence(row):
    package, version, _, licence, name, _ = row
    assert f"{package.removeprefix('@').replace('/', '-')}-{version}" in name
    assert len((VENDOR / licence).read_text(encoding="utf-8")) > 500
    pins = json.loads((FRONT / "package.json").read_text(encoding="utf-8"))
    assert pins["dependencies"][package] == version


def test_the_lock_pins_what_is_shipped_and_names_no_registry():
    lock = json.loads((FRONT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert {f"node_modules/{row[0]}": row[1] for row in ROWS}.items() <= {
        name: package.get("version") for name, package in lock.items()
    }.items()
    assert [name for name, package in lock.items() if "resolved" in package] == []


def test_the_scripts_of_a_phrase_page_are_light():
    own = sum(weight(STATIC / "shared" / f"{name}.js") for name in OWN)
    assert weight(VENDOR / SCRIPT) <= 20 * 1024
    assert own <= 8 * 1024


def test_what_refreshes_the_grid_of_members_is_as_it_was_published():
    source = FRONT / "node_modules/htmx.org/dist/htmx.min.js"
    if not source.exists():
        pytest.skip("needs the sources: npm ci --prefix tools/front")
    assert source.read_bytes() == (VENDOR / HTMX).read_bytes()
    assert weight(VENDOR / HTMX) <= 17 * 1024


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_browser_gets_the_list_that_the_server_reads(language):
    here = (STATIC / "shared/words" / f"{language}.txt").read_bytes()
    there = Path(passphrases.__file__).parent / "words" / f"{language}.txt"
    assert here == there.read_bytes()
    assert weight(STATIC / "shared/words" / f"{language}.txt") <= 9 * 1024


def test_the_script_of_others_is_what_its_sources_make(tmp_path):
    if not (FRONT / "node_modules/.bin/esbuild").exists() or not shutil.which("node"):
        pytest.skip("needs the sources: npm ci --prefix tools/front")
    command = json.loads((FRONT / "package.json").read_text(encoding="utf-8"))["scripts"]["vendor"].split()
    program, *options = [word for word in command if not word.startswith("--outfile=")]
    made = tmp_path / "made.js"
    subprocess.run(
        [f"node_modules/.bin/{program}", *options, f"--outfile={made}"],
        cwd=FRONT,
        check=True,
        capture_output=True,
    )
    assert made.read_bytes() == (VENDOR / SCRIPT).read_bytes()


@pytest.mark.parametrize("name", OWN)
def test_no_script_that_sees_a_phrase_reaches_outside_or_keeps_anything(name):
    text = (STATIC / f"shared/{name}.js").read_text(encoding="utf-8")
    assert [word for word in KEEPING + REACHING if word in text] == []
    assert text.startswith("//"), "a script says what lives in it"
