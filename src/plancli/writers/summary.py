"""A plan as an analyst likes to read it on a terminal: short lines, hanging indents, the most telling first.

Nothing of a document is taken for mark-up, and none of its control characters reaches the terminal.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from plancli.plan import ActorKind, Severity, Strength
from plancli.writers import Look
from plancli.writers.printed import printed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plancli.plan import Actor, Commitment, Date, Evidence, Figure, Finding, Item, Plan, Quotation

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_SHORT = 240  # characters of a body, a quotation or a sentence that a summary shows
_PLURALS = {
    "country": "countries",
    "ministry": "ministries",
    "agency": "agencies",
    "person": "people",
}
_STRENGTH_STYLES = {"firm": "bold green", "intended": "cyan", "recommended": "yellow", "tentative": "magenta"}
_SIGNS = {"APPROX": "≈ ", "MORE_THAN": "> ", "EQUAL_OR_MORE": "≥ ", "LESS_THAN": "< ", "EQUAL_OR_LESS": "≤ "}
_SEVERITY_STYLES = {"error": "bold red", "warning": "yellow", "note": "dim"}


def write(plan: Plan, look: Look | None = None) -> bytes:
    """The summary of ``plan``, ``look.width`` columns wide, with ANSI colours if ``look.colour`` is set."""
    look = look or Look()
    return printed(_parts(plan), look).encode()


def _parts(plan: Plan) -> Iterator[RenderableType]:
    yield from _head(plan)
    for title, items in (
        ("Aims", plan.aims),
        ("Priorities", plan.priorities),
        ("Principles", plan.principles),
        ("Measures", plan.measures),
    ):
        if items:
            yield from _section(title, sum(1 for _ in _walk(items)), _items(items))
    names = {actor.id: actor.name for actor in plan.actors}
    if plan.actors:
        yield from _section("Actors", len(plan.actors), _actors(plan.actors))
    if plan.dates:
        yield from _section("Dates", len(plan.dates), _dates(plan.dates))
    if plan.commitments:
        dates = {date.id: date for date in plan.dates}
        yield from _section(
            "Commitments", len(plan.commitments), _commitments(plan.commitments, names, dates)
        )
    yield from _rest(plan, names)
    yield Text()
    yield _clean(_provenance(plan), "dim")


def _head(plan: Plan) -> Iterator[RenderableType]:
    about = plan.metadata
    names = {actor.id: actor.name for actor in plan.actors}
    yield _clean(about.title or "(no title)", "bold")
    facts = [about.kind.replace("_", " ")]
    facts += [about.reference] if about.reference else []
    facts += [f"published {about.published.value}" if about.published else "no date of publication"]
    if plan.period:
        start, end = plan.period.start or "an open start", plan.period.end or "an open end"
        facts.append(f"covers {start}" if start == end else f"covers {start} to {end}")
    yield _clean(" · ".join(facts))
    if about.issuers:
        yield _clean("issued by " + "; ".join(names.get(issuer, issuer) for issuer in about.issuers))


def _rest(plan: Plan, names: dict[str, str]) -> Iterator[RenderableType]:
    if plan.references:
        references = [(str(each.kind), _with_note(each.name, each.identifier)) for each in plan.references]
        yield from _section("References", len(references), _grid(references))
    if plan.figures:
        figures = [(_number(each), _with_note(each.unit, _where(each.evidence))) for each in plan.figures]
        yield from _section("Figures", len(figures), _grid(figures, right=True))
    if plan.quotations:
        yield from _section("Quotations", len(plan.quotations), _quotations(plan.quotations, names))
    if plan.findings:
        yield from _section("Findings", len(plan.findings), _findings(plan.findings))


def _section(title: str, count: int, body: RenderableType) -> Iterator[RenderableType]:
    yield Text()
    yield Text.assemble((title, "bold blue"), (f" {count}", "dim"))
    yield Padding(body, (0, 0, 0, 2))


def _items(items: Iterable[Item]) -> RenderableType:
    """The items as a tree, each under its instrument where the document reports on several."""
    grid = _columns("dim cyan")
    plan = None
    for item in items:
        if item.plan != plan:
            plan = item.plan
            if plan:
                grid.add_row("", _clean(f"of {plan}", "italic"))
        grid.add_row(_clean(item.number or "•"), _item(item))
    return grid


def _item(item: Item) -> RenderableType:
    parts: list[RenderableType] = [_clean(item.text)]
    if item.body:
        parts.append(_clean(_short(item.body), "dim"))
    if item.children:
        parts.append(_items(item.children))
    return Group(*parts)


def _actors(actors: list[Actor]) -> RenderableType:
    rows: list[tuple[str, RenderableType]] = []
    for kind in get_args(ActorKind):
        found = [actor for actor in actors if actor.kind == kind]
        found.sort(key=lambda actor: actor.name.casefold())
        if found:
            label = kind if len(found) == 1 else _PLURALS.get(kind, kind + "s")
            rows.append((label, _clean("; ".join(_with_roles(actor) for actor in found))))
    return _grid(rows)


def _with_roles(actor: Actor) -> str:
    notes = ([actor.code] if actor.code else []) + actor.roles
    return f"{actor.name} ({', '.join(notes)})" if notes else actor.name


def _dates(dates: list[Date]) -> RenderableType:
    """The dates in the order of time, those without a value last; durations and sets after the days."""
    grid = _columns("cyan")
    grid.add_column(overflow="fold")
    for date in sorted(dates, key=_moment):
        label = date.value or "unknown"
        label += f" {date.mod.lower().replace('_', ' ')}" if date.mod else ""
        notes = ", ".join(note for note in (date.role, _where(date.evidence)) if note)
        grid.add_row(_clean(label), _clean(date.text), _clean(notes, "dim"))
    return grid


def _moment(date: Date) -> tuple[bool, bool, str, int]:
    start = date.evidence[0].start if date.evidence else 0
    placed = date.type in {"DATE", "TIME"}
    return date.value is None, not placed, (date.earliest or date.value or "") if placed else "", start


def _commitments(
    commitments: list[Commitment], names: dict[str, str], dates: dict[str, Date]
) -> RenderableType:
    grid = _columns("")
    for strength in get_args(Strength):
        for each in commitments:
            if each.strength == strength:
                grid.add_row(Text(strength, _STRENGTH_STYLES[strength]), _commitment(each, names, dates))
    return grid


def _commitment(commitment: Commitment, names: dict[str, str], dates: dict[str, Date]) -> RenderableType:
    who = "; ".join(names.get(actor, actor) for actor in commitment.actors) or "nobody named"
    notes: list[str] = [commitment.modality]
    if commitment.deadline and (due := dates.get(commitment.deadline)):
        notes.append(f"due {due.value or due.text}")
    notes += ["on a condition"] if commitment.conditional else []
    notes += [commitment.item] if commitment.item else []
    notes += [where] if (where := _where(commitment.evidence)) else []
    line = Text.assemble((plain(who), "bold"), (plain(" · " + " · ".join(notes)), "dim"))
    return Group(line, _clean(_short(commitment.text)))


def _quotations(quotations: list[Quotation], names: dict[str, str]) -> RenderableType:
    return _grid(
        (names.get(q.speaker or "", q.speaker or "?"), _clean(f"“{_short(q.text)}”")) for q in quotations
    )


def _findings(findings: list[Finding]) -> RenderableType:
    """The findings, the gravest first."""
    found = sorted(findings, key=lambda finding: get_args(Severity).index(finding.severity))
    return _grid((f"{f.severity} {f.code}", _clean(f.message, _SEVERITY_STYLES[f.severity])) for f in found)


def _provenance(plan: Plan) -> str:
    source = plan.source
    pages = {None: "", 1: ", 1 page"}.get(source.pages, f", {source.pages} pages")
    model = plan.generator.model or "no model"
    made = f"plancli {plan.generator.version}, {model}"
    return f"{source.name}{pages}, {source.characters:,} characters · {made}"


def _grid(rows: Iterable[tuple[str, RenderableType]], right: bool = False) -> Table:
    grid = _columns("cyan", right=right)
    for label, value in rows:
        grid.add_row(_clean(label), value)
    return grid


def _columns(style: str, right: bool = False) -> Table:
    """A grid of a narrow label and a wide text, so that wrapped lines hang."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style=style, justify="right" if right else "left", max_width=22, overflow="fold")
    grid.add_column(overflow="fold", ratio=None)
    return grid


def _walk(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _walk(item.children)


def _with_note(text: str, note: str | None) -> Text:
    shown = _clean(text)
    if note:
        shown.append(f"  {plain(note)}", "dim")
    return shown


def _where(evidence: list[Evidence]) -> str:
    return f"p. {evidence[0].page}" if evidence and evidence[0].page else ""


def _number(figure: Figure) -> str:
    value = f"{figure.value:,}" if isinstance(figure.value, int) else f"{figure.value:,.10g}"
    return _SIGNS.get(figure.mod or "", "") + value


def _short(text: str) -> str:
    """``text``, cut after a word where it is long."""
    if len(text) <= _SHORT:
        return text
    return text[:_SHORT].rsplit(None, 1)[0].rstrip(" ,;:–-") + " …"


def _clean(text: str, style: str = "") -> Text:
    return Text(plain(text), style)


def plain(text: str) -> str:
    """``text`` on one line, with a visible mark for each character that a terminal could act on."""
    return _CONTROL.sub("\ufffd", " ".join(text.split(" ")).replace("\n", " ").replace("\t", " "))
