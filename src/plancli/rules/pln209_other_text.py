"""The plan's text is not the document's.

Offsets count in the plan's text. Where the document reads otherwise, they point at other words.

To mend it: extract the plan again from the document as it is now.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from plancli.rules.base import Hit, PlanFile
from plancli.rules.walk import part

CODE = "PLN209"
LEVEL = "error"
OF = "plan"
FAILING = ({"/text": "Plan for Loud Harbours"},)
PASSING = ({"/source/name": "another.txt"},)
_SHOWN = 40


def check(plan: PlanFile) -> Iterator[Hit]:
    """Compares the texts, where there are two, and shows where they part."""
    text = part(plan.data, "text")
    if plan.original is None or not isinstance(text, str) or text == plan.original.text:
        return
    pairs = zip(text, plan.original.text, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    ours, theirs = text[same : same + _SHOWN], plan.original.text[same : same + _SHOWN]
    yield Hit(f"from character {same} the plan has '{ours}' and the document '{theirs}'", path="/text")
