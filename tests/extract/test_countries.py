"""Countries that chains take from one another."""

import pytest

from netgraph.extract.countries import Surroundings
from netgraph.model import Chain, Document, Relation


def settle(chains, relations, text="", language="en"):
    made = [Chain(name, kind, (), (), country) for name, kind, country in chains]
    links = [Relation(source, target, kind, 0, 0) for source, target, kind in relations]
    return [c.country for c in Surroundings(Document("x", text, language=language), ()).settle(made, links)]


def test_a_person_takes_the_country_of_the_organisation():
    chains = [("Ann Lee", "person", None), ("A", "organisation", "SE"), ("B", "organisation", "DE")]
    assert settle(chains, [(0, 1, "affiliated_with"), (0, 2, "cooperates")])[0] == "SE"


def test_a_person_takes_the_country_of_the_surest_organisation():
    made = [Chain("Ann Lee", "person", (), ()), Chain("A", "organisation", (), (), "SE"),
            Chain("B", "organisation", (), (), "DE")]  # fmt: skip
    for sure, country in ((1, "SE"), (2, "DE")):
        links = [Relation(0, n, "affiliated_with", 0, 0, confidence=0.9 if n == sure else 0.6) for n in (1, 2)]
        assert Surroundings(Document("x", "", language="en"), ()).settle(made, links)[0].country == country


@pytest.mark.parametrize(
    ("reason", "homes", "country"),
    [
        ("place 'Baltic' in its name", ("SE", "DE"), None),
        ("country of the document", ("SE", "DE"), None),
        ("place 'Baltic' in its name", ("SE", "SE", None), "PL"),
        ("country 'Poland' in its name", ("SE", "DE"), "PL"),
    ],
)
def test_an_alliance_of_several_countries_has_none(reason, homes, country):
    made = [Chain("Alliance", "organisation", (), (), "PL", reason)]
    made += [Chain(f"A{n}", "organisation", (), (), home) for n, home in enumerate(homes)]
    links = [Relation(n, 0, "member_of", 0, 0) for n in range(1, len(made))]
    assert Surroundings(Document("x", "", language="en"), ()).settle(made, links)[0].country == country


def test_a_person_without_an_organisation_keeps_none():
    assert settle([("Ann Lee", "person", None), ("F", "initiative", "SE")], [(0, 1, "participates_in")])[0] is None


def test_an_initiative_takes_the_one_country_of_those_who_carry_it():
    chains = [("Forum", "initiative", None), ("A", "organisation", "SE"), ("B", "organisation", "SE")]
    assert settle(chains, [(1, 0, "organises"), (2, 0, "organises")])[0] == "SE"


def test_an_initiative_of_two_countries_has_none():
    chains = [("Forum", "initiative", None), ("A", "organisation", "SE"), ("B", "organisation", "DE")]
    assert settle(chains, [(1, 0, "organises"), (2, 0, "organises")], "Tekst", "pl")[0] is None


def test_an_initiative_without_organisations_is_of_the_country_of_its_document():
    assert settle([("Festyn", "initiative", None)], [], "Tekst", "pl")[0] == "PL"


def settle_one(country, reason, organisations):
    chains = [Chain("Forum", "initiative", (), (), country, reason)]
    chains += [Chain(f"A{i}", "organisation", (), (), home) for i, home in enumerate(organisations)]
    links = [Relation(i + 1, 0, "organises", 0, 0) for i in range(len(organisations))]
    return Surroundings(Document("x", "", language="en"), ()).settle(chains, links)[0].country


def test_a_country_that_the_own_name_tells_stays():
    assert settle_one("FI", "country 'Finland' in its name", ("SE",)) == "FI"


def test_organisations_tell_more_than_a_place_near_the_name():
    assert settle_one("FI", "place 'Turku' near its name", ("SE", "SE")) == "SE"
    assert settle_one("FI", "place 'Turku' near its name", ("SE", "FI")) is None
    assert settle_one("FI", "place 'Turku' near its name", ()) == "FI"
