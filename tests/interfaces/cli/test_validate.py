"""`shanyrak validate` tells every fault, and its exit status says whether the case can be planned."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from shanyrak.interfaces.cli.app import app

EXAMPLE = Path(__file__).parents[3] / "examples/evening"


def validate(*words):
    return CliRunner().invoke(app, ["validate", *map(str, words)])


@pytest.fixture
def case(tmp_path):
    for path in EXAMPLE.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


def change(case, table, old, new):
    path = case / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_case_without_faults_is_summed_up():
    done = validate(EXAMPLE)
    assert done.exit_code == 0
    lines = [line.split() for line in done.stdout.splitlines()]
    assert lines[0] == ["No", "errors,", "0", "notes.", "The", "case", "can", "be", "planned:"]
    assert ["parties", "12", "with", "33", "people"] in lines
    assert ["spaces", "8", "with", "32", "beds"] in lines
    assert ["person-nights", "asked", "93"] in lines
    assert ["bed-nights", "free", "128"] in lines


def test_every_error_is_told_and_the_status_is_1(case):
    change(case, "parties", "p4,1,", "p4,one,")
    change(case, "spaces", "hall-1,8", "hall-1,-8")
    done = validate(case)
    assert done.exit_code == 1
    assert (
        "Error: parties.csv row 5, people: 'one' is not a whole number; write a whole number such as 2"
        in done.stdout
    )
    assert "Error: spaces.csv row 2, beds: '-8' is less than 1; write 1 or more" in done.stdout
    assert "2 errors, 0 notes. Mend the errors and validate again." in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize(("strict", "status"), [([], 0), (["--strict"], 1)])
def test_a_note_is_told_and_refuses_only_a_strict_validation(case, strict, status):
    change(case, "parties", "p9,5,", "p9,50,")
    done = validate(case, *strict)
    assert done.exit_code == status
    assert "Note: parties.csv row 10, people: '50' is more than any space holds, 8" in done.stdout
    assert "No errors, 1 note." in done.stdout


def test_twenty_faults_of_a_kind_are_shown_and_the_others_counted(case):
    rows = "".join(f"q{n},0,2022-09-25,1\n" for n in range(30))
    (case / "parties.csv").write_text(
        "party_id,people,arrival,nights\n" + rows + "p1,2,soon,1\n", encoding="utf-8"
    )
    (case / "stays.csv").unlink()
    (case / "costs.csv").unlink()
    lines = [line for line in validate(case).stdout.splitlines() if line.startswith("Error: ")]
    assert len(lines) == 22
    assert lines[20] == (
        "Error: parties.csv, people: 10 more rows where the value is less than 1; --json lists them"
    )
    assert lines[21].startswith("Error: parties.csv row 32, arrival: 'soon' is not a date")


def test_one_is_one_and_thousands_are_grouped_by_blanks(tmp_path):
    (tmp_path / "parties.csv").write_text(
        "party_id,people,arrival,nights\np1,1,2022-09-25,1\n", encoding="utf-8"
    )
    (tmp_path / "spaces.csv").write_text(
        "space_id,beds,private,first_night,end_night\nhall,12345,false,2022-09-25,2022-09-26\n",
        encoding="utf-8",
    )
    lines = [line.split() for line in validate(tmp_path).stdout.splitlines()]
    assert ["parties", "1", "with", "1", "person"] in lines
    assert ["spaces", "1", "with", "12", "345", "beds"] in lines
    (tmp_path / "parties.csv").write_text(
        "party_id,people,arrival,nights\np1,no,2022-09-25,1\n", encoding="utf-8"
    )
    assert "1 error, 0 notes. Mend the error and validate again." in validate(tmp_path).stdout


def test_json_has_every_fault_and_the_summary(case):
    assert json.loads(validate(case, "--json").stdout)["summary"] == {
        "parties": 12, "people": 33, "spaces": 8, "beds": 32,
        "first_night": "2022-09-25", "end_night": "2022-10-01",
        "asked_person_nights": 93, "free_bed_nights": 128, "promised_stays": 1, "costs": 1, "nights": 6,
    }  # fmt: skip
    change(case, "parties", "p4,1,", "p4,one,")
    done = validate(case, "--json")
    told = json.loads(done.stdout)
    assert done.exit_code == 1
    assert (told["refused"], told["summary"]) == (True, None)
    assert told["faults"] == [{
        "file": "parties.csv", "row": 5, "column": "people", "value": "one", "what": "is not a whole number",
        "mend": "write a whole number such as 2", "refused": True,
    }]  # fmt: skip
    assert told["inputs"][0].keys() == {"file", "sha256", "rows"}


def test_single_files_do_without_a_folder(case):
    words = [
        word for name in ("parties", "spaces", "windows") for word in (f"--{name}", case / f"{name}.csv")
    ]
    done = validate(*words)
    assert done.exit_code == 0


def test_without_a_case_the_command_is_used_wrongly(case):
    assert validate().exit_code == 2
    assert validate("--parties", case / "parties.csv").exit_code == 2


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    done = validate(tmp_path / "nowhere")
    assert done.exit_code == 1
    assert "nowhere: does not exist; name the folder that holds parties.csv and spaces.csv" in done.stdout
