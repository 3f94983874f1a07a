"""A graph as arrays, with its triangles: read once from networkx or a table, then measured at compiled speed."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec, TypeAlias

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from netgraph.errors import InputError

Node = Hashable
Floats = npt.NDArray[Any]
Integers = npt.NDArray[Any]
Labels: TypeAlias = "str | Mapping[Any, Any] | pd.Series[Any]"
DEFAULT = "country"  # the one attribute that nodes may all lack: everything of it is unknown then
P = ParamSpec("P")
_MOST_ENTRIES = 4_000_000  # of one block of triangles; bounds its memory to some 200 MB


@dataclass(frozen=True)
class Ties:
    """Undirected weighted ties between nodes 0..n-1, each pair once with ``u < v``, no self loops."""

    nodes: tuple[Any, ...]
    u: Integers
    v: Integers
    weight: Floats
    source: "nx.Graph[Any] | None" = None  # where attributes of nodes are looked up

    def __len__(self) -> int:
        return len(self.nodes)

    @cached_property
    def index(self) -> pd.Index:
        """The nodes as a pandas index."""
        return pd.Index(list(self.nodes), dtype=object, tupleize_cols=False)

    @cached_property
    def pattern(self) -> Any:
        """Adjacency matrix of zeros and ones, symmetric, CSR with sorted indices."""
        return self._matrix(np.ones(len(self.u)))

    @cached_property
    def weighted(self) -> Any:
        """Adjacency matrix of the weights, symmetric, CSR."""
        return self._matrix(self.weight)

    @cached_property
    def degree(self) -> Integers:
        """Number of ties of each node."""
        return np.bincount(np.concatenate([self.u, self.v]), minlength=len(self)).astype(np.int64)

    @cached_property
    def shared(self) -> Floats:
        """How many partners the two ends of each tie have in common."""
        return shared_partners(self)

    def _matrix(self, values: Floats) -> Any:
        n = len(self)
        rows, columns = np.concatenate([self.u, self.v]), np.concatenate([self.v, self.u])
        matrix = sparse.csr_array((np.concatenate([values, values]), (rows, columns)), shape=(n, n))
        matrix.sort_indices()
        return matrix

    def values(self, labels: Labels) -> list[Any]:
        """The value of an attribute for each node; None where it has none.

        Args:
            labels: name of a node attribute, or node to value.

        Raises:
            InputError: the nodes have no such attribute, or it is neither a name nor a mapping.
        """
        if isinstance(labels, str):
            return self._attribute(labels)
        if not isinstance(labels, Mapping | pd.Series):
            kind = type(labels).__name__
            raise InputError(f"{kind} makes no groups, expected the name of an attribute, or node to group")
        return [_known(labels.get(node)) for node in self.nodes]

    def _attribute(self, name: str) -> list[Any]:
        if self.source is None:
            raise InputError(f"these ties bear no attribute {name!r}; give it as a mapping from node to value")
        if name != DEFAULT and not self._bear(name):
            cure = f"; choose_labels(G, {name!r}) makes it" if name in ("region", "community") else ""
            raise InputError(f"no node has the attribute {name!r}{cure}")
        return [_known(self.source.nodes[node].get(name)) for node in self.nodes]

    def _bear(self, name: str) -> bool:
        """Whether any node has the attribute; of no nodes nothing can be missing."""
        G = self.source
        return G is not None and (not len(G) or any(name in data for _, data in G.nodes(data=True)))

    def values_if_any(self, labels: Labels) -> list[Any]:
        """The same, all None where the nodes have no such attribute."""
        return [None] * len(self) if isinstance(labels, str) and not self._bear(labels) else self.values(labels)

    def codes(self, labels: Labels) -> tuple[Integers, list[Any]]:
        """The attribute as a number for each node, -1 where unknown, and the values in their order."""
        values = self.values(labels)
        order = sorted({value for value in values if value is not None}, key=lambda value: (str(type(value)), value))
        number: dict[Any, int] = {value: code for code, value in enumerate(order)}
        number[None] = -1
        return np.array([number[value] for value in values], dtype=np.int64), order

    def known(self, labels: Labels) -> tuple["Ties", Integers, list[Any]]:
        """The ties between nodes whose attribute is known, with the attribute of each node as in ``codes``."""
        codes, names = self.codes(labels)
        return self.part(codes >= 0), codes[codes >= 0], names

    def part(self, keep: npt.NDArray[np.bool_]) -> "Ties":
        """The nodes that are kept and the ties between them."""
        place = np.cumsum(keep) - 1
        inside = keep[self.u] & keep[self.v]
        nodes = tuple(node for node, kept in zip(self.nodes, keep, strict=True) if kept)
        return Ties(nodes, place[self.u[inside]], place[self.v[inside]], self.weight[inside], self.source)

    def series(self, values: npt.ArrayLike, name: str) -> "pd.Series[Any]":
        """One value a node as a pandas series."""
        return pd.Series(np.asarray(values), index=self.index, name=name)


Source: TypeAlias = "Ties | nx.Graph[Any] | pd.DataFrame"


def _known(value: Any) -> Any:
    """None for a missing value, however it is written."""
    return None if value is None or value is pd.NA or value != value else value


def as_ties(source: Source) -> Ties:
    """Read a graph or a table of edges as ties; directions are put aside, parallel edges added, self loops left out.

    No measure itself.

    Args:
        source: a networkx graph of any kind (edge attribute ``weight``, 1 where absent), or a table with the
            columns ``source``, ``target`` and perhaps ``weight``.

    Raises:
        InputError: the source is neither, a weight is negative or no number, or the table lacks a column.
    """
    if isinstance(source, Ties):
        return source
    if isinstance(source, pd.DataFrame):
        return _from_table(source)
    if not isinstance(source, nx.Graph):
        kind = type(source).__name__
        raise InputError(f"{kind} is no graph, expected one of networkx, as from Network.ties(), or a table of edges")
    nodes = tuple(source)
    number = {node: place for place, node in enumerate(nodes)}
    ends = [(number[u], number[v], weight) for u, v, weight in source.edges(data="weight", default=1)]
    table = np.array(ends, dtype=np.float64).reshape(-1, 3)
    return _make(nodes, table[:, 0].astype(np.int64), table[:, 1].astype(np.int64), table[:, 2], source)


def _from_table(table: pd.DataFrame) -> Ties:
    missing = {"source", "target"} - set(table.columns)
    if missing:
        raise InputError(f"a table of edges needs the column {sorted(missing)[0]!r}")
    ends = pd.concat([table["source"], table["target"]], ignore_index=True)
    codes, nodes = pd.factorize(ends, sort=True)
    half = len(table)
    weight = table["weight"].to_numpy(dtype=np.float64) if "weight" in table else np.ones(half)
    return _make(tuple(nodes), codes[:half].astype(np.int64), codes[half:].astype(np.int64), weight, None)


def _make(nodes: tuple[Any, ...], u: Integers, v: Integers, weight: Floats, source: "nx.Graph[Any] | None") -> Ties:
    if not (np.isfinite(weight).all() and (weight >= 0).all()):
        raise InputError("a tie has a weight that is negative or no number")
    loop = u == v
    low, high, kept = np.minimum(u, v)[~loop], np.maximum(u, v)[~loop], weight[~loop]
    keys, place = np.unique(low * max(len(nodes), 1) + high, return_inverse=True)
    total = np.bincount(place, weights=kept, minlength=len(keys)).astype(np.float64)
    return Ties(nodes, keys // max(len(nodes), 1), keys % max(len(nodes), 1), total, source)


def orient(ties: Ties) -> tuple[Integers, Integers]:
    """Each tie from the end with fewer partners to the one with more, as (tail, head).

    So no node has more than √(2 m) ties going out, hubs included, and triangles are found in the time that the small
    ends take.

    References:
        Chiba and Nishizeki (1985), Arboricity and subgraph listing algorithms.
    """
    rank = np.empty(len(ties), dtype=np.int64)
    rank[np.lexsort((np.arange(len(ties)), ties.degree))] = np.arange(len(ties))
    forward = rank[ties.u] < rank[ties.v]
    return np.where(forward, ties.u, ties.v), np.where(forward, ties.v, ties.u)


def triangle_blocks(ties: Ties) -> Iterator[tuple[Integers, Integers, Integers]]:
    """The triangles a → b → c, a → c as numbers of the ties ab, ac and bc, in the directions of ``orient``."""
    tail, head = orient(ties)
    out = np.bincount(tail, minlength=len(ties))
    shape, number = (len(ties), len(ties)), np.arange(1.0, len(tail) + 1)
    numbered = sparse.csr_array((number, (tail, head)), shape=shape)
    numbered.sort_indices()
    plain = sparse.csr_array((np.ones(len(number)), numbered.indices, numbered.indptr), shape=shape)
    able = np.flatnonzero((out[tail] > 1) & (out[head] > 0))
    work = np.cumsum(out[tail[able]] + out[head[able]])
    cuts = np.searchsorted(work, np.arange(0, work[-1] if len(work) else 0, _MOST_ENTRIES))
    for ab in np.split(able, np.unique(cuts[cuts > 0])):
        if len(ab):
            ac = numbered[tail[ab]].multiply(plain[head[ab]]).tocsr()
            bc = plain[tail[ab]].multiply(numbered[head[ab]]).tocsr()
            first = np.repeat(ab, np.diff(ac.indptr))
            yield first, ac.data.astype(np.int64) - 1, bc.data.astype(np.int64) - 1


def shared_partners(ties: Ties) -> Floats:
    """How many partners the two ends of each tie have in common."""
    count = np.zeros(len(ties.u))
    for block in triangle_blocks(ties):
        for sides in block:
            count += np.bincount(sides, minlength=len(count))
    return count


def per_node(kernel: Callable[Concatenate[Ties, P], Any]) -> Callable[Concatenate[Source, P], "pd.Series[Any]"]:
    """Make a function of ties that gives one number a node take any graph and give a series by node."""

    @wraps(kernel)
    def measured(source: Source, *args: P.args, **kwargs: P.kwargs) -> "pd.Series[Any]":
        ties = as_ties(source)
        return ties.series(kernel(ties, *args, **kwargs), kernel.__name__)

    return measured  # type: ignore[return-value]  # the first argument has another name than "source" for mypy
