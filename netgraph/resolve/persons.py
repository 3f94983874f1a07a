"""Persons' names: titles off, given names and surname apart, and how two of them agree."""

import re
from dataclasses import dataclass
from functools import lru_cache

from .letters import fold
from .words import lexicon, same_word

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")


@dataclass(frozen=True, slots=True)
class PersonName:
    """Given names and surname as folded words; a given name may be an initial."""

    given: tuple[str, ...]
    surname: str
    parts: frozenset[str]  # of the surname: a double name has two

    @property
    def is_full(self) -> bool:
        """Whether a whole given name is known."""
        return any(len(g) > 1 for g in self.given)


@lru_cache(maxsize=50_000)
def read_person(text: str) -> PersonName | None:
    """The name without titles; None when no word is left."""
    words = list(_WORD.findall(text[:200]))
    while len(words) > 1 and fold(words[0]).rstrip(".") in lexicon().titles and (len(words[0].rstrip(".")) > 1):
        words = words[1:]
    while len(words) > 1 and fold(words[-1]).replace(".", "") in lexicon().titles:
        words = words[:-1]
    if not words:
        return None
    given = tuple(i for w in words[:-1] for i in fold(w).rstrip(".").replace(".", " ").split())
    parts = tuple(p for p in fold(words[-1]).strip(".").split("-") if p)
    return PersonName(given, "-".join(parts), frozenset(parts)) if parts else None


def agree(x: PersonName, y: PersonName) -> tuple[str, float]:
    """How two names agree, as a word and its weight; ``different`` when they cannot be one person's."""
    if not x.given or not y.given:
        return _agree_surname(x, y)
    every_x, every_y = {*x.given, *x.parts}, {*y.given, *y.parts}
    if every_x == every_y and (x.is_full or len(x.given) > 1):
        return "same full name", 4.5 if len(every_x) < 3 else 5.0
    surname = _same_surname(x, y)
    given = _given(x.given[0], y.given[0])
    if surname and given == "same":
        if len(x.given) == len(y.given) == 1:
            if x.parts == y.parts:
                return "same name, inflected", 4.0
            if len(x.parts) == len(y.parts) == 1:
                return "same name, surname inflected", 3.5
            return "same given name, one surname of two", 3.0
        inner = [_given(a, b) for a, b in zip(x.given[1:], y.given[1:], strict=False)]
        return ("other middle names", 0.0) if "other" in inner else ("same first name and surname", 3.5)
    if surname and given == "initial":
        return "initial and surname", 2.5
    return ("different", 0.0) if surname and given == "other" else ("", 0.0)


def _agree_surname(x: PersonName, y: PersonName) -> tuple[str, float]:
    if not _same_surname(x, y):
        return "", 0.0
    return ("surname alone", 1.5) if x.given or y.given else ("same single name", 2.5)


def _same_surname(x: PersonName, y: PersonName) -> bool:
    return bool(x.parts & y.parts) or any(same_word(a, b) for a in x.parts for b in y.parts)


def _given(a: str, b: str) -> str:
    if a == b or (min(len(a), len(b)) > 3 and same_word(a, b)):
        return "same"
    if min(len(a), len(b)) == 1:
        return "initial" if a[0] == b[0] else "other"
    return "other"
