"""The date of a relation."""

import pytest

from netgraph.extract.dating import find_relation_date
from tests.extract.marked import read_marked

CASES = [
    ("en", "On 3 May 2021, [[Town A]] and [[Town B]] signed an agreement.", "2021-05-03"),
    ("pl", "1 grudnia 2021 r. [[Gmina A]] podpisała umowę z [[Gminą B]].", "2021-12-01"),
    ("de", "Im März 2020 wurde [[Verein A]] Mitglied im [[Verband B]].", "2020-03"),
    ("sv", "Sedan 2019 samarbetar [[Digitri]] med [[Region Skåne]].", "2019"),
    ("de", "[[Verein A]] ist seit 2019 Mitglied im [[Verband B]].", "2019"),
    ("fr", "Le 1er décembre 2021 [[la Ville A]] a rejoint le [[Réseau B]].", "2021-12-01"),
    ("en", "[[Town A]], founded in 1990, works with [[Town B]].", None),
    ("en", "Founded in 1990, [[Town A]] works with [[Town B]].", None),
    ("en", "[[Town A]] and [[Town B]] worked together in 2014 and 2016.", None),
    ("en", "[[Town A]] runs the project (2014–2020) with [[Town B]].", None),
    ("en", "[[Town A]] organises [[Festival 2019]].", None),
    ("en", "From 3 May 2019 to 5 June 2020 [[Town A]] works with [[Town B]].", None),
    ("en", "[[Town A]], part of [[Network B]], has set goals for 2030.", None),
    ("sv", "[[Region A]] samarbetar med [[Verket B]] fram till 2027.", None),
    ("de", "[[Verein A]] arbeitet mit [[Verband B]], mit einer Laufzeit bis August 2027.", None),
    ("de", "[[Verein A]] arbeitet von August 2021 bis Dezember 2025 mit [[Verband B]].", "2021-08"),
    ("pl", "[[Gmina A]] organizuje od 3 do 5 maja 2021 r. [[Festiwal B]].", "2021-05-05"),
    ("en", "[[Town A]] gave 2000.50 euros to [[Town B]].", None),
    ("en", "[[Town A]] works with [[Town B]].", None),
]


@pytest.mark.parametrize(("language", "text", "date"), CASES)
def test_a_sentence_dates_its_relation(language, text, date):
    marked = read_marked(text, language)
    ends = marked.names[0], marked.names[-1]
    assert find_relation_date(marked.text, (0, len(marked.text)), ends, marked.names, language) == date


def test_the_date_outside_the_quote_does_not_count():
    marked = read_marked("On 3 May 2021. [[Town A]] works with [[Town B]].", "en")
    one, other = marked.names
    assert find_relation_date(marked.text, (one.start, other.end), (one, other), marked.names, "en") is None


def test_a_quote_too_long_to_be_a_sentence_gives_none():
    marked = read_marked("[[A]] [[B]] 2019 " + "x " * 400, "en")
    one, other = marked.names
    assert find_relation_date(marked.text, (0, len(marked.text)), (one, other), marked.names, "en") is None
