"""A difference as one page of HTML that needs nothing else: both versions side by side, with filters.

The page runs and loads nothing but its own style and script (a content security policy says so to the browser), reads
without script and without colour, and is used by keyboard alone if one likes.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from plancli.writers.differences.story import ITEMS, TITLES, Entry, Story, counts, places, told, where
from plancli.writers.differences.threads import threads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plancli.changes import ChangeOp, PlanDiff, WordOp
    from plancli.plan import Plan
    from plancli.writers import Look
    from plancli.writers.differences import Comparison
    from plancli.writers.differences.story import Group

_KINDS = {
    "metadata": "About the document",
    "aim": "Aims",
    "priority": "Priorities",
    "principle": "Principles",
    "measure": "Measures",
    "commitment": "Commitments",
    "actor": "Actors",
    "date": "Dates",
    "figure": "Figures",
    "reference": "References",
}
_SIGNS: dict[ChangeOp, str] = {
    "added": "+",
    "removed": "−",
    "reworded": "≠",
    "moved": "↕",
    "renumbered": "#",
    "split": "÷",
    "merged": "⊕",
    "strengthened": "▲",
    "weakened": "▼",
    "rescheduled": "◷",
    "unchanged": "=",
}
_FIRST: tuple[Group, ...] = ("removed", "weakened", "postponed")
_RISKY = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]")


@dataclass(frozen=True, slots=True)
class _Part:
    """One difference as the page shows it."""

    number: int
    diff: PlanDiff
    names: tuple[str, str]
    plans: tuple[Plan, Plan]
    story: Story

    @property
    def sections(self) -> Iterator[tuple[str, str, list[Entry]]]:
        for kind, title in _KINDS.items():
            entries = [each for each in self.story.entries if each.change.kind == kind]
            if entries:
                yield kind, title, entries

    @property
    def first(self) -> list[tuple[str, list[Entry]]]:
        """What matters first, by heading."""
        groups = self.story.groups
        return [(TITLES[group], groups[group]) for group in _FIRST if group in groups]

    def key(self, entry: Entry) -> str:
        """The id of an entry's element."""
        return f"change-{self.number}-{entry.number}"


def write(comparison: Comparison, _look: Look | None = None) -> str:
    """The page."""
    parts = [
        _Part(
            place + 1,
            diff,
            (comparison.names[place], comparison.names[place + 1]),
            (comparison.plans[place], comparison.plans[place + 1]),
            Story(diff, comparison.plans[place], comparison.plans[place + 1]),
        )
        for place, diff in enumerate(comparison.diffs)
    ]
    style, script = _file("page.css"), _file("page.js")
    page = _environment().from_string(_file("page.html.j2"))
    return (
        page.render(
            comparison=comparison,
            parts=parts,
            threads=threads(comparison) if len(parts) > 1 else [],
            kinds=[(kind, title) for kind, title in _KINDS.items() if _has(parts, kind)],
            ops=[
                (op, sign) for op, sign in _SIGNS.items() if any(part.diff.summary.get(op) for part in parts)
            ],
            signs=_SIGNS,
            items=ITEMS,
            style=Markup(style),
            script=Markup(script),
            policy=_policy(style, script),
        ).rstrip()
        + "\n"
    )


def _has(parts: list[_Part], kind: str) -> bool:
    return any(change.kind == kind for part in parts for change in part.diff.changes)


def _file(name: str) -> str:
    return (files("plancli.writers.differences") / name).read_text(encoding="utf-8")


def _environment() -> Environment:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_harmless
    )
    environment.globals |= {"side": _side, "counts": counts, "places": places, "where": where, "told": told}
    return environment


def _harmless(value: Any) -> Any:
    """A value without what a browser drops or what turns the direction of writing."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return _RISKY.sub("\ufffd", value)
    return value


def _side(entry: Entry, name: str, old: bool) -> list[tuple[WordOp, str]]:
    """The words of a field on one side, with what the other does not have."""
    for field in entry.change.fields:
        if field.field == name and field.words:
            return [(op, text) for op, text in field.words if op != ("insert" if old else "delete")]
    text = (entry.before if old else entry.after).get(name)
    return [("equal", text)] if text else []


def _policy(style: str, script: str) -> str:
    hashes = [b64encode(sha256(part.encode()).digest()).decode() for part in (style, script)]
    return (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )
