"""The document does not say who publishes it.

Nobody can be asked about it or held to it, and a reader cannot tell a government's plan from a proposal to it.

To mend it: name the publisher on the cover, above or below the title.
"""

from __future__ import annotations

from collections.abc import Iterator

from plancli.rules.base import Context, Hit

CODE = "M201"
LEVEL = "note"
FAILING = ("River plan\n\nPublished: 3 March 2025\n\nRivers are for all of us to enjoy.\n",)
PASSING = (
    "River plan\n\nMinistry of Water\n\nPublished: 3 March 2025\n\nRivers are for all of us to enjoy.\n",
)


def check(context: Context) -> Iterator[Hit]:
    """Looks whether reading found a publisher; a note, since it may have missed one that no table knows."""
    if not context.plan.metadata.issuers:
        yield Hit("the document names no publisher", path="/metadata/issuers")
