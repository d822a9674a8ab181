"""What a document says of itself: title, kind, publication date, reference, publishers, language.

All of it is read from the cover: the blocks before the first prose. What the cover does not say stays
unknown; a format's own metadata (hints) helps only where the page is silent, and never with the
publication date.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from plancli.document import Block, Document
from plancli.pipeline.languages import find_language, primary
from plancli.pipeline.metadata.cover import Spot, cover_of
from plancli.pipeline.metadata.genre import find_kind
from plancli.pipeline.metadata.issuers import find_addressed, find_issuers, find_owner
from plancli.pipeline.metadata.names import names_body, names_holder
from plancli.pipeline.metadata.published import find_published
from plancli.pipeline.metadata.reference import find_reference
from plancli.pipeline.metadata.title import find_title

__all__ = ["FoundMetadata", "Spot", "find_metadata"]


@dataclass(slots=True)
class FoundMetadata:
    """What was found; ``None`` or empty where the document does not say.

    ``cover`` are the blocks that were read, ``addressed`` the starts of those that name recipients.
    """

    title: Spot | None = None
    kind: str = "other"
    kind_spot: Spot | None = None
    published: Spot | None = None
    reference: Spot | None = None
    language: str | None = None
    issuers: list[Spot] = field(default_factory=list)
    cover: list[Block] = field(default_factory=list)
    addressed: set[int] = field(default_factory=set)


def find_metadata(document: Document) -> FoundMetadata:
    """The metadata of ``document``."""
    cover = cover_of(document)
    addressed = find_addressed(document, cover)
    published = find_published(document, cover)
    issuers = find_issuers(document, cover, addressed)
    dated = published and not document.text.startswith(": ", published.end)  # else a title follows it
    taken = {spot.start for spot in [*issuers, *([published] if published and dated else [])]}
    title = find_title(document, cover, taken)
    reference = find_reference(document, cover, title)
    issuers = issuers or find_owner(document, cover, [spot.value for spot in (title, reference) if spot])
    named = (document.words(block) for block in cover)
    issued = bool(issuers) or any(names_body(text) or names_holder(text) for text in named)
    kind, kind_spot = find_kind(document, cover, title, issued=issued)
    return FoundMetadata(
        title=title,
        kind=kind,
        kind_spot=kind_spot,
        published=published,
        reference=reference,
        language=find_language(document.text) or primary(document.hints.get("language")),
        issuers=issuers,
        cover=cover,
        addressed=addressed,
    )
