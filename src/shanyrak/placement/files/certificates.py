"""The certificate as a NumPy archive, written and read back. What it proves is computed elsewhere."""

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shanyrak.base.errors import InvalidError
from shanyrak.placement.files.faults import refusal
from shanyrak.placement.files.folder import whole_file
from shanyrak.placement.files.sources import DAMAGE, Source, SourceError, check_zip, read_bytes
from shanyrak.placement.model import Certificate

NEVER = (
    1980,
    1,
    1,
    0,
    0,
    0,
)  # the earliest time that a zip archive can tell: equal certificates give equal bytes
N_AXES = 2  # spaces and nights
A_CERTIFICATE = "a certificate (.npz)"


def write_certificate(path: Path | str, certificate: Certificate) -> None:
    """Write a certificate as .npz; equal certificates give equal bytes.

    Arrays: ``space_id`` (text, n), ``first_night`` (ISO date as text), ``price`` (float32, n x nights) and,
    where it is known, ``unavoidable`` of the same shape.

    Raises
    ------
    InvalidError
        If the file cannot be written.
    """
    arrays: dict[str, NDArray[Any]] = {
        "space_id": np.array(certificate.space_id, dtype=np.str_),
        "first_night": np.array(certificate.first_night.isoformat()),
        "price": certificate.price.astype(np.float32),
    }
    if certificate.unavoidable is not None:
        arrays["unavoidable"] = certificate.unavoidable.astype(np.float32)
    with whole_file(path) as file, zipfile.ZipFile(file, "w") as archive:
        for name, array in arrays.items():
            content = io.BytesIO()
            np.lib.format.write_array(content, array, allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", NEVER)
            archive.writestr(entry, content.getvalue(), zipfile.ZIP_DEFLATED)


def read_certificate(path: Path | str) -> Certificate:
    """Read a certificate, ours or a stranger's; nothing in it is executed.

    Raises
    ------
    InvalidError
        If it is no certificate, or a price is negative or not a number.
    """
    source = Source(Path(path), Path(path).name)
    try:
        data, _ = read_bytes(source)
        check_zip(source.name, data, kind=A_CERTIFICATE)
    except SourceError as error:
        raise refusal([error.fault]) from None
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
    except DAMAGE:
        raise _refused(source, f"is not {A_CERTIFICATE}") from None
    return _certificate(source, arrays)


def _certificate(source: Source, arrays: dict[str, NDArray[Any]]) -> Certificate:
    if missing := sorted({"space_id", "first_night", "price"} - arrays.keys()):
        raise _refused(source, f"is not {A_CERTIFICATE}: it has no {', '.join(missing)}")
    space_id = arrays["space_id"]
    if space_id.ndim != 1 or (space_id.dtype.kind != "U" and space_id.size):
        raise _refused(source, "has space_id that is not a list of texts")
    try:
        first_night = date.fromisoformat(str(arrays["first_night"]))
    except ValueError:
        raise _refused(source, "has a first_night that is not a date such as 2022-09-25") from None
    price = _prices(source, arrays["price"], len(space_id))
    unavoidable = arrays.get("unavoidable")
    return Certificate(
        space_id=tuple(map(str, space_id)),
        first_night=first_night,
        price=price,
        unavoidable=None if unavoidable is None else _prices(source, unavoidable, len(space_id)),
    )


def _prices(source: Source, array: NDArray[Any], n_spaces: int) -> NDArray[np.float32]:
    if array.ndim != N_AXES or len(array) != n_spaces or array.dtype.kind not in "fiu":
        raise _refused(source, "has prices that are not one row of numbers for each space")
    if not np.isfinite(array).all() or (array < 0).any():
        raise _refused(source, "has a price that is negative or not a number; then it proves nothing")
    return array.astype(np.float32)


def _refused(source: Source, what: str) -> InvalidError:
    return InvalidError(f"{source.name}: {what}; name the certificate.npz that was written with the plan")
