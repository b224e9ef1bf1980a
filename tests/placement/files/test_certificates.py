"""A certificate reads back as it was written; a file that proves nothing is refused."""

import io
import zipfile
from datetime import date

import numpy as np
import pytest

from shanyrak.base.errors import InvalidError
from shanyrak.placement.files import read_certificate, sources, write_certificate
from shanyrak.placement.model import Certificate

PRICE = np.array([[0, 0.25, 1.5], [3, 0, 0]], np.float32)
FIRST = date(2022, 9, 25)


@pytest.mark.parametrize("unavoidable", [None, PRICE / 2], ids=["without", "with the unavoidable"])
def test_a_certificate_reads_back_as_it_was_written(tmp_path, unavoidable):
    path = tmp_path / "certificate.npz"
    write_certificate(path, Certificate(("home", "зал 2"), FIRST, PRICE, unavoidable))
    again = read_certificate(path)
    assert (again.space_id, again.first_night) == (("home", "зал 2"), FIRST)
    assert again.price.dtype == np.float32
    np.testing.assert_array_equal(again.price, PRICE)
    assert (again.unavoidable is None) == (unavoidable is None)
    if unavoidable is not None:
        np.testing.assert_array_equal(again.unavoidable, unavoidable)


def test_a_certificate_is_an_archive_that_numpy_reads_without_pickle(tmp_path):
    write_certificate(tmp_path / "c.npz", Certificate(("home", "hall"), FIRST, PRICE))
    with np.load(tmp_path / "c.npz", allow_pickle=False) as archive:
        assert sorted(archive.files) == ["first_night", "price", "space_id"]
        assert str(archive["first_night"]) == "2022-09-25"


def test_equal_certificates_give_equal_bytes(tmp_path):
    for name in ("one.npz", "two.npz"):
        write_certificate(tmp_path / name, Certificate(("home", "hall"), FIRST, PRICE.copy()))
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_a_certificate_of_no_space_can_be_written_and_read(tmp_path):
    write_certificate(tmp_path / "c.npz", Certificate((), FIRST, np.zeros((0, 3), np.float32)))
    assert read_certificate(tmp_path / "c.npz").space_id == ()


GOOD = {"space_id": np.array(["home", "hall"]), "first_night": np.array("2022-09-25"), "price": PRICE}
WRONG = {
    "no price": ({"price": None}, "it has no price"),
    "no date": ({"first_night": np.array("soon")}, "a first_night that is not a date"),
    "negative": ({"price": -PRICE}, "a price that is negative or not a number"),
    "nan": ({"price": PRICE * np.nan}, "a price that is negative or not a number"),
    "too few rows": ({"price": PRICE[:1]}, "not one row of numbers for each space"),
    "one axis": ({"price": PRICE[0]}, "not one row of numbers for each space"),
    "texts": ({"price": PRICE.astype(str)}, "not one row of numbers for each space"),
    "ids as numbers": ({"space_id": np.arange(2)}, "space_id that is not a list of texts"),
    "pickled ids": ({"space_id": np.array(["home", None], object)}, "is not a certificate (.npz)"),
    "unavoidable of another shape": ({"unavoidable": PRICE[:1]}, "not one row of numbers for each space"),
}


@pytest.mark.parametrize(("change", "message"), WRONG.values(), ids=WRONG.keys())
def test_an_archive_that_proves_nothing_is_refused(tmp_path, change, message):
    arrays = {name: array for name, array in {**GOOD, **change}.items() if array is not None}
    np.savez(tmp_path / "c.npz", **arrays)
    with pytest.raises(InvalidError) as refused:
        read_certificate(tmp_path / "c.npz")
    assert message in str(refused.value)
    assert str(refused.value).startswith("c.npz: ")


@pytest.mark.parametrize(
    "data", [b"", b"party_id\n", b"PK\x05\x06" + bytes(18)], ids=["empty", "text", "empty zip"]
)
def test_a_file_of_another_kind_is_refused(tmp_path, data):
    (tmp_path / "c.npz").write_bytes(data)
    with pytest.raises(InvalidError, match=r"^c\.npz: is not a certificate"):
        read_certificate(tmp_path / "c.npz")


def test_a_certificate_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InvalidError, match=r"^c\.npz: does not exist"):
        read_certificate(tmp_path / "c.npz")


def test_an_archive_that_unzips_to_too_much_is_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "MOST_BYTES", 100_000)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("price.npy", bytes(10**7))
    (tmp_path / "c.npz").write_bytes(packed.getvalue())
    with pytest.raises(InvalidError, match="is larger than"):
        read_certificate(tmp_path / "c.npz")
