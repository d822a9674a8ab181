"""The tagger as a spaCy pipeline component."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from plancli.pipeline.components import document_of, register_extensions, results, store, text_of
from plancli.pipeline.dates.finder import find_dates
from plancli.pipeline.row_cells import cells_that_tell, is_due

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
        text, due = text_of(doc), cells_that_tell(document_of(doc), "deadline")
        found = find_dates(text, published=doc._.plancli_published, quotations=quotations)
        if due:
            found = [
                each._replace(role="deadline")
                if each.latest is not None and each.role in (None, "period") and is_due(text, each.start, due)
                else each
                for each in found
            ]
        return store(doc, "plancli_dates", found, lambda timex: str(timex.type))
