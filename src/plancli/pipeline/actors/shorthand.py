"""Actors named by their kind alone, as the document means them: "the Government", "the Department"."""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from plancli.gazetteer import (
    Country,
    Organisation,
    Region,
    body_heads,
    countries,
    key,
    lookup,
    names,
    short_names,
    words,
)
from plancli.pipeline.actors.devolved import of_part, part_of_home
from plancli.pipeline.actors.model import Find
from plancli.pipeline.actors.states import state_body

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancli.pipeline.actors.tokens import Reading

Tails: TypeAlias = dict[tuple[str, ...], dict[tuple[str, str, str], Find]]
_SEVERAL = 2
_LONGEST_TAIL = 6
"""Words: a short name that is the end of a longer one has no more."""


def generic(
    reading: Reading, finds: Sequence[Find], home: str, issuers: Sequence[tuple[int, int]]
) -> list[Find]:
    """Places that name an actor by its kind alone: "the Government", "Parliament", "the Department"."""
    held = {k: find for find in finds for k in range(find.first, find.last)}
    bodies = [find for find in finds if find.kind in ("ministry", "agency", "group", "organisation")]
    issued = [f for f in bodies if any(a <= reading.starts[f.first] < b for a, b in issuers)]
    tails = _tails(bodies)
    part = part_of_home(reading, home)
    home = home or ("GB" if part else "")
    found = []
    for i, word in enumerate(reading.folded):
        if i in held or not (word in _kinds() or reading.at(i - 1) == "the"):
            continue
        if word == "governments":
            found += _of_states(reading, i, held)
            continue
        find = _short_name(reading, i, home) if home in ("EU", "GB") else None
        if find is None and word == "government":
            find = _of_state(reading, i, held.get(i - 1)) or _with_its_people(reading, i, held)
            find = find or of_part(_government(reading, i, home), part)
        elif find is None and word in ("parliament", "congress", "houses"):
            find = of_part(_parliament(reading, i, home), part)
        elif find is None and word == "administration":
            find = _administration(reading, i, home)
        elif find is None and word in words("short_head"):
            find = _short(reading, i, issued or bodies, bool(issued))
        if find is None and reading.at(i - 1) == "the":
            find = _end_of_name(reading, i, tails)
        if find is None and word == "commission" and home != "EU":
            find = _commission(reading, i, finds)
        if find is not None:
            found.append(find)
    return found


@cache
def _kinds() -> frozenset[str]:
    """The words that may name an actor without "the" before them."""
    return words("short_head") | {
        "government", "governments", "parliament", "congress", "houses", "administration", "commission"
    }  # fmt: skip


def _of_state(reading: Reading, i: int, before: Find | None) -> Find | None:
    """As in "the German government": a state's adjective or name before the word in lower case."""
    if before is None or not reading.same_line(before.first, i) or reading.tight(i) or _compound(reading, i):
        return None
    if isinstance(before.entry, Region):
        entry = lookup(reading.said(before.first, i + 1))
        if not isinstance(entry, Organisation) or entry.kind != "government":
            return None
        return Find(before.first, i + 1, entry.kind, entry.name, "generic", entry.country, entry)
    if not isinstance(before.entry, Country):
        return None
    return state_body(before.first, i + 1, "government", before.country)


def _with_its_people(reading: Reading, i: int, held: dict[int, Find]) -> Find | None:
    """As in "the Government and people of Norway"."""
    k = i + 2 + (reading.at(i + 2) == "the")
    if reading.at(i + 1) not in ("and", "&") or reading.at(k) not in ("people", "peoples"):
        return None
    state = next((held[j] for j in (k + 2, k + 3) if j in held), None) if reading.at(k + 1) == "of" else None
    if state is None or not isinstance(state.entry, Country) or not reading.same_line(i, state.first):
        return None
    return state_body(i, i + 1, "government", state.country)


def _of_states(reading: Reading, i: int, held: dict[int, Find]) -> list[Find]:
    """As in "the Welsh and Scottish Governments": the government of each state or region in the list."""
    owners: list[Find] = []
    k = i - 1
    while reading.same_line(k, i) and (owner := held.get(k)) is not None:
        if not isinstance(owner.entry, Country | Region) or owner.how not in ("adjective", "acronym"):
            break
        owners.append(owner)
        k = owner.first - 1
        while reading.at(k) in ("and", ",", "&"):
            k -= 1
    if len(owners) < _SEVERAL:
        return _of_states_after(reading, i, held)
    found = [_one_of_several(reading, owner, i + 1 if owner is owners[0] else owner.last) for owner in owners]
    states = [
        Find(owner.first, owner.last, "country", owner.entry.name, "inside", owner.country, owner.entry)
        for owner in owners[1:]  # the last one of the list is found inside its government's name
        if isinstance(owner.entry, Country)
    ]
    return [*states, *(find for find in found if find is not None)]


def _of_states_after(reading: Reading, i: int, held: dict[int, Find]) -> list[Find]:
    """As in "the Governments of Norway and Kenya": the government of each state in the list after the word."""
    owners: list[Find] = []
    k = i + 1
    while reading.at(k) in ("of", "the", "and", ",", "&") and reading.same_line(i, k):
        k += 1
        owner = held.get(k)
        if owner is not None and isinstance(owner.entry, Country) and owner.first == k:
            owners.append(owner)
            k = owner.last
    if reading.at(i + 1) != "of" or len(owners) < _SEVERAL:
        return []
    first, *rest = owners
    named = [state_body(i, first.last, "government", first.country)]
    return named + [state_body(owner.first, owner.last, "government", owner.country) for owner in rest]


def _one_of_several(reading: Reading, owner: Find, last: int) -> Find | None:
    """The government of one owner in a list of them."""
    if isinstance(owner.entry, Country):
        return state_body(owner.first, last, "government", owner.country)
    entry = lookup(f"{reading.said(owner.first, owner.last)} government")
    if not isinstance(entry, Organisation) or entry.kind != "government":
        return None
    return Find(owner.first, last, entry.kind, entry.name, "generic", entry.country, entry)


def _administration(reading: Reading, i: int, home: str) -> Find | None:
    """The US executive, as "the Administration" or by its president's name ("the Roe Administration")."""
    if (home, "administration") not in short_names() or not reading.capital(i) or _titled(reading, i):
        return None
    first = i
    while (
        reading.same_line(first - 1, i)
        and i - first < 3
        and (
            (reading.capital(first - 1) and reading.folded[first - 1] not in words("function"))
            or reading.at(first - 1) == "-"
        )
    ):
        first -= 1
    named = reading.at(first - 1) in ("the", "this", "s") or first < i
    return state_body(first, i + 1, "government", home) if named else None


def _short_name(reading: Reading, i: int, home: str) -> Find | None:
    """The home institution that a document of the European Union calls by one word ("the Commission")."""
    if not reading.capital(i) or reading.at(i - 1) != "the" or _titled(reading, i):
        return None
    entry = lookup(short_names().get((home, reading.folded[i]), ""))
    if not isinstance(entry, Organisation) or reading.at(i + 1) in ("of", "for"):
        return None
    if home == "EU" and reading.at(i + 1) == "on":
        return None
    return Find(i, i + 1, entry.kind, entry.name, "generic", entry.country, entry)


def _commission(reading: Reading, i: int, finds: Sequence[Find]) -> Find | None:
    """The European Commission as "the Commission", in a text that names the Union and no other commission."""
    union = any(find.country == "EU" and find.how in ("name", "acronym") for find in finds)
    other = any("commission" in find.name.casefold().split() and find.country != "EU" for find in finds)
    return _short_name(reading, i, "EU") if union and not other else None


def _government(reading: Reading, i: int, home: str) -> Find | None:
    """The home government at ``i``: "the Government", "the Federal Government", "Government will"."""
    if home not in countries() or reading.style(i) == "upper" or _titled(reading, i):
        return None
    first = i - 1 if reading.at(i - 1) in ("federal", "central") and reading.same_line(i - 1, i) else i
    if reading.at(i + 1) == "of" or (reading.words[i].islower() and _compound(reading, i)):
        return None
    whole = first < i and reading.capital(first) and reading.capital(i)
    bare = reading.capital(first) and reading.style(i) == "text" and reading.at(i + 1) in words("act_verb")
    bare = bare and not reading.opens_sentence(first)
    if reading.at(first - 1) != "the" and not whole and not bare:
        return None
    return state_body(first, i + 1, "government", home)


def _parliament(reading: Reading, i: int, home: str) -> Find | None:
    """The home parliament at ``i``: "Parliament", "both Houses", in the United States "Congress"."""
    if home not in countries() or reading.style(i) == "upper" or not reading.capital(i):
        return None
    word = reading.folded[i]
    if word == "houses":
        return state_body(i - 1, i + 1, "parliament", home) if reading.at(i - 1) == "both" else None
    if _titled(reading, i) or (word == "congress") != ((home, "congress") in short_names()):
        return None
    return state_body(i, i + 1, "parliament", home)


def _compound(reading: Reading, i: int) -> bool:
    """Whether "government" only describes the noun after it ("the government response")."""
    after = reading.at(i + 1)
    if not reading.same_line(i, i + 1) or not after.isalpha() or reading.words[i] == "governments":
        return False
    verbs = words("act_verb") | words("speech_verb") | words("function")
    return after not in verbs and not after.endswith(("ed", "ly"))


def _titled(reading: Reading, i: int) -> bool:
    """Whether a capital word follows in the same line, so that a longer name is meant."""
    k = i + 1
    return (
        reading.same_line(i, k)
        and reading.capital(k)
        and not reading.tight(k)
        and reading.words[i] != "Parliament"
    )


def _short(reading: Reading, i: int, bodies: Sequence[Find], issued: bool) -> Find | None:
    """The one body whose head word stands at ``i`` after "the": the issuer's, or the only one before."""
    if reading.at(i - 1) != "the" or not reading.same_line(i - 1, i):
        return None
    plain = not reading.capital(i)
    if plain and _compound(reading, i):
        return None
    if reading.same_line(i, i + 1) and (reading.capital(i + 1) or reading.at(i + 1) in ("of", "for")):
        return None
    word = reading.folded[i]
    meant = {f.key: f for f in bodies if word in _head_words(f)}
    if not issued and not any(f.first < i for f in bodies if f.key in meant):
        meant = {}  # a name that comes later is not what is spoken of
    if plain and not (issued and word == "department"):  # "the department" of the only one so far
        meant = meant if all(f.first < i for f in meant.values()) and len(meant) == 1 else {}
    if len(meant) > 1:
        before = {f.key: f for f in bodies if word in _head_words(f) and f.first < i}
        meant = before if len(before) == 1 else {}
    for find in meant.values():
        return Find(i, i + 1, find.kind, find.name, "generic", find.country, find.entry, proof=False)
    return None


def _tails(bodies: Sequence[Find]) -> Tails:
    """The bodies by the last words of their names, each body once, where it is first named.

    A body that another belongs to is not that one ("the Council" is not "the Secretariat of the Council").
    """
    tails: Tails = {}
    for find in bodies:
        told = key(find.name)
        for size in range(1, min(len(told), _LONGEST_TAIL + 1)):
            if told[-size:] in body_heads() and told[-size - 1] in ("of", "the"):
                continue
            tails.setdefault(told[-size:], {}).setdefault(find.key, find)
    return tails


def _end_of_name(reading: Reading, i: int, tails: Tails) -> Find | None:
    """A body by the last words of its name ("the Housing Executive"), if it alone of those before ends so."""
    last = i
    while reading.same_line(i, last) and (reading.capital(last) or reading.at(last) in ("and", "of")):
        last += 1
    while last > i and not reading.capital(last - 1):
        last -= 1
    size = last - i
    alone = size == 1 and (reading.folded[i],) not in body_heads()
    told = tuple(reading.folded[i:last])
    if size == 0 or alone or reading.at(last) in ("of", "for") or told in names():
        return None
    meant = list(islice((find for find in tails.get(told, {}).values() if find.first < i), 2))
    if len(meant) != 1:
        return None
    find = meant[0]
    return Find(i, last, find.kind, find.name, "generic", find.country, find.entry, proof=False)


def _head_words(find: Find) -> tuple[str, ...]:
    """The words of a body's name that may stand for it alone: its first, and its last but for an owner's."""
    name = find.name.casefold().split()
    if find.how == "generic":
        return ()
    return (name[0],) if name[-2:-1] in (["of"], ["the"]) else (name[0], name[-1])
