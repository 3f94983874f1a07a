import pytest

import netgraph
from netgraph.measure import match_labels
from netgraph.network import Network

from .networks import network_of

OLD = ("a-b d1 d2", "b-c d1", "c-a d2", "c-x d2", "x-y d1", "y-z d1", "x-z d2")
NEW = ("a-b d1", "b-c d1 d2", "c-a d2", "x-y d1", "y-z d1", "x-z d2", "z-n d2")


@pytest.fixture
def found():
    return netgraph.compare(
        network_of(*OLD, a="PL", b="DE", x="DE"), network_of(*NEW, a="PL", b="DE", x="DE"), resamples=10
    )


def test_ties_are_new_gone_stronger_weaker_or_the_same(found):
    status = {(s, t): status for s, t, status in found.ties[["source", "target", "status"]].itertuples(index=False)}
    assert status == {
        ("a", "b"): "weaker", ("b", "c"): "stronger", ("a", "c"): "same", ("c", "x"): "gone", ("n", "z"): "new",
        ("x", "y"): "same", ("y", "z"): "same", ("x", "z"): "same",
    }  # fmt: skip
    assert found.ties.set_index(["source", "target"]).loc[("a", "b"), "cross_border"] is True


def test_nodes_are_new_or_gone_and_bear_both_ranks(found):
    nodes = found.nodes.set_index("id")
    assert nodes["status"].to_dict()["n"] == "new"
    assert nodes.loc["c", ["strength_a", "strength_b"]].tolist() == [3, 3]
    assert nodes.loc["n", "rank_a"] != nodes.loc["n", "rank_a"]
    assert nodes.loc["c", "rank_a_low"] <= nodes.loc["c", "rank_a"] <= nodes.loc["c", "rank_a_high"]
    assert nodes.loc["n", "rank_changed"] is None


def test_communities_continue_and_nobody_is_said_to_have_moved(found):
    assert found.groups["stayed"].tolist() == [3, 3]
    assert found.groups["joined"].tolist() in ([0, 1], [1, 0])
    assert found.nodes.set_index("id").loc[list("abcxyz"), "moved"].tolist() == [False] * 6


def test_who_joins_another_community_has_moved():
    before = network_of("a-b d", "b-c d", "c-a d", "m-a d", "m-b d", "x-y d", "y-z d", "x-z d")
    after = network_of("a-b d", "b-c d", "c-a d", "m-x d", "m-y d", "x-y d", "y-z d", "x-z d")
    found = netgraph.compare(before, after, resamples=5)
    assert found.nodes.loc[found.nodes["moved"].map(bool), "id"].tolist() == ["m"]
    assert "joined another community: M." in found.words


def test_a_network_is_like_itself(found):
    net = network_of(*OLD)
    same = netgraph.compare(net, net, resamples=10)
    assert set(same.nodes["status"]) == set(same.ties["status"]) == {"same"}
    assert not same.nodes["rank_changed"].any()
    assert not same.nodes["moved"].any()


def test_two_periods_of_one_network_can_be_compared():
    net = network_of("a-b d1", "b-c d2", dates={"d1": "2019-03", "d2": "2021"})
    found = netgraph.compare(net.between("2019", "2019"), net.between("2021", "2021"), resamples=5)
    assert dict(zip(found.ties["source"], found.ties["status"], strict=True)) == {"a": "gone", "b": "new"}
    assert found.words[1] == "ties: 1 new, 1 gone, 0 stronger, 0 weaker, 0 the same."


def test_community_numbers_are_kept_where_the_community_goes_on():
    old, new = network_of(*OLD, "k-l d1"), network_of(*NEW, "z-o d1", "z-p d1", "p-o d1", "v-w d1")
    before, after = match_labels(old, old), match_labels(old, new)
    assert after["a"] == before["a"]
    assert after["x"] == before["x"]
    assert after["v"] not in before.values()


@pytest.mark.parametrize(
    ("a", "b"), [(Network(), Network()), (Network(), network_of("a-b d")), (network_of("a-b d"), Network())]
)
def test_nothing_can_be_compared_too(a, b):
    found = netgraph.compare(a, b, resamples=3)
    assert len(found.nodes) == max(len(a), len(b))
