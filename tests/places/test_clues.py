"""Adjectives, legal forms, web addresses, international bodies: what they tell of a country, and what they do not."""

import pytest

from netgraph.places import country_adjective, country_of_domain, country_of_legal_form, is_international
from netgraph.places.clues import country_of_body, international_share, sounds_international


@pytest.mark.parametrize(
    ("word", "language", "country"),
    [
        ("niemieckie", "pl", "DE"), ("polskiej", "pl", "PL"), ("szwedzką", "pl", "SE"), ("litewscy", "pl", "LT"),
        ("tyska", "sv", "DE"), ("finländska", "sv", "FI"), ("svenskt", "sv", "SE"), ("polnische", "de", "PL"),
        ("österreichischer", "de", "AT"), ("Schweizer", "de", "CH"), ("Swedish", "en", "SE"), ("Dutch", "en", "NL"),
        ("Österreichische", "en", "AT"), ("Deutsche", "en", "DE"), ("svizzera", "it", "CH"), ("norueguesa", "pt", "NO"),
        ("japanilaisten", "fi", "JP"), ("brazylijskim", "pl", "BR"), ("češkoj", "hr", "CZ"), ("angličtí", "cs", "GB"),
        ("švicarska", "sl", "CH"), ("slovenskou", "cs", "SK"), ("slovenskom", "sk", "SK"), ("süddänische", "de", "DK"),
        ("sydsvenska", "sv", "SE"), ("prancūziškas", "lt", "FR"), ("австрійська", "uk", "AT"),
    ],
)  # fmt: skip
def test_an_adjective_tells_a_country(word: str, language: str, country: str) -> None:
    assert country_adjective(word, language) == country


@pytest.mark.parametrize("word", ["kulturalny", "rozwój", "Verein", "nordirische", "norddal", "", "a", "\ud800"])
def test_other_words_are_no_adjectives_of_countries(word: str) -> None:
    assert country_adjective(word, "pl") is None
    assert country_adjective(word) is None


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Kalmar Energi AB", "SE"), ("Inter Sp. z o.o.", "PL"), ("Inter sp. z o. o.", "PL"),
        ("Förderverein e.V.", "DE"),
        ("Lernwerk gGmbH", "DE"), ("Metsä Oyj", "FI"), ("Kylät ry", "FI"), ("Novo ApS", "DK"), ("Vind A/S", "DK"),
        ("Kraft ASA", "NO"), ("UAB Šviesa", "LT"), ("VšĮ Versli Lietuva", "LT"), ("SIA Saule", "LV"), ("OÜ Meri", "EE"),
        ("Maja MTÜ", "EE"), ("Híd Kft.", "HU"), ("Molen B.V.", "NL"), ("Pont SARL", "FR"), ("Brug vzw", "BE"),
        ("Puente S.L.", "ES"), ("Ponte S.r.l.", "IT"), ("Ponte S.p.A.", "IT"), ("Ponte Lda", "PT"),
        ("Most o.p.s.", "CZ"),
        ("Most, z. s.", "CZ"), ("Bridge Ltd", "GB"), ("Bridge Inc.", "US"),
    ],
)  # fmt: skip
def test_a_legal_form_tells_a_country(name: str, country: str) -> None:
    assert country_of_legal_form(name) == country


@pytest.mark.parametrize("name", ["Brücke GmbH", "Most a.s.", "Most s.r.o.", "Most d.o.o.", "Pont S.A."])
def test_a_common_legal_form_tells_nothing_alone(name: str) -> None:
    assert country_of_legal_form(name) is None


def test_a_common_legal_form_tells_a_country_that_is_likely() -> None:
    assert country_of_legal_form("Brücke GmbH", ["AT"]) == "AT"
    assert country_of_legal_form("Most s.r.o.", ["PL", "SK"]) == "SK"
    assert country_of_legal_form("Tiltas AB", ["LT"]) == "LT"
    assert country_of_legal_form("Brücke GmbH", ["FR"]) is None


@pytest.mark.parametrize("name", ["Sabado", "ABBA", "Fundacja A", "Oyster", "Sas", "BASF SE", ""])
def test_letters_within_a_word_are_no_legal_form(name: str) -> None:
    assert country_of_legal_form(name) is None


@pytest.mark.parametrize(
    ("host", "country"),
    [
        ("www.szczecin.pl", "PL"), ("https://kalmar.se/om", "SE"), ("bbc.co.uk", "GB"),
        ("info@uni-greifswald.de", "DE"),
        ("tallinn.ee:443", "EE"), ("vilnius.lt.", "LT"), ("ec.europa.eu", None), ("example.com", None), ("x.io", None),
        ("localhost", None), ("1.2.3.4", None), ("foo.xx", None), ("", None), (".pl", "PL"),
    ],
)  # fmt: skip
def test_a_web_address_tells_a_country(host: str, country: str | None) -> None:
    assert country_of_domain(host) == country


@pytest.mark.parametrize(
    "name",
    [
        "European Commission", "Komisja Europejska", "Europeiska kommissionen", "EU", "UE", "Unia Europejska", "NATO",
        "OECD", "United Nations", "ONZ", "Interreg South Baltic", "Interreg V A", "Erasmus+", "Erasmus +", "URBACT III",
        "URBACT", "Nordic Council of Ministers", "Nordiska ministerrådet", "Europos Komisija", "UNESCO",
        "the European Union", "Programma Erasmus+", "Programul Interreg", "EU-Förderprogramm Interreg",
    ],
)  # fmt: skip
def test_bodies_of_several_countries_are_known(name: str) -> None:
    assert is_international(name)


@pytest.mark.parametrize("name", ["EU Mobility Sverige", "Unescole", "Natolin", "Interreg project Alfa"])
def test_names_that_only_begin_alike_are_not(name: str) -> None:
    assert not is_international(name)


def test_a_name_may_sound_international() -> None:
    assert sounds_international("European Federation for Living")
    assert sounds_international("Międzynarodowe Stowarzyszenie Muzeów")
    assert sounds_international("Junior Achievement Europe")
    assert not sounds_international("Fundacja na rzecz Studiów Europejskich")
    assert not sounds_international("Stowarzyszenie Klaster IT")


def test_a_well_known_body_has_a_country() -> None:
    assert country_of_body("Chalmers University") == "SE"
    assert country_of_body("Fraunhofer IAO") == "DE"
    assert country_of_body("Chalmersa") is None
    assert country_of_body("Stowarzyszenie Chalmers") is None


def test_the_share_of_words_that_call_something_international() -> None:
    assert international_share("Projekt międzynarodowy, partnerzy europejscy i polscy") == pytest.approx(1 / 6)
    assert international_share("") == 0
