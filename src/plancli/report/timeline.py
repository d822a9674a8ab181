"""The dates of a plan on a line drawn to scale: days as points, and what is less exact as the span it may be.

Positions are percentages of the drawing's width, so that it fits any column while its type keeps its size;
heights are CSS pixels.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from plancli.report.records import ITEM_FIELDS, period_words, walk
from plancli.report.wording import MONTHS, clipped, shortened, spoken_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plancli.plan import Date, Plan
    from plancli.report.records import Index

WIDTH = 570  # pixels that labels are laid out for; a narrower column scrolls
CHARACTER = 6.3  # pixels that a character of a label takes at most, on average
ROW, HEAD, AXIS = 22, 22, 26
LEFT, RIGHT = 1.5, 98.5  # percentages between which time runs
LABEL = 46  # characters of a label
SHORTEST = 16  # characters that a label is worth cutting to
MODS = {
    "START": "early", "MID": "mid", "END": "late", "APPROX": "about", "BEFORE": "before", "AFTER": "after",
    "ON_OR_BEFORE": "by", "ON_OR_AFTER": "from",
}  # fmt: skip
NARROW = 1_500  # days that fit a line whatever stands on it
WORTH = 0.6  # of the length is what leaving out must come down to
ROWS = {"event": 10, "named": 8}  # what does not fit these stands below them without labels
LANES = (("due", "Due"), ("about", "Document"), ("event", "Events"), ("named", "Named"))


@dataclass(slots=True)
class Moment:
    """Something that has a time.

    Attributes:
        lane: ``due``, ``about``, ``event`` or ``named``.
        first: first day it can mean; ``None`` where it is open.
        last: last day it can mean; ``None`` where it is open.
        when: its time as people say it.
        label: what to write beside it.
        keys: the records it stands for, the first of which it leads to.
    """

    lane: str
    first: date | None
    last: date | None
    when: str
    label: str
    keys: list[str]

    @property
    def days(self) -> tuple[date, date]:
        """Its bounds; one that is open falls on the other."""
        first, last = self.first or self.last, self.last or self.first
        assert first is not None
        assert last is not None
        return first, last


@dataclass(frozen=True, slots=True)
class Drawn:
    """A moment with its place: ``x`` and ``width`` in percent, ``y`` in pixels, and where its label goes."""

    moment: Moment
    x: float
    width: float
    y: int
    label: str
    label_x: float
    anchor: str
    spoken: str


@dataclass(slots=True)
class Timeline:
    """A drawing: ``height`` in pixels; ticks as position and label; lanes as title, ``y`` and moments."""

    height: int = 0
    ticks: list[tuple[float, str]] = field(default_factory=list)
    lanes: list[tuple[str, int, list[Drawn]]] = field(default_factory=list)
    before: list[Moment] = field(default_factory=list)
    after: list[Moment] = field(default_factory=list)
    first: str = ""
    last: str = ""


def timeline(plan: Plan, records: Index) -> Timeline | None:
    """The drawing of all dates that have a place in time; ``None`` where fewer than two have."""
    moments = _moments(plan, records)
    if len(moments) < 2:
        return None
    shown, before, after = _near(moments)
    start, end = _frame(shown)
    scale = Scale(start, end)
    drawing = Timeline(before=before, after=after, ticks=_ticks(scale))
    drawing.first, drawing.last = (spoken_date(day.isoformat()) for day in (start, end))
    y = AXIS
    for lane, title in LANES:
        inside = [moment for moment in shown if moment.lane == lane]
        if inside:
            drawn, rows = _packed(inside, scale, y + HEAD)
            drawing.lanes.append((title, y + HEAD - 8, drawn))
            y += HEAD + rows * ROW
    drawing.height = y + 8
    return drawing


@dataclass(frozen=True, slots=True)
class Scale:
    """From days to percentages of the width."""

    start: date
    end: date

    def at(self, day: date) -> float:
        """Where the beginning of ``day`` stands."""
        share = (day - self.start).days / max((self.end - self.start).days, 1)
        return round(LEFT + (RIGHT - LEFT) * min(max(share, 0.0), 1.0), 3)


def _moments(plan: Plan, records: Index) -> list[Moment]:
    """Everything that has a time, what shares a lane and a time as one, in the order of time."""
    found: dict[tuple[object, ...], Moment] = {}
    due = _due(plan)
    period = records.get("period")
    if plan.period and period and (plan.period.start or plan.period.end):
        first, last = _first(plan.period.start), _last(plan.period.end)
        if first or last:
            _join(found, Moment("about", first, last, "period", f"Covers {period_words(plan)}", [period.key]))
    for each in plan.dates:
        first, last = _day(each.earliest), _day(each.latest)
        if (
            each.type not in {"DATE", "TIME"}
            or not (first or last)
            or (plan.period and each.role == "period")
        ):
            continue
        if first and last and first > last:
            continue
        lane, when, label = _lane(each, due)
        _join(found, Moment(lane, first, last, when, label, [records.of(each).key]))
    return sorted(found.values(), key=lambda moment: (*moment.days, moment.label))


def _due(plan: Plan) -> dict[str, str]:
    """What is due at each date that is a deadline: what somebody is bound to, else the item that names it."""
    due: dict[str, str] = {}
    items = [item for name in ITEM_FIELDS for item in walk(getattr(plan, name))]
    spans = [(each.start, each.end, item.text) for item in items for each in item.evidence]
    for when in plan.dates:
        if when.role == "deadline" and when.evidence:
            start = when.evidence[0].start
            around = [span for span in spans if span[0] <= start < span[1]]
            if around:
                due[when.id] = min(around, key=lambda span: span[1] - span[0])[2]
    return due | {each.deadline: each.action for each in reversed(plan.commitments) if each.deadline}


def _lane(each: Date, due: dict[str, str]) -> tuple[str, str, str]:
    """Where a date belongs, its time in words, and what to call it."""
    when = spoken_date(each.value) if each.value and each.value[0].isdigit() else each.text
    sign = MODS.get(each.mod or "") or ("by" if not each.earliest else "from" if not each.latest else "")
    when = f"{sign} {when}" if sign and when != each.text else when
    if each.id in due or each.role == "deadline":
        action = due.get(each.id, "")
        return "due", when, f"{when}: {action}" if action else when
    if each.role == "published":
        return "about", when, f"Published {when}"
    return "event" if each.role else "named", when, when


def _join(found: dict[tuple[object, ...], Moment], moment: Moment) -> None:
    known = found.setdefault((moment.lane, moment.first, moment.last, moment.when), moment)
    if known is not moment:
        known.keys += moment.keys


def _near(moments: list[Moment]) -> tuple[list[Moment], list[Moment], list[Moment]]:
    """The moments that fit one scale, and the few before and after it that would squeeze all others.

    Of all ways to leave out some at either end, the one is taken whose line is shortest, each moment that it
    costs weighing against it; what is due or about the document is never left out, nor more than a quarter.
    """
    lows = sorted(moments, key=lambda m: m.days[0])
    highs = sorted(moments, key=lambda m: m.days[1], reverse=True)
    whole = (highs[0].days[1] - lows[0].days[0]).days
    most = len(moments) // 4 if len(moments) > 3 and whole >= NARROW else 0
    best = (float(whole) * WORTH, 0, 0)
    for low in range(_spare(lows, most) + 1):
        for high in range(min(_spare(highs, most), most - low) + 1):
            length = (highs[high].days[1] - lows[low].days[0]).days
            if length > 0:
                best = min(best, (length * (1 + 5 * (low + high) / len(moments)), low, high))
    before, after = lows[: best[1]], highs[: best[2]]
    far = {id(moment) for moment in before + after}
    return [m for m in moments if id(m) not in far], before, [m for m in reversed(after) if m not in before]


def _spare(ordered: list[Moment], most: int) -> int:
    """How many of the first of ``ordered`` may be left out."""
    kept = (number for number, moment in enumerate(ordered) if moment.lane in {"due", "about"})
    return min(next(kept, most), most)


def _frame(moments: Iterable[Moment]) -> tuple[date, date]:
    """The first and the last day to draw, with some room at the end for what is open."""
    start, end = min(m.days[0] for m in moments), _following(max(m.days[1] for m in moments))
    if any(m.first is None or m.last is None for m in moments) or (end - start).days < 30:
        room = timedelta(days=max((end - start).days // 12, 10))
        start = start - room if start.toordinal() > room.days else start
        end = end + room if end.toordinal() < date.max.toordinal() - room.days else end
    return start, end


def _packed(moments: list[Moment], scale: Scale, top: int) -> tuple[list[Drawn], int]:
    """The moments of a lane in as few rows as their labels allow, and how many rows these are."""
    ends: list[float] = []
    drawn: list[Drawn] = []
    most = ROWS.get(moments[0].lane, 1_000)
    for moment in moments:
        x, width = _place(moment, scale)
        label, low, high, at, anchor = _labelled(moment, x, width)
        row = next((number for number, end in enumerate(ends) if end <= low), len(ends))
        if row < most:
            ends[row:] = [high, *ends[row + 1 :]]
        else:
            row, label = most, ""
        y = top + row * ROW
        drawn.append(Drawn(moment, x, width, y, label, round(at, 3), anchor, _spoken(moment)))
    return drawn, len(ends) + any(not each.label for each in drawn)


def _place(moment: Moment, scale: Scale) -> tuple[float, float]:
    """Where a moment begins and how wide it is; a day has no width."""
    first, last = moment.days
    x = scale.at(first) if moment.first else LEFT
    until = scale.at(_following(last)) if moment.last else RIGHT
    return x, 0.0 if moment.first == moment.last else max(until - x, 0.0)


def _labelled(moment: Moment, x: float, width: float) -> tuple[str, float, float, float, str]:
    """A moment's label, what it takes from where to where with it, and where the label is anchored.

    It stands on the right, on the left where there is no room, and inside a span that leaves none on either.
    """
    count = f" ×{len(moment.keys)}" if len(moment.keys) > 1 else ""
    edge = x + (width or 1.0)
    character = CHARACTER / WIDTH * 100
    fits = [int((room - 2.2) / character) - len(count) for room in (100 - edge, x)]
    most = LABEL if len(moment.label) > LABEL else len(moment.label)
    if most > max(fits) >= SHORTEST:  # cut on the wider side rather than put over the span
        most = min(most, max(fits) - 2)
    label = shortened(moment.label, most) + count
    room = len(label) * character + 2.2
    if edge + room <= 100:
        return label, x, edge + room, edge, "start"
    if x - room >= 0:
        return label, x - room, edge, x, "end"
    return label, min(x, 99.0 - room), max(edge, 99.0), 99.0, "end"


def _spoken(moment: Moment) -> str:
    """What a screen reader says of it."""
    first, last = (spoken_date(day.isoformat()) if day else None for day in (moment.first, moment.last))
    if first == last:
        when = str(first)
    elif first and last:
        when = f"between {first} and {last}"
    else:
        when = f"from {first}" if first else f"until {last}"
    kind = {"due": "Due", "about": "Document", "event": "Event", "named": "Named"}[moment.lane]
    times = f", {len(moment.keys)} statements" if len(moment.keys) > 1 else ""
    return f"{kind}: {clipped(moment.label, 200)}, {when}{times}"


def _ticks(scale: Scale) -> list[tuple[float, str]]:
    """Some four to ten marks on round dates."""
    days = (scale.end - scale.start).days
    if days > 900:
        step = next(
            step for step in (1, 2, 5, 10, 20, 50, 100, 500, 1000, 5000) if days / 365.25 / step <= 11
        )
        years = range(scale.start.year // step * step, scale.end.year + 1, step)
        ticks = [(date(year, 1, 1), str(year)) for year in years if year >= 1]
    elif days <= 70:
        step = 7 if days > 14 else 2
        weeks = range(0, days, step)
        ticks = [
            (scale.start + timedelta(days=n), _short_day(scale.start + timedelta(days=n))) for n in weeks
        ]
    else:
        step = next(step for step in (1, 2, 3, 4, 6) if days / 30.4 / step <= 9 or step == 6)
        months = range(scale.start.year * 12, (scale.end.year + 1) * 12, step)
        ticks = [(date(m // 12, m % 12 + 1, 1), _month(m)) for m in months if m // 12 <= date.max.year]
    return [(scale.at(day), label) for day, label in ticks if scale.start <= day < scale.end]


def _short_day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


def _month(number: int) -> str:
    return f"{MONTHS[number % 12]} {number // 12}"


def _following(day: date) -> date:
    """The day after, if the calendar has one."""
    return day + timedelta(days=1) if day < date.max else day


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


def _first(value: str | None) -> date | None:
    """The first day of an ISO date that may be a month or a year."""
    return _day(f"{value}-01-01"[:10]) if value else None


def _last(value: str | None) -> date | None:
    """The last day of an ISO date that may be a month or a year."""
    first = _first(value)
    if first is None or value is None or len(value) >= 10:
        return first
    year, month = (
        (first.year, first.month + 1) if len(value) == 7 and first.month < 12 else (first.year + 1, 1)
    )
    return date(year, month, 1) - timedelta(days=1) if year <= date.max.year else date.max
