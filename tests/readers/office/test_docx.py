"""DOCX: markers as Word prints them, styles, changes, fields, notes, tables and boxes."""

# ruff: noqa: E501 - the cases are data, one a line

from __future__ import annotations

import pytest

import plancli
from plancli.readers import docx as reader
from plancli.readers import reader_for
from tests.readers.office.package import docx, listed, paragraph


def level(number: int, form: str, text: str, left: int = 720, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{left}"/></w:pPr></w:lvl>'
    )


NUMBERING = (
    '<w:abstractNum w:abstractNumId="1">'
    + level(0, "decimal", "%1.") + level(1, "lowerLetter", "(%2)", 1440) + level(2, "lowerRoman", "%3.", 2160)
    + '</w:abstractNum><w:abstractNum w:abstractNumId="2">' + level(0, "bullet", "\uf0b7", 1080)
    + '</w:abstractNum><w:abstractNum w:abstractNumId="3">'
    + level(0, "upperRoman", "Part %1") + level(1, "decimal", "%1.%2", 900, "<w:isLgl/>")
    + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="3"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)  # fmt: skip
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/><w:rPr><w:sz w:val="22"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="N"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="H1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="C1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="L"><w:name w:val="List Number"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="S"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
)  # fmt: skip
FOOTNOTES = '<w:footnote w:id="2">' + paragraph("Of last year.") + "</w:footnote>"


def styled(text: str, style: str, more: str = "") -> str:
    return paragraph(text, f'<w:pStyle w:val="{style}"/>{more}')


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(instruction: str, result: str) -> str:
    return f"{mark('begin')}<w:r><w:instrText>{instruction}</w:instrText></w:r>{mark('separate')}{result}{mark('end')}"


BODIES = {
    "numbers count and restart below": (
        listed("One", 1) + listed("sub", 1, 1) + listed("deep", 1, 2) + listed("sub", 1, 1) + listed("Two", 1) + listed("sub", 1, 1),
        ["li 1 1. One", "li 2 (a) sub", "li 3 i. deep", "li 2 (b) sub", "li 1 2. Two", "li 2 (a) sub"],
    ),
    "another list of one definition goes on, unless it starts over": (
        listed("One", 1) + listed("Five", 4) + listed("Six", 4),
        ["li 1 1. One", "li 1 5. Five", "li 1 6. Six"],
    ),
    "bullets indented further lie deeper": (
        listed("One", 1) + listed("point", 2) + listed("Two", 1),
        ["li 1 1. One", "li 2 • point", "li 1 2. Two"],
    ),
    "numbers of several levels": (
        listed("Peat", 3) + listed("Wet", 3, 1) + listed("Dry", 3, 1),
        ["li 1 Part I Peat", "li 2 1.1 Wet", "li 2 1.2 Dry"],
    ),
    "a style brings its list, and zero takes it away": (
        styled("One", "L") + styled("None", "L", '<w:numPr><w:numId w:val="0"/></w:numPr>') + styled("Two", "L"),
        ["li 1 1. One", "p - None", "li 1 2. Two"],
    ),
    "headings by style, and below a title": (
        styled("Plan", "T") + styled("Aims", "H1") + styled("Ends", "Mine") + styled("Said", "Q"),
        ["h1 1 Plan", "h2 2 Aims", "h2 2 Ends", "blockquote - Said"],
    ),
    "an outline level makes a heading": (paragraph("Aims", '<w:outlineLvl w:val="1"/>'), ["h2 2 Aims"]),
    "changes are accepted": (
        f"<w:p><w:ins>{run('We ')}</w:ins><w:del><w:r><w:delText>may</w:delText></w:r></w:del>{run('will act.')}</w:p>",
        ["p - We will act."],
    ),
    "a deleted paragraph mark joins": (
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('One ')}</w:p><w:p>{run('line')}</w:p>",
        ["p - One line"],
    ),
    "fields show their result": (
        f"<w:p>{run('See ')}{field('REF x', run('section 2'))}{run(' here')}</w:p>",
        ["p - See section 2 here"],
    ),
    "a contents list is navigation": (
        styled("Aims 3", "C1") + f"<w:p>{mark('begin')}<w:r><w:instrText>TOC \\o</w:instrText></w:r>{mark('separate')}{run('Aims 3')}</w:p>"
        + f"<w:p>{run('Ends 4')}{mark('end')}</w:p>" + paragraph("Text"),
        ["nav p - Aims 3", "nav p - Aims 3", "nav p - Ends 4", "p - Text"],
    ),
    "notes come last": (
        f'<w:p>{run("Peat")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>' + paragraph("Text"),
        ["p - Peat", "p - Text", "footnote - Of last year."],
    ),
    "cells, and a frame of one cell": (
        "<w:tbl><w:tr><w:tc>" + paragraph("Work") + "</w:tc><w:tc>" + paragraph("Cost") + "</w:tc></w:tr></w:tbl>"
        "<w:tbl><w:tr><w:tc>" + paragraph("Framed") + "</w:tc></w:tr></w:tbl>",
        ["td - Work", "td - Cost", "p - Framed"],
    ),
    "a text box once, after its paragraph": (
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" + paragraph("Box") + "</w:txbxContent></mc:Choice>"
        "<mc:Fallback><w:pict><w:txbxContent>" + paragraph("Box") + "</w:txbxContent></w:pict></mc:Fallback>"
        f"</mc:AlternateContent></w:r>{run('Text')}</w:p>",
        ["p - Text", "p - Box"],
    ),
    "what is hidden or struck out is not read": (
        f"<w:p>{run('Seen')}{run(' hidden', '<w:vanish/>')}{run(' struck', '<w:strike/>')}</w:p>",
        ["p - Seen"],
    ),
    "characters that are no text": (
        '<w:p><w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>operate</w:t><w:tab/><w:t>now</w:t><w:softHyphen/></w:r></w:p>',
        ["p - co-operate now"],
    ),
    "lines within a paragraph": (f"<w:p>{run('One')}<w:r><w:br/></w:r>{run('Two')}</w:p>", ["p - One", "p - Two"]),
    "nested deeper than anybody means to": (
        "<w:sdt><w:sdtContent>" * 5000 + paragraph("Deep") + "</w:sdtContent></w:sdt>" * 5000,
        ["p - Deep"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "wanted"), BODIES.values(), ids=BODIES)
def test_body(body: str, wanted: list[str]) -> None:
    data = docx(body, styles=STYLES, numbering=NUMBERING, footnotes=FOOTNOTES)
    assert reader_for("x.bin", data).MEDIA_TYPE == reader.MEDIA_TYPE
    facts = reader.read(data, "x.docx")
    found = [
        " ".join(
            filter(None, (line.region, line.tag, str(line.level or "-"), line.marker, line.text.strip()))
        )
        for line in facts.lines
    ]
    assert found == wanted


def test_changes_and_parts_elsewhere_are_told() -> None:
    body = f"<w:p><w:ins>{run('We act.')}</w:ins></w:p>"
    assert [remark.code for remark in reader.read(docx(body), "x").remarks] == ["O101"]
    assert reader.read(docx(paragraph("We act.")), "x").remarks == []


def test_runs_keep_their_style_and_links() -> None:
    link = f'<w:hyperlink r:id="web">{run(" link")}</w:hyperlink>'
    runs = (
        run("Bold", "<w:b/>"),
        run(" not", '<w:b w:val="0"/>'),
        run(" strong", '<w:rStyle w:val="S"/>'),
        link,
        run("2", '<w:vertAlign w:val="superscript"/>'),
    )
    pieces = reader.read(docx(f"<w:p>{''.join(runs)}</w:p>", styles=STYLES), "x").lines[0].pieces
    assert [piece.bold for piece in pieces] == [True, False, True, False, False]
    assert [piece.link for piece in pieces] == [None, None, None, "https://example.org/", None]
    assert [piece.raised for piece in pieces] == [False, False, False, False, True]
    assert {piece.size for piece in pieces} == {11.0}


def test_words_own_styles_need_no_definition() -> None:
    body = (
        styled("Peat strategy", "Title")
        + styled("Aims", "Heading2")
        + styled("wet moors", "ListBullet")
        + styled("Note", "TOC1")
    )
    assert [
        (line.tag, line.level, line.marker, line.region) for line in reader.read(docx(body), "x.docx").lines
    ] == [("h1", 1, None, None), ("h3", 3, None, None), ("li", 1, "•", None), ("p", None, None, "nav")]


def test_a_title_ends_where_all_is_set_alike() -> None:
    lines = [
        "Ministry of Health",
        "Joint statement on vaccines",
        "Berlin, 3 May 2031",
        "We shall meet every year and will do so in 2032.",
    ]
    plan = plancli.extract(docx("".join(map(paragraph, lines))), model=None)
    assert plan.metadata.title == "Joint statement on vaccines"
