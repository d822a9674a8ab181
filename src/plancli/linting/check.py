"""One source through all rules: a document, or a plan JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from plancli.api import opened
from plancli.assemble.evidence import evidence
from plancli.defaults import DEFAULT_MODEL
from plancli.plan import Finding
from plancli.rules import Context, Hit, rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plancli.api import Opened
    from plancli.document import Document
    from plancli.rules import Rule

UNREADABLE = "PLN001"


def check_document(source: str | Path | bytes, **options: Any) -> tuple[list[Finding], Opened]:
    """What reading, resolving and the rules find in a document.

    Args:
        source: a path, an address, or content.
        options: those of :func:`plancli.extract`.

    Raises:
        PlancliError: it cannot be read, or an option means nothing.
    """
    seen = opened(source, **{"model": DEFAULT_MODEL, **options})
    context = Context(seen.plan, seen.document, seen.facts)
    return in_order([*seen.plan.findings, *apply(context)]), seen


def apply(context: Context) -> list[Finding]:
    """What the rules about documents find."""
    found: list[Finding] = []
    for rule in rules():
        if rule.of == "document":
            found += [finding(rule, hit, context.document) for hit in rule.check(context)]
    return found


def finding(rule: Rule, hit: Hit, document: Document) -> Finding:
    """The finding that a hit of a rule makes."""
    places = evidence(document, hit.start, hit.end) if hit.start is not None and hit.end is not None else []
    return Finding(code=rule.code, severity=rule.level, message=hit.message, path=hit.path, evidence=places)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in document order, each once, without those that another rule tells better."""
    seen: dict[tuple[object, ...], Finding] = {}
    better = {(code, rule.code) for rule in rules() for code in rule.supersedes}
    kept = list(findings)
    for each in kept:
        spot = each.evidence[0] if each.evidence else None
        touching = (
            [
                other.code
                for other in kept
                if spot
                and other.evidence
                and other.evidence[0].start < spot.end
                and spot.start < other.evidence[0].end
            ]
            if any(code == each.code for code, _ in better)
            else []
        )
        if any((each.code, other) in better for other in touching):
            continue
        seen.setdefault((each.code, spot.start if spot else None, each.path, each.message), each)
    return sorted(seen.values(), key=lambda one: (one.evidence[0].start if one.evidence else -1, one.code))
