"""A reference names an id that does not exist.

Whoever follows it finds nothing: a commitment bound to nobody, a deadline that is no date.

To mend it: extract the plan again, or name an id that is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from plancli.rules.base import Hit, PlanFile
from plancli.rules.walk import entries, nodes, part

CODE = "PLN205"
LEVEL = "error"
OF = "plan"
FAILING = (
    {"/commitments/0/deadline": "date-77"},
    {"/commitments/0/actors/0": "actor-nobody"},
    {"/metadata/issuers/0": "actor-nobody"},
    {"/quotations/0/speaker": "actor-nobody"},
)
PASSING = ({"/commitments/0/actors/0": "the harbour masters"}, {"/quotations/0/speaker": "a crane driver"})
_ACTOR = re.compile(r"actor-[a-z0-9-]+")
"""Who is bound and who speaks may be words instead of an id, and these look otherwise."""


def check(plan: PlanFile) -> Iterator[Hit]:
    """Every place that holds an id."""
    known = {node["id"] for _, node in nodes(plan.data) if isinstance(node.get("id"), str)}
    for pointer, name in _references(plan.data):
        if isinstance(name, str) and name not in known:
            yield Hit(f"there is no '{name}' in this plan", path=pointer)


def _references(data: Any) -> Iterator[tuple[str, Any]]:
    issuers = part(data, "metadata", "issuers")
    yield from _listed("/metadata/issuers", issuers)
    for pointer, each in entries(data, "commitments"):
        yield f"{pointer}/deadline", each.get("deadline")
        yield f"{pointer}/item", each.get("item")
        for place, name in _listed(f"{pointer}/actors", each.get("actors")):
            if isinstance(name, str) and _ACTOR.fullmatch(name):
                yield place, name
    for pointer, each in entries(data, "quotations"):
        speaker = each.get("speaker")
        if isinstance(speaker, str) and _ACTOR.fullmatch(speaker):
            yield f"{pointer}/speaker", speaker


def _listed(pointer: str, names: Any) -> Iterator[tuple[str, Any]]:
    for index, name in enumerate(names if isinstance(names, list) else []):
        yield f"{pointer}/{index}", name
