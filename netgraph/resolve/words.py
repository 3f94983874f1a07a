"""The lexicon of ``data/words.toml``: words of names in many languages, each read as a concept of no language."""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from .letters import fold

DATA = Path(__file__).with_name("data")
_LINKS = ("", "s", "es", "en", "n")  # what joins the parts of a compound: Wirtschaft-s-ministerium
_SHORTEST_PART = 4
# Endings of adjectives, longer than those of nouns: technolog-icznego, wissenschaft-lichen.
_DERIVED = re.compile(
    r"(?:i?czn?|ist?yczn|[io]w|y?jn|sk|isch|lich|ical|al|iv|n|i?sk|ung|ering|nt|an|ij|ac|v)[a-z]{0,4}|(?:i|o)?(?:um|on|onen|ens)s?"
)


class Reading(NamedTuple):
    """How a word is understood: the concepts it names and what is left of it."""

    concepts: tuple[str, ...]
    rest: str


class _Lexicon(NamedTuple):
    whole: dict[str, str]
    stems: dict[str, str]
    phrases: dict[tuple[str, ...], str]
    stop: frozenset[str]
    weak: frozenset[str]
    tails: frozenset[str]
    places: frozenset[str]
    titles: frozenset[str]
    endings: dict[str, int]  # the languages of each ending, as bits
    longest: int


@cache
def lexicon() -> _Lexicon:
    """Read the lexicon once."""
    data = tomllib.loads((DATA / "words.toml").read_text(encoding="utf-8"))
    whole: dict[str, str] = {}
    stems: dict[str, str] = {}
    phrases: dict[tuple[str, ...], str] = {}
    stop = frozenset(fold(w) for words in data["stop"].values() for w in words.split())
    for concept, by_language in (*data["concepts"].items(), *data["places"].items()):
        for entry in " ".join(by_language.values()).split():
            words = tuple(fold(w) for w in entry.rstrip("*").split("_"))
            if len(words) > 1:
                words = tuple(w for w in words if w not in stop)
            if len(words) > 1:
                phrases[words] = concept
            elif entry.endswith("*"):
                stems.setdefault(words[0], concept)
            else:
                whole.setdefault(words[0], concept)
    return _Lexicon(  # in the order of its fields
        whole,
        stems,
        phrases,
        stop,
        frozenset(data["weak"]),
        frozenset(data["tails"]),
        frozenset(data["places"]),
        frozenset(fold(w) for words in data["titles"].values() for w in words.split()),
        _read_endings(data["endings"]),
        max(map(len, phrases), default=1),
    )


def _read_endings(by_language: dict[str, str]) -> dict[str, int]:
    bits: dict[str, int] = {"": (1 << len(by_language)) - 1}
    for number, words in enumerate(by_language.values()):
        for ending in map(fold, words.split()):
            bits[ending] = bits.get(ending, 0) | 1 << number
    return bits


@lru_cache(maxsize=100_000)
def read_word(word: str) -> Reading:
    """Concepts of one folded word, compounds taken apart: ``teknikpark`` is technology and park."""
    known = lexicon()
    if word in known.stop:
        return Reading((), "")
    if word in known.whole:
        return Reading((known.whole[word],), "")
    split = _split(word)
    if split is not None and len(split.concepts) > 1:
        return split
    if (concept := _by_stem(word)) is not None:
        return Reading((concept,), "")
    return split or Reading((), word)


def _by_stem(word: str) -> str | None:
    """Concept of the longest stem; a stem ends in an inflection: "park" reads "parku", not "parkering"."""
    stems, endings = lexicon().stems, lexicon().endings
    for end in range(len(word), 2, -1):
        if (concept := stems.get(word[:end])) is not None:
            ending = word[end:]
            known = len(ending) <= (2 if end <= 4 else 3) or ending in endings or _DERIVED.fullmatch(ending)
            return concept if known else None
    return None


def _split(word: str) -> Reading | None:
    """Longest known last part first; what stands before it is a concept or the rest."""
    for start in range(3, len(word) - _SHORTEST_PART + 1):
        if (last := _tail(word[start:])) is None:
            continue
        head = word[:start]
        for link in _LINKS:
            bare = head.removesuffix(link)
            if (link == "" or bare != head) and len(bare) >= 4 and (first := _part(bare)) is not None:
                return Reading((first, last), "")
        return Reading((last,), head)
    return None


def _part(bare: str) -> str | None:
    concept = lexicon().whole.get(bare)
    if concept is None and (concept := lexicon().stems.get(bare)) is None and len(bare) > 5:
        concept = _by_stem(bare)
    return concept


def _tail(tail: str) -> str | None:
    """Concept of a compound's last part, of those that end compounds."""
    known = lexicon()
    concept = known.whole.get(tail)
    for end in range(len(tail), _SHORTEST_PART - 1, -1):
        if concept is not None:
            break
        if (found := known.stems.get(tail[:end])) is not None:
            concept = found if len(tail) - end <= 4 else None
            break
    return concept if concept in known.tails else None


_SHORTEST_STEM = 4


@lru_cache(maxsize=200_000)
def same_word(a: str, b: str) -> bool:
    """Whether two folded words can be forms of one word: ``klaster`` and ``klastra``, ``kalmar`` and ``kalmars``."""
    if a == b:
        return True
    if min(len(a), len(b)) < 3 or a[0] != b[0]:
        return False
    shared = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if shared < max(min(_SHORTEST_STEM, len(a) - 1, len(b) - 1), 3):
        return False
    endings = lexicon().endings
    return any(endings.get(a[cut:], 0) & endings.get(b[cut:], 0) for cut in (shared, shared - 1) if cut >= 3)
