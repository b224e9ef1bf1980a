"""However a file is damaged, what comes of it is a fault or a refusal, never a crash."""

from contextlib import suppress
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from shanyrak.base.errors import InvalidError
from shanyrak.placement.files import read_case, read_certificate, read_plan, write_certificate
from shanyrak.placement.model import Certificate

EXAMPLE = Path(__file__).parents[3] / "examples/evening"
SCRAPS = [
    b"",
    b'"',
    b",",
    b";",
    b"\n",
    b"\0",
    b"\xff",
    b"nan",
    b"-1",
    b"1e999",
    b"9" * 5000,
    b"9999-12-31",
    b"0001-01-01",
]
DAMAGES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 12), st.sampled_from(SCRAPS)), min_size=1, max_size=4
)


def damaged(data, damages):
    for place, length, scrap in damages:
        at = int(place * len(data))
        data = data[:at] + scrap + data[at + length :]
    return data


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Give the example, the same as one workbook, and a certificate."""
    folder = tmp_path_factory.mktemp("whole")
    book = Workbook()
    for path in EXAMPLE.glob("*.csv"):
        (folder / path.name).write_bytes(path.read_bytes())
        sheet = book.create_sheet(path.stem)
        for line in path.read_text(encoding="utf-8").splitlines():
            sheet.append(line.split(","))
    book.save(folder / "tonight.xlsx")
    price = np.ones((2, 3), np.float32)
    write_certificate(folder / "c.npz", Certificate(("a", "b"), date(2022, 9, 25), price))
    return folder


@given(name=st.sampled_from(["parties", "spaces", "windows", "stays", "costs"]), damages=DAMAGES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_table_gives_faults(folder, tmp_path, name, damages):
    (tmp_path / "x.csv").write_bytes(damaged((folder / f"{name}.csv").read_bytes(), damages))
    case, faults = read_case(folder, **{name: tmp_path / "x.csv"})
    assert (case is None) == any(fault.refused for fault in faults)
    assert all(str(fault) for fault in faults)


@given(damages=DAMAGES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_workbook_gives_faults(folder, tmp_path, damages):
    (tmp_path / "x.xlsx").write_bytes(damaged((folder / "tonight.xlsx").read_bytes(), damages))
    case, faults = read_case(tmp_path / "x.xlsx")
    assert (case is None) == any(fault.refused for fault in faults)


@given(damages=DAMAGES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_plan_or_certificate_is_read_or_refused(folder, tmp_path, damages):
    (tmp_path / "x.csv").write_bytes(damaged((folder / "stays.csv").read_bytes(), damages))
    (tmp_path / "x.npz").write_bytes(damaged((folder / "c.npz").read_bytes(), damages))
    for read, name in ((read_plan, "x.csv"), (read_certificate, "x.npz")):
        with suppress(InvalidError):
            assert read(tmp_path / name)
