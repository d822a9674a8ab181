"""CSS paths: from an element to an expression that finds it, and it alone, in the page."""

from __future__ import annotations

import re
from collections import Counter

from plancli.readers.html.tree import Element

_PLAIN = re.compile(r"-?[A-Za-z_][\w-]*", re.ASCII)
_DEEPEST = 60


class Selectors:
    """The CSS paths of a page's elements: from the nearest unique id, or from the root."""

    def __init__(self, root: Element) -> None:
        self._ids = Counter(element.get("id") for element in root.within())
        self._known: dict[Element, str | None] = {}

    def path(self, element: Element) -> str | None:
        """The path of ``element``; ``None`` where it lies too deep to be told in one."""
        if element not in self._known:
            self._known[element] = self._path(element)
        return self._known[element]

    def _path(self, element: Element) -> str | None:
        steps: list[str] = []
        for above in element.above():
            name = above.get("id")
            if _PLAIN.fullmatch(name) and self._ids[name] == 1:
                steps.append(f"#{name}")
                break
            steps.append(above.tag if above.tag in ("html", "body") else f"{above.tag}:nth-of-type({above.nth})")
            if above.tag == "body":
                break
            if len(steps) > _DEEPEST:
                return None
        return " > ".join(reversed(steps))
