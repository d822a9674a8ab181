"""Writes small PDFs, sound and broken, for tests and benchmarks: objects by hand, standard fonts."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from hashlib import md5

FONTS = {"F1": "Helvetica", "F2": "Helvetica-Bold", "F3": "Helvetica-Oblique"}


_ENCODING = "/WinAnsiEncoding"
_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def escaped(text: str) -> str:
    """A literal string's inside; characters beyond Latin 1 must not be in it."""
    return "".join(f"\\{ord(char):03o}" if char in "()\\" or ord(char) > 126 else char for char in text)


def show(
    x: float, y: float, text: str, *, size: float = 11, font: str = "F1", mode: int = 0, turn: str = "1 0 0 1"
) -> str:
    """Operators that draw one stretch of text its baseline starting at ``(x, y)`` from the bottom left."""
    return f"BT /{font} {size} Tf {mode} Tr {turn} {x} {y} Tm ({escaped(text)}) Tj ET\n"


def marked(tag: str, content: int, operators: str) -> str:
    """Operators as marked content with an id."""
    return f"/{tag} <</MCID {content}>> BDC\n{operators}EMC\n"


@dataclass
class Element:
    """A structure element: its type, the marked content ids of one page, and its children."""

    kind: str
    page: int = 0
    contents: list[int] = field(default_factory=list)
    children: list[Element] = field(default_factory=list)


@dataclass
class Forge:
    """Collects objects and pages; ``save`` gives the file."""

    objects: list[bytes] = field(default_factory=lambda: [b"", b""])
    pages: list[int] = field(default_factory=list)
    tree: list[Element] = field(default_factory=list)
    info: dict[str, str] = field(default_factory=dict)
    language: str | None = None

    def add(self, body: str | bytes) -> int:
        """Put an object in; its number."""
        self.objects.append(body.encode("latin-1") if isinstance(body, str) else body)
        return len(self.objects)

    def stream(self, data: str | bytes, entries: str = "", *, packed: bool = True) -> int:
        """Put a stream in, deflated unless told otherwise; its number."""
        raw = data.encode("latin-1") if isinstance(data, str) else data
        if packed:
            raw, entries = zlib.compress(raw), entries + " /Filter /FlateDecode"
        head = f"<</Length {len(raw)} {entries}>>\nstream\n".encode("latin-1")
        return self.add(head + raw + b"\nendstream")

    def page(
        self,
        content: str | bytes,
        *,
        width: float = 612,
        height: float = 792,
        resources: str = "",
        entries: str = "",
    ) -> int:
        """Put a page in; its number from 1."""
        fonts = " ".join(f"/{key} <</Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding {_ENCODING}>>"
                         for key, name in FONTS.items())  # fmt: skip
        self.pages.append(
            self.add(
                f"<</Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}]"
                f" /Contents {self.stream(content)} 0 R"
                f" /StructParents {len(self.pages)} /Resources <</Font <<{fonts}>> {resources}>> {entries}>>"
            )
        )
        return len(self.pages)

    def save(self) -> bytes:
        """The file."""
        root = "<</Type /Catalog /Pages 2 0 R"
        if self.language:
            root += f" /Lang ({self.language})"
        if self.tree:
            root += f" /MarkInfo <</Marked true>> /StructTreeRoot {self._tree()} 0 R"
        self.objects[0] = f"{root}>>".encode("latin-1")
        kids = " ".join(f"{number} 0 R" for number in self.pages)
        self.objects[1] = f"<</Type /Pages /Kids [{kids}] /Count {len(self.pages)}>>".encode("latin-1")
        entries = " ".join(f"/{key} ({escaped(value)})" for key, value in self.info.items())
        return self.written(f" /Info {self.add(f'<<{entries}>>')} 0 R" if entries else "")

    def locked(self, password: str) -> bytes:
        """The file encrypted as PDF 1.3 did (RC4, 40 bits), for a password; strings must not be in it."""
        self.save()
        identity, padded = b"0123456789abcdef", (password.encode() + _PADDING)[:32]
        owner = _rc4(md5(padded, usedforsecurity=False).digest()[:5], padded)
        start = padded + owner + (0xFFFFFFFC).to_bytes(4, "little") + identity
        key = md5(start, usedforsecurity=False).digest()[:5]
        for number, body in enumerate(self.objects, 1):
            head, mark, rest = body.partition(b"\nstream\n")
            if mark:
                own = md5(key + number.to_bytes(3, "little") + b"\0\0", usedforsecurity=False).digest()[:10]
                data = _rc4(own, rest.removesuffix(b"\nendstream"))
                self.objects[number - 1] = head + mark + data + b"\nendstream"
        user = _rc4(key, _PADDING)
        entry = f"<</Filter /Standard /V 1 /R 2 /P -4 /O <{owner.hex()}> /U <{user.hex()}>>>"
        return self.written(f" /Encrypt {self.add(entry)} 0 R /ID [<{identity.hex()}> <{identity.hex()}>]")

    def written(self, trailer: str = "") -> bytes:
        """The objects as they are, with a cross-reference table."""
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for number, body in enumerate(self.objects, 1):
            places.append(len(out))
            out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        start = len(out)
        out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
        out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
        out += (
            f"trailer\n<</Size {len(places) + 1} /Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
        )
        return bytes(out)

    def _tree(self) -> int:
        root = self.add("")
        owners: dict[int, dict[int, int]] = {}
        top = [self._element(element, root, owners) for element in self.tree]
        numbers = []
        for page, by_content in sorted(owners.items()):
            row = " ".join(f"{by_content[content]} 0 R" if content in by_content else "null"
                           for content in range(max(by_content) + 1))  # fmt: skip
            numbers.append(f"{page - 1} [{row}]")
        parents = self.add(f"<</Nums [{' '.join(numbers)}]>>")
        kids = " ".join(f"{number} 0 R" for number in top)
        self.objects[root - 1] = f"<</Type /StructTreeRoot /K [{kids}] /ParentTree {parents} 0 R>>".encode()
        return root

    def _element(self, element: Element, parent: int, owners: dict[int, dict[int, int]]) -> int:
        number = self.add("")
        kids = [str(content) for content in element.contents]
        for content in element.contents:
            owners.setdefault(element.page, {})[content] = number
        kids += [f"{self._element(child, number, owners)} 0 R" for child in element.children]
        page = f" /Pg {self.pages[element.page - 1]} 0 R" if element.page else ""
        self.objects[number - 1] = (
            f"<</S /{element.kind} /P {parent} 0 R{page} /K [{' '.join(kids)}]>>".encode()
        )
        return number
