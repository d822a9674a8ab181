"""A small XML tree, safe to build from any document.

Document type declarations are refused, since office documents have none and entities that expand into one
another live there; nothing outside the document is ever loaded; nesting costs no call depth.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from plancli.errors import UnreadableError


@dataclass(slots=True, eq=False)
class Node:
    """An XML element; ``name`` and the names of attributes carry a prefix of the reader's own table."""

    name: str
    attributes: dict[str, str]
    children: list[Node | str] = field(default_factory=list)

    def get(self, name: str, default: str = "") -> str:
        """An attribute's value."""
        return self.attributes.get(name, default)

    def nodes(self, *names: str) -> Iterator[Node]:
        """Child elements, or those of them that are called one of ``names``."""
        return (c for c in self.children if isinstance(c, Node) and (not names or c.name in names))

    def first(self, *path: str) -> Node | None:
        """The first descendant along ``path``, a name for each step down."""
        node: Node | None = self
        for name in path:
            node = next(node.nodes(name), None) if node is not None else None
        return node

    def within(self) -> Iterator[Node]:
        """It and all elements in it, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(child for child in reversed(node.children) if isinstance(child, Node))

    @property
    def text(self) -> str:
        """All character data in it."""
        return "".join(child for node in self.within() for child in node.children if isinstance(child, str))


def parse(data: bytes, part: str, prefixes: Mapping[str, str]) -> Node:
    """The root element of ``data``.

    Args:
        data: the XML of the part.
        part: its name, for messages.
        prefixes: for each namespace that matters, what its names are to start with.

    Raises:
        UnreadableError: it is not well-formed, or has a document type declaration.
    """
    builder = _Builder(prefixes)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.say
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except _DoctypeError:
        raise UnreadableError(f"declares a document type in {part}, as no office document does") from None
    except expat.ExpatError as error:
        raise UnreadableError(f"is damaged: {part} breaks off or is not XML at line {error.lineno}") from None
    return builder.root


class _DoctypeError(Exception):
    pass


def _refuse(*_: object) -> None:
    raise _DoctypeError


class _Builder:
    """The tree under construction."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = prefixes
        self._names: dict[str, str] = {}
        self._open: list[Node] = [Node("", {})]

    @property
    def root(self) -> Node:
        return next(self._open[0].nodes())

    def start(self, name: str, attributes: dict[str, str]) -> None:
        node = Node(self._name(name), {self._name(key): value for key, value in attributes.items()})
        self._open[-1].children.append(node)
        self._open.append(node)

    def end(self, name: str) -> None:
        del name
        self._open.pop()

    def say(self, text: str) -> None:
        self._open[-1].children.append(text)

    def _name(self, name: str) -> str:
        if name not in self._names:
            namespace, _, local = name.rpartition(" ")
            prefix = self._prefixes.get(namespace, "?:" if namespace else "")
            self._names[name] = f"{prefix}{local}"
        return self._names[name]
