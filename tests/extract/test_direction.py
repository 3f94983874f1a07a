"""Which way a relation goes, where its ends tell it."""

import pytest

from netgraph.extract.direction import gives_only, joins_a_place, turn
from netgraph.extract.relations import Link
from netgraph.model import Chain


def chain(name, kind="organisation", *aliases):
    return Chain(name, kind, (), aliases, None, None, None, 0.9)


def turned(kind, source, target):
    link = turn(Link(0, 1, kind, 0.5, (3, 7)), [source, target])
    assert link in (Link(0, 1, kind, 0.5, (3, 7)), Link(1, 0, kind, 0.5, (7, 3)))
    return link.source == 1


@pytest.mark.parametrize("kind", ["participates_in", "organises"])
def test_an_initiative_takes_part_in_no_body(kind):
    assert turned(kind, chain("Blue Week", "initiative"), chain("Town of Lund"))
    assert not turned(kind, chain("Town of Lund"), chain("Blue Week", "initiative"))
    assert not turned(kind, chain("Blue Week", "initiative"), chain("Blue Year", "initiative"))
    assert not turned("part_of", chain("Blue Week", "initiative"), chain("Town of Lund"))


FUNDS = ["Euroopan aluekehitysrahasto", "European Social Fund", "EAKR", "Fonds européen de développement régional"]


@pytest.mark.parametrize("name", FUNDS)
def test_nobody_is_a_partner_of_a_fund(name):
    chains = [chain("Town of Lund"), chain(name, "initiative"), chain("Blue Fund", "initiative")]
    assert gives_only(Link(0, 1, "participates_in", 0.5, (0, 1)), chains)
    assert not gives_only(Link(1, 0, "funds", 0.5, (1, 0)), chains)
    assert not gives_only(Link(0, 2, "participates_in", 0.5, (0, 1)), chains)


@pytest.mark.parametrize(
    ("whole", "kind", "joins"),
    [("Region Skåne", "member_of", True), ("Hamburg", "member_of", True), ("Norda Network", "member_of", False),
     ("Region Skåne", "part_of", False), ("PARIS", "member_of", False)],
)  # fmt: skip
def test_nobody_is_a_member_of_a_town_or_a_region(whole, kind, joins):
    chains = [chain("Malmö stad"), chain(whole), chain("Anna Roth", "person")]
    assert joins_a_place(Link(0, 1, kind, 0.5, (0, 1)), chains) == joins
    assert not joins_a_place(Link(2, 1, kind, 0.5, (2, 1)), chains)


PARTS = [
    ("Dipartimento ICAR del Politecnico di Bari", "Politecnico di Bari"),
    ("Wydział Matematyki", "Uniwersytet Warszawski"),
    ("Institutt for arkivfag", "Høgskolen i Oslo"),
    ("Joint Research Centre", "European Commission"),
]


@pytest.mark.parametrize(("part", "whole"), PARTS)
def test_a_part_is_told_by_its_name(part, whole):
    assert turned("part_of", chain(whole), chain(part))
    assert not turned("part_of", chain(part), chain(whole))


def test_a_name_of_the_whole_may_be_an_alias():
    assert turned("part_of", chain("Universität Rostock", "organisation", "UniHRO"), chain("Labor UniHRO"))


@pytest.mark.parametrize(("one", "other"), [("Alfa", "Beta"), ("Institute Alfa", "Centre Beta"), ("Alfa", "alfa")])
def test_where_names_tell_nothing_the_relation_stays(one, other):
    assert not turned("part_of", chain(one), chain(other))
    assert not turned("cooperates", chain("Uniwersytet Warszawski"), chain("Wydział Matematyki"))


def test_a_body_takes_part_in_an_initiative_and_does_not_cooperate_with_it():
    body, week = chain("Town of Lund"), chain("Blue Week", "initiative")
    for number, ends in enumerate(([body, week], [week, body])):
        link = turn(Link(0, 1, "cooperates", 0.5, (3, 7)), ends)
        assert (link.type, link.source) == ("participates_in", number)
    assert turn(Link(0, 1, "cooperates", 0.5, (3, 7)), [body, body]).type == "cooperates"


@pytest.mark.parametrize(
    ("name", "backwards"),
    [("Blue Week", True), ("Premio Galileo", True), ("Blue Fund", False), ("Innovationsfonden", False),
     ("Interreg South Baltic", False), ("Erasmus+", False), ("Blue Programme", False)],
)  # fmt: skip
def test_an_initiative_that_is_no_fund_pays_no_body(name, backwards):
    assert turned("funds", chain(name, "initiative"), chain("Town of Lund")) == backwards
    assert not turned("funds", chain("Town of Lund"), chain(name, "initiative"))
