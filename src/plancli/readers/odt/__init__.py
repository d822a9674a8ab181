"""ODT: OpenDocument texts, as LibreOffice writes them, with their lists, headings, changes and notes.

Changes that are tracked are read as accepted, and a remark says so: what was deleted stands apart from the
text in this format, and what was inserted stands in it.
"""

from __future__ import annotations

from plancli.document import Facts, Remark
from plancli.errors import UnreadableError
from plancli.readers.office.archive import Archive
from plancli.readers.office.xml import Node, parse

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
EXTENSIONS = (".odt", ".ott")

_EPUB = b"epub"


def detect(name: str, head: bytes) -> bool:
    """A zip archive whose first part says that it is an OpenDocument, or that has the parts of one."""
    named = head[30:38] == b"mimetype" and _EPUB not in head[38:80]
    repacked = (
        b"content.xml" in head and b"META-INF/manifest.xml" in head and b"word/document.xml" not in head
    )
    return head.startswith(b"PK\x03\x04") and (named or repacked or name.lower().endswith(EXTENSIONS))


def read(data: bytes, name: str, *, password: str | None = None) -> Facts:
    """The paragraphs of a text.

    Raises:
        UnreadableError: ``data`` is no OpenDocument text, is damaged or encrypted, or unpacks beyond measure.
    """
    del name, password
    from plancli.readers.odt.body import Body
    from plancli.readers.odt.styles import Styles

    archive = Archive(data)
    _refuse_encrypted(archive)
    content = _parsed(archive, "content.xml")
    text = content.first("office:body", "office:text") if content is not None else None
    if content is None or text is None:
        raise archive.refuse("an OpenDocument text")
    common = _parsed(archive, "styles.xml")
    facts = Facts(media_type=MEDIA_TYPE, hints=_hints(_parsed(archive, "meta.xml")))
    facts.lines = list(Body(Styles([root for root in (common, content) if root is not None])).lines(text))
    changes = text.first("text:tracked-changes")
    if changes is not None and next(changes.nodes(), None) is not None:
        facts.remarks.append(
            Remark("O101", "The document holds tracked changes; they were read as accepted.")
        )
    if not facts.lines:
        raise UnreadableError("holds no text")
    return facts


def _parsed(archive: Archive, name: str) -> Node | None:
    from plancli.readers.odt.names import PREFIXES

    content = archive.part(name)
    return parse(content, name, PREFIXES) if content else None


def _refuse_encrypted(archive: Archive) -> None:
    manifest = _parsed(archive, "META-INF/manifest.xml")
    if manifest is not None and any(node.name == "manifest:encryption-data" for node in manifest.within()):
        raise UnreadableError("is encrypted; save it without a password")


def _hints(meta: Node | None) -> dict[str, str]:
    """Title, description and language as the document's properties give them."""
    hints: dict[str, str] = {}
    for node in meta.within() if meta is not None else ():
        if node.name in ("dc:title", "dc:description", "dc:language") and node.text.strip():
            hints[node.name[3:]] = " ".join(node.text.split())
    return hints
