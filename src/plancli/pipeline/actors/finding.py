"""The order in which actors are found: names known, shapes, definitions, people, what the document means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plancli.pipeline.actors.affiliation import with_states
from plancli.pipeline.actors.bodies import patterned
from plancli.pipeline.actors.branches import with_branches
from plancli.pipeline.actors.context import home_country, settle
from plancli.pipeline.actors.definitions import definitions, uses
from plancli.pipeline.actors.holders import joined
from plancli.pipeline.actors.known import known_names
from plancli.pipeline.actors.named import other_bodies
from plancli.pipeline.actors.ner import Judgement, Ner
from plancli.pipeline.actors.people import people
from plancli.pipeline.actors.posts import posts
from plancli.pipeline.actors.resolve import entities
from plancli.pipeline.actors.roles import with_roles
from plancli.pipeline.actors.shorthand import generic
from plancli.pipeline.actors.states import bodies_inside, states_inside, under_one_name
from plancli.pipeline.actors.tokens import Reading
from plancli.pipeline.row_cells import cells_that_tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancli.document import Document
    from plancli.pipeline.actors.model import Entity


def find_actors(
    text: str,
    *,
    document: Document | None = None,
    ner: Ner | None = None,
    issuers: Sequence[tuple[int, int]] = (),
) -> list[Entity]:
    """The people, states, governments and bodies that act in ``text`` or are acted with.

    Args:
        text: the reading text.
        document: the text's blocks, where they are known.
        ner: a named-entity recogniser (see :func:`ner_from`) that confirms what rules only suspect; without
            one, less is found.
        issuers: offsets (start, end) of the names that the document gives as its publishers.

    Returns:
        One entity for each actor, in the order of their first mentions.
    """
    reading = Reading(text)
    judge = Judgement(reading, ner)
    finds = known_names(reading)
    home = home_country(reading, finds, issuers)
    finds = settle(reading, finds, home)
    finds = patterned(reading, finds)
    finds = with_branches(reading, finds)
    finds = uses(reading, definitions(reading, finds), finds)
    held = posts(reading, finds, judge)
    named = people(reading, finds, held, judge)
    finds = joined(reading, finds, held, named, home)
    others = list(other_bodies(reading, finds, judge))
    inside = {k for find in others for k in range(find.first, find.last)}
    finds = [find for find in finds if find.first not in inside]  # the state in "Example Post Norway"
    finds = sorted([*finds, *others], key=lambda find: find.first)
    finds = uses(reading, definitions(reading, finds), finds) if others else finds
    with_states(reading, finds, home)
    finds = sorted([*finds, *generic(reading, finds, home, issuers)], key=lambda find: find.first)
    under_one_name(reading, finds)
    inner = [*states_inside(reading, finds), *bodies_inside(reading, finds)]
    finds = sorted([*finds, *inner], key=lambda find: (find.first, -find.last))
    return entities(reading, with_roles(reading, finds, cells_that_tell(document, "lead")), home)
