"""A backup goes out and comes back whole; a broken or foreign one, or a full disk, changes nothing."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from shanyrak.interfaces.cli.platform import presence

pytestmark = pytest.mark.sqlite


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Make a site with one team, once; give its home."""
    root = Path(__file__).parents[4]
    folder = tmp_path_factory.mktemp("site")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SHANYRAK_")}
    environ = kept | {"PYTHONPATH": str(root / "src"), "SHANYRAK_HOME": str(folder / "var")}
    for words in (["manage", "migrate"], ["invite", "Almaty", "Shift"], ["backup", "good.tar.gz"]):
        command = [sys.executable, "-m", "shanyrak", *words]
        done = subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def home(site, tmp_path):
    """Give a copy of that site, with its backup beside it, to a test of its own."""
    shutil.copytree(site, tmp_path, dirs_exist_ok=True)
    return tmp_path / "var"


def teams(home):
    with closing(sqlite3.connect(home / "shanyrak.sqlite3")) as rows:
        return [name for (name,) in rows.execute("SELECT name FROM accounts_team")]


def forget_teams(home):
    with closing(sqlite3.connect(home / "shanyrak.sqlite3")) as rows, rows:
        rows.execute("UPDATE accounts_team SET name = 'Oral'")


def left_over(home):
    return [path.name for path in home.parent.rglob(".*") if path.is_file()] + list(home.glob("*.restored"))


def test_what_was_backed_up_comes_back(home, shanyrak):
    forget_teams(home)
    done = shanyrak("restore", "good.tar.gz", "--replace")
    assert (done.returncode, teams(home)) == (0, ["Almaty"]), done.stderr
    assert left_over(home) == []


def test_an_archive_holds_the_data_and_no_keys(home):
    archive = home.parent / "good.tar.gz"
    assert archive.stat().st_mode & 0o077 == 0
    with tarfile.open(archive) as packed:
        assert sorted(packed.getnames()) == ["note.json", "shanyrak.sqlite3"]
        note = json.load(packed.extractfile("note.json"))
    secrets = json.loads((home / "keys.json").read_text(encoding="utf-8")).values()
    assert not any(secret in json.dumps(note) for secret in secrets)


def test_a_backup_takes_the_place_of_no_file(home, shanyrak):
    before = (home.parent / "good.tar.gz").read_bytes()
    assert shanyrak("backup", "good.tar.gz").returncode == 5
    assert (home.parent / "good.tar.gz").read_bytes() == before


def test_data_are_replaced_only_where_that_was_said(home, shanyrak):
    forget_teams(home)
    assert shanyrak("restore", "good.tar.gz").returncode == 5
    assert teams(home) == ["Oral"]


def cut(path):
    path.write_bytes(path.read_bytes()[:-400])


def turn_a_byte(path):
    text = bytearray(path.read_bytes())
    text[len(text) // 2] ^= 1
    path.write_bytes(text)


def repack(path, change):
    folder = path.parent / "unpacked"
    with tarfile.open(path) as packed:
        packed.extractall(folder, filter="data")
    change(folder)
    with tarfile.open(path, "w:gz") as packed:
        for name in ("note.json", "shanyrak.sqlite3"):
            packed.add(folder / name, name)


def told_otherwise(**other):
    def change(folder):
        note = folder / "note.json"
        note.write_text(json.dumps(json.loads(note.read_text(encoding="utf-8")) | other), encoding="utf-8")

    return lambda path: repack(path, change)


def another_database(path):
    repack(path, lambda folder: (folder / "shanyrak.sqlite3").write_bytes(b"SQLite format 3\0" + bytes(4096)))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (cut, "damaged"),
        (turn_a_byte, "damaged"),
        (lambda path: path.write_text("no archive"), "no backup of Shanyrak"),
        (another_database, "damaged"),
        (told_otherwise(keys="0" * 16), "other keys"),
        (told_otherwise(migrations=["accounts.9999_later"], version="99"), "made by Shanyrak 99"),
        (told_otherwise(kind="something else"), "no backup of Shanyrak"),
    ],
    ids=["cut", "a byte", "text", "database", "keys", "later", "kind"],
)
def test_an_archive_that_cannot_be_believed_changes_nothing(home, shanyrak, spoil, said):
    spoil(home.parent / "good.tar.gz")
    forget_teams(home)
    done = shanyrak("restore", "good.tar.gz", "--replace")
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert teams(home) == ["Oral"]
    assert left_over(home) == []


def test_a_site_that_runs_is_not_restored(home, shanyrak):
    forget_teams(home)
    with presence.present(home):
        done = shanyrak("restore", "good.tar.gz", "--replace")
    assert (done.returncode, teams(home)) == (5, ["Oral"])
    assert "stop" in done.stderr


@pytest.mark.parametrize("words", ["backup more.tar.gz", "restore good.tar.gz --replace"])
def test_a_full_disk_leaves_all_as_it_was(home, environ, words):
    forget_teams(home)
    # No file may grow beyond so many blocks of 1,024 bytes: what a full disk does, without one.
    line = f"ulimit -f 60; exec {sys.executable} -m shanyrak {words}"
    done = subprocess.run(
        ["bash", "-c", line], cwd=home.parent, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode in {1, 6}, done.stderr
    assert "Traceback" not in done.stderr
    assert teams(home) == ["Oral"]
    assert left_over(home) == []
    assert not (home.parent / "more.tar.gz").exists()


def test_postgresql_has_programs_of_its_own(shanyrak):
    done = shanyrak("backup", "x.tar.gz", SHANYRAK_DATABASE="postgresql://nobody@127.0.0.1:1/none")
    assert done.returncode == 6
    assert "pg_dump" in done.stderr
