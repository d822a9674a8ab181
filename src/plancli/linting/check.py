"""One source through all rules: a document, or a plan JSON."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plancli.api import opened
from plancli.assemble.evidence import evidence
from plancli.defaults import DEFAULT_MODEL
from plancli.plan import Evidence, Finding
from plancli.rules import Context, Hit, rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plancli.api import Opened
    from plancli.document import Document, Place
    from plancli.rules import Rule


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding and, where its words stand in no text, where it shows in the source."""

    finding: Finding
    place: Place | None = None


def check_document(source: str | Path | bytes, **options: Any) -> tuple[list[Noted], Opened]:
    """What reading, resolving and the rules find in a document.

    Args:
        source: a path, an address, or content.
        options: those of :func:`plancli.extract`.

    Raises:
        PlancliError: it cannot be read, or an option means nothing.
    """
    seen = opened(source, **{"model": DEFAULT_MODEL, **options})
    context = Context(seen.plan, seen.document, seen.facts)
    return in_order([*map(Noted, seen.plan.findings), *apply(context)]), seen


def apply(context: Context) -> list[Noted]:
    """What the rules about documents find."""
    return [
        _noted(rule, hit, context.document)
        for rule in rules()
        if rule.of == "document"
        for hit in rule.check(context)
    ]


def _noted(rule: Rule, hit: Hit, document: Document) -> Noted:
    places = _places(hit, document)
    found = Finding(code=rule.code, severity=rule.level, message=hit.message, path=hit.path, evidence=places)
    return Noted(found, hit.place)


def _places(hit: Hit, document: Document) -> list[Evidence]:
    """Where the words of a hit stand: of a marker that only the reading has, where its block does."""
    if hit.start is None or hit.end is None:
        return []
    found = evidence(document, hit.start, hit.end)
    if document.segments and not any(map(_placed, found)):
        block = document.blocks[document.block_at(hit.start)]
        around = evidence(document, block.content, block.end)
        return around if any(map(_placed, around)) else found
    return found


def _placed(one: Evidence) -> bool:
    return one.line is not None or one.page is not None or one.selector is not None


def in_order(noted: Iterable[Noted]) -> list[Noted]:
    """What was noted in document order, each once, without what another rule tells better."""
    better = {code: rule.code for rule in rules() for code in rule.supersedes}
    kept = list(noted)
    told = [(each.finding.code, *_span(each)) for each in kept if each.finding.evidence]
    seen: dict[tuple[object, ...], Noted] = {}
    for each in kept:
        start, end = _span(each)
        code = better.get(each.finding.code)
        if any(code == other and s < end and start < e for other, s, e in told):
            continue
        seen.setdefault((each.finding.code, start, each.finding.path, each.finding.message), each)
    return sorted(seen.values(), key=lambda each: (_span(each)[0], each.finding.code))


def _span(noted: Noted) -> tuple[int, int]:
    """Where the words start and end; before everything for what has none."""
    first = noted.finding.evidence[0] if noted.finding.evidence else None
    return (first.start, first.end) if first else (-1, -1)
