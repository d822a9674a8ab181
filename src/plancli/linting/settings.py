"""What to check a file for, from the command line and the configuration that stands nearest above the file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from plancli.errors import UsageError
from plancli.linting.problems import LEVELS
from plancli.linting.selection import EVERY, nearest, parse_codes, selected

KEYS = ("select", "ignore", "per-file-ignores", "fail-on", "show", "kind", "model")
FILES = ("plancli.toml", "pyproject.toml")
"""Looked for in this order in the file's folder, then in each folder above it."""


ALWAYS = "PLN0"
"""Codes that say that a file was not checked are told whatever is selected, unless they are ignored."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for a file.

    Attributes:
        select: codes, or how they open.
        ignore: codes that are left out of these.
        per_file: patterns of paths below ``home`` and the codes that are left out there.
        fail_on: the level from which findings fail.
        show: the level from which a text tells findings, ``None`` where nobody says.
        reading: keyword arguments of :func:`plancli.extract`.
        home: the folder of the configuration.
    """

    select: tuple[str, ...] = (EVERY,)
    ignore: tuple[str, ...] = ()
    per_file: tuple[tuple[str, tuple[str, ...]], ...] = ()
    fail_on: str = "warning"
    show: str | None = None
    reading: dict[str, Any] = field(default_factory=dict)
    home: Path | None = None

    @property
    def shown(self) -> str:
        """The level from which a text tells findings.

        Where nobody says, notes are only counted, unless they fail or their codes were asked for.
        """
        asked = self.fail_on == "note" or EVERY not in self.select
        return self.show or ("note" if asked else "warning")

    def wants(self, code: str, path: Path | None) -> bool:
        """Whether findings of ``code`` in the file ``path`` are reported."""
        select = self.select if not code.startswith(ALWAYS) else (*self.select, ALWAYS)
        if not selected(code, select, self.ignore):
            return False
        return not any(
            selected(code, codes, ()) for pattern, codes in self.per_file if path and self._at(path, pattern)
        )

    def _at(self, path: Path, pattern: str) -> bool:
        """Whether a pattern fits the file's name or its path below the configuration's folder."""
        full = path.resolve()
        below = full.relative_to(self.home) if self.home and full.is_relative_to(self.home) else full
        names = (below.as_posix(), below.name)
        return any(fnmatchcase(name, pattern.removeprefix("./").removeprefix("**/")) for name in names)


class Configurations:
    """The settings of files: what the command line says over what their configuration says."""

    def __init__(self, **given: Any) -> None:
        """Takes the fields of :class:`Settings` that the command line gives; ``None`` where it is silent."""
        self._given = {
            name: value for name, value in given.items() if value is not None and name != "reading"
        }
        self._reading = dict(given.get("reading") or {})
        self._known: dict[Path, Settings] = {}

    def settings(self, source: str) -> Settings:
        """The settings of a file, an address or standard input (which have the current folder's).

        Raises:
            UsageError: the configuration does not say what it means.
        """
        local = source != "-" and "://" not in source
        return self._of(Path(source).resolve().parent if local else Path.cwd())

    def _of(self, folder: Path) -> Settings:
        if folder not in self._known:
            self._known[folder] = self._found(folder)
        return self._known[folder]

    def _found(self, folder: Path) -> Settings:
        for name in FILES:
            values = _values(folder / name)
            if values is not None:
                base = _settings(folder / name, values)
                return replace(base, **self._given, reading={**base.reading, **self._reading})
        if folder.parent != folder:
            return self._of(folder.parent)
        return Settings(**self._given, reading=self._reading)


def _values(path: Path) -> dict[str, Any] | None:
    """The table of a configuration file; ``None`` where there is none."""
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, PermissionError, IsADirectoryError):
        return None
    try:
        values = tomllib.loads(data.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        if path.name == FILES[0] or b"plancli" in data:
            raise UsageError(f"is no TOML: {error}", str(path)) from None
        return None  # somebody else's broken file
    if path.name == FILES[0]:
        return values
    tools = values.get("tool")
    table = tools.get("plancli") if isinstance(tools, dict) else None
    if table is not None and not isinstance(table, dict):
        raise UsageError("[tool.plancli] is no table", str(path))
    return table


def _settings(path: Path, values: dict[str, Any]) -> Settings:
    """The settings that a table holds, each checked."""
    for key in values:
        if key not in KEYS:
            raise UsageError(f"there is no setting '{key}'{nearest(key, KEYS)}", str(path))
    settings = Settings(home=path.parent)
    if "select" in values:
        settings = replace(settings, select=_codes(path, "select", values["select"]))
    if "ignore" in values:
        settings = replace(settings, ignore=_codes(path, "ignore", values["ignore"]))
    if "per-file-ignores" in values:
        settings = replace(settings, per_file=_per_file(path, values["per-file-ignores"]))
    if "fail-on" in values:
        settings = replace(settings, fail_on=_one_of(path, "fail-on", values["fail-on"], LEVELS))
    if "show" in values:
        settings = replace(settings, show=_one_of(path, "show", values["show"], LEVELS))
    return replace(settings, reading=_reading(path, values))


def _codes(path: Path, key: str, value: Any) -> tuple[str, ...]:
    given = [value] if isinstance(value, str) else value
    if not isinstance(given, list) or not all(isinstance(code, str) for code in given):
        raise UsageError(f"'{key}' takes a list of codes", str(path))
    return parse_codes(given, f"{path}: {key}")


def _per_file(path: Path, value: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(value, dict):
        raise UsageError("'per-file-ignores' takes a table of patterns and lists of codes", str(path))
    return tuple(
        (pattern, _codes(path, f"per-file-ignores of {pattern}", codes)) for pattern, codes in value.items()
    )


def _one_of(path: Path, key: str, value: Any, allowed: tuple[str, ...]) -> str:
    if not isinstance(value, str) or value not in allowed:
        hint = nearest(value, allowed) if isinstance(value, str) else ""
        raise UsageError(f"'{key}' takes one of {', '.join(allowed)}, not {value!r}{hint}", str(path))
    return value


def _reading(path: Path, values: dict[str, Any]) -> dict[str, Any]:
    reading: dict[str, Any] = {}
    if "kind" in values:
        from typing import get_args

        from plancli.plan import DocumentKind

        reading["kind"] = _one_of(path, "kind", values["kind"], get_args(DocumentKind))
    if "model" in values:
        if not isinstance(values["model"], str):
            raise UsageError("'model' takes the name of a spaCy model, or \"none\"", str(path))
        reading["model"] = values["model"]
    return reading
