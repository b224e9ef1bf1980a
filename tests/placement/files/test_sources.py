"""Files that are no tables, folders that are no cases: a clear fault, and the memory is never filled."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from shanyrak.placement.files import read_case, sources


def told(case, **files):
    found, faults = read_case(case, **files)
    assert found is None
    assert all(fault.refused for fault in faults)
    return [str(fault) for fault in faults]


def test_a_folder_that_is_not_there(tmp_path):
    assert told(tmp_path / "nowhere") == [
        f"{tmp_path}/nowhere: does not exist; name the folder that holds parties.csv and spaces.csv"
    ]


def test_a_file_in_place_of_a_folder(tables, put):
    folder = put(tables)
    assert told(folder / "parties.csv") == [
        f"{folder}/parties.csv: is not a folder; name the folder that holds parties.csv and spaces.csv"
    ]


def test_a_folder_without_tables(tmp_path):
    assert told(tmp_path) == [
        f"{tmp_path}: has no table {name}; add {name}.csv (or .csv.gz, .xlsx, .parquet)"
        for name in ("parties", "spaces")
    ]


def test_a_single_file_that_is_not_there(tables, put):
    assert told(put(tables), costs="gone.csv") == ["gone.csv: does not exist; check the name"]


def test_two_files_for_one_table(tables, put):
    folder = put(tables)
    (folder / "parties.csv.gz").write_bytes(gzip.compress(tables["parties"].encode()))
    assert told(folder) == [
        f"{folder}: holds the table parties 2 times: parties.csv, parties.csv.gz; keep one of them"
    ]
    assert read_case(folder, parties=folder / "parties.csv.gz")[1] == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Stays.CSV", "is not named as the table is; name it stays.csv"),
        ("stays.ods", "is of a kind that is not read; save it as .xlsx or .csv"),
        ("costs.xls", "is of a kind that is not read; save it as .xlsx or .csv"),
    ],
)
def test_a_table_of_another_kind_is_not_passed_over_in_silence(tables, put, name, message):
    folder = put(tables)
    (folder / name).write_text("anything", encoding="utf-8")
    assert told(folder) == [f"{name}: {message}"]


def test_files_that_are_no_tables_are_left_alone(tables, put):
    folder = put(tables)
    for name in ("notes.txt", "parties.csv~", ".parties.csv.swp", "parties.old.csv"):
        (folder / name).write_text("anything", encoding="utf-8")
    assert read_case(folder)[1] == []


PNG = bytes.fromhex("89504e470d0a1a0a0000000d494844520000")
WORKBOOK = "is not a workbook that can be read (.xlsx)"
WRONG = {
    "empty": ("parties.csv", b"", "is empty"),
    "a picture": ("parties.csv", PNG * 50, "is not a text table"),
    "zeros": ("parties.csv", bytes(500), "is not a text table"),
    "a workbook named csv": ("parties.csv", b"PK\x03\x04", "is a workbook or zip archive, not a text table"),
    "gzip named csv": ("parties.csv", gzip.compress(b"x"), "is a .gz file, not a text table"),
    "bytes of no encoding": ("parties.csv", b"party_id,people\n\x98\x98\n",
                             "is not a text table in UTF-8, UTF-16 or cp1251"),
    "csv named gzip": ("parties.csv.gz", b"party_id,people\n", "is damaged, or not a .gz file"),
    "gzip cut short": ("parties.csv.gz", gzip.compress(b"x" * 5000)[:-9], "is damaged, or not a .gz file"),
    "csv named xlsx": ("parties.xlsx", b"party_id,people\n", WORKBOOK),
    "zip named xlsx": ("parties.xlsx", b"PK\x05\x06" + bytes(18), WORKBOOK),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_a_file_that_is_no_table_is_one_fault(tables, put, wrong):
    name, data, what = wrong
    folder = put(tables)
    (folder / "parties.csv").unlink()
    (folder / name).write_bytes(data)
    found, faults = read_case(folder)
    assert found is None
    assert [(fault.file, fault.row, fault.what) for fault in faults if fault.file.startswith("parties")] == [
        (name, None, what)
    ]


def test_a_file_too_large_is_refused_before_it_is_read(tables, put, monkeypatch):
    folder = put(tables)
    with (folder / "parties.csv").open("wb") as file:
        file.truncate(10 * 10**9)  # a hole: nothing is written
    opened = []
    plain = Path.open
    monkeypatch.setattr(Path, "open", lambda path, *mode: opened.append(path.name) or plain(path, *mode))
    assert told(folder) == [
        "parties.csv: is larger than 256 MB; check that it is the right file, or plan in several cases"
    ]
    assert opened == ["spaces.csv", "windows.csv"]


def test_a_gzip_bomb_is_not_unpacked(tables, put, monkeypatch):
    monkeypatch.setattr(sources, "MOST_BYTES", 100_000)
    folder = put(tables)
    (folder / "parties.csv").unlink()
    (folder / "parties.csv.gz").write_bytes(gzip.compress(bytes(10**7)))
    assert [line.partition(";")[0] for line in told(folder)] == ["parties.csv.gz: is larger than 0 MB"]


def test_a_workbook_that_unzips_to_too_much_is_not_opened(tables, put, monkeypatch):
    monkeypatch.setattr(sources, "MOST_BYTES", 100_000)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(10**7))
    folder = put(tables)
    (folder / "parties.csv").unlink()
    (folder / "parties.xlsx").write_bytes(packed.getvalue())
    assert [line.partition(";")[0] for line in told(folder)] == ["parties.xlsx: is larger than 0 MB"]


def test_a_folder_named_as_a_table(tables, put):
    folder = put(tables)
    (folder / "parties.csv").unlink()
    (folder / "parties.csv").mkdir()
    assert told(folder) == ["parties.csv: is not a file; check the name"]


def test_parquet_without_its_program_names_the_extra(tables, put, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    folder = put(tables)
    (folder / "parties.csv").rename(folder / "parties.parquet")
    assert told(folder) == [
        "parties.parquet: needs pyarrow to be read; run pip install 'shanyrak[parquet]', or save it as .csv"
    ]


def test_files_of_one_name_are_told_apart_by_their_folders(tables, put, tmp_path):
    folder = put(tables)
    for name in ("people", "rooms"):
        (tmp_path / name).mkdir()
    parties, spaces = tmp_path / "people/list.csv", tmp_path / "rooms/list.csv"
    parties.write_text(tables["parties"].replace("p1,2", "p1,x"), encoding="utf-8")
    spaces.write_text(tables["spaces"].replace("home,4", "home,y"), encoding="utf-8")
    faults = read_case(folder, parties=parties, spaces=spaces)[1]
    assert [fault.file for fault in faults] == [str(parties), str(spaces)]
