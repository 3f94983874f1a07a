"""Find the place that a name means, inflected or not; a name that could mean two countries' places means none."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import log10

from netgraph.places.forms import adjective_keys, base_keys
from netgraph.places.keys import name_key
from netgraph.places.table import MAIN, Kind, Place, table

_KIND_WEIGHT: dict[Kind, float] = {"country": 3.0, "region": 0.3, "town": 0.0}
_RANK_COST = (0.0, 0.8, 1.2)
_INFLECTED_COST = 1.5  # exact beats stem unless the stem's place is thirty times as large
_HINT = 2.0  # a place in the document's country beats one a hundred times as large
_MARGIN = 0.5  # less than three times as large: ambiguous
_ADJECTIVE_TOWN = 50_000


def find_place(name: str, language: str | None = None, countries: Sequence[str] = ()) -> Place | None:
    """The country, region or town that a name means.

    Args:
        name: as written: any language, inflected or not.
        language: ISO 639-1 code of the text that holds the name; needed for inflected forms.
        countries: countries that the context suggests, likeliest first.

    Returns:
        The place, or None where the name is unknown or could as well mean a place of another country.
    """
    return _find(name_key(name), language, tuple(countries))


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


@lru_cache(maxsize=65_536)
def _find(key: str, language: str | None, countries: tuple[str, ...]) -> Place | None:
    if len(key) < 2 or len(key) > 80:
        return None
    scored = _score(key, 0.0, countries)
    for base in base_keys(key, language):
        scored += _score(base, _INFLECTED_COST, countries)
    return _best(scored)


@lru_cache(maxsize=16_384)
def _adjective(key: str, language: str | None, countries: tuple[str, ...]) -> Place | None:
    scored = []
    for base in adjective_keys(key, language):
        for score, place in _score(base, 0.0, countries):
            if place.kind != "town" or place.population >= _ADJECTIVE_TOWN:
                scored.append((score, place))
    return _best([s for s in scored if s[1].kind != "country"])


def _score(key: str, cost: float, countries: tuple[str, ...]) -> list[tuple[float, Place]]:
    found = []
    for rank, place in table().lookup(key):
        hint = _HINT - 0.3 * countries.index(place.country) if place.country in countries[:5] else 0.0
        size = log10(place.population + 2_000)
        found.append((size + _KIND_WEIGHT[place.kind] + hint - _RANK_COST[rank] - cost, place))
    return found


def _best(scored: Iterable[tuple[float, Place]]) -> Place | None:
    ranked = sorted(scored, key=lambda s: (-s[0], s[1].country, s[1].name, s[1].nuts or ""))
    if not ranked:
        return None
    top, place = ranked[0]
    rivals = (score for score, other in ranked[1:] if other.country != place.country)
    return place if top - next(rivals, float("-inf")) >= _MARGIN else None
