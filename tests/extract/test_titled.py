"""Bodies right behind the title of what they do together."""

import pytest

from netgraph.extract.relations import Link
from netgraph.extract.titled import add_titled
from netgraph.model import Chain

from .marked import MARK, read_marked

TITLED = [
    ("cs", "„[[Titul]]“ dlouholetých partnerů [[Alfa]] a [[Beta]]", 2),
    ("cs", "projekt „[[Titul]]“ mezi [[Alfa]] a [[Beta]]", 2),
    ("de", "Das Projekt „[[Titel]]“ zwischen der [[Alfa]] und dem [[Beta]] läuft.", 2),
    ("pl", "projekt „[[Tytuł]]” (partnerzy: [[Alfa]], [[Beta]] i [[Gama]])", 3),
    ("en", "the project [[Title]] of the partners [[Alfa]] and [[Beta]].", 2),
    ("cs", "„[[Titul]]“ partnerů [[Alfa]] a [[Beta]], „[[Titul 2]]“ spolku [[Gama]]", 2),
    ("en", "the project [[Title]] has the partners [[Alfa]] and others.", 0),
    ("en", "the project [[Title]] was shown by [[Alfa]] and [[Beta]].", 0),
    ("de", "Das Projekt „[[Titel]]“. Ein Vertrag zwischen [[Alfa]] und [[Beta]].", 0),
]


def titled(language, text, links=()):
    kinds = ["initiative" if name[:2] in ("Ti", "Ty") else "organisation" for name in MARK.findall(text)]
    read = read_marked(text, language, types=kinds)
    chains = [Chain(read.text[n.start : n.end], n.type, (), (), None, None, None, 0.9) for n in read.names]
    return add_titled(links, chains, read.names, list(range(len(chains))), read.text)


@pytest.mark.parametrize(("language", "text", "many"), TITLED)
def test_bodies_that_a_title_is_of_take_part(language, text, many):
    assert [(link.source, link.target, link.type) for link in titled(language, text)] == [
        (n, 0, "participates_in") for n in range(1, many + 1)
    ]


def test_who_leads_it_already_leads_it():
    given = Link(1, 0, "organises", 0.8, (1, 0))
    found = titled("en", "[[Title]] of the partners [[Alfa]] and [[Beta]].", [given])
    assert [link.type for link in found] == ["organises", "participates_in"]
