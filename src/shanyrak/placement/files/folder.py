"""Files that appear whole or not at all: written aside, then renamed. What they hold is decided elsewhere."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from shanyrak.base.errors import InvalidError

ASIDE = ".shanyrak-"
LEAST_FREE_BYTES = 16 * 2**20  # the files of a city's plan take some 10 MB


class OutputFolder:
    """A folder whose files appear together when the work is done; use it as a context manager.

    On entry it proves that the folder can be written, so that nobody waits an hour for a refusal. Inside,
    write to ``folder / "plan.csv"``. On leaving without an error each file replaces the one of its name;
    after an error, Ctrl-C or a kill, the old files are as they were. Files of other names are left alone.

    Parameters
    ----------
    target
        The folder; it and its parents are made where they are missing.

    Raises
    ------
    InvalidError
        If the folder cannot be written, or there is no room on the disk.
    """

    def __init__(self, target: Path | str) -> None:
        self.target = Path(target)
        self._aside: Path | None = None
        self._made: list[Path] = []

    def __truediv__(self, name: str) -> Path:
        """Return the path to which the file of this name is to be written now."""
        if self._aside is None:
            raise RuntimeError("open the output folder by `with` before writing to it")
        return self._aside / name

    def __enter__(self) -> Self:
        if self.target.exists() and not self.target.is_dir():
            raise InvalidError(f"{self.target}: is a file, not a folder; name another folder for the output")
        with refuse_trouble(self.target):
            try:
                self._aside = self._make_aside()
                (self._aside / "trial").write_bytes(b"?")
                (self._aside / "trial").unlink()
                _check_room(self._aside)
            except BaseException:
                self._discard()
                raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                with refuse_trouble(self.target):
                    self._publish()
            elif isinstance(error, OSError) and self._is_ours(error):
                raise _refusal(self.target, error) from error
        finally:
            self._discard()

    def _make_aside(self) -> Path:
        """Make the folder to write in: inside the target, since a rename works only on one disk."""
        missing = [path for path in (self.target, *self.target.parents) if not path.exists()]
        for path in reversed(missing):
            path.mkdir()
            self._made.append(path)
        for left in self.target.glob(f"{ASIDE}*.part"):
            if not _is_running(left.name[len(ASIDE) : -len(".part")]):
                shutil.rmtree(left)
        aside = self.target / f"{ASIDE}{os.getpid()}.part"
        aside.mkdir()
        return aside

    def _is_ours(self, error: OSError) -> bool:
        """Whether it is about what is written here, and not about some other file that the caller opened."""
        about = str(error.filename or "")
        return error.errno in {errno.ENOSPC, errno.EDQUOT} or about.startswith(str(self._aside))

    def _publish(self) -> None:
        """Rename each file to its place; a Ctrl-C meanwhile waits until all of them are there."""
        aside = self / ""
        names = sorted(path.name for path in aside.iterdir())
        for name in names:
            if (self.target / name).is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(self.target / name))
            _to_disk(aside / name)
        try:
            _rename_all(aside, self.target, names)
        except KeyboardInterrupt:
            _rename_all(aside, self.target, names)
            raise
        self._made.clear()

    def _discard(self) -> None:
        if self._aside is not None:
            shutil.rmtree(self._aside, ignore_errors=True)
            self._aside = None
        for path in reversed(self._made):
            with suppress(OSError):  # somebody else has put something there: then it stays
                path.rmdir()
        self._made.clear()


def _check_room(folder: Path) -> None:
    if shutil.disk_usage(folder).free < LEAST_FREE_BYTES:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _is_running(number: str) -> bool:
    """Whether a program of this number runs, and not this one, which has not begun to write."""
    if not number.isdecimal() or int(number) == os.getpid():
        return False
    if os.name != "posix":  # elsewhere this question could end the program
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except OSError:  # it runs, and belongs to somebody else
        return True
    return True


def _rename_all(source: Path, target: Path, names: list[str]) -> None:
    for name in names:
        with suppress(FileNotFoundError):  # done already, before the interruption
            (source / name).replace(target / name)


def _to_disk(path: Path) -> None:
    """Wait until the file is on the disk, so that a power cut after the rename does not leave it empty."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


@contextmanager
def whole_file(path: Path | str) -> Iterator[IO[bytes]]:
    """Open a file for writing that appears under its name only when it is complete.

    Raises
    ------
    InvalidError
        If it cannot be written.
    """
    target = Path(path)
    aside = target.with_name(f".{target.name}.{os.getpid()}.part")
    with refuse_trouble(target):
        try:
            with aside.open("wb") as file:
                yield file
            aside.replace(target)
        finally:
            aside.unlink(missing_ok=True)


_TROUBLES = {
    errno.EACCES: "you may not write there; name another folder, or change who may write",
    errno.EPERM: "you may not write there; name another folder, or change who may write",
    errno.EROFS: "this disk is read-only; name a folder on another one",
    errno.ENOSPC: "there is no room left on the disk; free some, or name a folder on another one",
    errno.EDQUOT: "your share of the disk is used up; free some, or name a folder on another one",
    errno.ENOTDIR: "a part of the path is a file; name another folder",
    errno.EISDIR: "there is a folder of that name; remove it, or name another place",
    errno.ENOENT: "there is no such folder; make it, or name another one",
    errno.ENAMETOOLONG: "the name is too long; write a shorter one",
}


def _refusal(path: Path, error: OSError) -> InvalidError:
    if path.parent.name.startswith(ASIDE):
        path = path.parent.parent / path.name
    trouble = _TROUBLES.get(error.errno or 0, f"{error.strerror or error}; name another folder")
    return InvalidError(f"{path}: cannot be written: {trouble}")


@contextmanager
def refuse_trouble(path: Path) -> Iterator[None]:
    """Turn what the system says about a path into a refusal with a way out."""
    try:
        yield
    except OSError as error:
        raise _refusal(path, error) from error
