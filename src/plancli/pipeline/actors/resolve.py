"""From finds to entities: one for each actor of the real world, with its names, roles and mentions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from plancli.gazetteer import Country, Office, Organisation, Region, countries, lookup, words
from plancli.pipeline.actors.model import Entity, Find, Mention
from plancli.pipeline.actors.named import list_start
from plancli.pipeline.actors.predicates import somebody_does, subject_verb
from plancli.pipeline.actors.states import acts, locates

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plancli.pipeline.actors.tokens import Reading

Group = tuple[str, str, str]


@dataclass(slots=True)
class _Cluster:
    finds: list[Find] = field(default_factory=list)


def entities(reading: Reading, finds: Sequence[Find], home: str) -> list[Entity]:
    """The entities that ``finds`` name, in document order of their first mention."""
    clusters: dict[Group, _Cluster] = {}
    _shortened(reading, finds)
    for find in _one_name(finds):
        clusters.setdefault(find.key, _Cluster()).finds.append(find)
    at = {k: find for find in finds for k in range(find.first, find.last)}
    kept = [cluster for cluster in clusters.values() if _is_actor(reading, cluster.finds, at)]
    kept.sort(key=lambda cluster: (cluster.finds[0].first, cluster.finds[0].last))
    found = [_entity(reading, cluster.finds) for cluster in kept]
    _tell_apart(found, [cluster.finds[0].country for cluster in kept], home)
    return found


def _tell_apart(found: Sequence[Entity], states: Sequence[str], home: str) -> None:
    """Give bodies of one name the name of their state, but for the one at home."""
    counts = Counter(entity.name for entity in found)
    for entity, state in zip(found, states, strict=True):
        if counts[entity.name] > 1 and state != home and state in countries():
            entity.aliases = [alias for alias in [entity.name, *entity.aliases] if alias]
            entity.name = f"{entity.name} ({countries()[state].name})"


def _shortened(reading: Reading, finds: Sequence[Find]) -> None:
    """Give a body printed without its name's end ("Council of X" for "Council of X on Y") the whole name."""
    whole: dict[str, Find] = {}
    for find in finds:
        if find.kind not in ("person", "country", "region"):
            whole.setdefault(find.name, find)
    _ends_of_names(reading, finds, whole)
    openings: dict[str, list[str]] = {}
    for name in whole:
        told = name.split(" ")
        for k, word in enumerate(told[:-1]):
            if word in ("of", "on", "for"):
                openings.setdefault(" ".join(told[:k]), []).append(name)
    for find in finds:
        if find.how != "pattern" or find.entry is not None or find.name.count(" ") < 2:
            continue
        longer = openings.get(find.name, [])
        if len(longer) == 1:
            full = whole[longer[0]]
            find.name, find.entry, find.kind, find.country = full.name, full.entry, full.kind, full.country


def _ends_of_names(reading: Reading, finds: Sequence[Find], whole: dict[str, Find]) -> None:
    """Give "the Programme Board" the whole name, where just one body's ends so ("TB Programme Board")."""
    tails: dict[str, list[Find]] = {}
    for name, full in whole.items():
        told = name.split(" ")
        for size in range(2, len(told)):
            tails.setdefault(" ".join(told[-size:]), []).append(full)
    for find in finds:
        short = _short_of(reading, find)
        if short.count(" ") < 1:
            continue
        longer = list(islice((full for full in tails.get(short, ()) if full.first < find.first), 2))
        if len({full.key for full in longer}) == 1 and find.last - find.first == short.count(" ") + 1:
            full = longer[0]
            find.name, find.entry, find.kind, find.country = full.name, full.entry, full.kind, full.country


def _short_of(reading: Reading, find: Find) -> str:
    """What may be the end of a longer name: that of a body no table has, or a name that is not a body's own.

    "The Council of Ministers" is the Council of the European Union only where no other has been named.
    """
    if find.how == "pattern" and find.entry is None:
        return find.name
    if find.how != "name" or not isinstance(find.entry, Organisation):
        return ""
    printed = reading.said(find.first, find.last)
    return printed if printed.casefold() != find.entry.name.casefold() else ""


def _one_name(finds: Sequence[Find]) -> Iterable[Find]:
    """The finds, those of a body under its former name as that body, if the text has both names."""
    met = {find.entry for find in finds}
    for find in finds:
        if isinstance(find.entry, Organisation) and find.entry.now:
            now = lookup(find.entry.now, find.entry.country)
            if now in met and isinstance(now, Organisation):
                find.entry, find.name = now, now.name
        yield find


def _is_actor(reading: Reading, finds: Sequence[Find], at: dict[int, Find]) -> bool:
    """Whether at least one find shows that what it names acts or is acted with."""
    entry = finds[0].entry
    if isinstance(entry, Country):
        return any(_country_acts(reading, find, at) for find in finds)
    if isinstance(entry, Region):
        return any(_region_acts(reading, find) and not locates(reading, find, at) for find in finds)
    if isinstance(entry, Office):
        return any(find.how == "person" for find in finds) or entry.name.casefold() not in words(
            "common_post"
        )
    if finds[0].kind == "person":
        return not _enforced(reading, finds)
    if any(f.proof or (f.how == "defined" and not _faint(finds)) or acts(reading, f) for f in finds):
        return True
    if any(_gathered(reading, find) for find in finds):
        return True
    return not _faint(finds) and any(_beside_a_body(reading, find, at) for find in finds)


def _gathered(reading: Reading, find: Find) -> bool:
    """Whether the find stands in a list of those whom something brings together."""
    k = list_start(reading, find.first)
    return reading.at(k) == "together" and reading.at(k - 1) in words("gathering")


def _beside_a_body(reading: Reading, find: Find, at: dict[int, Find]) -> bool:
    """Whether a list joins the find with a body of which there is no doubt ("X and the Home Office")."""
    before = find.first - 1
    while reading.at(before) in (words("beside_join") | _MARKS) and reading.same_line(before, find.first):
        before -= 1
    after = find.last
    while reading.at(after) in (words("beside_join") | _MARKS) and reading.same_line(find.first, after):
        after += 1
    joined = [(before, before + 1, find.first), (after, find.last, after)]
    for k, low, high in joined:
        other = at.get(k)
        gap = reading.folded[low:high]
        if other is not None and isinstance(other.entry, Country) and reading.at(other.last) == "'":
            other = at.get(other.last + 2)  # "the UK's National Crime Agency"
        if other is None or other is find or not {"and", ",", "&", ";"} & set(gap):
            continue
        if reading.same_line(k, find.first) and other.proof and other.kind in _BODIES:
            return True
    return False


def _enforced(reading: Reading, finds: Sequence[Find]) -> bool:
    """Whether the law is enforced on a person of whom nothing else is said ("Mr Doe was arrested")."""
    if any(find.roles for find in finds):
        return False
    return any(
        reading.same_line(find.first, k) and reading.at(k) in words("enforced")
        for find in finds
        for k in range(find.last, find.last + 9)
    )


_MARKS = frozenset(",;")
_BODIES = frozenset({"ministry", "agency", "organisation", "government", "parliament"})
_NOT_IN_ISO = frozenset({"XK"})
"""Codes in use for states to which ISO 3166-1 has assigned none."""


def _faint(finds: Sequence[Find]) -> bool:
    """Whether the name may be that of a thing ("… Network"), so that only what it does shows a body."""
    return finds[0].name.rsplit(" ", 1)[-1].casefold() in words("faint_head")


def _country_acts(reading: Reading, find: Find, at: dict[int, Find]) -> bool:
    if find.how == "inside":
        return True
    if find.how == "adjective":
        return _before_actor(reading, find) and reading.at(find.first) not in words("ambiguous_adjective")
    return not locates(reading, find, at)


def _before_actor(reading: Reading, find: Find) -> bool:
    """Whether the adjective describes somebody who acts ("German prosecutors")."""
    k = find.last
    for _ in range(2):
        if not reading.same_line(find.first, k):
            return False
        if reading.at(k) in words("actor_noun"):
            return True
        if reading.at(k) == "-":
            k += 1
        k += 1
    return False


def _region_acts(reading: Reading, find: Find) -> bool:
    if find.how == "adjective" and find.country:
        return False
    if (
        reading.same_line(find.first - 1, find.first)
        and reading.capital(find.first - 1)
        and find.how != "adjective"
    ):
        return False
    if reading.at(find.last) in words("region_noun"):
        return True
    if find.how == "adjective":
        return False
    verb = subject_verb(reading, find.last)
    return reading.at(find.last) in ("will", "would", "shall", "has", "must", "have") or somebody_does(
        reading, verb
    )


def _entity(reading: Reading, finds: Sequence[Find]) -> Entity:
    first = finds[0]
    entry = first.entry
    entity = Entity(_name(finds), first.kind)
    entity.code = entry.code if isinstance(entry, Country) and entry.code not in _NOT_IN_ISO else None
    spans = sorted({(find.first, find.last) for find in finds})
    for a, b in spans:
        if entity.mentions and reading.starts[a] < entity.mentions[-1].end:
            continue
        entity.mentions.append(Mention(reading.starts[a], reading.ends[b - 1], reading.slice(a, b)))
        alias = _alias(reading.said(a, b))
        if not (entity.kind == "person" and _any_title(alias)):
            _add(entity.aliases, alias, entity.name)
    for find in finds:
        for role in find.roles:
            _add(entity.roles, role, "")
    return entity


def _name(finds: Sequence[Find]) -> str:
    """The longest name that the finds give, the gazetteer's if it has one."""
    if finds[0].entry is not None:
        return finds[0].name
    return max((find.name for find in finds), key=lambda name: (len(name), name))


def _any_title(alias: str) -> bool:
    """Whether the words are a title that many hold ("Director"), and so call up nobody elsewhere."""
    return alias.casefold() in words("title_head") - words("sole_title")


def _alias(printed: str) -> str:
    return printed.replace("’", "'")


def _add(names: list[str], name: str, but: str) -> None:
    if name and name != but and name not in names:
        names.append(name)
