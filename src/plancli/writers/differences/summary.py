"""A difference as a researcher likes to read it on a terminal: what matters first, with the words that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from plancli.writers import Look
from plancli.writers.differences.excerpt import excerpt, rewritten, short
from plancli.writers.differences.story import TITLES, Entry, Story, counts, places, told
from plancli.writers.differences.threads import threads
from plancli.writers.printed import printed
from plancli.writers.summary import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plancli.changes import Change, FieldChange, PlanDiff
    from plancli.plan import Plan
    from plancli.writers.differences import Comparison

_STYLES = {
    "removed": "bold red",
    "weakened": "bold red",
    "postponed": "bold red",
    "strengthened": "bold green",
    "sooner": "bold green",
    "added": "bold green",
}
_MARKS = {"delete": ("[-", "-]", "red strike"), "insert": ("{+", "+}", "green underline")}
FEW = 60  # characters of an item that are enough to know it by
_SIDE = {"about", "actors", "dates", "references", "figures"}


def write(comparison: Comparison, look: Look | None = None) -> str:
    """The summary, ``look.width`` columns wide, with ANSI colours if ``look.colour`` is set.

    Without colours, words that went stand in ``[-…-]`` and words that came in ``{+…+}``.
    """
    look = look or Look()
    return printed(_parts(comparison, look.colour), look)


def _parts(comparison: Comparison, colour: bool) -> Iterator[RenderableType]:
    for remark in comparison.remarks:
        yield _clean(f"Note: {remark}", "yellow")
    if len(comparison.diffs) > 1:
        yield from _ways(comparison)
    for place, diff in enumerate(comparison.diffs):
        if place or len(comparison.diffs) > 1:
            yield Text()
        names = comparison.names[place : place + 2]
        yield from _difference(diff, comparison.plans[place], comparison.plans[place + 1], names, colour)


def _difference(
    diff: PlanDiff, old: Plan, new: Plan, names: Iterable[str], colour: bool
) -> Iterator[RenderableType]:
    for side, plan, name in zip(("old", "new"), (old, new), names, strict=True):
        published = plan.metadata.published
        day = f", {published.value}" if published else ""
        line = Text(f"{side}  ", "cyan").append(_clean(plan.metadata.title or "(no title)", "bold"))
        yield line.append(f"  {plain(name)}{day}", "dim")
    yield _clean(counts(diff))
    story = Story(diff, old, new)
    for group, entries in story.groups.items():
        if group == "unchanged":
            continue
        yield Text()
        yield Text.assemble((TITLES[group], _STYLES.get(group, "bold blue")), (f" {len(entries)}", "dim"))
        body = _side(entries) if group in _SIDE else _entries(entries, colour)
        yield Padding(body, (0, 0, 0, 2))


def _entries(entries: Iterable[Entry], colour: bool) -> RenderableType:
    return Group(*(part for entry in entries for part in _entry(entry, colour)))


def _entry(entry: Entry, colour: bool) -> Iterator[RenderableType]:
    ops = [op for op in entry.change.ops if op not in {"added", "removed"} or len(entry.change.ops) > 1]
    head = Text(plain(entry.name), "bold")
    notes = [*ops, *([where] if (where := places(entry.change)) else [])]
    yield head.append(f"  {' · '.join(notes)}" if notes else "", "dim")
    lines: list[Text] = []
    if entry.change.old is None or entry.change.new is None:
        lines.append(_clean(short(entry.text)))
        lines += [_fact(each) for each in entry.facts if each.field in {"actors", "row", "deadline"}]
    else:
        lines += [_clean(short(entry.text))] if not entry.prose else []
        lines += [line for each in entry.prose for line in _prose(each, colour)]
        lines += [_fact(each) for each in entry.facts]
    yield Padding(Group(*lines), (0, 0, 0, 2))


def _prose(field: FieldChange, colour: bool) -> Iterator[Text]:
    label = "" if field.field == "text" else f"{field.field}: "
    if rewritten(field):
        if field.old:
            yield Text(f"− {label}", "dim").append(_clean(short(field.old), "red"))
        if field.new:
            yield Text(f"+ {label}", "dim").append(_clean(short(field.new), "green"))
        return
    line = Text(label, "dim")
    for op, words in excerpt(field.words):
        if op == "equal":
            line.append(plain(words))
        else:
            before, after, style = _MARKS[op]
            line.append(plain(words) if colour else f"{before}{plain(words)}{after}", style if colour else "")
    yield line


def _fact(field: FieldChange) -> Text:
    if field.field == "deadline":
        return _clean(told(field.old, field.new), "bold")
    if field.old is None or field.new is None:
        sign = "+" if field.old is None else "−"
        return Text(f"{sign} {field.field}: ", "dim").append(plain(field.new or field.old or ""))
    return Text(f"{field.field}: ", "dim").append(f"{plain(field.old)} → {plain(field.new)}")


def _side(entries: Iterable[Entry]) -> RenderableType:
    """Short lines for what stands beside the items."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="cyan", max_width=12)
    grid.add_column(overflow="fold")
    for entry in entries:
        change = entry.change
        sign = {"added": "in", "removed": "out"}.get(change.ops[0], "changed")
        shown = Text() if change.kind == "metadata" else _clean(short(entry.text))
        if change.old is not None and change.new is not None:
            for field in _telling(change):
                if shown.plain:
                    shown.append("\n" if change.kind == "metadata" else "; ")
                shown.append(_fact(field))
        elif change.kind == "actor":
            roles = next((each.new or each.old for each in change.fields if each.field == "roles"), None)
            shown.append(f" ({plain(roles)})" if roles else "", "dim")
        where = places(change) if change.kind != "metadata" else ""
        grid.add_row(sign, shown.append(f"  {where}" if where else "", "dim"))
    return grid


def _telling(change: Change) -> list[FieldChange]:
    """The fields of a pair that say what changed, without those that only repeat it."""
    repeated = {"text"} if any(each.field == "value" for each in change.fields) else set()
    return [each for each in change.fields if each.field not in repeated]


def _ways(comparison: Comparison) -> Iterator[RenderableType]:
    """Each item's way through all versions."""
    yield Text("The way of each item", "bold blue")
    grid = Table.grid(padding=(0, 2, 0, 0))
    for _ in comparison.names:
        grid.add_column(overflow="fold", min_width=12)
    grid.add_column(overflow="fold")
    grid.add_row(*(_clean(name, "cyan") for name in comparison.names), "")
    for thread in threads(comparison):
        cells = []
        for step in thread.steps:
            ops = [op for op in step.ops if op not in {"unchanged", "removed"}]
            gone = "removed" in step.ops
            cell = _clean(step.label or ("removed" if gone else "–"), "red" if gone else "")
            cells.append(cell.append(f" {', '.join(ops)}" if ops else "", "dim"))
        grid.add_row(*cells, _clean(short(thread.text, FEW), "dim"))
    yield Padding(grid, (0, 0, 0, 2))


def _clean(text: str, style: str = "") -> Text:
    return Text(plain(text), style)
