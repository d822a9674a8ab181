"""The namespaces and part names of Office Open XML (ECMA-376), transitional and strict."""

from __future__ import annotations

_TRANSITIONAL = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"

PREFIXES = {
    f"{_TRANSITIONAL}wordprocessingml/2006/main": "w:",
    f"{_STRICT}wordprocessingml/main": "w:",
    f"{_TRANSITIONAL}officeDocument/2006/relationships": "r:",
    f"{_STRICT}officeDocument/relationships": "r:",
    f"{_TRANSITIONAL}officeDocument/2006/math": "m:",
    f"{_STRICT}officeDocument/math": "m:",
    f"{_TRANSITIONAL}package/2006/relationships": "",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://www.w3.org/XML/1998/namespace": "xml:",
}


def on(value: str) -> bool:
    """The truth of a toggle's ``val`` attribute, which is true where it is missing."""
    return value not in ("0", "false", "off", "none")
