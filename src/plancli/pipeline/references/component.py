"""The spaCy component ``plancli_references``."""

from __future__ import annotations

from spacy.tokens import Doc

from plancli.pipeline.components import document_of, entities_of, register, text_of
from plancli.pipeline.references.finding import find_references
from plancli.pipeline.references.model import FoundReference
from plancli.pipeline.references.own import own_title


def _find(doc: Doc) -> list[FoundReference]:
    metadata = doc.user_data.get("plancli_metadata")
    number = metadata.reference.value if metadata is not None and metadata.reference is not None else None
    bodies = [(m.start, m.end) for entity in entities_of(doc) for m in entity.mentions]
    return find_references(text_of(doc), document_of(doc), own_title(metadata), bodies, number)


make_references = register("plancli_references", _find, lambda reference: reference.kind)
