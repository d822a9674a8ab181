"""The calls of PDFium that reading needs, bound to plain integer handles.

The bindings of pypdfium2 wrap each handle that a call returns in a pointer object. At several calls a word
that is most of the time of reading, so the calls made for every word, object and element are bound again
here with ``void *`` as an integer. Opening a file and its errors stay with pypdfium2.
"""

from __future__ import annotations

import ctypes
from ctypes import c_float, c_int, c_size_t, c_uint, c_ulong, c_void_p
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

Handle: TypeAlias = int

OBJECT_TEXT, OBJECT_PATH, OBJECT_IMAGE, OBJECT_SHADING, OBJECT_FORM = 1, 2, 3, 4, 5

# name: (result, arguments); see PDFium's fpdfview.h, fpdf_text.h, fpdf_edit.h, fpdf_structtree.h, fpdf_doc.h. Without
# arguments stands what is called twice a word, of which their conversion would be half: it wants its handles by
# :func:`reference`.
_CALLS: dict[str, tuple[Any, list[Any] | None]] = {
    "FPDF_LoadPage": (c_void_p, [c_void_p, c_int]),
    "FPDF_ClosePage": (None, [c_void_p]),
    "FPDF_GetPageWidthF": (c_float, [c_void_p]),
    "FPDF_GetPageHeightF": (c_float, [c_void_p]),
    "FPDF_GetPageBoundingBox": (c_int, [c_void_p, c_void_p]),
    "FPDFPage_GetRotation": (c_int, [c_void_p]),
    "FPDFText_LoadPage": (c_void_p, [c_void_p]),
    "FPDFText_ClosePage": (None, [c_void_p]),
    "FPDFText_CountChars": (c_int, [c_void_p]),
    "FPDFText_GetText": (c_int, [c_void_p, c_int, c_int, c_void_p]),
    "FPDFText_GetUnicode": (c_uint, [c_void_p, c_int]),
    "FPDFText_HasUnicodeMapError": (c_int, [c_void_p, c_int]),
    "FPDFText_GetTextObject": (c_void_p, [c_void_p, c_int]),
    "FPDFText_GetLooseCharBox": (None, None),
    "FPDFText_GetMatrix": (c_int, [c_void_p, c_int, c_void_p]),
    "FPDFTextObj_GetFont": (c_void_p, [c_void_p]),
    "FPDFTextObj_GetFontSize": (c_int, [c_void_p, c_void_p]),
    "FPDFTextObj_GetTextRenderMode": (c_int, [c_void_p]),
    "FPDFFont_GetBaseFontName": (c_size_t, [c_void_p, c_void_p, c_size_t]),
    "FPDFFont_GetFlags": (c_int, [c_void_p]),
    "FPDFPage_CountObjects": (c_int, [c_void_p]),
    "FPDFPage_GetObject": (c_void_p, [c_void_p, c_int]),
    "FPDFPageObj_GetType": (c_int, [c_void_p]),
    "FPDFPageObj_GetBounds": (c_int, [c_void_p, c_void_p, c_void_p, c_void_p, c_void_p]),
    "FPDFPageObj_GetFillColor": (c_int, [c_void_p, c_void_p, c_void_p, c_void_p, c_void_p]),
    "FPDFPageObj_GetMatrix": (c_int, [c_void_p, c_void_p]),
    "FPDFPageObj_GetMarkedContentID": (c_int, [c_void_p]),
    "FPDFPath_GetDrawMode": (c_int, [c_void_p, c_void_p, c_void_p]),
    "FPDFPath_CountSegments": (c_int, [c_void_p]),
    "FPDFFormObj_CountObjects": (c_int, [c_void_p]),
    "FPDFFormObj_GetObject": (c_void_p, [c_void_p, c_ulong]),
    "FPDF_StructTree_GetForPage": (c_void_p, [c_void_p]),
    "FPDF_StructTree_Close": (None, [c_void_p]),
    "FPDF_StructTree_CountChildren": (c_int, [c_void_p]),
    "FPDF_StructTree_GetChildAtIndex": (c_void_p, [c_void_p, c_int]),
    "FPDF_StructElement_GetType": (c_ulong, [c_void_p, c_void_p, c_ulong]),
    "FPDF_StructElement_CountChildren": (c_int, [c_void_p]),
    "FPDF_StructElement_GetChildAtIndex": (c_void_p, [c_void_p, c_int]),
    "FPDF_StructElement_GetChildMarkedContentID": (c_int, [c_void_p, c_int]),
    "FPDFLink_Enumerate": (c_int, [c_void_p, c_void_p, c_void_p]),
    "FPDFLink_GetAnnotRect": (c_int, [c_void_p, c_void_p]),
    "FPDFLink_GetAction": (c_void_p, [c_void_p]),
    "FPDFAction_GetURIPath": (c_ulong, [c_void_p, c_void_p, c_void_p, c_ulong]),
    "FPDFCatalog_IsTagged": (c_int, [c_void_p]),
    "FPDFCatalog_GetLanguage": (c_ulong, [c_void_p, c_void_p, c_ulong]),
}


@cache
def calls() -> SimpleNamespace:
    """The bound calls by their PDFium name; the library is loaded with the first use."""
    import pypdfium2  # type: ignore[import-untyped]  # noqa: F401  (starts the library)
    from pypdfium2_raw import bindings  # type: ignore[import-untyped]

    library = bindings._libs["pdfium"]
    bound: dict[str, Callable[..., Any]] = {}
    for name, (result, arguments) in _CALLS.items():
        call = library[name]
        call.restype, call.argtypes = result, arguments
        bound[name] = call
    return SimpleNamespace(**bound)


def reference(handle: Handle) -> Any:
    """A handle as an argument that needs no conversion."""
    return ctypes.byref(ctypes.c_char.from_address(handle))


def handle_of(wrapper: Any) -> Handle:
    """The integer handle of a pypdfium2 object or raw pointer."""
    value = ctypes.cast(getattr(wrapper, "raw", wrapper), c_void_p).value
    assert value is not None
    return value


def string(call: Callable[..., int], *arguments: Any, encoding: str = "utf-16-le") -> str:
    """What a call that fills a buffer and returns the length it needs has to say; ``""`` for nothing."""
    size = call(*arguments, None, 0)
    if not 0 < size < 1 << 16:
        return ""
    buffer = ctypes.create_string_buffer(size)
    call(*arguments, buffer, size)
    return buffer.raw.decode(encoding, "replace").rstrip("\0")
