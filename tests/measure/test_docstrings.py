"""What every measure must say of itself: where it comes from and what a high value means."""

import inspect

import pytest

import netgraph
from netgraph import measure

FUNCTIONS = [name for name in measure.__all__ if inspect.isfunction(getattr(measure, name))]
METHODS = {
    "measures": "measure_network", "brokers": "broker_table", "borders": "border_matrix", "groups": "describe_groups",
    "robustness": "measure_robustness", "gaps": "find_gaps",
}  # fmt: skip


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_measure_names_its_source_or_is_a_plain_count(name):
    said = inspect.getdoc(getattr(measure, name)) or ""
    assert any(word in said for word in ("References:", "A plain count", "o measure itself"))
    if "References:" in said:
        cited = said.partition("References:")[2]
        assert any(f"({year})" in cited for year in range(1900, 2026))


@pytest.mark.parametrize(("method", "function"), METHODS.items())
def test_every_method_of_a_network_leads_to_the_function_that_says_more(method, function):
    assert f"``netgraph.measure.{function}``" in inspect.getdoc(getattr(netgraph.Network, method))
    assert function in FUNCTIONS
