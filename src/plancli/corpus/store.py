"""The output folder of a run: who may write to it, what is in it already, and what comes in."""

from __future__ import annotations

import errno
import hashlib
import os
import re
from contextlib import suppress
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from plancli.corpus import manifest
from plancli.corpus.manifest import Manifest, Record
from plancli.errors import OutputError, PlancliError
from plancli.files import PART, make_folder, put

if TYPE_CHECKING:
    from plancli.corpus.task import Result

# no file can be written any more, whatever its name
_HOPELESS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EFBIG, errno.EMFILE, errno.ENFILE}
_PARTIAL = re.compile(rf"\..+\.\w+{re.escape(PART)}")


class Store:
    """The output folder, open for one run at a time.

    Args:
        folder: the folder, made where it is missing.
        resume: go on with what is there.
        retry: do documents again that could not be read, too.

    Raises:
        OutputError: it cannot be written to, or another run is writing to it.
    """

    def __init__(self, folder: Path, *, resume: bool = False, retry: bool = False) -> None:
        self.folder = folder
        self._retry = retry
        self._made: set[Path] = set()
        make_folder(folder)
        self._lock = _locked(folder)
        try:
            self._clean()
            self.manifest = Manifest(folder / manifest.NAME, keep=resume)
        except BaseException:
            os.close(self._lock)
            raise

    def known(self, source: str, output: PurePath, key: str) -> str | None:
        """SHA-256 of the content of ``source`` whose result is here, as ``output``, and still whole."""
        record = self.manifest.get(source)
        if record is None or record.key != key:
            return None
        if record.outcome == "unreadable":
            return None if self._retry else record.sha256
        if record.outcome != "written" or record.output != output.as_posix():
            return None
        return record.sha256 if record.output_sha256 == self._sha256(output) else None

    def keep(self, source: str, output: PurePath, key: str, result: Result) -> Record:
        """Writes what came of ``source`` into its file and into the manifest; gives the manifest's line.

        Raises:
            OutputError: nothing can be written here any more.
        """
        if result.outcome == "unchanged" and (record := self.manifest.get(source)) is not None:
            return record
        outcome, reason, data = result.outcome, result.reason, result.payload
        if data is not None:
            try:
                self._put(source, self.folder / output, data)
            except PlancliError as error:
                if isinstance(error.__cause__, OSError) and error.__cause__.errno in _HOPELESS:
                    raise
                outcome, reason, data = "not written", str(error), None
        record = Record(
            source=source,
            sha256=result.sha256,
            outcome=outcome,
            reason=reason,
            pages=result.pages,
            output=output.as_posix() if data is not None else None,
            output_sha256=hashlib.sha256(data).hexdigest() if data is not None else None,
            key=key,
            seconds=result.seconds,
        )
        self.manifest.append(record)
        return record

    def has(self, source: str) -> bool:
        """Whether the plan of ``source`` is here."""
        record = self.manifest.get(source)
        return record is not None and record.outcome == "written"

    def close(self) -> None:
        """Lets others write here."""
        self.manifest.close()
        os.close(self._lock)

    def _put(self, source: str, target: Path, data: bytes) -> None:
        if target.parent not in self._made:
            make_folder(target.parent)
            self._made.add(target.parent)
        with suppress(OSError):
            if target.samefile(source):
                raise OutputError("this would overwrite the document itself", str(target))
        put(target, data)

    def _sha256(self, output: PurePath) -> str | None:
        try:
            return hashlib.sha256((self.folder / output).read_bytes()).hexdigest()
        except OSError:
            return None

    def _clean(self) -> None:
        """Removes what a killed run left half written."""
        for here, _, names in os.walk(self.folder):
            for name in names:
                if name.endswith(PART) and _PARTIAL.fullmatch(name):
                    with suppress(OSError):
                        Path(here, name).unlink()


def _locked(folder: Path) -> int:
    """A handle on the folder that no other run has, as long as it is open."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise OutputError(f"cannot be read: {error.strerror}", str(folder)) from error
    try:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise OutputError("another run is writing to this folder", str(folder)) from None
    except (ImportError, OSError):
        pass  # a network file system may know no locks
    return handle
