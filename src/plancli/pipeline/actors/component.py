"""The spaCy component ``plancli_actors``: actors as a span group, in anybody's pipeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc, Span

from plancli.pipeline.actors.finding import find_actors
from plancli.pipeline.actors.model import slug
from plancli.pipeline.components import document_of, register_extensions, text_of

if TYPE_CHECKING:
    from plancli.pipeline.actors.model import Entity
    from plancli.pipeline.actors.ner import Ner

GROUP = "plancli_actors"


class Actors:
    """Writes ``doc.spans["plancli_actors"]`` (label: kind, id: slug) and ``doc._.plancli_actors``.

    Attributes:
        ner: a named-entity recogniser (see :func:`~plancli.pipeline.actors.ner_from`), or ``None``.
        issuers: offsets of the names that the next document gives as its publishers.
    """

    def __init__(self, name: str = GROUP) -> None:
        self.name = name
        self.ner: Ner | None = None
        self.issuers: list[tuple[int, int]] = []
        register_extensions()
        if not Doc.has_extension(GROUP):
            Doc.set_extension(GROUP, default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Find the actors of ``doc``."""
        found = find_actors(text_of(doc), document=document_of(doc), ner=self.ner, issuers=self.issuers)
        doc._.plancli_actors = found
        doc.spans[GROUP] = [span for entity in found for span in _spans(doc, entity)]
        return doc


def _spans(doc: Doc, entity: Entity) -> list[Span]:
    """A span for each mention, widened to whole tokens."""
    spans = []
    for mention in entity.mentions:
        span = doc.char_span(mention.start, mention.end, label=entity.kind, alignment_mode="expand")
        if span is not None:
            span.id_ = slug(entity.name)
            span._.plancli = mention
            spans.append(span)
    return spans


@Language.factory(GROUP)
def make_actors(nlp: Language, name: str) -> Actors:
    """Make the component; ``nlp`` needs nothing else in it."""
    del nlp
    return Actors(name)
