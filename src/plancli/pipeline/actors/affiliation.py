"""Bodies printed with and without their state: the "Ministry of the Interior of Spain", later without Spain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plancli.gazetteer import Country, Organisation, names
from plancli.gazetteer import key as words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancli.pipeline.actors.model import Find
    from plancli.pipeline.actors.tokens import Reading

_KINDS = frozenset({"ministry", "agency", "organisation", "group"})
_LEAST = 3
"""Words that a name needs to be one body's with and without a state: "Council of Norway" is not the Council."""


def with_states(reading: Reading, finds: Sequence[Find], home: str) -> None:
    """Give a body one name, whether or not its state is printed with it.

    The state stands before the name ("Danish Ministry of Transport"), after "of" or after a comma on a cover;
    the fullest form in running words is the name. A bare name is that of the only body so called here, also
    where the gazetteer knows a body of that name in a state that the text does not name.
    """
    named = {find.country for find in finds if isinstance(find.entry, Country)} | {home}
    bodies = [find for find in finds if find.kind in _KINDS and find.how in ("pattern", "name", "defined")]
    parts = [(find, *_parts(reading, find)) for find in bodies if _open(find, named)]
    owners: dict[str, dict[str, str]] = {}
    for find, base, state in parts:
        if state:
            known = owners.setdefault(base, {})
            printed = base_name(find.name) if "," in find.name else find.name
            known[state] = max(known.get(state, ""), printed, key=len)
    for find, base, state in parts:
        states = owners.get(base, {})
        owner = state or (next(iter(states)) if len(states) == 1 else "")
        if owner and not (find.entry is not None and find.country == owner):
            find.name, find.country, find.entry = states[owner], owner, None


def base_name(name: str) -> str:
    """``name`` without the state after its last comma.

    >>> base_name("Ministry of Transport, Finland")
    'Ministry of Transport'
    """
    before, _, after = name.rpartition(", ")
    return before if before and _state(words_of(after)) else name


def _open(find: Find, named: set[str]) -> bool:
    """Whether the find's body is not one that the gazetteer knows for a state named here."""
    entry = find.entry
    return entry is None or (
        isinstance(entry, Organisation) and bool(entry.country) and entry.country not in named
    )


def _parts(reading: Reading, find: Find) -> tuple[str, str]:
    """The name without its state, folded, and the state's code; empty where none is printed."""
    printed = reading.folded[find.first : find.last] if find.how != "defined" else words_of(find.name)
    told = list(printed)
    for length in (6, 5, 4, 3, 2, 1):
        if len(told) - length < _LEAST:
            continue
        state = _state(tuple(told[:length]))
        if state:
            return " ".join(told[length:]), state
        rest = told[-length - 1 - (told[-length - 1] == "the")]
        state = _state(tuple(told[-length:]))
        if state and rest in ("of", ",", "for"):
            cut = len(told) - length - 1 - (told[-length - 1] == "the")
            return " ".join(told[:cut]), state
    return " ".join(told), find.country if find.entry is None and find.how == "name" else ""


def _state(told: tuple[str, ...]) -> str:
    forms = names().get(told[1:] if told[:1] == ("the",) else told, ())
    return next((form.entry.code for form in forms if isinstance(form.entry, Country)), "")
