"""What the words around two names say of their relation: denied, planned, over."""

import tomllib
from pathlib import Path

import pytest

from netgraph.extract.modality import Wording
from tests.extract.marked import read_marked


def cases():
    data = tomllib.loads(Path(__file__).with_name("modality.toml").read_text(encoding="utf-8"))
    for case in data["case"]:
        for text in case["texts"]:
            relation = case.get("relation", "cooperates")
            yield pytest.param(case["language"], text, relation, case["says"], id=f"{case['language']}: {text}")


def ask(marked, one=0, other=1, kind="cooperates", **more):
    wording = Wording(marked.tokens, marked.bits, marked.names)
    return wording.modality(marked.names[one], marked.names[other], (0, len(marked.text)), kind, **more)


@pytest.mark.parametrize(("language", "text", "relation", "says"), list(cases()))
def test_the_clause_around_two_names_is_read(language, text, relation, says):
    marked = read_marked(text, language)
    assert (ask(marked, kind=relation) or "denied") == says
    assert (ask(marked, 1, 0, kind=relation) or "denied") == says


def test_a_word_within_a_name_denies_nothing():
    marked = read_marked("[[Inte utan min dotter]] visas i [[Lunds bibliotek]].", "sv")
    assert ask(marked) == "current"


@pytest.mark.parametrize(
    ("language", "heading", "says"),
    [("en", "Former members of [[Network B]]", "ended"), ("de", "Geplante Partner von [[Projekt B]]", "planned"),
     ("pl", "Partnerzy [[Projektu B]]", "current")],
)  # fmt: skip
def test_the_line_above_a_list_speaks_for_its_items(language, heading, says):
    marked = read_marked(f"{heading}\nX\n[[Verein A]]", language, kinds=("heading", "item", "item"))
    sentence = (marked.names[1].start, marked.names[1].end)
    wording = Wording(marked.tokens, marked.bits, marked.names)
    assert wording.modality(*marked.names, sentence, "member_of", apart=True) == says


def test_of_two_sentences_only_the_second_can_deny():
    first = read_marked("[[Town A]] has no office.\nIt is a member of [[Network B]].", "en")
    second = read_marked("[[Town A]] has an office.\nIt is not a member of [[Network B]].", "en")
    for marked, says in ((first, "current"), (second, None)):
        sentence = (marked.text.index("It "), len(marked.text))
        wording = Wording(marked.tokens, marked.bits, marked.names)
        assert wording.modality(*marked.names, sentence, "member_of", apart=True) == says
