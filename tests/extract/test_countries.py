"""Countries that chains take from one another."""

import re

import numpy as np
import pytest

from netgraph.extract.countries import Surroundings, keep_one_home, locate
from netgraph.extract.names import Name
from netgraph.extract.origins import NONE, Candidates, OriginModel
from netgraph.extract.pairs import Mentions
from netgraph.extract.relations import Link
from netgraph.extract.trained import mean_vectors
from netgraph.model import Chain, Document, Mention, Relation


def settle(chains, relations, text="", language="en"):
    made = [Chain(name, kind, (), (), country) for name, kind, country in chains]
    links = [Relation(source, target, kind, 0, 0) for source, target, kind in relations]
    return [c.country for c in Surroundings(Document("x", text, language=language)).settle(made, links)]


def test_a_person_takes_the_country_of_the_organisation():
    chains = [("Ann Lee", "person", None), ("A", "organisation", "SE"), ("B", "organisation", "DE")]
    assert settle(chains, [(0, 1, "affiliated_with"), (0, 2, "cooperates")])[0] == "SE"


def test_a_person_takes_the_country_of_the_surest_organisation():
    made = [Chain("Ann Lee", "person", (), ()), Chain("A", "organisation", (), (), "SE"),
            Chain("B", "organisation", (), (), "DE")]  # fmt: skip
    for sure, country in ((1, "SE"), (2, "DE")):
        links = [Relation(0, n, "affiliated_with", 0, 0, confidence=0.9 if n == sure else 0.6) for n in (1, 2)]
        assert Surroundings(Document("x", "", language="en")).settle(made, links)[0].country == country


@pytest.mark.parametrize(
    ("reason", "homes", "country"),
    [
        ("place 'Baltic' in its name", ("SE", "DE"), None),
        ("country of the document", ("SE", "DE"), None),
        ("place 'Baltic' in its name", ("SE", "SE", None), "PL"),
        ("country 'Poland' in its name", ("SE", "DE"), "PL"),
        ("country of the document", ("PL", "PL", "PL", "DE"), "PL"),
    ],
)
def test_an_alliance_of_several_countries_has_none(reason, homes, country):
    made = [Chain("Alliance", "organisation", (), (), "PL", reason)]
    made += [Chain(f"A{n}", "organisation", (), (), home) for n, home in enumerate(homes)]
    links = [Relation(n, 0, "member_of", 0, 0) for n in range(1, len(made))]
    assert Surroundings(Document("x", "", language="en")).settle(made, links)[0].country == country


@pytest.mark.parametrize(
    ("confidence", "reason", "told", "country"),
    [
        (0.6, "country of the document", "place 'X' in its name", "DE"),
        (0.6, "international by its name", "the town 'X'", "DE"),
        (0.4, "country of the document", "place 'X' in its name", "PL"),
        (0.6, "place 'Y' in its name", "place 'X' in its name", "PL"),
        (0.6, "country of the document", "country of the document", "PL"),
    ],
)
def test_a_part_of_which_nothing_is_told_sits_where_its_whole_sits(confidence, reason, told, country):
    part = Chain("Institute", "organisation", (), (), "PL", reason)
    made = [part, Chain("College", "organisation", (), (), "DE", told)]
    links = [Relation(0, 1, "part_of", 0, 0, confidence=confidence)]
    assert Surroundings(Document("x", "", language="en")).settle(made, links)[0].country == country


def test_a_person_without_an_organisation_is_of_the_country_of_the_document():
    assert settle([("Anna Nowak", "person", None)], [], "Tekst", "pl")[0] == "PL"
    assert settle([("Ann Lee", "person", None)], [], "Text", "en")[0] is None


def test_an_initiative_takes_the_one_country_of_those_who_carry_it():
    chains = [("Forum", "initiative", None), ("A", "organisation", "SE"), ("B", "organisation", "SE")]
    assert settle(chains, [(1, 0, "organises"), (2, 0, "organises")])[0] == "SE"


def test_a_project_of_organisations_in_many_countries_has_none():
    chains = [("Bridge", "initiative", None)] + [(c, "organisation", c) for c in ("SE", "DE", "LT", "PL", "FI")]
    links = [(1, 0, "organises"), (2, 0, "organises"), *((n, 0, "participates_in") for n in (3, 4, 5))]
    assert settle(chains, links, "Tekst", "pl")[0] is None


@pytest.mark.parametrize(("homes", "country"), [(("SE", "SE", "PL"), None), (("SE", "SE", "SE", "PL"), "SE")])
def test_a_project_of_more_than_a_few_bodies_abroad_has_none(homes, country):
    class OfItsBodies:
        def choose(self, candidates, vector=None):
            return "SE", "country of its organisations"

    made = [Chain("Bridge", "initiative", (), ()), *(Chain(f"A{n}", "organisation", (), (), c, "place 'X' in its name")
                                                     for n, c in enumerate(homes))]  # fmt: skip
    links = [Relation(n, 0, "participates_in", 0, 0) for n in range(1, len(made))]
    surroundings = Surroundings(Document("x", "", language="en"), models={"initiative": OfItsBodies()})
    assert surroundings.settle(made, links)[0].country == country


def test_an_initiative_without_organisations_is_of_the_country_of_its_document():
    assert settle([("Festyn", "initiative", None)], [], "Tekst", "pl")[0] == "PL"


def test_a_country_that_the_own_name_tells_stays():
    chains = [("Forum in Turku", "initiative", None), ("A", "organisation", "SE")]
    assert settle(chains, [(1, 0, "participates_in")])[0] == "FI"


def chain(name, kind, text, country=None):
    start = text.index(name)
    return Chain(name, kind, (Mention(start, start + len(name), name),), (name,), country)


def test_an_event_without_organisations_is_where_the_words_around_it_are():
    text = "The Forum Sea took place in Kiel. Guests came from many towns."
    found = Surroundings(Document("x", text, language="en")).settle([chain("Forum Sea", "initiative", text)], [])[0]
    assert (found.country, found.country_reason) == ("DE", "place 'Kiel' where it takes place")


def test_what_else_a_document_names_tells_a_project_of_several_countries():
    text = "The project Sea Net met in Kiel."
    project, programme = chain("Sea Net", "initiative", text), Chain("Interreg Europe", "initiative", (), ())
    bodies = [Chain(f"A{n}", "organisation", (), (), home) for n, home in enumerate(("SE", "LT", "PL"))]
    document = Document("x", text, language="en")
    assert Surroundings(document).settle([project], [])[0].country == "DE"
    assert Surroundings(document).settle([project, programme, *bodies], [])[0].country is None


@pytest.mark.parametrize("name", ["Interreg V-A Italia-Slovenia", "Polish-German Week", "Programma Interreg Alpi",
                                  "EU Interreg Sachsen", "Kooperationsprogramm Interreg Sachsen"])  # fmt: skip
def test_an_initiative_across_a_border_by_its_name_has_no_country(name):
    chains = [(name, "initiative", None), ("A", "organisation", "IT")]
    assert settle(chains, [(1, 0, "organises")]) == [None, "IT"]


def test_a_project_of_a_programme_across_a_border_has_no_country():
    made = [Chain("Sea Net", "initiative", (), ()), Chain("Interreg Alpha", "initiative", (), ())]
    made.append(Chain("A", "organisation", (), (), "SE"))
    for kind, told in (("part_of", True), ("cooperates", False)):
        links = [Relation(0, 1, kind, 0, 0, confidence=0.9), Relation(2, 0, "organises", 0, 0, confidence=0.9)]
        project = Surroundings(Document("x", "", language="en")).settle(made, links)[0]
        assert (project.country_reason == "its programme is of several countries") == told


def test_a_brand_from_abroad_makes_no_alliance_of_several_countries():
    made = [Chain("Alliance", "organisation", (), (), "PL", "country of the document")]
    made += [Chain("A", "organisation", (), (), "PL"), Chain("IBM", "organisation", (), (), "US", "a well-known body")]
    links = [Relation(n, 0, "member_of", 0, 0) for n in (1, 2)]
    assert Surroundings(Document("x", "", language="en")).settle(made, links)[0].country == "PL"


def test_a_town_with_twins_abroad_keeps_its_country():
    made = [Chain("Comune di Udine", "organisation", (), (), "IT", "place 'Udine' in its name")]
    made += [Chain(f"A{n}", "organisation", (), (), home) for n, home in enumerate(("SE", "DE"))]
    links = [Relation(n, 0, "member_of", 0, 0) for n in (1, 2)]
    assert Surroundings(Document("x", "", language="en")).settle(made, links)[0].country == "IT"


def test_a_part_of_a_body_of_several_countries_has_none():
    part = Chain("Directorate Sea", "organisation", (), (), "IT", "country of the document")
    whole = Chain("European Commission", "organisation", (), (), None, "international body")
    links = [Relation(0, 1, "part_of", 0, 0, confidence=0.9)]
    assert Surroundings(Document("x", "", language="en")).settle([part, whole], links)[0].country is None


def test_letters_tell_a_foreign_body_where_the_text_names_its_country():
    for text, country in (("Partner z Czech: Šilheřovice.", "CZ"), ("Partner: Šilheřovice.", "PL")):
        surroundings = Surroundings(Document("x", text, language="pl"))
        name = Name(text.index("Š"), len(text) - 1, 0, 1, "organisation", 0.9, "pl")
        assert locate("Šilheřovice", (), "organisation", [name], surroundings)[0] == country


def test_a_person_is_at_home_in_one_country():
    chains = [Chain("Ann Lee", "person", (), ())]
    chains += [Chain(c, "organisation", (), (), c or None) for c in ("SE", "DE", "SE", "")]
    sure = (0.8, 0.4, 0.4, 0.4)
    links = [Link(0, n, "affiliated_with", p, (0, n)) for n, p in enumerate(sure, 1)]
    links.append(Link(0, 2, "participates_in", 0.4, (0, 2)))
    assert [link.target for link in keep_one_home(links, chains)] == [1, 3, 4, 2]
    assert len(keep_one_home([Link(0, 2, "affiliated_with", 0.6, (0, 2)), *links], chains)) == 5


def test_the_name_of_a_person_is_no_place():
    text = "Maia Lee spoke in the hall. Maia Lee and Maia Lee again."
    names = [Name(m.start(), m.end(), 0, 1, "person", 0.9, "en") for m in re.finditer("Maia Lee", text)]
    document = Document("x", text, language="en")
    assert (Surroundings(document).country, Surroundings(document, names).country) == ("PT", None)


def test_the_reason_is_the_feature_that_weighs_most():
    model = OriginModel({"organisations share": 1.0, "place near": 2.0, "none": 1.5}, np.zeros(1), np.ones(1))
    said = {"SE": {"organisations share": 1.0, "place near": 0.4}, NONE: dict.fromkeys(QUIET, 0.0) | {"none": 1.0}}
    words = {"SE": {"organisations share": "its organisations", "place near": "a place"}}
    assert model.choose(Candidates(said, words)) == ("SE", "its organisations")
    assert model.choose(Candidates(said, words), np.array([0.5])) == (None, "nothing tells the country")
    many = {NONE: said[NONE] | {"two countries": 1.0}}
    assert model.choose(Candidates(many, {})) == (None, "its organisations are of several countries")


QUIET = ("international", "sounds international", "two countries", "more countries")


def test_the_vector_of_a_chain_is_the_mean_of_its_names():
    vectors = np.arange(10, dtype=np.float32).reshape(5, 2)
    # Tokens 0, 1-2 and 4: the last name ends with the text; the first and the last make one chain.
    mentions = Mentions(*(np.array(column) for column in ([0, 1, 4], [1, 3, 5], [0, 1, 0], [2, 2, 2])))
    assert mean_vectors(vectors, mentions).tolist() == [[4.0, 5.0], [3.0, 4.0]]


@pytest.mark.parametrize(
    ("name", "language", "place"),
    [
        ("Regione Autonoma Friuli Venezia Giulia", "it", "Friuli-Venezia Giulia"),
        ("Regione Friuli-Venezia Giulia", "it", "Friuli-Venezia Giulia"),
        ("Università di Venezia", "it", "Venezia"),
        ("Junta de Castilla y León", "es", "Castilla y León"),
        ("Klaster ICT Pomorze Zachodnie", "pl", "Zachodniopomorskie"),
        ("Camera di commercio di Reggio Emilia", "it", "Reggio nell'Emilia"),
        ("Kauno miesto savivaldybė", "lt", "Kaunas"),
    ],
)
def test_a_place_of_several_words_is_not_one_of_its_words(name, language, place):
    document = Document("x", name, language=language)
    found = locate(name, (), "organisation", (), Surroundings(document))
    assert found[2] == place
