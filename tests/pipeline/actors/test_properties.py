from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from plancli.pipeline.actors import Entity, find_actors, slug

CUES = """
the The of for and and, ( ) ' ’s . , : - UK Germany German French EU Government Parliament Home Office
Secretary Jane Roe Minister said Department Council Agency NCA National Crime Dr MP President Director
Departments Ministries Bundesministerium der Finanzen Commission signed by By FROM Overseas Territories
é ß 𝔘 ﬁ İ Ǆ € “ ”
"""
WORDS = st.sampled_from([*CUES.split(), "\n", "\u200b", "\u0301", ""])
PROSE = st.lists(WORDS, max_size=60).map(" ".join)


def check(text: str, found: list[Entity]) -> None:
    first = [entity.mentions[0].start for entity in found]
    assert first == sorted(first)
    assert len({entity.name for entity in found}) == len(found)
    for entity in found:
        starts = [mention.start for mention in entity.mentions]
        assert starts == sorted(set(starts))
        assert entity.name
        for mention in entity.mentions:
            assert 0 <= mention.start < mention.end <= len(text)
            assert text[mention.start : mention.end] == mention.text


@given(st.text(max_size=300))
def test_any_unicode_gives_grounded_mentions(text: str) -> None:
    check(text, find_actors(text))


@given(PROSE)
@settings(max_examples=400)
def test_any_order_of_cues_gives_grounded_mentions_once(text: str) -> None:
    found = find_actors(text)
    check(text, found)
    assert found == find_actors(text)


@given(st.text(max_size=40))
def test_a_slug_is_ascii_and_lower_case(name: str) -> None:
    made = slug(name)
    assert made.startswith("actor-")
    assert made == made.lower()


@given(PROSE)
def test_a_model_that_calls_everything_a_person_breaks_nothing(text: str) -> None:
    check(text, find_actors(text, ner=lambda part: [(0, len(part), "PERSON")] if part else []))
