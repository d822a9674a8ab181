"""What reading and resolving noticed, as findings with their evidence."""

from __future__ import annotations

from collections.abc import Sequence

from plancli.assemble.evidence import evidence
from plancli.document import Document
from plancli.findings import CODES, severity_of
from plancli.pipeline.dates import Timex
from plancli.pipeline.metadata import FoundMetadata
from plancli.plan import Date, Finding


def findings(
    document: Document,
    metadata: FoundMetadata,
    timexes: Sequence[Timex],
    dates: Sequence[Date],
    *,
    has_items: bool,
) -> list[Finding]:
    """The findings of a document, in the order of the table of codes, then of the document."""
    found = [
        _remark(document, remark.code, remark.message, remark.start, remark.end)
        for remark in document.remarks
    ]
    if metadata.language is None:
        found.append(_absence("M103", "/metadata/language"))
    elif metadata.language != "en":
        message = f"The document is in {metadata.language!r}, not in English: its structure was read, little else was."
        found.append(Finding(code="M102", severity="warning", message=message, path="/metadata/language"))
    if metadata.published is None:
        found.append(_absence("M101", "/metadata/published"))
    if not has_items:
        found.append(_absence("I101", None))
    for number, (timex, date) in enumerate(zip(timexes, dates, strict=True)):
        if timex.remark:
            found.append(
                Finding(
                    code="D101",
                    severity=severity_of("D101"),
                    message=f"{date.text!r}: {timex.remark}",
                    path=f"/dates/{number}",
                    evidence=date.evidence,
                )
            )
    return found


def _absence(code: str, path: str | None) -> Finding:
    return Finding(code=code, severity=severity_of(code), message=CODES[code].meaning, path=path)


def _remark(document: Document, code: str, message: str, start: int | None, end: int | None) -> Finding:
    places = evidence(document, start, end) if start is not None and end is not None else []
    return Finding(code=code, severity=severity_of(code), message=message, evidence=places)
