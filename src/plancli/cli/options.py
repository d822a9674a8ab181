"""The options that every command which reads documents shares, and what they may hold."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from plancli.errors import UsageError

Published = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", help="Date of publication: 2025-03-14, 2025-03 or 2025."),
]
Kind = Annotated[
    str | None,
    typer.Option("--kind", metavar="KIND", help="Kind of document, such as strategy or press_release."),
]
Model = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME|none", help="spaCy model for names that no list knows, or none."),
]
Password = Annotated[
    str | None, typer.Option("--password", metavar="PW", help="Password of an encrypted PDF.")
]
Ocr = Annotated[bool, typer.Option("--ocr", help="Recognise PDF pages without a text layer, with tesseract.")]
Save = Annotated[
    Path | None,
    typer.Option("--save", metavar="DIR", help="Keep what is fetched here, with its address, time and hash."),
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Fetch from this machine and from private networks too.")
]


def reading(
    *,
    published: str | None = None,
    kind: str | None = None,
    model: str | None = None,
    password: str | None = None,
    ocr: bool = False,
    save: Path | None = None,
    allow_private: bool = False,
) -> dict[str, object]:
    """The keyword arguments of :func:`plancli.extract` that these options stand for.

    Raises:
        UsageError: a date that is none, or a kind that does not exist; told once, before every document
            fails on it.
    """
    _check_values(published, kind)
    options: dict[str, object] = {"published": published, "kind": kind, "model": model, "password": password}
    options |= {"save": save, "allow_private": allow_private or None, "ocr": ocr or None}
    return {name: value for name, value in options.items() if value is not None}


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
