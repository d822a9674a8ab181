"""The typer application: which commands there are."""

from __future__ import annotations

from typing import Annotated

import typer

from plancli.cli import diff, extract, query, report, review, schema, validate

app = typer.Typer(
    name="plancli",
    help="Reads policy documents and gives what they say as data, each statement with its evidence.",
    epilog="Exit status: 0 done; 1 findings or differences; 2 something could not be done (stderr tells).",
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("extract")(extract.command)
app.command("diff")(diff.command)
app.command("query")(query.command)
app.command("report")(report.command)
app.command("review")(review.command)
app.command("validate")(validate.command)
app.command("schema")(schema.command)


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
