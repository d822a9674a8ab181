"""The zip archive that an office document is: its parts, never more of them than a document has."""

from __future__ import annotations

import io
import zipfile
import zlib

from plancli.errors import UnreadableError

MAX_PART = 100_000_000
"""Bytes that one part may unpack to; more is a decompression bomb."""

_KINDS = {
    "xl/": "an Excel workbook; save the text as DOCX or PDF",
    "ppt/": "a PowerPoint presentation; save it as PDF",
    "visio/": "a Visio drawing; save it as PDF",
    "META-INF/container.xml": "an e-book; save it as PDF or HTML",
    "Payload/": "an application, not a document",
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a Word file of before 2007 and an encrypted DOCX begin: the OLE compound file."""


class Archive:
    """The parts of an office document.

    Raises:
        UnreadableError: ``data`` is broken or encrypted.
    """

    def __init__(self, data: bytes) -> None:
        if data.startswith(OLE):
            raise UnreadableError(
                "is protected by a password or older than Word 2007; save it as DOCX without a password"
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
            raise UnreadableError("is a damaged zip archive: it was cut off or changed on the way") from None
        self.names = frozenset(self._zip.namelist())

    def part(self, name: str) -> bytes | None:
        """The content of a part; ``None`` where there is none of this name."""
        if name not in self.names:
            return None
        try:
            with self._zip.open(name) as stream:
                content = stream.read(MAX_PART + 1)
        except RuntimeError:
            raise UnreadableError("is encrypted; save it without a password") from None
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError):
            raise UnreadableError(f"is damaged: its part {name} cannot be unpacked") from None
        if len(content) > MAX_PART:
            raise UnreadableError(
                f"unpacks to more than {MAX_PART // 1_000_000} MB in {name}: no document does"
            )
        return content

    def refuse(self, wanted: str) -> UnreadableError:
        """What to say of an archive that is not ``wanted``."""
        for start, kind in _KINDS.items():
            if any(name.startswith(start) for name in self.names):
                return UnreadableError(f"is {kind}")
        return UnreadableError(f"is a zip archive, but not {wanted}; unpack it and name the documents in it")
