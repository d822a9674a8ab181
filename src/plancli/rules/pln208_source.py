"""The plan was not made from this document.

Its hash names another file, or another version of this one: what the plan says need not stand in the document any more.

To mend it: extract the plan again from the document as it is now.
"""

from __future__ import annotations

from collections.abc import Iterator

from plancli.rules.base import Hit, PlanFile
from plancli.rules.walk import part

CODE = "PLN208"
LEVEL = "error"
OF = "plan"
FAILING = ({"/source/sha256": "0" * 64}, {"/source/characters": 1})
PASSING = ({"/source/name": "another.txt"},)


def check(plan: PlanFile) -> Iterator[Hit]:
    """The hash against that of the document it is held against, or of the file beside the plan; the text's length."""
    claimed = part(plan.data, "source", "sha256")
    known = plan.original.data_sha256 if plan.original else plan.beside
    if isinstance(claimed, str) and known is not None and claimed != known:
        name = plan.original.name if plan.original else part(plan.data, "source", "name")
        yield Hit(
            f"the plan was made from a file with the hash {claimed[:12]}…, {name} has {known[:12]}…",
            path="/source/sha256",
        )
    text, characters = part(plan.data, "text"), part(plan.data, "source", "characters")
    if isinstance(text, str) and type(characters) is int and characters != len(text):
        yield Hit(f"the text has {len(text)} characters, not {characters}", path="/source/characters")
