"""The page: the template filled, the script's data escaped, and a policy that lets nothing else in."""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from plancli.report import wording
from plancli.report.actors import actor_chart
from plancli.report.records import ITEM_FIELDS, SINGULAR, Index, Record, index, period_words, walk
from plancli.report.review import placed
from plancli.report.segments import Cutter
from plancli.report.timeline import timeline

if TYPE_CHECKING:
    from collections.abc import Callable

    from plancli.plan import Figure, Plan
    from plancli.report.review import Review
    from plancli.report.sight import Sight

MOST = 1_000_000  # bytes of a page, its images aside, above which it is folded
_SIGNS = {"APPROX": "≈ ", "MORE_THAN": "> ", "EQUAL_OR_MORE": "≥ ", "LESS_THAN": "< ", "EQUAL_OR_LESS": "≤ "}
# What could end the script element, open mark-up or end a line of the script; also what turns directions.
_RISKY = {
    ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
}
_RISKY |= {code: f"\\u{code:04x}" for code in (*range(0x2066, 0x206A), *range(0x7F, 0xA0))}


def write(plan: Plan, sight: Sight, review: Review | None = None) -> str:
    """The report of ``plan`` as HTML, whole in itself.

    Args:
        plan: the plan.
        sight: what is shown of its document (see :func:`plancli.report.sight.sight_of`).
        review: marks to show on it.
    """
    page = _written(plan, sight, review, Later(folds=False))
    images = sum(len(picture.data) for picture in sight.pictures)
    if len(page.encode()) - images > MOST:
        page = _written(plan, sight, review, Later(folds=True))
    return page


@dataclass(slots=True)
class Later:
    """What a template calls with each part of a list: the parts of a long page are laid out by its script.

    Attributes:
        folds: whether all parts but the first of a list are kept back.
        parts: the mark-up of those, in the order of the page.
    """

    folds: bool
    parts: list[str] = field(default_factory=list)

    def __call__(self, first: bool, caller: Callable[[], Markup]) -> Markup:
        """The part, or the place that the script puts it in."""
        part = caller()
        if first or not self.folds:
            return part
        self.parts.append(part)
        return Markup('<template class="later"></template>\n')


def _written(plan: Plan, sight: Sight, review: Review | None, later: Later) -> str:
    records = index(plan)
    style = _part("report.css") + _sizes(sight)
    script = _part("report.js")
    template = _environment().from_string(_part("report.html.j2"))
    return template.render(
        plan=plan,
        sight=sight,
        records=records,
        passages=_passages(sight, records),
        timeline=timeline(plan, records),
        chart=actor_chart(plan, records),
        fields_of=lambda places: _fields(places, records),
        number=_number,
        names={actor.id: actor for actor in plan.actors},
        dates={date.id: date for date in plan.dates},
        bound=_bound(plan),
        counts=_counts(plan),
        item_fields=ITEM_FIELDS,
        period=period_words(plan),
        style=Markup(style),
        script=Markup(script),
        later=later,
        # asked for at the end of the page, when all that is kept back is known
        data=lambda: Markup(as_script_data(_data(plan, sight, records, review, later))),
        policy=_policy(style, script),
    )


def as_script_data(data: Any) -> str:
    """``data`` as JSON that may stand in a script element, whatever it holds."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.translate(_RISKY)


def _part(name: str) -> str:
    return (files("plancli.report") / name).read_text(encoding="utf-8")


def _environment() -> Environment:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {
        "harmless": wording.harmless,
        "clipped": wording.clipped,
        "spoken": wording.spoken_date,
        "label": wording.label,
    }
    environment.globals |= {"web_address": wording.web_address, "singular": SINGULAR}
    return environment


def _policy(style: str, script: str) -> str:
    """The content security policy: this style, this script, images that the page holds, and nothing else."""
    hashes = [f"'sha256-{b64encode(sha256(part.encode()).digest()).decode()}'" for part in (style, script)]
    return (
        f"default-src 'none'; img-src data:; style-src {hashes[0]}; script-src {hashes[1]}; "
        "base-uri 'none'; form-action 'none'"
    )


def _sizes(sight: Sight) -> str:
    """A rule for each size of page: the policy allows no style attributes."""
    sizes = sorted({(picture.width, picture.height) for picture in sight.pictures})
    return "".join(f".{_size(*size)}{{aspect-ratio:{size[0]:g}/{size[1]:g}}}\n" for size in sizes)


def _size(width: float, height: float) -> str:
    return f"size-{width:g}-{height:g}".replace(".", "_")


def _passages(sight: Sight, records: Index) -> list[dict[str, Any]]:
    """The passages with their stretches, consecutive items as one list."""
    cutter = Cutter(records.places)
    groups: list[dict[str, Any]] = []
    level = 2
    for passage in sight.passages:
        shape = "heading" if passage.shape == "title" else passage.shape
        if shape == "heading":  # no heading may stand more than one level below the one before it
            level = min(level + 1, passage.level + 2, 6)
        entry = {"passage": passage, "level": level, "stretches": cutter.cut(passage)}
        if groups and shape == "item" and groups[-1]["shape"] == "item":
            groups[-1]["entries"].append(entry)
        else:
            groups.append({"shape": shape, "entries": [entry]})
    return groups


def _fields(places: tuple[int, ...], records: Index) -> list[str]:
    """The fields of the plan that a stretch of the text is evidence for, each once."""
    return list(dict.fromkeys(records.records[records.places[place][0]].field for place in places))


def _number(figure: Figure) -> str:
    """A figure's number as people write it, with the sign for how its words blur it."""
    value = f"{figure.value:,}" if isinstance(figure.value, int) else f"{figure.value:,.10g}"
    return _SIGNS.get(figure.mod or "", "") + value


def _counts(plan: Plan) -> dict[str, int]:
    """How many statements each field has, those below others included."""
    counts = {name: sum(1 for _ in walk(getattr(plan, name))) for name in ITEM_FIELDS}
    for name in ("commitments", "actors", "dates", "figures", "quotations", "references", "findings"):
        counts[name] = len(getattr(plan, name))
    return counts


def _bound(plan: Plan) -> dict[str, int]:
    """How many commitments bind each actor."""
    counts: dict[str, int] = {}
    for commitment in plan.commitments:
        for actor in dict.fromkeys(commitment.actors):
            counts[actor] = counts.get(actor, 0) + 1
    return counts


def _data(plan: Plan, sight: Sight, records: Index, review: Review | None, later: Later) -> dict[str, Any]:
    """What the script needs: where each record stands, what to cite, the marks, and the plan itself."""
    about = plan.metadata
    names = {actor.id: actor.name for actor in plan.actors}
    ties = _ties(records)
    return {
        "source": {"name": plan.source.name, "sha256": plan.source.sha256},
        "generator": plan.generator.model_dump(mode="json"),
        "title": wording.clipped(about.title or plan.source.name, 500),
        "published": about.published.value if about.published else None,
        "issuers": [wording.clipped(names.get(each, each), 200) for each in about.issuers],
        "pages": [[picture.width, picture.height] for picture in sight.pictures],
        "marks": _marks(review, records),
        "plan": _packed(_plan_data(plan)),
        **({"folded": _packed(ties | {"parts": later.parts})} if later.folds else ties),
    }


def _ties(records: Index) -> dict[str, Any]:
    """Where each record stands in the plan and in the document."""
    return {
        "records": [
            [each.key, each.field, each.path, each.places, *_unseen(each)] for each in records.records
        ],
        "places": [
            [number, each.page, each.start, [round(side, 1) for box in each.boxes for side in box]]
            for number, each in records.places
        ],
    }


def _unseen(record: Record) -> list[str]:
    """The words of a record that has no element of its own to read them from."""
    return [record.words] if record.field == "sections" else []


def _marks(review: Review | None, records: Index) -> list[dict[str, Any]]:
    if review is None:
        return []
    return [
        mark.model_dump(mode="json") | {"key": record.key if record else None, "was": mark.key}
        for mark, record in placed(review, records)
    ]


def _plan_data(plan: Plan) -> dict[str, Any]:
    """The whole plan; only copying and saving need it, and then all of it."""
    data = plan.model_dump(mode="json", exclude={"text"} if plan.text is None else None)
    for holder, name in (
        (data["metadata"], "evidence"),
        *((actor, "identifiers") for actor in data["actors"]),
    ):
        holder[name] = dict(sorted(holder[name].items()))
    return data


def _packed(data: Any) -> str:
    """``data`` as JSON, compressed, in base64."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return b64encode(gzip.compress(text.encode(), compresslevel=9, mtime=0)).decode()
