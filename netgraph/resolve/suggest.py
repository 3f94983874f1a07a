"""Which decisions would change the results most: doubtful pairs of nodes, and doubtful edges that join parts."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from netgraph.model import Edge

from .decisions import Decision
from .profiles import MERGE_AT
from .references import References
from .resolution import Merge, Resolution

_DOUBT = 2.0  # points below (half of it above) the limit within which a pair is doubtful
_SURE_EDGE = 0.9


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question for a person, the rows that would answer it, and how much hangs on it.

    Attributes:
        question: in plain words.
        yes: the decision when the answer is yes.
        no: the decision when it is no; then nobody asks again.
        impact: uncertainty (0 to 1) times the number of ties, or of nodes cut off, that the answer moves.
        reasons: what speaks for and against.
    """

    question: str
    yes: Decision
    no: Decision
    impact: float
    reasons: tuple[str, ...]


def suggest(resolution: Resolution, edges: Sequence[Edge], limit: int | None = 50) -> list[Suggestion]:
    """Pairs of nodes and edges to look at, the most consequential first.

    Args:
        resolution: what ``resolve`` gave.
        edges: the edges between its entities.
        limit: how many at most; None for all.
    """
    degree = Counter(end for a, b in {(e.source, e.target) for e in edges} for end in (a, b))
    names = {e.id: e.name for e in resolution.entities}
    found = [*_pairs(resolution, names, degree), *_merges(resolution, names, degree), *_edges(names, edges)]
    found.sort(key=lambda s: (-s.impact, s.question))
    return found[:limit]


def _pairs(resolution: Resolution, names: Mapping[str, str], degree: Mapping[str, int]) -> Iterator[Suggestion]:
    """Nodes that are two now and might be one."""
    for a, b, merge in resolution.uncertain:
        doubt = _closeness(merge.score)
        yield Suggestion(
            f"Are {names[a]!r} ({a}) and {names[b]!r} ({b}) one thing?",
            Decision("merge", a, b),
            Decision("different", a, b),
            round(doubt * (1 + degree[a] + degree[b]), 3),
            _reasons(merge),
        )


def _merges(resolution: Resolution, names: Mapping[str, str], degree: Mapping[str, int]) -> Iterator[Suggestion]:
    """Names that were joined on just enough evidence and that a decision can tell apart from each other and others."""
    references = References.of_entities(resolution.entities)
    for id_, merges in resolution.merges.items():
        for merge in merges:
            if merge.left == merge.right or not MERGE_AT <= merge.score < MERGE_AT + _DOUBT / 2:
                continue
            if any(len(references.find(text)) > 1 for text in (merge.left, merge.right)):
                continue
            doubt = _closeness(2 * merge.score - MERGE_AT)
            yield Suggestion(
                f"{merge.left!r} and {merge.right!r} were joined as {names[id_]!r} ({id_}): are they two things?",
                Decision("different", merge.left, merge.right),
                Decision("merge", merge.left, merge.right),
                round(doubt * (1 + degree[id_]), 3),
                _reasons(merge),
            )


def _edges(names: Mapping[str, str], edges: Sequence[Edge]) -> Iterator[Suggestion]:
    """Edges that little evidence states and that alone hold two parts of the network together."""
    ties: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.source != edge.target:
            ties[min(edge.source, edge.target), max(edge.source, edge.target)].append(edge)
    for (a, b), cut_off in _bridges(sorted(ties)).items():
        doubt = 1.0
        for edge in ties[a, b]:
            doubt *= 1.0 - edge.confidence
        if 1.0 - doubt >= _SURE_EDGE:
            continue
        edge = min(ties[a, b], key=lambda e: (e.confidence, e.type))
        source, target = names.get(edge.source, edge.source), names.get(edge.target, edge.target)
        quotes = tuple(f"{e.document}: {e.quote}" for e in edge.evidence[:2])
        yield Suggestion(
            f"Is it wrong that {source!r} {edge.type} {target!r}?",
            Decision("reject-edge", edge.source, edge.target, edge.type),
            Decision("add-edge", edge.source, edge.target, edge.type, source=edge.evidence[0].document),
            round(doubt * cut_off, 3),
            (f"confidence {edge.confidence:.2f}; without it {cut_off} nodes would be cut off", *quotes),
        )


def _bridges(ties: Sequence[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Ties whose loss cuts a component in two, with the number of nodes on the smaller side."""
    import networkx as nx

    G: nx.Graph[str] = nx.Graph()
    G.add_edges_from(ties)
    bridges = [(min(e), max(e)) for e in nx.bridges(G)]
    H = G.copy()
    H.remove_edges_from(bridges)
    part = {node: n for n, nodes in enumerate(nx.connected_components(H)) for node in nodes}
    size = Counter(part.values())
    found: dict[tuple[str, str], int] = {}
    tree: nx.Graph[int] = nx.Graph()
    tree.add_edges_from((part[a], part[b], {"tie": (a, b)}) for a, b in bridges)
    for nodes in list(nx.connected_components(tree)):
        total = sum(size[n] for n in nodes)
        below = {n: size[n] for n in nodes}
        for parent, child in reversed(list(nx.dfs_edges(tree, min(nodes)))):
            found[tree.edges[parent, child]["tie"]] = min(below[child], total - below[child])
            below[parent] += below[child]
    return found


def _closeness(score: float) -> float:
    """1 at the limit, 0 where there is no doubt."""
    return max(0.0, 1.0 - abs(score - MERGE_AT) / _DOUBT)


def _reasons(merge: Merge) -> tuple[str, ...]:
    return tuple(f"{f.reason} ({f.weight:+.1f})" for f in merge.features)
