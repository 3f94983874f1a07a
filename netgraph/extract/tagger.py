"""Reads names off the encoder's tag probabilities: the best sequence in which every name has its begin and its end.

A token is outside (O), begins a name (B-), stands inside (I-), ends it (E-) or is all of it (S-).

References:
    Ratinov and Roth (2009), Design challenges and misconceptions in named entity recognition, CoNLL, section 3.1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from netgraph.model import NODE_TYPES, NodeType

Floats = NDArray[np.float32]
BARRED = -1e4
PARTS = 4  # B-, I-, E-, S-
# Added to the log-probabilities of the tags of a name: the tagger holds back, most of all with initiatives. Set where
# the F1 of nodes and edges is best on held-out websites.
READINESS: dict[NodeType, float] = {"organisation": 0.6, "person": 0.0, "initiative": 1.75}


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens ``start`` to ``end`` (exclusive) that name something, with the mean probability of their tags."""

    start: int
    end: int
    type: NodeType
    confidence: float


def transitions(kinds: int) -> Floats:
    """Zero where one tag may follow another, ``BARRED`` where not; order O, then B-, I-, E- and S- of each kind."""
    out = np.zeros((1 + PARTS * kinds, 1 + PARTS * kinds), np.float32)
    opened, within = _opened(kinds), _within(kinds)
    out[np.ix_(opened, ~within)] = BARRED
    out[np.ix_(~opened, within)] = BARRED
    for k in range(kinds):
        own = slice(1 + PARTS * k, 1 + PARTS * (k + 1))
        others = np.ones(len(out), np.bool_)
        others[own] = False
        out[own, others & within] = BARRED
    return out


def _opened(kinds: int) -> NDArray[np.bool_]:
    """Tags after which the name goes on: B- and I-."""
    return np.array([False] + [True, True, False, False] * kinds)


def _within(kinds: int) -> NDArray[np.bool_]:
    """Tags before which the name has begun: I- and E-."""
    return np.array([False] + [False, True, True, False] * kinds)


def best_tags(scores: Floats, breaks: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Viterbi over log-probabilities (tokens, tags); no name runs across a ``break``."""
    n, size = scores.shape
    kinds = (size - 1) // PARTS
    step, within = transitions(kinds), np.flatnonzero(_within(kinds))
    scores = scores.copy()
    scores[np.ix_(breaks, within)] = BARRED
    scores[0, within] = BARRED
    scores[-1, _opened(kinds)] = BARRED
    back = np.zeros((n, size), np.int64)
    total, columns = scores[0], np.arange(size)
    for i in range(1, n):
        reach = total[:, None] + step
        back[i] = reach.argmax(0)
        total = reach[back[i], columns] + scores[i]
    tags = np.zeros(n, np.int64)
    tags[-1] = total.argmax()
    for i in range(n - 1, 0, -1):
        tags[i - 1] = back[i, tags[i]]
    return tags


def spans_of(tags: NDArray[np.int64]) -> list[tuple[int, int, int]]:
    """Start, end (exclusive) and number of the kind of every name in a valid sequence of tags."""
    part = np.where(tags > 0, (tags - 1) % PARTS, -1)
    begins, ends = np.flatnonzero((part == 0) | (part == 3)), np.flatnonzero(part >= 2) + 1
    return [(a, b, int(tags[a] - 1) // PARTS) for a, b in zip(begins.tolist(), ends.tolist(), strict=True)]


def read_spans(scores: Floats, breaks: NDArray[np.bool_]) -> list[Span]:
    """The names among the tokens of a document.

    Args:
        scores: log-probabilities (tokens, 1 + 4 * types) in the order of ``NODE_TYPES``.
        breaks: true for tokens that open a paragraph.
    """
    if not len(scores):
        return []
    ready = np.concatenate([[0.0], *([READINESS[kind]] * PARTS for kind in NODE_TYPES)]).astype(np.float32)
    spans = []
    for start, end, kind in spans_of(best_tags(scores + ready, breaks)):
        # A name is as sure as its tokens are names of this type, whichever part of it.
        mass = type_mass(scores[start:end], NODE_TYPES[kind])
        spans.append(Span(start, end, NODE_TYPES[kind], float(np.exp(np.log(mass + 1e-9).mean()))))
    return spans


def type_mass(scores: Floats, kind: NodeType) -> Floats:
    """Probability of each token to belong to a name of a type; scores as in ``read_spans``."""
    first = 1 + PARTS * NODE_TYPES.index(kind)
    mass: Floats = np.exp(scores[:, first : first + PARTS]).sum(1)
    return mass
