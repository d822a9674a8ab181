"""The typed result of the date tagger and the shape of a TIMEX3 value."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, TypeAlias

from plancli.plan import Date, Evidence

TimexType: TypeAlias = Literal["DATE", "TIME", "DURATION", "SET"]

_DATE = (
    r"(?:BC)?[\dX]{2,4}"
    r"|[\dX]{4}-(?:[\dX]{2}(?:-[\dX]{2})?|Q[1-4X]|H[12X]|SP|SU|FA|WI|W[\dX]{2}(?:-(?:[1-7X]|WE))?)"
    r"|BC[\dX]{4}-(?:[\dX]{2}(?:-[\dX]{2})?|SP|SU|FA|WI|Q[1-4X]|H[12X])|\d{4}/\d{4}"
)
_CLOCK = r"T(?:\d{2}(?::\d{2}(?::\d{2})?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?|MO|AF|EV|NI|MI|DT|XX)"
_PERIOD = r"PT?(?:\d+(?:\.\d+)?|X)(?:Y|M|W|D|DE|CE|Q|H|S|WE)(?:T?\d+[MWDHS])?"

#: What a value may look like: ISO 8601 with the TIMEX3 additions, and ``2024/2025`` (a financial year).
TIMEX_VALUE = re.compile(rf"(?:PAST|PRESENT|FUTURE)_REF|{_PERIOD}|(?:{_DATE})(?:{_CLOCK})?|{_CLOCK}")


class Timex(NamedTuple):
    """One temporal expression, in the terms of ISO-TimeML's TIMEX3.

    Attributes:
        start: offset of the first character, in code points.
        end: offset after the last character, so that ``text[start:end]`` is ``text``.
        text: the expression as it stands.
        type: DATE, TIME, DURATION or SET.
        value: TIMEX3 value, or ``None`` where it cannot be known.
        mod: TIMEX3 modifier (START, MID, END, APPROX, LESS_THAN, …), or ``None``.
        earliest: first day (ISO) that the expression can mean, or ``None``.
        latest: last day (ISO) that it can mean, or ``None``.
        role: what the wording makes of it (deadline, period, recurrence, event), or ``None``.
        anchor: the ISO date that it was resolved against, or ``None`` for what stands by itself.
        remark: why the reading is uncertain, or ``None``.
    """

    start: int
    end: int
    text: str
    type: TimexType
    value: str | None
    mod: str | None = None
    earliest: str | None = None
    latest: str | None = None
    role: str | None = None
    anchor: str | None = None
    remark: str | None = None

    def as_date(self, number: int, evidence: list[Evidence], role: str | None = None) -> Date:
        """Return the expression as an entry of a plan.

        Args:
            number: its place among the dates of the text, from 1.
            evidence: where it stands in the source.
            role: what it dates, where the document says more than its wording.
        """
        return Date(
            id=f"date-{number}",
            text=self.text,
            type=self.type,
            value=self.value,
            mod=self.mod,  # type: ignore[arg-type]  # the grammar's modifiers are TIMEX3's, held by a test
            earliest=self.earliest,
            latest=self.latest,
            role=role or self.role,
            anchor=self.anchor,
            evidence=evidence,
        )
