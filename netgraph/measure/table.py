"""The measures of a network as tables, one row a node: who is central, who is a broker."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netgraph.errors import SetupError
from netgraph.measure import borders, centrality, cohesion, cuts, groups, holes, homophily
from netgraph.measure.graphs import GRAPHS, choose_graph, choose_labels
from netgraph.measure.paths import measure_paths
from netgraph.measure.roles import broker_roles, directed_roles
from netgraph.measure.ties import Labels, Source, Ties, as_ties
from netgraph.settings import MeasureSettings

if TYPE_CHECKING:
    from netgraph.network import Network


def measure_network(network: "Network", graph: str = "stated", *, labels: Labels = "country") -> pd.DataFrame:
    """All node measures of a network, sorted by betweenness, then degree.

    Columns: id, name, type, country, then those of ``measure_nodes``; for stated ties also in_degree, out_degree and
    directed_pagerank along the directed relations (see ``directed_measures``).

    Args:
        network: the network.
        graph: which graph of it is measured, see ``graphs.choose_graph``.
        labels: what makes the borders, see ``graphs.choose_labels``.

    References:
        As the single measures; Wasserman and Faust (1994), Social network analysis, chapter 5 (centrality, prestige).
    """
    G = choose_graph(network, graph)
    table = measure_nodes(G, labels=choose_labels(G, labels), settings=network.settings.measure)
    if graph == "stated":
        table = table.join(centrality.directed_measures(_directed_part(network)))
    table = _described(network, table)
    return table.sort_values(["betweenness", "degree", "id"], ascending=[False, False, True], ignore_index=True)


def measure_nodes(
    source: Source, *, labels: Labels = "country", settings: MeasureSettings | None = None
) -> pd.DataFrame:
    """The measures of each node of a graph, in the graph's order; what they mean is said by the function of each name.

    Columns: degree, strength, betweenness and its standard error (0 when exact), closeness (harmonic), eigenvector,
    pagerank, core, clustering, component, community, cross_border_ties (number), and ei_index, ei_expected, ei_z, ei_p
    as in ``ei_by_node``.

    References:
        As the single measures; Wasserman and Faust (1994), Social network analysis, chapter 5 (centrality).
    """
    chosen = settings or MeasureSettings()
    ties = as_ties(source)
    paths = measure_paths(ties, exact_nodes=chosen.exact_nodes, pivots=chosen.pivots, seed=chosen.seed)
    columns: dict[str, Any] = {
        "degree": ties.degree,
        "strength": centrality.strength(ties),
        "betweenness": paths.betweenness,
        "betweenness_error": paths.betweenness_error,
        "closeness": paths.closeness,
        "eigenvector": centrality.eigenvector(ties),
        "pagerank": centrality.pagerank(ties),
        "core": cohesion.core(ties),
        "clustering": cohesion.clustering(ties),
        "component": cohesion.component(ties),
        "community": groups.community(ties),
        **_border_columns(ties, labels),
    }
    return pd.DataFrame({name: np.asarray(values) for name, values in columns.items()}, index=ties.index)


def _border_columns(ties: Ties, labels: Labels) -> dict[str, Any]:
    if isinstance(labels, str) and ties.source is None:
        return {}
    table = homophily.ei_by_node(ties, labels)
    tested = {name: table[name] for name in ("ei_index", "ei_expected", "ei_z", "ei_p")}
    return {"cross_border_ties": table["external"], **tested}


def measure_whole(
    source: Source, *, labels: Labels = "country", settings: MeasureSettings | None = None
) -> pd.DataFrame:
    """The network in ten numbers, one row each; what they mean is said by the functions named.

    Columns: measure, value, low, high (95 % interval), expected, z, p (against chance); missing where there is none.
    Rows: actors, ties, isolated (actors without a tie), components, largest_component (share of the actors, 0 to 1;
    high: nearly all can reach each other), cross_border_share, unknown_ties (left out of it: an end of unknown
    country), ei_index, modularity (of ``community``), core_periphery (the fit, 0 to 1).

    References:
        As the single measures; Wasserman and Faust (1994), Social network analysis, chapter 4 (components).
    """
    chosen = settings or MeasureSettings()
    ties = as_ties(source)
    bordered: Labels = {} if isinstance(labels, str) and ties.source is None else labels
    parts = cohesion.component(ties)
    share = borders.cross_border_share(ties, bordered)
    test = homophily.ei_index(ties, bordered, permutations=chosen.permutations, seed=chosen.seed)
    rows: dict[str, tuple[float | None, ...]] = {
        "actors": (len(ties),),
        "ties": (len(ties.u),),
        "isolated": (int((ties.degree == 0).sum()),),
        "components": (int(parts.max()) if len(ties) else 0,),
        "largest_component": (float((parts == 1).mean()) if len(ties) else None,),
        "cross_border_share": (share.share, share.low, share.high),
        "unknown_ties": (share.unknown,),
        "ei_index": (test.index, None, None, test.expected, test.z, test.p),
        "modularity": (groups.modularity(ties, groups.community(ties).to_dict()),),
        "core_periphery": (groups.core_periphery(ties).fit,),
    }
    columns = ["value", "low", "high", "expected", "z", "p"]
    table = pd.DataFrame([[*row, *[None] * (6 - len(row))] for row in rows.values()], columns=columns, dtype=float)
    table.insert(0, "measure", list(rows))
    return table


def broker_table(network: "Network", labels: Labels = "country", *, graph: str = "stated") -> pd.DataFrame:
    """Who mediates: structural holes, roles, and what falls apart without a node; sorted by open pairs.

    Columns: id, name, type, country, degree, constraint, effective_size, efficiency, hierarchy, cuts_off (see
    ``cut_nodes``), then those of ``broker_roles``, missing for nodes of unknown group (``pandas.NA`` among counts).

    Args:
        network: the network.
        labels: what makes the groups: ``country``, ``region``, ``type``, ``community``, ``place``, any other attribute,
            or node to group.
        graph: which graph of it is measured; ``directed`` the stated ties, with ``directed_roles``.

    Raises:
        SetupError: there is no such graph, or the nodes have no such attribute.

    References:
        As the single measures; Burt (1992), Structural holes: the social structure of competition, Harvard University
        Press, chapters 1 and 2.
    """
    directed = graph == "directed"
    if graph not in (*GRAPHS, "directed"):
        raise SetupError(f"{graph!r} is no graph for brokers, expected one of {', '.join((*GRAPHS, 'directed'))}")
    G = choose_graph(network, "stated" if directed else graph)
    ties, chosen = as_ties(G), choose_labels(G, labels)
    found = (holes.constraint, holes.effective_size, holes.efficiency, holes.hierarchy, cuts.cut_nodes)
    columns = {"degree": ties.series(ties.degree, "degree")} | {str(one.name): one for one in (f(ties) for f in found)}
    settings = network.settings.measure
    roles = (
        directed_roles(_directed_part(network), chosen, seed=settings.seed) if directed else broker_roles(ties, chosen)
    )
    # Else the missing rows would make decimal fractions of all counts.
    counts = dict.fromkeys(roles.select_dtypes("integer"), "Int64")
    table = _described(network, pd.DataFrame(columns).join(roles.astype(counts)))
    return table.sort_values(
        ["open_pairs", "effective_size", "id"], ascending=[False, False, True], ignore_index=True
    )  # fmt: skip


def _described(network: "Network", table: pd.DataFrame) -> pd.DataFrame:
    """The table with id, name, type and country in front."""
    known = network.nodes[["id", "name", "type", "country"]].set_index("id")
    return known.join(table, how="inner").rename_axis("id").reset_index()


def _directed_part(network: "Network") -> Any:
    """The directed relations: cooperation has no direction, so it is left out."""
    from netgraph.model import UNDIRECTED

    G = network.graph
    directed: Any = G.__class__()
    directed.add_nodes_from(G.nodes(data=True))
    directed.add_edges_from(edge for edge in G.edges(keys=True, data=True) if edge[2] not in UNDIRECTED)
    return directed
