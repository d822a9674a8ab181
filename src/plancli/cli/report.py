"""``plancli report``: a page that shows a plan beside its document."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from plancli.cli import inputs, options, output, terminal
from plancli.cli.groups import grouped
from plancli.cli.messages import say
from plancli.defaults import ABOUT
from plancli.errors import PlanError, SourceError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from plancli.document import Document
    from plancli.plan import Plan
    from plancli.report import Sight

    Step: TypeAlias = Callable[[str], None]

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Showing:
    """What the page shows, and where."""

    document: Annotated[
        str | None,
        typer.Option(
            "--source", metavar="DOCUMENT", help="The document that a plan was made from, to show it."
        ),
    ] = None
    review: Annotated[
        Path | None,
        typer.Option("--review", metavar="FILE", help="Show the marks that were saved from a report."),
    ] = None
    no_images: Annotated[
        bool, typer.Option("--no-images", help="Show a PDF as text rather than as images of its pages.")
    ] = False
    open: Annotated[bool, typer.Option("--open", help="Open the report in the browser.")] = False


@grouped
def command(
    source: Annotated[
        str, typer.Argument(metavar="DOCUMENT|PLAN.json", help="A document, or a plan that extract wrote.")
    ],
    *,
    out: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="Write to this file (- for standard output); else NAME.report.html.",
        ),
    ] = None,
    showing: Showing,
    about: options.About,
    opening: options.Opening,
) -> None:
    """Write a page that shows the plan beside its document, each statement tied to where it stands.

    The page is one HTML file that holds all it shows and asks no server for anything.
    """
    reading = options.reading(about, opening)
    target = _target(source, out, showing.open)
    _check_target(target, [source, showing.document, showing.review])
    page = _page(source, showing, reading)
    if target is None:
        with output.standard_output() as stream:
            stream.write(page)
        return
    with output.replacing(target) as stream:
        stream.write(page)
    if out is None or terminal.is_terminal(sys.stderr):
        say(f"wrote {target}")
    if showing.open:
        _open(target)


def _page(source: str, showing: Showing, reading: dict[str, object]) -> bytes:
    """The page; a terminal is told how far it is."""
    from plancli.report import load_review, write

    marks = load_review(showing.review) if showing.review else None
    with terminal.steps() as step:
        step(f"reading {source}")
        plan, sight = _sight(source, showing.document, reading, None if showing.no_images else step)
        if marks and marks.source.sha256 != plan.source.sha256:
            raise UsageError(f"holds marks of another document, {marks.source.name}", str(showing.review))
        step("writing the page")
        return write(plan, sight, marks).encode()


def _target(source: str, out: str | None, show: bool) -> Path | None:
    """Where the page goes; ``None`` for standard output."""
    if out == inputs.STDIN and show:
        raise UsageError("--open needs a file: name one with -o FILE")
    if out is not None:
        return None if out == inputs.STDIN else Path(out)
    if not show and not terminal.is_terminal(sys.stdout):
        return None
    [document], _ = (
        inputs.expand([source]) if source != inputs.STDIN else ([inputs.Input(source, Path("stdin"))], [])
    )
    return Path(document.place.with_suffix("").name + ".report.html")


def _check_target(target: Path | None, sources: list[str | Path | None]) -> None:
    """Refuses, before any work, a file that cannot be written and one that is being read."""
    if target is None:
        return
    output.check_writable(target)
    for each in sources:
        if each is not None and target.is_file() and Path(each).is_file() and target.samefile(each):
            raise UsageError("this would overwrite what is read", str(target))


def _sight(
    source: str, named: str | None, reading: dict[str, object], step: Step | None
) -> tuple[Plan, Sight]:
    """The plan, and what is shown of its document: images, whose drawing ``step`` is told of, or else text."""
    from plancli import api

    content: str | bytes = _standard_input() if source == inputs.STDIN else source
    if not _holds_plan(content):
        if named is not None:
            raise UsageError("--source is for a plan: give the document alone, or the plan and its document")
        opened = api.opened(content, **_arguments(reading))
        return opened.plan, _shown(opened.plan, opened.document, opened.data, reading, step)
    plan = api.plan_of(content)
    if named is None:
        return plan, _shown(plan, None, b"", reading, step)
    read = {name: value for name, value in reading.items() if name not in ABOUT}
    document, _, data = api.open_document(named, **_arguments(read))
    if document.data_sha256 != plan.source.sha256:
        raise PlanError(
            f"was made from another document than {named}: name the one whose SHA-256 begins "
            f"{plan.source.sha256[:12]}, or extract the plan again",
            source,
        )
    return plan, _shown(plan, document, data, reading, step)


def _arguments(reading: dict[str, object]) -> dict[str, Any]:
    return dict(reading)


def _shown(
    plan: Plan, document: Document | None, data: bytes, reading: dict[str, object], step: Step | None
) -> Sight:
    from plancli.report import sight_of

    if not (step and data and document and document.media_type == PDF):
        return sight_of(plan, document)
    from plancli.report.pictures import PAGES, pictures

    if (document.pages or 0) > PAGES:
        step("")
        say(f"{document.name}: has {document.pages:,} pages, more than {PAGES:,}; it is shown as text")
        return sight_of(plan, document)
    password = str(reading["password"]) if "password" in reading else None

    def told(page: int, pages: int) -> None:
        step(f"drawing page {page} of {pages}")

    return sight_of(plan, document, lambda: pictures(data, password, told))


def _holds_plan(content: str | bytes) -> bool:
    from plancli.api import holds_plan

    if isinstance(content, bytes):
        return holds_plan(content)
    if "://" in content[:12] or not Path(content).is_file():
        return False
    try:
        return holds_plan(Path(content).read_bytes())
    except OSError:
        return False


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise SourceError("standard input is closed", inputs.STDIN)
    return sys.stdin.buffer.read()


def _open(path: Path) -> None:
    import webbrowser

    if not webbrowser.open(path.resolve().as_uri()):
        say(f"no browser could be started: open {path} in one")
