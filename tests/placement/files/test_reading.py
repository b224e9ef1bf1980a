"""A case is read alike from every kind of file, encoding and delimiter, with the documented defaults."""

import gzip
import hashlib
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from shanyrak.placement.files import read, read_case
from shanyrak.placement.model import Cost, Party, Space, Stay, Window

EXAMPLE = Path(__file__).parents[3] / "examples/evening"


def test_every_column_of_a_party_is_read(tables, put):
    header = ",".join(field.name for field in fields(Party))
    row = 'p1,2,2022-09-25,4,Орал,51.2,51.3,"pets; step_free;",quiet,2.5,YES,2.0,2022-09-28,home,f'
    tables["parties"] = f"{header},note\n{row},ignored\n"
    tables["spaces"] = tables["spaces"].replace("kitchen", "step_free").replace("Oral", "Орал")
    case, faults = read_case(put(tables))
    assert faults == []
    assert case.parties == (
        Party(
            party_id="p1",
            people=2,
            arrival=date(2022, 9, 25),
            nights=4,
            place="Орал",
            lat=51.2,
            lon=51.3,
            needs=frozenset({"pets", "step_free"}),
            wants=frozenset({"quiet"}),
            weight=2.5,
            may_split=True,
            max_moves=2,
            not_after=date(2022, 9, 28),
            current_space="home",
            sex="f",
        ),
    )


def test_every_column_of_the_other_tables_is_read(tables, put):
    tables["spaces"] = (
        "space_id,beds,place,lat,lon,private,features,min_nights,max_nights,sexes\n"
        "home,4,Oral,51.2,51.3,0,pets;quiet,2,9,same\n"
    )
    tables["windows"] = "space_id,first_night,end_night\nhome,2022-09-25,2022-09-30\n"
    tables["stays"] = (
        "party_id,part,people,space_id,first_night,end_night\np3,b,4,home,2022-09-25,2022-09-27\n"
    )
    tables["costs"] = "party_id,space_id,cost\np1,home,-0.5\n"
    case, faults = read_case(put(tables))
    assert [f for f in faults if f.refused] == []
    features = frozenset({"pets", "quiet"})
    assert case.spaces == (Space("home", 4, "Oral", 51.2, 51.3, False, features, 2, 9, "same"),)
    assert case.windows == (Window("home", date(2022, 9, 25), date(2022, 9, 30)),)
    assert case.stays == (Stay("p3", "b", 4, "home", date(2022, 9, 25), date(2022, 9, 27)),)
    assert case.costs == (Cost("p1", "home", -0.5),)


def test_an_empty_cell_and_an_absent_column_mean_the_same(tables, put):
    full = "party_id,people,arrival,nights,weight,may_split,part\np1,2,2022-09-25,4,,,\n"
    bare = "party_id,people,arrival,nights\np1,2,2022-09-25,4\n"
    parties = [read_case(put({**tables, "parties": text}))[0].parties for text in (full, bare)]
    assert parties[0] == parties[1] == (Party("p1", 2, date(2022, 9, 25), 4),)
    spaces = read_case(put({**tables, "spaces": "space_id,beds\nhome,4\nhall,9\ndorm,5\n"}))[0].spaces
    assert spaces[0] == Space("home", 4)


def test_spans_of_spaces_become_windows(tables, put):
    del tables["windows"]
    tables["spaces"] = "space_id,beds,first_night,end_night,features\nhome,4,2022-09-25,2022-09-30,pets\n"
    case, _ = read_case(put(tables))
    assert case.windows == (Window("home", date(2022, 9, 25), date(2022, 9, 30)),)
    assert case.spaces == (Space("home", 4, features=frozenset({"pets"})),)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251"])
def test_encodings_and_delimiters_are_found(tables, tmp_path, encoding, delimiter):
    text = tables["parties"].replace("Oral", "Орал").replace(",", delimiter)
    (tmp_path / "parties.csv").write_bytes(text.encode(encoding))
    for name in ("spaces", "windows"):
        (tmp_path / f"{name}.csv").write_text(tables[name].replace("Oral", "Орал"), encoding="utf-8")
    case, faults = read_case(tmp_path)
    assert faults == []
    assert [party.place for party in case.parties] == ["Орал", "Орал", None]


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_lines_may_end_as_on_any_system(tables, put, line_end):
    folder = put(tables)
    wanted = read_case(folder)
    (folder / "parties.csv").write_bytes(tables["parties"].replace("\n", line_end).encode())
    assert read_case(folder) == wanted


def test_words_between_quotation_marks_survive_a_semicolon_file(tables, put):
    lines = [line.split(",") for line in tables["spaces"].splitlines()]
    quoted = [[f'"{cell}"' if ";" in cell else cell for cell in line] for line in lines]
    tables["spaces"] = "\n".join(";".join(line) for line in quoted)
    assert read_case(put(tables))[0].spaces[0].features == {"pets", "kitchen"}


def test_a_decimal_comma_is_read_as_a_point(tables, put):
    tables["parties"] = "party_id;people;arrival;nights;lat;lon;weight\np1;2;25.09.2022;4;51,234;51,3;0,5\n"
    party = read_case(put(tables))[0].parties[0]
    assert (party.lat, party.lon, party.weight) == (51.234, 51.3, 0.5)


@pytest.mark.parametrize(
    "text",
    [
        "25.09.2022",
        "25.9.2022 14:30",
        "2022-09-25 00:00:00",
        "2022-09-25T00:00",
        "2022-09-25 14:30:00.5",
        " 2022-09-25 ",
    ],
)
def test_other_clear_ways_of_writing_a_date_are_read(tables, put, text):
    tables["parties"] = f"party_id,people,arrival,nights\np1,2,{text},4\n"
    assert read_case(put(tables))[0].parties[0].arrival == date(2022, 9, 25)


def test_gzipped_tables_are_read_and_told_with_their_sum(tables, put):
    folder = put(tables)
    data = gzip.compress(tables["parties"].encode())
    (folder / "parties.csv").unlink()
    (folder / "parties.csv.gz").write_bytes(data)
    reading = read(folder)
    assert reading.faults == []
    assert [(each.file, each.rows) for each in reading.inputs] == [
        ("parties.csv.gz", 3), ("spaces.csv", 3), ("windows.csv", 3),
    ]  # fmt: skip
    assert reading.inputs[0].sha256 == hashlib.sha256(data).hexdigest()


def test_single_files_come_before_those_of_the_folder(tables, put, tmp_path):
    folder = put(tables)
    other = tmp_path / "others.csv"
    other.write_text("party_id,people,arrival,nights\nx,1,2022-09-25,1\n", encoding="utf-8")
    assert [p.party_id for p in read_case(folder, parties=other)[0].parties] == ["x"]
    names = {name: folder / f"{name}.csv" for name in tables}
    assert read_case(**names) == read_case(folder)


def typed(text):
    """Turn a cell into what a spreadsheet program would store."""
    if text.isdecimal():
        return float(text)
    if text in {"true", "false"}:
        return text == "true"
    return datetime.fromisoformat(text) if text.startswith("2022-") else text or None


def add(book, name, text):
    sheet = book.create_sheet(name)
    for line in text.splitlines():
        sheet.append([typed(cell) for cell in line.split(",")])
    sheet.append([None, "  "])


def test_a_workbook_with_typed_cells_reads_as_its_csv(tables, put, tmp_path):
    folder = put(tables)
    wanted = read_case(folder)
    whole, one = Workbook(), Workbook()
    for name, text in tables.items():
        add(whole, name.title(), text)
    whole.save(tmp_path / "tonight.xlsx")
    one.remove(one.active)
    add(one, "Sheet1", tables["parties"])
    (folder / "parties.csv").unlink()
    one.save(folder / "parties.xlsx")
    assert read_case(folder) == wanted
    assert read_case(tmp_path / "tonight.xlsx") == wanted


def test_names_of_columns_may_have_capitals_and_blanks(tables, put):
    wanted = read_case(put(tables))
    tables["spaces"] = tables["spaces"].replace("beds,place", "BEDS , Place")
    assert read_case(put(tables)) == wanted


YES = ["true", "YES", "y", "1", "да", "ДА", "Истина", "иә", "x", "\u0425", "+"]
NO = ["false", "No", "n", "0", "нет", "ЛОЖЬ", "Жоқ", ""]


@pytest.mark.parametrize(("word", "flag"), [(word, True) for word in YES] + [(word, False) for word in NO])
def test_true_and_false_are_read_in_three_languages(tables, put, word, flag):
    tables["parties"] = f"party_id,people,arrival,nights,may_split\np1,2,2022-09-25,4,{word}\n"
    assert read_case(put(tables))[0].parties[0].may_split is flag


@pytest.mark.parametrize(("word", "sex"), [("F", "f"), ("ж", "f"), ("\u041c", "m"), ("Mixed", "mixed")])
def test_the_sex_is_read_in_capitals_and_in_russian(tables, put, word, sex):
    tables["parties"] = f"party_id,people,arrival,nights,sex\np1,2,2022-09-25,4,{word}\n"
    assert read_case(put(tables))[0].parties[0].sex == sex


def test_a_fault_in_a_workbook_names_sheet_and_row(tables, tmp_path):
    book = Workbook()
    for name, text in tables.items():
        add(book, name, text.replace("p2,3,2022-09-26", "p2,3,tomorrow"))
    book.save(tmp_path / "tonight.xlsx")
    (fault,) = read_case(tmp_path / "tonight.xlsx")[1]
    assert str(fault).startswith("tonight.xlsx sheet parties row 3, arrival: 'tomorrow' is not a date")


def test_parquet_reads_as_its_csv(tables, put):
    pyarrow = pytest.importorskip("pyarrow", reason="needs the extra parquet")
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs the extra parquet")
    folder = put(tables)
    wanted = read_case(folder)
    lines = [[typed(cell) for cell in line.split(",")] for line in tables["parties"].splitlines()]
    columns = {str(name): list(cells) for name, *cells in zip(*lines, strict=True)}
    parquet.write_table(pyarrow.table(columns), folder / "parties.parquet")
    (folder / "parties.csv").unlink()
    assert read_case(folder) == wanted


def test_the_order_of_rows_and_columns_changes_nothing_else(tables, put):
    straight = read_case(put(tables))[0]
    for name, text in tables.items():
        header, *rows = (line.split(",")[::-1] for line in text.splitlines())
        tables[name] = "\n".join(",".join(line) for line in [header, *rows[::-1]])
    turned = read_case(put(tables))[0]
    assert turned.parties == straight.parties[::-1]
    assert turned.spaces == straight.spaces[::-1]


def test_the_example_is_a_case_without_faults():
    case, faults = read_case(EXAMPLE)
    assert faults == []
    assert (len(case.parties), len(case.spaces), len(case.stays), len(case.costs)) == (12, 8, 1, 1)
