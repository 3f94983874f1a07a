import itertools

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from netgraph import measure
from netgraph.measure.chance import mixing_expected, share_interval
from netgraph.measure.ties import as_ties

from .graphs import bordered, graphs, without_loops


def test_the_share_leaves_unknown_ends_out_and_counts_them(five):
    share = measure.cross_border_share(five)
    assert (share.share, share.crossing, share.known, share.unknown) == (0.6, 3, 5, 1)
    assert share.low < 0.6 < share.high


def test_wilsons_interval_has_the_published_values():
    """Newcombe (1998), Two-sided intervals for the single proportion, Statistics in Medicine 17, 857-872, table I."""
    assert share_interval(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert share_interval(15, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)
    assert share_interval(0, 20) == pytest.approx((0, 0.1611), abs=5e-5)
    assert share_interval(1, 29) == pytest.approx((0.0061, 0.1718), abs=5e-5)
    assert share_interval(0, 0) == (0, 1)


def test_the_matrix_counts_ties_within_between_and_unknown(five):
    expected = pd.DataFrame(
        [[1, 2, 1, 0], [2, 1, 0, 0], [1, 0, 0, 1], [0, 0, 1, 0]],
        index=["DE", "PL", "SE", "unknown"], columns=["DE", "PL", "SE", "unknown"],
    )  # fmt: skip
    assert measure.border_matrix(five).equals(expected)
    assert measure.actor_matrix(five).loc["PL"].tolist() == [2, 2, 0, 0]
    five["a"]["b"]["weight"] = 7
    assert measure.border_matrix(five, weights=True).loc["PL", "PL"] == 7


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_the_matrix_holds_every_tie_once(G):
    matrix = measure.border_matrix(G).to_numpy()
    assert np.triu(matrix).sum() == without_loops(G).number_of_edges()
    assert (matrix == matrix.T).all()


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_borders_are_those_of_networkx_and_lose_what_their_carriers_leave(G):
    H = without_loops(G)
    mixing = nx.attribute_mixing_dict(H, "country")
    matrix = measure.border_matrix(G).drop(index="unknown", columns="unknown", errors="ignore")
    for a, b in itertools.product(matrix, repeat=2):
        # networkx counts both ends of a tie within a country.
        assert matrix.loc[a, b] == mixing.get(a, {}).get(b, 0) / (2 if a == b else 1)
    pairs = measure.border_pairs(G)
    assert dict(zip(zip(pairs["a"], pairs["b"], strict=True), pairs["ties"], strict=True)) == {
        (a, b): matrix.loc[a, b] for a, b in itertools.combinations(sorted(matrix), 2) if matrix.loc[a, b]
    }
    for row in measure.border_carriers(G).itertuples():
        rest = H.copy()
        rest.remove_node(row.node)
        left = measure.border_matrix(rest).reindex(index=[row.a], columns=[row.b], fill_value=0).iloc[0, 0]
        assert matrix.loc[row.a, row.b] - left == row.ties == round(row.share * matrix.loc[row.a, row.b])
    actors = measure.actor_matrix(G)
    country = nx.get_node_attributes(H, "country")
    for a, b in itertools.product(matrix, repeat=2):
        assert actors.loc[a, b] == sum(
            country[node] == a and any(country[other] == b for other in H[node]) for node in H
        )


def test_expected_ties_sum_to_the_observed_and_go_by_degrees(five):
    ties = as_ties(five.subgraph("abcde"))
    expected = mixing_expected(ties, np.array([1, 1, 0, 0, 2]), 3)
    assert np.triu(expected).sum() == pytest.approx(5)
    # Degrees 2, 2 (PL), 3, 2 (DE), 1 (SE); pairs weigh 4 in PL, 6 in DE, 20, 4 and 5 between; 39 in all, 5 ties.
    assert expected[1, 1] == pytest.approx(4 * 5 / 39)
    assert expected[0, 1] == expected[1, 0] == pytest.approx(20 * 5 / 39)


def test_the_league_of_borders_and_who_carries_them(five):
    pairs = measure.border_pairs(five)
    assert pairs[["a", "b", "ties", "actors"]].to_numpy().tolist() == [["DE", "PL", 2, 3], ["DE", "SE", 1, 2]]
    assert pairs["ratio"].tolist() == pytest.approx([2 / (20 * 5 / 39), 1 / (5 * 5 / 39)])
    carriers = measure.border_carriers(five)
    assert carriers.iloc[0].tolist() == ["DE", "PL", "c", 2, 1.0]
    assert carriers[carriers["b"] == "SE"]["node"].tolist() == ["d", "e"]


def test_distance_is_that_between_warsaw_and_berlin():
    G = bordered(["ab", "bc"], a="PL", b="DE", c="SE")
    G.nodes["a"].update(latitude=52.2297, longitude=21.0122)
    G.nodes["b"].update(latitude=52.5200, longitude=13.4050)
    assert measure.tie_distances(G)["kilometres"].tolist() == pytest.approx([517, float("nan")], abs=1, nan_ok=True)
    pairs = measure.border_pairs(G)
    assert pairs[["a", "b", "located"]].to_numpy().tolist() == [["DE", "PL", 1], ["DE", "SE", 0]]
    assert pairs["kilometres"].dropna().tolist() == pytest.approx([517], abs=1)


@pytest.mark.parametrize("G", [nx.Graph(), nx.empty_graph(2), nx.path_graph(3)])
def test_without_known_countries_nothing_is_guessed(G):
    assert measure.cross_border_share(G).share is None
    assert measure.ei_index(G).index is None
    assert len(measure.border_pairs(G)) == len(measure.border_carriers(G)) == len(measure.ei_by_country(G)) == 0
    assert list(measure.border_matrix(G)) == (["unknown"] if len(G) else [])
