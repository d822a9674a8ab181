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
        self._known: dict[Element, tuple[str | None, int]] = {}

    def path(self, element: Element) -> str | None:
        """The path of ``element``; ``None`` where it lies too deep to be told in one."""
        climbed: list[Element] = []
        for above in element.above():
            if above in self._known:
                break
            climbed.append(above)
            if self._starts(above):
                break
        for each in reversed(climbed):
            self._known[each] = self._step(each)
        return self._known[element][0]

    def _starts(self, element: Element) -> bool:
        """Whether a path may start at ``element``."""
        name = element.get("id")
        return element.tag == "body" or (_PLAIN.fullmatch(name) is not None and self._ids[name] == 1)

    def _step(self, element: Element) -> tuple[str | None, int]:
        """Path and number of steps of an element whose parent's are known, or which starts one."""
        if self._starts(element):
            return ("body", 1) if element.tag == "body" else (f"#{element.get('id')}", 1)
        if element.parent is None:
            return element.tag, 1
        path, steps = self._known[element.parent]
        if path is None or steps >= _DEEPEST:
            return None, steps + 1
        return f"{path} > {element.tag}:nth-of-type({element.nth})", steps + 1
