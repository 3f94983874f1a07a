"""Common nouns that stand for a body named before."""

import pytest

from netgraph.extract.anaphora import refer_back
from netgraph.model import Chain, Mention
from tests.extract.marked import read_marked


def nouns(text, language, kinds=()):
    marked = read_marked(text, language, types=kinds)
    owner = list(range(len(marked.names)))
    chains = []
    for name in marked.names:
        said = marked.text[name.start : name.end]
        chains.append(Chain(said, name.type, (Mention(name.start, name.end, said, 0.9),), (said,)))
    names, owners = refer_back(marked.names, owner, chains, marked.tokens, marked.bits)
    assert [n.start for n in names] == sorted(n.start for n in names)
    new = [(n, o) for n, o in zip(names, owners, strict=True) if n not in marked.names]
    return [(marked.text[n.start : n.end], o) for n, o in new]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("pl", "[[Fundacja Nowa Huta]] rośnie. Fundacja ma biuro.", [("Fundacja", 0)]),
        ("pl", "[[Fundacja Nowa Huta]] rośnie, a fundacja ma biuro.", []),  # might be another one
        ("pl", "Fundacja rośnie. [[Fundacja Nowa Huta]] ma biuro.", []),  # is not named yet
        ("pl", "[[Fundacja Nowa Huta]] i [[Fundacja Stara]]. Fundacja ma biuro.", []),  # which one?
        ("pl", "[[Fundacja Nowa Huta]] rośnie. Klaster ma biuro.", []),
        ("de", "Der [[Verein Alte Oder]] lädt ein. Der Verein feiert.", [("Verein", 0)]),
        ("en", "The [[Nord Foundation]] met [[Lund]]. The Foundation pays.", [("Foundation", 0)]),
    ],
)
def test_a_noun_stands_for_the_only_body_that_it_can_mean(language, text, found):
    assert nouns(text, language) == found
