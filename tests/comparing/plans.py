"""Plans put together from a few lines, with texts and evidence that fit."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from plancli.plan import Commitment, Date, Evidence, Generator, Item, Metadata, Plan, Source

STRENGTHS = {
    "shall": "firm",
    "must": "firm",
    "will": "firm",
    "agreed": "firm",
    "intends": "intended",
    "should": "recommended",
    "may": "tentative",
    "explores": "tentative",
}


@dataclass
class Entry:
    """An item to be: its words, its number and what stands under it."""

    text: str
    number: str | None = None
    body: str | None = None
    children: list[Entry] = field(default_factory=list)


@dataclass
class Promise:
    """A commitment to be; ``due`` is the TIMEX3 value of its deadline, which stands in ``text``."""

    text: str
    modality: str = "will"
    due: str | None = None


def plan_from(
    lists: dict[str, list[Entry]], promises: list[Promise] | None = None, title: str | None = "A plan"
) -> Plan:
    """The plan of ``lists`` (by name: aims, priorities, principles, measures) and ``promises``."""
    builder = _Builder()
    trees = {
        name: [builder.item(name_of(name), f"{place}", each) for place, each in enumerate(entries, 1)]
        for name, entries in lists.items()
    }
    for each in promises or []:
        builder.promise(each)
    text = builder.text
    return Plan(
        source=Source(
            name="plan.txt",
            media_type="text/plain",
            sha256=sha256(text.encode()).hexdigest(),
            bytes=len(text.encode()),
            characters=len(text),
        ),
        generator=Generator(version="0", model=None),
        metadata=Metadata(title=title, language="en"),
        dates=builder.dates,
        commitments=builder.commitments,
        text=text,
        **trees,
    )


def name_of(plural: str) -> str:
    """The kind that a list holds."""
    return {"priorities": "priority"}.get(plural, plural.removesuffix("s"))


class _Builder:
    def __init__(self) -> None:
        self.text = ""
        self.dates: list[Date] = []
        self.commitments: list[Commitment] = []

    def line(self, words: str) -> list[Evidence]:
        start = len(self.text)
        self.text += words + "\n"
        line = self.text.count("\n")
        return [Evidence(start=start, end=start + len(words), quote=words, line=line, column=1)]

    def item(self, kind: str, path: str, entry: Entry) -> Item:
        evidence = self.line(entry.text)
        if entry.body:
            self.line(entry.body)
        return Item(
            id=f"{kind}-{path}",
            number=entry.number,
            text=entry.text,
            body=entry.body,
            evidence=evidence,
            children=[
                self.item(kind, f"{path}-{place}", child) for place, child in enumerate(entry.children, 1)
            ],
        )

    def promise(self, promise: Promise) -> None:
        evidence = self.line(promise.text)
        deadline = None
        if promise.due:
            start = evidence[0].start + promise.text.index(promise.due)
            place = [Evidence(start=start, end=start + len(promise.due), quote=promise.due)]
            deadline = f"date-{len(self.dates) + 1}"
            self.dates.append(
                Date(
                    id=deadline,
                    text=promise.due,
                    type="DATE",
                    value=promise.due,
                    role="deadline",
                    evidence=place,
                )
            )
        self.commitments.append(
            Commitment(
                id=f"commitment-{len(self.commitments) + 1}",
                text=promise.text,
                modality=promise.modality,
                strength=STRENGTHS[promise.modality],
                action=promise.text,
                deadline=deadline,
                evidence=evidence,
            )
        )
