import pytest

from netgraph import measure
from netgraph.errors import SetupError
from netgraph.measure.resample import read_statements
from netgraph.measure.robustness import MEASURES
from netgraph.model import DECIDED, Edge, Evidence
from netgraph.network import Network

from .networks import network_of


@pytest.fixture
def hub():
    """h has four partners in every document; the others' few ties rest on one document each."""
    every = "d1 d2 d3 d4 d5 d6"
    return network_of(
        f"h-a {every}", f"h-b {every}", f"h-c {every}", f"h-e {every}", "a-b d1", "b-c d2", "c-e d3",
        h="PL", a="DE", b="DE", c="PL", e="PL",
    )  # fmt: skip


def test_a_rank_that_every_document_supports_is_stable(hub):
    found = hub.robustness(measures=["degree"], resamples=60)
    ranks = found.ranks.set_index("id")
    assert ranks.loc["h", ["rank", "low", "high"]].tolist() == [1, 1, 1]
    assert ranks.loc["b", "low"] < ranks.loc["b", "high"]
    assert found.words[0].startswith("degree: stable first (H); ranks 2 to")


def test_a_rank_that_hangs_on_one_document_is_not(hub):
    G = network_of("a-b d1", "a-c d1", "x-y d2", "x-z d2")
    found = measure.measure_robustness(G, measures=["degree"], resamples=200)
    assert found.words == ("degree: no stable first rank; ranks 1 to 6 cannot be told apart.",)


def test_the_share_has_an_interval_round_it(hub):
    share, low, high = hub.robustness(measures=["degree"], resamples=100).share
    assert low <= share <= high
    assert share == measure.cross_border_share(hub.ties()).share == pytest.approx(3 / 7)


def test_sure_statements_do_not_change_by_confidence_and_doubtful_ones_do():
    sure = network_of("a-b d1", "b-c d2", "c-d d3")
    ranks = sure.robustness(method="confidence", measures=["degree"], resamples=30).ranks
    assert (ranks["low"] == ranks["high"]).all()
    doubtful = network_of("a-b d1", "b-c d2", "c-d d3", confidence={"d3": 0.5})
    ranks = doubtful.robustness(method="confidence", measures=["degree"], resamples=60).ranks.set_index("id")
    assert ranks.loc["c", "low"] < ranks.loc["c", "high"]


def test_the_same_seed_gives_the_same_intervals(hub):
    first, second = (hub.robustness(measures=["betweenness"], resamples=20) for _ in range(2))
    assert first.ranks.equals(second.ranks)
    assert first.words == second.words


@pytest.fixture
def decided(hub):
    """The same, and what people decided: h-c once more, a tie that no text states, and one without any evidence."""
    said = Evidence(DECIDED, 0, 7, "minutes")
    more = (Edge("c", "h", "funds", (said,)), Edge("a", "e", "cooperates", (said,)), Edge("b", "e", "part_of", ()))
    return Network(hub.records, hub.entities, (*hub.relations, *more))


def test_what_people_decided_is_no_document_and_in_every_draw(decided):
    G, weights = decided.ties(), {edge.type: edge.weight for edge in decided.relations}
    assert (G["c"]["h"]["weight"], G["a"]["e"]["weight"], G["b"]["e"]["weight"]) == (6, 1, 1)
    assert (weights["funds"], weights["part_of"]) == (1, 1)
    statements = read_statements(decided)
    assert DECIDED not in statements.documents
    for ties in (*statements.bootstrap(20, 1), *statements.by_confidence(20, 1)):
        ends = {(ties.nodes[u], ties.nodes[v]) for u, v in zip(ties.u, ties.v, strict=True)}
        assert {("a", "e"), ("b", "e"), ("c", "h")} <= ends


@pytest.mark.parametrize("name", ["hub", "decided"])
def test_statements_are_the_ties(name, request):
    network = request.getfixturevalue(name)
    statements, G = read_statements(network), network.ties()
    weights = {(statements.nodes[u], statements.nodes[v]): w for u, v, w in
               zip(statements.all.u, statements.all.v, statements.all.weight, strict=True)}  # fmt: skip
    assert weights == {tuple(sorted((u, v))): w for u, v, w in G.edges(data="weight")}


def test_the_document_without_which_most_would_change_stands_first():
    net = network_of("a-b d1 d2", "b-c d1 d2", "c-d d2", "a-e d3", "a-f d3", "a-g d3", a="PL", e="DE", b="PL")
    table = measure.document_influence(net, measure="degree")
    assert table.loc[0, ["document", "ties", "lost", "node"]].tolist() == ["d3", 3, 3, "a"]
    assert table.loc[0, "share_change"] == pytest.approx(0 - 1 / 2)
    assert table.set_index("document").loc["d1", "lost"] == 0


@pytest.mark.parametrize("labels", ["type", "region", "community", {"h": "X", "a": "Y"}])
def test_borders_are_those_of_the_other_measures(hub, labels):
    G = hub.ties()
    expected = measure.cross_border_share(G, measure.choose_labels(G, labels)).share
    found = hub.robustness(measures="degree", resamples=3, labels=labels)
    assert (found.share or (None,))[0] == expected
    with pytest.raises(SetupError, match="'typ' makes no groups"):
        hub.robustness(measures="degree", resamples=3, labels="typ")
    with pytest.raises(SetupError, match="'typ' makes no groups"):
        measure.document_influence(hub, labels="typ")


def test_ranges_are_known_for_every_centrality(hub):
    assert set(hub.rank_ranges) == {(name, node) for name in measure.CENTRALITIES for node in "abceh"}
    assert hub.rank_ranges["closeness", "h"] == (1, 1)


def test_paths_from_a_sample_of_a_large_network_widen_the_interval():
    every = "d1 d2 d3"
    wheel = [f"hub-n{i} {every}" for i in range(150)] + [f"n{i}-n{i + 1} {every}" for i in range(0, 100, 3)]
    net = network_of(*wheel)
    exact, drawn = (
        net.robustness(measures=["closeness"], resamples=20, exact_nodes=nodes).ranks.set_index("id")
        for nodes in (1_000, 50)
    )
    assert (exact["low"] == exact["high"]).all()
    assert drawn.loc["hub", ["low", "high"]].tolist() == [1, 1]
    assert (drawn["low"] < drawn["high"]).sum() > 100


def test_unknown_measures_and_methods_are_refused(hub):
    with pytest.raises(SetupError, match="'fame' is no measure"):
        hub.robustness(measures=["fame"])
    with pytest.raises(SetupError, match="'coin' is no way"):
        hub.robustness(method="coin")


@pytest.mark.parametrize("net", [Network(), network_of(a="PL"), network_of("a-b d1")])
def test_tiny_networks_have_an_answer(net):
    found = net.robustness(resamples=3)
    assert len(found.words) == len(MEASURES)
    assert len(measure.document_influence(net)) == len(net.records)
