"""Results kept from run to run, by content, options and program, so that an unchanged document costs nothing."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from time import time
from typing import Any

import plancli
from plancli.linting.problems import Problem

_OLD = 30 * 24 * 3600
"""Seconds after which what another version of the program kept is thrown away."""


class Keep:
    """A folder of results. Whatever goes wrong with it, the check is made anew and nobody is told."""

    def __init__(self, folder: Path | None = None) -> None:
        """Uses ``folder``, else ``PLANCLI_CACHE_DIR``, else the platform's place for caches."""
        self._home = folder or _home()
        self._folder = self._home / "validate" / _program()

    def key(self, *parts: Any) -> str:
        """The name of what belongs to content, options and whatever else decides the result."""
        digest = sha256()
        for part in parts:
            told = part if isinstance(part, bytes) else repr(_plain(part)).encode()
            digest.update(f"{len(told)}:".encode())
            digest.update(told)
        return digest.hexdigest()

    def get(self, key: str) -> list[Problem] | None:
        """What is kept under ``key``; ``None`` for nothing that can be used."""
        try:
            kept = json.loads((self._folder / key[:2] / f"{key}.json").read_bytes())
            return [Problem.from_dict(each) for each in kept]
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def put(self, key: str, problems: list[Problem]) -> None:
        """Keeps problems, whole or not at all, whoever else is writing."""
        with suppress(OSError, ValueError):
            folder = self._folder / key[:2]
            if not self._folder.is_dir():
                self._tidy()
            folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as stream:
                    json.dump([problem.as_dict() for problem in problems], stream)
                Path(name).replace(folder / f"{key}.json")
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise

    def _tidy(self) -> None:
        """Throws away what other versions of the program kept a month ago."""
        import shutil

        with suppress(OSError):
            for other in (self._home / "validate").iterdir():
                if other.stat().st_mtime < time() - _OLD:
                    shutil.rmtree(other, ignore_errors=True)


def _plain(part: Any) -> Any:
    """Options in an order that does not depend on how they were given; a path as its name."""
    if isinstance(part, dict):
        return sorted((key, str(value)) for key, value in part.items())
    return part.name if isinstance(part, Path) else part


def _home() -> Path:
    if named := os.environ.get("PLANCLI_CACHE_DIR"):
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("plancli", appauthor=False)


@cache
def _program() -> str:
    """Names this program: its version, its files as they lie, and the model that is installed with it."""
    from importlib import metadata

    from plancli.defaults import DEFAULT_MODEL

    package = Path(plancli.__file__).parent
    files = sorted(
        (str(path.relative_to(package)), path.stat().st_size, path.stat().st_mtime_ns)
        for path in package.rglob("*")
        if path.suffix in (".py", ".tsv")
    )
    model = ""
    with suppress(metadata.PackageNotFoundError):
        model = metadata.version(DEFAULT_MODEL)
    return sha256(repr((plancli.__version__, model, files)).encode()).hexdigest()[:20]
