"""``plancli diff``: what changed between versions of a plan."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from plancli.cli import inputs, options, output, terminal
from plancli.cli.groups import grouped
from plancli.cli.messages import say
from plancli.cli.terminal import progress
from plancli.errors import PlancliError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancli.changes import ChangeKind, PlanDiff
    from plancli.plan import Plan
    from plancli.writers.differences import Comparison


class Format(StrEnum):
    """How a difference is written."""

    auto = "auto"
    summary = "summary"
    json = "json"
    markdown = "markdown"
    html = "html"


_BY_ENDING = {
    ".html": Format.html,
    ".htm": Format.html,
    ".md": Format.markdown,
    ".markdown": Format.markdown,
    ".txt": Format.summary,
}
DIFFERENT = 1  # exit status


@dataclass(frozen=True, slots=True)
class Comparing:
    """What counts as a difference, and which are wanted."""

    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only", metavar="KIND", help="Only changes of this kind, such as commitment; may be repeated."
        ),
    ] = None
    min_similarity: Annotated[
        float | None,
        typer.Option(
            "--min-similarity", metavar="X", help="Align nothing that is less alike than this, from 0 to 1."
        ),
    ] = None
    strict: Annotated[
        bool,
        typer.Option("--strict", help="Count case, quotation marks, dashes and spelling as rewording."),
    ] = False


@grouped
def command(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="OLD NEW [MORE]...",
            help="Versions of a plan, the oldest first: documents, plan JSON, addresses, or - for standard input.",
        ),
    ],
    *,
    form: Annotated[
        Format,
        typer.Option("--format", help="auto goes by the ending of FILE: a summary on a terminal, else JSON."),
    ] = Format.auto,
    out: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write to this file (- for standard output)."),
    ] = None,
    comparing: Comparing,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="End with status 0 where there are differences, too.")
    ] = False,
    about: options.About,
    opening: options.Opening,
) -> None:
    """Show what changed between versions of a plan, aligned by what they say.

    With more than two versions, each is compared with the one before. Exit status: 0 no difference,
    1 differences, 2 could not do it.
    """
    out = None if out == inputs.STDIN else out
    kinds = _kinds(comparing.only or [])
    _check(files, out, comparing.min_similarity)
    comparison = _compare(files, options.reading(about, opening), kinds, comparing)
    form = _form(form, out)
    for remark in comparison.remarks if form is not Format.summary or out is not None else []:
        say(remark)  # a summary that is printed says it itself
    _put(comparison, out, form)
    differs = any(set(each.ops) != {"unchanged"} for diff in comparison.diffs for each in diff.changes)
    raise typer.Exit(DIFFERENT if differs and not exit_zero else 0)


def _check(files: Sequence[str], out: str | None, min_similarity: float | None) -> None:
    """Refuses what cannot be done before any work."""
    if len(files) < 2:
        raise UsageError("takes two versions or more: plancli diff OLD NEW")
    if list(files).count(inputs.STDIN) > 1:
        raise UsageError("standard input holds one version; name a file for the other")
    if min_similarity is not None and not 0 <= min_similarity <= 1:
        raise UsageError(f"--min-similarity takes a number from 0 to 1, not {min_similarity:g}")
    if out is not None:
        output.check_writable(Path(out))
        for each in files:
            inputs.refuse_overwriting(each, Path(out))


def _kinds(only: Sequence[str]) -> set[ChangeKind]:
    """The kinds that were asked for, in the singular or plural, repeated or between commas; all for none."""
    from typing import get_args

    from plancli.changes import ChangeKind

    known: dict[str, ChangeKind] = {each: each for each in get_args(ChangeKind)}
    known |= {{"priority": "priorities"}.get(each, f"{each}s"): each for each in get_args(ChangeKind)}
    asked = [part.strip().lower() for each in only for part in each.split(",") if part.strip()]
    for each in asked:
        if each not in known:
            raise UsageError(f"--only takes {', '.join(get_args(ChangeKind))}, not '{each}'")
    return {known[each] for each in asked}


def _compare(
    files: Sequence[str], reading: dict[str, Any], kinds: set[ChangeKind], comparing: Comparing
) -> Comparison:
    from plancli.api import diff
    from plancli.comparing.remarks import remarks
    from plancli.writers.differences import Comparison

    plans = [_plan(number, len(files), each, reading) for number, each in enumerate(files, 1)]
    names = _names(files)
    diffs: list[PlanDiff] = []
    notes: list[str] = []
    for place, (old, new) in enumerate(pairwise(plans)):
        found = diff(old, new, strict=comparing.strict, min_similarity=comparing.min_similarity)
        notes += remarks(found, old, new, (names[place], names[place + 1]))
        diffs.append(_only(found, kinds))
    return Comparison(names, plans, diffs, list(dict.fromkeys(notes)))


def _plan(number: int, total: int, source: str, reading: dict[str, Any]) -> Plan:
    from plancli.api import plan_of

    with progress(number, total, source):
        try:
            return plan_of(inputs.standard_input() if source == inputs.STDIN else source, **reading)
        except PlancliError as error:
            error.source = source  # as the user named it
            raise


def _names(files: Sequence[str]) -> list[str]:
    """The versions' file names, or their paths where two of them share one."""
    names = [each if "://" in each else Path(each).name or each for each in files]
    return names if len(set(names)) == len(set(files)) else list(files)


def _only(diff: PlanDiff, kinds: set[ChangeKind]) -> PlanDiff:
    from plancli.comparing import only

    return only(diff, kinds) if kinds else diff


def _form(form: Format, out: str | None) -> Format:
    """The form that ``auto`` stands for."""
    if form is not Format.auto:
        return form
    if out is not None:
        return _BY_ENDING.get(Path(out).suffix.lower(), Format.json)
    return Format.summary if terminal.is_terminal(sys.stdout) else Format.json


def _put(comparison: Comparison, out: str | None, form: Format) -> None:
    from plancli.writers import Look
    from plancli.writers.differences import writer

    look = Look(terminal.width(), terminal.colour()) if out is None else Look()
    data = writer(form.value)(comparison, look).encode()
    if out is None:
        with output.standard_output() as stream:
            stream.write(data)
    else:
        with output.replacing(Path(out)) as stream:
            stream.write(data)
