"""What a careful reader wrote down for each sample stands in the sample."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import plancli
from plancli.writers import writer

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
SAMPLES = {path.stem: path for path in sorted((ROOT / "samples").iterdir()) if path.suffix in {".txt", ".md"}}


def words(text: str) -> str:
    """The words of a text, whatever breaks, marks and case they stand in."""
    joined = re.sub(r"[-\u00ad]\n\s*", "", text)  # a word broken at the end of a line, real hyphens too
    return " ".join(re.findall(r"[^\W_]+", joined.replace("-", "").casefold()))


def stated(node: Any) -> Iterator[str]:
    """What an expectation says is in the text, to the letter."""
    if isinstance(node, dict):
        yield from (node[key] for key in ("text", "starts", "ends", "body_starts") if node.get(key))
        for child in node.values():
            yield from stated(child)
    elif isinstance(node, list):
        for child in node:
            yield from stated(child)


def test_every_sample_has_its_reading_and_says_that_it_is_one() -> None:
    assert len(SAMPLES) >= 9
    readings = {path.stem for path in (ROOT / "tests/cases/samples").glob("*.json")}
    assert readings == set(SAMPLES)
    for path in SAMPLES.values():
        assert "Sample document: invented for plancli" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SAMPLES)
def test_a_reading_quotes_its_sample(name: str) -> None:
    text = words(SAMPLES[name].read_text(encoding="utf-8"))
    reading = json.loads((ROOT / f"tests/cases/samples/{name}.json").read_text(encoding="utf-8"))
    quoted = list(stated(reading))
    assert len(quoted) > 10
    assert [quote for quote in quoted if words(quote) not in text] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_gives_its_golden_plan_to_the_byte(name: str) -> None:
    golden = ROOT / "samples" / f"{name}.json"
    if not golden.exists():
        pytest.skip("no golden plan yet: plancli extract samples -d samples")
    assert writer("json")(plancli.extract(SAMPLES[name])) == golden.read_bytes()
