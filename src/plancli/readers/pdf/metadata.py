"""What a PDF says of itself, as hints for where its pages are silent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plancli.readers.pdf.native import calls, handle_of, string

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

# D:YYYYMMDDHHmmSS (ISO 32000-1, 7.9.4); all after the year may be missing
_DATE = re.compile(r"(?:D:)?(\d{4})(?:(\d\d)(?:(\d\d))?)?")
_KEYS = {"Title": "title", "Author": "author", "Subject": "subject", "Keywords": "keywords"}


def hints(document: PdfDocument) -> dict[str, str]:
    """What is given of title, author, subject, keywords, language, created and modified."""
    said = document.get_metadata_dict(skip_empty=True)
    found = {name: " ".join(said[key].split()) for key, name in _KEYS.items() if said.get(key, "").strip()}
    language = string(calls().FPDFCatalog_GetLanguage, handle_of(document))
    if language.strip():
        found["language"] = language.strip()
    for key, name in (("CreationDate", "created"), ("ModDate", "modified")):
        date = _date(said.get(key, ""))
        if date:
            found[name] = date
    return found


def _date(text: str) -> str | None:
    """A PDF date as an ISO date of the same precision; ``None`` for what is none."""
    match = _DATE.match(text.strip())
    if match is None or not 1900 <= int(match[1]) < 2200:
        return None
    return "-".join(part for part in match.groups() if part)
