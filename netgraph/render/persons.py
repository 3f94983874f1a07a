"""Where persons are named in a text: whole names and surnames, in inflected forms too."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise, product

from netgraph.model import Entity

from .inflected import is_form, may_be_form
from .words import fold

WORD = re.compile(r"[^\W_]+")
_BEGIN = 2  # letters
_MOST_BETWEEN = 2  # words between the given and the family name: second names, initials, "de la"
_JOIN = re.compile(r"(?:[\s_\u2019'-]|\.(?=[\s-]|[^\W\d_])){1,3}\Z")


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, folded."""
    return tuple(fold(word) for word in WORD.findall(name))


class Persons:
    """The names of the persons who are hidden."""

    def __init__(self, persons: Iterable[Entity]) -> None:
        self._given: dict[str, set[str]] = {}  # word to ids of persons
        self._family: dict[str, set[str]] = {}
        self._some = False
        self._alike: dict[str, list[str]] = {}  # words of names by the letters that all their forms begin with
        for person in persons:
            self._some = True
            parts = len(person.name.split())
            for name in sorted({person.name, *(alias for alias in person.aliases if len(alias.split()) == parts)}):
                self._add(person.id, name)
        for word in sorted({*self._given, *self._family}):
            self._alike.setdefault(word[:_BEGIN], []).append(word)
        self._given_like = lru_cache(maxsize=None)(self._find_given)
        self._family_like = lru_cache(maxsize=None)(self._find_family)
        self.is_surname = lru_cache(maxsize=None)(self._find_surname)

    def __bool__(self) -> bool:
        return self._some

    def _add(self, person: str, name: str) -> None:
        if any(letter.isdigit() for letter in name):  # what stands for a person already
            return
        first, *rest = name.split() or [""]
        for word in words_of(first) if rest else ():
            self._given.setdefault(word, set()).add(person)
        for part in rest or [first]:
            for written in WORD.findall(part):
                if len(written) > 2 and written[0].isupper():
                    self._family.setdefault(fold(written), set()).add(person)

    def _find_given(self, word: str) -> frozenset[str]:
        return self._find(self._given, word)

    def _find_family(self, word: str) -> frozenset[str]:
        return self._find(self._family, word)

    def _find(self, persons: Mapping[str, set[str]], word: str) -> frozenset[str]:
        alike = (name for name in self._alike.get(word[:_BEGIN], ()) if name in persons and may_be_form(name, word))
        return frozenset().union(*(persons[name] for name in alike))

    def _find_surname(self, word: str) -> bool:
        folded = fold(word)
        return any(is_form(name, folded) for name in self._alike.get(folded[:_BEGIN], ()) if name in self._family)

    def whole_names(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where a given name and a family name of one person stand together, in either order, and the person's id."""
        if not self._given:
            return
        found = [(match.start(), match.end(), fold(match.group())) for match in WORD.finditer(text)]
        given = [self._given_like(word) for _, _, word in found]
        family = [self._family_like(word) for _, _, word in found]
        for i, gap in product(range(len(found)), range(1, _MOST_BETWEEN + 2)):
            if not (given[i] or family[i]) or (j := i + gap) >= len(found):
                continue
            persons = (given[i] & family[j]) | (family[i] & given[j])
            if persons and self._are_one_name(text, found[i : j + 1]):
                yield found[i][0], found[j][1], min(persons)

    @staticmethod
    def _are_one_name(text: str, words: list[tuple[int, int, str]]) -> bool:
        joined = all(_JOIN.match(text[a[1] : b[0]]) for a, b in pairwise(words))
        return joined and all(text[start].isupper() or end - start < 4 for start, end, _ in words[1:-1])

    def surnames(self, text: str, *, any_case: bool) -> Iterator[tuple[int, int]]:
        """Where a surname stands, in some case."""
        for match in WORD.finditer(text):
            if (any_case or match.group()[0].isupper()) and self.is_surname(match.group()):
                yield match.span()

    def only_surname(self, text: str) -> Iterator[tuple[int, int]]:
        """The place of a surname that is all of a text."""
        if len(words := list(WORD.finditer(text))) == 1 and self.is_surname(words[0].group()):
            yield words[0].span()
