"""Options that several commands share: the fields of a dataclass, spread out wherever a command takes one."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Any, TypeGuard, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def grouped(command: Callable[..., None]) -> Callable[..., None]:
    """A command for typer in place of one that takes groups of options.

    A parameter whose type is a dataclass becomes the options that its fields are, in their order; what they are
    given comes to ``command`` as that dataclass. Names of fields must differ from those of all other options.

    Raises:
        ValueError: two options have one name.
    """
    taken = signature(command, eval_str=True).parameters.values()
    groups = {each.name: each.annotation for each in taken if _is_group(each.annotation)}
    options = [option for each in taken for option in _options(each)]

    @wraps(command)
    def run(**given: Any) -> None:
        made = {
            name: group(**{option: given.pop(option) for option in get_type_hints(group)})
            for name, group in groups.items()
        }
        command(**given, **made)

    run.__signature__ = Signature(options)  # type: ignore[attr-defined]  # typer asks inspect, which asks this
    run.__annotations__ = {option.name: option.annotation for option in options}
    return run


def _options(parameter: Parameter) -> Iterator[Parameter]:
    """The parameters that typer is shown for one of a command."""
    group = parameter.annotation
    if not _is_group(group):
        yield parameter
        return
    hints = get_type_hints(group, include_extras=True)
    for field in fields(group):
        yield Parameter(
            field.name, Parameter.KEYWORD_ONLY, default=field.default, annotation=hints[field.name]
        )


def _is_group(annotation: object) -> TypeGuard[type[Any]]:
    return isinstance(annotation, type) and is_dataclass(annotation)
