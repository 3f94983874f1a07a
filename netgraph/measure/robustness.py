"""How far rankings and the cross-border share depend on the documents that happen to be there, in numbers and words."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from netgraph.card import as_list
from netgraph.errors import SetupError
from netgraph.measure import centrality, cohesion, holes
from netgraph.measure.borders import cross_border_share
from netgraph.measure.graphs import choose_labels
from netgraph.measure.paths import measure_paths
from netgraph.measure.ranks import rank_descending
from netgraph.measure.resample import Statements, read_statements
from netgraph.measure.ties import Floats, Labels, Ties
from netgraph.model import NodeType

if TYPE_CHECKING:
    from netgraph.network import Network

Method = Literal["documents", "confidence"]
MEASURES = (*centrality.CENTRALITIES, "core", "clustering", "effective_size")
_PATHS = ("betweenness", "closeness")
_PIVOTS = 64  # nodes that paths start from in each resample of a large network
_STABLE = 0.95  # share of resamples in which a top group must be the same to be called stable
_TOP = 10  # ranks that words are made of


@dataclass(frozen=True, slots=True)
class Robustness:
    """What resampling says.

    Attributes:
        ranks: measure, id, name, value, rank, low, high: the rank as measured (1 is the highest value, equal values
            share the mean rank) and the interval that holds it in 95 of 100 resamples; top_ten: the share of
            resamples, 0 to 1, in which the node is among the ten highest.
        share: the cross-border share and the interval over resamples, as (share, low, high); None without known ties.
        words: one sentence a measure.
        method: what was resampled.
        resamples: how often.
    """

    ranks: pd.DataFrame
    share: tuple[float, float, float] | None
    words: tuple[str, ...]
    method: Method
    resamples: int

    def __repr__(self) -> str:
        """What was resampled how often, on one line."""
        return f"<Robustness: ranks by {len(self.words)} measures over {self.resamples} resamples of {self.method}>"

    def _repr_html_(self) -> str:
        """The sentences as a card in a notebook; the table is one attribute away."""
        return as_list(f"Ranks over {self.resamples} resamples of {self.method}", self.words, ("ranks",))


def measure_robustness(
    network: "Network",
    *,
    measures: Collection[str] | str | None = None,
    method: Method = "documents",
    resamples: int | None = None,
    types: Collection[NodeType] | None = None,
    labels: Labels = "country",
    exact_nodes: int | None = None,
) -> Robustness:
    """Intervals for the rank of each node and for the cross-border share.

    ``documents`` draws documents with replacement: would other documents of this kind give the same ranking?
    ``confidence`` keeps each statement with its confidence as the chance: would the ranking survive the errors of
    the extraction? An interval from 4 to 9 means that the actor may as well be fourth or ninth. In a large network
    paths start at some nodes only, drawn anew for each resample, so that intervals of betweenness and closeness hold
    the error of that draw too.

    Args:
        network: the network.
        measures: some of ``MEASURES``, or one; all by default.
        method: ``documents`` or ``confidence``.
        resamples: how often; the settings' number by default.
        types: node types to keep.
        labels: what makes the borders, see ``graphs.choose_labels``.
        exact_nodes: nodes up to which all paths are followed in every resample; the settings' number by default.

    Raises:
        SetupError: a measure or the method is unknown, the nodes have no such attribute, or resamples is below 1.

    References:
        Efron and Tibshirani (1993), An introduction to the bootstrap, chapter 13 (percentile intervals); Borgatti,
        Carley and Krackhardt (2006), On the robustness of centrality measures under conditions of imperfect data,
        Social Networks 28, 124-136.
    """
    settings = network.settings.measure
    statements = read_statements(network, types)
    count = settings.resamples if resamples is None else resamples
    if count < 1:
        raise SetupError(f"resamples: {count}, expected 1 or more")
    chosen = _choose(measures)
    borders = choose_labels(statements.graph, labels)
    codes, _ = statements.all.codes(borders)
    exact = settings.exact_nodes if exact_nodes is None else exact_nodes
    base, shares = _measure(statements.all, chosen, exact, settings.pivots, settings.seed), []
    drawn: dict[str, list[Floats]] = {name: [] for name in chosen}
    for number, ties in enumerate(_draw(statements, method, count, settings.seed)):
        shares.append(_crossing(ties, codes))
        for name, values in _measure(ties, chosen, exact, _PIVOTS, settings.seed + number).items():
            drawn[name].append(rank_descending(values))
    tables, words = [], []
    for name in chosen:
        ranks = np.array(drawn[name]).reshape(count, len(statements.nodes))
        table = _rank_table(network, statements, name, base[name], ranks)
        tables.append(table)
        words.append(f"{name}: {describe_ranks(table, ranks, statements.nodes)}")
    columns = ["measure", "id", "name", "value", "rank", "low", "high", "top_ten"]
    ranks_of_all = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=columns)
    share = cross_border_share(statements.all, borders).share
    known = np.array([one for one in shares if one is not None])
    interval = None if share is None or not len(known) else (share, *_interval(known))
    return Robustness(ranks_of_all, interval, tuple(words), method, count)


def document_influence(
    network: "Network",
    *,
    measure: str = "betweenness",
    types: Collection[NodeType] | None = None,
    labels: Labels = "country",
) -> pd.DataFrame:
    """What would change without each document, the most influential one first.

    Columns: document, ties (that it states), lost (that no other states), share_change (of the cross-border share,
    -1 to 1), rank_change (largest change of rank among the ten highest, 0 to n-1), node (whose change that is). High:
    what is said of that actor hangs on this one document; read it again before relying on the rank.

    Args:
        network: the network.
        measure: one of ``MEASURES``, for the ranks.
        types: node types to keep.
        labels: what makes the borders, see ``graphs.choose_labels``.

    Raises:
        SetupError: there is no such measure, or the nodes have no such attribute.

    References:
        Efron and Tibshirani (1993), An introduction to the bootstrap, chapter 11 (the jackknife).
    """
    (name,) = _choose(measure)
    settings = network.settings.measure
    statements = read_statements(network, types)
    codes, _ = statements.all.codes(choose_labels(statements.graph, labels))

    def rank(ties: Ties) -> Floats:
        # From the same nodes each time: what differs is what the document says.
        return rank_descending(_measure(ties, [name], settings.exact_nodes, _PIVOTS, settings.seed)[name])

    base, share = rank(statements.all), _crossing(statements.all, codes)
    top = np.argsort(base, kind="stable")[:_TOP]
    stated = np.bincount(statements.document, minlength=len(statements.documents))
    rows = []
    for number, (document, ties) in enumerate(statements.without_each()):
        moved = np.abs(rank(ties) - base)[top]
        worst = int(moved.argmax())
        left = _crossing(ties, codes)
        change = np.nan if share is None or left is None else left - share
        lost = len(statements.u) - len(ties.u)
        rows.append((document, int(stated[number]), lost, change, moved[worst], statements.nodes[top[worst]]))
    table = pd.DataFrame(rows, columns=["document", "ties", "lost", "share_change", "rank_change", "node"])
    order = ["rank_change", "lost", "document"]
    return table.sort_values(order, ascending=[False, False, True], ignore_index=True)


def _measure(ties: Ties, names: Iterable[str], exact_nodes: int, pivots: int, seed: int) -> dict[str, Floats]:
    """The values of each measure; paths are followed once for all that need them."""
    chosen = set(names)
    paths = measure_paths(ties, exact_nodes=exact_nodes, pivots=pivots, seed=seed) if chosen & set(_PATHS) else None
    found = {name: np.asarray(getattr(paths, name)) for name in _PATHS if name in chosen}
    found |= {name: np.asarray(_OTHERS[name](ties), dtype=np.float64) for name in _OTHERS if name in chosen}
    return {name: np.nan_to_num(values) for name, values in found.items()}


_OTHERS: dict[str, Callable[[Ties], Any]] = {
    "degree": centrality.degree,
    "strength": centrality.strength,
    "eigenvector": centrality.eigenvector,
    "pagerank": centrality.pagerank,
    "core": cohesion.core,
    "clustering": cohesion.clustering,
    "effective_size": holes.effective_size,
}


def describe_ranks(table: pd.DataFrame, ranks: Floats, nodes: tuple[Any, ...]) -> str:
    """One sentence on which of the highest ranks can be relied on.

    Args:
        table: the nodes in the order of their rank, with name, low and high.
        ranks: resamples × nodes.
        nodes: the columns of ``ranks``.
    """
    if not len(table) or not len(ranks):
        return "nothing to rank."
    place = {node: number for number, node in enumerate(nodes)}
    order = [place[node] for node in table["id"]][: _TOP + 1]
    stable = _stable_top(ranks, order)
    names = list(table["name"])
    said = f"stable top {stable} ({', '.join(map(str, names[:stable]))})" if stable > 1 else "no stable first rank"
    said = f"stable first ({names[0]})" if stable == 1 else said
    last = _alike(table, stable)
    mixed = f"; ranks {stable + 1} to {last} cannot be told apart" if last > stable + 1 else ""
    return f"{said}{mixed}{_most_often(table, stable)}."


def _most_often(table: pd.DataFrame, stable: int) -> str:
    """Who is most often among the ten highest, where that says more than the ranks do."""
    rest = table.iloc[stable:]
    rest = rest[(rest["top_ten"] >= 0.5) & (rest["top_ten"] < 1)].sort_values("top_ten", ascending=False, kind="stable")
    if len(table) <= _TOP or rest.empty:
        return ""
    named = [f"{name} ({share:.0%})" for name, share in rest[["name", "top_ten"]].head(5).itertuples(index=False)]
    return f"; most often among the ten highest: {', '.join(named)}"


def _stable_top(ranks: Floats, order: list[int]) -> int:
    """The largest k such that the first k nodes are the k highest in nearly all resamples."""
    stable = 0
    for k in range(1, min(_TOP, len(order) - 1) + 1):
        others = np.delete(np.arange(ranks.shape[1]), order[:k])
        apart = ranks[:, order[:k]].max(axis=1) < ranks[:, others].min(axis=1)
        if apart.mean() >= _STABLE:
            stable = k
    return stable


def _alike(table: pd.DataFrame, stable: int) -> int:
    """The last rank of the run after the stable ones whose intervals all have a rank in common."""
    low, high = table["low"].to_numpy(), table["high"].to_numpy()
    last = stable + 1
    while last < len(table) and low[stable : last + 1].max() <= high[stable : last + 1].min():
        last += 1
    return last


def _choose(measures: Iterable[str] | str | None) -> tuple[str, ...]:
    chosen = MEASURES if measures is None else (measures,) if isinstance(measures, str) else tuple(measures)
    for name in chosen:
        if name not in MEASURES:
            raise SetupError(f"{name!r} is no measure to resample, expected one of {', '.join(MEASURES)}")
    return chosen


def _draw(statements: Statements, method: Method, resamples: int, seed: int) -> Iterable[Ties]:
    if method == "documents":
        return statements.bootstrap(resamples, seed)
    if method == "confidence":
        return statements.by_confidence(resamples, seed)
    raise SetupError(f"{method!r} is no way to resample, expected documents or confidence")


def _crossing(ties: Ties, codes: Any) -> float | None:
    known = (codes[ties.u] >= 0) & (codes[ties.v] >= 0)
    differ = codes[ties.u[known]] != codes[ties.v[known]]
    return float(differ.mean()) if len(differ) else None


def _interval(values: Floats) -> tuple[float, float]:
    low, high = np.quantile(values, (0.025, 0.975))
    return float(low), float(high)


def _rank_table(network: "Network", statements: Statements, measure: str, base: Floats, ranks: Floats) -> pd.DataFrame:
    now = rank_descending(base)
    low, high = np.quantile(ranks, (0.025, 0.975), axis=0) if len(ranks) else (now, now)
    top = (ranks <= _TOP).mean(axis=0) if len(ranks) else now <= _TOP
    columns = {"value": base, "rank": now, "low": low, "high": high, "top_ten": np.asarray(top, dtype=np.float64)}
    table = pd.DataFrame({"measure": measure, "id": list(statements.nodes), **columns})
    table.insert(2, "name", [network.by_id[node].name for node in statements.nodes])
    return table.sort_values(["rank", "id"], ignore_index=True)
