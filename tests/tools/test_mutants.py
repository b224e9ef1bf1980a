"""The list of mutants fits the code: each change has its place, each test that must notice is there."""

import subprocess

import pytest

from tools import mutants


@pytest.mark.parametrize("mutant", mutants.MUTANTS, ids=lambda mutant: mutant.name)
def test_a_mutant_has_its_place_and_its_test(mutant):
    file = mutants.ROOT / "src" / mutant.file
    text = file.read_text(encoding="utf-8")
    broken = mutants.mutated(mutant, text)
    assert broken != text
    if file.suffix == ".py":
        compile(broken, str(file), "exec")
    assert f"\ndef {mutant.test}(" in (mutants.ROOT / mutant.tests).read_text(encoding="utf-8")


def test_there_are_at_least_twelve_and_each_has_a_name_of_its_own():
    assert len({mutant.name for mutant in mutants.MUTANTS}) == len(mutants.MUTANTS) >= 12


def test_a_mutant_whose_place_is_gone_is_told():
    mutant = mutants.Mutant("x", "a.py", "was", "becomes", "tests", "test")
    with pytest.raises(SystemExit, match=r"a.py has no 'was' any more"):
        mutants.mutated(mutant, "is")


@pytest.fixture
def answered(monkeypatch):
    """Let pytest answer so; copy no code."""

    def answer(status, text):
        done = subprocess.CompletedProcess([], status, stdout=text, stderr="")
        monkeypatch.setattr(mutants.subprocess, "run", lambda *_, **__: done)
        monkeypatch.setattr(mutants.shutil, "copytree", lambda *_: None)

    return answer


@pytest.mark.parametrize(
    ("status", "text", "told"),
    [(1, "F\nFAILED a.py::test_a - assert 0\n1 failed\n", "a.py::test_a"), (0, "1 passed\n", "")],
)
def test_only_a_test_that_fails_has_noticed_something(answered, status, text, told):
    answered(status, text)
    assert mutants.failing({}, ["a.py::test_a"]) == told


@pytest.mark.parametrize(
    ("status", "text"), [(4, "no tests ran\n"), (1, "E\nERROR a.py::test_a - x\n1 error\n")]
)
def test_a_test_that_cannot_run_has_noticed_nothing(answered, status, text):
    answered(status, text)
    with pytest.raises(SystemExit, match="could not be run"):
        mutants.failing({}, ["a.py::test_a"])


def test_a_mutant_of_another_name_is_not_tried(monkeypatch):
    monkeypatch.setattr("sys.argv", ["mutants.py", "none of these"])
    with pytest.raises(SystemExit, match="no mutant is called none of these"):
        mutants.main()
