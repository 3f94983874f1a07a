"""Which way a relation goes, where its ends tell it."""

import pytest

from netgraph.extract.direction import add_leaders, by_its_words, turn
from netgraph.extract.names import Name
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


def said_of(text, name="Kiel", kind="organises"):
    start = text.index(name)
    names = [Name(start, start + len(name), 0, 1, "organisation", 0.9, "en")] * 2
    chains = [chain(name), chain("It", "organisation" if kind == "part_of" else "initiative")]
    return by_its_words(Link(0, 1, kind, 0.5, (0, 1)), chains, names, text).type


PARTNERS = [
    "It is led by Lund; Kiel is a partner.", "It is led by Lund; partner is Kiel.", "by Lund with Kiel as a partner",
    "koordynuje Lund, a partnerem jest Kiel", "leds av Lund och Kiel är partner", "Lund, ja kumppanina on Kiel",
    "par Lund, avec Kiel comme partenaire", "koordinuoja Lund, partneris – Kiel", "di Lund, Kiel è partner",
]  # fmt: skip
LEADERS = [
    "Kiel is the lead partner.", "The lead partner is Kiel.", "Lead partner: Kiel", "partnerem wiodącym jest Kiel",
    "Leadpartner ist Kiel", "Kiel runs it. A partner is Lund.", "Kiel, with Lund as a partner", "Hauptpartner ist Kiel",
]  # fmt: skip
MEMBERS = ["Oulu on Kielin jäsen", "Kaunas yra asociacijos Kiel narys", "Tartu on Kieli liige", "Szeged a Kiel tagja"]


@pytest.mark.parametrize("text", MEMBERS)
def test_who_is_called_a_member_is_no_part(text):
    assert said_of(text, kind="part_of") == "member_of"
    assert said_of(text.rpartition(" ")[0], kind="part_of") == "part_of"


@pytest.mark.parametrize("text", PARTNERS)
def test_who_is_called_a_partner_takes_part(text):
    assert said_of(text) == "participates_in"
    assert said_of(text, kind="funds") == "funds"


@pytest.mark.parametrize("text", LEADERS)
def test_a_leading_partner_leads(text):
    assert said_of(text) == "organises"


FUNDERS = [
    "Kiel is co-funder of the week", "Kiel är samarbetspartner samt medfinansiär.", "Kiel ist Partner und Förderer",
    "Kiel jest partnerem i sponsorem", "Kiel est le principal financeur", "Kiel on hankkeen rahoittaja",
]  # fmt: skip


@pytest.mark.parametrize("text", FUNDERS)
def test_who_is_called_a_funder_funds(text):
    assert said_of(text) == said_of(text, kind="participates_in") == "funds"


NO_FUNDERS = ["Kiel is a funding agency", "Kiel is co-funded by Lund", "Lund is the funder, Kiel no"]


@pytest.mark.parametrize("text", NO_FUNDERS)
def test_who_is_no_funder_of_it_stays(text):
    assert said_of(text) == "organises"


def test_a_body_takes_part_in_an_initiative_and_does_not_cooperate_with_it():
    body, week = chain("Town of Lund"), chain("Blue Week", "initiative")
    for number, ends in enumerate(([body, week], [week, body])):
        link = turn(Link(0, 1, "cooperates", 0.5, (3, 7)), ends)
        assert (link.type, link.source) == ("participates_in", number)
    assert turn(Link(0, 1, "cooperates", 0.5, (3, 7)), [body, body]).type == "cooperates"


LEADS = [
    "the network Blue with Kiel, lead partner of the network, and", "project Blue: Kiel (coordinator of the project)",
    "sieci Blue są Kiel – lider sieci, oraz", "nätverket Blue och Kiel, koordinator för nätverket",
    "Projekt Blue mit Kiel, Koordinator des Projekts", "le projet Blue, avec Kiel, chef de file du projet",
    "progetto Blue, Kiel, capofila del progetto", "projektu Blue je Kiel, koordinátor projektu",
]  # fmt: skip
NO_LEADS = [
    "the network Blue with Kiel, lead partner of the programme", "the network Blue with Kiel, a partner of the network",
]  # fmt: skip


def leaders(text, links=()):
    spans = [(text.index(name), len(name), kind) for name, kind in (("Kiel", "organisation"), ("Blue", "initiative"))]
    names = [Name(start, start + length, 0, 1, kind, 0.9, "en") for start, length, kind in spans]
    return add_leaders(links, [chain("Kiel"), chain("Blue", "initiative")], names, [0, 1], text)


@pytest.mark.parametrize("text", LEADS)
def test_who_is_called_the_leader_of_a_network_runs_what_is_called_one(text):
    other = Link(1, 0, "participates_in", 0.4, (1, 0))
    for found in (leaders(text), leaders(text, [other])):
        assert [(one.source, one.target, one.type) for one in found] == [(0, 1, "organises")]


@pytest.mark.parametrize("text", NO_LEADS)
def test_who_leads_something_else_does_not_run_it(text):
    assert leaders(text) == []
