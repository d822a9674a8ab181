"""What is done with one document of many, in whatever process: read, extract, write into bytes."""

from __future__ import annotations

import hashlib
import json
import time
import traceback
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from plancli.errors import PlancliError, UnreadableError

if TYPE_CHECKING:
    from plancli.plan import Plan
    from plancli.writers import Look

_FIRST = """Plan for the Harbours

Aims

1. The Ministry of Ports will open 12 quays by 1 May 2027, said Jane Doe, the Minister of Ports.
"""
Outcome: TypeAlias = Literal[
    "written", "unchanged", "unreadable", "failed", "crashed", "timeout", "memory", "not written"
]
"""What became of a document.

``unreadable`` is the content's own fault and stays so; ``failed`` covers what may be different next time, such
as a missing file; ``crashed``, ``timeout`` and ``memory`` cost the worker, too.
"""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How all documents of a run are done.

    Attributes:
        options: keyword arguments of :func:`plancli.extract`.
        no_text: whether plans lose their reading text.
        form: the format of :mod:`plancli.writers` that plans are written in.
        look: what the place that is written to can show.
        packed: whether what is written is compressed.
        debug: whether unexpected errors are told with their traceback.
    """

    options: dict[str, Any] = field(default_factory=dict)
    no_text: bool = False
    form: str = "json"
    look: Look | None = None
    packed: bool = False
    debug: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One document to do.

    Attributes:
        number: its place among the documents of the run.
        source: path or address.
        content: its bytes, where they are in hand already.
        known: SHA-256 of the content whose plan is there already, if any.
    """

    number: int
    source: str
    content: bytes | None = None
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a task.

    Attributes:
        number: that of the task.
        outcome: in a word.
        sha256: SHA-256 of the content, ``None`` where it could not be read.
        pages: pages of the document, ``None`` where it has none.
        seconds: time spent on it.
        reason: what is wrong, in one line; ``None`` where nothing is.
        payload: the plan in the format of the recipe.
    """

    number: int
    outcome: Outcome
    sha256: str | None = None
    pages: int | None = None
    seconds: float = 0.0
    reason: str | None = None
    payload: bytes | None = None


def prepare(recipe: Recipe) -> str:
    """Loads what the recipe needs, and gives the fingerprint of all that decides what a plan holds.

    That is the version of the program, the model with its version, and the options; a password is none of
    them, since it only opens the document.

    Raises:
        ModelError: the model is missing.
    """
    from plancli import __version__, pipeline

    model = recipe.options.get("model", pipeline.DEFAULT_MODEL)
    nlp = pipeline.load(None if model == "none" else model)
    _warm(model)
    options = {name: recipe.options.get(name) for name in ("published", "kind", "ocr")}
    facts = [__version__, nlp.meta["plancli_model"], options, recipe.no_text]
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:16]


@cache
def _warm(model: str | None) -> None:
    """Has everything loaded that a first document would wait for, so that its time is its own."""
    import plancli

    plancli.extract_text(_FIRST, model=model)


def perform(task: Task, recipe: Recipe) -> Result:
    """Does one document; whatever goes wrong with it is in the result, but for an exhausted memory.

    Raises:
        MemoryError: there is no more memory; the process should not be used on.
    """
    began = time.perf_counter()
    try:
        result = _attempt(task, recipe)
    except PlancliError as error:
        result = Result(task.number, "failed", reason=error.reason)
    return replace(result, seconds=round(time.perf_counter() - began, 3))


def _attempt(task: Task, recipe: Recipe) -> Result:
    from plancli.corpus.sources import content

    data, name = (task.content, None) if task.content is not None else content(task.source)
    sha256 = hashlib.sha256(data).hexdigest() if data is not None else None
    if sha256 is not None and sha256 == task.known:
        return Result(task.number, "unchanged", sha256)
    try:
        plan = _plan(task.source if data is None else data, name, recipe)
        payload = _written(plan, recipe)
    except MemoryError:
        raise
    except PlancliError as error:
        outcome: Outcome = "unreadable" if isinstance(error, UnreadableError) else "failed"
        return Result(task.number, outcome, sha256, reason=error.reason)
    except Exception as error:  # one bad document does not stop the others
        return Result(task.number, "failed", sha256, reason=_unexpected(error, recipe.debug))
    return Result(task.number, "written", plan.source.sha256, plan.source.pages, payload=payload)


def _plan(source: str | bytes, name: str | None, recipe: Recipe) -> Plan:
    import plancli

    plan = plancli.extract(source, name=name, **recipe.options)
    return plan.model_copy(update={"text": None}) if recipe.no_text else plan


def _written(plan: Plan, recipe: Recipe) -> bytes:
    from plancli.corpus.kept import packed
    from plancli.writers import writer

    data = writer(recipe.form)(plan, recipe.look)
    return packed(data) if recipe.packed else data


def _unexpected(error: Exception, debug: bool) -> str:
    if debug:
        return "".join(traceback.format_exception(error))
    detail = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return f"internal error, please report it (PLANCLI_DEBUG=1 shows more): {detail[:300]}"
