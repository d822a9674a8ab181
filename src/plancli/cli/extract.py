"""``plancli extract``: documents in, plans out."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from plancli.cli import inputs, options, output, terminal
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
    published: options.Published = None,
    kind: options.Kind = None,
    model: options.Model = None,
    no_text: Annotated[
        bool, typer.Option("--no-text", help="Leave the reading text out; quotes stay.")
    ] = False,
    password: options.Password = None,
    ocr: options.Ocr = False,
    save: options.Save = None,
    allow_private: options.AllowPrivate = False,
) -> None:
    """Extract the plan of each document.

    Title, kind and dates, aims, priorities, principles and measures as trees, actors, commitments with who is
    bound and how firmly, references, figures and quotations.
    """
    if out == inputs.STDIN:
        out, form = None, Format.json if form is Format.auto else form
    _check_places(out, folder, form)
    reading = options.reading(
        published=published,
        kind=kind,
        model=model,
        password=password,
        ocr=ocr,
        save=save,
        allow_private=allow_private,
    )
    documents, failures = inputs.expand(files)
    work = Work(documents, reading, no_text)
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
