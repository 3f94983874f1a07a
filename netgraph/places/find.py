"""Find the place that a name means, inflected or not; a name that could mean two countries' places means none."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from math import log10

from netgraph.places.forms import adjective_keys, base_keys, forms
from netgraph.places.keys import name_key
from netgraph.places.load import ambiguous, form_rules, home_countries
from netgraph.places.table import MAIN, OTHER, Place, table

_COUNTRY = 2.0  # a country beats a town a hundred times as large; not so the smallest ones
_SMALL_COUNTRY, _SMALL_COUNTRY_PEOPLE = 0.5, 200_000
_TOWN_OF_REGION = 0.05  # a town with so much of the people of the region of the same name is meant
_RANK_COST = (0.0, 0.8, 1.2)
_INFLECTED_COST = 1.5  # exact beats stem unless the stem's place is thirty times as large
_HINT = 2.5  # a place in the document's country beats one three hundred times as large
_HOME = 0.3  # a place in a country of the language, where the context suggests none
_SMALL_TOWN = 20_000  # people; a larger one may be known by a shorter name
_EUROPE = 0.5  # a place with a NUTS code: documents are European
# "Südböhmen", "Sydskåne" lie where the region does; a part of an island or a state need not: "Nordirland".
_SIDE = re.compile(
    r"(?:süd|syd|sør|zuid|etelä|nord|noord|pohjois|ost|oost|öst|øst|itä|west|väst|vest|länsi|mittel|mellan)-?(?=\w{5})"
)
_PROPER = 0.2  # the name that the place itself bears
_FINEST = 5  # letters of the code of a NUTS 3 region
_MARGIN = 0.5  # less than three times as large: ambiguous
_ADJECTIVE_TOWN = 40_000  # people of a town from which an adjective is made; abroad four times as many
_ADJECTIVE_REGION = 1_000_000


@dataclass(frozen=True, slots=True)
class Match:
    """A place for a name; ``exact`` where the name is a main name of the place, uninflected."""

    place: Place
    score: float
    exact: bool
    key: str


def find_place(name: str, language: str | None = None, countries: Sequence[str] = ()) -> Place | None:
    """The country, region or town that a name means.

    Args:
        name: as written: any language, inflected or not.
        language: ISO 639-1 code of the text that holds the name; needed for inflected forms.
        countries: countries that the context suggests, likeliest first.

    Returns:
        The place, or None where the name is unknown or could as well mean a place of another country.
    """
    found = match_place(name, language, countries)
    return found.place if found is not None else None


def match_place(name: str, language: str | None = None, countries: Sequence[str] = ()) -> Match | None:
    """As ``find_place``, with how the name was read."""
    return _find(name_key(name), language, tuple(countries))


def find_place_in(name: str, country: str, language: str | None = None) -> Place | None:
    """The place that a name means in one country, however small it is beside those elsewhere."""
    key = name_key(name)
    read = (match for base in _bases(key, language) for match in _read(base, base != key, language, ()))
    found = _best(match for match in read if match.place.country == country)
    return found.place if found is not None else None


def is_place_name(name: str) -> bool:
    """Whether any place bears a name, be it clear which one or not."""
    return name_key(name) in table()


@cache
def is_country(code: str) -> bool:
    """Whether it is an ISO 3166-1 code, in capitals, of a country that has a place here."""
    return code in table().countries()


def country_of(name: str, language: str | None = None) -> str | None:
    """ISO code of the country that a name (any European language, inflected or not) means."""
    key = name_key(name)
    if len(key) < 2 or (len(key) == 2 and not name.isupper()):
        return None
    for candidate in (key, *base_keys(key, language)):
        for rank, place in table().lookup(candidate):
            if place.kind == "country" and rank == MAIN:
                return place.country
    return None


def town_of_adjective(word: str, language: str | None, countries: Sequence[str] = ()) -> Place | None:
    """The large town or the region from which an adjective is made: "krakowski", "Berliner"."""
    return _adjective(name_key(word), language, tuple(countries))


@lru_cache(maxsize=16_384)
def town_of_foreign_adjective(word: str, language: str | None) -> Place | None:
    """As ``town_of_adjective`` for a word of another language, such as "Pomorski" in a Swedish text.

    Only places where that other language is at home count, and only if all such languages agree on the country.
    """
    places = set()
    for other in _adjective_languages():
        place = _adjective(name_key(word), other, ()) if other != language else None
        if place is not None and place.country in home_countries(other):
            places.add(place)
    return min(places, key=lambda p: (-p.population, p.name)) if len({p.country for p in places}) == 1 else None


def has_side(key: str) -> re.Match[str] | None:
    """The part of a key that says on which side of a region something lies: "süd" of "südböhmen"."""
    return _SIDE.match(key)


@lru_cache(maxsize=65_536)
def _find(key: str, language: str | None, countries: tuple[str, ...]) -> Match | None:
    if len(key) < 2 or len(key) > 80:
        return None
    found = _best(match for base in _bases(key, language) for match in _read(base, base != key, language, countries))
    if found is None and (side := has_side(key)) is not None:
        whole = _find(key[side.end() :], language, countries)
        return replace(whole, exact=False, key=key) if whole is not None and whole.place.kind == "region" else None
    if found is not None and found.place.kind == "region" and len(found.place.nuts or "") == _FINEST:
        # "Krakowski" is of Kraków, not the statistical region of that name around it.
        town = _adjective(key, language, countries)
        if town is not None and town.kind == "town" and town.country == found.place.country:
            return Match(town, found.score, False, key)
    return found


@lru_cache(maxsize=65_536)
def _bases(key: str, language: str | None) -> tuple[str, ...]:
    """The key and what it may be a form of, as far as places bear it."""
    return tuple(base for base in (key, *base_keys(key, language)) if base in table())


@lru_cache(maxsize=16_384)
def _adjective(key: str, language: str | None, countries: tuple[str, ...]) -> Place | None:
    read = [match for base in adjective_keys(key, language) for match in _read(base, False, language, countries)]
    home = (*countries, *home_countries(language))
    found = _best(m for m in read if _makes_adjective(m, language, home))
    return found.place if found is not None else None


@cache
def languages_of_forms() -> tuple[str, ...]:
    """The languages whose inflection of places is known."""
    return tuple(sorted(form_rules()))


@cache
def _adjective_languages() -> tuple[str, ...]:
    return tuple(language for language in sorted(form_rules()) if forms(language).adjectives)


def _makes_adjective(match: Match, language: str | None, home: tuple[str, ...]) -> bool:
    place = match.place
    if place.kind == "town" and match.key in ambiguous(language):
        return False  # a region's own name may be a mere adjective: "Śląskie"
    if place.kind == "town":
        return place.population >= (_ADJECTIVE_TOWN if place.country in home else 4 * _ADJECTIVE_TOWN)
    return place.kind == "region" and match.exact and (place.country in home or place.population > _ADJECTIVE_REGION)


def _hint(country: str, language: str | None, countries: tuple[str, ...]) -> float:
    if country in countries[:5]:
        return _HINT - 0.3 * countries.index(country)
    return _HOME if country in home_countries(language) else 0.0


def _read(key: str, inflected: bool, language: str | None, countries: tuple[str, ...]) -> list[Match]:
    found = []
    known = table().lookup(key)
    for rank, place in known:
        hint = _hint(place.country, language, countries)
        small = place.kind == "town" and place.population < _SMALL_TOWN
        if rank == OTHER and small and place.country in home_countries(language)[:1]:
            hint = min(hint, _HOME)  # a language calls its own towns by their main names: "Pola" is not Polla
        elif rank != MAIN and place.kind == "town" and _is_outdone(place, known, key, language):
            hint = min(hint, _HOME)  # in Polish "Görlitz" is not Zgorzelec
        size = log10(place.population + 2_000)
        if place.kind == "country":
            size += _COUNTRY if place.population > _SMALL_COUNTRY_PEOPLE else _SMALL_COUNTRY
        hint += _PROPER if name_key(place.name) == key else 0.0
        hint += _EUROPE if place.nuts is not None else 0.0
        score = size + hint - _RANK_COST[rank] - (_INFLECTED_COST if inflected else 0.0)
        found.append(Match(place, score, rank == MAIN and not inflected, key))
    return found


def _is_outdone(place: Place, known: Sequence[tuple[int, Place]], key: str, language: str | None) -> bool:
    """Whether a town of the language's own country is called by a name that a larger one abroad bears itself."""
    return place.country in home_countries(language)[:1] and any(
        rank == MAIN and other.kind == "town" and other.country != place.country
        and other.population > place.population and name_key(other.name) == key
        for rank, other in known
    )  # fmt: skip


def _best(read: Iterable[Match]) -> Match | None:
    ranked = sorted(read, key=lambda m: (-m.score, m.place.country, m.place.name, m.place.nuts or ""))
    if not ranked:
        return None
    top = ranked[0]
    rivals = (m.score for m in ranked[1:] if m.place.country != top.place.country)
    if top.score - next(rivals, float("-inf")) < _MARGIN:
        return None
    if top.place.kind == "region":
        least = _TOWN_OF_REGION * top.place.population
        same = (m for m in ranked if m.place.kind == "town" and m.place.country == top.place.country)
        return next((m for m in same if m.place.population >= least), top)
    return top
