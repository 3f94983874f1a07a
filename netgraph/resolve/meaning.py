"""What a name means in no language: concepts, own words, and the places that its words name."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from netgraph.places import Place, find_place, town_of_adjective

from .letters import fold
from .names import Name
from .words import same_word

_NEAR = 6.0  # km between the middle of a town and that of its own district
_FAR = 30.0  # km from which two towns are two
_ADJECTIVES = ("ski", "ska", "skie", "cki", "cka", "ckie", "skiego", "ckiego", "isch", "ische", "ischen")


@dataclass(frozen=True, slots=True)
class Meaning:
    """Concepts and other words of a name; ``places`` holds for each other word the place that it names, if any."""

    concepts: frozenset[str]
    rest: tuple[str, ...]
    places: tuple[Place | None, ...]


@lru_cache(maxsize=100_000)
def read_meaning(name: Name, language: str | None, country: str | None) -> Meaning:
    """The meaning of a name as a document of that language uses it."""
    countries = (country,) if country else ()
    return Meaning(name.concepts, name.rest, tuple(find_place_of_word(w, language, countries) for w in name.own))


def as_municipality(name: Name, meaning: Meaning, town: Place | None) -> Meaning:
    """A bare town that acts is its municipality, and a municipality without a name that of the town where it is."""
    if meaning.concepts:
        return meaning if meaning.rest or town is None else Meaning(meaning.concepts, (fold(town.name),), (town,))
    if len(meaning.places) == 1 and meaning.places[0] is not None and meaning.places[0].kind == "town":
        return Meaning(frozenset({"municipality"}), meaning.rest, meaning.places)
    if len(name.words) > 1 and (place := find_place(name.text, None)) is not None and place.kind == "town":
        return Meaning(frozenset({"municipality"}), (fold(place.name),), (place,))
    return meaning


def find_place_of_word(word: str, language: str | None, countries: Sequence[str]) -> Place | None:
    """The place that a word names, as a noun or an adjective; common short words name none."""
    if len(word) < 4:
        return None
    return find_place(word, language, tuple(countries)) or town_of_adjective(word, language, tuple(countries))


def same_meaning(x: Meaning, y: Meaning, *, translated: bool) -> bool:
    """Whether two names say the same, word by word; own words may change their form only from language to language."""
    if x.concepts != y.concepts or not x.concepts or len(x.rest) != len(y.rest) or len(x.concepts) + len(x.rest) < 2:
        return False
    left = list(range(len(y.rest)))
    for word, place in zip(x.rest, x.places, strict=True):
        match = next((i for i in left if _same_part(word, place, y.rest[i], y.places[i], translated)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def _same_part(word: str, place: Place | None, other: str, other_place: Place | None, translated: bool) -> bool:
    if place is not None and other_place is not None and same_place(place, other_place):
        return True
    if not (same_root(word, other) if translated else same_word(word, other)):
        return False
    return place is None or other_place is None or not far_apart(place, other_place)


def same_root(a: str, b: str) -> bool:
    """Whether two folded words can be one name in two languages: ``kielecki`` and ``kielce``."""
    if same_word(a, b):
        return True
    shared = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if shared >= 4 and max(len(a), len(b)) - shared <= 2:
        return True
    return shared >= 3 and min(len(a), len(b)) - shared <= 2 and max(a, b, key=len).endswith(_ADJECTIVES)


def same_place(a: Place, b: Place) -> bool:
    """Whether two places are one: of one name, or a town and the district that is that town."""
    if a.country != b.country:
        return False
    if a.kind == b.kind:
        return a.name == b.name and a.nuts == b.nuts
    return a.nuts is not None and a.nuts == b.nuts and distance(a, b) < _NEAR


def lies_in(a: Place, b: Place) -> bool:
    """Whether one of two places is a part of the other."""
    if a.country != b.country or a.kind == b.kind == "town":
        return False
    small, large = sorted((a, b), key=lambda p: ("town", "region", "country").index(p.kind))
    if large.kind == "country":
        return True
    return small.nuts is not None and large.nuts is not None and small.nuts.startswith(large.nuts)


def far_apart(a: Place, b: Place) -> bool:
    """Whether two places are towns too far from each other to be one body's seat."""
    return a.kind == b.kind == "town" and (a.country != b.country or distance(a, b) > _FAR)


def distance(a: Place, b: Place) -> float:
    """Kilometres between two places; 0 when one's position is not known."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return 0.0
    y, x = radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)
    part = sin(y / 2) ** 2 + cos(radians(a.latitude)) * cos(radians(b.latitude)) * sin(x / 2) ** 2
    return 12_742.0 * asin(sqrt(min(part, 1.0)))
