"""Amounts as a text or a table prints them: "£4.2 million", "2,465", "35%"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from plancli.gazetteer.cues import either, table

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in a text.

    Attributes:
        start: first code point of its words.
        end: code point after the last.
        value: the number, without its scale.
        unit: what it is of, as printed: currency, scale, per cent ("£ million", "%", "").
    """

    start: int
    end: int
    value: Decimal
    unit: str

    @property
    def slack(self) -> Decimal:
        """Half of its last digit's place: how far it may be rounded."""
        places = self.value.as_tuple().exponent
        return Decimal(5).scaleb(int(places) - 1)


@cache
def _form() -> re.Pattern[str]:
    sign = either("currencies", "sign")
    scales = "|".join(row["word"] for row in table("numbers") if row["kind"] in ("scale", "short scale"))
    unit = rf"\s?(?:{scales})\b|\s?%"
    return re.compile(
        rf"(?<![\w.,])(?P<sign>{sign})?\s?(?P<digits>{_DIGITS})(?P<unit>{unit})?(?![\w%]|[.,]\d)"
    )


def amounts(text: str, start: int = 0, end: int | None = None) -> Iterator[Amount]:
    """The amounts between two places of ``text``, in order."""
    for match in _form().finditer(text, start, len(text) if end is None else end):
        value = Decimal(match["digits"].replace(",", ""))
        unit = f"{match['sign'] or ''} {(match['unit'] or '').strip()}".strip()
        yield Amount(*match.span(), value, unit)


def whole_amount(text: str) -> Amount | None:
    """The amount that is all there is in a cell."""
    found = _form().fullmatch(text.strip())
    return next(amounts(text), None) if found else None


def differs(total: Amount, parts: Sequence[Amount]) -> Decimal | None:
    """What the parts come to where that is not the total, rounding aside; ``None`` where it is."""
    added = sum((each.value for each in parts), Decimal(0))
    slack = total.slack + sum((each.slack for each in parts), Decimal(0))
    return added if abs(added - total.value) > slack else None
