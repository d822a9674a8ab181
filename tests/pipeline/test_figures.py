"""Counted results and amounts, and the numbers that are neither; the table stands in tests/cases/figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import spacy

import plancli
from tests.tables import row_params, rows

if TYPE_CHECKING:
    from plancli.plan import Figure


def described(figure: Figure) -> str:
    return " ".join(filter(None, (f"{figure.value:.15g}", figure.unit, figure.mod)))


@pytest.mark.parametrize("row", row_params(rows("figures/sentences"), "sentence"))
def test_a_sentence_gives_its_figures(row: dict[str, str]) -> None:
    plan = plancli.extract_text(row["sentence"], model=None)
    assert "; ".join(map(described, plan.figures)) == row["figures"]


def test_the_text_of_a_figure_is_the_whole_expression() -> None:
    plan = plancli.extract_text("The crews found at least 25 broken buoys near the bar.", model=None)
    assert [figure.text for figure in plan.figures] == ["at least 25 broken buoys"]


def test_no_figure_stands_in_a_heading_or_in_licence_text() -> None:
    text = "40 loud lighthouses\n\nThe quay is old.\n\n200 facts here\n\nThe bar is wide.\n\n© 300 Boats Trust 2024\n"
    assert plancli.extract(text.encode(), model=None).figures == []


def test_the_component_works_alone() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("plancli_figures")
    doc = nlp("They counted nearly 90 seals.")
    assert [(span.text, span._.plancli.value) for span in doc.spans["plancli_figures"]] == [
        ("nearly 90 seals", 90)
    ]
