"""Tokens are runs of word characters and single signs, with offsets into the text."""

import pytest

from netgraph.language import tokenise


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        (" \n\t", []),
        ("Klaster IT", ["Klaster", "IT"]),
        ("e.V.", ["e", ".", "V", "."]),
        ("Göteborgs-Posten (2021)", ["Göteborgs", "-", "Posten", "(", "2021", ")"]),
        ("l’École„X”", ["l", "’", "École", "„", "X", "”"]),
        ("a_b 3,5 €", ["a_b", "3", ",", "5", "€"]),
    ],
)
def test_words_and_signs(text: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in tokenise(text)] == words


def test_offsets_are_into_the_whole_text() -> None:
    text = "Ala ma kota, a kot ma Alę."
    assert tokenise(text, 4, 11) == [(4, 6), (7, 11)]
    assert tokenise(text, 22) == [(22, 25), (25, 26)]


def test_a_word_is_cut_at_the_end() -> None:
    assert tokenise("organisation", 0, 5) == [(0, 5)]
