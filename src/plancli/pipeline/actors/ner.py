"""The named-entity model as a judge of what rules leave open, asked for one sentence at a time.

The model alone makes no actor: it takes verbs that open a list item for persons and acronyms for places.
It only confirms or denies what the words around a name suggest.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from spacy.language import Language

    from plancli.pipeline.actors.tokens import Reading

Ner: TypeAlias = Callable[[str], list[tuple[int, int, str]]]
"""Takes a text and gives the start, the end and the label of each entity in it."""


def ner_from(nlp: Language) -> Ner:
    """The named-entity recogniser of ``nlp`` as a function of a text.

    Args:
        nlp: a pipeline with an ``ner`` component; other components are left out while it is asked.
    """

    def recognise(text: str) -> list[tuple[int, int, str]]:
        others = [name for name in nlp.pipe_names if name not in ("ner", "tok2vec", "transformer")]
        with nlp.select_pipes(disable=others):
            doc = nlp(text)
        return [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]

    return recognise


class Judgement:
    """What a model says of tokens of a reading; every sentence is asked for once at most."""

    def __init__(self, reading: Reading, ner: Ner | None) -> None:
        self._reading = reading
        self._ner = ner
        self._known: dict[int, list[tuple[int, int, str]]] = {}

    def label(self, first: int, last: int) -> str | None:
        """The label of the entity that covers the tokens: empty for none, ``None`` without a model."""
        if self._ner is None:
            return None
        start, end = self._reading.starts[first], self._reading.ends[last - 1]
        for a, b, label in self._entities(first):
            if a <= start and end <= b:
                return label
        return ""

    def exact(self, first: int, last: int) -> bool:
        """Whether the model has an entity of just these tokens."""
        span = (self._reading.starts[first], self._reading.ends[last - 1])
        return self._ner is None or any((a, b) == span for a, b, _ in self._entities(first))

    def opens_person(self, i: int) -> bool:
        """Whether the model has a person's name of several words that opens with token ``i``."""
        if self._ner is None:
            return False
        start = self._reading.starts[i]
        return any(
            a == start and b > self._reading.ends[i] and label == "PERSON"
            for a, b, label in self._entities(i)
        )

    def person(self, first: int, last: int) -> bool | None:
        """Whether the tokens are a person's name; ``None`` without a model."""
        label = self.label(first, last)
        return None if label is None else label == "PERSON"

    def _entities(self, i: int) -> list[tuple[int, int, str]]:
        first, last = self._reading.sentence(i)
        if first not in self._known and self._ner is not None:
            offset = self._reading.starts[first]
            text = self._reading.text[offset : self._reading.ends[last - 1]]
            self._known[first] = [(offset + a, offset + b, label) for a, b, label in self._ner(text)]
        return self._known[first]
