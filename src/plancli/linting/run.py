"""Checking many sources: each by its own settings, none ending the run, unchanged ones from what is kept."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plancli.defaults import ABOUT
from plancli.errors import ModelError, PlancliError, PlanError, SourceError, UnreadableError, UsageError
from plancli.files import readable
from plancli.linting.problems import Checked, Problem

if TYPE_CHECKING:
    from plancli.linting.keep import Keep
    from plancli.linting.settings import Configurations, Settings

LARGEST = 64_000_000
"""Bytes of a plan JSON that are read; the plan of the longest text that plancli reads is smaller."""


@dataclass
class Linter:
    """Checks sources one by one.

    Attributes:
        configurations: what to check each for.
        keep: where results are kept, ``None`` for nowhere.
        against: the document that plans are held against, ``None`` for none.
    """

    configurations: Configurations
    keep: Keep | None = None
    against: str | None = None

    def check(self, source: str, content: bytes | None = None) -> Checked:
        """The problems of one source; that it cannot be read is one of them.

        Args:
            source: a path or an address; what ``content`` is called, where that is given.
            content: the bytes, where they are in hand.

        Raises:
            SourceError: there is no such file.
            UsageError: the configuration or an option means nothing.
            ModelError: the model is missing.
        """
        settings, path = self._asked(source, content)
        try:
            found = self._found(source, path, content, settings)
        except (UsageError, ModelError):
            raise
        except SourceError as error:
            if path is not None and not os.path.lexists(path):
                raise
            found = [unreadable(error)]
        except PlanError as error:
            found = [unreadable(error, "PLN002")]
        except PlancliError as error:
            found = [unreadable(error)]
        except Exception as error:
            if os.environ.get("PLANCLI_DEBUG", "") not in {"", "0"}:
                raise
            found = [_failed(error)]
        return _wanted(source, path, settings, found)

    def kept(self, source: str) -> Checked | None:
        """The problems of a source whose result is kept; ``None`` where it has to be checked.

        Raises:
            UsageError: the configuration means nothing.
        """
        settings, path = self._asked(source, None)
        if self.keep is None or path is None:
            return None
        try:
            known = self.keep.get(self._key(source, path, _bytes(path), settings))
        except PlancliError:
            return None  # what is wrong with it is told when it is checked
        return None if known is None else _wanted(source, path, settings, known)

    def failed(self, source: str, error: BaseException) -> Checked:
        """What is told of a source on which the check itself ended before its time."""
        settings, path = self._asked(source, None)
        return _wanted(source, path, settings, [_failed(error)])

    def _asked(self, source: str, content: bytes | None) -> tuple[Settings, Path | None]:
        """What a source is checked for, and the file that it is, if it is one."""
        settings = self.configurations.settings(source)
        return settings, Path(source) if "://" not in source and content is None else None

    def _key(self, source: str, path: Path | None, data: bytes, settings: Settings) -> str:
        """What the result of a check is kept under; empty where it is not kept."""
        if self.keep is None:
            return ""
        plan = means_plan(source, data)
        beside, against = (_beside(path, data), self._original()) if plan else (None, b"")
        return self.keep.key(data, path, settings.reading, beside, self.against, against)

    def _found(
        self, source: str, path: Path | None, content: bytes | None, settings: Settings
    ) -> list[Problem]:
        data = content if content is not None else _bytes(path) if path is not None else None
        if data is None:
            return _of_document(source, settings.reading)
        key = self._key(source, path, data, settings)
        kept = self.keep.get(key) if self.keep else None
        if kept is not None:
            return kept
        if means_plan(source, data):
            found = self._of_plan(data, _beside(path, data), settings.reading)
        else:
            # what flows through a pipe has been read, and can be read but once
            flows = {"name": path.name} if path is not None and not path.is_file() else {}
            found = _of_document(data if path is None or flows else path, {**settings.reading, **flows})
        if self.keep:
            self.keep.put(key, found)
        return found

    def _original(self) -> bytes:
        """The content of the document that plans are held against; none where there is none in a file."""
        if not self.against or "://" in self.against:
            return b""
        try:
            return _bytes(Path(self.against))
        except PlancliError as error:
            raise _not_against(self.against, error) from None

    def _of_plan(self, data: bytes, beside: str | None, reading: dict[str, Any]) -> list[Problem]:
        """The problems of a plan JSON."""
        from plancli.api import read
        from plancli.linting.check_plan import check_plan, plan_problems

        opening = {name: reading[name] for name in reading if name not in ABOUT}
        try:
            original = read(self.against, **opening) if self.against else None
        except (UsageError, ModelError):
            raise
        except PlancliError as error:
            raise _not_against(self.against or "", error) from None
        findings, parsed = check_plan(data, against=original, beside=beside)
        return plan_problems(findings, parsed)


def _wanted(source: str, path: Path | None, settings: Settings, found: list[Problem]) -> Checked:
    """The problems of a source that its settings ask for."""
    wanted = [each for each in found if settings.wants(each.code, path)]
    return Checked(source, wanted, fail_on=settings.fail_on, show=settings.shown)


def _not_against(document: str, error: PlancliError) -> UsageError:
    """The complaint that plans cannot be held against a document, which is no fault of theirs."""
    return UsageError(f"--against: {document}: {_as_sentence(error.reason)}")


def _as_sentence(reason: str) -> str:
    return f"is {reason}" if reason.startswith(("not ", "no ")) else reason


def _of_document(source: str | Path | bytes, reading: dict[str, Any]) -> list[Problem]:
    """The problems of a document; what reads documents is loaded only here."""
    from plancli.linting.check import check_document
    from plancli.linting.places import problems_in, source_lines

    findings, seen = check_document(source, **reading)
    return problems_in(findings, seen.document, source_lines(seen.data, seen.document.media_type))


def means_plan(source: str, data: bytes) -> bool:
    """Whether a file means to be a plan JSON, sound or not: by its content, or by its name where that is silent."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{") and b'"schema_version"' in data:
        return True
    if Path(source).suffix.lower() != ".json":
        return False
    from plancli.readers import govuk

    return not govuk.detect(Path(source).name, data[:4096])


def is_plan_file(path: Path) -> bool:
    """Whether a file in a folder is a plan JSON; a difference between plans or another JSON is none."""
    if path.suffix.lower() != ".json":
        return False
    try:
        data = path.read_bytes() if path.stat().st_size <= LARGEST else b""
    except OSError:
        return False
    return all(key in data for key in (b'"schema_version"', b'"generator"', b'"metadata"'))


_PLACE = re.compile(r"\(line (\d+), column (\d+)\)$")
_NAME = re.compile(rb'"source"\s*:\s*\{[^{}]*?"name"\s*:\s*("(?:[^"\\]|\\.){1,400}")')


def _beside(path: Path | None, data: bytes) -> str | None:
    """SHA-256 of the file beside a plan that bears the name of its source; ``None`` where there is none."""
    match = _NAME.search(data)
    if path is None or match is None:
        return None
    try:
        name = json.loads(match[1])
        beside = path.parent / name
        if name == Path(name).name and beside.is_file():
            return sha256(beside.read_bytes()).hexdigest()
    except (OSError, ValueError):
        pass
    return None


def _bytes(path: Path) -> bytes:
    """The content of a file; a plan too large to be one is not read.

    Raises:
        SourceError: it cannot be opened.
        UnreadableError: it is too large.
    """
    with readable(path):
        size = path.stat().st_size
        if path.suffix.lower() == ".json" and size > LARGEST:
            raise UnreadableError(
                f"is a JSON of {size / 1e6:.0f} MB; no plan is larger than {LARGEST // 1_000_000} MB"
            )
        return path.read_bytes()


def unreadable(error: PlancliError, code: str = "PLN001") -> Problem:
    """The problem that a source cannot be read."""
    from plancli.linting.places import fingerprinted

    place = _PLACE.search(error.reason)
    line, column = (int(place[1]), int(place[2])) if place else (None, None)
    return fingerprinted(
        [Problem(code, "error", f"this file {_as_sentence(error.reason)}", line=line, column=column)]
    )[0]


def _failed(error: BaseException) -> Problem:
    detail = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return Problem("PLN005", "error", f"plancli failed on this document, please report it: {detail[:300]}")
