"""Which passages of two versions belong together, in steps that each take what the one before left.

1. Passages of equal wording, those in the same place first.
2. An optimal assignment of what is alike enough (:data:`FLOOR`), group by group.
3. In lists that mostly found their counterparts, what stands out among the rest though it is worded quite otherwise.
4. Passages that changed their group: an aim that became a priority.
5. A doubtful pair is given up where most of what one of the two says stands in another passage beside its own pair.
6. Splits and merges: what is left and says something that a counterpart says beside its own pair.

The figures below were chosen on pairs of plans of our own and of the corpus; ``docs/decisions`` tells how.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from plancli.comparing.matching import Likeness, Pair, Passage, assign, equal
from plancli.comparing.shares import Shares

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FLOOR = 0.25  # likeness below which two passages are something else
CROSSING = 0.4  # the same for passages of different groups
DISTINCT = 0.15  # likeness that is enough where no other passage that is left comes near
MARGIN = 1.6  # how much more alike than its rivals a distinct pair is
SETTLED = 1 / 3  # part of the shorter list that has its counterpart before a list counts as retold
RETOLD = 10_000  # pairs that are left, above which a list was not retold but replaced
SURVIVORS = 0.25  # part of the list's usual likeness that two sole survivors have
LOWEST = 0.06  # likeness that even sole survivors need
TRUSTED = 0.35  # likeness of a pair that may have further parts: of a doubtful pair nothing more is made
RELATED = 0.2  # likeness of a part to the whole that it was split from or merged into
NEW_SHARE = (
    0.15  # part of its content that it has from there and that the whole's own pair does not account for
)
SWALLOWED = 0.5  # the same for a passage that has a doubtful pair: most of it stands elsewhere


@dataclass
class Alignment:
    """What was found: pairs, and the parts of passages that were split or merged.

    Attributes:
        pairs: likeness by pair, where each passage stands in one pair at most.
        splits: likeness by pair of an old passage that has a pair and a further new part of it.
        merges: likeness by pair of a further old part and the new passage, which has a pair, that took it in.
    """

    pairs: dict[Pair, float] = field(default_factory=dict)
    splits: dict[Pair, float] = field(default_factory=dict)
    merges: dict[Pair, float] = field(default_factory=dict)

    @property
    def links(self) -> dict[Pair, float]:
        """All of them."""
        return self.pairs | self.splits | self.merges


def align(
    old: Sequence[Passage], new: Sequence[Passage], floor: float | None = None, *, usual: float = FLOOR
) -> Alignment:
    """Aligns the passages of two versions.

    Args:
        old: passages of the old version, in document order.
        new: passages of the new version.
        floor: likeness below which nothing is aligned, where the user gave it.
        usual: the likeness that is used where not; lists that were retold may then go below it.
    """
    return _Aligner(old, new, floor, usual).run()


class _Aligner:
    """The steps, and what they share."""

    def __init__(
        self, old: Sequence[Passage], new: Sequence[Passage], floor: float | None, usual: float
    ) -> None:
        self.old, self.new = old, new
        self.given = floor
        self.floor = usual if floor is None else floor
        self.found = Alignment()
        self.free_old, self.free_new = set(range(len(old))), set(range(len(new)))
        self.likeness = Likeness(old, new)

    def run(self) -> Alignment:
        for pair in equal(self.old, self.new):
            self._take(pair, 1.0)
        for group in sorted({each.group for each in [*self.old, *self.new]}):
            self._assign(group)
            if self.given is None and self.floor == FLOOR:
                self._retold(group)
        self._cross()
        self._parts()
        return self.found

    def _take(self, pair: Pair, score: float) -> None:
        self.found.pairs[pair] = score
        self.free_old.discard(pair[0])
        self.free_new.discard(pair[1])

    def _free(self, group: str | None = None) -> tuple[list[int], list[int]]:
        return (
            [n for n in sorted(self.free_old) if group is None or self.old[n].group == group],
            [n for n in sorted(self.free_new) if group is None or self.new[n].group == group],
        )

    def _assign(self, group: str) -> None:
        candidates = self.likeness.candidates(*self._free(group), self.floor)
        for pair, score in assign(candidates, self._bonus):
            self._take(pair, score)

    def _bonus(self, pair: Pair) -> float:
        """What the places say, which only decides where the words do not."""
        ours, theirs = self.old[pair[0]].place, self.new[pair[1]].place
        same = sum(one == other for one, other in zip(ours, theirs, strict=False))
        nearness = 1 - abs(pair[0] / len(self.old) - pair[1] / len(self.new))
        return 0.01 * same / max(len(ours), 1) + 0.005 * nearness

    def _retold(self, group: str) -> None:
        """Distinct pairs and sole survivors of lists that mostly found their counterparts."""
        homes: dict[tuple[int | None, int | None], list[float]] = defaultdict(list)
        for (old, new), score in self.found.pairs.items():
            home = self.old[old].home, self.new[new].home
            if self.old[old].group == group and (home == (None, None) or home in self.found.pairs):
                homes[home].append(score)
        for home, scores in sorted(homes.items(), key=lambda each: str(each[0])):
            self._retold_list(group, home, scores)

    def _retold_list(self, group: str, home: tuple[int | None, int | None], scores: list[float]) -> None:
        while True:
            left = [n for n in self._free(group)[0] if self.old[n].home == home[0]]
            right = [n for n in self._free(group)[1] if self.new[n].home == home[1]]
            if (
                not left
                or not right
                or len(left) * len(right) > RETOLD
                or len(scores) < SETTLED * (min(len(left), len(right)) + len(scores))
            ):
                return
            least = DISTINCT
            if len(left) == len(right) == 1:
                least = max(LOWEST, min(self.floor, SURVIVORS * median(scores)))
            rest = self.likeness.candidates(left, right, 0.0)
            chosen = [pair for pair in _distinct(rest) if rest[pair] >= least]
            if not chosen:
                return
            for pair in chosen:
                self._take(pair, rest[pair])
                scores.append(rest[pair])

    def _cross(self) -> None:
        floor = CROSSING if self.given is None else max(self.given, CROSSING)
        candidates = self.likeness.candidates(*self._free(), floor)
        for pair, score in assign(candidates, self._bonus):
            self._take(pair, score)

    def _parts(self) -> None:
        """Finds what was split off or merged; nothing is read into passages that stayed as they were."""
        shares = Shares(self.old, self.new)
        self._undo(shares)
        left, right = self._free()
        self.found.merges.update(
            (pair, score) for pair, score, share in self._merges(shares, left) if share >= NEW_SHARE
        )
        self.found.splits.update(
            (pair, score) for pair, score, share in self._splits(shares, right) if share >= NEW_SHARE
        )

    def _undo(self, shares: Shares) -> None:
        """Gives up doubtful pairs of which either side went, for the most part, into another passage."""
        doubtful = {pair: score for pair, score in self.found.pairs.items() if score < TRUSTED}
        by_old, by_new = dict(doubtful.keys()), {new: old for old, new in doubtful}
        undone = {
            (pair[0], by_old[pair[0]])
            for pair, score, share in self._merges(shares, sorted(by_old))
            if share >= SWALLOWED and score > doubtful[pair[0], by_old[pair[0]]]
        } | {
            (by_new[pair[1]], pair[1])
            for pair, score, share in self._splits(shares, sorted(by_new))
            if share >= SWALLOWED and score > doubtful[by_new[pair[1]], pair[1]]
        }
        for old, new in undone:
            del self.found.pairs[old, new]
            self.free_old.add(old)
            self.free_new.add(new)

    def _merges(self, shares: Shares, olds: Sequence[int]) -> Iterator[tuple[Pair, float, float]]:
        """Each of ``olds`` with the new passages of trusted pairs that say something of it; likeness and share."""
        own = {new: old for old, new in self._changed()}
        for (old, new), score in self._related(olds, sorted(own)):
            yield (old, new), score, shares.fresh_old(old, new, own[new])

    def _splits(self, shares: Shares, news: Sequence[int]) -> Iterator[tuple[Pair, float, float]]:
        """Each of ``news`` with the old passages of trusted pairs that it says something of; likeness and share."""
        own = dict(self._changed())
        for (old, new), score in self._related(sorted(own), news):
            yield (old, new), score, shares.fresh_new(new, old, own[old])

    def _changed(self) -> Iterator[Pair]:
        """The pairs that may have further parts: neither doubtful nor of the same words."""
        return (pair for pair, score in self.found.pairs.items() if TRUSTED <= score < 1)

    def _related(self, olds: Sequence[int], news: Sequence[int]) -> Iterator[tuple[Pair, float]]:
        floor = RELATED if self.given is None else max(self.given, RELATED)
        for (old, new), score in self.likeness.candidates(olds, news, floor).items():
            if self.old[old].group == self.new[new].group:
                yield (old, new), score


def _distinct(scores: dict[Pair, float]) -> list[Pair]:
    """The pairs that are far more alike than either of the two is to anything else."""
    best: dict[tuple[int, int], list[float]] = defaultdict(
        lambda: [0.0, 0.0]
    )  # the two best by side and number
    for pair, score in scores.items():
        for end in enumerate(pair):
            best[end] = sorted([*best[end], score])[1:]
    return [
        pair
        for pair, score in scores.items()
        if all(best[end][1] == score and score >= MARGIN * best[end][0] for end in enumerate(pair))
    ]
