"""The output folder of a run: who may write to it, what is in it already, and what comes in."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import unicodedata
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePath, PurePosixPath
from typing import TYPE_CHECKING

from plancli.corpus import kept, manifest
from plancli.corpus.manifest import Manifest, Record
from plancli.errors import OutputError, PlancliError
from plancli.files import PART, make_folder, put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from plancli.corpus.task import Result

# no file can be written any more, whatever its name
_HOPELESS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EFBIG, errno.EMFILE, errno.ENFILE}
_PARTIAL = re.compile(rf"\..+\.\w+{re.escape(PART)}")


class Store:
    """The output folder, open for one run at a time.

    What it holds of documents that this run was not given stays, and is of it as before. Files that the run
    makes needless go at its end, if this program wrote them and nobody has changed them since.

    Args:
        folder: the folder, made where it is missing.
        outputs: the file that the plan of each source of the run goes to.
        resume: go on with what is there.
        retry: do documents again that could not be read, too.

    Raises:
        OutputError: it cannot be written to, or another run is writing to it.
    """

    def __init__(
        self, folder: Path, outputs: Mapping[str, PurePath], *, resume: bool = False, retry: bool = False
    ) -> None:
        self.folder = folder
        self._outputs = outputs
        self._taken = {output.as_posix() for output in outputs.values()}
        self._resume, self._retry = resume, retry
        self._made: set[Path] = set()
        make_folder(folder)
        self._lock = _locked(folder)
        try:
            self._clean()
            self.manifest = Manifest(folder / manifest.NAME)
        except BaseException:
            os.close(self._lock)
            raise

    def known(self, source: str, key: str) -> str | None:
        """SHA-256 of the content of ``source`` whose result is here, under whatever name, and still whole."""
        record = self.manifest.get(source)
        if not self._resume or record is None or record.key != key:
            return None
        if record.outcome == "unreadable":
            return None if self._retry else record.sha256
        return record.sha256 if self._plan(record, source) is not None else None

    def keep(self, source: str, key: str, result: Result) -> Record:
        """Writes what came of ``source`` into its file and into the manifest; gives the manifest's line.

        Raises:
            OutputError: nothing can be written here any more.
        """
        before = self.manifest.get(source)
        if result.outcome == "unchanged" and before is not None:
            return self._again(source, before)
        record = Record(
            source=source,
            sha256=result.sha256,
            outcome=result.outcome,
            reason=result.reason,
            pages=result.pages,
            output=None,
            output_sha256=None,
            key=key,
            seconds=result.seconds,
        )
        if result.payload is not None:
            record = self._with(record, result.payload)
        elif (
            result.sha256 is None and result.outcome != "unreadable" and before and self._plan(before, source)
        ):
            # the content was not seen, so the plan that is here may well be of it: it stays
            record = replace(before, outcome=record.outcome, reason=record.reason, seconds=record.seconds)
        self.manifest.append(record)
        return record

    def settle(self, gone: Callable[[str], bool]) -> list[PurePath]:
        """The files of all plans that are here now, in the order of their names.

        Documents of earlier runs are forgotten that are ``gone``, and those whose plan somebody has removed.
        """
        for record in self.manifest:
            source = str(record.source)
            if source not in self._outputs and (gone(source) or not self._is_there(record)):
                self.manifest.drop(source)
        return [PurePath(output) for _, _, output in self._in_order() if output is not None]

    def finish(self, gathered: Iterable[Path] = ()) -> int:
        """Puts the manifest in order, and removes files that hold no more; gives their number.

        Args:
            gathered: files that were made of all plans.

        Raises:
            OutputError: the disk is full.
        """
        self.manifest.regather(
            Record(None, None, "gathered", None, None, path.name, _sha256(path), None, 0.0)
            for path in gathered
        )
        alike = {_folded(output): output for output in self.manifest.outputs()}
        removed = sum(
            self._removed(output, sha256, alike.get(_folded(PurePosixPath(output))))
            for output, sha256 in self.manifest.outdated()
        )
        self.manifest.finish(source for _, source, _ in self._in_order())
        return removed

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
                raise OutputError(
                    "this would overwrite the document itself; name another folder with -d", str(target)
                )
        put(target, data)

    def _again(self, source: str, before: Record) -> Record:
        """The record of a document whose plan is here, which may have to go to another file or form."""
        if before.output is None:
            return before
        wanted = self._outputs[source]
        record = replace(before, outcome="written", reason=None)
        if before.output != wanted.as_posix():
            if (data := self._plan(before, source)) is None:
                reason = "its plan was changed meanwhile; run again with --resume"
                return replace(before, outcome="failed", reason=reason)
            record = self._with(record, kept.turned(data, PurePath(before.output), wanted))
        if record != before:
            self.manifest.append(record)
        return record

    def _with(self, record: Record, data: bytes) -> Record:
        """The record with its plan, which is written into its file.

        Raises:
            OutputError: nothing can be written here any more.
        """
        source, output = str(record.source), self._outputs[str(record.source)]
        try:
            self._put(source, self.folder / output, data)
        except PlancliError as error:
            if self._is_hopeless(error.__cause__):
                raise
            reason = str(error)
            return replace(record, outcome="not written", reason=reason, output=None, output_sha256=None)
        return replace(record, output=output.as_posix(), output_sha256=hashlib.sha256(data).hexdigest())

    def _is_hopeless(self, cause: BaseException | None) -> bool:
        """Whether no other file can be written here either: the disk's fault, or the folder's, gone or shut."""
        if not isinstance(cause, OSError):
            return False
        return cause.errno in _HOPELESS or not os.access(self.folder, os.W_OK | os.X_OK)

    def _plan(self, record: Record, source: str) -> bytes | None:
        """The plan that a record of ``source`` names, if it is as it was written and no other will take its place."""
        if record.output is None:
            return None
        mine = record.output == self._outputs[source].as_posix()
        if not mine and record.output in self._taken:
            return None
        try:
            data = (self.folder / record.output).read_bytes()
        except OSError:
            return None
        return data if hashlib.sha256(data).hexdigest() == record.output_sha256 else None

    def _is_there(self, record: Record) -> bool:
        return record.output is None or (self.folder / record.output).is_file()

    def _in_order(self) -> list[tuple[str, str, str | None]]:
        """Name, source and file of each document, by the names that their plans have or would have."""
        found = []
        for record in self.manifest:
            source = str(record.source)
            output = self._outputs.get(source) or record.output
            name = str(kept.name_of(PurePath(output))) if output is not None else source
            found.append((name, source, record.output))
        return sorted(found)

    def _removed(self, output: str, sha256: str, alike: PurePath | None) -> bool:
        """Removes a file that is as it was written, and folders that have become empty.

        On some file systems an output that is ``alike`` but for case and marks is the same file.
        """
        path = self.folder / output
        with suppress(OSError):
            inside = path.resolve().is_relative_to(self.folder.resolve())
            same = alike is not None and path.samefile(self.folder / alike)
            if inside and not same and _sha256(path) == sha256:
                path.unlink()
                for folder in path.relative_to(self.folder).parents[:-1]:
                    with suppress(OSError):
                        (self.folder / folder).rmdir()
                return True
        return False

    def _clean(self) -> None:
        """Removes what a killed run left half written."""
        for here, _, names in os.walk(self.folder):
            for name in names:
                if name.endswith(PART) and _PARTIAL.fullmatch(name):
                    with suppress(OSError):
                        Path(here, name).unlink()


def _folded(output: PurePath) -> str:
    return unicodedata.normalize("NFC", output.as_posix()).casefold()


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


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
