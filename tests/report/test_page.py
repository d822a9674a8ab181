"""The page as a file: whole in itself, the same every time, and nothing in it that a document wrote as mark-up."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

import pytest

import plancli
from plancli.plan import Evidence
from plancli.report import sight_of, write
from plancli.report.records import Record

if TYPE_CHECKING:
    from pathlib import Path

    from plancli.plan import Plan


def test_it_is_the_same_every_time(plan: Plan) -> None:
    assert write(plan, sight_of(plan)) == write(plan, sight_of(plan))


def test_its_policy_names_exactly_its_style_and_script(plan: Plan) -> None:
    page = write(plan, sight_of(plan))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    rules = policy[1].replace("&#39;", "'")
    assert rules.startswith("default-src 'none'; img-src data:;")
    assert "unsafe" not in rules
    for part in (
        re.search(r"<style>(.*?)</style>", page, re.S),
        re.search(r"<script>(.*?)</script>", page, re.S),
    ):
        assert part is not None
        digest = base64.b64encode(hashlib.sha256(part[1].encode()).digest()).decode()
        assert f"'sha256-{digest}'" in rules


def test_it_refers_to_nothing_outside(plan: Plan) -> None:
    page = write(plan, sight_of(plan))
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", page)
    assert "url(" not in page
    assert "@import" not in page


def test_every_sample_has_one_under_a_megabyte(samples: Path) -> None:
    for path in sorted(samples.glob("*.json")):
        plan = plancli.load(path)
        page = write(plan, sight_of(plan))
        assert len(page.encode()) < 1_000_000
        assert page.count('class="record') >= len(plan.commitments) + len(plan.dates)


@pytest.mark.parametrize(
    ("pages", "reference"),
    [
        ([], ""),
        ([None], ""),
        ([3, 3], "p. 3"),
        ([4, 3], "pp. 3–4"),
        ([1, 2, 3, 7, 9, 10, 2], "pp. 1–3, 7, 9–10"),
    ],
)
def test_pages_are_named_as_a_reference_names_them(pages: list[int | None], reference: str) -> None:
    evidence = [Evidence(start=0, end=1, quote="x", page=page) for page in pages]
    assert Record("aim-1", "aims", "/aims/0", "x", evidence).pages == reference
