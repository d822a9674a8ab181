from __future__ import annotations

import spacy

from plancli.pipeline.actors import make_actors, slug

TEXT = "The Home Secretary, Jane Roe, met German prosecutors."


def test_it_works_alone_in_a_blank_pipeline() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("plancli_actors")
    doc = nlp(TEXT)
    assert [(entity.name, entity.kind) for entity in doc._.plancli_actors] == [
        ("Jane Roe", "person"),
        ("Germany", "country"),
    ]
    assert [(span.text, span.label_, span.id_) for span in doc.spans["plancli_actors"]] == [
        ("Home Secretary", "person", "actor-jane-roe"),
        ("Jane Roe", "person", "actor-jane-roe"),
        ("German", "country", "actor-germany"),
    ]


def test_the_factory_gives_a_component_without_a_model() -> None:
    component = make_actors(spacy.blank("en"), "plancli_actors")
    assert component.ner is None


def test_issuers_say_which_department_is_meant() -> None:
    nlp = spacy.blank("en")
    component = nlp.add_pipe("plancli_actors")
    text = "Department for Transport and Department for Education\nThe department will act."
    component.issuers = [(0, 24)]
    (first, second) = nlp(text)._.plancli_actors
    assert [mention.text for mention in first.mentions] == ["Department for Transport", "department"]
    assert [mention.text for mention in second.mentions] == ["Department for Education"]


def test_slugs() -> None:
    assert slug("Home Office") == "actor-home-office"
    assert slug("Côte d'Ivoire") == "actor-cote-divoire"
    assert slug("Department for Environment, Food & Rural Affairs") == (
        "actor-department-for-environment-food-and-rural-affairs"
    )
