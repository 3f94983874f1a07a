"""The ties of a network drawn again: by documents (bootstrap), by confidence, or without one document.

What people decided rests on no document: such a tie is there in every draw.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from netgraph.measure.ties import Floats, Integers, Ties
from netgraph.model import DECIDED, NodeType

if TYPE_CHECKING:
    import networkx as nx

    from netgraph.network import Network

Booleans = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Statements:
    """Which document states which tie, with what confidence; one row a tie and document."""

    graph: "nx.Graph[str]"
    nodes: tuple[str, ...]
    documents: tuple[str, ...]  # those that state a tie
    u: Integers  # of each tie
    v: Integers
    tie: Integers  # of each row
    document: Integers
    confidence: Floats
    decided: Booleans  # of each tie: it stands without any document

    def ties(self, times: Floats) -> Ties:
        """The ties when each row counts so many times; a tie without any is none, unless people decided it."""
        weight = np.bincount(self.tie, weights=times, minlength=len(self.u))
        weight = np.where(self.decided, np.maximum(weight, 1), weight)
        kept = weight > 0
        return Ties(self.nodes, self.u[kept], self.v[kept], weight[kept], self.graph)

    @cached_property
    def all(self) -> Ties:
        """The ties as they are stated."""
        return self.ties(np.ones(len(self.tie)))

    def bootstrap(self, resamples: int, seed: int) -> Iterator[Ties]:
        """Draw as many documents as there are, with replacement, again and again."""
        random, count = np.random.default_rng(seed), len(self.documents)
        for _ in range(resamples):
            drawn = np.bincount(random.integers(0, max(count, 1), count), minlength=count)
            yield self.ties(drawn[self.document])

    def by_confidence(self, resamples: int, seed: int) -> Iterator[Ties]:
        """Keep each statement with its confidence as the chance, again and again."""
        random = np.random.default_rng(seed)
        for _ in range(resamples):
            yield self.ties(random.random(len(self.confidence)) < self.confidence)

    def without_each(self) -> Iterator[tuple[str, Ties]]:
        """The ties without one document, for each document."""
        for number, document in enumerate(self.documents):
            yield document, self.ties(self.document != number)


def read_statements(network: "Network", types: Collection[NodeType] | None = None) -> Statements:
    """The statements behind ``network.ties(types)``."""
    G = network.ties(types)
    nodes = tuple(G)
    place = {node: number for number, node in enumerate(nodes)}
    doubt: dict[tuple[int, int, str], float] = {}
    decided: set[tuple[int, int]] = set()
    for edge in network.relations:
        if edge.source in place and edge.target in place:
            u, v = sorted((place[edge.source], place[edge.target]))
            stating = [one for one in edge.evidence if one.document != DECIDED]
            if not stating or len(stating) < len(edge.evidence):
                decided.add((u, v))
            for one in stating:
                key = (u, v, one.document)
                doubt[key] = doubt.get(key, 1.0) * (1 - one.confidence)
    rows = sorted(doubt)
    pairs = sorted({row[:2] for row in rows} | decided)
    documents = tuple(sorted({row[2] for row in rows}))
    tie_of = {pair: number for number, pair in enumerate(pairs)}
    document_of = {name: number for number, name in enumerate(documents)}
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return Statements(
        G, nodes, documents, ends[:, 0], ends[:, 1],
        np.array([tie_of[row[:2]] for row in rows], dtype=np.int64),
        np.array([document_of[row[2]] for row in rows], dtype=np.int64),
        np.array([1 - doubt[row] for row in rows], dtype=np.float64),
        np.array([pair in decided for pair in pairs], dtype=np.bool_),
    )  # fmt: skip
