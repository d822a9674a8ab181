"""The codes of what opening, reading and resolving may notice; those of the rules stand beside them in one table.

A code's letters say what it concerns: T the text, P a page of a PDF, H a web page, O an office document, M metadata,
D dates, I items, N numbering, X what the text promises, A actors, C commitments, PLN a file as a whole. The first digit
says who notices: 0 whoever opens the file, 1 the reading, 2 a rule (:mod:`plancli.rules`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plancli.plan import Severity


@dataclass(frozen=True, slots=True)
class Code:
    """What a code means and how much it matters."""

    severity: Severity
    meaning: str


CODES: dict[str, Code] = {
    "PLN001": Code("error", "The document cannot be read."),
    "PLN002": Code("error", "The plan JSON cannot be parsed."),
    "PLN003": Code("error", "A key stands twice in one object of the JSON."),
    "PLN004": Code("error", "The JSON holds NaN or Infinity."),
    "PLN005": Code("error", "The program failed on this document."),
    "T101": Code("warning", "The text held control characters; they were left out."),
    "T102": Code("note", "The text is not UTF-8; it was read as Windows-1252."),
    "T103": Code("warning", "Some characters could not be decoded."),
    "P101": Code("warning", "A page cannot be read."),
    "P102": Code("warning", "A page has no text layer."),
    "P103": Code("warning", "Text is garbled: its font does not say which characters it draws."),
    "P104": Code("note", "The text of a page was recognised from a picture and may be wrong."),
    "P105": Code("note", "Hidden text was not read."),
    "P106": Code("note", "Turned text was not read."),
    "P107": Code("note", "A page is larger than a page can be (14,400 points)."),
    "P108": Code("warning", "There is more on a page than was looked at."),
    "P109": Code("note", "The structure tree of a PDF does not agree with its pages and was not used."),
    "P110": Code("note", "Words of a recognised page look misread."),
    "P112": Code("note", "The text of a page was recognised with tesseract and may be wrong."),
    "H101": Code(
        "note", "Elements of a page lay too deep within others; they were read without their nesting."
    ),
    "H102": Code("warning", "The page as delivered has no content: it needs JavaScript to show any."),
    "H103": Code("warning", "The page is one to sign in on, not the document."),
    "H104": Code("warning", "The page says that the document is not there."),
    "H105": Code("warning", "The page holds more text than any document; only its beginning was read."),
    "H106": Code("note", "Text outside the main part of the page was left out."),
    "O101": Code("warning", "The document holds tracked changes; they were read as accepted."),
    "O102": Code("note", "The document refers to parts that stand elsewhere; they were not fetched."),
    "M101": Code("note", "The document gives no publication date, so relative dates stay unresolved."),
    "M102": Code("warning", "The document is not in English: its structure was read, little else was."),
    "M103": Code("note", "The language of the document cannot be told."),
    "D101": Code("note", "A date expression can be read in two ways."),
    "I101": Code("note", "The document has no list or heading of aims, priorities, principles or measures."),
}


def severity_of(code: str) -> Severity:
    """How much a finding of this code matters; a warning for a code that the table does not have."""
    known = CODES.get(code)
    return known.severity if known else "warning"
