"""Who speaks to a paper is not of it."""

import pytest

from netgraph.extract.hearers import without_hearers
from netgraph.extract.relations import Link

from .marked import read_marked

HEARD = [
    ("sv", "Det går bra, säger [[Ola Lindeman]] till [[Skånebladet]]."),
    ("en", "[[Ann Crane]] told the [[Kiel Daily News]] that it works."),
    ("pl", "[[Jan Wilczek]] w rozmowie z [[Radiem Lipno]] mówi o planach."),
    ("de", "[[Anna Roth]] im Gespräch mit „[[Kieler Blatt]]“"),
    ("no", "– Det er bra, sier [[Kari Vik]] til [[Vikbladet]]."),
]
OF = [
    ("sv", "Chefen [[Ola Lindeman]] till [[Alfa AB]]"), ("en", "says [[Ann Crane]] of [[Kiel Daily News]]"),
    ("pl", "[[Jan Wilczek]] z [[Radia Lipno]]"), ("sv", "säger [[Ola Lindeman]], [[Skånebladet]]"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), [*HEARD, *OF])
def test_who_speaks_to_a_paper_is_not_of_it(language, text):
    marked = read_marked(text, language, types=("person", "organisation"))
    links = [Link(0, 1, "affiliated_with", 0.9, (0, 1))]
    assert without_hearers(links, marked.names, marked.text) == ([] if (language, text) in HEARD else links)
    other = [Link(0, 1, "cooperates", 0.9, (0, 1))]
    assert without_hearers(other, marked.names, marked.text) == other
