"""Countries, regions, towns and their adjectives inside a stretch of text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from netgraph.language.pack import load_pack
from netgraph.places.clues import country_adjective
from netgraph.places.find import Match, has_side, match_place, town_of_adjective
from netgraph.places.forms import forms
from netgraph.places.keys import name_key
from netgraph.places.load import ambiguous
from netgraph.places.table import Place

_WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*")
_ELIDED = re.compile(r"(?:[dln]|qu|(?:d[aeo]|ne|a|su)ll?)['’](?=\w)", re.IGNORECASE)  # "d'Italia", "dell'Emilia"
_LONGEST = 4  # words of a name
_PASSAGE = 500  # characters of a text that is kept in memory
# People that a town elsewhere than in the likely country needs.
_SMALL, _MIDDLE, _LARGE, _HUGE = 10_000, 100_000, 200_000, 1_000_000
# "UGent", "ToruńJUG": an acronym parts a name, and a hyphen does; a capital within "PostNord" does not.
_NAME_PART = re.compile(r"(?:[^\W\d_a-z]{1,3}(?=[^\W\d_a-z][^\W\d_A-Z]{3}))?([^\W\d_][^\W\d_A-Z]{3,})(?:[A-Z]{2,})?")
_CAPITAL_ADJECTIVES = frozenset({"de", "en", "nl"})  # adjectives of towns have a capital: "Berliner", "Amsterdamse"
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
    find = _spans if len(text) <= _PASSAGE else _spans.__wrapped__
    return iter(find(text, language, tuple(countries)))


@lru_cache(maxsize=256)
def _spans(text: str, language: str | None, likely: tuple[str, ...]) -> tuple[PlaceSpan, ...]:
    """As ``place_spans``; the words around a name are read for more than one reason."""
    words = [_without_article(text, *match.span()) for match in _WORD.finditer(text)]
    number, spans = 0, []
    while number < len(words):
        start = words[number][0]
        longest = _LONGEST if text[start].isupper() else 1  # names of several words begin with a capital
        for last in range(min(number + longest, len(words)), number, -1):
            name = text[start : words[last - 1][1]]
            found = _read(name, language, likely)
            # "Newport News" is not Newport, even where it does not count itself.
            if found or (last - number > 1 and _is_town(name, language, likely)):
                spans += [_moved(one, start) for one in found]
                number = last
                break
        else:
            number += 1
    return tuple(spans)


def _without_article(text: str, start: int, end: int) -> tuple[int, int]:
    elided = _ELIDED.match(text, start, end)
    return (elided.end() if elided is not None else start), end


@lru_cache(maxsize=65_536)
def _read(text: str, language: str | None, countries: tuple[str, ...]) -> tuple[PlaceSpan, ...]:
    """What a word or a few words tell, with places from the start of ``text``."""
    end, single = len(text), " " not in text
    if text[0].isupper() and name_key(text) not in ambiguous(language):
        found = match_place(text, language, countries)
        named = single and found is not None and not found.exact and text in _given_names(language)
        if found is not None and not named and _counts(found, text, language, countries):
            kind: SpanKind = "country" if found.place.kind == "country" else "place"
            return (PlaceSpan(0, end, text, found.place.country, kind, found.place),)
    if not single:
        place = town_of_adjective(text, language, countries) if text[0].isupper() and text.count(" ") == 1 else None
        return (PlaceSpan(0, end, text, place.country, "place adjective", place),) if place is not None else ()
    if (country := country_adjective(text, language)) is not None:
        return (PlaceSpan(0, end, text, country, "country adjective"),)
    if text[0].islower() and language in _CAPITAL_ADJECTIVES:
        return ()  # "wieder" is nothing of Vienna
    if len(text) > 5 and (place := town_of_adjective(text, language, countries)) is not None:
        return (PlaceSpan(0, end, text, place.country, "place adjective", place),)
    inner: list[PlaceSpan] = []
    for part in re.finditer(r"[^-]+", text):
        match = _NAME_PART.fullmatch(part.group())
        if match is not None and match.group(1) != text:
            at = part.start() + match.start(1)
            found_inside = _read(match.group(1), language, countries)
            inner += [_moved(one, at) for one in found_inside]
    return tuple(inner)


def _is_town(name: str, language: str | None, countries: tuple[str, ...]) -> bool:
    found = match_place(name, language, countries)
    return found is not None and found.exact and found.place.kind == "town"


def _moved(span: PlaceSpan, by: int) -> PlaceSpan:
    return PlaceSpan(span.start + by, span.end + by, span.text, span.country, span.kind, span.place)


def _counts(found: Match, text: str, language: str | None, countries: tuple[str, ...]) -> bool:
    """Whether a match is safe: short, capital, inflected, small and far names are often something else."""
    place = found.place
    if text.isupper() and len(text) < 8:
        return place.kind == "country" and (found.exact or name_key(text) in forms(language).irregular)
    if place.kind == "country":
        return len(text) > 3
    if len(text) < 4 and not (found.exact and place.population >= _MIDDLE):
        return False
    if not found.exact and " " not in text and found.key in ambiguous(language):
        return False
    if place.country in countries[:1]:
        return True
    if place.country in countries:
        return place.kind == "region" or place.population >= _SMALL
    if place.kind == "region":
        if not found.exact and has_side(name_key(text)) is not None and " " not in text:
            return True  # "Südböhmen": no other place is called so
        return (found.exact or place.population >= _LARGE) and (place.population > 0 or place.nuts is not None)
    near = place.in_europe
    if found.exact or name_key(text) in forms(language).irregular:
        return place.population >= (_SMALL if near else _LARGE)
    return place.population >= (_MIDDLE if near else _HUGE)


@cache
def _given_names(language: str | None) -> frozenset[str]:
    return frozenset(load_pack(language or "").given_names)
