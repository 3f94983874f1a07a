"""Comparison of names without regard to inflection: keys of stems."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

_WORD = re.compile(r"\w+(?:[’':]\w+)*")
_ACRONYM = 6  # letters; capitals alone up to here are an acronym, longer ones a shouted word
_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŴŶŸŹŻŽȘȚА-ЯҐЄІЇ"
_TAIL = re.compile(rf"(?P<head>\b[{_UPPER}]{{2,}}\d*[-:’']?|\b\w+:)(?P<tail>[^\W\d_]{{1,6}})\b")
_FORMED = re.compile(r"(?<=\w\.)-([^\W\d_]{1,6})$")
LONGEST = 200  # characters; what is longer is no name
_STEM = 3  # letters that a stem keeps


@dataclass(frozen=True, slots=True)
class Neuter:
    """Agreement of an adjective with a neuter noun, whose oblique cases look like the masculine ones."""

    cut: tuple[str, ...]  # oblique endings of the adjective
    nouns: tuple[str, ...]  # nominative endings of the noun
    endings: tuple[str, ...]  # nominative endings of the adjective


@dataclass(frozen=True, slots=True)
class Inflection:
    """How the words of names end in one language."""

    endings: tuple[str, ...] = ()  # longest first
    alternations: tuple[tuple[str, str], ...] = ()
    last: bool = False  # whether only the last word of a name is inflected
    finals: str = ""  # letters cut from the end of a stem, in languages whose stems end in vowels
    head_first: bool = False  # whether the inflected words stand before the genitives that belong to them
    neuter: Neuter | None = None
    stays: float = 1.0  # what speaks for a name as it is, against rewritings nearly as good
    person_stays: float = 0.0  # the same for persons, on top
    whole: tuple[str, ...] = ()  # ends of words that look inflected and are not
    genitives_stay: bool = False  # whether a head noun that changes leaves what stands behind it, and is no adjective
    genders: tuple[tuple[str, ...], ...] = ()  # nominative endings of each, where what stands before its noun agrees
    closing_head: float = 0.0  # what speaks for a head noun without the -s that closes a name: "Vejle Kommunes"
    with_adjective: frozenset[str] = frozenset()  # masculine nouns whose adjective follows: "Urząd Wojewódzki"
    alike: tuple[str, ...] = ()  # ends of adjectives whose cases look alike: "střední"
    shortens: bool = False  # whether a long vowel is short behind another: "advokátska"
    given_stay: bool = False  # whether given names look inflected: "Róbert"
    fleeting: Mapping[str, str] = field(default_factory=dict, hash=False)  # nominatives of nouns, by their other forms
    tails: frozenset[str] = frozenset()  # endings written after an acronym: "EU:s", "PRL-u", "TEKin"


@cache
def load_inflection(language: str) -> Inflection:
    """Endings of a language; an unknown language has none."""
    path = Path(__file__).parent / "inflection" / f"{language}.toml"
    if not language.isalpha() or not path.is_file():
        return Inflection()
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Inflection(
        endings=tuple(sorted(set(data["endings"]), key=lambda ending: (-len(ending), ending))),
        alternations=tuple((old, new) for old, new in data["alternations"]),
        last=bool(data.get("last", False)),
        finals=data.get("finals", ""),
        head_first=bool(data.get("head_first", False)),
        neuter=Neuter(*(tuple(data["neuter"][key]) for key in ("from", "before", "to"))) if "neuter" in data else None,
        stays=float(data.get("stays", 1.0)),
        person_stays=float(data.get("person_stays", 0.0)),
        whole=tuple(data.get("whole", ())),
        genitives_stay=bool(data.get("genitives_stay", False)),
        genders=tuple(map(tuple, data.get("genders", ()))),
        closing_head=float(data.get("closing_head", 0.0)),
        with_adjective=frozenset(data.get("with_adjective", ())),
        alike=tuple(data.get("alike", ())),
        shortens=bool(data.get("shortens", False)),
        given_stay=bool(data.get("given_stay", False)),
        fleeting={form: noun for noun, forms in data.get("fleeting", {}).items() for form in forms},
        tails=frozenset(data.get("tails", ())),
    )


def without_tails(name: str, inflection: Inflection) -> str:
    """The name without endings that are written after acronyms and legal forms: "PRL-u", "EU:s", "Kft.-vel"."""

    def cut(found: re.Match[str]) -> str:
        if inflection.last and found.end() < len(name):
            return found[0]
        bare = found["head"].rstrip("-:’'")
        return bare if {found["tail"], found[0][len(bare) :]} & inflection.tails else found[0]

    formed = _FORMED.search(name)
    name = name[: formed.start()] if formed is not None and formed[1] in inflection.tails else name
    return _TAIL.sub(cut, name)


@lru_cache(maxsize=65536)
def stem_key(name: str, language: str) -> str:
    """A key that the inflected forms of one name share and other names do not.

    Folded words with their case endings cut; accents, numbers and acronyms are
    kept, signs and the order of words too.
    """
    if len(name) > LONGEST:
        return name.casefold()
    inflection = load_inflection(language)
    words = _WORD.findall(without_tails(name, inflection))
    last = len(words) - 1
    return " ".join(
        _stem(word, inflection) if i == last or not inflection.last else word.casefold() for i, word in enumerate(words)
    )


def _stem(word: str, inflection: Inflection) -> str:
    folded = inflection.fleeting.get(word.casefold(), word.casefold())
    if any(char.isdigit() for char in word) or (word.isupper() and len(word) <= _ACRONYM):
        return folded
    for ending in () if inflection.whole and folded.endswith(inflection.whole) else inflection.endings:
        if folded.endswith(ending) and len(folded) - len(ending) >= _STEM:
            folded = folded[: -len(ending)]
            break
    bare = folded.rstrip(inflection.finals) if inflection.finals else folded
    folded = bare if len(bare) >= _STEM else folded[:_STEM]
    for old, new in inflection.alternations:
        if folded.endswith(old) and len(folded) - len(old) + len(new) >= _STEM:
            folded = folded[: len(folded) - len(old)] + new
    return folded
