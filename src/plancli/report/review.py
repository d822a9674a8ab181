"""A reviewer's marks: which statements of a plan are right, which wrong, and what is missing from it.

The page saves them as a file beside the plan; :func:`load_review` reads such a file and :func:`tally` says
how good the marked fields are.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import Field, ValidationError

from plancli.errors import PlanError
from plancli.files import readable
from plancli.plan import Generator, Model
from plancli.report.records import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plancli.report.records import Index, Record

Verdict = Literal["right", "wrong", "missing"]
MarkedField = Literal[
    "metadata",
    "aims",
    "priorities",
    "principles",
    "measures",
    "commitments",
    "actors",
    "dates",
    "figures",
    "quotations",
    "references",
    "findings",
    "sections",
]


class Mark(Model):
    """What a reviewer says of one statement."""

    field: MarkedField = Field(description="The field of the plan.")
    verdict: Verdict = Field(
        description="right or wrong; missing for what the document says and the plan does not."
    )
    key: str | None = Field(
        default=None, description="The statement's name on the page; null for a missing one."
    )
    text: str = Field(description="What it says; for a missing one the document's words.")
    page: int | None = Field(default=None, ge=1, description="Page of the source, where it has pages.")
    start: int | None = Field(
        default=None, ge=0, description="First code point of its evidence in the plan's text."
    )
    note: str | None = Field(default=None, description="What the reviewer adds.")


class ReviewedSource(Model):
    """The document whose plan was marked."""

    name: str = Field(description="Its name in the plan.")
    sha256: str = Field(pattern="^[0-9a-f]{64}$", description="SHA-256 of its bytes, in hexadecimal.")


class Review(Model):
    """The marks of one plan."""

    schema_version: Literal["1.0"] = Field(default="1.0", description="Version of this form.")
    source: ReviewedSource = Field(description="The document.")
    generator: Generator = Field(description="What made the plan that was marked.")
    marks: list[Mark] = Field(description="The marks, in the order of the plan, missing statements last.")


def load_review(path: str | Path) -> Review:
    """The marks in a file.

    Raises:
        SourceError: the file cannot be opened.
        PlanError: it holds no marks.
    """
    with readable(path):
        data = Path(path).read_bytes()
    try:
        return Review.model_validate_json(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = "/" + "/".join(str(part) for part in first["loc"])
        message = f"is not a review saved from a report: {first['msg'].lower()} at {where}"
        raise PlanError(message, str(path)) from None


def placed(review: Review, index: Index) -> list[tuple[Mark, Record | None]]:
    """Each mark with the record it is about; ``None`` for a missing statement and for one that is gone.

    A mark belongs to the record of its name if that still says the same, else to one that says the same in
    the same place, so that marks outlive a plan whose ids have moved.
    """
    by_key = {record.key: record for record in index.records}
    by_words = {(r.field, r.words, r.evidence[0].start if r.evidence else None): r for r in index.records}
    found: list[tuple[Mark, Record | None]] = []
    for mark in review.marks:
        record = by_key.get(mark.key or "")
        if record is None or (record.field, record.words) != (mark.field, mark.text):
            record = by_words.get((mark.field, mark.text, mark.start))
        found.append((mark, record if mark.verdict != "missing" else None))
    return found


@dataclass(slots=True)
class Tally:
    """How many statements of a field were marked, and what follows.

    Attributes:
        field: the field of the plan, or ``all``.
        right: statements marked right.
        wrong: statements marked wrong.
        missing: statements that the reviewer missed.
    """

    field: str
    right: int = 0
    wrong: int = 0
    missing: int = 0

    @property
    def precision(self) -> float | None:
        """The share of right ones among those marked; ``None`` where none is."""
        marked = self.right + self.wrong
        return self.right / marked if marked else None

    @property
    def recall(self) -> float | None:
        """The share of right ones among what the reviewer knows to be there; ``None`` where that is nothing."""
        known = self.right + self.missing
        return self.right / known if known else None


def tally(reviews: Iterable[Review]) -> list[Tally]:
    """The marks of all reviews by field, in the order of a plan, and together at the end."""
    counts = {name: Tally(name) for name in (*FIELDS, "sections", "findings")}
    total = Tally("all")
    for review in reviews:
        for mark in review.marks:
            for each in (counts[mark.field], total):
                setattr(each, mark.verdict, getattr(each, mark.verdict) + 1)
    return [each for each in counts.values() if each.right or each.wrong or each.missing] + [total]
