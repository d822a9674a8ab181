"""The text announces a number of points and lists another.

A reader of "the following four principles" who finds three looks for the fourth; so does the one who has to report on
it. Mostly a point was taken out or merged and the sentence stayed.

To mend it: say the number that is there, or put the missing point back.
"""

from __future__ import annotations

from collections.abc import Iterator

from plancli.rules.announcements import Announcement, announcements, listed_after
from plancli.rules.base import Context, Hit

CODE = "X201"
LEVEL = "warning"
FAILING = (
    "We have two aims:\n\n- cleaner rivers\n- safer beaches\n- quieter harbours\n",
    "A five-point plan for rivers\n\n1. Plant trees\n2. Mend weirs\n3. Count fish\n4. Stop leaks\n",
    "# Rivers\n\nThe strategy follows a five-point plan.\n\n# Our aims\n\n1. Plant trees\n2. Mend weirs\n3. Count fish\n",
    "# Rivers\n\nThis plan has four objectives and runs for two years.\n\n# Objectives\n\n1. Plant trees\n2. Mend weirs\n4. Count fish\n",
    "Our ten-step agenda:\n\n1. Plant trees\n2. Mend weirs\n3. Count fish\n",
    "The following four principles guide the work:\n\n1. Clean water\n2. Fair access\n3. Honest reporting\n",
)
PASSING = (
    "The following three principles guide the work:\n\n1. Clean water\n2. Fair access\n3. Honest reporting\n",
    "The two governments have these aims:\n\n- cleaner rivers\n- safer beaches\n- quieter harbours\n",
    "The council had a five-point plan. It was dropped. The aims are now:\n\n1. Plant trees\n2. Mend weirs\n",
    "# Rivers\n\nThis plan has three objectives and runs for two years.\n\n# Objectives\n\n1. Plant trees\n2. Mend weirs\n3. Count fish\n",
    "# Rivers\n\nThe Ministry has four objectives for water.\n\n# Objectives\n\n1. Plant trees\n2. Mend weirs\n3. Count fish\n",
    "# Rivers\n\nThis is a two-pillar plan.\n\n# Water\n\n1. Plant trees\n2. Mend weirs\n3. Count fish\n\n# Banks\n\n1. Mow\n2. Dig\n",
)


def check(context: Context) -> Iterator[Hit]:
    """Announcements right before a list, none of whose ways of being counted gives the number announced."""
    for each in announcements(context):
        counts = listed_after(context, each)
        if counts and each.count not in counts:
            yield Hit(_message(each, counts[0]), each.start, each.end)


def _message(each: Announcement, found: int) -> str:
    return f"{each.count} are announced, and {found or 'none'} {'follows' if found == 1 else 'follow'}"
