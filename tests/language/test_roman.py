"""Roman numbers in names."""

import pytest

from netgraph.language.roman import roman_value


@pytest.mark.parametrize(
    ("word", "value"),
    [("I", 1), ("IV", 4), ("VI", 6), ("IX", 9), ("XIV", 14), ("XXXIX", 39), ("", None), ("IIX", None), ("vi", None),
     ("VIA", None), ("MIX", None)],
)  # fmt: skip
def test_the_number_of_a_word(word, value):
    assert roman_value(word) == value
