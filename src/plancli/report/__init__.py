"""The report: a plan beside its document on one page of HTML, each statement tied to where it stands.

:func:`write` gives the page as text. It holds everything it shows (style, script, page images) and asks no
server for anything; a content security policy in it says so to the browser.
"""

from __future__ import annotations

from plancli.report.page import write
from plancli.report.review import Review, load_review, tally
from plancli.report.sight import Sight, sight_of

__all__ = ["Review", "Sight", "load_review", "sight_of", "tally", "write"]
