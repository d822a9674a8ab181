"""From finds to entities: one for each actor of the real world, with its names, roles and mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from plancli.gazetteer import Country, Office, Organisation, Region, countries, lookup, words
from plancli.pipeline.actors.context import acts, locates
from plancli.pipeline.actors.model import Entity, Find, Mention
from plancli.pipeline.actors.tokens import Reading

Group = tuple[str, str, str]


@dataclass(slots=True)
class _Cluster:
    finds: list[Find] = field(default_factory=list)


def entities(reading: Reading, finds: Sequence[Find], home: str) -> list[Entity]:
    """The entities that ``finds`` name, in document order of their first mention."""
    clusters: dict[Group, _Cluster] = {}
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
        return any(find.how == "person" for find in finds) or entry.name not in _EVERYWHERE
    return any(find.proof or (find.how == "defined" and not _faint(finds)) or acts(reading, find) for find in finds)


def _faint(finds: Sequence[Find]) -> bool:
    """Whether the name may as well be that of a thing ("… Network"), so that only what it does shows a body."""
    return finds[0].name.rsplit(" ", 1)[-1].casefold() in words("faint_head")


_EVERYWHERE = frozenset({"Secretary of State", "First Minister", "Solicitor General", "Prime Minister", "Attorney General"})


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
    if reading.at(find.last) in words("region_noun"):
        return True
    return find.how != "adjective" and reading.at(find.last) in ("will", "has", "must", "have")


def _entity(reading: Reading, finds: Sequence[Find]) -> Entity:
    first = finds[0]
    entry = first.entry
    entity = Entity(_name(reading, finds), first.kind)
    entity.code = entry.code if isinstance(entry, Country) else None
    spans = sorted({(find.first, find.last) for find in finds})
    for a, b in spans:
        if entity.mentions and reading.starts[a] < entity.mentions[-1].end:
            continue
        entity.mentions.append(Mention(reading.starts[a], reading.ends[b - 1], reading.slice(a, b)))
        _add(entity.aliases, _alias(reading.said(a, b)), entity.name)
    for find in finds:
        for role in find.roles:
            _add(entity.roles, role, "")
    return entity


def _name(reading: Reading, finds: Sequence[Find]) -> str:
    """The longest name that the finds give, the gazetteer's if it has one."""
    if finds[0].entry is not None:
        return finds[0].name
    return max((find.name for find in finds), key=lambda name: (len(name), name))


def _alias(printed: str) -> str:
    return printed.replace("’", "'")


def _add(names: list[str], name: str, but: str) -> None:
    if name and name != but and name not in names:
        names.append(name)
