"""Measures of stakeholder networks: functions that take a networkx graph or a table of edges.

Ties are taken as undirected, parallel ones added up, self loops left out. A function that gives one value a node
gives a pandas series by node.
"""

from netgraph.measure.borders import (
    actor_matrix,
    border_carriers,
    border_matrix,
    border_pairs,
    cross_border_share,
)
from netgraph.measure.centrality import (
    CENTRALITIES,
    betweenness,
    closeness,
    degree,
    directed_measures,
    eigenvector,
    pagerank,
    strength,
)
from netgraph.measure.change import Comparison, compare, match_labels
from netgraph.measure.cohesion import clustering, component, core
from netgraph.measure.cuts import bridges, cut_nodes, falls_apart
from netgraph.measure.distance import tie_distances
from netgraph.measure.gaps import Gaps, find_gaps, missing_ties, unlinked_groups
from netgraph.measure.graphs import GRAPHS, choose_graph, choose_labels, project, two_mode
from netgraph.measure.groups import community, core_periphery, describe_groups, modularity
from netgraph.measure.holes import constraint, effective_size, efficiency, hierarchy
from netgraph.measure.homophily import ei_by_country, ei_by_node, ei_index
from netgraph.measure.paths import measure_paths
from netgraph.measure.predict import score_predictors
from netgraph.measure.robustness import Robustness, document_influence, measure_robustness
from netgraph.measure.roles import broker_roles, directed_roles
from netgraph.measure.table import broker_table, measure_network, measure_nodes, measure_whole
from netgraph.measure.ties import Ties, as_ties

__all__ = [
    "CENTRALITIES",
    "GRAPHS",
    "Comparison",
    "Gaps",
    "Robustness",
    "Ties",
    "actor_matrix",
    "as_ties",
    "betweenness",
    "border_carriers",
    "border_matrix",
    "border_pairs",
    "bridges",
    "broker_roles",
    "broker_table",
    "choose_graph",
    "choose_labels",
    "closeness",
    "clustering",
    "community",
    "compare",
    "component",
    "constraint",
    "core",
    "core_periphery",
    "cross_border_share",
    "cut_nodes",
    "degree",
    "describe_groups",
    "directed_measures",
    "directed_roles",
    "document_influence",
    "effective_size",
    "efficiency",
    "ei_by_country",
    "ei_by_node",
    "ei_index",
    "eigenvector",
    "falls_apart",
    "find_gaps",
    "hierarchy",
    "match_labels",
    "measure_network",
    "measure_nodes",
    "measure_paths",
    "measure_robustness",
    "measure_whole",
    "missing_ties",
    "modularity",
    "pagerank",
    "project",
    "score_predictors",
    "strength",
    "tie_distances",
    "two_mode",
    "unlinked_groups",
]  # fmt: skip
