"""The manifest: a line of JSON for each document, appended as it is done, put in order at the end."""

from __future__ import annotations

import json
import os
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from plancli.errors import OutputError
from plancli.files import replacing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from plancli.corpus.task import Outcome

NAME = "manifest.jsonl"
_SYNC = 1.0
"""Seconds of work that a power cut may cost; a killed process loses none."""


@dataclass(frozen=True, slots=True)
class Record:
    """What became of one document.

    Attributes:
        source: path or address, as given.
        sha256: SHA-256 of its content, ``None`` where it could not be read.
        outcome: in a word; see :data:`plancli.corpus.task.Outcome`.
        reason: what is wrong; ``None`` where nothing is.
        pages: its pages, ``None`` where it has none.
        output: its file in the output folder, ``None`` where there is none.
        output_sha256: SHA-256 of that file.
        key: fingerprint of version, model and options.
        seconds: time spent on it.
    """

    source: str
    sha256: str | None
    outcome: Outcome
    reason: str | None
    pages: int | None
    output: str | None
    output_sha256: str | None
    key: str
    seconds: float


class Manifest:
    """The manifest of one output folder, open for appending.

    It knows where in the file each document's last line stands, and nothing more, so that its size in memory
    is small whatever the lines hold.

    Args:
        path: the file.
        keep: go on with what is there, but for a line that was torn; otherwise begin anew.

    Raises:
        OutputError: it cannot be written.
    """

    def __init__(self, path: Path, *, keep: bool) -> None:
        self.path = path
        self._spots: dict[str, int] = {}
        try:
            if not keep:
                with replacing(path):
                    pass
            self._file = os.open(
                path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_CLOEXEC", 0), 0o666
            )
            self._end = self._scan()
        except OSError as error:
            raise OutputError(f"cannot write: {error.strerror or error}", str(path)) from error
        self._synced = time.monotonic()

    def __len__(self) -> int:
        """Documents that have a line."""
        return len(self._spots)

    def get(self, source: str) -> Record | None:
        """The last line about ``source``."""
        spot = self._spots.get(source)
        return None if spot is None else _record(self._line(spot))

    def append(self, record: Record) -> None:
        """Adds a line, whole or not at all.

        Raises:
            OutputError: the disk is full.
        """
        line = _encoded(asdict(record))
        try:
            if os.write(self._file, line) < len(line):
                raise OSError(28, "No space left on device")
            now = time.monotonic()
            if now - self._synced > _SYNC:
                os.fsync(self._file)
                self._synced = now
        except OSError as error:
            os.ftruncate(self._file, self._end)
            raise OutputError(f"cannot write: {error.strerror or error}", str(self.path)) from error
        self._spots[record.source] = self._end
        self._end += len(line)

    def finish(self, sources: Iterable[str]) -> None:
        """Leaves the lines about ``sources``, in their order, and no others.

        Raises:
            OutputError: the disk is full; the lines stand as they came.
        """
        with replacing(self.path) as stream:
            for source in sources:
                if (spot := self._spots.get(source)) is not None:
                    stream.write(self._line(spot))
            stream.flush()
            os.fsync(stream.fileno())

    def close(self) -> None:
        """Closes the file."""
        os.close(self._file)

    def _scan(self) -> int:
        """Notes where the lines stand, and cuts off what a killed process left of one; gives the size."""
        end = 0
        with os.fdopen(os.dup(self._file), "rb") as lines:
            lines.seek(0)
            for line in lines:
                record = _record(line)
                if record is not None:
                    self._spots[record.source] = end
                elif not line.endswith(b"\n"):
                    os.ftruncate(self._file, end)
                    return end
                end += len(line)
        return end

    def _line(self, spot: int) -> bytes:
        line, size = b"", 1024
        while not line.endswith(b"\n"):
            line = os.pread(self._file, size, spot)
            if b"\n" in line:
                return line[: line.index(b"\n") + 1]
            if len(line) < size:
                return line + b"\n"
            size *= 4
        return line


def read(path: Path) -> Iterator[Record]:
    """The records of a manifest, without those lines that hold none; none where there is no manifest."""
    try:
        with path.open("rb") as lines:
            yield from (record for line in lines if (record := _record(line)) is not None)
    except FileNotFoundError:
        return


def _record(line: bytes) -> Record | None:
    """The record of a line; ``None`` for a line that is none."""
    if not line.endswith(b"\n"):
        return None
    try:
        return Record(**json.loads(line))
    except (ValueError, TypeError):
        return None


def _encoded(fields: dict[str, Any]) -> bytes:
    # ASCII, so that a name that is no text survives as it is, and no line ends in the middle of one
    return json.dumps(fields).encode() + b"\n"
