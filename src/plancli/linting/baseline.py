"""Baselines: the findings that a project has decided to live with for now, so that only new ones fail."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plancli.errors import UsageError
from plancli.files import readable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancli.linting.problems import Checked, Problem

BASELINE_VERSION = 1


class Baseline:
    """The findings of a baseline file, by file and fingerprint."""

    def __init__(self, path: Path, known: Counter[tuple[str, str]]) -> None:
        """Holds ``known``, whose files are named from the folder of ``path``."""
        self._folder = path.parent
        self._known = known

    @staticmethod
    def load(path: Path) -> Baseline:
        """The baseline that a file holds.

        Raises:
            SourceError: the file cannot be opened.
            UsageError: it is no baseline, or one of another version.
        """
        with readable(path, missing="does not exist; write a baseline with --write-baseline"):
            data = path.read_bytes()
        try:
            value = json.loads(data)
        except (ValueError, RecursionError):
            raise UsageError("is no baseline: it is no JSON", str(path)) from None
        version = value.get("baseline_version") if isinstance(value, dict) else None
        if version is None:
            raise UsageError("is no baseline of plancli", str(path))
        if version != BASELINE_VERSION:
            raise UsageError(
                f"is a baseline of version {version}; this plancli reads {BASELINE_VERSION}: write it anew",
                str(path),
            )
        return Baseline(path, _entries(value, str(path)))

    def mute(self, checked: Checked) -> None:
        """Takes the findings that are known out of ``checked``, each as often as it was recorded."""
        left = Counter(self._known)
        name = _relative(checked.source, self._folder)
        kept: list[Problem] = []
        for problem in checked.problems:
            if left[name, problem.fingerprint] > 0:
                left[name, problem.fingerprint] -= 1
                checked.muted += 1
            else:
                kept.append(problem)
        checked.problems = kept


def _entries(value: dict[str, Any], path: str) -> Counter[tuple[str, str]]:
    try:
        return Counter((str(each["file"]), str(each["fingerprint"])) for each in value["findings"])
    except (KeyError, TypeError):
        raise UsageError(
            "is no baseline of plancli: an entry lacks its file or its fingerprint", path
        ) from None


def baseline_text(checked: Sequence[Checked], path: Path) -> str:
    """All findings as a baseline to be written to ``path``; one entry a line, so that changes are read in a diff."""
    rows = [
        {
            "file": _relative(each.source, path.parent),
            "code": problem.code,
            "fingerprint": problem.fingerprint,
            "message": problem.message,
        }
        for each in checked
        for problem in each.problems
    ]
    lines = ",\n".join(f"    {json.dumps(row, ensure_ascii=False)}" for row in rows)
    listed = f"[\n{lines}\n  ]" if rows else "[]"
    return f'{{\n  "baseline_version": {BASELINE_VERSION},\n  "findings": {listed}\n}}\n'


def _relative(source: str, folder: Path) -> str:
    """A file as seen from the baseline's folder, wherever the command is run; an address as it is."""
    if "://" in source or source == "-":
        return source
    return Path(os.path.relpath(Path(source).absolute(), folder.absolute())).as_posix()
