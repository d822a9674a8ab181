"""DOCX: Word documents (Office Open XML), with their list numbering, styles, changes and notes.

Changes that are tracked are read as accepted, and a remark says so. Nothing outside the document is
loaded. There are no pages: Word makes them only when it shows the document.
"""

from __future__ import annotations

import posixpath

from plancli.document import Facts, Remark
from plancli.errors import UnreadableError
from plancli.readers.office.archive import OLE, Archive
from plancli.readers.office.xml import Node, parse

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXTENSIONS = (".docx", ".docm", ".dotx")

_OFFICE_DOCUMENT = "/officeDocument"


def detect(name: str, head: bytes) -> bool:
    """Any zip archive that says nothing else at its start, and what Word encrypts or wrote before 2007."""
    del name
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06", OLE))


def read(data: bytes, name: str, *, password: str | None = None) -> Facts:
    """The paragraphs of a Word document.

    Raises:
        UnreadableError: ``data`` is no Word document, is damaged or encrypted, or unpacks beyond measure.
    """
    del name, password
    from plancli.readers.docx.body import Body
    from plancli.readers.docx.numbering import Numbering
    from plancli.readers.docx.runs import Runs
    from plancli.readers.docx.styles import Styles

    package = _Package(Archive(data))
    styles = Styles(package.related("styles"))
    runs = Runs(styles, package.links)
    body = Body(styles, Numbering(package.related("numbering"), styles.lists), runs)
    facts = Facts(media_type=MEDIA_TYPE, hints=package.hints(styles.language))
    facts.lines = list(body.lines(package.body))
    for note in package.notes(runs.notes):
        facts.lines.extend(body.note_lines(note))
    if runs.tracked:
        facts.remarks.append(
            Remark("O101", "The document holds tracked changes; they were read as accepted.")
        )
    if package.external:
        facts.remarks.append(
            Remark(
                "O102", f"The document refers to {package.external} parts elsewhere; they were not fetched."
            )
        )
    if not facts.lines:
        raise UnreadableError("holds no text")
    return facts


class _Package:
    """The parts of a Word document and how they refer to one another."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        main = self._main()
        content = archive.part(main) if main else None
        if content is None:
            raise archive.refuse("a Word document")
        root = self._parse(content, main)
        body = root.first("w:body")
        if root.name != "w:document" or body is None:
            raise archive.refuse("a Word document")
        self.body = body
        self.links: dict[str, str] = {}
        self.external = 0
        self._parts: dict[str, str] = {}
        self._relate(main)

    @staticmethod
    def _parse(content: bytes, name: str) -> Node:
        from plancli.readers.docx.names import PREFIXES

        return parse(content, name, PREFIXES)

    def _main(self) -> str:
        """The name of the part that holds the text."""
        content = self._archive.part("_rels/.rels")
        relations = self._parse(content, "_rels/.rels").nodes("Relationship") if content else ()
        named = (
            node.get("Target").lstrip("/")
            for node in relations
            if node.get("Type").endswith(_OFFICE_DOCUMENT)
        )
        return next(named, "word/document.xml")

    def _relate(self, main: str) -> None:
        """Read what the main part refers to: links by their id, other parts by their kind."""
        folder, name = posixpath.split(main)
        content = self._archive.part(f"{folder}/_rels/{name}.rels")
        for node in self._parse(content, f"{name}.rels").nodes("Relationship") if content else ():
            kind = node.get("Type").rpartition("/")[2]
            if kind == "hyperlink":
                self.links[node.get("Id")] = node.get("Target")
            elif node.get("TargetMode") == "External":
                self.external += 1
            else:
                target = node.get("Target")
                self._parts[kind] = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
                )

    def related(self, kind: str) -> Node | None:
        """The root of the part that the text uses as its ``kind`` (styles, numbering, footnotes, …)."""
        content = self._archive.part(self._parts.get(kind, ""))
        return self._parse(content, self._parts[kind]) if content else None

    def notes(self, called: list[str]) -> list[Node]:
        """The notes that the text calls, in that order, each once."""
        found: dict[str, Node] = {}
        for kind in ("footnote", "endnote"):
            root = self.related(f"{kind}s") if any(call[0] == kind[0] for call in called) else None
            for node in root.nodes(f"w:{kind}") if root is not None else ():
                found[kind[0] + node.get("w:id")] = node
        return [found[call] for call in dict.fromkeys(called) if call in found]

    def hints(self, language: str) -> dict[str, str]:
        """Title, description and language as the document's properties give them."""
        content = self._archive.part("docProps/core.xml")
        hints: dict[str, str] = {}
        for node in self._parse(content, "docProps/core.xml").nodes() if content else ():
            if node.name in ("dc:title", "dc:description", "dc:language") and node.text.strip():
                hints[node.name[3:]] = " ".join(node.text.split())
        if language:
            hints.setdefault("language", language)
        return hints
