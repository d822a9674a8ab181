"""A document that is one numbered list of instructions holds measures, though nothing says so."""

from __future__ import annotations

import pytest

import plancli

_VERBS = ("Publish", "Periodically review", "Establish and maintain", "Develop", "Share", "Protect")


def listed(sentences: tuple[str, ...] = _VERBS, *, first: int = 1, bold: str = "**", more: str = "") -> bytes:
    """A heading, and under it numbered paragraphs with run-in headings."""
    items = [
        f"{number}. {bold}Harbour Data {number}:{bold} {words} what the harbour knows about its own boats.\n"
        for number, words in enumerate(sentences, first)
    ]
    return ("# Harbour Data as an Asset\n\n" + "\n".join(items) + more).encode()


def measures(data: bytes) -> list[tuple[str | None, str, str | None]]:
    plan = plancli.extract(data, name="list.md", model=None)
    return [(item.number, item.text, item.body) for item in plan.measures]


def test_numbered_instructions_are_measures_with_label_and_body():
    found = measures(listed())
    assert len(found) == len(_VERBS)
    assert found[1] == (
        "2",
        "Harbour Data 2",
        "Periodically review what the harbour knows about its own boats.",
    )


_OTHERS = {
    "statements": listed(("The office knew", "Nobody asked", "This was", "It is", "They told", "She saw")),
    "too few": listed(_VERBS[:3]),
    "numbers that start elsewhere": listed(first=4),
    "labels that type does not set off": listed(bold=""),
    "a list in a longer text": listed(more="\n" + "The harbour is old and its boats are older still. " * 40),
}


@pytest.mark.parametrize("name", _OTHERS)
def test_other_lists_without_an_announcement_are_left_alone(name: str):
    assert measures(_OTHERS[name]) == []
