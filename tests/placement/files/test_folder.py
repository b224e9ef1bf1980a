"""Output appears whole or not at all: refusals before the work, errors in its middle, kills at its end."""

import errno
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from shanyrak.base.errors import InvalidError
from shanyrak.placement.files import OutputFolder, whole_file

SRC = Path(__file__).parents[3] / "src"
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def texts(folder):
    return {path.name: path.read_text() for path in folder.iterdir()}


def write(folder, **files):
    with OutputFolder(folder) as out:
        for name, text in files.items():
            (out / f"{name}.txt").write_text(text)


def test_files_appear_together_in_a_folder_that_is_made(tmp_path):
    target = tmp_path / "a/b/out"
    with OutputFolder(target) as out:
        (out / "one.txt").write_text("1")
        assert not (target / "one.txt").exists()
        (out / "two.txt").write_text("2")
    assert texts(target) == {"one.txt": "1", "two.txt": "2"}


def test_our_files_are_replaced_and_those_of_others_stay(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    write(tmp_path, plan="old")
    write(tmp_path, plan="new")
    assert texts(tmp_path) == {"notes.txt": "mine", "plan.txt": "new"}


def write_half(folder, error):
    with OutputFolder(folder) as out:
        (out / "plan.txt").write_text("half")
        raise error


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_after_an_error_everything_is_as_it_was(tmp_path, error):
    write(tmp_path / "out", plan="old")
    for target in (tmp_path / "out", tmp_path / "new/folder"):
        with pytest.raises(error):
            write_half(target, error)
    assert texts(tmp_path / "out") == {"plan.txt": "old"}
    assert not (tmp_path / "new").exists()


KILLED = """
import os, signal, sys
from pathlib import Path
from shanyrak.placement.files import OutputFolder
with OutputFolder(sys.argv[1]) as out:
    (out / "plan.txt").write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_kill_leaves_the_old_files_whole_and_the_next_run_cleans_up(tmp_path):
    write(tmp_path, plan="old")
    env = {**os.environ, "PYTHONPATH": str(SRC)}
    done = subprocess.run([sys.executable, "-c", KILLED, tmp_path], env=env, check=False)
    assert done.returncode == -signal.SIGKILL
    assert (tmp_path / "plan.txt").read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 2
    write(tmp_path, plan="new")
    assert texts(tmp_path) == {"plan.txt": "new"}


def test_the_work_of_a_program_that_still_runs_is_left_alone(tmp_path):
    running = tmp_path / f".shanyrak-{os.getppid()}.part"
    running.mkdir()
    write(tmp_path, plan="new")
    assert running.is_dir()


def test_ctrl_c_while_files_are_renamed_leaves_all_of_one_run(tmp_path, monkeypatch):
    write(tmp_path, one="old", two="old")
    rename, calls = Path.replace, []

    def interrupted(self, target):
        calls.append(target)
        rename(self, target)
        if len(calls) == 1:
            raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path, one="new", two="new")
    assert texts(tmp_path) == {"one.txt": "new", "two.txt": "new"}


def test_a_file_in_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(InvalidError, match="is a file, not a folder"), OutputFolder(tmp_path / "out"):
        pytest.fail("nobody works for a folder that cannot be written")
    with (
        pytest.raises(InvalidError, match="a part of the path is a file"),
        OutputFolder(tmp_path / "out/below"),
    ):
        pytest.fail("nobody works for a folder that cannot be written")


@pytest.mark.skipif(AS_ROOT, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_refused(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(InvalidError, match="you may not write there"), OutputFolder(tmp_path / "out"):
        pytest.fail("nobody works for a folder that cannot be written")


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (errno.EACCES, "you may not write there"),
        (errno.EROFS, "this disk is read-only"),
        (errno.ENOSPC, "there is no room left on the disk"),
    ],
)
def test_what_the_system_refuses_is_told_before_the_work(tmp_path, monkeypatch, number, message):
    def refused(*_args, **_kwargs):
        raise OSError(number, os.strerror(number), str(tmp_path))

    monkeypatch.setattr(Path, "mkdir", refused)
    with pytest.raises(InvalidError, match=message), OutputFolder(tmp_path / "out"):
        pytest.fail("nobody works for a folder that cannot be written")


def test_a_disk_with_no_room_is_refused_before_the_work(tmp_path, monkeypatch):
    room = SimpleNamespace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: room)
    with pytest.raises(InvalidError, match="there is no room left"), OutputFolder(tmp_path / "out"):
        pytest.fail("nobody works for a disk that is full")
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_up_in_the_middle_leaves_the_old_files(tmp_path):
    write(tmp_path, plan="old")
    with pytest.raises(InvalidError, match=r"cannot be written: there is no room left"):
        write_half(tmp_path, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
    assert texts(tmp_path) == {"plan.txt": "old"}


def test_trouble_with_another_file_is_not_taken_for_ours(tmp_path):
    with pytest.raises(FileNotFoundError), OutputFolder(tmp_path / "out"):
        (tmp_path / "elsewhere.csv").read_text()


def test_a_folder_in_the_place_of_a_file_is_refused_before_any_is_replaced(tmp_path):
    write(tmp_path, one="old")
    (tmp_path / "two.txt").mkdir()
    with pytest.raises(InvalidError, match="there is a folder of that name"):
        write(tmp_path, one="new", two="new")
    assert (tmp_path / "one.txt").read_text() == "old"


def test_a_single_file_appears_only_when_it_is_complete(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text("old")
    with pytest.raises(TypeError), whole_file(path) as file:
        file.writelines([b"half", None])
    assert texts(tmp_path) == {"plan.csv": "old"}
    reading = path.open()
    with whole_file(path) as file:
        file.write(b"new")
    assert texts(tmp_path) == {"plan.csv": "new"}
    with reading:
        assert reading.read() == "old"  # who had it open reads on: it was renamed, not written over


def test_a_single_file_in_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InvalidError, match="there is no such folder"), whole_file(tmp_path / "no/plan.csv"):
        pytest.fail("there is no file to write to")
