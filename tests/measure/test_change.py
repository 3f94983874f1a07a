from dataclasses import replace

import pandas as pd
import pytest

import netgraph
from netgraph.errors import InputError
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
    assert found.ties.set_index(["source", "target"]).loc[("a", "b"), "cross_border"]


def test_nodes_are_new_or_gone_and_bear_both_ranks(found):
    nodes = found.nodes.set_index("id")
    assert nodes["status"].to_dict()["n"] == "new"
    assert nodes.loc["c", ["strength_a", "strength_b"]].tolist() == [3, 3]
    assert nodes.loc["n", "rank_a"] != nodes.loc["n", "rank_a"]
    assert nodes.loc["c", "rank_a_low"] <= nodes.loc["c", "rank_a"] <= nodes.loc["c", "rank_a_high"]
    assert nodes.loc["n", "rank_changed"] is pd.NA


def test_communities_continue_and_nobody_is_said_to_have_moved(found):
    assert found.groups["stayed"].tolist() == [3, 3]
    assert found.groups["joined"].tolist() in ([0, 1], [1, 0])
    assert found.nodes.set_index("id").loc[list("abcxyz"), "moved"].tolist() == [False] * 6


def test_who_joins_another_community_has_moved():
    before = network_of("a-b d", "b-c d", "c-a d", "m-a d", "m-b d", "x-y d", "y-z d", "x-z d")
    after = network_of("a-b d", "b-c d", "c-a d", "m-x d", "m-y d", "x-y d", "y-z d", "x-z d")
    found = netgraph.compare(before, after, resamples=5)
    assert found.nodes.loc[found.nodes["moved"], "id"].tolist() == ["m"]
    assert "joined another community: M." in found.words


@pytest.mark.parametrize("nets", [(network_of(*OLD), network_of(*NEW)), (Network(), Network())])
def test_columns_have_the_types_of_their_values(nets):
    found = netgraph.compare(*nets, resamples=3)
    types = found.nodes.dtypes.astype(str).to_dict()
    assert {types[name] for name in ("moved", "rank_changed")} == {"boolean"}
    assert {types[name] for name in ("strength_a", "strength_b")} == {"int64"}
    assert found.ties["cross_border"].dtype == "boolean"


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


def renamed(net, **names):
    """The network with other ids and names; who is renamed keeps the former name as an alias."""
    entities = [
        replace(e, id=names[e.id].lower(), name=names[e.id], aliases=(e.name, names[e.id])) if e.id in names else e
        for e in net.entities
    ]
    ids = {old: new.lower() for old, new in names.items()}
    edges = [replace(e, source=ids.get(e.source, e.source), target=ids.get(e.target, e.target)) for e in net.relations]
    return Network(net.records, entities, edges)


def test_who_bears_another_name_by_now_is_not_gone():
    later = renamed(network_of(*NEW), x="University")
    found = netgraph.compare(network_of(*OLD), later, resamples=5)
    assert set(found.nodes["status"]) == {"same", "new", "weaker", "stronger"}
    assert found.nodes.set_index("id").loc["university", ["name", "strength_a", "strength_b"]].tolist() == [
        "University", 3, 2,
    ]  # fmt: skip
    status = {(s, t): status for s, t, status in found.ties[["source", "target", "status"]].itertuples(index=False)}
    assert (status["university", "y"], status["c", "university"]) == ("same", "gone")
    assert found.groups["stayed"].tolist() == [3, 3]
    assert found.words[-1] == "under another name: University (was X)."


def test_the_later_name_may_be_one_that_the_earlier_network_knew():
    earlier = renamed(network_of(*OLD), x="University")
    found = netgraph.compare(earlier, network_of(*OLD), resamples=5)
    assert set(found.nodes["status"]) == set(found.ties["status"]) == {"same"}


def test_a_name_that_several_bear_joins_nobody():
    later = network_of("a-b d", "p-q d")
    both = [replace(e, aliases=("X",)) if e.id in "pq" else e for e in later.entities]
    found = netgraph.compare(network_of("a-b d", "b-x d"), Network(later.records, both, later.relations), resamples=5)
    assert found.nodes.set_index("id")["status"].to_dict()["x"] == "gone"


def test_who_was_merged_into_another_actor_is_gone():
    later = network_of("a-b d")
    merged = [replace(e, aliases=("X",)) if e.id == "a" else e for e in later.entities]
    found = netgraph.compare(network_of("a-b d", "b-x d"), Network(later.records, merged, later.relations), resamples=5)
    assert found.nodes.set_index("id")["status"].to_dict() == {"a": "same", "b": "weaker", "x": "gone"}


def test_a_person_is_not_the_organisation_of_the_name():
    earlier = network_of("a-b d", "b-x d", types={"x": "person"})
    found = netgraph.compare(earlier, renamed(network_of("a-b d", "b-x d"), x="Foundation"), resamples=5)
    assert found.nodes.set_index("id").loc[["x", "foundation"], "status"].tolist() == ["gone", "new"]


def test_a_community_keeps_its_number_when_its_members_have_other_names():
    old = network_of(*OLD)
    before, after = match_labels(old, old), match_labels(old, renamed(old, x="Xenia", y="Ypsilon", z="Zeta"))
    assert (after["a"], after["xenia"]) == (before["a"], before["x"])


def test_networks_are_compared_by_the_paths_of_their_files(tmp_path):
    net = network_of(*OLD)
    net.to_json(tmp_path / "before.json")
    assert set(netgraph.compare(tmp_path / "before.json", net, resamples=3).nodes["status"]) == {"same"}
    assert set(netgraph.compare(net, str(tmp_path / "before.json"), resamples=3).nodes["status"]) == {"same"}
    with pytest.raises(InputError, match="cannot be read"):
        netgraph.compare(net, "x.json")
    with pytest.raises(InputError, match="is no network"):
        netgraph.compare(net, None)
