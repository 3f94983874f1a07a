"""Names of two bodies that the tagger took for one."""

import pytest

from netgraph.extract.paired import part_pairs

from .marked import read_marked

PAIRS = [
    ("cs", "projekt partnerů [[Spolek Alfa a Betazentrum gGmbH]]", ["Spolek Alfa", "Betazentrum gGmbH"]),
    ("de", "ein Vertrag zwischen der [[Stadt Alfa und Betawerk GmbH]].", ["Stadt Alfa", "Betawerk GmbH"]),
    ("pl", "wraz z partnerami: [[Fundacja Alfa i Centrum Beta]].", ["Fundacja Alfa", "Centrum Beta"]),
    ("lt", "su [[Alfų ir Betų seniūnijomis]] pasirašė", ["Alfų", "Betų seniūnijomis"]),
    ("fi", "[[Alfan ja Betan kaupungit]] sopivat", ["Alfan", "Betan kaupungit"]),
    ("de", "Die [[Nationalparks Alfawald und Beta]] planen", ["Nationalparks Alfawald", "Beta"]),
    ("pl", "[[Gminy Alfa i Beta]] podpisały", ["Gminy Alfa", "Beta"]),
]
ONES = [
    ("cs", "škola [[Fakulta Alfy a Bety]] pořádá"),
    ("pl", "wraz z partnerami: [[Izba Alfa i Beta]], Centrum Gama"),  # the list has another one
    ("lt", "su [[Kultūros ir sporto ministerija]] pasirašė"),
    ("lt", "su [[Alfų ir Betų seniūnija]] pasirašė"),
    ("en", "a contract with the [[Cities for Alfa and Beta]]."),
]


@pytest.mark.parametrize(("language", "text", "parts"), PAIRS)
def test_two_bodies_named_as_several_are_two(language, text, parts):
    read = read_marked(text, language)
    found = part_pairs(read.tokens, read.names)
    assert [read.text[name.start : name.end] for name in found] == parts
    assert [" ".join(t.form for t in read.tokens[n.first : n.last]) for n in found] == parts


@pytest.mark.parametrize(("language", "text"), ONES)
def test_a_body_with_and_in_its_name_is_one(language, text):
    read = read_marked(text, language)
    assert part_pairs(read.tokens, read.names) == read.names


def test_a_title_with_and_is_one():
    read = read_marked("ein Spiel zwischen [[Alfa und Beta]].", "de", types=["initiative"])
    assert part_pairs(read.tokens, read.names) == read.names
