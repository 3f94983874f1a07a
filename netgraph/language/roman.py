"""Roman numbers in names: up to 39, as editions and parts have them."""

import re

_NUMERAL = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10}


def roman_value(word: str) -> int | None:
    """The number that a word in capitals writes; None when it writes none."""
    if _NUMERAL.fullmatch(word) is None:
        return None
    values = [_VALUES[letter] for letter in word]
    return sum(-v if v < max(values[n:]) else v for n, v in enumerate(values))
