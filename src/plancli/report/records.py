"""What can be selected on the page: each statement of a plan with a name of its own and its evidence."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from plancli.report.wording import harmless, label, spoken_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plancli.plan import Evidence, Item, Plan, Section

ITEM_FIELDS = ("aims", "priorities", "principles", "measures")
FIELDS = ("metadata", *ITEM_FIELDS, "commitments", "actors", "dates", "figures", "quotations", "references")
SINGULAR = {
    "metadata": "about",
    "aims": "aim",
    "priorities": "priority",
    "principles": "principle",
    "measures": "measure",
    "commitments": "commitment",
    "actors": "actor",
    "dates": "date",
    "figures": "figure",
    "quotations": "quotation",
    "references": "reference",
    "findings": "finding",
    "sections": "section",
}
WORDS = 160  # characters of a record's words
# A key becomes an id of the page and part of its address, so it holds nothing that either could take amiss.
_KEY = re.compile(r"[a-z]+(?:-[a-z0-9]+)+")


@dataclass(slots=True)
class Record:
    """One statement of the plan.

    Attributes:
        key: its name on the page and in the address bar; the plan's own id where that is fit for it.
        field: the field of the plan that it stands in.
        path: JSON Pointer to it.
        words: what it says, for lists of choices and for a reviewer's marks.
        evidence: where it stands.
        places: indices of its evidence in :attr:`Index.places`.
    """

    key: str
    field: str
    path: str
    words: str
    evidence: list[Evidence]
    places: list[int] = dataclasses.field(default_factory=list)

    @property
    def pages(self) -> str:
        """The pages that it stands on, as a reference; empty where there are none."""
        pages = sorted({each.page for each in self.evidence if each.page is not None})
        runs = [[page for _, page in run] for _, run in groupby(enumerate(pages), lambda at: at[1] - at[0])]
        spans = ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
        return f"{'pp.' if len(pages) > 1 else 'p.'} {spans}" if spans else ""

    @property
    def where(self) -> str:
        """Where it stands, as a reference: its pages, else its line."""
        if not self.evidence:
            return ""
        if self.field == "actors" and len(self.evidence) > 1:
            return f"{len(self.evidence)} mentions"
        if self.pages:
            return self.pages
        line = self.evidence[0].line
        return f"line {line}" if line is not None else "show"


@dataclass(slots=True)
class Index:
    """All records of a plan, and every place in the document that one of them names.

    Attributes:
        records: in the order of the page.
        places: each piece of evidence with the index of its record.
    """

    records: list[Record] = dataclasses.field(default_factory=list)
    places: list[tuple[int, Evidence]] = dataclasses.field(default_factory=list)
    _of: dict[int, Record] = dataclasses.field(default_factory=dict)
    _keys: set[str] = dataclasses.field(default_factory=set)

    def of(self, part: object) -> Record:
        """The record of a part of the plan."""
        return self._of[id(part)]

    def get(self, name: str) -> Record | None:
        """The record of a fact about the document itself, such as ``title``; ``None`` if the plan has none."""
        return next((record for record in self.records if record.key == f"about-{name}"), None)

    def add(self, part: object, kind: str, path: str, words: str, evidence: list[Evidence], key: str) -> None:
        """Takes up one part of the plan."""
        if not _KEY.fullmatch(key) or key in self._keys or len(key) > 200:
            key = f"{SINGULAR[kind]}-at-{len(self.records)}"
        self._keys.add(key)
        record = Record(key, kind, path, words, evidence)
        for each in evidence:
            record.places.append(len(self.places))
            self.places.append((len(self.records), each))
        self.records.append(record)
        self._of[id(part)] = record


def index(plan: Plan) -> Index:
    """The records of ``plan``."""
    found = Index()
    for name, words, part, evidence in _about(plan):
        path = "/period" if name == "period" else f"/metadata/{name}"
        found.add(part, "metadata", path, opening(words), evidence, f"about-{name}")
    for name in ITEM_FIELDS:
        for item, path in _items(getattr(plan, name), f"/{name}"):
            found.add(item, name, path, opening(item.text), item.evidence, item.id)
    for name in (*FIELDS[5:], "findings"):
        for number, part in enumerate(getattr(plan, name)):
            key = getattr(part, "id", f"{SINGULAR[name]}-{number + 1}")
            found.add(part, name, f"/{name}/{number}", _words(name, part), _evidence(part), key)
    for section, path in _sections(plan.sections, "/sections"):
        found.add(section, "sections", path, opening(section.title), section.evidence, section.id)
    return found


def _about(plan: Plan) -> Iterator[tuple[str, str, object, list[Evidence]]]:
    """Facts of the document that the page shows: name, words, the part of the plan and its evidence."""
    about, names = plan.metadata, {actor.id: actor.name for actor in plan.actors}
    kept = about.evidence
    if about.title is not None:
        yield "title", about.title, object(), kept.get("title", [])
    yield "kind", label(about.kind), object(), kept.get("kind", [])
    if about.published:
        yield "published", spoken_date(about.published.value), about.published, about.published.evidence
    if plan.period:
        yield "period", period_words(plan), plan.period, plan.period.evidence
    if about.issuers:
        issuers = "; ".join(names.get(each, each) for each in about.issuers)
        yield "issuers", issuers, about.issuers, kept.get("issuers", [])
    if about.reference is not None:
        yield "reference", about.reference, object(), kept.get("reference", [])


def period_words(plan: Plan) -> str:
    """The period as people write it."""
    if plan.period is None:
        return ""
    start, end = (spoken_date(each) if each else None for each in (plan.period.start, plan.period.end))
    if start == end:
        return start or "open"
    return f"{start} to {end}" if start and end else (f"from {start}" if start else f"until {end}")


def opening(text: str) -> str:
    """The beginning of what a record says: the same characters that the page's script takes from the page."""
    return harmless(text[: WORDS * 4])[:WORDS]


def walk(items: Iterable[Item]) -> Iterator[Item]:
    """Items with those below them, in order."""
    for item in items:
        yield item
        yield from walk(item.children)


def _items(items: list[Item], path: str) -> Iterator[tuple[Item, str]]:
    for number, item in enumerate(items):
        yield item, f"{path}/{number}"
        yield from _items(item.children, f"{path}/{number}/children")


def _sections(sections: list[Section], path: str) -> Iterator[tuple[Section, str]]:
    for number, section in enumerate(sections):
        yield section, f"{path}/{number}"
        yield from _sections(section.children, f"{path}/{number}/children")


def _words(name: str, part: Any) -> str:
    shown = {"actors": "name", "references": "name", "findings": "message", "figures": "unit"}.get(
        name, "text"
    )
    return opening(getattr(part, shown))


def _evidence(part: Any) -> list[Evidence]:
    return list(part.mentions if hasattr(part, "mentions") else part.evidence)
