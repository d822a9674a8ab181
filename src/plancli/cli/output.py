"""Where results go: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from plancli.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator


def print_text(text: str) -> None:
    """Writes ``text`` to standard output as UTF-8, whatever the locale says.

    Raises:
        BrokenPipeError: the reader has gone.
        OutputError: standard output is closed or full.
    """
    with standard_output() as stream:
        stream.write(text.encode())


@contextmanager
def standard_output() -> Iterator[BinaryIO]:
    """Standard output for bytes, flushed at the end.

    Raises:
        BrokenPipeError: the reader has gone.
        OutputError: standard output is closed or full.
    """
    if sys.stdout is None:
        raise OutputError("standard output is closed")
    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"cannot write: {error.strerror}", "standard output") from error


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of ``path`` at the end, and leaves no trace if something goes wrong.

    It is written beside ``path`` and renamed. A symbolic link stays and its target is replaced; a device or
    a pipe is written to directly, since renaming would replace the device.

    Raises:
        OutputError: the folder is missing or cannot be written to, or the disk is full.
    """
    try:
        with _direct(path) if _special(path) else _beside(path.resolve()) as stream:
            yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"cannot write: {error.strerror or error}", str(path)) from error


def check_writable(path: Path) -> None:
    """Notices before the work starts that ``path`` cannot be written.

    Raises:
        OutputError: it is a directory, or its folder is missing or read-only.
    """
    if path.is_dir():
        raise OutputError("is a directory; use -d to write into it", str(path))
    if not path.parent.is_dir():
        raise OutputError(f"there is no directory {path.parent}", str(path))
    if not os.access(path if _special(path) else path.resolve().parent, os.W_OK):
        raise OutputError("cannot write: permission denied", str(path))


def make_folder(path: Path) -> None:
    """Makes a folder and those above it, where they are missing.

    Raises:
        OutputError: something else has that name, or it may not be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot make the directory: {error.strerror}", str(path)) from error


def _special(path: Path) -> bool:
    with suppress(OSError):
        return not stat.S_ISREG(path.stat().st_mode)
    return False


@contextmanager
def _direct(path: Path) -> Iterator[BinaryIO]:
    with path.open("wb") as stream:
        yield stream


@contextmanager
def _beside(path: Path) -> Iterator[BinaryIO]:
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            os.fchmod(handle, _mode(path))
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """The permissions that ``path`` has, or would be given if it were simply opened."""
    with suppress(OSError):
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
