"""Where a finding stands in its file, the line around it, and the name that it keeps when it moves."""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

from plancli.linting.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancli.document import Document
    from plancli.linting.check import Noted

_MOST = 300
"""Characters of an excerpt; what is more is left out on both sides of the offending words."""
_BREAKS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # as the readers count lines


def problems_in(noted: Sequence[Noted], document: Document, lines: Sequence[str]) -> list[Problem]:
    """The findings of a document as problems.

    Args:
        noted: what was found in the document.
        document: what they were found in.
        lines: those of its source, where that is text; none otherwise.
    """
    return fingerprinted([_problem(each, document, lines) for each in noted])


def _problem(noted: Noted, document: Document, lines: Sequence[str]) -> Problem:
    finding = noted.finding
    problem = Problem(
        code=finding.code,
        level=finding.severity,
        message=finding.message,
        path=finding.path,
        evidence=[one.model_dump(mode="json") for one in finding.evidence],
    )
    if noted.place is not None:
        problem.line, problem.column, problem.page = noted.place.line, noted.place.column, noted.place.page
    if not finding.evidence:
        return problem
    first = finding.evidence[0]
    problem.line, problem.column, problem.page = first.line, first.column, first.page
    quote = first.quote.partition("\n")[0]
    source = lines[first.line - 1] if first.line and first.line <= len(lines) else ""
    at = (first.column or 1) - 1
    shared = _shared(source[at:], quote)
    if shared and source:
        problem.excerpt, problem.marked = around(source, at, shared)
        problem.end_column = at + 1 + shared
        return problem
    block = document.blocks[document.block_at(first.start)]
    line = document.text[block.start : block.end]
    problem.excerpt, problem.marked = around(line, first.start - block.start, len(quote))
    return problem


def _shared(line: str, quote: str) -> int:
    """How many characters of ``quote`` stand at the start of ``line``: all, or those before a line break."""
    length = 0
    for ours, theirs in zip(line, quote, strict=False):
        if ours != theirs:
            break
        length += 1
    return length if length == len(quote) or length >= len(line.rstrip()) else 0


def around(line: str, start: int, length: int) -> tuple[str, tuple[int, int]]:
    """The part of a line around the offending words, and where these stand in it."""
    length = min(length, len(line) - start, _MOST)
    if len(line) <= _MOST:
        return line, (start, length)
    left = max(0, min(start - (_MOST - length) // 2, len(line) - _MOST))
    right = min(len(line), left + _MOST)
    before, after = "…" if left else "", "…" if right < len(line) else ""
    return before + line[left:right] + after, (start - left + len(before), length)


def fingerprinted(problems: list[Problem]) -> list[Problem]:
    """Gives each problem its fingerprint: of its code and the words that it is about, and of nothing that moves.

    Problems alike in both are told apart by their order.
    """
    seen: Counter[str] = Counter()
    for problem in problems:
        quote = problem.evidence[0]["quote"] if problem.evidence else _settled(problem)
        about = f"{problem.code}\n{' '.join(str(quote).casefold().split())}"
        seen[about] += 1
        problem.fingerprint = sha256(f"{about}\n{seen[about]}".encode()).hexdigest()[:32]
    return problems


def _settled(problem: Problem) -> str:
    """What a problem without evidence is about: its place in a plan or its message, less their numbers."""
    return re.sub(r"\d+", "0", problem.path or problem.message)


def source_lines(data: bytes, media_type: str) -> list[str]:
    """The lines of a source that is text, as its reader counts them."""
    if not media_type.startswith("text/"):
        return []
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return _BREAKS.split(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return []
