"""Which files of a folder are documents, told from what is in them, whatever they are called.

An ending that only documents have counts too, so that a damaged one is reported rather than passed over.
"""

from __future__ import annotations

import re
import zipfile
from importlib import import_module
from mimetypes import MimeTypes
from pathlib import Path
from typing import cast

from plancli.readers import EXTENSIONS, HEAD, READERS, Reader, is_text, opening

_FORMER = (".doc", ".rtf")
"""Endings of documents that are not read; what is said of each tells what to do."""
_PARTS = frozenset({"word/document.xml", "content.xml"})
_OTHER_OFFICE = b"application/vnd.oasis.opendocument."
_SETTINGS = (".cfg", ".conf", ".ini", ".lock", ".log", ".toml", ".yaml", ".yml")
"""Endings of texts for programs, which Python's table of types does not know."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_FEW = 6
"""Words: a text of fewer is no document."""
_LETTERS = re.compile(r"[^\W\d_]|\s")
_SHARE = 0.85
"""Letters and white space among the characters of prose, at least."""
_TYPES = MimeTypes()


def is_document(path: Path) -> bool:
    """Whether a file in a folder is a document; one that cannot be opened is, if its name says so.

    Pictures, archives, scripts, style sheets and tables of data are none, and neither is a text of another
    known type or without prose.
    """
    claims = path.suffix.lower() in (*EXTENSIONS, *_FORMER)
    if claims or not path.is_file():  # neither a pipe nor a socket is to be opened
        return claims
    try:
        with path.open("rb") as stream:
            head = opening(stream.read(HEAD * 4))
        return _is_office(path) if head.startswith(b"PK") else _is_read(path.name, head)
    except (OSError, zipfile.BadZipFile):
        return False


def _is_office(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        names = _PARTS.intersection(archive.namelist())
        kind = b""
        if "content.xml" in names and "mimetype" in archive.namelist():
            with archive.open("mimetype") as stream:
                kind = stream.read(len(_OTHER_OFFICE) + 20)
    return bool(names) and (not kind.startswith(_OTHER_OFFICE) or kind.startswith(_OTHER_OFFICE + b"text"))


def _is_read(name: str, head: bytes) -> bool:
    formats = [cast(Reader, import_module(module)) for module in READERS[:-1]]
    if not head.startswith(b"\xd0\xcf") and any(reader.detect("", head) for reader in formats):
        return True
    plain = _TYPES.guess_type(name)[0] in (None, "text/plain") and not name.lower().endswith(_SETTINGS)
    return plain and is_text(head) and _is_prose(head.decode("utf-8", "replace"))


def _is_prose(text: str) -> bool:
    return len(_WORD.findall(text)) >= _FEW and len(_LETTERS.findall(text)) >= _SHARE * len(text)
