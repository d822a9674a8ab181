"""plancli: policy documents into grounded, typed data.

The public verbs are :func:`read`, :func:`extract`, :func:`extract_text`, :func:`load`, :func:`validate`,
:func:`diff` and :func:`tag_dates`; the types they give are in :mod:`plancli.plan`, :mod:`plancli.changes` and
:mod:`plancli.document`. They are loaded when first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from plancli.api import diff, extract, extract_text, load, read, tag_dates
    from plancli.changes import Change, PlanDiff
    from plancli.document import Document
    from plancli.errors import PlancliError
    from plancli.linting.verb import validate
    from plancli.plan import Date, Evidence, Finding, Item, Plan

__version__ = "0.1.0"

_HOMES = {
    "read": "plancli.api",
    "extract": "plancli.api",
    "extract_text": "plancli.api",
    "load": "plancli.api",
    "diff": "plancli.api",
    "tag_dates": "plancli.api",
    "validate": "plancli.linting.verb",
    "Change": "plancli.changes",
    "PlanDiff": "plancli.changes",
    "Document": "plancli.document",
    "PlancliError": "plancli.errors",
    "Date": "plancli.plan",
    "Evidence": "plancli.plan",
    "Finding": "plancli.plan",
    "Item": "plancli.plan",
    "Plan": "plancli.plan",
}

__all__ = [
    "Change",
    "Date",
    "Document",
    "Evidence",
    "Finding",
    "Item",
    "Plan",
    "PlanDiff",
    "PlancliError",
    "__version__",
    "diff",
    "extract",
    "extract_text",
    "load",
    "read",
    "tag_dates",
    "validate",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
