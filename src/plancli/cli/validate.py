"""``plancli validate``: documents and plans in, findings out."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plancli.cli import inputs, options, terminal
from plancli.cli.checking import Checks
from plancli.cli.groups import grouped
from plancli.cli.messages import say
from plancli.cli.output import check_writable, print_text, replacing
from plancli.errors import PlancliError, SourceError, UsageError
from plancli.linting.baseline import Baseline, baseline_text
from plancli.linting.formats import writer
from plancli.linting.keep import Keep
from plancli.linting.run import Linter, is_plan_file
from plancli.linting.settings import Configurations

if TYPE_CHECKING:
    from plancli.linting.problems import Checked


class Format(StrEnum):
    """How findings are written."""

    text = "text"
    json = "json"
    sarif = "sarif"
    junit = "junit"
    github = "github"


class Level(StrEnum):
    """How much a finding matters."""

    error = "error"
    warning = "warning"
    note = "note"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which findings are wanted, which fail and which are told."""

    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="CODES", help="Only these codes, or those that open so: N201,D."),
    ] = None
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="CODES", help="Not these codes.")
    ] = None
    fail_on: Annotated[
        Level | None,
        typer.Option("--fail-on", help="The level from which findings fail; warning by default."),
    ] = None
    show: Annotated[
        Level | None,
        typer.Option("--show", help="The level from which text tells findings; warning by default."),
    ] = None


@dataclass(frozen=True, slots=True)
class Known:
    """Files of findings that are known."""

    baseline: Annotated[
        Path | None,
        typer.Option("--baseline", metavar="FILE", help="Leave out the findings that this file knows."),
    ] = None
    write_baseline: Annotated[
        Path | None,
        typer.Option("--write-baseline", metavar="FILE", help="Record all findings here, and fail on none."),
    ] = None

    def opened(self) -> Baseline | None:
        """The findings that are known.

        Raises:
            SourceError, UsageError: the baseline cannot be read, or is none.
            OutputError: the one to write cannot be written, which is told before any work.
        """
        if self.write_baseline is not None:
            check_writable(self.write_baseline)
        return Baseline.load(self.baseline) if self.baseline is not None else None

    def settle(self, checked: list[Checked], baseline: Baseline | None) -> str | None:
        """Takes out what is known, and records what was found where that is asked for: told in a line, then."""
        recorded = None
        if self.write_baseline is not None:
            count = sum(len(each.problems) for each in checked)
            with replacing(self.write_baseline) as stream:
                stream.write(baseline_text(checked, self.write_baseline).encode())
            recorded = f"recorded {count} finding{'' if count == 1 else 's'} in {self.write_baseline}"
        if baseline is not None:
            for each in checked:
                baseline.mute(each)
        return recorded


Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH", help="Documents, plan JSONs, folders of them, addresses, or - for standard input."
    ),
]
Form = Annotated[Format, typer.Option("--format", help="How findings are written.")]
Against = Annotated[
    str | None, typer.Option("--against", metavar="DOCUMENT", help="Hold a plan JSON against its source.")
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Check everything anew, and keep nothing.")]
Explain = Annotated[
    str | None,
    typer.Option(
        "--explain", metavar="CODE", help="Say what a code means (ALL: the page of all codes), and exit."
    ),
]


@grouped
def command(
    files: Paths = None,
    *,
    form: Form = Format.text,
    choice: Choice,
    against: Against = None,
    known: Known,
    no_cache: NoCache = False,
    jobs: options.Jobs = None,
    explain: Explain = None,
    about: options.About,
    opening: options.Opening,
) -> None:
    """Check documents and extracted plans, and say what an editor should mend.

    Exit status: 0 clean, 1 findings at or above the level that fails, 2 something could not be done.
    """
    if explain is not None:
        from plancli.linting.explain import explained

        print_text(explained(explain, width=terminal.width()))
        return
    if not files:
        raise UsageError("name the documents to check, or a folder of them")
    configurations = _configurations(choice, options.reading(about, opening))
    linter = Linter(configurations, None if no_cache else Keep(), against)
    baseline = known.opened()
    checked, failed = _check(linter, files, jobs)
    recorded = known.settle(checked, baseline)
    print_text(writer(form.value)(checked, colour=terminal.colour(), width=terminal.width()))
    if recorded and terminal.is_terminal(sys.stderr):
        say(recorded)
    found = not recorded and any(each.failing for each in checked)
    raise typer.Exit(PlancliError.exit_status if failed else int(found))


def _configurations(choice: Choice, reading: dict[str, object]) -> Configurations:
    return Configurations(
        select=_codes("--select", choice.select),
        ignore=_codes("--ignore", choice.ignore),
        fail_on=choice.fail_on.value if choice.fail_on else None,
        show=choice.show.value if choice.show else None,
        reading=reading,
    )


def _codes(option: str, given: list[str] | None) -> tuple[str, ...] | None:
    from plancli.linting.selection import parse_codes

    return parse_codes(given, option) if given else None


def _check(linter: Linter, files: list[str], jobs: int | None) -> tuple[list[Checked], bool]:
    """What was found in each source, and whether something could not be done, which stderr tells."""
    sources, failures = inputs.expand(files, also=is_plan_file)
    for failure in failures:
        say(str(failure))
    failed = bool(failures)
    checked = []
    with Checks(linter, [each.source for each in sources], jobs) as checks:
        for number, each in enumerate(sources, 1):
            try:
                with terminal.progress(number, len(sources), each.source):
                    checked.append(checks.next())
            except SourceError as error:
                say(str(error.at(each.source)))
                failed = True
    return checked, failed
