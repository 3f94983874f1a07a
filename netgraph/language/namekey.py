"""Comparison of names without regard to inflection: keys of stems, and whether two forms can be one name."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_WORD = re.compile(r"\w+(?:[’':]\w+)*")
_ACRONYM = re.compile(r"([A-ZÀ-ÖØ-ÞĀ-Ž&]{2,}\d*)(?:[-:’'.]?[a-zà-öø-ÿāăąćčéėęěğīįķļłńňóőřśšťūůűųýźžż]{1,4})?\Z")
_STEM = 3  # letters that a stem keeps


@dataclass(frozen=True, slots=True)
class Inflection:
    """How the words of names end in one language."""

    endings: tuple[str, ...] = ()  # longest first
    alternations: tuple[tuple[str, str], ...] = ()
    last: bool = False  # whether only the last word of a name is inflected
    tails: frozenset[str] = frozenset()  # endings written after an acronym: "EU:s", "PRL-u", "TEKin"


@cache
def load_inflection(language: str) -> Inflection:
    """Endings of a language; an unknown language has none."""
    path = Path(__file__).parent / "inflection" / f"{language}.toml"
    if not language.isalpha() or not path.is_file():
        return Inflection()
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    endings = tuple(sorted(set(data["endings"]), key=lambda ending: (-len(ending), ending)))
    return Inflection(
        endings,
        tuple((a, b) for a, b in data["alternations"]),
        bool(data.get("last", False)),
        frozenset(data.get("tails", ())),
    )


@lru_cache(maxsize=65536)
def stem_key(name: str, language: str) -> str:
    """A key that the inflected forms of one name share and other names do not.

    Folded words with their case endings cut; accents, numbers and acronyms are
    kept, signs and the order of words too.
    """
    inflection = load_inflection(language)
    words = _WORD.findall(name)
    last = len(words) - 1
    return " ".join(
        _stem(word, inflection) if i == last or not inflection.last else word.casefold() for i, word in enumerate(words)
    )


def _stem(word: str, inflection: Inflection) -> str:
    acronym = _ACRONYM.match(word)
    if acronym is not None and not word.istitle():
        return acronym[1].casefold()
    folded = word.casefold()
    if any(char.isdigit() for char in word):
        return folded
    for ending in inflection.endings:
        if folded.endswith(ending) and len(folded) - len(ending) >= _STEM:
            folded = folded[: -len(ending)]
            break
    for old, new in inflection.alternations:
        if folded.endswith(old) and len(folded) - len(old) + len(new) >= _STEM:
            return folded[: len(folded) - len(old)] + new
    return folded


def same_name(a: str, b: str, language: str) -> bool:
    """Whether two forms can be one name in different cases: "Andreas Freij" and "Andreas Freijs"."""
    return a == b or stem_key(a, language) == stem_key(b, language)
