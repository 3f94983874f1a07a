"""Which way a relation goes, where its ends tell it."""

import pytest

from netgraph.extract.direction import by_its_words, turn
from netgraph.extract.relations import Link
from netgraph.extract.spans import Name
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
    return by_its_words(Link(0, 1, kind, 0.5, (0, 1)), names, text).type


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
