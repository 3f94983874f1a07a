"""Countries, regions, towns and their adjectives inside a stretch of text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from netgraph.places.clues import clues, country_adjective
from netgraph.places.find import country_of, find_place, town_of_adjective
from netgraph.places.keys import name_key
from netgraph.places.table import DATA, Place

_WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*")
_LONGEST = 4  # words of a name
_LARGE = 100_000  # a town elsewhere than in the likely countries must be as large
SpanKind = Literal["country", "place", "country adjective", "place adjective"]


@dataclass(frozen=True, slots=True)
class PlaceSpan:
    """A part of a text that tells a country."""

    start: int
    end: int
    text: str
    country: str
    kind: SpanKind
    place: Place | None = None


def place_spans(text: str, language: str | None = None, countries: Sequence[str] = ()) -> Iterator[PlaceSpan]:
    """Parts of ``text`` that name a country or a place or are an adjective of one: longest first, no two overlap.

    Args:
        text: a name or a passage.
        language: of the text.
        countries: likely countries, likeliest first; small towns count only there.
    """
    words = [match.span() for match in _WORD.finditer(text)]
    number = 0
    while number < len(words):
        for last in range(min(number + _LONGEST, len(words)), number, -1):
            start, end = words[number][0], words[last - 1][1]
            found = _read(text[start:end], start, language, tuple(countries))
            if found is not None:
                yield found
                number = last
                break
        else:
            number += 1


def _read(text: str, start: int, language: str | None, countries: tuple[str, ...]) -> PlaceSpan | None:
    end, single = start + len(text), " " not in text
    if text[0].isupper():
        if (country := country_of(text, language)) is not None and _means_country(text):
            return PlaceSpan(start, end, text, country, "country", find_place(country))
        if not single or name_key(text) not in ambiguous():
            place = find_place(text, language, countries)
            if place is not None and _counts(place, text, countries):
                return PlaceSpan(start, end, text, place.country, "place", place)
    if single:
        if (country := country_adjective(text, language)) is not None:
            return PlaceSpan(start, end, text, country, "country adjective")
        if len(text) > 5 and (place := town_of_adjective(text, language, countries)) is not None:
            return PlaceSpan(start, end, text, place.country, "place adjective", place)
        if "-" in text and text[0].isupper():
            head = text.split("-")[0]
            return _read(head, start, language, countries) if len(head) > 3 else None
    return None


def _means_country(text: str) -> bool:
    return len(text) > 3 or text.isupper()


def _counts(place: Place, text: str, countries: tuple[str, ...]) -> bool:
    if len(text) < 4 and place.country not in countries[:1]:
        return False
    return place.country in countries or place.kind != "town" or place.population >= _LARGE


@cache
def ambiguous() -> frozenset[str]:
    """Keys of names that in running text are more often something else: "Most", "Halle", "Bosch"."""
    lines = (DATA / "ambiguous.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def prepositions(language: str | None) -> frozenset[str]:
    """Words of a language that stand between a body and the place where it is."""
    every = clues()["prepositions"]
    return frozenset(every.get(language or "", [w for words in every.values() for w in words]))
