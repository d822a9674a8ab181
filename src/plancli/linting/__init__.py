"""The linter: sources in, problems out, in the forms that people and their tools read."""

from __future__ import annotations
