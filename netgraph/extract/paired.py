"""Two bodies that the tagger took for one, where the words beside their name say that there are several."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from netgraph.extract.features import Token
from netgraph.extract.forms import conjunctions
from netgraph.extract.names import Name

_BEFORE = 2  # tokens between the telling word and the name: an article, a colon
_QUOTES = frozenset("„“”«»\":")
_LONGEST_ARTICLE = 4  # letters


def part_pairs(tokens: Sequence[Token], names: Sequence[Name]) -> list[Name]:
    """The names, and those of two bodies in two: "between Alfa and Beta", "the municipalities Alfa and Beta".

    Where a body follows on such a word and nothing goes on behind it, it cannot be one alone.
    """
    return [part for name in names for part in _parts(tokens, name)]


def _parts(tokens: Sequence[Token], name: Name) -> Iterator[Name]:
    form, joins = name.forms(tokens), conjunctions(name.language)
    places = [i for i in range(1, len(form) - 1) if form[i] in joins and form[i + 1][0].isupper()]
    if name.type != "organisation" or len(places) != 1 or not form[0][0].isupper() or "," in form:
        yield name
        return
    at = places[0]
    plural = plurals(name.language)
    joint = at == 1 and len(form) > 3 and form[-1].casefold() in plural
    capitals = all(word[0].isupper() for n, word in enumerate(form) if n != at)
    opened = at > 1 and capitals and form[0].casefold() in plural
    if joint or opened or _is_announced(tokens, name):
        yield replace(name, end=tokens[name.first + at - 1].end, last=name.first + at)
        yield replace(name, start=tokens[name.first + at + 1].start, first=name.first + at + 1)
    else:
        yield name


def _is_announced(tokens: Sequence[Token], name: Name) -> bool:
    """Whether the text speaks of several before a name, behind which no other one joins."""
    after, then = ([t.form for t in tokens[name.last : name.last + 2]] + ["", ""])[:2]
    if after in conjunctions(name.language) or (after == "," and then[:1].isupper()):
        return False
    telling = between_words(name.language) | partner_words(name.language) | plurals(name.language)
    for i in range(name.first - 1, max(-1, name.first - 2 - _BEFORE), -1):
        word = tokens[i].form
        if word.casefold() in telling:
            return True
        if not (word in _QUOTES or (word.islower() and len(word) < _LONGEST_ARTICLE)):
            return False
    return False


@cache
def between_words(language: str) -> frozenset[str]:
    """Words for "between"."""
    return frozenset(_read("agreed.toml").get(language, ()))


@cache
def partner_words(language: str) -> frozenset[str]:
    """Words for several partners."""
    return frozenset(_read("paired.toml")["partners"].get(language, ()))


@cache
def plurals(language: str) -> frozenset[str]:
    """Words for several bodies of one kind that bear the names of places."""
    return frozenset(_read("paired.toml")["bodies"].get(language, ()))


@cache
def _read(file: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(file).read_text(encoding="utf-8"))
