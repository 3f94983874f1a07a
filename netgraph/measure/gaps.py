"""Gaps as advice: groups without a tie and the shortest bridge between them, and ties that are likely missing."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy.sparse import csgraph

from netgraph.card import as_list
from netgraph.errors import SetupError
from netgraph.measure.chance import mixing_expected
from netgraph.measure.groups import community
from netgraph.measure.predict import candidate_pairs, predict_pairs, score_predictors
from netgraph.measure.ties import Integers, Labels, Source, Ties, as_ties


@dataclass(frozen=True, slots=True)
class Gaps:
    """Where the network has holes.

    Attributes:
        ties: likely missing ties, see ``missing_ties``.
        countries: countries without a tie, see ``unlinked_groups``.
        communities: the same for communities.
        predictors: how well each predictor finds hidden ties, see ``predict.score_predictors``.
    """

    ties: pd.DataFrame
    countries: pd.DataFrame
    communities: pd.DataFrame
    predictors: pd.DataFrame

    def __repr__(self) -> str:
        """How many of each, on one line."""
        return (
            f"<Gaps: {len(self.ties)} likely missing ties; pairs without a tie: {len(self.countries)} of countries, "
            f"{len(self.communities)} of communities>"
        )

    def _repr_html_(self) -> str:
        """The likeliest missing ties as a card in a notebook; the tables are one attribute away."""
        rows = self.ties.head(5)
        ties = [f"{u} – {v}: {why}" for u, v, why in zip(rows["source"], rows["target"], rows["reason"], strict=True)]
        return as_list("Likely missing ties", ties, ("ties", "countries", "communities", "predictors"))


def find_gaps(source: Source, *, labels: Labels = "country", most: int = 20, seed: int = 1) -> Gaps:
    """All gaps of a graph, the ``most`` likely missing ties by the predictor that finds hidden ties best.

    References:
        Liben-Nowell and Kleinberg (2007), The link-prediction problem for social networks, Journal of the American
        Society for Information Science and Technology 58, 1019-1031.
    """
    ties = as_ties(source)
    predictors = score_predictors(ties, seed=seed)
    local = predictors[predictors["predictor"] != "preferential"]
    best = str(local["predictor"].iloc[0]) if len(local) else "adamic_adar"
    groups = community(ties).to_dict()
    sizes = pd.Series(groups).value_counts()
    shared = {node: group if sizes[group] > 1 else None for node, group in groups.items()}
    return Gaps(
        missing_ties(ties, labels=labels, predictor=best, most=most),
        unlinked_groups(ties, labels),
        unlinked_groups(ties, shared),
        predictors,
    )


def missing_ties(
    source: Source,
    *,
    labels: Labels = "country",
    predictor: str = "adamic_adar",
    most: int = 20,
    names: Labels = "name",
) -> pd.DataFrame:
    """Pairs without a tie that share partners, the likeliest first.

    Columns: source, target, score (0 and more, in the unit of the predictor; high: worth introducing), shared (ids of
    the shared partners, those with fewest other partners first), cross_border (True, False, ``pandas.NA``), reason (in
    words).

    Args:
        source: a graph, or a table of edges.
        labels: what makes the borders.
        predictor: see ``predict.predict_pairs``, which has the formulas.
        most: how many pairs, 0 and more.
        names: what to call the nodes.

    Raises:
        SetupError: there is no such predictor, or ``most`` is below 0.

    References:
        Adamic and Adar (2003), Friends and neighbors on the web, Social Networks 25, 211-230.
    """
    if most < 0:
        raise SetupError(f"most: {most}, expected 0 or more")
    ties = as_ties(source)
    u, v = candidate_pairs(ties)
    scores = np.round(predict_pairs(ties, u, v, predictor), 10)
    best = np.lexsort((v, u, -scores))[:most]
    places, called = ties.values_if_any(labels), _names(ties, names)
    between = Counter(_border(places[a], places[b]) for a, b in zip(ties.u.tolist(), ties.v.tolist(), strict=True))
    rows = []
    for a, b, score in zip(u[best].tolist(), v[best].tolist(), scores[best].tolist(), strict=True):
        shared = _shared(ties, a, b)
        crossing = None if places[a] is None or places[b] is None else places[a] != places[b]
        border = _border(places[a], places[b])
        reason = _reason([called[node] for node in shared], border if crossing else None, between[border])
        rows.append((ties.nodes[a], ties.nodes[b], score, tuple(ties.nodes[node] for node in shared), crossing, reason))
    columns = ["source", "target", "score", "shared", "cross_border", "reason"]
    return pd.DataFrame(rows, columns=columns).astype({"score": float, "cross_border": "boolean"})


def _border(here: Any, there: Any) -> tuple[str, ...]:
    return tuple(sorted((str(here), str(there))))


def _reason(shared: list[str], border: tuple[str, ...] | None, existing: int) -> str:
    listed = ", ".join(shared[:3]) + (f" and {len(shared) - 3} more" if len(shared) > 3 else "")
    said = f"both work with {listed}"
    if border is None:
        return said
    counted = "no ties" if existing == 0 else "1 tie" if existing == 1 else f"{existing} ties"
    return f"{said}; {counted} so far between {' and '.join(border)}"


def unlinked_groups(source: Source, labels: Labels = "country", *, names: Labels = "name") -> pd.DataFrame:
    """Pairs of groups without any tie between them, those where most ties were to be expected first.

    Columns: a, b, actors_a, actors_b, expected (ties under random mixing, degrees kept; high: the gap is no accident of
    small numbers), steps (length of the shortest chain of ties between them, 2 and more; ``pandas.NA``: there is none),
    bridge (its nodes, from a to b), reason (in words). Only groups with a tie of their own are looked at.

    References:
        Chung and Lu (2002), Connected components in random graphs with given expected degree sequences, Annals of
        Combinatorics 6, 125-145 (expected ties).
    """
    ties = as_ties(source)
    codes, groups = ties.codes(labels)
    part = ties.part(codes >= 0)
    expected = mixing_expected(part, codes[codes >= 0], len(groups))
    linked = {*zip(*np.sort([codes[ties.u], codes[ties.v]], axis=0).tolist(), strict=True)}
    called = _names(ties, names)
    active = [code for code in range(len(groups)) if ties.degree[codes == code].any()]
    rows = []
    for place, a in enumerate(active):
        distance, previous = _reach(ties, np.flatnonzero(codes == a))
        for b in active[place + 1 :]:
            if (a, b) in linked:
                continue
            bridge = _bridge(distance, previous, np.flatnonzero(codes == b))
            sizes = int((codes == a).sum()), int((codes == b).sum())
            steps = len(bridge) - 1 if bridge else None
            chain = tuple(ties.nodes[node] for node in bridge)
            reason = _gap_reason(groups[a], groups[b], [called[node] for node in bridge])
            rows.append((groups[a], groups[b], *sizes, float(expected[a, b]), steps, chain, reason))
    columns = ["a", "b", "actors_a", "actors_b", "expected", "steps", "bridge", "reason"]
    table = pd.DataFrame(rows, columns=columns).astype({"expected": float, "steps": "Int64"})
    return table.sort_values(["expected", "a", "b"], ascending=[False, True, True], ignore_index=True)


def _gap_reason(a: Any, b: Any, chain: list[str]) -> str:
    if not chain:
        return f"no tie between {a} and {b}, and no chain of ties that leads from one to the other"
    return f"no tie between {a} and {b}; the shortest bridge is {' – '.join(chain)}"


def _reach(ties: Ties, start: Integers) -> tuple[Any, Any]:
    """Steps from the nearest start to every node, and the node before it on the way."""
    distance, previous, _ = csgraph.dijkstra(
        ties.pattern, directed=False, indices=start, unweighted=True, min_only=True, return_predecessors=True
    )
    return distance, previous


def _bridge(distance: Any, previous: Any, goals: Integers) -> list[int]:
    nearest = int(goals[np.argmin(distance[goals])])
    if not np.isfinite(distance[nearest]):
        return []
    chain = [nearest]
    while previous[chain[-1]] >= 0:
        chain.append(int(previous[chain[-1]]))
    return chain[::-1]


def _shared(ties: Ties, a: int, b: int) -> list[int]:
    """Shared partners, those with fewest partners first: they say most about the two."""
    A = ties.pattern
    both = np.intersect1d(A.indices[A.indptr[a] : A.indptr[a + 1]], A.indices[A.indptr[b] : A.indptr[b + 1]])
    return sorted(both.tolist(), key=lambda node: (int(ties.degree[node]), node))


def _names(ties: Ties, names: Labels) -> list[str]:
    found = ties.values_if_any(names)
    return [str(node if name is None else name) for node, name in zip(ties.nodes, found, strict=True)]
