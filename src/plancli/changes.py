"""The Pydantic models of a difference between two plans: the second half of the output contract.

The JSON Schema in ``schemas/diff.schema.json`` is generated from these models.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from plancli.plan import Evidence, Model

DIFF_VERSION = "1.0"

ChangeKind = Literal[
    "metadata",
    "aim",
    "priority",
    "principle",
    "measure",
    "actor",
    "date",
    "commitment",
    "reference",
    "figure",
]
ChangeOp = Literal[
    "added",
    "removed",
    "reworded",
    "moved",
    "renumbered",
    "split",
    "merged",
    "strengthened",
    "weakened",
    "rescheduled",
    "unchanged",
]
WordOp = Literal["equal", "delete", "insert"]


class Version(Model):
    """One of the two plans that are compared."""

    title: str | None = Field(description="Title of the plan; null where it has none.")
    sha256: str = Field(pattern="^[0-9a-f]{64}$", description="SHA-256 of its source, in hexadecimal.")


class FieldChange(Model):
    """One field of an aligned pair that differs."""

    field: str = Field(
        description="Name of the field in the plan; of an item in a table also row, its other cells, and deadline, "
        "the date that fills one."
    )
    old: str | None = Field(description="Its value in the old version; null where it had none.")
    new: str | None = Field(description="Its value in the new version; null where it has none.")
    words: list[Annotated[tuple[WordOp, str], Field()]] = Field(
        description="What was kept, deleted and inserted, word by word, for a field of text; else empty."
    )


class EvidencePair(Model):
    """Where a change shows on either side."""

    old: list[Evidence] = Field(description="Evidence in the old version; empty for what was added.")
    new: list[Evidence] = Field(description="Evidence in the new version; empty for what was removed.")


class Change(Model):
    """A pair that was aligned, or what stands on one side alone."""

    kind: ChangeKind = Field(description="What changed.")
    ops: list[ChangeOp] = Field(min_length=1, description="How it changed, one or more.")
    old: str | None = Field(description="Id in the old plan; null for what was added.")
    new: str | None = Field(description="Id in the new plan; null for what was removed.")
    similarity: float | None = Field(
        ge=0, le=1, description="How alike the two are, from 0 to 1; null where there is no pair."
    )
    fields: list[FieldChange] = Field(description="The fields that differ.")
    evidence: EvidencePair = Field(description="Where it shows.")


class PlanDiff(Model):
    """What changed between two versions of a plan, aligned by what they say."""

    schema_version: Literal["1.0"] = Field(default="1.0", description="Version of this contract.")
    old: Version = Field(description="The old version.")
    new: Version = Field(description="The new version.")
    summary: dict[ChangeOp, int] = Field(description="How many changes there are of each kind of operation.")
    changes: list[Change] = Field(description="Every aligned pair and everything that stands alone.")
