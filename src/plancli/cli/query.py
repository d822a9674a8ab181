"""``plancli query``: questions in SQL to the plans of a folder."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from plancli.cli import output, terminal


class Format(StrEnum):
    """How an answer is written."""

    auto = "auto"
    table = "table"
    csv = "csv"
    json = "json"
    jsonl = "jsonl"


def command(
    sql: Annotated[
        str, typer.Argument(metavar="SQL", help="One SELECT, or - to read it from standard input.")
    ],
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder that extract -d wrote, as tables or as plans.")
    ],
    out: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to this file.")
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", help="auto is a table on a terminal, and CSV everywhere else.")
    ] = Format.auto,
) -> None:
    """Ask the plans of a folder in SQL.

    The tables are documents, items, actors, mentions, dates, commitments, bound, figures, refs (or "references"),
    quotations and findings; every table has the column document. DESCRIBE items lists the columns of items.
    """
    from plancli.cli.messages import say
    from plancli.corpus.answers import write
    from plancli.corpus.query import asked

    if out is not None:
        output.check_writable(out)
    with asked(sys.stdin.read() if sql == "-" else sql, folder, say) as answer:
        form = _shape(form, out)
        with _place(out) as stream:
            for text in write(answer, form.value, terminal.width(), terminal.colour() and out is None):
                stream.write(text.encode(errors="replace"))


def _shape(form: Format, out: Path | None) -> Format:
    if form is not Format.auto:
        return form
    if out is not None:
        return Format(out.suffix[1:]) if out.suffix in {".json", ".jsonl"} else Format.csv
    return Format.table if terminal.is_terminal(sys.stdout) else Format.csv


def _place(out: Path | None) -> AbstractContextManager[BinaryIO]:
    return output.standard_output() if out is None else output.replacing(out)
