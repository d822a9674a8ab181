"""The typer application: which commands there are."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperArgument, TyperCommand

from plancli.cli import diff, extract, query, report, review, schema, validate


class Command(TyperCommand):
    """A command whose help names its arguments without the types behind them: "FILE", not "FILE <list[str]>"."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for each in self.params:
            if isinstance(each, TyperArgument) and each.metavar:
                each.display_type_rich = _untold  # type: ignore[method-assign]


def _untold(ctx: object) -> None:
    """No type, whatever the context."""


app = typer.Typer(
    name="plancli",
    help="Reads policy documents and gives what they say as data, each statement with its evidence.",
    epilog="Exit status: 0 done; 1 findings or differences; 2 something could not be done (stderr tells).",
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for name, command, short in (
    ("extract", extract.command, "Read documents, and write what they say as data."),
    ("validate", validate.command, "Say what an editor should mend."),
    ("diff", diff.command, "Show what changed between versions."),
    ("report", report.command, "Show a plan beside its document, on a page."),
    ("review", review.command, "Measure a plan by a reviewer's marks."),
    ("query", query.command, "Ask the plans of a folder in SQL."),
    ("schema", schema.command, "Print the JSON Schema of an output."),
):
    app.command(name, cls=Command, short_help=short)(command)


def _version(asked: bool) -> None:
    if asked:
        from importlib import metadata

        print(f"plancli {metadata.version('plancli')} (model {_model()})")
        raise typer.Exit


def _model() -> str:
    """Name and version of the default model, as installed; found without loading spaCy."""
    from importlib import metadata

    from plancli.defaults import DEFAULT_MODEL

    try:
        return f"{DEFAULT_MODEL} {metadata.version(DEFAULT_MODEL)}"
    except metadata.PackageNotFoundError:
        return f"{DEFAULT_MODEL}, not installed"


@app.callback()
def plancli(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Print version and model, and exit."
        ),
    ] = False,
) -> None:
    """Options that stand before a command."""
