"""A name with the place of its bearer behind it: ``Blue Science Park i Karlskrona`` beside ``Blue Science Park``."""

import re
from dataclasses import replace
from functools import cache

from netgraph.places import Place
from netgraph.places.load import prepositions

from .meaning import Meaning, same_meaning
from .names import Name, read_name
from .words import lexicon, same_word

# Every town or county has one of these: its place is what tells it from the others, whatever words it has besides.
_LOCAL = frozenset({
    "municipality", "county", "police", "court", "school", "grammar_school", "parish", "library", "hospital", "clinic",
    "theatre", "museum", "employment",
})  # fmt: skip
# Not where it is but whose it is: the Institut Pasteur de Lille is a body of its own.
_GENITIVE = frozenset({"of", "de", "del", "du", "d", "di", "della", "da", "do", "van", "der", "de la"})
Seated = tuple[Name, Meaning, Place]  # the name without the place, what it means, and the place


def without_seat(name: Name, meaning: Meaning) -> Seated | None:
    """The name without the place that a preposition, a comma or brackets add to it.

    None where there is no such place, and where what is left is one word or of words of many names: the place is
    then what tells its bearer from others.
    """
    if not meaning.places or (place := meaning.places[-1]) is None or place.kind == "country":
        return None
    if (match := _seat().fullmatch(name.text.strip())) is None:
        return None
    base = read_name(match[1])
    if name.own[-1] != match[2] or base.acronym or len(base.words) < 2 or not _is_telling(base):
        return None
    rest = replace(meaning, rest=meaning.rest[:-1], places=meaning.places[:-1])
    return (base, rest, place) if base.concepts == name.concepts and base.rest == rest.rest else None


def same_but_for_seat(x: Name, y: Name, mx: Meaning, my: Meaning, *, translated: bool) -> str | None:
    """Why two names agree when the place behind one of them is left out; None when they do not."""
    for one, other, meaning, plain in ((x, y, mx, my), (y, x, my, mx)):
        if (found := without_seat(one, meaning)) is None:
            continue
        base, rest, place = found
        words = len(base.words) == len(other.words) and all(map(same_word, base.words, other.words))
        numbers = base.numbers == other.numbers and base.years == other.years
        if numbers and (words or same_meaning(rest, plain, translated=translated)):
            return f"same name but for its place, {place.name}: {x.text} = {y.text}"
    return None


@cache
def _seat() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, prepositions(None) - _GENITIVE), key=lambda w: (-len(w), w)))
    return re.compile(rf"(.+?[^\s,])(?:\s+(?:{words})\s+|\s*,\s*|\s*\()([^\W\d_a-z][^\W\d_]+)\)?")


def _is_telling(name: Name) -> bool:
    """Whether a name has a word or a region of its own; an acronym in it is one of many names: "Klaster IT"."""
    if name.concepts & _LOCAL:
        return False
    return bool(name.concepts & lexicon().places) or any(len(w) > 2 and not w.isupper() for w in name.own)
