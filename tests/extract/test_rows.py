"""Towns that stand in a row with bodies."""

import pytest

from netgraph.extract.features import plain_paragraphs, tokenise
from netgraph.extract.names import Name
from netgraph.extract.rows import complete_rows

ROWS = [
    ("de", "Partner: Rostock, Greifswald, Stralsund und Wismar.", ["Greifswald"], {"Rostock", "Stralsund", "Wismar"}),
    ("pl", "Umowa łączy miasta Giżycko i Rostock.", ["Giżycko"], {"Rostock"}),
    ("en", "Signed by Lund, Malmö, Xyzzyville and Kiel.", ["Lund"], {"Malmö", "Xyzzyville", "Kiel"}),
    ("da", "Xyzzy i Sverige, Paide i Estland nær Tallinn og Kiel deltager", ["Paide"], {"Xyzzy", "Kiel"}),
]  # fmt: skip
NO_ROWS = [
    ("en", "It is done in Lund, Malmö and Kiel.", ["Malmö"]),  # where, not who
    ("en", "Signed by Lund and Xyzzyville.", ["Lund"]),
    ("en", "Signed by Lund, Sweden and Kiel.", ["Lund"]),
    ("en", "Signed by Xyzzyville, Quuxtown and Lund.", ["Lund"]),
    ("en", "Xyzzyville, Lund and Kiel met.", ["Lund"]),  # the first word may be any
    ("en", "Signed by Lund, Malmö and Kiel.", []),
]


def names_of(language, text, seen, kind="organisation"):
    tokens = tokenise(text, plain_paragraphs(text))
    at = {token.form: n for n, token in enumerate(tokens)}
    names = [Name(text.index(w), text.index(w) + len(w), at[w], at[w] + 1, kind, 0.9, language) for w in seen]
    found = complete_rows(text, tokens, names, lambda position: language)
    assert found == sorted(found, key=lambda name: name.start)
    return {text[name.start : name.end] for name in found} - set(seen)


@pytest.mark.parametrize(("language", "text", "seen", "others"), ROWS)
def test_towns_in_a_row_with_a_body_are_bodies(language, text, seen, others):
    assert names_of(language, text, seen) == others
    assert names_of(language, text, seen, "person") == set()


@pytest.mark.parametrize(("language", "text", "seen"), NO_ROWS)
def test_other_rows_are_left(language, text, seen):
    assert names_of(language, text, seen) == set()


TWINS = [
    ("da", "Byen har seks venskabsbyer i Europa.\n\nXyzzy i Sverige\nPaide i Estland", {"Xyzzy", "Paide"}),
    ("cs", "Partnerskými městy Opavy jsou Katowice a Ratiboř.", {"Opavy", "Katowice", "Ratiboř"}),
    ("en", "Its twin town is Kiel.", {"Kiel"}), ("en", "Its twin town is Xyzzyville.", set()),
    ("en", "Kiel is a town.", set()),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "towns"), TWINS)
def test_twin_towns_are_bodies(language, text, towns):
    assert names_of(language, text, []) == towns


def test_a_faint_body_is_surer_in_a_row_of_sure_ones():
    text = "Signed by Lund and Kiel."
    tokens = tokenise(text, plain_paragraphs(text))
    names = [Name(10, 14, 3, 4, "organisation", 0.9, "en"), Name(19, 23, 5, 6, "organisation", 0.3, "en")]
    assert [text[n.start : n.end] for n in names] == [tokens[n.first].form for n in names] == ["Lund", "Kiel"]
    assert [name.confidence > 0.8 for name in complete_rows(text, tokens, names, lambda position: "en")] == [True] * 2


def test_a_heading_behind_a_list_is_no_town():
    assert names_of("en", "Lund (Sweden)\nKiel (Germany)\nProject Goals", ["Lund"]) == {"Kiel"}
