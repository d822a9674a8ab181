"""A hyphen at a line's end: of the word's own, or where a typesetter divided it."""

from __future__ import annotations

import pytest

import plancli
from tests.readers.pdf.forge import Forge, show

_PROOF = (
    "The harbour office publishes what it knows, and it pub-",
    "lishes it every year for all of its boats.",
)


def read(*lines: str) -> str:
    """The text of a page of lines that are about equally long."""
    forge = Forge()
    forge.page("".join(show(60, 700 - 13 * row, line) for row, line in enumerate(lines)))
    return plancli.read(forge.save(), name="page.pdf").text


def test_a_word_that_stands_undivided_elsewhere_is_joined():
    assert "and it publishes it" in read(*_PROOF)


_ENDS = (
    ("moti", "vational plan for boats", "motivational"),
    ("protec", "tive measures for boats", "protective"),
    ("document", "ing every boat in a book", "documenting"),
    ("end-to", "end care of every boat", "end-to-end"),
    ("world", "class moorings of the world", "world-class"),
    ("publicly", "funded boats in the port", "publicly-funded"),
)


@pytest.mark.parametrize(("left", "right", "word"), _ENDS)
def test_parts_that_are_no_words_are_joined_where_lines_divide_words(left: str, right: str, word: str):
    more = (f"In this part of the harbour there will soon be a {left}-", f"{right}, the office told us then.")
    seen = "From one end of the quay to the other it is a short way."
    assert word in read(*_PROOF, *more, seen)


@pytest.mark.parametrize(("left", "right"), [ends[:2] for ends in _ENDS])
def test_every_hyphen_stays_where_nothing_shows_that_lines_divide_words(left: str, right: str):
    more = (f"In this part of the harbour there will soon be a {left}-", f"{right}, the office told us then.")
    assert f"{left}-{right}" in read(*more)


@pytest.mark.parametrize(
    ("above", "below", "words"),
    [
        ("pre-", "and post-war moorings in the port of the town", "pre- and post-war"),
        ("60-", "day notice before a mooring is taken from a boat", "60-day notice"),
        ("immi-", "grants who come over the sea to this harbour", "immigrants who"),
        ("self-", "employed crews who come over the sea to us", "self-employed crews"),
        ("in-", "ventories of the boats that come over the sea", "inventories of"),
    ],
)
def test_what_stands_before_a_hyphen_tells_whether_it_stays(above: str, below: str, words: str):
    seen = (
        "The grants for crews are known in the port, and every crew that",
        "asked for grants has got them.",
    )
    assert words in read(
        *_PROOF, *seen, f"In this part of the harbour there are rules for all the {above}", below
    )
