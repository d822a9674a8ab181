"""The manifest: a line of JSON for each document, appended as it is done, put in order at the end.

It is what the output folder knows of itself: which files this program wrote there, for which document, and
which of them hold. A later line about a document takes the place of an earlier one, and so does one that
gives its output file to another document.
"""

from __future__ import annotations

import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Literal

from plancli.errors import OutputError
from plancli.files import replacing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from plancli.corpus.task import Outcome

NAME = "manifest.jsonl"
_SYNC = 1.0
"""Seconds of work that a power cut may cost; a killed process loses none."""
_TAIL = 65_536
"""Bytes at the end of a manifest in which all lines of gathered files stand."""


@dataclass(frozen=True, slots=True)
class Record:
    """What became of one document, or of a file that is made of all plans.

    Attributes:
        source: path or address, as given; ``None`` for what is made of all plans.
        sha256: SHA-256 of its content, ``None`` where it could not be read.
        outcome: in a word; see :data:`plancli.corpus.task.Outcome`. ``gathered`` is made of all plans.
        reason: what is wrong; ``None`` where nothing is.
        pages: its pages, ``None`` where it has none.
        output: its file in the output folder, ``None`` where there is none.
        output_sha256: SHA-256 of that file.
        key: fingerprint of version, model and options; ``None`` for what is made of all plans.
        seconds: time spent on it.
    """

    source: str | None
    sha256: str | None
    outcome: Outcome | Literal["gathered"]
    reason: str | None
    pages: int | None
    output: str | None
    output_sha256: str | None
    key: str | None
    seconds: float


class _Current:
    """Which lines hold, found by taking in all in their order."""

    def __init__(self) -> None:
        self.spots: dict[str, int] = {}
        """The byte at which the line of each document begins."""
        self.gathered: dict[str, int] = {}
        """The same of each file made of all plans; none where a line about a document came after."""
        self.outputs: dict[str, str] = {}
        """The document that each output file is of."""
        self._held: dict[str, str] = {}

    def note(self, record: Record, spot: int) -> None:
        """Takes in the next line."""
        if record.source is None:
            self.gathered[str(record.output)] = spot
            return
        self.gathered.clear()
        self.drop(record.source)
        if record.output is not None:
            self.drop(self.outputs.get(record.output))
            self.outputs[record.output] = record.source
            self._held[record.source] = record.output
        self.spots[record.source] = spot

    def drop(self, source: str | None) -> None:
        """Forgets a document."""
        if source is not None and self.spots.pop(source, None) is not None:
            self.outputs.pop(self._held.pop(source, ""), None)


class Lines:
    """The lines of a manifest, to be read.

    It knows where in the file each document's last line stands, and little more, so that its size in memory
    is small whatever the lines hold.

    Args:
        path: the file.

    Raises:
        OSError: it cannot be opened.
    """

    _MODE = os.O_RDONLY

    def __init__(self, path: Path) -> None:
        self.path = path
        self._current = _Current()
        self._file = os.open(path, self._MODE | getattr(os, "O_CLOEXEC", 0), 0o666)
        self._end = 0
        for record, size in self._all():
            if record is not None:
                self._current.note(record, self._end)
            self._end += size

    def __iter__(self) -> Iterator[Record]:
        """What holds of each document, in the order in which it came."""
        for spot in list(self._current.spots.values()):
            if (record := _record(self._line(spot))) is not None:
                yield record

    def get(self, source: str) -> Record | None:
        """What holds of ``source``."""
        spot = self._current.spots.get(source)
        return None if spot is None else _record(self._line(spot))

    def outputs(self) -> list[PurePosixPath]:
        """The files of all plans that hold."""
        return [PurePosixPath(output) for output in self._current.outputs]

    def close(self) -> None:
        """Closes the file."""
        os.close(self._file)

    def _all(self) -> Iterator[tuple[Record | None, int]]:
        """Every whole line, with its size; ``None`` for one that is no record."""
        with os.fdopen(os.dup(self._file), "rb") as lines:
            lines.seek(0)
            for line in lines:
                if line.endswith(b"\n"):
                    yield _record(line), len(line)

    def _line(self, spot: int) -> bytes:
        line, size = b"", 1024
        while b"\n" not in line:
            line = os.pread(self._file, size, spot)
            if len(line) < size:
                break
            size *= 4
        return line.partition(b"\n")[0] + b"\n"


class Manifest(Lines):
    """The manifest of one output folder, open for appending; it goes on with what is there.

    Raises:
        OutputError: it cannot be written.
    """

    _MODE = os.O_RDWR | os.O_CREAT | os.O_APPEND

    def __init__(self, path: Path) -> None:
        try:
            super().__init__(path)
            os.ftruncate(self._file, self._end)  # what a killed process left of a line
        except OSError as error:
            raise OutputError(f"cannot write: {error.strerror or error}", str(path)) from error
        self._synced = time.monotonic()

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
        self._current.note(record, self._end)
        self._end += len(line)

    def drop(self, source: str) -> None:
        """Forgets a document; :meth:`finish` leaves its line out."""
        self._current.drop(source)

    def regather(self, records: Iterable[Record]) -> None:
        """Names the files made of all plans, in place of those that there were.

        Raises:
            OutputError: the disk is full.
        """
        self._current.gathered.clear()
        for record in records:
            self.append(record)

    def outdated(self) -> Iterator[tuple[str, str]]:
        """Output files that were written and hold no more, each with a hash that it had then."""
        current = self._current
        for record, _ in self._all():
            if record is None or record.output is None or record.output_sha256 is None:
                continue
            if record.output not in current.outputs and record.output not in current.gathered:
                yield record.output, record.output_sha256

    def finish(self, sources: Iterable[str]) -> None:
        """Leaves the lines about ``sources``, in their order, and those of the gathered files; no others.

        Raises:
            OutputError: the disk is full; the lines stand as they came.
        """
        spots = self._current.spots
        with replacing(self.path) as stream:
            for spot in (*(spots[each] for each in sources), *self._current.gathered.values()):
                stream.write(self._line(spot))
            stream.flush()
            os.fsync(stream.fileno())


def gathered(path: Path) -> set[str]:
    """The files made of all plans that a manifest names, if they hold.

    Raises:
        FileNotFoundError: there is no manifest.
    """
    with path.open("rb") as stream:
        stream.seek(max(0, stream.seek(0, os.SEEK_END) - _TAIL))
        found = set()
        for line in reversed(stream.readlines()):
            record = _record(line)
            if record is None or record.source is not None:
                break
            found.add(str(record.output))
    return found


def _record(line: bytes) -> Record | None:
    """The record of a line; ``None`` for a line that is none, or that leads out of the folder."""
    if not line.endswith(b"\n"):
        return None
    try:
        record = Record(**json.loads(line))
    except (ValueError, TypeError):
        return None
    inside = record.output is None or _is_inside(record.output)
    return record if inside else None


def _is_inside(output: object) -> bool:
    place = PurePosixPath(str(output))
    return isinstance(output, str) and not place.is_absolute() and ".." not in place.parts


def _encoded(fields: dict[str, Any]) -> bytes:
    # ASCII, so that a name that is no text survives as it is, and no line ends in the middle of one
    return json.dumps(fields).encode() + b"\n"
