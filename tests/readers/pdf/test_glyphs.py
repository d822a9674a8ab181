"""Letters that come one by one, each said to start a line, become words again; other words stay as they are."""

from __future__ import annotations

import pytest

from plancli.readers.pdf.glyphs import join_letters
from plancli.readers.pdf.words import Style, Word


def style(base: float = 100.0, size: float = 10.0, content: int = -1) -> Style:
    return Style("Sans", size, False, False, None, 0, base, 0.0, content, False, False, False, False, True)


def word(text: str, x0: float, x1: float, own: Style, *, breaks: bool = True) -> Word:
    return Word(text, x0, 90.0, x1, 102.0, own, breaks=breaks)


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        ([word("S", 10, 16, style()), word("e", 16.1, 21, style()), word("a", 21, 26.2, style())], ["Sea"]),
        ([word("a", 10, 15, style()), word("sea", 17.8, 30, style())], ["a", "sea"]),
        ([word("S", 10, 16, style()), word("e", 10, 15, style(base=113))], ["S", "e"]),
        ([word("m", 10, 16, style()), word("2", 16, 19, style(base=96, size=6))], ["m", "2"]),
        ([word("one", 10, 25, style(content=1)), word("two", 25, 40, style(content=2))], ["one", "two"]),
        ([word("one", 10, 25, style()), word("two", 25, 40, style(), breaks=False)], ["one", "two"]),
    ],
    ids=["letters", "a space between", "one below the other", "raised", "two tags", "one line"],
)
def test_letters_that_touch_are_one_word(words: list[Word], texts: list[str]):
    joined = join_letters(words)
    assert [one.text for one in joined] == texts
    assert joined[-1].x1 == words[-1].x1
