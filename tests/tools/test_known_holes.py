"""Known holes are told, and a list that cannot be reached is not taken for a clean one."""

import json
import subprocess

import pytest

from tools import known_holes

CLEAN = {"name": "a", "version": "1", "vulns": []}
HOLE = {"name": "b", "version": "2", "vulns": [{"id": "PYSEC-1"}, {"id": "CVE-2"}]}
SKIPPED = {"name": "c", "skip_reason": "not found"}


def told(monkeypatch, capsys, answer):
    monkeypatch.setattr("sys.argv", ["known_holes.py"])
    done = subprocess.CompletedProcess([], 0, stdout=answer, stderr="no such host")
    monkeypatch.setattr(known_holes.subprocess, "run", lambda *_, **__: done)
    return known_holes.main(), capsys.readouterr().out


@pytest.mark.parametrize(
    ("packages", "line"),
    [
        ([CLEAN, CLEAN], "2 packages, 0 of them not asked about, 0 with a known hole"),
        ([CLEAN, HOLE, SKIPPED], "3 packages, 1 of them not asked about, 1 with a known hole"),
        ([SKIPPED], "1 packages, not asked: "),
    ],
)
def test_what_is_known_is_told(monkeypatch, capsys, packages, line):
    done, text = told(monkeypatch, capsys, json.dumps({"dependencies": packages, "fixes": []}))
    assert done == int(HOLE in packages)
    assert line in text
    assert ("hole: b 2: PYSEC-1, CVE-2" in text) == (HOLE in packages)


def test_a_list_that_cannot_be_reached_is_no_clean_one(monkeypatch, capsys):
    status, text = told(monkeypatch, capsys, "")
    assert status == 0
    assert "not asked" in text
    assert "0 with a known hole" not in text
