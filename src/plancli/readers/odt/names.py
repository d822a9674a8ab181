"""The namespaces of OpenDocument 1.x (ISO/IEC 26300)."""

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"

PREFIXES = {
    f"{_OASIS}office:1.0": "office:",
    f"{_OASIS}style:1.0": "style:",
    f"{_OASIS}text:1.0": "text:",
    f"{_OASIS}table:1.0": "table:",
    f"{_OASIS}drawing:1.0": "draw:",
    f"{_OASIS}meta:1.0": "meta:",
    f"{_OASIS}manifest:1.0": "manifest:",
    f"{_OASIS}xsl-fo-compatible:1.0": "fo:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://www.w3.org/1999/xlink": "xlink:",
}
