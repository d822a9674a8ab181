"""Tokens of any text in linear time."""

from __future__ import annotations

import re
from itertools import islice
from weakref import WeakKeyDictionary

from spacy.language import Language
from spacy.tokens import Doc

_RUN = re.compile(r"\S{300,}")
"""spaCy takes affixes off one at a time, which costs the square of the length of a run without spaces."""
_PIECE = 100
_MOST_KEPT = 10_000
"""Words: as many as spaCy's tokenizer keeps."""
_kept: WeakKeyDictionary[Language, set[str]] = WeakKeyDictionary()


def make_doc(nlp: Language, text: str) -> Doc:
    """``nlp.make_doc(text)``, with runs of 300 and more characters without a space cut into pieces."""
    if not _RUN.search(text):
        return _tokenized(nlp, text)
    words: list[str] = []
    spaces: list[bool] = []
    position = 0
    for match in [*_RUN.finditer(text), None]:
        end = match.start() if match else len(text)
        for token in nlp.make_doc(text[position:end]):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
        if match:
            pieces = [match[0][i : i + _PIECE] for i in range(0, len(match[0]), _PIECE)]
            words += pieces
            spaces += [False] * len(pieces)
            position = match.end()
    return Doc(nlp.vocab, words=words, spaces=spaces)


def _tokenized(nlp: Language, text: str) -> Doc:
    """``nlp.make_doc(text)``, with each new word told to the tokenizer alone first.

    spaCy keeps how it cut a word for the next time, but not after a text's first special case ("U.S.", "isn't"),
    so that it would cut most words of every document anew.
    """
    kept = _kept.setdefault(nlp, set())
    if len(kept) < _MOST_KEPT:
        for word in islice(set(text.split()) - kept, _MOST_KEPT):
            nlp.tokenizer(word)
            kept.add(word)
    return nlp.make_doc(text)
