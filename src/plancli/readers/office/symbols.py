"""Bullets of the Symbol and Wingdings fonts, as the characters that they look like."""

from __future__ import annotations

_BULLETS = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "\uf076": "❖",
    "\uf0a8": "◆",
    "\uf0e0": "➔",
    "o": "◦",
}
"""By their code in the private use area; a letter stands for a bullet too."""


def bullet(text: str) -> str:
    """The bullet that a list level prints; one that no font table knows is a plain one."""
    text = text.strip()
    if len(text) == 1 and "\ue000" <= text <= "\uf8ff":
        return _BULLETS.get(text, "•")
    return _BULLETS.get(text, text)
