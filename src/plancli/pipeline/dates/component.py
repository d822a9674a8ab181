"""The tagger as a spaCy pipeline component."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from plancli.pipeline.components import register_extensions, results, store, text_of
from plancli.pipeline.dates.finder import find_dates

if TYPE_CHECKING:
    from spacy.tokens import Doc


@Language.factory("plancli_dates")
class DateTagger:
    """Writes ``doc.spans["plancli_dates"]``; the exact offsets stand in ``span._.plancli``, a :class:`Timex`.

    The publication date is taken from ``doc._.plancli_published``, quoted speech from the component
    ``plancli_quotations`` where that has run before.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        del nlp
        self.name = name
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Tag one document."""
        quotations = [(quotation.start, quotation.end) for quotation in results(doc, "plancli_quotations")]
        found = find_dates(text_of(doc), published=doc._.plancli_published, quotations=quotations)
        return store(doc, "plancli_dates", found, lambda timex: str(timex.type))
