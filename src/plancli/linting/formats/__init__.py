"""How findings are written: one module a form, each with ``write``."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancli.linting.problems import Checked

FORMATS = {name: f"{__name__}.{name}" for name in ("text", "json", "sarif", "junit", "github")}


class Write(Protocol):
    """The function of a form."""

    def __call__(self, checked: Sequence[Checked], *, colour: bool = False, width: int = 80) -> str:
        """All that was checked, as one text that ends in a newline or is empty."""


def writer(form: str) -> Write:
    """The function that writes ``form``."""
    module = import_module(FORMATS[form])
    return cast("Write", module.write)
