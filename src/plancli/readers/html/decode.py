"""The characters of a page: from its byte order mark, its transfer, its own declaration, else its bytes.

The order is that of the HTML standard's encoding sniffing
(https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding), with one addition:
bytes that are valid UTF-8 and not plain ASCII are UTF-8 whatever they are declared to be, and those that hold
not one character of it are not.
"""

from __future__ import annotations

import codecs
import re

from plancli.document import Remark
from plancli.errors import UnreadableError

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
"""A character of several bytes in UTF-8."""
_SNIFFED = 4096
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_WEB = re.compile(r"utf-8$|cp\d|windows|iso8859|koi8|mac|gb\d|gbk|big5|euc|shift|iso2022_jp|tis")
"""Names of Python's codecs that are character sets of web pages, UTF-16 apart, which cannot be declared."""
_WEB_NAMES = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "x-sjis": "cp932",
    "windows-31j": "cp932", "ks_c_5601-1987": "cp949", "euc-kr": "cp949",
}  # fmt: skip
"""What these labels mean on the web (https://encoding.spec.whatwg.org/#names-and-labels)."""


def decode(data: bytes, charset: str | None = None) -> tuple[str, list[Remark]]:
    """The text of a page of which ``charset`` may be said in transfer.

    Raises:
        UnreadableError: it is no text at all.
    """
    text = _decoded(data, charset)
    remarks = []
    broken = text.count("\ufffd")
    if broken:
        remarks.append(Remark("T103", f"{broken} characters of the page could not be decoded."))
    count = len(_CONTROL.findall(text))
    if count > max(8, len(text) // 20):
        raise UnreadableError("is a binary file, not a web page")
    if count:
        text = _CONTROL.sub(" ", text)
        remarks.append(Remark("T101", f"The text held {count} control characters; they were left out."))
    return text, remarks


def _decoded(data: bytes, charset: str | None) -> str:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(name, "replace")
    if b"\0" in data[:_SNIFFED]:
        return data.decode("utf-16-be" if data[:1] == b"\0" else "utf-16-le", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        mostly = error.start > _SNIFFED and _usual(data) in ("utf-8", None)
    for label in (charset, _usual(data)):
        encoding = _known(label)
        if encoding is not None and encoding != "utf-8":
            return data.decode(encoding, "replace")
    if not _SEQUENCE.search(data):  # not one character is UTF-8's, whatever was declared
        return data.decode("cp1252", "replace")
    if mostly or "utf-8" in map(_known, (charset, _usual(data))):
        return data.decode("utf-8", "replace")
    return data.decode("cp1252", "replace")


def _usual(data: bytes) -> str | None:
    """What the page itself declares."""
    found = _DECLARED.search(data, 0, _SNIFFED) or _XML.match(data)
    return found[1].decode("ascii").lower() if found else None


def _known(label: str | None) -> str | None:
    """Python's name for a character set of the web, if it has one."""
    if not label:
        return None
    try:
        name = codecs.lookup(_WEB_NAMES.get(label.lower(), label)).name
    except LookupError:
        return None
    return name if _WEB.match(name) else None
