"""The facts of plain text and Markdown: words, marks, encodings, and the exact place of each piece."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plancli.document import Facts, Line, Piece
from plancli.errors import UnreadableError
from plancli.readers.text import MAX_BYTES, read
from tests.tables import row_params, rows

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
MARKS = "* ** _ __ # ## > >> - 1. (a) [x](y) ![x](y) [x [^1] [^1]: ]( < <https://a.b> \\* --- *** plan Die é ß 港口"
SPACE = [
    "\n",
    "\n\n",
    "\r\n",
    "  \n",
    "\t",
    "    ",
    "\f",
    "\u00a0",
    "\u200b",
    "\u00ad",
    "\u202e",
    "\U0001f6a2",
    "{: x}",
]
TOKENS = st.sampled_from([*MARKS.split(), *SPACE])
MARKED = st.lists(TOKENS, max_size=40).map(" ".join) | st.lists(TOKENS, max_size=40).map("".join)


def decoded(cell: str) -> str:
    return re.sub(
        r"\\(?:u([0-9a-f]{4})|(n)|(t)|(\\))",
        lambda m: chr(int(m[1], 16)) if m[1] else "\n" if m[2] else "\t" if m[3] else "\\",
        cell,
    )


def styled(piece: Piece) -> str:
    if piece.link is not None:
        return f"{{a {piece.link}:{piece.text}}}"
    style = "b" * piece.bold + "i" * piece.italic
    return f"{{{style}:{piece.text}}}" if style else piece.text


def joined(line: Line) -> str:
    """The line's words with their styles."""
    return "".join(map(styled, line.pieces))


def lines(text: str, name: str = "a.txt") -> list[str]:
    return [line.text for line in read(text.encode(), name).lines]


def whole(facts: Facts) -> str:
    return "\n".join(line.text for line in facts.lines)


@pytest.mark.parametrize("row", row_params(rows("text/marks"), "source"))
def test_marks_are_no_words(row: dict[str, str]) -> None:
    facts = read(decoded(row["source"]).encode(), "marks.md")
    assert "|".join(map(joined, facts.lines)) == row["seen"]


@pytest.mark.parametrize(
    ("encoding", "remarks"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("utf-16", []),
        ("utf-32", []),
        ("cp1252", ["T102"]),
    ],
)
def test_an_encoding_is_told(encoding: str, remarks: list[str]) -> None:
    text = "Café quay – “open” all year"
    facts = read(text.encode(encoding), "a.txt")
    assert whole(facts) == text
    assert [remark.code for remark in facts.remarks] == remarks
    assert facts.lines[0].pieces[0].place.column == 1


@pytest.mark.parametrize("mark", [b"\xfe\xff", b"\xff\xfe"])
def test_utf_16_of_either_byte_order_is_read(mark: bytes) -> None:
    order = "utf-16-be" if mark == b"\xfe\xff" else "utf-16-le"
    assert whole(read(mark + "Kai für alle".encode(order), "a.txt")) == "Kai für alle"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x00\x01\x02\x03", "binary"),
        (b"\x7fELF\x02\x01\x01" + bytes(40), "binary"),
        (b"\xff\xfea", "utf-16"),
        (b"\xef\xbb\xbf\xff\xff", "utf-8"),
        (b"quay \x81\x8d\xff here", "Windows-1252"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0e words", "binary"),
        (b" \n\t\n", "no text"),
        ("\u200b\u00ad\n".encode(), "no text"),
        (b"---\n\n***\n", "no text"),
        (b"a" * (MAX_BYTES + 1), "split it"),
    ],
    ids=[
        "zeros",
        "program",
        "half a character",
        "broken UTF-8",
        "no encoding",
        "controls",
        "blank",
        "unseen",
        "rules",
        "long",
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says) as caught:
        read(data, "a.txt")
    assert "\n" not in str(caught.value)


def test_a_few_control_characters_are_left_out_with_a_remark() -> None:
    facts = read(b"The quay\x07 is old.\nThe rail\x1b too.", "a.txt")
    assert [line.text.split() for line in facts.lines] == [
        ["The", "quay", "is", "old."],
        ["The", "rail", "too."],
    ]
    assert [remark.code for remark in facts.remarks] == ["T101"]


@pytest.mark.parametrize(
    "ending", ["\n", "\r\n", "\r", "\u2028", "\x85"], ids=["LF", "CRLF", "CR", "LS", "NEL"]
)
def test_any_line_ending_ends_a_line(ending: str) -> None:
    facts = read(f"First line{ending}{ending}Second line".encode(), "a.txt")
    assert [(line.text, line.gap, line.pieces[0].place.line) for line in facts.lines] == [
        ("First line", 0.0, 1),
        ("Second line", 1.0, 3),
    ]


def test_a_form_feed_breaks_a_page_where_it_stands() -> None:
    facts = read(b"End of page\fTop of page", "a.txt")
    assert [(line.text, line.gap) for line in facts.lines] == [("End of page", 0.0), ("Top of page", 1.0)]
    place = facts.lines[1].pieces[0].place
    assert (place.line, place.column) == (1, 13)


def test_indentation_and_blank_lines_are_facts() -> None:
    facts = read(b"Top\n\n\n   Inner words   \n", "a.txt")
    assert [(line.indent, line.gap, line.right) for line in facts.lines] == [
        (0.0, 0.0, 3.0),
        (3.0, 2.0, 14.0),
    ]


@pytest.mark.parametrize(
    ("source", "tag", "level", "text"),
    [
        ("# Title", "h1", 1, "Title"),
        ("### Deep heading ###", "h3", 3, "Deep heading"),
        ("###### Six", "h6", 6, "Six"),
        ("####### Seven", None, None, "####### Seven"),
        ("#hashtag", None, None, "#hashtag"),
        ("> said so", "blockquote", None, "said so"),
        ("> > twice", "blockquote", None, "twice"),
        ("[^1]: See the annex.", "footnote", None, "See the annex."),
        ("Issue # 4", None, None, "Issue # 4"),
    ],
)
def test_block_marks_become_facts(source: str, tag: str | None, level: int | None, text: str) -> None:
    (line,) = read(source.encode(), "a.md").lines
    assert (line.tag, line.level, line.text) == (tag, level, text)
    assert line.pieces[0].place.column == source.index(text) + 1


@pytest.mark.parametrize("rule", ["---", "***", "___", "* * *", "=====", "  ---  "])
def test_a_rule_is_space(rule: str) -> None:
    facts = read(f"Above\n{rule}\nBelow".encode(), "a.txt")
    assert [(line.text, line.gap) for line in facts.lines] == [("Above", 0.0), ("Below", 1.0)]


def test_front_matter_gives_hints_and_no_words() -> None:
    facts = read(b'---\ntitle: "Quiet quays"\ndate: 2026-05-03\nempty:\n---\nThe quay.\n', "a.md")
    assert facts.hints == {"title": "Quiet quays", "date": "2026-05-03"}
    assert [line.text for line in facts.lines] == ["The quay."]
    assert facts.lines[0].pieces[0].place.line == 6


def test_front_matter_that_does_not_end_is_text() -> None:
    assert lines("---\ntitle: Quiet quays\nThe quay.") == ["title: Quiet quays", "The quay."]


def test_markdown_says_which_lines_are_one_paragraph() -> None:
    text = "One sentence\ngoes on here.  \nA hard break\n- an item\nof two lines\n1. another\n"
    facts = read(text.encode(), "a.md")
    assert [line.block for line in facts.lines] == ["1", "1", "3", "4", "4", "6"]
    assert {line.block for line in read(text.encode(), "a.txt").lines} == {None}


def test_the_media_type_follows_the_name() -> None:
    assert read(b"words", "a.txt").media_type == "text/plain"
    assert read(b"words", "A.MD").media_type == "text/markdown"


def check_places(text: str, facts: Facts) -> None:
    """Every piece stands where it says, to the code point."""
    source = LINE_BREAK.split(text)
    for line in facts.lines:
        for piece in line.pieces:
            place = piece.place
            assert place.line is not None
            assert place.column is not None
            there = source[place.line - 1][place.column - 1 :]
            there = re.sub(r"[^\S\n]", " ", there)
            assert there.startswith(piece.text), (there[:40], piece.text)


@given(st.text(max_size=200) | MARKED)
@example("a\f\fb\n\f **c\nd**")
@example("> # quoted\n>> *more\n> of* it")
@example("   ## Head ##\n\t- *item*\n[^1]: note **b**")
@example("[a\nb](c) <https://d.e>\n\u200b*f*")
def test_every_piece_stands_at_its_line_and_column(text: str) -> None:
    for name in ("a.txt", "a.md"):
        try:
            facts = read(text.encode(), name)
        except UnreadableError:
            continue
        cleaned = re.sub("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]", " ", text.removeprefix("\ufeff"))
        check_places(cleaned, facts)


@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="*_[]<>\\#-={}!"), max_size=200)
)
def test_all_that_is_seen_is_read_in_order(text: str) -> None:
    seen = INVISIBLE.sub("", "".join(text.split()))
    try:
        facts = read(text.encode(), "a.txt")
    except UnreadableError:
        assert not [c for c in seen if unicodedata.category(c) not in ("Cf", "Cn", "Co")] or "---" in text
        return
    assert "".join(whole(facts).split()) == seen


@pytest.mark.parametrize("data", [b'{"schema_version": "1.0", "aims": []}', b'[{"river": "Eller"}]', b"{}"])
def test_json_is_no_text(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="is JSON, and no document"):
        read(data, "plan.json")


@pytest.mark.parametrize(
    "text", ["{Draft} River plan", "[[Draft]] River plan", '{"We will mend weirs," she said.}']
)
def test_brackets_alone_make_no_json(text: str) -> None:
    assert read(text.encode(), "plan.txt").lines
