"""Actors: the people, states, governments, parliaments, ministries, agencies and groups that a text names.

Each actor of the real world becomes one :class:`Entity`, under its fullest customary English name, whatever
the text calls it: a long form, an acronym, an adjective, a post, "the Department".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plancli.pipeline.actors.finding import find_actors
from plancli.pipeline.actors.model import Entity, Mention, slug
from plancli.pipeline.actors.ner import Ner, ner_from

if TYPE_CHECKING:
    from plancli.pipeline.actors.component import Actors, make_actors

__all__ = ["Actors", "Entity", "Mention", "Ner", "find_actors", "make_actors", "ner_from", "slug"]


def __getattr__(name: str) -> Any:
    """The spaCy component, loaded when asked for: spaCy takes a second to import."""
    if name in ("Actors", "make_actors"):
        from plancli.pipeline.actors import component

        return getattr(component, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
