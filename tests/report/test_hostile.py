"""Whatever a document says stays text: it runs nothing, leads nowhere, and changes nothing around it."""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from plancli.plan import Plan
from plancli.report import sight_of, write
from plancli.report.page import as_script_data
from plancli.report.wording import clipped, harmless, shortened, web_address
from tests.browser import axe_violations
from tests.plans import sample_plan

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

_FREE = {
    "title",
    "text",
    "name",
    "body",
    "plan",
    "message",
    "unit",
    "reference",
    "speaker",
    "action",
    "identifier",
}
_LISTS = {"aliases", "roles"}

HOSTILE = {
    "script": "<script>window.hacked = 1</script>",
    "closing script": "</script><script>window.hacked = 1</script><!--",
    "closing style": "</style><script>window.hacked = 1</script>",
    "handler": "\"><img src=x onerror='window.hacked = 1'>",
    "address": "javascript:window.hacked=1",
    "template": "{{ 7 * 7 }}{% raw %}${window.hacked = 1}",
    "directions": "safe \u202etxet desrever\u202c \u2066more\u2069 \u200f\u2028\u2029 end",
    "controls": "a\x00b\x1b[31mc\x07\x85d",
    "entities": "&lt;script&gt; &amp;amp; &#x3c;b&#x3e;",
    "svg": "<svg><a xlink:href='javascript:window.hacked=1'><text>x</text></a></svg>",
}


def filled(node: Any, words: str) -> Any:
    """A plan's data with ``words`` in every place that a document can fill, quoted at its very beginning."""
    if isinstance(node, dict):
        if "quote" in node:
            return node | {"start": 0, "end": len(words), "quote": words, "selector": words}
        result = {}
        for key, value in node.items():
            if key in _FREE and (value is None or isinstance(value, str)):
                result[key] = words
            elif key in _LISTS:
                result[key] = [words]
            else:
                result[key] = filled(value, words)
        return result
    return [filled(each, words) for each in node] if isinstance(node, list) else node


def hostile_plan(words: str) -> Plan:
    data = filled(sample_plan().model_dump(mode="json"), words)
    data["generator"]["name"] = "plancli"
    data["metadata"]["issuers"] = [words]
    data["commitments"][0]["actors"] = [words, "actor-ministry-of-ports"]
    data["commitments"][0]["deadline"] = words
    data["actors"][1]["id"] = words  # ids come from a file too
    data["aims"][0]["id"] = data["aims"][0]["children"][0]["id"] = "data"
    data["text"] = words + "\n" + words
    return Plan.model_validate_json(json.dumps(data))


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_plan_does_nothing(open_page: Callable[..., Page], tmp_path: Path, words: str) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(write(hostile_plan(words), sight_of(hostile_plan(words))), encoding="utf-8")
    page = open_page(path)
    page.click(".record .where >> nth=0")
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.click("#source [data-e]")
    page.fill("#search", words[:40])
    page.wait_for_timeout(150)
    assert page.evaluate("window.hacked") is None
    assert page.locator("script").count() == 2
    assert page.locator("style").count() == 1
    assert page.locator("img, svg svg, iframe, object, embed, form:not([method=dialog])").count() == 0
    for address in page.evaluate("[...document.querySelectorAll('a')].map((a) => a.getAttribute('href'))"):
        assert re.fullmatch(r"#[a-z0-9/-]*|https?://.*", address), address
    shown = page.inner_text("#source")
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200f\x00-\x08\x1b\x85]", shown)
    assert "49" not in page.inner_text("h1")


def test_a_long_hostile_plan_does_nothing_either(
    open_page: Callable[..., Page], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plancli.report.page.MOST", 0)
    plan = sample_plan()
    [first, *_] = plan.commitments
    words = [*HOSTILE.values()] * 6  # more than one part of the list
    plan.commitments = [
        first.model_copy(update={"id": f"commitment-{number}", "text": each})
        for number, each in enumerate(words, 1)
    ]
    path = tmp_path / "folded.html"
    path.write_text(write(plan, sight_of(plan)), encoding="utf-8")
    page = open_page(path, f"commitment-{len(words)}")
    page.wait_for_selector(f"#commitment-{len(words)}.selected")
    shown = page.locator("[data-section=commitments] .words").all_text_contents()
    assert shown == [clipped(each) for each in words]
    assert page.evaluate("window.hacked") is None
    assert page.locator("script").count() == 2
    assert page.locator("img, svg svg, iframe, object, embed").count() == 0


FORMULAS = [
    "=1+1",
    "+SUM(A1)",
    "-2+3",
    "@now",
    "\t=1",
    " =1",
    "\uff1d1",
    '=HYPERLINK("http://example.org"),"x"',
]
VALUES = ["-5", "+4.2", "2,000 boats", "A = B", "a; b", 'said "yes"', "two\nlines"]


def test_no_cell_of_a_csv_file_is_a_formula(open_page: Callable[..., Page], tmp_path: Path) -> None:
    plan = sample_plan()
    [first, *_] = plan.commitments
    plan.commitments = [
        first.model_copy(update={"id": f"commitment-{number}", "text": each})
        for number, each in enumerate(FORMULAS + VALUES, 1)
    ]
    path = tmp_path / "formulas.html"
    path.write_text(write(plan, sight_of(plan)), encoding="utf-8")
    page = open_page(path)
    with page.expect_download() as saving:
        page.click("[data-csv=commitments]")
    with saving.value.path().open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["text"] for row in rows] == ["'" + each for each in FORMULAS] + VALUES


def test_a_word_of_ten_megabytes_does_not_stop_the_page(
    open_page: Callable[..., Page], tmp_path: Path
) -> None:
    plan = sample_plan()
    plan.metadata.title = plan.aims[0].text = "x" * 10_000_000
    plan.text = (plan.text or "") + "y" * 10_000_000
    path = tmp_path / "long.html"
    path.write_text(write(plan, sight_of(plan)), encoding="utf-8")
    assert path.stat().st_size < 1_000_000
    page = open_page(path, "aim-1")
    assert "10,000,000 characters" in page.inner_text("#aim-1 > .line")
    assert axe_violations(page) == []


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://example.org/plan?a=1#b", True),
        ("http://example.org", True),
        ("HTTPS://EXAMPLE.ORG/", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,<script>1</script>", False),
        ("file:///etc/passwd", False),
        ("//example.org/", False),
        ("https://", False),
        ("https://user:pw@example.org/", False),
        ("https://example.org/\"onclick='x'", False),
        ("https://[bad", False),
        ("HCWS293", False),
    ],
)
def test_only_addresses_of_the_web_become_links(address: str, kept: bool) -> None:
    assert (web_address(address) == address) is kept


def test_words_are_shown_and_never_obeyed() -> None:
    assert harmless("a\u202eb\x1bc") == "a\ufffdb\ufffdc"
    assert harmless("w" * 500).endswith("… (500 characters)")
    assert clipped("word " * 2000).endswith("… (10,000 characters)")
    assert len(clipped("x" * 10_000_000)) < 400
    assert shortened("one two three", 8) == "one two …"
    assert shortened("one two", 8) == "one two"


def test_data_in_the_page_cannot_leave_its_element() -> None:
    data = {"words": "</script><!-- & \u2028\u2029\u202e"}
    text = as_script_data(data)
    assert not re.search("[<>&\u2028\u2029\u202e]", text)
    assert json.loads(text) == data
