"""How a tagger becomes a spaCy component: a function from document to results, and a span group of them.

Each result knows its exact code point span; the token spans of the group may be wider, since a token may
be. :func:`results` gives the typed results back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar, cast

from spacy.language import Language
from spacy.tokens import Doc, Span

from plancli.document import Document

T = TypeVar("T")


class Tagged(Protocol):
    """A result of a tagger: where it stands, in code points of the text."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """Code point after the last."""


def register_extensions() -> None:
    """Declare the attributes that the components read and write, once."""
    for name in ("plancli_document", "plancli_published", "plancli_kind"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
    if not Span.has_extension("plancli"):
        Span.set_extension("plancli", default=None)


def document_of(doc: Doc) -> Document | None:
    """The outline that ``doc`` was made from; ``None`` in somebody else's pipeline."""
    return cast(Document | None, doc._.plancli_document)


def text_of(doc: Doc) -> str:
    """The text of ``doc``, which spaCy puts together anew each time that it is asked for."""
    document = document_of(doc)
    return doc.text if document is None else document.text


def results(doc: Doc, group: str) -> list[Any]:
    """What the tagger of ``group`` found, in document order; empty if it did not run."""
    return cast(list[Any], doc.user_data.get(f"plancli:{group}", []))


def entities_of(doc: Doc) -> list[Any]:
    """The actors that ``plancli_actors`` found, :class:`plancli.pipeline.actors.Entity`; empty if it did not run."""
    return list(doc._.plancli_actors or []) if doc.has_extension("plancli_actors") else []


def store(doc: Doc, group: str, found: Sequence[Tagged], label: Callable[[Any], str]) -> Doc:
    """Keep what a tagger found: the typed results, and a span group that covers them."""
    doc.user_data[f"plancli:{group}"] = list(found)
    spans = []
    for result in found:
        span = doc.char_span(result.start, result.end, label=label(result), alignment_mode="expand")
        if span is not None:
            span._.plancli = result
            spans.append(span)
    doc.spans[group] = spans
    return doc


def register(
    group: str, find: Callable[[Doc], Sequence[Tagged]], label: Callable[[Any], str]
) -> Callable[[Language, str], Callable[[Doc], Doc]]:
    """Register a component called ``group`` that stores what ``find`` finds; gives its factory."""

    def create(nlp: Language, name: str) -> Callable[[Doc], Doc]:
        del nlp, name
        register_extensions()
        return lambda doc: store(doc, group, find(doc), label)

    Language.factory(group, func=create)
    return create
