"""How alike texts are: TF-IDF over words and character n-grams, with the statistics of both versions together.

Words tell what is meant; character n-grams tell that "coordinating" and "coordinate" mean the same. A term weighs
``(1 + log tf) × idf`` with the smoothed idf ``log((1 + N) / (1 + df)) + 1`` (Manning, Raghavan and Schütze 2008,
6.2–6.4); vectors have length one, so that a product is a cosine. Matrices are sparse and n-grams are counted once for
each distinct word, so that thousands of items take seconds.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from plancli.comparing.normal import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SHORTEST, LONGEST = 3, 5  # characters of an n-gram; the word's edges count
WORDS = 0.5  # what the words' cosine weighs; the n-grams' cosine weighs the rest

Matrix = Any  # scipy's sparse matrices carry no types


def vectors(texts: Sequence[str]) -> Matrix:
    """One row of length one for each text, so that the product of two rows is how alike the texts are.

    A text without words has a row of zeros, like nothing.
    """
    bags = [Counter(words(text)) for text in texts]
    vocabulary = _numbered(word for bag in bags for word in bag)
    grams = [Counter(_grams(word)) for word in vocabulary]
    by_word = _counts(bags, vocabulary)
    by_gram = by_word @ _counts(grams, _numbered(gram for bag in grams for gram in bag))
    return sparse.hstack([_unit(by_word) * np.sqrt(WORDS), _unit(by_gram) * np.sqrt(1 - WORDS)], format="csr")


def _numbered(terms: Iterator[str]) -> dict[str, int]:
    return {term: number for number, term in enumerate(sorted(set(terms)))}


def _grams(word: str) -> Iterator[str]:
    edged = f" {word} "
    for size in range(SHORTEST, LONGEST + 1):
        for start in range(max(1, len(edged) - size + 1)):
            yield edged[start : start + size]


def _counts(bags: Sequence[Counter[str]], vocabulary: dict[str, int]) -> Matrix:
    pointers = np.cumsum([0, *(len(bag) for bag in bags)])
    columns = np.fromiter((vocabulary[term] for bag in bags for term in bag), dtype=np.int32)
    values = np.fromiter((count for bag in bags for count in bag.values()), dtype=np.float64)
    return sparse.csr_matrix((values, columns, pointers), shape=(len(bags), len(vocabulary)))


def _unit(counts: Matrix) -> Matrix:
    """Weighs the terms and brings every row to length one."""
    total, _ = counts.shape
    seen = np.asarray((counts > 0).sum(axis=0)).ravel()
    rows = counts.copy()
    rows.data = 1 + np.log(rows.data)
    rows = sparse.csr_matrix(rows @ sparse.diags(np.log((1 + total) / (1 + seen)) + 1))
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return sparse.csr_matrix(sparse.diags(1 / np.where(lengths > 0, lengths, 1)) @ rows)
