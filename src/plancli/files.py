"""Files that are there whole or not at all, whatever happens to them; what is said of those that cannot be read."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from plancli.errors import OutputError, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

PART = ".part"
"""How the names of files end that are still being written, where one needs a name; they begin with a dot."""


@contextmanager
def readable(name: str | Path, missing: str = "does not exist") -> Iterator[None]:
    """Puts what goes wrong with reading a file into words.

    Args:
        name: the file, as the user named it.
        missing: what is said where there is none.

    Raises:
        SourceError: there is no such file, or it cannot be opened.
    """
    try:
        yield
    except FileNotFoundError:
        raise SourceError(missing, str(name)) from None
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise SourceError(f"cannot be read: {reason}", str(name)) from None


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of ``path`` at the end, and leaves no trace if something goes wrong.

    It is written beside ``path`` and renamed. A symbolic link stays and its target is replaced; a device or
    a pipe is written to directly, since renaming would replace the device.

    Raises:
        OutputError: the folder is missing or cannot be written to, or the disk is full.
    """
    try:
        with _direct(path) if is_special(path) else _beside(path.resolve()) as stream:
            yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"cannot write: {error.strerror or error}", str(path)) from error


def put(path: Path, data: bytes) -> None:
    """Makes ``data`` the content of ``path``, which never holds less, even if the process is killed meanwhile.

    Where the file system can, the data has no name until it is whole, so that nothing is left behind.

    Raises:
        OutputError: the folder is missing or cannot be written to, or the disk is full.
    """
    try:
        if not _put_unnamed(path, data):
            with _beside(path) as stream:
                stream.write(data)
    except OSError as error:
        raise OutputError(f"cannot write: {error.strerror or error}", str(path)) from error


def make_folder(path: Path) -> None:
    """Makes a folder and those above it, where they are missing.

    Raises:
        OutputError: something else has that name, or it may not be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot make the directory: {error.strerror}", str(path)) from error


def is_special(path: Path) -> bool:
    """Whether ``path`` is there and no regular file, but a device, a pipe or a folder."""
    with suppress(OSError):
        return not stat.S_ISREG(path.stat().st_mode)
    return False


@contextmanager
def _direct(path: Path) -> Iterator[BinaryIO]:
    with path.open("wb") as stream:
        yield stream


@contextmanager
def _beside(path: Path) -> Iterator[BinaryIO]:
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=PART, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            os.fchmod(handle, _mode(path))
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _put_unnamed(path: Path, data: bytes) -> bool:
    """Writes a file without a name and then names it (open(2), O_TMPFILE); false where that cannot be done."""
    if not hasattr(os, "O_TMPFILE") or path.is_symlink():
        return False
    try:
        handle = os.open(path.parent, os.O_TMPFILE | os.O_WRONLY, 0o600)
    except OSError as error:
        if error.errno in {errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL, errno.ENOENT}:
            return False  # the file system or the kernel knows no such files; or what is wrong shows again
        raise
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fchmod(handle, _mode(path))
        return _name(handle, path)


def _name(handle: int, path: Path) -> bool:
    unnamed = f"/proc/self/fd/{handle}"
    beside = path.with_name(f".{path.name[:40]}.{os.getpid()}{PART}")
    try:
        with suppress(FileExistsError):
            os.link(unnamed, path, src_dir_fd=0)  # with src_dir_fd Python follows the link in /proc
            return True
        beside.unlink(missing_ok=True)
        os.link(unnamed, beside, src_dir_fd=0)
    except (FileNotFoundError, PermissionError, NotImplementedError):
        return False  # no /proc here
    beside.replace(path)
    return True


def _mode(path: Path) -> int:
    """The permissions that ``path`` has, or would be given if it were simply opened."""
    with suppress(OSError):
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
