"""The tagger as a spaCy pipeline component."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from plancli.pipeline.dates.finder import find_dates


def _extend() -> None:
    if not Doc.has_extension("plancli_published"):
        Doc.set_extension("plancli_published", default=None)
    if not Span.has_extension("plancli"):
        Span.set_extension("plancli", default=None)


@Language.factory("plancli_dates")
class DateTagger:
    """Writes ``doc.spans["plancli_dates"]``; the exact offsets stand in ``span._.plancli``, a :class:`Timex`.

    The publication date is taken from ``doc._.plancli_published``.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        del nlp
        self.name = name
        _extend()

    def __call__(self, doc: Doc) -> Doc:
        """Tag one document."""
        spans = []
        for timex in find_dates(doc.text, published=doc._.plancli_published):
            span = doc.char_span(timex.start, timex.end, label=timex.type, alignment_mode="expand")
            if span is not None:
                span._.plancli = timex
                spans.append(span)
        doc.spans["plancli_dates"] = spans
        return doc
