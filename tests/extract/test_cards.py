"""People on lines of their own with what they are beneath."""

import pytest

from netgraph.extract.cards import add_cards
from netgraph.extract.names import Name
from netgraph.extract.relations import Link
from netgraph.model import Chain

KINDS = dict.fromkeys(("Anna Roth", "Max Berg", "Ewa Lis"), "person") | dict.fromkeys(("Alfa", "Beta"), "organisation")
OWN = {"Anna Roth Alfa", "Max Berg Beta"}
CARDS = [
    ("Anna Roth\nAlfa, SE\nPresident\n\nMax Berg\nBeta, DE\nVice-President", OWN),
    ("Speakers\nDr. Anna Roth (chair)\nDirector, Alfa\nMax Berg\nBeta\nMore at the desk", OWN),
    ("- Anna Roth\nAlfa\n- Max Berg\nBeta\nThe Ewa Lis prize goes to her.", OWN),
    ("Anna Roth\nAlfa", set()),  # one card may be anything
    ("Alfa\nAnna Roth\nMax Berg\nBeta\nEwa Lis", set()),  # bodies over their people
    ("Anna Roth spoke for an hour.\nAlfa\nMax Berg came late, too.\nBeta", set()),
    ("Anna Roth\nShe came from Alfa.\nMax Berg\nHe came from Beta.", set()),
]


def ties(text, *links):
    found = sorted((text.index(name), name) for name in KINDS if name in text)
    names = [Name(start, start + len(name), 0, 1, KINDS[name], 0.9, "en") for start, name in found]
    chains = [Chain(name, KINDS[name], (), (), None, None, None, 0.9) for _, name in found]
    out = add_cards(links, chains, names, list(range(len(names))), text)
    return {f"{chains[link.source].name} {chains[link.target].name}" for link in out}, out


@pytest.mark.parametrize(("text", "expected"), CARDS)
def test_the_bodies_on_a_card_are_those_of_its_person(text, expected):
    assert ties(text)[0] == expected


def test_a_body_on_the_card_above_is_not_that_of_the_person_below():
    text = "Anna Roth\nAlfa\n\nMax Berg\nBeta"  # numbers: 0 Anna Roth, 1 Alfa, 2 Max Berg, 3 Beta
    wrong, other = Link(2, 1, "affiliated_with", 0.7, (2, 1)), Link(2, 1, "funds", 0.7, (2, 1))
    assert ties(text, wrong)[0] == OWN
    assert other in ties(text, wrong, other)[1]


def test_what_is_known_already_stays_as_it_is():
    given = Link(0, 1, "affiliated_with", 0.95, (0, 1))
    _, links = ties("Anna Roth\nAlfa\n\nMax Berg\nBeta", given)
    assert [link.confidence for link in links if link.source == 0] == [0.95]
