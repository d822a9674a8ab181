"""``plancli review``: how good the fields of a plan are, by a reviewer's marks."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from plancli.cli import terminal
from plancli.cli.output import print_text

if TYPE_CHECKING:
    from plancli.report.review import Tally


class Format(StrEnum):
    """How the figures are written."""

    auto = "auto"
    table = "table"
    json = "json"


def command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Marks that were saved from a report.")],
    form: Annotated[
        Format, typer.Option("--format", help="auto is a table on a terminal, and JSON everywhere else.")
    ] = Format.auto,
) -> None:
    """Print precision by field, and recall where missing statements were added, from a reviewer's marks."""
    from plancli.report.review import load_review, tally

    reviews = [load_review(path) for path in files]
    counts = tally(reviews)
    if form is Format.json or (form is Format.auto and not terminal.is_terminal(sys.stdout)):
        names = [{"name": each.source.name, "sha256": each.source.sha256} for each in reviews]
        data = {"schema_version": "1.0", "reviews": names, "fields": [_row(each) for each in counts[:-1]]}
        print_text(json.dumps(data | {"all": _row(counts[-1])}, ensure_ascii=False, indent=2) + "\n")
    else:
        print_text(_table(counts))


def _row(each: Tally) -> dict[str, Any]:
    return {
        "field": each.field,
        "right": each.right,
        "wrong": each.wrong,
        "missing": each.missing,
        "precision": None if each.precision is None else round(each.precision, 4),
        "recall": None if each.recall is None else round(each.recall, 4),
    }


def _table(counts: list[Tally]) -> str:
    """The figures in columns; recall only says something where missing statements were looked for."""
    lines = [f"{'field':<14}{'right':>7}{'wrong':>7}{'missing':>9}{'precision':>11}{'recall':>8}"]
    for each in counts:
        shown = f"{each.field:<14}{each.right:>7}{each.wrong:>7}{each.missing:>9}"
        lines.append(f"{shown}{_share(each.precision):>11}{_share(each.recall):>8}")
    return "\n".join(lines) + "\n"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
