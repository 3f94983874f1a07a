"""Bodies between which something is agreed."""

import pytest

from netgraph.extract.agreed import add_agreed
from netgraph.extract.names import Name
from netgraph.extract.relations import Link
from netgraph.model import Chain

ROWS = [
    ("en", "A declaration between Alfa, Beta and Gama was signed.", {"Alfa Beta", "Alfa Gama", "Beta Gama"}),
    ("de", "Der Vertrag zwischen der Alfa und dem Beta gilt.", {"Alfa Beta"}),
    ("sv", "Ett samarbete mellan Alfa, Beta och Gama.", {"Alfa Beta", "Alfa Gama", "Beta Gama"}),
    ("pl", "Umowa pomiędzy Alfa a Beta.", {"Alfa Beta"}),
    ("fr", "Un accord entre l’Alfa et la Beta.", {"Alfa Beta"}),
    ("it", "Un accordo tra Alfa e l'Beta.", {"Alfa Beta"}),
    ("no", "Penger fra Alfa og Beta.", set()),
    ("sv", "Han kom med Alfa och Beta.", set()),
    ("en", "Between 2019 and 2020 Alfa met Beta.", set()),
    ("en", "A pact between Alfa at Beta and Gama.", set()),
    ("de", "Verträge zwischen Städten wie Alfa und Beta.", set()),
]


def agreed(language, text, kind="organisation", links=()):
    at = sorted((text.index(name), name) for name in ("Alfa", "Beta", "Gama") if name in text)
    names = [Name(start, start + len(name), 0, 1, kind, 0.9, language) for start, name in at]
    chains = [Chain(name, kind, (), (), None, None, None, 0.9) for _, name in at]
    found = add_agreed(links, chains, names, list(range(len(names))), text)
    return chains, found


@pytest.mark.parametrize(("language", "text", "expected"), ROWS)
def test_bodies_in_a_row_behind_between_cooperate(language, text, expected):
    chains, links = agreed(language, text)
    assert {f"{chains[link.source].name} {chains[link.target].name}" for link in links} == expected
    assert {link.type for link in links} <= {"cooperates"}


def test_what_two_are_to_each_other_already_they_stay():
    given = Link(0, 1, "part_of", 0.8, (0, 1))
    _, links = agreed("en", "A pact between Alfa and Beta.", links=[given])
    assert links == [given]


def test_projects_and_people_agree_on_nothing():
    assert agreed("en", "A match between Alfa and Beta.", kind="person")[1] == []
