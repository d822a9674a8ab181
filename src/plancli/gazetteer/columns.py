"""What the heading of a table's column says of the cells below it."""

from __future__ import annotations

import re

from plancli.gazetteer.cues import table


def kind_of_column(heading: str) -> str | None:
    """The kind of items that a column's heading announces ("Action"), by the table ``columns``; else ``None``."""
    return _told("columns", "kind", heading)


def role_of_column(heading: str) -> str | None:
    """What a column beside that of the items tells of its row ("lead", "deadline", "state", "other"); else ``None``."""
    return _told("beside_columns", "role", heading)


def _told(name: str, column: str, heading: str) -> str | None:
    plain = re.sub(r"\s+", " ", heading).replace("(s)", "s").strip(" :*")
    return next(
        (row[column] for row in table(name) if re.fullmatch(row["pattern"], plain, re.IGNORECASE)), None
    )
