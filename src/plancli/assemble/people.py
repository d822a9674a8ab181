"""Entities into actors: ids, roles that other taggers know of, and who stands for whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plancli.assemble.evidence import all_evidence
from plancli.document import Block, Document
from plancli.gazetteer import cues, lookup
from plancli.pipeline.actors import Entity, Mention, slug
from plancli.pipeline.metadata import FoundMetadata, Spot
from plancli.pipeline.quotations import FoundQuotation
from plancli.plan import Actor

_BETWEEN_NAMES = re.compile(r"\b(?:of|the|and|for)\b|[\s.,;:()&/|–—-]", re.IGNORECASE)
_BODIES = frozenset({"ministry", "agency", "government", "parliament", "organisation", "group"})


@dataclass(slots=True)
class Roster:
    """The entities of a document with the ids of their actors."""

    entities: list[Entity]
    ids: dict[int, str]

    def id_of(self, entity: Entity) -> str:
        """The id of an entity's actor."""
        return self.ids[id(entity)]

    def overlapping(self, start: int, end: int) -> list[tuple[Mention, Entity]]:
        """Mentions that share characters with ``start`` to ``end``, in order."""
        found = [(m, e) for e in self.entities for m in e.mentions if m.start < end and start < m.end]
        return sorted(found, key=lambda pair: (pair[0].start, -pair[0].end))


def roster(entities: Sequence[Entity], issuers: Iterable[Spot]) -> Roster:
    """``entities`` and, for a publisher that no tagger knew, an organisation of its name.

    One whose name a tagger took in part ("Valley Borough Council" of "Test Valley Borough Council") has the whole.
    """
    known = list(entities)
    for spot in issuers:
        for entity in known:
            _lengthen(entity, spot)
        if not any(m.start < spot.end and spot.start < m.end for e in known for m in e.mentions):
            mention = Mention(spot.start, spot.end, spot.value)
            known.append(Entity(spot.value, "organisation", None, {}, [], [], [mention]))
    ids: dict[int, str] = {}
    taken: set[str] = set()
    for entity in known:
        base = unique = slug(entity.name)
        count = 2
        while unique in taken:
            unique, count = f"{base}-{count}", count + 1
        taken.add(unique)
        ids[id(entity)] = unique
    return Roster(known, ids)


def _lengthen(entity: Entity, spot: Spot) -> None:
    """Give ``entity`` the publisher's whole name, where it is one of no list and its own name is the end of that."""
    part = next((m for m in entity.mentions if spot.start < m.start and m.end == spot.end), None)
    if part is None or lookup(entity.name) or not spot.value.endswith(f" {entity.name}"):
        return
    whole = Mention(spot.start, spot.end, spot.value)
    entity.name = spot.value
    entity.mentions = [whole if mention is part else mention for mention in entity.mentions]


def publishers(document: Document, metadata: FoundMetadata, cast: Roster) -> list[Entity]:
    """The actors that publish: those the metadata names, and bodies that fill a line of the cover."""
    spans = [(spot.start, spot.end) for spot in metadata.issuers]
    title = metadata.title
    for block in metadata.cover:
        titular = title is not None and title.start < block.end and block.start < title.end
        if block.start not in metadata.addressed and not titular:
            spans += _filling(document, block, cast)
    found: list[Entity] = []
    for start, end in sorted(spans):
        for _, entity in cast.overlapping(start, end):
            if entity.kind in _BODIES and entity not in found:
                found.append(entity)
    return _most_specific(found)


def _filling(document: Document, block: Block, cast: Roster) -> list[tuple[int, int]]:
    """The bodies of a cover line that holds nothing but names ("Ministry of the Interior of Spain")."""
    mentions = cast.overlapping(block.content, block.end)
    rest = list(document.text[block.content : block.end])
    for mention, _ in mentions:
        for offset in range(max(mention.start, block.content), min(mention.end, block.end)):
            rest[offset - block.content] = " "
    if _BETWEEN_NAMES.sub("", "".join(rest)):
        return []
    return [(m.start, m.end) for m, entity in mentions if entity.kind in _BODIES - {"group"}]


def _most_specific(issuers: list[Entity]) -> list[Entity]:
    """Publishers without the government that a ministry or agency among them belongs to."""
    bodies = [entity for entity in issuers if entity.kind in ("ministry", "agency")]
    return [entity for entity in issuers if not (bodies and entity.kind == "government")]


def speaker(document: Document, quotation: FoundQuotation, cast: Roster) -> Entity | str | None:
    """Who says a quotation: the person, else the office or body, that the reporting words name first."""
    if quotation.by is None:
        return None
    near = [entity for _, entity in cast.overlapping(*quotation.by)]
    for kinds in ({"person"}, {"office"}, _BODIES):
        for entity in near:
            if entity.kind in kinds:
                return entity
    words = document.text[slice(*quotation.by)].rstrip(" :,")
    if words.split(" ", 1)[0].lower() in ("he", "she", "they"):
        people = [
            (m.start, e)
            for e in cast.entities
            if e.kind == "person"
            for m in e.mentions
            if m.start < quotation.start
        ]
        return max(people, key=lambda pair: pair[0])[1] if people else words
    return _who_says(words) or None


def _who_says(clause: str) -> str:
    """The words of a reporting clause before its verb, else after it, without an article: who speaks."""
    said = clause.split()
    verb = next((i for i, word in enumerate(said) if _is_saying(word)), None)
    if verb is None:
        return clause
    before = list(said[:verb])
    while before and before[-1] in cues.words("function_words", **{"class": "verb"}):
        before.pop()  # "has said"
    who = " ".join(before or said[verb + 1 :])
    return re.sub(r"^(?:the|a|an)\s+", "", who, flags=re.IGNORECASE).strip(" ,.")


def _is_saying(word: str) -> bool:
    return word.lower().strip(",") in cues.words("speech_verbs")


def actors(document: Document, cast: Roster) -> list[Actor]:
    """The actors in the order of their first mention."""
    return [
        Actor(
            id=cast.id_of(entity),
            name=entity.name,
            kind=entity.kind,
            code=entity.code,
            identifiers=dict(sorted(entity.identifiers.items())),
            aliases=list(entity.aliases),
            roles=list(dict.fromkeys(entity.roles)),
            mentions=all_evidence(document, [(m.start, m.end) for m in entity.mentions]),
        )
        for entity in cast.entities
        if entity.mentions
    ]
