"""The spaCy pipeline: components that tag a document, each usable alone in somebody else's ``nlp``.

Importing this package registers the components; :func:`load` puts them together, :func:`tag` runs them.
"""

from __future__ import annotations

from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from plancli.defaults import DEFAULT_MODEL
from plancli.document import Document
from plancli.errors import ModelError
from plancli.pipeline import commitments, figures, items, quotations, references
from plancli.pipeline.actors import component as actors
from plancli.pipeline.actors import ner_from
from plancli.pipeline.components import register_extensions, store
from plancli.pipeline.dates import component as dates
from plancli.pipeline.metadata import FoundMetadata, find_metadata
from plancli.pipeline.tokens import make_doc

COMPONENTS = (
    "plancli_quotations",
    "plancli_actors",
    "plancli_dates",
    "plancli_items",
    "plancli_references",
    "plancli_figures",
    "plancli_commitments",
)
"""The components in the order in which they build on one another."""

_MODULES = (actors, commitments, dates, figures, items, quotations, references)
_MAX_CHARACTERS = 50_000_000


@cache
def load(model: str | None = DEFAULT_MODEL) -> Language:
    """The pipeline, with the named entity recogniser of ``model`` (``None``: rules alone); made once a process.

    Raises:
        ModelError: the model is not installed or has no named entity recogniser.
    """
    register_extensions()
    nlp = spacy.blank("en")
    nlp.max_length = _MAX_CHARACTERS
    for name in COMPONENTS:
        nlp.add_pipe(name)
    nlp.meta["plancli_model"] = None
    if model is not None:
        recogniser = _recogniser(model)
        nlp.get_pipe("plancli_actors").ner = ner_from(recogniser)  # type: ignore[attr-defined]
        nlp.meta["plancli_model"] = f"{model} {recogniser.meta['version']}"
    return nlp


def _recogniser(model: str) -> Language:
    """The model with its named entity recogniser alone: nothing else of it is needed."""
    unused = ["tok2vec", "tagger", "parser", "senter", "lemmatizer", "attribute_ruler", "morphologizer"]
    try:
        recogniser = spacy.load(model, exclude=unused)
    except (OSError, ValueError, ImportError):
        raise ModelError(
            f"the model {model!r} is not installed or cannot be loaded; install it (pip install {model}), "
            "or use --model none"
        ) from None
    if "ner" not in recogniser.pipe_names:
        raise ModelError(f"the model {model!r} has no named entity recogniser ('ner'); choose another")
    return recogniser


def tag(document: Document, nlp: Language, *, published: str | None = None, kind: str | None = None) -> Doc:
    """``document`` with everything that the components find in it.

    Args:
        document: what the outline made.
        nlp: the pipeline of :func:`load`.
        published: the publication date as an ISO value, where the caller knows it.
        kind: the genre, where the caller knows it.
    """
    metadata = find_metadata(document)
    if kind is not None:
        metadata.kind, metadata.kind_spot = kind, None
    doc = make_doc(nlp, document.text)
    doc._.plancli_document = document
    doc._.plancli_published = published or (metadata.published.value if metadata.published else None)
    doc.user_data["plancli_metadata"] = metadata
    nlp.get_pipe("plancli_actors").issuers = [(spot.start, spot.end) for spot in metadata.issuers]  # type: ignore[attr-defined]
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def metadata_of(doc: Doc) -> FoundMetadata:
    """The metadata that :func:`tag` found."""
    found: FoundMetadata = doc.user_data["plancli_metadata"]
    return found


__all__ = ["COMPONENTS", "DEFAULT_MODEL", "load", "metadata_of", "store", "tag"]
