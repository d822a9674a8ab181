"""The figures of the dates bench, which the tagger must not fall below."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from plancli.pipeline.dates import find_dates

if TYPE_CHECKING:
    from pathlib import Path

FLOORS = {"strict": 87.0, "relaxed": 92.5, "value": 85.0}


@pytest.mark.corpus
def test_history_bench(shared: Path, tmp_path: Path) -> None:
    bench = shared / "bench"
    gold, predicted = bench / "wikiwars-dev.jsonl", tmp_path / "predicted.jsonl"
    with predicted.open("w", encoding="utf-8") as out:
        for line in gold.read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            found = find_dates(document["text"], published=document["published"])
            dates = [{"start": t.start, "end": t.end, "type": t.type, "value": t.value} for t in found]
            out.write(json.dumps({"name": document["name"], "text": "", "dates": dates}) + "\n")
    command = [sys.executable, str(bench / "score-dates"), str(gold), str(predicted)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    measured = {name: float(printed[printed.index(name) + 1]) for name in FLOORS}
    assert all(measured[name] >= floor for name, floor in FLOORS.items()), measured
