"""``plancli extract``: documents in, plans out."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from plancli.cli import inputs, options, output, terminal
from plancli.cli.groups import grouped
from plancli.cli.work import Work
from plancli.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from plancli.cli.many import Many
    from plancli.writers import Look


class Format(StrEnum):
    """How plans are written."""

    auto = "auto"
    json = "json"
    jsonl = "jsonl"
    parquet = "parquet"
    summary = "summary"


@dataclass(frozen=True, slots=True)
class Target:
    """Where plans go, and in which form."""

    out: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write to this file (- for standard output)."),
    ] = None
    folder: Annotated[
        str | None,
        typer.Option("-d", "--directory", metavar="DIR", help="Write one JSON file each into this folder."),
    ] = None
    form: Annotated[
        Format, typer.Option("--format", help="auto is a summary on a terminal, and JSON everywhere else.")
    ] = Format.auto

    def checked(self, resume: bool) -> Target:
        """The target, with standard output in place of ``-``.

        Raises:
            UsageError: places and forms that do not go together, told before any work is done.
            OutputError: a file that cannot be written.
        """
        if self.out == inputs.STDIN:
            form = Format.json if self.form is Format.auto else self.form
            return Target(None, self.folder, form).checked(resume)
        if self.out is not None and self.folder is not None:
            raise UsageError("-o and -d do not go together: -o writes one file, -d one for each document")
        if self.folder is not None and "://" in self.folder:
            raise UsageError(f"-d takes a folder of this machine, to be copied elsewhere, not {self.folder}")
        if self.folder is not None and self.form is Format.summary:
            raise UsageError("-d writes JSON files: leave out -d or --format summary")
        if self.folder is None and self.form is Format.parquet:
            raise UsageError("--format parquet writes several tables: say into which folder with -d DIR")
        if self.folder is None and resume:
            raise UsageError("--resume goes on in an output folder: say which with -d DIR")
        if self.out is not None:
            output.check_writable(Path(self.out), "use -d to write into it")
        return self


Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE", help="Documents, folders of documents, addresses, or - for standard input."
    ),
]
NoText = Annotated[bool, typer.Option("--no-text", help="Leave the reading text out; quotes stay.")]


@grouped
def command(
    files: Files,
    *,
    target: Target,
    about: options.About,
    running: options.Running,
    no_text: NoText = False,
    opening: options.Opening,
) -> None:
    """Extract the plan of each document.

    Title, kind and dates, aims, priorities, principles and measures as trees, actors, commitments with who is
    bound and how firmly, references, figures and quotations.
    """
    target = target.checked(running.resume)
    reading = options.reading(about, opening)
    memory = options.memory_limit(running.memory_limit)
    options.check_cluster(running.cluster, running.jobs)
    documents, failures = inputs.expand(files)
    if len(documents) + len(failures) == 1 and not _spread(target, running, documents):
        work = Work(documents, reading, no_text)
        work.refuse(failures)
        _into_stream(work, target.out, target.form)
        raise typer.Exit(work.report())
    from plancli.cli.many import Many
    from plancli.corpus.local import Limits

    limits = Limits(running.timeout or None, memory)
    many = Many(documents, reading, no_text, limits, running.jobs, running.cluster)
    many.refuse(failures)
    if target.folder is not None:
        gone = inputs.covered(files, failures)
        raise typer.Exit(_into_folder(many, Path(target.folder), target.form, running.resume, gone))
    _many_into_stream(many, target.out, target.form)
    raise typer.Exit(many.report())


def _spread(target: Target, running: options.Running, documents: Sequence[inputs.Input]) -> bool:
    """Whether something is asked for that workers do, however few documents there are."""
    asked = target.folder or running.jobs or running.memory_limit or running.cluster
    return bool(asked) or any(inputs.is_stored(document.source) for document in documents)


def _into_folder(many: Many, folder: Path, form: Format, resume: bool, gone: Callable[[str], bool]) -> int:
    """One file for each document, in the folders that the documents stand in, or one file or tables of all.

    ``gone`` tells which documents of earlier runs are no more.
    """
    from plancli.cli.messages import debugging
    from plancli.corpus import gather, kept
    from plancli.corpus.store import Store
    from plancli.corpus.task import Recipe

    names = inputs.output_names(many.documents)
    if not names:
        return many.report()
    if form is Format.parquet:
        gather.need_tables()
    together = form in {Format.jsonl, Format.parquet}
    recipe = Recipe(many.options, many.no_text, "jsonl" if together else "json", None, together, debugging())
    outputs = {source: kept.part(name) if together else name for source, name in names.items()}
    store = Store(folder, outputs, resume=resume, retry="password" in many.options)
    try:
        with many.going_on():
            many.into_folder(store, recipe)
            plans = store.settle(gone)
            gathered: list[Path] = []
            if together:
                gathered = (gather.into_tables if form is Format.parquet else gather.into_lines)(
                    folder, plans
                )
            many.removed = store.finish(gathered)
    finally:
        store.close()
    return many.report(store.manifest.path)


def _into_stream(work: Work, out: str | None, form: Format) -> None:
    """One plan into a file or to standard output."""
    from plancli.writers import writer

    form, look = _shape(out, form, work.documents)
    for _, plan in work.plans():
        with output.standard_output() if out is None else output.replacing(Path(out)) as stream:
            _put(stream, writer(form.value)(plan, look))


def _many_into_stream(many: Many, out: str | None, form: Format) -> None:
    """All plans into one file or to standard output."""
    form, look = _shape(out, form, many.documents)
    with ExitStack() as stack:
        stream: BinaryIO | None = None

        def put(payload: bytes) -> None:
            nonlocal stream
            if stream is None:  # a file that is there already stays as it is where no plan comes
                place = output.standard_output() if out is None else output.replacing(Path(out))
                stream = stack.enter_context(place)
            elif form is Format.summary:
                payload = b"\n" + payload
            _put(stream, payload)

        many.into_stream(form.value, look, put)


def _shape(out: str | None, form: Format, documents: Sequence[inputs.Input]) -> tuple[Format, Look]:
    """The format in which plans are written, and what the place can show.

    Raises:
        UsageError: the documents do not fit in that format, or it would overwrite one of them.
    """
    from plancli.writers import Look

    if form is Format.auto:
        form = Format.summary if out is None and terminal.is_terminal(sys.stdout) else Format.json
    if form is Format.json and len(documents) > 1:
        raise UsageError(
            f"{len(documents)} documents make no single JSON document: "
            "write one file each with -d DIR, or one line each with --format jsonl"
        )
    for document in documents if out is not None else []:
        inputs.refuse_overwriting(document.source, Path(str(out)))
    return form, Look(terminal.width(), terminal.colour()) if out is None else Look()


def _put(stream: BinaryIO, text: bytes) -> None:
    stream.write(text)
    stream.flush()
