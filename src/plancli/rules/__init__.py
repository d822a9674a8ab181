"""The rules of the linter, one a module.

To add a rule, write a module with ``CODE``, ``LEVEL``, ``FAILING``, ``PASSING``, ``check`` and a docstring (its first
line says what is wrong, the rest why that matters and, after "To mend it:", what to do), and name it in :data:`RULES`.
A rule about a plan JSON says ``OF = "plan"`` and is given a :class:`~plancli.rules.base.PlanFile`, any other a
:class:`~plancli.rules.base.Context`. Docs and ``--explain`` are made from it.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from plancli.rules.base import Context, Hit, PlanFile, Rule

RULES: tuple[str, ...] = (
    "a201_undefined",
    "a202_two_meanings",
    "a203_two_names",
    "c201_nobody",
    "c202_no_deadline",
    "c203_condition",
    "d201_weekday",
    "d202_turned",
    "d203_length",
    "d204_past_deadline",
    "d205_impossible",
    "d206_ambiguous",
    "d207_unresolved",
    "m201_no_issuer",
    "n201_gap",
    "n202_repeat",
    "n203_late_start",
    "n204_level",
    "n205_mixed",
    "pln201_schema",
    "pln202_version",
    "pln203_evidence",
    "pln204_same_id",
    "pln205_dangling",
    "pln206_timex",
    "pln207_bounds",
    "pln208_source",
    "pln209_other_text",
    "pln210_unquoted",
    "t201_garbled",
    "t202_replaced",
    "t203_mojibake",
    "t204_cut_off",
    "t205_twice",
    "t206_empty",
    "t207_own_name",
    "x201_count",
    "x202_no_list",
    "x203_reference",
    "x204_pages",
    "x205_contents",
    "x206_total",
    "x207_point",
)
"""Modules of this package, in the order of their codes."""


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in the order of their codes."""
    return tuple(Rule.of_module(import_module(f"{__name__}.{name}")) for name in RULES)


__all__ = ["RULES", "Context", "Hit", "PlanFile", "Rule", "rules"]
