"""Documents of a part of the United Kingdom, in which "the Government" and "Parliament" are that part's own."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from plancli.gazetteer import Organisation, lookup
from plancli.gazetteer.cues import pattern, table
from plancli.pipeline.actors.model import Find

if TYPE_CHECKING:
    from plancli.pipeline.actors.tokens import Reading

_HOME = "GB"


def part_of_home(reading: Reading, home: str) -> tuple[str, str] | None:
    """The government and the parliament of the part that the document speaks from, if it is one."""
    if home not in (_HOME, ""):
        return None
    parts = {names for names, cue in _parts() if cue.search(reading.text)}
    whole = pattern("devolved", flags=0, speaks="whole").search(reading.text)
    return next(iter(parts)) if len(parts) == 1 and whole is None else None


@cache
def _parts() -> tuple[tuple[tuple[str, str], re.Pattern[str]], ...]:
    rows = [row for row in table("devolved") if row["speaks"] == "part"]
    return tuple(((row["government"], row["parliament"]), re.compile(row["pattern"])) for row in rows)


def of_part(find: Find | None, part: tuple[str, str] | None) -> Find | None:
    """The find of the state's government or parliament as that of its part."""
    if find is None or part is None or find.kind not in ("government", "parliament"):
        return find
    entry = lookup(part[0] if find.kind == "government" else part[1])
    if not isinstance(entry, Organisation):
        return find
    return Find(find.first, find.last, entry.kind, entry.name, "generic", entry.country, entry)
