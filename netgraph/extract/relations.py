"""Which chains of a document are related, and how: scores of mention pairs, pooled over the pairs of two chains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from netgraph.extract.encoder import WEIGHTS
from netgraph.extract.features import MARKERS
from netgraph.extract.pairs import KINDS, Ints, Layout, Mentions, Page, Pairs, candidate_pairs, span_means
from netgraph.model import NODE_TYPES, RELATION_TYPES, NodeType, RelationType

Floats = NDArray[np.float32]
THRESHOLD = 0.3
# For a person to take part in an initiative: most who are named near one have another part in its page.
PERSON_THRESHOLD = 0.4
TEMPERATURE = 1.0
CONSIDERED = 0.05  # probability of an initiative in the same paragraph
SECTIONS = 2  # initiatives that head a part of a page, for such headings to count
STRENGTHENED = 2.0  # set, as that, where the F1 of edges is best on held-out websites
CLASSES = 2 * len(RELATION_TYPES) - 1  # one of cooperation, two of each directed type
BLOCK = 4_000  # mention pairs scored at once

# A relation's ends are of these types (source, target); others are annotation slips or errors.
_ANY: tuple[NodeType, ...] = NODE_TYPES
_BODY: tuple[NodeType, ...] = ("organisation", "initiative")
ENDS: dict[RelationType, tuple[tuple[NodeType, ...], tuple[NodeType, ...]]] = {
    "cooperates": (_ANY, _ANY),
    "member_of": (_ANY, _BODY),
    "organises": (_ANY, _BODY),
    "participates_in": (_ANY, _BODY),
    "funds": (_ANY, _BODY),
    "affiliated_with": (("person",), _BODY),
    "part_of": (_BODY, _BODY),
}


@dataclass(frozen=True, slots=True)
class Link:
    """A relation found between two chains, with the mentions that speak for it most clearly."""

    source: int  # chain
    target: int
    type: RelationType
    confidence: float
    mentions: tuple[int, int]  # indices of the source's and the target's mention


class RelationModel:
    """The shipped relation weights (``relations.npz``), run in numpy."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        with np.load(folder / "relations.npz") as file:
            self._weights = {k: file[k].astype(np.float32) for k in file.files}

    def score(self, vectors: Floats, page: Page, mentions: Mentions, pairs: Pairs) -> Floats:
        """Logits of the 13 positive classes, one row a mention pair.

        Args:
            vectors: encoder output, (tokens, width).
        """
        head, layout = _Head(self._weights, vectors, mentions), Layout(page, mentions)
        parts = []
        for at in range(0, len(pairs.first), BLOCK):
            a, b = pairs.first[at : at + BLOCK], pairs.second[at : at + BLOCK]
            parts.append(head.score(a, b, layout.features(a, b)))
        return np.concatenate(parts) if parts else np.zeros((0, CLASSES), np.float32)


class _Head:
    """The weights, applied once to the mentions of a document and then to pairs of them."""

    def __init__(self, w: dict[str, Floats], vectors: Floats, mentions: Mentions) -> None:
        mean = span_means(vectors, mentions.start, mentions.end)
        ends = np.concatenate([vectors[mentions.start], vectors[mentions.end - 1], mean], 1)
        self._w, self._mentions = w, mentions
        self._s = _gelu(ends @ w["span.weight"].T + w["span.bias"] + w["kind.weight"][mentions.type])
        self._first = self._s @ w["first.weight"].T + w["first.bias"]
        self._second = self._s @ w["second.weight"].T
        self._between = _running_sum(vectors @ w["between.weight"].T)

    def score(self, a: Ints, b: Ints, features: Floats) -> Floats:
        w = self._w
        left = self._mentions.end[a]
        right = np.maximum(self._mentions.start[b], left)
        gap = (self._between[right] - self._between[left]) / np.maximum(right - left, 1).astype(np.float32)[:, None]
        z: Floats = self._first[a] + self._second[b] + (self._s[a] * self._s[b]) @ w["both.weight"].T + gap
        z += features @ w["layout.weight"].T
        return _gelu(z.astype(np.float32)) @ w["out.weight"].T + w["out.bias"]


def _running_sum(rows: Floats) -> Floats:
    out = np.zeros((len(rows) + 1, rows.shape[1]), np.float64)
    np.cumsum(rows, 0, out=out[1:])
    return out.astype(np.float32)


def _gelu(x: Floats) -> Floats:
    y: Floats = 0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x * x * x)))
    return y


@cache
def load_relation_model(folder: Path = WEIGHTS) -> RelationModel:
    """The relation model of a folder of weights, loaded once a process."""
    return RelationModel(folder)


def pool(logits: Floats, pairs: Pairs) -> Floats:
    """Log-sum-exp of the logits of mention pairs over the pairs of two chains: one row a pair of chains."""
    starts = np.searchsorted(pairs.group, np.arange(len(pairs.chains)))
    top = np.maximum.reduceat(logits, starts)
    total = np.add.reduceat(np.exp(logits - top[pairs.group]), starts)
    pooled: Floats = np.log(total) + top
    return pooled


def prefer_near(
    related: Floats, pairs: Pairs, page: Page, mentions: Mentions, types: Sequence[NodeType]
) -> Floats:  # fmt: skip
    """What relates a body or a person to an initiative far away speaks for one in the same paragraph, if there is one.

    The model sees pair by pair, and that most things on a page belong to what its title names; but who stands in one
    paragraph with another project, event or group, or under its name as a heading, most likely takes part in that.

    Args:
        related: probability that the text relates the two chains, one a pair of chains.

    Returns:
        The same with ``p (1 - q)`` for a far initiative, where ``q`` is the highest probability of a near one, and
        ``p + STRENGTHENED r p (1 - p)`` for the likeliest near one, where ``r`` is the highest of a far one.
    """
    near = np.zeros(len(pairs.chains), np.bool_)
    at = page.paragraph[mentions.start]
    near[pairs.group[at[pairs.first] == at[pairs.second]]] = True
    section = head_sections(page, mentions, types)
    heads = section[pairs.second] == mentions.chain[pairs.first]  # a heading stands before what it is over
    near[pairs.group[heads]] = True
    return _prefer(related, pairs, types, near)


def head_sections(page: Page, mentions: Mentions, types: Sequence[NodeType]) -> Ints:
    """For each mention the chain of the initiative whose name is the heading of its section, -1 for none.

    A line below the title that holds nothing but the name of an initiative is a heading where a page has several of
    them, as one of a region's projects has; other headings head nothing and end a section.
    """
    heading = page.kind == KINDS.index(MARKERS["heading"])
    words = np.array([form[:1].isalnum() for form in page.forms], np.int64)
    total = np.zeros(int(page.paragraph[-1]) + 1, np.int64)
    np.add.at(total, page.paragraph, words)
    head = np.full(len(total), -1, np.int64)
    opens = np.zeros(len(total), np.bool_)
    opens[page.paragraph[heading]] = True
    at = page.paragraph[mentions.start]
    for start, end, chain, paragraph in zip(mentions.start, mentions.end, mentions.chain, at, strict=True):
        if types[chain] == "initiative" and paragraph > 1 and words[start:end].sum() == total[paragraph]:
            head[paragraph], opens[paragraph] = chain, True
    if len({chain for chain in head.tolist() if chain >= 0}) < SECTIONS:
        return np.full(len(mentions.start), -1, np.int64)
    last = np.maximum.accumulate(np.where(opens, np.arange(len(opens)), -1))
    found: Ints = np.where(last[at] >= 0, head[last[at]], -1)
    return found


def prefer_projects(related: Floats, pairs: Pairs, types: Sequence[NodeType], programmes: frozenset[int]) -> Floats:
    """The same for a programme that funds projects, and a project: bodies take part in the project.

    Args:
        programmes: the chains that are known programmes.
    """
    project = np.array([programmes.isdisjoint(chains) for chains in pairs.chains], np.bool_)
    return _prefer(related, pairs, types, project)


def _prefer(related: Floats, pairs: Pairs, types: Sequence[NodeType], better: NDArray[np.bool_]) -> Floats:
    """Moves probability from initiatives offered to a body or person to the likeliest of those that are better."""
    offered: dict[int, tuple[list[int], list[int]]] = {}  # to whom: other pairs and better ones
    for group, chains in enumerate(pairs.chains):
        for one, other in (chains, chains[::-1]):
            if types[one] != "initiative" and types[other] == "initiative":
                offered.setdefault(one, ([], []))[int(better[group])].append(group)
    out = related.copy()
    for far, close in offered.values():
        best = max(close, key=lambda group: related[group], default=None)
        if best is None or not far or related[best] < CONSIDERED:
            continue
        p, r = related[best], max(related[group] for group in far)
        out[far] *= 1 - p
        out[best] = min(p + STRENGTHENED * r * p * (1 - p), 1.0)
    return out


def find_links(
    vectors: Floats, page: Page, mentions: Mentions, types: list[NodeType], sure: Sequence[float],
    model: RelationModel, threshold: float = THRESHOLD, settled: Sequence[bool] | None = None,
    programmes: frozenset[int] = frozenset(),
) -> list[Link]:  # fmt: skip
    """The relations between the chains of a document whose probability reaches the threshold.

    A relation is as probable as that both ends are names and that the text relates them.

    Args:
        vectors: encoder output, (tokens, width).
        types: node type of every chain.
        sure: probability that each chain names something.
        settled: see ``candidate_pairs``.
        programmes: the chains that are known programmes: they fund other initiatives, or hold them.
    """
    pairs = candidate_pairs(page, mentions, settled)
    if not len(pairs.first):
        return []
    logits = model.score(vectors, page, mentions, pairs) / TEMPERATURE
    pooled = pool(logits, pairs)
    high = np.maximum(pooled.max(1), 0)
    weight = np.exp(pooled - high[:, None])
    none = np.exp(-high)
    ends = np.array(sure, np.float32)[np.array(pairs.chains)]
    related = weight.sum(1) / (weight.sum(1) + none) * ends.prod(1)
    related = prefer_near(related, pairs, page, mentions, types)
    if programmes:
        related = prefer_projects(related, pairs, types, programmes)
    bounds = np.searchsorted(pairs.group, np.arange(len(pairs.chains) + 1)).tolist()
    links = []
    for g in np.flatnonzero(related >= threshold).tolist():
        chains = pairs.chains[g]
        for c in np.argsort(-pooled[g], kind="stable").tolist():
            kind = RELATION_TYPES[(c + 1) // 2]
            source, target = chains if c == 0 or c % 2 else chains[::-1]
            held = types[source] == types[target] == "initiative" and (source in programmes) != (target in programmes)
            if held and kind != ("funds" if source in programmes else "part_of"):
                continue
            if types[source] in ENDS[kind][0] and types[target] in ENDS[kind][1]:
                attends = kind == "participates_in" and types[source] == "person"
                if attends and related[g] < max(threshold, PERSON_THRESHOLD):
                    break
                best = bounds[g] + int(logits[bounds[g] : bounds[g + 1], c].argmax())
                a, b = int(pairs.first[best]), int(pairs.second[best])
                at = (a, b) if mentions.chain[a] == source else (b, a)
                links.append(Link(source, target, kind, float(related[g]), at))
                break
    return links
