"""What the heading of a table's column says of the cells below it."""

from __future__ import annotations

import re

from plancli.gazetteer.cues import table


def kind_of_column(heading: str) -> str | None:
    """The kind of items that a column's heading announces ("Action"), by the table ``columns``; else ``None``."""
    plain = re.sub(r"\s+", " ", heading).replace("(s)", "s").strip(" :*")
    rows = table("columns")
    return next((row["kind"] for row in rows if re.fullmatch(row["pattern"], plain, re.IGNORECASE)), None)
