"""A piece of evidence does not stand in the text.

The whole worth of a plan is that every statement can be looked up. Where the quote is not what stands between start and
end, the statement or the text was changed afterwards.

To mend it: extract the plan again; do not edit quotes, offsets or the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from plancli.rules.base import Hit, PlanFile
from plancli.rules.walk import part, quotes

CODE = "PLN203"
LEVEL = "error"
OF = "plan"
FAILING = (
    {"/dates/0/evidence/0/quote": "4 May 2026"},
    {"/dates/0/evidence/0/start": 1},
    {"/text": "Something else"},
)
PASSING = ({"/dates/0/evidence/0/line": 99}, {"/text": None})
_SHOWN = 60


def check(plan: PlanFile) -> Iterator[Hit]:
    """Quotes against the text; of a plan without its text only their lengths."""
    text = part(plan.data, "text")
    for pointer, start, end, quote in quotes(plan.data):
        if end - start != len(quote):
            yield Hit(
                f"'{_cut(quote)}' has {len(quote)} characters, start and end leave room for {end - start}",
                path=pointer,
            )
        elif isinstance(text, str) and text[max(0, start) : max(0, end)] != quote:
            yield Hit(_message(text, start, end, quote), path=pointer)


def _message(text: str, start: int, end: int, quote: str) -> str:
    if end > len(text):
        return f"'{_cut(quote)}' is said to end at {end}, and the text has {len(text)} characters"
    return f"'{_cut(quote)}' is not what stands at {start} to {end}: there is '{_cut(text[max(0, start) : end])}'"


def _cut(words: str) -> str:
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
