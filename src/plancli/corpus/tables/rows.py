"""The rows of one plan, table by table."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from plancli.plan import Actor, Evidence, Item, Plan

Row: TypeAlias = tuple[Any, ...]

_LISTS = {"aim": "aims", "priority": "priorities", "principle": "principles", "measure": "measures"}
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def rows_of(document: str, plan: Plan) -> dict[str, list[Row]]:
    """The rows of ``plan`` by table, in the order of :data:`TABLES` and its columns.

    Args:
        document: the key of the document.
        plan: the plan.
    """
    return {
        table: [(document, *row) for row in rows(plan)]
        for table, rows in _ROWS.items()
    }  # fmt: skip


def _documents(plan: Plan) -> Iterator[Row]:
    about, source, period = plan.metadata, plan.source, plan.period
    published = about.published.value if about.published else None
    start, end = (period.start, period.end) if period else (None, None)
    yield (
        *(source.name, source.sha256, source.media_type, source.bytes, source.pages, source.characters),
        *(about.title, about.kind, about.language, about.reference),
        *(published, _first_day(published), _last_day(published)),
        *(start, end, _first_day(start), _last_day(end)),
        *(plan.generator.version, plan.generator.model),
    )


def _items(plan: Plan) -> Iterator[Row]:
    found = ((kind, *each) for kind, name in _LISTS.items() for each in _walked(getattr(plan, name), None, 1))
    for position, (kind, parent, depth, item) in enumerate(found, 1):
        facts = (item.number, item.text, item.body, item.plan)
        yield (item.id, kind, parent, depth, position, *facts, *_place(item.evidence))


def _walked(items: Iterable[Item], parent: str | None, depth: int) -> Iterator[tuple[str | None, int, Item]]:
    for item in items:
        yield parent, depth, item
        yield from _walked(item.children, item.id, depth + 1)


def _actors(plan: Plan) -> Iterator[Row]:
    for actor in plan.actors:
        identifiers = [f"{scheme}:{value}" for scheme, value in sorted(actor.identifiers.items())]
        yield (
            *(actor.id, actor.name, actor.kind, actor.code, actor.id in plan.metadata.issuers),
            *(_joined(actor.roles), _joined(actor.aliases), _joined(identifiers), len(actor.mentions)),
        )


def _mentions(plan: Plan) -> Iterator[Row]:
    for actor in plan.actors:
        for mention in actor.mentions:
            yield (actor.id, mention.quote, *_place([mention]))


def _dates(plan: Plan) -> Iterator[Row]:
    for each in plan.dates:
        days = (_first_day(each.earliest), _last_day(each.latest))
        facts = (each.id, each.text, each.type, each.value, each.mod)
        yield (*facts, *days, each.role, each.anchor, *_place(each.evidence))


def _commitments(plan: Plan) -> Iterator[Row]:
    for each in plan.commitments:
        facts = (each.id, each.text, each.modality, each.strength, each.conditional, each.action)
        yield (*facts, each.deadline, each.item, *_place(each.evidence))


def _bound(plan: Plan) -> Iterator[Row]:
    actors = {actor.id: actor for actor in plan.actors}
    for each in plan.commitments:
        for position, who in enumerate(each.actors, 1):
            yield (each.id, position, *_named(who, actors))


def _figures(plan: Plan) -> Iterator[Row]:
    for number, each in enumerate(plan.figures, 1):
        yield (number, float(each.value), each.unit, each.mod, each.text, *_place(each.evidence))


def _references(plan: Plan) -> Iterator[Row]:
    for number, each in enumerate(plan.references, 1):
        yield (number, each.name, each.kind, each.identifier, len(each.evidence), *_place(each.evidence))


def _quotations(plan: Plan) -> Iterator[Row]:
    actors = {actor.id: actor for actor in plan.actors}
    for number, each in enumerate(plan.quotations, 1):
        yield (number, *_named(each.speaker, actors), each.text, *_place(each.evidence))


def _findings(plan: Plan) -> Iterator[Row]:
    for number, each in enumerate(plan.findings, 1):
        yield (number, each.code, each.severity, each.message, each.path, *_place(each.evidence))


_ROWS: dict[str, Callable[[Plan], Iterator[Row]]] = {
    "documents": _documents,
    "items": _items,
    "actors": _actors,
    "mentions": _mentions,
    "dates": _dates,
    "commitments": _commitments,
    "bound": _bound,
    "figures": _figures,
    "references": _references,
    "quotations": _quotations,
    "findings": _findings,
}


def _named(who: str | None, actors: dict[str, Actor]) -> tuple[str | None, str | None]:
    """Id and name of an actor; no id for words that name none."""
    if who is None:
        return None, None
    return (who, actors[who].name) if who in actors else (None, who)


def _place(evidence: list[Evidence]) -> tuple[int | None, int | None, int | None, int | None]:
    if not evidence:
        return None, None, None, None
    return evidence[0].start, evidence[-1].end, evidence[0].page, evidence[0].line


def _joined(parts: list[str]) -> str | None:
    return "; ".join(parts) or None


def _first_day(value: str | None) -> date | None:
    """The first day of a year, month or day; ``None`` for anything else.

    >>> _first_day("2024-02")
    datetime.date(2024, 2, 1)
    """
    return _day(value, last=False)


def _last_day(value: str | None) -> date | None:
    """The last day of a year, month or day; ``None`` for anything else.

    >>> _last_day("2024-02"), _last_day("2024/2025")
    (datetime.date(2024, 2, 29), None)
    """
    return _day(value, last=True)


def _day(value: str | None, *, last: bool) -> date | None:
    found = _DAY.fullmatch(value) if value else None
    if found is None:
        return None
    try:
        year, month, day = int(found[1]), int(found[2] or (12 if last else 1)), found[3]
        return date(year, month, int(day) if day else calendar.monthrange(year, month)[1] if last else 1)
    except ValueError:
        return None
