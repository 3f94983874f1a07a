"""How likely two profiles are one thing: a sum of named features, each with its reason.

A name alone is worth at most 5 points, its context as much again; two things are merged from 4 points on, so a weak
agreement of names (an acronym, words that many names share) needs country, place or neighbours to agree as well.
"""

from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from .meaning import Meaning, far_apart, lies_in, same_meaning, same_place, same_root
from .names import Name, distinctiveness
from .persons import PersonName, agree
from .profiles import MERGE_AT, Profile
from .seated import same_but_for_seat
from .words import lexicon, same_word

__all__ = ["MERGE_AT", "Comparison", "Feature", "compare", "match_names"]

SEATED = "name and place"
_FEDERAL = frozenset({"AT", "BE", "CH", "DE", "ES", "GB", "US"})  # where parts of the country have ministries, too


class Feature(NamedTuple):
    """One thing that speaks for (positive) or against (negative) two profiles being one."""

    name: str
    weight: float
    reason: str


class Comparison(NamedTuple):
    """The features of a pair; ``different`` says why it can never be one thing, whatever the score."""

    features: tuple[Feature, ...]
    different: str | None = None

    @property
    def score(self) -> float:
        """Sum of the features."""
        return round(sum(f.weight for f in self.features), 3)


def compare(a: Profile, b: Profile) -> Comparison:
    """Compare two profiles; the order does not matter."""
    if (a.type == "person") != (b.type == "person"):
        return Comparison((), "a person and no person")
    names = _compare_persons(a, b, a.person, b.person) if a.person and b.person else _compare_names(a, b)
    if isinstance(names, str):
        return Comparison((), names)
    if not names:
        return Comparison(())
    return Comparison((*names, *_compare_context(a, b)))


def _compare_persons(a: Profile, b: Profile, x: PersonName, y: PersonName) -> list[Feature] | str:
    how, weight = agree(x, y)
    if how == "different":
        return f"other given name: {a.name.text} / {b.name.text}"
    return [Feature("name", weight, f"{how}: {a.name.text} = {b.name.text}")] if weight else []


def _compare_names(a: Profile, b: Profile) -> list[Feature] | str:
    if a.bodies and b.bodies and not a.bodies & b.bodies:
        return f"two known bodies: {', '.join(sorted(a.bodies))} / {', '.join(sorted(b.bodies))}"
    if (clash := _numbers_clash(a, b)) is not None:
        return clash
    found = sorted(_name_features(a, b), key=lambda f: (-f.weight, f.name, f.reason))
    if not found:
        return []
    features = found[:1]
    # A second agreement counts only as far as it is another name: an acronym beside a full name, or two full names.
    if second := [f for f in found[1:] if f.name != features[0].name]:
        features.append(Feature("second name", 1.5 if _explained(a, b, second[0]) else 1.0, second[0].reason))
    return features


def _explained(a: Profile, b: Profile, second: Feature) -> bool:
    """Whether both give the very same name and the same acronym of it: what has an acronym of its own is one thing."""
    shared = {n.key for n in a.names if n.acronym is None} & {n.key for n in b.names if n.acronym is None}
    acronyms = a.acronyms & b.acronyms
    names = [n for n in a.names if n.key in shared and len(n.words) > 2]
    return second.name in ("name", "acronym") and any(n.initials & acronyms for n in names)


def _name_features(a: Profile, b: Profile) -> Iterator[Feature]:
    for body in sorted(a.bodies & b.bodies):
        yield Feature("known body", 5.0, f"both name {body}")
    translated = not _one_language(a, b)
    for x, mx in zip(a.names, a.meanings, strict=True):
        for y, my in zip(b.names, b.meanings, strict=True):
            if (feature := match_names(x, y, mx, my, translated=translated)) is not None:
                yield _discount(feature, a, b, x, y)
    for one, other in ((a, b), (b, a)):
        for acronym in sorted(one.acronyms - other.acronyms):
            for name in other.names:
                if len(acronym) > 2 and acronym in name.initials and one.is_bare:
                    yield Feature("initials", 2.0, f"{acronym.upper()} are the initials of {name.text}")


def _discount(feature: Feature, a: Profile, b: Profile, x: Name, y: Name) -> Feature:
    """Generic words say less beside a name of one's own, and synonyms of one language are mostly two things."""
    less = 0.0
    if x.is_generic and y.is_generic and not (a.is_generic and b.is_generic):
        less += 1.0
    if not (x.rest or y.rest) and feature.reason.startswith("same meaning") and _one_language(a, b):
        less += 1.0
    return feature._replace(weight=feature.weight - less) if less else feature


def _one_language(a: Profile, b: Profile) -> bool:
    return a.language == b.language and a.language not in (None, "und")


def match_names(x: Name, y: Name, mx: Meaning, my: Meaning, *, translated: bool) -> Feature | None:
    """The best agreement of two names, None when they do not agree."""
    if x.key == y.key or (x.acronym and x.acronym == y.acronym):
        return Feature(
            _kind(x), distinctiveness(x), f"same name: {x.text}" + ("" if x.text == y.text else f" = {y.text}")
        )
    if x.numbers != y.numbers or (x.years and y.years and not x.years & y.years):
        return None
    if (x.years != y.years) and not (_only_periods(x) and _only_periods(y)):
        return None
    if x.acronym and y.acronym:
        return None
    both = f"{x.text} = {y.text}"
    if x.words == y.words:
        return Feature("name", distinctiveness(x) - 0.5, f"same name but for the period: {both}")
    if len(x.words) == len(y.words) and _same_words(x, y):
        return Feature("name", min(distinctiveness(x), distinctiveness(y)), f"forms of one name: {both}")
    if "".join(x.words) == "".join(y.words) and len(x.words) + len(y.words) > 2:
        return Feature("name", distinctiveness(x) - 0.25, f"same letters: {both}")
    if same_meaning(mx, my, translated=translated):
        return Feature("name", min(4.5, distinctiveness(x) - 0.25, distinctiveness(y) - 0.25), f"same meaning: {both}")
    if _is_misspelt(x, y):
        return Feature("name", distinctiveness(x) - 0.75, f"almost the same letters: {both}")
    if (why := same_but_for_seat(x, y, mx, my, translated=translated)) is not None:
        return Feature(SEATED, 3.0, why)
    return None


def _same_words(x: Name, y: Name) -> bool:
    """Word by word one word, inflected or cut off."""
    return all(
        same_word(a, b) or (a in x.short and b.startswith(a)) or (b in y.short and a.startswith(b))
        for a, b in zip(x.words, y.words, strict=True)
    )


def _kind(name: Name) -> str:
    return "acronym" if name.acronym is not None else "name"


def _only_periods(name: Name) -> bool:
    return all("-" in year for year in name.years)


def _is_misspelt(x: Name, y: Name) -> bool:
    """One or two letters other in a long name: not in words that mean something else, nor in short ones."""
    a, b = " ".join(x.words), " ".join(y.words)
    if min(len(a), len(b)) < 9 or abs(len(a) - len(b)) > 2 or len(x.words) != len(y.words):
        return False
    allowed = 1 if min(len(a), len(b)) < 16 else 2
    if DamerauLevenshtein.distance(a, b, score_cutoff=allowed) > allowed:
        return False
    others = [(u, v) for u, v in zip(x.words, y.words, strict=True) if u != v]
    return len(others) == 1 and min(len(others[0][0]), len(others[0][1])) > 6 and _plain_error(*others[0])


def _plain_error(u: str, v: str) -> bool:
    """An error inside the word; another beginning or ending is mostly another word (``Gryfino``, ``Gryfice``)."""
    return u[0] == v[0] and u[-2:] == v[-2:] and not (u in lexicon().whole and v in lexicon().whole)


def _numbers_clash(a: Profile, b: Profile) -> str | None:
    """Why numbers tell the two apart: every shared name has other numbers on the other side."""
    mine, theirs = a.signatures, b.signatures
    for words in mine.keys() & theirs.keys():
        if not mine[words] & theirs[words]:
            return f"other numbers: {a.name.text} / {b.name.text}"
    return None


def _compare_context(a: Profile, b: Profile) -> Iterator[Feature]:
    if a.country and b.country:
        if a.country == b.country:
            weight = 0.5 if a.country_is_weak or b.country_is_weak else 1.0
            yield Feature("country", weight, f"both in {a.country}")
        elif a.country_is_weak and b.country_is_weak:
            yield Feature("country", -0.5, f"{a.country} or {b.country}, both guessed")
        elif a.country_is_weak or b.country_is_weak:
            pass  # a guess does not speak against what is known
        else:
            yield Feature("country", -4.0, f"{a.country} is not {b.country}")
    yield from _compare_places(a, b)
    if a.country == b.country and a.name.is_generic and b.name.is_generic:
        yield from _one_a_country(a, b)
    if a.type != b.type and not a.bodies & b.bodies:
        yield Feature("type", -1.5, f"{a.type} or {b.type}")
    if a.documents & b.documents and not a.bodies & b.bodies and (a.name.key != b.name.key or a.name.is_generic):
        yield Feature("one document", -1.5, "kept apart within one document")


def _one_a_country(a: Profile, b: Profile) -> Iterator[Feature]:
    shared = a.name.concepts & b.name.concepts
    if a.country and (shared & {"government", "parliament"} == shared or "national" in shared):
        yield Feature("national", 1.5, f"{a.country} has one")
    elif a.country and "ministry" in shared and a.country not in _FEDERAL:
        yield Feature("national", 1.0, f"{a.country} has one")


def _compare_places(a: Profile, b: Profile) -> Iterator[Feature]:
    p, q = a.located, b.located
    if p is not None and q is not None:
        if same_place(p, q):
            yield Feature("place", 1.5, f"both in {p.name}")
        elif lies_in(p, q):
            yield Feature("place", 0.5, f"{p.name} and {q.name}, one in the other")
        elif far_apart(p, q):
            yield Feature("place", -2.0, f"{p.name} is not {q.name}")
    elif a.place and b.place and same_root(a.place, b.place):
        yield Feature("place", 1.5, f"both in {a.place}")
