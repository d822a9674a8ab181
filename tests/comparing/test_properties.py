"""What holds of every difference, on plans and edits that Hypothesis makes up."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

import plancli
from plancli.comparing.applying import apply_changes
from plancli.comparing.items import LISTS, nodes
from plancli.comparing.reversing import mirrored
from plancli.writers.differences import Comparison, writer
from tests.comparing.plans import Entry, Promise, plan_from

if TYPE_CHECKING:
    from plancli import Change, Plan, PlanDiff

# fmt: off
NOUNS = [
    "harbour",
    "river",
    "orchard",
    "library",
    "tram",
    "clinic",
    "bridge",
    "forest",
    "archive",
    "lantern",
    "quarry",
    "museum",
    "kiln",
    "dairy",
    "ferry",
    "reservoir",
    "nursery",
    "foundry",
    "observatory",
    "vineyard",
    "windmill",
    "greenhouse",
    "laboratory",
    "stadium",
    "theatre",
    "aqueduct",
]
VERBS = [
    "restore",
    "inspect",
    "license",
    "insulate",
    "catalogue",
    "dredge",
    "replant",
    "digitise",
    "subsidise",
    "certify",
    "rebuild",
    "monitor",
    "decommission",
    "renovate",
    "electrify",
    "survey",
    "staff",
    "relocate",
    "connect",
    "irrigate",
]
PLACES = [
    "Alder",
    "Birch",
    "Cedar",
    "Dogwood",
    "Elm",
    "Fir",
    "Ginkgo",
    "Hazel",
    "Juniper",
    "Kapok",
    "Larch",
    "Maple",
    "Oak",
    "Pine",
    "Rowan",
    "Spruce",
    "Teak",
    "Willow",
]
# fmt: on
MODALS = {"will": "will", "shall": "shall", "should": "should", "explores": "will explore how to"}


@st.composite
def sentences(draw: st.DrawFn) -> str:
    verb, noun, other = (draw(st.sampled_from(words)) for words in (VERBS, NOUNS, NOUNS))
    place, second = draw(st.sampled_from(PLACES)), draw(st.sampled_from(PLACES))
    amount = draw(st.integers(2, 999))
    return f"{verb} {amount} {noun} sites and every {other} between {place} and {second}"


entries = st.builds(
    Entry,
    text=sentences(),
    number=st.none() | st.integers(1, 30).map(str),
    body=st.none() | sentences(),
    children=st.lists(
        st.builds(Entry, text=sentences(), number=st.sampled_from(["a", "b", None])), max_size=3
    ),
)
lists = st.dictionaries(st.sampled_from(sorted(LISTS.values())), st.lists(entries, max_size=6), max_size=3)


@st.composite
def promises(draw: st.DrawFn) -> Promise:
    modality = draw(st.sampled_from(sorted(MODALS)))
    due = draw(st.none() | st.integers(2025, 2040).map(str))
    tail = f" by {due}." if due else "."
    return Promise(f"The Ministry {MODALS[modality]} {draw(sentences())}{tail}", modality, due)


@dataclass
class Draft:
    """What a plan is made of, which edits work on."""

    lists: dict[str, list[Entry]]
    promises: list[Promise]

    def plan(self) -> Plan:
        return plan_from(self.lists, self.promises)


drafts = st.builds(Draft, lists=lists, promises=st.lists(promises(), max_size=4))


@st.composite
def edited(draw: st.DrawFn) -> tuple[Draft, Draft]:
    """A draft and what a few edits make of it: rename, reorder, drop, split, insert, change a date or a modal."""
    old = draw(drafts)
    new = deepcopy(old)
    for _ in range(draw(st.integers(0, 4))):
        edit = draw(st.sampled_from(["rename", "reorder", "drop", "split", "insert", "date", "modal"]))
        chosen = [each for each in new.lists.values() if each]
        if edit in {"date", "modal"}:
            _edit_promise(draw, new.promises, edit)
        elif chosen:
            _edit_list(draw, draw(st.sampled_from(chosen)), edit)
    return old, new


def _edit_list(draw: st.DrawFn, items: list[Entry], edit: str) -> None:
    at = draw(st.integers(0, len(items) - 1))
    if edit == "rename":
        items[at].text = items[at].text.replace(" sites", f" {draw(st.sampled_from(NOUNS))} sites")
    elif edit == "reorder":
        items.insert(draw(st.integers(0, len(items) - 1)), items.pop(at))
    elif edit == "drop":
        del items[at]
    elif edit == "split":
        first, _, second = items[at].text.partition(" and every ")
        items[at : at + 1] = [Entry(first, items[at].number), Entry(f"{first.split()[0]} every {second}")]
    else:
        items.insert(at, draw(entries))


def _edit_promise(draw: st.DrawFn, found: list[Promise], edit: str) -> None:
    if not found:
        return
    at = draw(st.integers(0, len(found) - 1))
    each = found[at]
    if edit == "date" and each.due:
        year = str(draw(st.integers(2025, 2040)))
        found[at] = Promise(each.text.replace(each.due, year), each.modality, year)
    elif edit == "modal":
        modality = draw(st.sampled_from(sorted(MODALS)))
        words = each.text.replace(f"Ministry {MODALS[each.modality]} ", f"Ministry {MODALS[modality]} ")
        found[at] = Promise(words, modality, each.due)


def sortable(change: Change) -> str:
    return change.model_dump_json()


@settings(max_examples=40)
@given(drafts)
def test_a_plan_does_not_differ_from_itself(draft: Draft) -> None:
    diff = plancli.diff(draft.plan(), draft.plan())
    assert {op for change in diff.changes for op in change.ops} == {"unchanged"}
    assert all(change.old == change.new and not change.fields for change in diff.changes)


@settings(max_examples=60)
@given(edited(), st.booleans())
def test_both_ways_mirror_each_other(pair: tuple[Draft, Draft], strict: bool) -> None:
    old, new = (each.plan() for each in pair)
    there, back = plancli.diff(old, new, strict=strict), plancli.diff(new, old, strict=strict)
    assert sorted(map(sortable, there.changes)) == sorted(sortable(mirrored(each)) for each in back.changes)


@settings(max_examples=60)
@given(edited())
def test_changes_applied_to_the_old_items_give_the_new(pair: tuple[Draft, Draft]) -> None:
    old, new = (each.plan() for each in pair)
    made = apply_changes(old, plancli.diff(old, new, strict=True))
    assert made == {name: getattr(new, name) for name in LISTS.values()}


@settings(max_examples=60)
@given(st.tuples(drafts, drafts) | edited())
def test_everything_stands_in_a_change(pair: tuple[Draft, Draft]) -> None:
    old, new = (each.plan() for each in pair)
    diff = plancli.diff(old, new)
    for side, plan in (("old", old), ("new", new)):
        told = {getattr(change, side) for change in diff.changes} - {None, "metadata"}
        ids = {node.item.id for node in nodes(plan)}
        assert told == ids | {each.id for each in (*plan.dates, *plan.commitments)}
    assert all(diff.summary[op] == sum(op in change.ops for change in diff.changes) for op in diff.summary)
    _words_fit(diff)


def _words_fit(diff: PlanDiff) -> None:
    for change in diff.changes:
        assert (change.ops == ["unchanged"]) <= (not change.fields)
        for field in change.fields:
            assert field.old != field.new
            if field.words:
                assert "".join(w for op, w in field.words if op != "insert") == (field.old or "")
                assert "".join(w for op, w in field.words if op != "delete") == (field.new or "")
                assert all(w for _, w in field.words)


@settings(max_examples=30)
@given(edited())
def test_the_same_plans_give_the_same_bytes(pair: tuple[Draft, Draft]) -> None:
    old, new = (each.plan() for each in pair)
    for form in ("json", "summary"):
        texts = {writer(form)(Comparison(["a", "b"], [old, new], [plancli.diff(old, new)])) for _ in range(2)}
        assert len(texts) == 1


@settings(max_examples=30)
@given(st.lists(entries, min_size=3, max_size=6, unique_by=lambda entry: entry.text), st.data())
def test_a_changed_deadline_or_modal_is_told(items: list[Entry], data: st.DataObject) -> None:
    sentence = data.draw(sentences())
    before, after = data.draw(st.lists(st.integers(2025, 2040), min_size=2, max_size=2, unique=True))
    firm = data.draw(st.booleans())
    modal = "will" if firm else "will explore how to"
    old = plan_from(
        {"aims": items}, [Promise(f"The Ministry will {sentence} by {before}.", "will", f"{before}")]
    )
    new = plan_from(
        {"aims": items},
        [Promise(f"The Ministry {modal} {sentence} by {after}.", "will" if firm else "explores", f"{after}")],
    )
    (change,) = [each for each in plancli.diff(old, new).changes if each.kind == "commitment"]
    assert {"rescheduled", "reworded"} <= set(change.ops)
    assert ("weakened" in change.ops) == (not firm)
    (deadline,) = [each for each in change.fields if each.field == "deadline"]
    assert (deadline.old, deadline.new) == (str(before), str(after))
