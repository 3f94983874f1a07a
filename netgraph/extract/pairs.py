"""Which two mentions may be related, and what the page between them looks like, as numbers for the relation model."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from netgraph.extract.features import MARKERS
from netgraph.model import NODE_TYPES

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

NEAREST = 4  # mention pairs kept for one pair of chains
REACH = 400  # tokens between two mentions, unless one stands in the title
TITLED = 50  # mentions of a title, however long the first paragraph is
GAPS = (2, 4, 7, 11, 17, 31, 61, 121, 251)
COUNTS = (1, 2, 3, 6)
KINDS = tuple(MARKERS.values())
LINKING = frozenset(",;/&+–—-·•|")
CLUES = ("(", ")", ":", "–", "-", '"', "„", "”", "«", "»")
CLUE = {sign: i for i, sign in enumerate(CLUES)}


@dataclass(frozen=True, slots=True)
class Page:
    """A document's tokens with what the relation model asks of them.

    Arrays have one row a token; ``bits`` (tokens, labels) says which lexicon labels a token bears.
    """

    forms: tuple[str, ...]
    kind: Ints  # index into KINDS of the paragraph that holds the token
    paragraph: Ints
    ends: Ints  # sentence ends before the token
    bits: NDArray[np.bool_]
    lead: NDArray[np.bool_]  # (paragraphs, labels): labels of the line that heads the list a paragraph belongs to


def build_page(forms: Sequence[str], bits: NDArray[np.bool_]) -> Page:
    """Derives paragraphs, kinds and sentence ends from the tokens themselves."""
    kind, paragraph, ends = [], [], []
    k = p = e = 0
    for i, form in enumerate(forms):
        if form in KINDS:
            k, p = KINDS.index(form), p + 1
        kind.append(k)
        paragraph.append(p)
        ends.append(e)
        following = forms[i + 1] if i + 1 < len(forms) else KINDS[0]
        if form in ".!?…" and (following in KINDS or following[:1].isupper() or following in '"„”»)–-'):
            e += 1
    kinds, paragraphs = np.array(kind, np.int64), np.array(paragraph, np.int64)
    return Page(tuple(forms), kinds, paragraphs, np.array(ends, np.int64), bits, _leads(kinds, paragraphs, bits))


def _leads(kind: Ints, paragraph: Ints, bits: NDArray[np.bool_]) -> NDArray[np.bool_]:
    lead = np.zeros((int(paragraph[-1]) + 1 if len(paragraph) else 1, bits.shape[1]), np.bool_)
    listed = {KINDS.index(MARKERS["item"]), KINDS.index(MARKERS["row"])}
    head: NDArray[np.bool_] = np.zeros(bits.shape[1], np.bool_)
    bounds = np.flatnonzero(np.diff(paragraph, prepend=-1))
    for start, end in zip(bounds, [*bounds[1:], len(paragraph)], strict=True):
        lead[paragraph[start]] = head
        if int(kind[start]) not in listed:
            head = np.asarray(bits[start:end].any(0))
    return lead


@dataclass(frozen=True, slots=True)
class Mentions:
    """The mentions of a document in order: token spans (end exclusive), chain and type of each."""

    start: Ints
    end: Ints
    chain: Ints
    type: Ints  # index into NODE_TYPES


@dataclass(frozen=True, slots=True)
class Pairs:
    """Mention pairs grouped by the chain pair that they speak for; the first stands before the second."""

    first: Ints  # index of a mention
    second: Ints
    group: Ints  # index into chains
    chains: tuple[tuple[int, int], ...]  # chain of the earlier and of the later first mention


def span_means(vectors: Floats, start: Ints, end: Ints) -> Floats:
    """The mean of the rows of each span, none of which is empty."""
    sums = [np.add.reduce(vectors[s:e], 0) for s, e in zip(start.tolist(), end.tolist(), strict=True)]
    means: Floats = np.divide(np.stack(sums), (end - start)[:, None], dtype=np.float32)
    return means


def candidate_pairs(page: Page, mentions: Mentions, settled: Sequence[bool] | None = None) -> Pairs:
    """For every two chains the mention pairs that stand nearest to each other, within reach.

    Args:
        settled: of each mention whether what it is related to is known already.
    """
    n = len(mentions.start)
    if n < 2:
        empty = np.zeros(0, np.int64)
        return Pairs(empty, empty, empty, ())
    a, b = _within_reach(page, mentions)
    gap = mentions.start[b] - mentions.end[a]
    keep = (mentions.chain[a] != mentions.chain[b]) & (gap >= 0)
    if settled is not None:
        free = ~np.array(settled, np.bool_)
        keep &= free[a] & free[b]
    a, b, gap = a[keep], b[keep], gap[keep]
    first = np.full(int(mentions.chain.max()) + 1, n, np.int64)
    np.minimum.at(first, mentions.chain, np.arange(n))
    x, y = mentions.chain[a], mentions.chain[b]
    swap = first[x] > first[y]
    low, high = np.where(swap, y, x), np.where(swap, x, y)
    order = np.lexsort((b, a, gap, first[high], first[low]))
    a, b, low, high = a[order], b[order], low[order], high[order]
    fresh = np.ones(len(a), np.bool_)
    fresh[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    group = np.cumsum(fresh) - 1
    rank = np.arange(len(a)) - np.flatnonzero(fresh)[group] if len(a) else np.zeros(0, np.int64)
    near = rank < NEAREST
    heads = np.flatnonzero(fresh)
    chains = tuple(zip(low[heads].tolist(), high[heads].tolist(), strict=True))
    return Pairs(a[near], b[near], group[near], chains)


def _within_reach(page: Page, mentions: Mentions) -> tuple[Ints, Ints]:
    """All pairs of mentions that are near enough, the earlier first."""
    n = len(mentions.start)
    last = np.searchsorted(mentions.start, mentions.end + REACH, side="right")
    last[:TITLED] = np.where(page.paragraph[mentions.start[:TITLED]] <= 1, n, last[:TITLED])
    count = np.maximum(last - np.arange(n) - 1, 0)
    a = np.repeat(np.arange(n), count)
    b = a + 1 + np.arange(len(a)) - np.repeat(np.cumsum(count) - count, count)
    return a, b


def _one_hot(values: Ints, size: int) -> Floats:
    return np.eye(size, dtype=np.float32)[np.minimum(values, size - 1)]


def _any_between(running: NDArray[np.int32], start: Ints, end: Ints) -> Floats:
    return (running[np.maximum(end, start)] - running[start] > 0).astype(np.float32)


class Layout:
    """What the page looks like around its mentions, summed up once so that any pair is described in constant time."""

    def __init__(self, page: Page, mentions: Mentions) -> None:
        self._page, self._mentions = page, mentions
        size = len(page.forms)
        self._labels = np.zeros((size + 1, page.bits.shape[1]), np.int32)
        np.cumsum(page.bits, 0, out=self._labels[1:])
        inside = np.zeros(size, np.bool_)
        for s, e in zip(mentions.start, mentions.end, strict=True):
            inside[s:e] = True
        joins = inside | np.array([f in LINKING for f in page.forms], np.bool_) | page.bits[:, -1]
        clues = np.array([CLUE.get(f, len(CLUES)) for f in page.forms], np.int64)
        self._signs = np.zeros((size + 1, len(CLUES) + 1), np.int32)
        marked = np.eye(len(CLUES) + 1, dtype=np.int32)[clues]
        marked[:, -1] = ~joins
        np.cumsum(marked, 0, out=self._signs[1:])
        counts = np.bincount(mentions.chain)
        title = page.paragraph[mentions.start] <= 1
        titled = np.zeros(len(counts), np.bool_)
        np.logical_or.at(titled, mentions.chain, title)
        opening = np.ones(len(mentions.start), np.bool_)
        opening[1:] = page.paragraph[mentions.start][1:] != page.paragraph[mentions.start][:-1]
        self._flags = np.stack([
            title, titled[mentions.chain], counts[mentions.chain] == max(counts), opening,
            np.minimum(np.log2(counts[mentions.chain] + 1) / 4, 1.5),
        ], 1).astype(np.float32)  # fmt: skip

    def features(self, a: Ints, b: Ints) -> Floats:
        """One row for each pair of an earlier mention ``a`` and a later one ``b``."""
        page, mentions = self._page, self._mentions
        start, end = mentions.end[a], mentions.start[b]
        last = len(page.forms)
        left, right = np.maximum(mentions.start[a] - 6, 0), np.minimum(mentions.end[b] + 6, last)
        paragraphs = page.paragraph[mentions.start[b]] - page.paragraph[mentions.start[a]]
        signs = self._signs[end] - self._signs[start]
        return np.concatenate([
            _one_hot(np.searchsorted(GAPS, end - start, side="right"), len(GAPS) + 1),
            _one_hot(page.ends[np.minimum(end, last - 1)] - page.ends[np.minimum(start, last - 1)], 4),
            _one_hot(np.searchsorted((1, 2, 4, 9), paragraphs, side="right"), 5),
            _one_hot(np.searchsorted(COUNTS, b - a - 1, side="right"), len(COUNTS) + 1),
            _one_hot(page.kind[mentions.start[a]], len(KINDS)),
            _one_hot(page.kind[mentions.start[b]], len(KINDS)),
            _one_hot(mentions.type[a] * len(NODE_TYPES) + mentions.type[b], len(NODE_TYPES) ** 2),
            self._flags[a],
            self._flags[b],
            signs[:, -1:] == 0,
            signs[:, :-1] > 0,
            _any_between(self._labels, start, end),
            _any_between(self._labels, left, mentions.start[a]),
            _any_between(self._labels, mentions.end[b], right),
            page.lead[page.paragraph[mentions.start[b]]],
        ], 1, dtype=np.float32)  # fmt: skip


def pair_features(page: Page, mentions: Mentions, pairs: Pairs) -> Floats:
    """One row a mention pair: distance, layout, types, enumeration, and lexicon labels between and around."""
    return Layout(page, mentions).features(pairs.first, pairs.second)
