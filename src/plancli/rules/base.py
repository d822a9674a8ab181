"""What a rule is, what it looks at, and what it gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from inspect import cleandoc
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import ModuleType

    from plancli.document import Block, Document, Facts, Place
    from plancli.plan import Plan, Severity


class Hit(NamedTuple):
    """A place where a rule is broken.

    Attributes:
        message: what is wrong here and what would be right, in a sentence.
        start: first code point of the offending words in the text, ``None`` for what is missing altogether.
        end: code point after the last of them.
        path: JSON Pointer into the plan, where a part of it is concerned.
        place: where it shows in the source, of what stands in no text (a page's foot).
    """

    message: str
    start: int | None = None
    end: int | None = None
    path: str | None = None
    place: Place | None = None


@dataclass
class Context:
    """What a rule about a document looks at.

    Attributes:
        plan: what the document says.
        document: its text and blocks; made from the plan alone where there is no source.
        facts: what the reader reported of the source, ``None`` where there is no source.
        kept: what rules have computed that others may want, by name.
    """

    plan: Plan
    document: Document
    facts: Facts | None = None
    kept: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The reading text."""
        return self.document.text

    @cached_property
    def blocks(self) -> list[Block]:
        """The blocks that are the document's own: no boilerplate, no list of contents."""
        return [block for block in self.document.blocks if block.region is None]

    def once(self, name: str, make: Callable[[Context], Any]) -> Any:
        """What ``make`` gives for this context, computed when first asked for."""
        if name not in self.kept:
            self.kept[name] = make(self)
        return self.kept[name]

    def left(self, block: Block) -> float | None:
        """Where a block starts on its line: in columns of a text or points of a page; ``None`` where unknown."""
        segments = self.document.segments_in(block.start, block.start + 1)
        place = segments[0].piece.place if segments else None
        if place is None:
            return None
        return place.box[0] if place.box else None if place.selector else place.column

    def hit(self, message: str, block: Block) -> Hit:
        """A hit on the whole of a block."""
        return Hit(message, block.start, block.end)


@dataclass(frozen=True)
class PlanFile:
    """What a rule about a plan JSON looks at.

    Attributes:
        data: the JSON value, which need not follow the contract.
        original: the document that the plan is held against, ``None`` where none was named.
        beside: SHA-256 of the file of the source's name beside the plan, ``None`` where there is none.
    """

    data: Any
    original: Document | None = None
    beside: str | None = None


class Check(Protocol):
    """The function of a rule."""

    def __call__(self, context: Any, /) -> Iterable[Hit]:
        """The places where the rule is broken."""


@dataclass(frozen=True)
class Rule:
    """A rule: its code, how much it matters, what is wrong, why that matters and how to mend it.

    Attributes:
        of: ``document`` or ``plan`` (JSON): what ``check`` is given.
        supersedes: codes of reading whose findings on the same words say less than this rule's.
        failing: texts (or, of a plan, changes by JSON Pointer) that break the rule.
        passing: such as come near and do not.
    """

    code: str
    level: Severity
    meaning: str
    advice: str
    of: str
    check: Check
    failing: tuple[Any, ...]
    passing: tuple[Any, ...]
    supersedes: tuple[str, ...] = ()

    @staticmethod
    def of_module(module: ModuleType) -> Rule:
        """The rule that a module holds: its docstring's first line is the meaning, the rest the advice."""
        meaning, _, advice = cleandoc(module.__doc__ or "").partition("\n\n")
        return Rule(
            code=module.CODE,
            level=module.LEVEL,
            meaning=" ".join(meaning.split()),
            advice=advice.strip(),
            of=getattr(module, "OF", "document"),
            check=module.check,
            failing=tuple(module.FAILING),
            passing=tuple(module.PASSING),
            supersedes=tuple(getattr(module, "SUPERSEDES", ())),
        )
