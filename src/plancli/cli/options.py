"""The options that every command which reads documents shares, and what they may hold."""

from __future__ import annotations

import re
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer

from plancli.errors import UsageError

Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", metavar="N", min=1, help="Worker processes; as many as cores by default."),
]


@dataclass(frozen=True, slots=True)
class About:
    """What the user says of the documents, where their own words mislead or say nothing."""

    published: Annotated[
        str | None,
        typer.Option("--published", metavar="DATE", help="Date of publication: 2025-03-14, 2025-03 or 2025."),
    ] = None
    kind: Annotated[
        str | None,
        typer.Option("--kind", metavar="KIND", help="Kind of document, such as strategy or press_release."),
    ] = None
    model: Annotated[
        str | None,
        typer.Option(
            "--model", metavar="NAME|none", help="spaCy model for names that no list knows, or none."
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class Opening:
    """How documents are opened and fetched."""

    password: Annotated[
        str | None, typer.Option("--password", metavar="PW", help="Password of an encrypted PDF.")
    ] = None
    ocr: Annotated[
        bool, typer.Option("--ocr", help="Recognise PDF pages without a text layer, with tesseract.")
    ] = False
    save: Annotated[
        Path | None,
        typer.Option(
            "--save", metavar="DIR", help="Keep what is fetched here, with its address, time and hash."
        ),
    ] = None
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from this machine and from private networks too.")
    ] = False


@dataclass(frozen=True, slots=True)
class Running:
    """How many documents are done at a time, where, and with how much."""

    jobs: Jobs = None
    resume: Annotated[
        bool, typer.Option("--resume", help="Leave out what an earlier run into the same folder has done.")
    ] = False
    timeout: Annotated[
        float,
        typer.Option(
            "--timeout", metavar="SECONDS", min=0, help="Give a document up after this; 0 for never."
        ),
    ] = 600.0
    memory_limit: Annotated[
        str | None,
        typer.Option(
            "--memory-limit", metavar="SIZE", help="Memory that a worker may take, such as 2G or 800M."
        ),
    ] = None
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster", metavar="ADDRESS", help="Have a Dask cluster do it, such as tcp://host:8786."
        ),
    ] = None


def reading(about: About, opening: Opening) -> dict[str, object]:
    """The keyword arguments of :func:`plancli.extract` that these options stand for.

    Raises:
        UsageError: a date that is none, or a kind that does not exist; told once, before every document
            fails on it.
    """
    _check_values(about.published, about.kind)
    given = {**asdict(about), **asdict(opening)}
    return {name: value for name, value in given.items() if value not in (None, False)}


_ADDRESS = re.compile(r"(?:tcp|tls|wss?|ucx)://[^/\s]+:\d+/?")


def check_cluster(address: str | None, jobs: int | None) -> None:
    """Refuses what can be no address of a scheduler, and a number of workers beside it.

    Raises:
        UsageError: saying which.
    """
    if address is None:
        return
    if _ADDRESS.fullmatch(address) is None:
        raise UsageError(f"--cluster takes an address such as tcp://host:8786, not '{address}'")
    if jobs is not None:
        raise UsageError("--jobs and --cluster do not go together: a cluster has as many workers as it has")


_UNITS = {"": 1, "k": 2**10, "m": 2**20, "g": 2**30, "t": 2**40}
LEAST_MEMORY = 256 * 2**20
"""Bytes that a worker takes before it has read anything, and some more."""


def memory_limit(value: str | None) -> int | None:
    """Bytes that ``value`` stands for: a number, with K, M, G or T (powers of 1024) behind it.

    Raises:
        UsageError: it is no size, or too small for any work, or this system cannot tell.
    """
    if value is None:
        return None
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?", value.strip().lower(), re.ASCII)
    if found is None:
        raise UsageError(f"--memory-limit takes a size such as 2G or 800M, not '{value}'")
    size = int(float(found[1]) * _UNITS[found[2]])
    if size < LEAST_MEMORY:
        raise UsageError(f"--memory-limit must be at least {LEAST_MEMORY >> 20}M: reading takes that much")
    if sys.platform != "linux":
        raise UsageError("--memory-limit works on Linux only")
    return size


def _check_values(published: str | None, kind: str | None) -> None:
    if published is not None and not _is_date(published):
        raise UsageError(f"--published takes a date such as 2025-03-14, 2025-03 or 2025, not '{published}'")
    if kind is not None:
        from typing import get_args

        from plancli.plan import DocumentKind

        if kind not in get_args(DocumentKind):
            raise UsageError(f"--kind takes one of {', '.join(get_args(DocumentKind))}, not '{kind}'")


def _is_date(value: str) -> bool:
    from datetime import date

    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value, re.ASCII)
    try:
        return bool(found and date(*(int(part or 1) for part in found.groups())))
    except ValueError:
        return False
