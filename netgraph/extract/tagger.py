"""Reads names off the encoder's tag probabilities: the best sequence in which every I- follows its own B-."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from netgraph.model import NODE_TYPES, NodeType

Floats = NDArray[np.float32]
BARRED = -1e4


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens ``start`` to ``end`` (exclusive) that name something, with the mean probability of their tags."""

    start: int
    end: int
    type: NodeType
    confidence: float


def transitions(kinds: int) -> Floats:
    """Zero where one tag may follow another, ``BARRED`` where not; order O, then B- and I- of each kind."""
    size = 2 * kinds + 1
    out = np.zeros((size, size), np.float32)
    for k in range(kinds):
        inside = 2 * k + 2
        out[:, inside] = BARRED
        out[[inside - 1, inside], inside] = 0
    return out


def best_tags(scores: Floats, breaks: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Viterbi over log-probabilities (tokens, tags); no name runs across a ``break``."""
    n, size = scores.shape
    step = transitions((size - 1) // 2)
    inside = np.arange(2, size, 2)
    scores = scores.copy()
    scores[np.ix_(breaks, inside)] = BARRED
    scores[0, inside] = BARRED
    back = np.zeros((n, size), np.int64)
    total = scores[0]
    for i in range(1, n):
        reach = total[:, None] + step
        back[i] = reach.argmax(0)
        total = reach[back[i], np.arange(size)] + scores[i]
    tags = np.zeros(n, np.int64)
    tags[-1] = total.argmax()
    for i in range(n - 1, 0, -1):
        tags[i - 1] = back[i, tags[i]]
    return tags


def read_spans(scores: Floats, breaks: NDArray[np.bool_]) -> list[Span]:
    """The names among the tokens of a document.

    Args:
        scores: log-probabilities (tokens, 1 + 2 * types) in the order of ``NODE_TYPES``.
        breaks: true for tokens that open a paragraph.
    """
    if not len(scores):
        return []
    tags = best_tags(scores, breaks)
    spans = []
    begins = np.flatnonzero(tags % 2 == 1)
    for start in begins.tolist():
        kind = (int(tags[start]) - 1) // 2
        end = start + 1
        while end < len(tags) and tags[end] == 2 * kind + 2:
            end += 1
        # A name is as sure as its tokens are names of this type, whichever of B- and I-.
        mass = np.exp(scores[start:end, [2 * kind + 1, 2 * kind + 2]]).sum(1)
        spans.append(Span(start, end, NODE_TYPES[kind], float(np.exp(np.log(mass + 1e-9).mean()))))
    return spans
