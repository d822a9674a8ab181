"""What the finding of actors works with: mentions, entities, and the finds they are made of."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from plancli.gazetteer import Entry, Form
    from plancli.plan import ActorKind

How: TypeAlias = Literal["name", "acronym", "adjective", "pattern", "defined", "person", "generic", "inside"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where an actor is named; ``start`` and ``end`` are code points of the text, half open."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Entity:
    """One actor of the real world.

    Attributes:
        name: fullest customary English name; a person's without honorifics.
        kind: what it is.
        code: ISO 3166-1 alpha-2 code of a country, else ``None``.
        identifiers: identifiers by scheme, where they are certain.
        aliases: other names met in the text, in order.
        roles: what it does in the document; for a person the offices held, as printed.
        mentions: where it is named, in order.
    """

    name: str
    kind: ActorKind
    code: str | None = None
    identifiers: dict[str, str] = field(default_factory=dict)
    aliases: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)


@dataclass(slots=True)
class Find:
    """Tokens that name something, before it is known which finds name the same actor.

    Attributes:
        first: first token.
        last: token after the last one.
        kind: what is named.
        name: the name that the actor would have, if this were its only find.
        how: by what it was found.
        country: state that it belongs to (ISO 3166-1 alpha-2 or ``EU``), empty where unknown or none.
        entry: what the gazetteer knows of it.
        forms: the gazetteer's readings, while there are several.
        roles: roles that this find shows.
        proof: true where the find alone shows an actor; false where another must.
    """

    first: int
    last: int
    kind: ActorKind
    name: str
    how: How
    country: str = ""
    entry: Entry | None = None
    forms: list[Form] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    proof: bool = True

    @property
    def key(self) -> tuple[str, str, str]:
        """What finds of the same actor share."""
        if self.entry is not None:
            return (type(self.entry).__name__, self.entry.country, self.entry.name)
        return (self.kind, self.country, self.name.casefold())


@lru_cache(maxsize=4_096)
def slug(name: str) -> str:
    """The id of the actor called ``name``: ``actor-`` and its words in ASCII, joined by hyphens.

    >>> slug("Home Office")
    'actor-home-office'
    """
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").replace("&", " and "))
    letters = "".join(c for c in plain if not unicodedata.combining(c)).casefold().lower().replace("'", "")
    return "actor-" + (re.sub(r"[\W_]+", "-", letters).strip("-") or "unnamed")
