"""How fast and in how much memory PDFs are read, against pdfplumber's words in the same run.

Two documents of 120 pages are made first: one tagged, one not, each page as dense as a printed plan's (some
3,400 characters in headings, paragraphs and numbered items, with a running head and a page number). Reading
runs from the bytes to a structured document; pdfplumber only lists words with font and size, closing each
page. Each runs in a process of its own, so that the peak of its memory is its own too, and its processor time
is taken, which neighbours on the machine disturb least.

Usage:
    python benchmarks/pdf [--pages 120] [--json]

Exit status 1 if reading is less than ten times as fast or takes more than 150 MB and 0.3 MB a page.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

sys.path.insert(0, str(Path(__file__).parent))

_TURNS = 3
RATIO, MEGABYTES, MEGABYTES_A_PAGE = 10.0, 150.0, 0.3


def reader() -> Callable[[bytes], int]:
    """What reads a PDF to a structured document and gives the number of its pages."""
    from plancli import outline
    from plancli.readers import pdf

    def read(data: bytes) -> int:
        facts = pdf.read(data, "made.pdf")
        outline.build(facts, name="made.pdf", data=data)
        return facts.pages or 0

    return read


def lister() -> Callable[[bytes], int]:
    """What lists a PDF's words with pdfplumber and gives the number of its pages."""
    import pdfplumber

    def words(data: bytes) -> int:
        with pdfplumber.open(BytesIO(data)) as document:
            for page in document.pages:
                page.extract_words(extra_attrs=["fontname", "size"])
                page.close()
            return len(document.pages)

    return words


def measure(task: str, path: Path) -> None:
    """Run one task in this process and print what it took, modules loaded and a page read before."""
    run = reader() if task == "read" else lister()
    run(path.with_name("one.pdf").read_bytes())
    data = path.read_bytes()
    start = time.process_time()
    pages = run(data)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"pages": pages, "seconds": seconds, "megabytes": peak}))


def in_own_process(task: str, path: Path) -> dict[str, float]:
    """What a task took, measured in a new process."""
    command = [sys.executable, __file__, "--task", task, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def compare(path: Path) -> dict[str, float]:
    """Both tasks on one document, each at its best of several turns: pages a second, memory and its limit."""
    runs = [(in_own_process("read", path), in_own_process("words", path)) for _ in range(_TURNS)]
    read = min((one for one, _ in runs), key=lambda run: run["seconds"])
    words = min((other for _, other in runs), key=lambda run: run["seconds"])
    return {
        "pages": read["pages"],
        "pages_per_second": read["pages"] / read["seconds"],
        "pdfplumber_pages_per_second": words["pages"] / words["seconds"],
        "ratio": words["seconds"] / read["seconds"],
        "megabytes": read["megabytes"],
        "megabytes_allowed": MEGABYTES + MEGABYTES_A_PAGE * read["pages"],
    }


def main() -> int:
    """Make the documents, compare, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=120)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--task", choices=("read", "words"), help=argparse.SUPPRESS)
    parser.add_argument("path", nargs="?", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.task:
        measure(options.task, options.path)
        return 0
    from make import tagged, untagged

    with tempfile.TemporaryDirectory() as folder:
        found = {}
        for make in (tagged, untagged):
            path = Path(folder) / f"{make.__name__}.pdf"
            path.write_bytes(make(options.pages))
            path.with_name("one.pdf").write_bytes(make(1))
            found[make.__name__] = compare(path)
    if options.json:
        print(json.dumps(found, indent=2))
    else:
        for name, figures in found.items():
            print(
                f"{name}: "
                + ", ".join(f"{key.replace('_', ' ')} {value:.1f}" for key, value in figures.items())
            )
    good = all(
        one["ratio"] >= RATIO and one["megabytes"] <= one["megabytes_allowed"] for one in found.values()
    )
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
