"""``plancli schema``: prints the JSON Schema of an output."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from plancli.cli.output import print_text


class Subject(StrEnum):
    """The outputs that have a schema."""

    plan = "plan"
    diff = "diff"


def command(
    subject: Annotated[
        Subject, typer.Argument(metavar="OUTPUT", help="Which output: a plan or a difference of two plans.")
    ] = Subject.plan,
) -> None:
    """Print the JSON Schema of an output."""
    from plancli.schema import schema_text

    print_text(schema_text(subject.value))
