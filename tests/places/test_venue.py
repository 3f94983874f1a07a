"""Where an event takes place."""

import pytest

from netgraph.places import around, told_venue

HELD = [
    ("en", "The Harbour Conference will take place on 3 December in Helsinki, Finland and online.", "FI"),
    ("de", "Die Harbour Conference findet am 3. Dezember in Kopenhagen statt.", "DK"),
    ("pl", "Harbour Conference odbędzie się w Kopenhadze.", "DK"),
    ("sv", "Harbour Conference äger rum i Helsingfors.", "FI"),
    ("da", "Harbour Conference afholdes i Stockholm i maj.", "SE"),
    ("fi", "Harbour Conference järjestetään Tukholmassa.", "SE"),
    ("cs", "Harbour Conference proběhla ve Vídni.", "AT"),
    ("lt", "Harbour Conference vyks Rygoje.", "LV"),
    ("et", "Harbour Conference toimub Riias.", "LV"),
    ("nl", "Harbour Conference vond in Berlijn plaats.", "DE"),
    ("fr", "La Harbour Conference aura lieu à Bruxelles.", "BE"),
    ("es", "La Harbour Conference se celebra en Lisboa.", "PT"),
    ("it", "La Harbour Conference si terrà a Vienna.", "AT"),
    ("pt", "A Harbour Conference teve lugar em Madrid.", "ES"),
    ("hu", "A Harbour Conference-t megrendezik Bécsben.", "AT"),
]


def venue(language, text, name="Harbour Conference"):
    start = text.index(name)
    return told_venue(name, [around(text, start, start + len(name))], language, "XX")


@pytest.mark.parametrize(("language", "text", "country"), HELD)
def test_an_event_has_the_country_in_which_it_takes_place(language, text, country):
    found = venue(language, text)
    assert found is not None
    assert found[0] == country
    assert found[1].endswith("where it takes place")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Harbour Conference will take place in Helsinki and in Tallinn."),
        ("en", "The Harbour Conference is known in Helsinki."),
        ("en", "The Harbour Conference will take place. Anna Roth lives in Helsinki."),
        ("en", "The Harbour Conference is held by the University of Helsinki."),
        ("xx", "The Harbour Conference will take place in Helsinki."),
    ],
)
def test_what_is_not_said_is_not_told(language, text):
    assert venue(language, text) is None


def test_a_project_that_meets_somewhere_is_not_of_there():
    assert venue("en", "Harbour Cables: its kick-off took place in Helsinki.", "Harbour Cables") is None
