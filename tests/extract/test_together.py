"""Bodies of which the text says that they work together."""

import pytest

from netgraph.extract.relations import Link
from netgraph.extract.together import add_together
from netgraph.model import Chain

from .marked import read_marked

TOGETHER = [
    ("sk", "[[Alfa]] a [[Beta]] z Ukrajiny budú spolupracovať na mapách.", {(0, 1)}),
    ("de", "Im Projekt arbeiten die [[Alfa]], das [[Beta]] und die [[Gama]] zusammen.", {(0, 1), (0, 2), (1, 2)}),
    ("de", "[[Alfa]] und [[Beta]] arbeiten seit Jahren eng zusammen.", {(0, 1)}),
    ("pl", "[[Alfa]] i [[Beta]] współpracują od 2010 roku.", {(0, 1)}),
    ("fi", "[[Alfa]] ja [[Beta]] tekevät tiivistä yhteistyötä.", {(0, 1)}),
    ("lt", "[[Alfa]] ir [[Beta]] bendradarbiauja kultūros srityje.", {(0, 1)}),
    ("de", "[[Alfa]] und [[Beta]] arbeiten mit der [[Gama]] zusammen.", set()),
    ("pl", "Miasta z [[Alfą]] i [[Betą]] współpracują.", set()),
    ("en", "[[Alfa]] and [[Beta]] cooperate with schools.", set()),
    ("en", "[[Alfa]] and [[Beta]] moved. They cooperate.", set()),
]  # fmt: skip


def together(language, text, links=()):
    read = read_marked(text, language)
    chains = [Chain(read.text[n.start : n.end], n.type, (), (), None, None, None, 0.9) for n in read.names]
    return add_together(links, chains, read.names, list(range(len(chains))), read.text)


@pytest.mark.parametrize(("language", "text", "pairs"), TOGETHER)
def test_bodies_that_work_together_cooperate(language, text, pairs):
    found = together(language, text)
    assert {(link.source, link.target) for link in found} == pairs
    assert {link.type for link in found} <= {"cooperates"}


def test_a_part_that_works_with_its_whole_stays_a_part():
    given = Link(0, 1, "part_of", 0.8, (0, 1))
    assert together("pl", "[[Alfa]] i [[Beta]] współpracują.", [given]) == [given]
