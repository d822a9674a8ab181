"""Character sets, hints, states of pages, and pages that nobody wrote by hand."""

# ruff: noqa: E501 - the cases are data, one a line

from __future__ import annotations

import time
from pathlib import Path

import pytest

import plancli
from plancli.errors import UnreadableError
from plancli.readers import html, reader_for

CHARSETS = [
    line.split("\t")
    for line in (Path(__file__).parent / "charsets.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("escaped", "declared", "text"), CHARSETS)
def test_characters(escaped: str, declared: str, text: str) -> None:
    data = escaped.encode("latin-1").decode("unicode_escape").encode("latin-1")
    facts = html.read(data, "page.html", charset=declared or None)
    assert [line.text.strip() for line in facts.lines] == [text]


def test_hints_come_from_the_head() -> None:
    page = (
        b'<html lang="en-GB"><head><title>Peat plan - Moor Office</title><meta name="description" content="About peat.">'
        b'<script type="application/ld+json">{"@graph": [{"headline": "Peat plan", "datePublished": "2030-05-07",'
        b'"publisher": {"name": "Moor Office"}}]}</script></head><body><main><p>Peat is to be kept.</p></main></body></html>'
    )
    assert html.read(page, "x.html").hints == {
        "language": "en-GB",
        "description": "About peat.",
        "title": "Peat plan",
        "published": "2030-05-07",
        "publisher": "Moor Office",
    }


STATES = {
    "script": (
        b'<body><noscript>Please enable JavaScript.</noscript><div id="root"></div><script src=a.js></script>',
        "H102",
    ),
    "script, of a gate before the site": (
        b"<title>Just a moment...</title><body><h2>One check</h2><p>Enable JavaScript and cookies to continue</p>",
        "H102",
    ),
    "login": (
        b'<body><h1>Sign in</h1><form><input type="password"></form><p>Use your staff name.</p>',
        "H103",
    ),
    "missing": (
        b"<title>Page not found - Moor Office</title><body><h1>Page not found</h1><p>Try the search.</p>",
        "H104",
    ),
    "document": (
        b"<title>Peat plan</title><body><h1>Peat plan</h1><p>We found no page of the old plan.</p>",
        None,
    ),
    "document with a login form": (
        b"<body><h1>Peat plan</h1><p>"
        + b"We shall keep the peat wet. " * 80
        + b"</p><form><input type=password></form>",
        None,
    ),
}


@pytest.mark.parametrize(("page", "code"), STATES.values(), ids=STATES)
def test_pages_that_are_no_document_say_so(page: bytes, code: str | None) -> None:
    found = [remark.code for remark in html.read(page, "x.html").remarks]
    assert found == ([code] if code else [])


NESTED = {
    "elements": (b"<div>" * 100_000, b"</div>" * 100_000),
    "lists": (b"<ul><li>" * 20_000, b""),
    "tables": (b"<table><tr><td>" * 20_000, b""),
    "styles": (b"<b><i>" * 20_000, b""),
    "paragraphs": (b"<div><p>" * 20_000, b""),
}


@pytest.mark.parametrize(("before", "after"), NESTED.values(), ids=NESTED)
def test_deep_nesting_is_read_flat_and_soon(before: bytes, after: bytes) -> None:
    started = time.process_time()
    facts = html.read(before + b"deep words" + after, "x.html")
    assert [line.text for line in facts.lines] == ["deep words"]
    assert [remark.code for remark in facts.remarks] == ["H101"]
    assert time.process_time() - started < 60


@pytest.mark.parametrize(
    "data", [b"<html></html>", b"<body><p> </p></body>", b"<html>" + bytes(range(1, 9)) * 40]
)
def test_pages_without_text_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        html.read(data, "x.html")


@pytest.mark.parametrize(
    ("name", "data", "media_type", "is_page"),
    [
        ("x.txt", b"<!DOCTYPE html><p>x", "", True),
        ("x", b"\xef\xbb\xbf\n<!-- c --><html>", "", True),
        ("x.html", b"<p>Fragment", "", True),
        ("x.md", b"<div>\n\n# Title\n</div>", "", False),
        ("x.txt", b"a < b and c > d", "", False),
        ("x", b"Peat <b>plan</b>", "text/html", True),
    ],
)
def test_format_is_known_by_content(name: str, data: bytes, media_type: str, is_page: bool) -> None:
    assert (reader_for(name, data, media_type).MEDIA_TYPE == "text/html") is is_page


@pytest.mark.parametrize("name", ["script", "login"])
def test_a_page_without_content_is_an_empty_plan_with_a_finding(name: str) -> None:
    page, code = STATES[name]
    plan = plancli.extract(page, model=None)
    assert code in [finding.code for finding in plan.findings]
    assert not plan.commitments


def test_a_bold_line_above_text_is_a_heading_and_a_bold_text_is_none() -> None:
    page = "<main><h1>Heritage</h1><p>Old places matter.</p><div><b>Our strategic priorities</b></div><p>1. Open sites</p><p>2. Cut carbon</p></main>"
    assert [item.text for item in plancli.extract(page.encode(), model=None).priorities] == [
        "Open sites",
        "Cut carbon",
    ]
    bold = "<main>" + "<p><b>Old places matter to us</b></p>" * 4 + "</main>"
    assert plancli.read(bold.encode()).blocks[0].kind == "paragraph"
