"""Lists of contents: they announce headings and are none themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plancli.gazetteer.cues import words
from plancli.outline.paragraphs import Para

_LEADERS = re.compile(r"(?:[.\s·…]{3,200}|\s)\d{1,3}$")
_MAX_LENGTH = 300
"""Characters: a longer line is no entry."""
_NOT_WORDS = re.compile(r"[\W_]+")


def mark_contents(paras: Sequence[Para]) -> None:
    """Give the lines of a list of contents their region: those after its heading that stand again below."""
    for index, para in enumerate(paras):
        if _key(para.text) not in words("contents_headings"):
            continue
        later = [_key(other.text) for other in paras[index + 1 :]]
        seen = {key: place for place, key in enumerate(later)}  # the last of equal ones
        end = 0
        while end < len(later) and _is_entry(paras[index + 1 + end], later[end], seen, end):
            end += 1
        if end:
            for entry in paras[index : index + end + 1]:
                entry.region = "contents"


def _is_entry(para: Para, key: str, seen: dict[str, int], position: int) -> bool:
    dotted = _LEADERS.search(para.text) is not None and len(para.text) < 200
    return dotted or (bool(key) and seen.get(key, -1) > position)


def _key(text: str) -> str:
    if len(text) > _MAX_LENGTH:
        return ""
    return _NOT_WORDS.sub(" ", _LEADERS.sub("", text).casefold()).strip()
