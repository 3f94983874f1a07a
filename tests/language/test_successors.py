"""Words and the sign by which a name says that it follows another one."""

import pytest

from netgraph.language.successors import spell_plus, successors


def test_words_are_small_and_in_order_without_comments():
    words = sorted(successors())
    assert {"plus", "next"} <= set(words)
    assert all(word.isalpha() and word == word.casefold() for word in words)


@pytest.mark.parametrize(
    ("name", "spelt"),
    [("Erasmus+", "Erasmus Plus"), ("Erasmus +", "Erasmus Plus"), ("„Erasmus+”", "„Erasmus Plus”"), ("A+B", "A+B"),
     ("+", "+"), ("Erasmus", "Erasmus")],
)  # fmt: skip
def test_the_sign_at_the_end_is_a_word(name, spelt):
    assert spell_plus(name) == spelt
