"""Where a body lies is no part of its name, and no body."""

import pytest

from netgraph.extract.seats import without_seats

from .marked import read_marked

SEATS = [
    ("de", "[[Museum Alfa]] ([[Kreis Pilsen]]) und [[Beta]]", ["Museum Alfa", "Beta"]),
    ("pl", "[[Szkoła Alfa]] ([[powiat Giżycko]], Polska)", ["Szkoła Alfa"]),
    ("lt", "[[Alfa mokykla]] ([[Utenos rajonas]])", ["Alfa mokykla"]),
    ("de", "[[Museum Alfa]] ([[Stadt Pilsen]])", ["Museum Alfa", "Stadt Pilsen"]),  # the body that it is of
    ("de", "[[Museum Alfa]] ([[Kreis der Freunde]])", ["Museum Alfa", "Kreis der Freunde"]),
    ("de", "Der [[Kreis Pilsen]] und das [[Museum Alfa]]", ["Kreis Pilsen", "Museum Alfa"]),
]


@pytest.mark.parametrize(("language", "text", "names"), SEATS)
def test_a_district_in_brackets_behind_a_body_is_where_it_lies(language, text, names):
    read = read_marked(text, language)
    assert [read.text[n.start : n.end] for n in without_seats(read.text, read.names)] == names
