"""Which passage of one version goes on in which of the other: equal ones first, then an optimal assignment.

The assignment maximises the sum of similarities over all pairs at once (Kuhn 1955), so that a passage is not
given away to the first that resembles it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from plancli.comparing.normal import key
from plancli.comparing.vectors import vectors

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

RIVAL = 0.6  # a pair is refused that is less than this part of what either could have had
NEAREST = 12  # how many counterparts of a passage are weighed where there are very many
WORK = 1_000_000_000  # products of terms that finding the nearest may take: a few seconds
MANY = 1_000_000  # pairs above which only the nearest are weighed
ALONE = 1e-6  # what it is worth to leave a passage without a counterpart
BLOCK, PAIRS = 512, 8192  # rows and pairs that are compared at once, which bounds the memory

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """What is compared: a text, and what belongs to it.

    Attributes:
        text: the words themselves, or a heading.
        body: what stands under it; "" for nothing.
        group: passages of one group are compared with each other first (aims with aims).
        home: number of the passage that it stands under; ``None`` at the top.
        place: what tells passages of equal words apart, the most telling first.
    """

    text: str
    body: str = ""
    group: str = ""
    home: int | None = None
    place: tuple[Hashable, ...] = ()

    @property
    def whole(self) -> str:
        """Text and body."""
        return f"{self.text}\n{self.body}" if self.body else self.text


class Likeness:
    """How alike passages of two versions are, from 0 to 1, for the pairs that are worth weighing.

    Half of it is the likeness of the whole passages, half the best of whole and text on either side: a heading
    that stayed says much, and one version may hold as one paragraph what the other divides into heading and body.
    """

    def __init__(self, old: Sequence[Passage], new: Sequence[Passage]) -> None:
        self._passages = old, new

    @cached_property
    def _rows(self) -> tuple[Any, Any, Any, Any]:
        """Vectors of the old wholes, the old texts, the new wholes and the new texts."""
        old, new = self._passages
        texts = [each.whole for each in old] + [each.text for each in old]
        rows = vectors(texts + [each.whole for each in new] + [each.text for each in new])
        ends = np.cumsum([0, len(old), len(old), len(new), len(new)])
        first, second, third, fourth = (rows[start:end] for start, end in pairwise(ends))
        return first, second, third, fourth

    @property
    def _old(self) -> tuple[Any, Any]:
        return self._rows[:2]

    @property
    def _new(self) -> tuple[Any, Any]:
        return self._rows[2:]

    def weigh(self, pairs: Sequence[Pair]) -> Any:
        """The likeness of each of ``pairs``."""
        if not pairs:
            return np.zeros(0)
        left, right = (np.array(side) for side in zip(*pairs, strict=True))
        parts = []
        for start in range(0, len(left), PAIRS):
            block = slice(start, start + PAIRS)
            parts.append(self._weigh(left[block], right[block]))
        return np.concatenate(parts)

    def _weigh(self, left: Any, right: Any) -> Any:
        whole = _products(self._old[0][left], self._new[0][right])
        best = whole
        for one, other in ((0, 1), (1, 0), (1, 1)):
            best = np.maximum(best, _products(self._old[one][left], self._new[other][right]))
        return np.clip((whole + best) / 2, 0, 1)

    def candidates(self, left: Sequence[int], right: Sequence[int], floor: float) -> dict[Pair, float]:
        """Pairs of the passages numbered ``left`` and ``right`` that reach ``floor``, with their likeness."""
        if not left or not right:
            return {}
        if len(left) * len(right) <= MANY:
            return self._dense(left, right, floor)
        pairs = self._nearest(left, right)
        return {
            pair: float(score) for pair, score in zip(pairs, self.weigh(pairs), strict=True) if score >= floor
        }

    def _dense(self, left: Sequence[int], right: Sequence[int], floor: float) -> dict[Pair, float]:
        sides = [
            [rows[list(numbers)] for rows in pair]
            for pair, numbers in ((self._old, left), (self._new, right))
        ]
        found: dict[Pair, float] = {}
        for start in range(0, len(left), BLOCK):
            block = [rows[start : start + BLOCK] for rows in sides[0]]
            whole = (block[0] @ sides[1][0].T).toarray()
            best = whole
            for one, other in ((0, 1), (1, 0), (1, 1)):
                best = np.maximum(best, (block[one] @ sides[1][other].T).toarray())
            scores = np.clip((whole + best) / 2, 0, 1)
            for row, column in zip(*np.nonzero(scores >= floor), strict=True):
                found[left[start + row], right[column]] = float(scores[row, column])
        return found

    def _nearest(self, left: Sequence[int], right: Sequence[int]) -> list[Pair]:
        """The nearest counterparts of each passage on either side, by the whole."""
        found: set[Pair] = set()
        ours, theirs = _telling(self._old[0][list(left)], self._new[0][list(right)])
        for start in range(0, len(left), BLOCK):
            for row, columns in enumerate(_best(ours[start : start + BLOCK], theirs)):
                found.update((left[start + row], right[column]) for column in columns)
        for start in range(0, len(right), BLOCK):
            for row, columns in enumerate(_best(theirs[start : start + BLOCK], ours)):
                found.update((left[column], right[start + row]) for column in columns)
        return sorted(found)


def _products(left: Any, right: Any) -> Any:
    return np.asarray(left.multiply(right).sum(axis=1)).ravel()


def _telling(ours: Any, theirs: Any) -> tuple[Any, Any]:
    """The rows with their rarest terms, as many as time allows: the commonest cost most and tell least."""
    cost = ours.getnnz(axis=0).astype(np.int64) * theirs.getnnz(axis=0)
    order = np.argsort(cost, kind="stable")
    kept = np.sort(order[np.cumsum(cost[order]) <= WORK])
    return ours[:, kept], theirs[:, kept]


def _best(rows: Any, others: Any) -> Any:
    scores = (rows @ others.T).toarray()
    if scores.shape[1] <= NEAREST:
        return [range(scores.shape[1])] * scores.shape[0]
    return np.argpartition(-scores, NEAREST, axis=1)[:, :NEAREST]


def equal(old: Sequence[Passage], new: Sequence[Passage]) -> list[Pair]:
    """Pairs of passages of the same wording; where several have it, those in the same place go together.

    Places are compared as a whole first, then without their last part, and so on; then order decides.
    """
    depth = max((len(each.place) for each in [*old, *new]), default=0)
    words = [[(each.group, key(each.text), key(each.body)) for each in side] for side in (old, new)]
    free = [list(range(len(old))), list(range(len(new)))]
    found: list[Pair] = []
    for length in range(depth, -1, -1):
        homes: dict[Hashable, list[int]] = defaultdict(list)
        for number in free[1]:
            homes[words[1][number], new[number].place[:length]].append(number)
        taken: set[int] = set()
        left = []
        for number in free[0]:
            same = homes.get((words[0][number], old[number].place[:length]))
            if same:
                found.append((number, same.pop(0)))
                taken.add(found[-1][1])
            else:
                left.append(number)
        free = [left, [number for number in free[1] if number not in taken]]
    return found


def assign(
    candidates: dict[Pair, float], bonus: Callable[[Pair], float] = lambda _: 0.0
) -> list[tuple[Pair, float]]:
    """The pairs that together are most alike, each passage in one at most.

    Args:
        candidates: pairs and their likeness; those left out are never made.
        bonus: what speaks for a pair beside its words; small, so that it decides between equals only.
    """
    wanted = sorted(_worth_having(candidates).items())
    if not wanted:
        return []
    rows = {number: place for place, number in enumerate(sorted({left for (left, _), _ in wanted}))}
    columns = {number: place for place, number in enumerate(sorted({right for (_, right), _ in wanted}))}
    # Each passage may also stay alone, at the price of an edge of its own that is worth next to nothing.
    alone = range(len(rows))
    weights = [score + bonus(pair) for pair, score in wanted] + [ALONE] * len(rows)
    lefts = [rows[left] for (left, _), _ in wanted] + list(alone)
    rights = [columns[right] for (_, right), _ in wanted] + [len(columns) + row for row in alone]
    graph = sparse.csr_matrix((weights, (lefts, rights)), shape=(len(rows), len(columns) + len(rows)))
    chosen = zip(*min_weight_full_bipartite_matching(graph, maximize=True), strict=True)
    numbers = list(rows), list(columns)
    pairs = [(numbers[0][row], numbers[1][column]) for row, column in chosen if column < len(columns)]
    return [(pair, candidates[pair]) for pair in sorted(pairs)]


def _worth_having(candidates: dict[Pair, float]) -> dict[Pair, float]:
    """Leaves pairs out that either passage would make only because what it belongs to is taken."""
    ours: dict[int, float] = defaultdict(float)
    theirs: dict[int, float] = defaultdict(float)
    for (left, right), score in candidates.items():
        ours[left] = max(ours[left], score)
        theirs[right] = max(theirs[right], score)
    return {
        (left, right): score
        for (left, right), score in candidates.items()
        if score >= RIVAL * max(ours[left], theirs[right])
    }
