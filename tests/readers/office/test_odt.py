"""ODT: lists as LibreOffice prints them, headings, changes, notes and tables."""

# ruff: noqa: E501 - the cases are data, one a line

from __future__ import annotations

import pytest

from plancli.readers import odt as reader
from plancli.readers import reader_for
from tests.readers.office.package import odt

STYLES = (
    '<text:list-style style:name="L">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>'
    '<text:list-level-style-number text:level="3" style:num-format="1" text:display-levels="3"/></text:list-style>'
    '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="▪"/></text:list-style>'
    '<style:style style:family="text" style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:family="paragraph" style:name="P1" style:parent-style-name="Title"/>'
    '<style:style style:family="paragraph" style:name="Title"/>'
)


def p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def items(*texts: str) -> str:
    return "".join(f"<text:list-item>{text}</text:list-item>" for text in texts)


def ordered(*texts: str, more: str = "") -> str:
    return f'<text:list text:style-name="L"{more}>{items(*texts)}</text:list>'


def inner(*texts: str) -> str:
    return f"<text:list>{items(*texts)}</text:list>"


BODIES = {
    "numbers": (ordered(p("One"), p("Two")), ["li 1 1. One", "li 1 2. Two"]),
    "a list over again counts from one": (ordered(p("One")) + ordered(p("One")), ["li 1 1. One", "li 1 1. One"]),
    "a list that continues": (
        ordered(p("One")) + p("Text") + ordered(p("Two"), more=' text:continue-numbering="true"'),
        ["li 1 1. One", "p - Text", "li 1 2. Two"],
    ),
    "lists in one another": (
        ordered(p("One") + inner(p("sub") + inner(p("deep")), p("sub")), p("Two")),
        ["li 1 1. One", "li 2 (a) sub", "li 3 1.a.1 deep", "li 2 (b) sub", "li 1 2. Two"],
    ),
    "a value of its own": (
        f'<text:list text:style-name="L"><text:list-item text:start-value="7">{p("Seven")}</text:list-item>{items(p("Eight"))}</text:list>',
        ["li 1 7. Seven", "li 1 8. Eight"],
    ),
    "bullets, and a second paragraph": (
        f'<text:list text:style-name="B">{items(p("One") + p("More"), p("Two"))}</text:list>',
        ["li 1 ▪ One", "p - More", "li 1 ▪ Two"],
    ),
    "headings below a title": (
        '<text:p text:style-name="P1">Plan</text:p><text:h text:outline-level="1">Aims</text:h>',
        ["h1 1 Plan", "h2 2 Aims"],
    ),
    "what was deleted is not read": (
        f"<text:tracked-changes><text:changed-region><text:deletion>{p('may')}</text:deletion></text:changed-region>"
        f"</text:tracked-changes>{p('We <text:change/>will act.')}",
        ["p - We will act."],
    ),
    "notes come last": (
        p('Peat<text:note><text:note-citation>1</text:note-citation><text:note-body>' + p("Of last year.") + "</text:note-body></text:note>.")
        + p("Text"),
        ["p - Peat.", "p - Text", "footnote - Of last year."],
    ),
    "spaces and breaks": (p("One<text:s text:c='3'/>two<text:tab/>three<text:line-break/>Four"), ["p - One two three", "p - Four"]),
    "a contents list is navigation": (
        "<text:table-of-content><text:index-body>" + p("Aims 3") + "</text:index-body></text:table-of-content>" + p("Text"),
        ["nav p - Aims 3", "p - Text"],
    ),
    "cells": (
        "<table:table><table:table-header-rows><table:table-row><table:table-cell>" + p("Work") + "</table:table-cell><table:table-cell>"
        + p("Cost") + "</table:table-cell></table:table-row></table:table-header-rows><table:table-row><table:table-cell>"
        + p("Pier") + "</table:table-cell><table:table-cell>" + p("2") + "</table:table-cell></table:table-row></table:table>",
        ["th - Work", "th - Cost", "td - Pier", "td - 2"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "wanted"), BODIES.values(), ids=BODIES)
def test_body(body: str, wanted: list[str]) -> None:
    data = odt(body, STYLES)
    assert reader_for("x.bin", data).MEDIA_TYPE == reader.MEDIA_TYPE
    found = [
        " ".join(
            filter(None, (line.region, line.tag, str(line.level or "-"), line.marker, line.text.strip()))
        )
        for line in reader.read(data, "x").lines
    ]
    assert found == wanted


def test_changes_are_told_and_styles_kept() -> None:
    changes = f"<text:tracked-changes><text:changed-region><text:deletion>{p('x')}</text:deletion></text:changed-region></text:tracked-changes>"
    facts = reader.read(odt(changes + p("We <text:span text:style-name='T1'>act</text:span>."), STYLES), "x")
    assert [remark.code for remark in facts.remarks] == ["O101"]
    assert [(piece.text, piece.bold) for piece in facts.lines[0].pieces] == [
        ("We ", False),
        ("act", True),
        (".", False),
    ]
