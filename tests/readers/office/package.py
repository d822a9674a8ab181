"""Small DOCX and ODT files, made of the XML that a test gives."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MORE = (
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODF = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"),
                        ("draw", "drawing"), ("fo", "xsl-fo-compatible"))
)  # fmt: skip


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return stream.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A DOCX of a body and of other parts by their kind: ``styles``, ``numbering``, ``footnotes``."""
    made: dict[str, str | bytes] = {
        "word/document.xml": f"<w:document {_W} {_MORE}><w:body>{body}</w:body></w:document>"
    }
    related = (
        '<Relationship Id="web" Type="x/hyperlink" Target="https://example.org/" TargetMode="External"/>'
    )
    for kind, content in parts.items():
        related += f'<Relationship Id="{kind}" Type="{_RELATIONS}/{kind}" Target="{kind}.xml"/>'
        made[f"word/{kind}.xml"] = f"<w:{kind} {_W}>{content}</w:{kind}>"
    spaces = "http://schemas.openxmlformats.org/package/2006/relationships"
    made["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{spaces}">{related}</Relationships>'
    return archive(made)


def odt(body: str, styles: str = "") -> bytes:
    """An ODT of a body and of automatic styles."""
    content = (
        f'<office:document-content {_ODF} xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of a DOCX."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def listed(text: str, number: int, level: int = 0) -> str:
    """A paragraph of a DOCX that stands in a list."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
