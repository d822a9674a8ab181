"""``plancli extract``: documents in, plans out."""

from __future__ import annotations

import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from plancli.cli import inputs, output, terminal
from plancli.cli.work import Work
from plancli.errors import PlancliError, UsageError


class Format(StrEnum):
    """How plans are written."""

    auto = "auto"
    json = "json"
    jsonl = "jsonl"
    summary = "summary"


def command(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE", help="Documents, folders of documents, addresses, or - for standard input."
        ),
    ],
    out: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write to this file (- for standard output)."),
    ] = None,
    folder: Annotated[
        str | None,
        typer.Option("-d", "--directory", metavar="DIR", help="Write one JSON file each into this folder."),
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", help="auto is a summary on a terminal, and JSON everywhere else.")
    ] = Format.auto,
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Date of publication, such as 2025-03-14, 2025-03 or 2025."),
    ] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="Kind of document, such as strategy or press_release.")
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(metavar="NAME|none", help="spaCy model for names that no list knows, or none."),
    ] = None,
    no_text: Annotated[
        bool, typer.Option("--no-text", help="Leave the reading text out; quotes stay.")
    ] = False,
    password: Annotated[str | None, typer.Option(metavar="PW", help="Password of an encrypted PDF.")] = None,
    ocr: Annotated[
        bool, typer.Option("--ocr", help="Recognise PDF pages without a text layer, with tesseract.")
    ] = False,
    save: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Keep what is fetched here, with its address, time and hash."),
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from this machine and from private networks too.")
    ] = False,
) -> None:
    """Extract the plan of each document.

    Title, kind and dates, aims, priorities, principles and measures as trees, actors, commitments with who is
    bound and how firmly, references, figures and quotations.
    """
    if out == inputs.STDIN:
        out, form = None, Format.json if form is Format.auto else form
    _check_places(out, folder, form)
    _check_values(published, kind)
    documents, failures = inputs.expand(files)
    options: dict[str, object] = {"published": published, "kind": kind, "model": model, "password": password}
    options |= {"save": save, "allow_private": allow_private or None, "ocr": ocr or None}
    work = Work(documents, {name: value for name, value in options.items() if value is not None}, no_text)
    work.refuse(failures)
    if folder is not None:
        _into_folder(work, Path(folder))
    else:
        _into_stream(work, out, form)
    raise typer.Exit(work.report())


def _check_places(out: str | None, folder: str | None, form: Format) -> None:
    """Refuses places that do not go together or cannot be written, before any work is done."""
    if out is not None and folder is not None:
        raise UsageError("-o and -d do not go together: -o writes one file, -d one for each document")
    if folder is not None and form not in {Format.auto, Format.json}:
        raise UsageError(f"-d writes JSON files: leave out -d or --format {form.value}")
    if out is not None:
        output.check_writable(Path(out))


def _check_values(published: str | None, kind: str | None) -> None:
    """Refuses a date that is none and a kind that does not exist, before every document fails on it."""
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


def _into_folder(work: Work, folder: Path) -> None:
    """One JSON file for each document, in the folders that the documents stand in."""
    from plancli.writers import writer

    names = inputs.output_names(work.documents)
    write = writer("json")
    output.make_folder(folder)
    for source, plan in work.plans():
        target = folder / names[source]
        try:
            output.make_folder(target.parent)
            _refuse_overwriting(source, target)
            with output.replacing(target) as stream:
                _put(stream, write(plan))
        except PlancliError as error:
            work.fail(source, error)


def _into_stream(work: Work, out: str | None, form: Format) -> None:
    """All plans into one file or to standard output."""
    from plancli.writers import Look, writer

    if form is Format.auto:
        form = Format.summary if out is None and terminal.is_terminal(sys.stdout) else Format.json
    if form is Format.json and len(work.documents) > 1:
        raise UsageError(
            f"{len(work.documents)} documents make no single JSON document: "
            "write one file each with -d DIR, or one line each with --format jsonl"
        )
    for document in work.documents if out is not None else []:
        _refuse_overwriting(document.source, Path(str(out)))
    look = Look(terminal.width(), terminal.colour()) if out is None else Look()
    write = writer(form.value)
    plans = work.plans()
    first = next(plans, None)
    if first is None:
        return  # a file that is there already stays as it is
    with output.standard_output() if out is None else output.replacing(Path(out)) as stream:
        _put(stream, write(first[1], look))
        for _, plan in plans:
            _put(stream, ("\n" if form is Format.summary else "") + write(plan, look))


def _put(stream: BinaryIO, text: str) -> None:
    stream.write(text.encode())
    stream.flush()


def _refuse_overwriting(source: str, target: Path) -> None:
    if source != inputs.STDIN and target.is_file() and Path(source).is_file() and target.samefile(source):
        raise UsageError("this would overwrite the document itself", str(target))
