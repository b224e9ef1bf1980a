"""A small scan of a site of its own finds nothing, and finds what is planted on purpose."""

import os
import subprocess
import sys
from contextlib import contextmanager

import pytest
from typer.testing import CliRunner

from shanyrak.interfaces.cli.app import app
from shanyrak.interfaces.cli.platform.leaks import stores
from shanyrak.interfaces.cli.platform.leaks.canaries import IN_ADDRESSES, IN_FORMS, IN_HEADERS, Canaries
from shanyrak.interfaces.cli.platform.leaks.control import plant
from shanyrak.interfaces.cli.platform.leaks.running import look_through
from tools.postgres import server

# As many as the command itself takes where changes are judged, and few where somebody waits for the tests.
PARTIES = "200" if os.environ.get("CI") else "20"


def run(*words):
    done = CliRunner().invoke(app, ["leakscan", *map(str, words)])
    return done.exit_code, done.output


@contextmanager
def database():
    """Yield the options that name a fresh PostgreSQL, and the folder of its data."""
    with server() as url:
        yield ["--database", url, f"{url.rpartition('host=')[2]}/data"]


def scanned(*options):
    command = [sys.executable, "-m", "shanyrak", "leakscan", "--parties", PARTIES, *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_site_that_keeps_a_file_holds_nothing_of_what_was_typed():
    told = scanned()
    assert "memory of process" in told
    assert f"{PARTIES} parties and 5 members have used the site" in told
    assert "control: 10 of 10 planted leaks found" in told
    places = [line.split()[0] for line in told.splitlines() if line.endswith(" hits")]
    assert [place for place in places if place != "memory"] == [
        "home", "live", "logs", "tmp", "backup", "dump",
    ]  # fmt: skip


def test_a_site_with_postgresql_holds_nothing_of_what_was_typed():
    with database() as options:
        told = scanned("--no-memory", *options)
    assert "data" in [line.split()[0] for line in told.splitlines() if line.endswith("hits")]


def test_forty_places_are_planted_in():
    assert len({*IN_HEADERS, *IN_ADDRESSES, *IN_FORMS}) >= 40


def test_other_places_are_looked_through_for_kept_canaries(tmp_path):
    # Given
    canaries = Canaries.draw()
    canaries.write(tmp_path / "kept.json")
    places = plant(tmp_path / "left", canaries)
    # When
    status, told = run(tmp_path / "left", "--canaries", tmp_path / "kept.json")
    # Then
    assert status == 1
    assert [place for place in places if f"wrong: {place} as " not in told] == []


def test_a_clean_place_is_said_to_be_so(tmp_path):
    Canaries.draw().write(tmp_path / "kept.json")
    (tmp_path / "left").mkdir()
    (tmp_path / "left" / "a.txt").write_text("nothing of anybody")
    assert run(tmp_path / "left", "--canaries", tmp_path / "kept.json")[0] == 0


@pytest.mark.parametrize("text", ["", "[]", '{"a": 1}'])
def test_what_is_no_file_of_canaries_is_refused(tmp_path, text):
    (tmp_path / "kept.json").write_text(text)
    assert run(tmp_path, "--canaries", tmp_path / "kept.json")[0] == 1


def test_each_planted_leak_is_found_alone(tmp_path):
    canaries = Canaries.draw()
    places = plant(tmp_path / "left", canaries)
    for file in stores.files_in(tmp_path / "left"):
        (store,) = look_through([file], canaries)
        assert {hit.canary for hit in store.hits} & set(places), file.name


def test_memory_is_read_as_a_core_dump_would_hold_it():
    code = "import sys; kept = 'held-' * 3 + sys.argv[1]; print(1, flush=True); input()"
    command = [sys.executable, "-c", code, "abc9"]
    held = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        held.stdout.readline()
        assert any(b"held-held-held-abc9" in part for part in stores.memory_of(held.pid))
    finally:
        held.communicate(b"\n")


def test_words_that_a_database_brought_along_are_known_as_such(tmp_path):
    (tmp_path / "comments").write_bytes(b"\0default template for new\1Some other text\n")
    known = stores.words_in([tmp_path])
    assert b"default template" in known
    assert b"other text" in known
    assert b"new ome" not in known
    assert stores.words_in([]) == b""
