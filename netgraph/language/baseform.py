"""The base form of a name: nominative, as a register or a dictionary would write it."""

import re
from collections import defaultdict
from collections.abc import Collection
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from netgraph.language.namekey import Inflection, load_inflection, stem_key
from netgraph.language.rewrite import Rewriter, rewrite, split_words
from netgraph.model import NodeType

_WEIGHTS = Path(__file__).parent / "weights" / "baseform.npz"
_WIDTH = 4  # rewritings looked at
_MARGIN = 6.0  # how much less likely a rewriting may be when another document form confirms it
_LONGEST = 200  # characters; what is longer is no name and stays
_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŴŶŸŹŻŽȘȚА-ЯҐЄІЇ"
_TAIL = re.compile(rf"(?P<head>\b[{_UPPER}]{{2,}}\d*[-:’']?|\b\w+:)(?P<tail>[^\W\d_]{{1,6}})\b")


@cache
def load_rewriter(language: str) -> Rewriter | None:
    """The trained endings of a language, or None where names are not inflected."""
    with np.load(_WEIGHTS, allow_pickle=False) as data:
        if language not in data:
            return None
        weights = data[language].astype(np.float32) * np.float32(data[f"{language}.scale"])
        scripts: dict[str, list[str]] = defaultdict(list)
        for line in str(data[f"{language}.scripts"]).split("\n"):
            cut, add = line.split(">")
            scripts[cut].append(add)
    return Rewriter(weights, dict(scripts))


def base_form(name: str, language: str, type: NodeType, known: Collection[str] = frozenset()) -> str:
    """The nominative of a name as found in a text.

    Foreign names, acronyms and names that are nominative already stay as they are.

    Args:
        name: the name as written.
        language: ISO 639-1 of the text around it; in an unknown language the name stays.
        type: what the name names.
        known: other forms seen in the same documents; a nominative among them decides.
    """
    found = _rewritings(" ".join(name.split()), language, type)
    best, top = found[0]
    for form, score in found[1:] if best in known and found[0][0] == " ".join(name.split()) else found:
        if form in known and form != name and score > top - _MARGIN:
            return form
    return best


def best_name(forms: Collection[str], language: str, type: NodeType) -> str:
    """The one base form for several forms of one thing: the longest natural one.

    Forms of the same name in different cases vote together for the nominative that
    explains them all; acronyms and short forms lose to the full name.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for form in sorted({" ".join(form.split()) for form in forms}):
        groups[stem_key(form, language)].append(form)
    names = [_vote(group, language, type) for group in groups.values()]
    return max(names, key=lambda name: (not _is_acronym(name), len(name.split()), len(name), name), default="")


def _vote(forms: list[str], language: str, type: NodeType) -> str:
    """The rewriting with the highest mean score over the forms; one that a text has counts more."""
    ranked = [dict(reversed(_rewritings(form, language, type))) for form in forms]
    seen = set(forms)
    candidates = sorted({form for found in ranked for form in found})
    floor = [min(found.values()) - _MARGIN for found in ranked]

    def score(form: str) -> float:
        return sum(found.get(form, low) for found, low in zip(ranked, floor, strict=True)) + 2.0 * (form in seen)

    return max(candidates, key=lambda form: (score(form), form))


def _without_tails(name: str, inflection: Inflection) -> str:
    """The name without endings that are written after acronyms: "PRL-u", "EU:s", "TEKin"."""

    def cut(found: re.Match[str]) -> str:
        if inflection.last and found.end() < len(name):
            return found[0]
        bare = found["head"].rstrip("-:’'")
        return bare if {found["tail"], found[0][len(bare) :]} & inflection.tails else found[0]

    return _TAIL.sub(cut, name)


def _is_acronym(name: str) -> bool:
    return " " not in name and sum(char.isupper() for char in name) > 1 and len(name) <= 8


@lru_cache(maxsize=65536)
def _rewritings(name: str, language: str, type: NodeType) -> tuple[tuple[str, float], ...]:
    """Ways to read a name as an inflected form, best first, with scores whose best is 0."""
    if len(name) > _LONGEST:
        return ((name, 0.0),)
    inflection = load_inflection(language)
    if inflection.tails:
        name = _without_tails(name, inflection)
    rewriter = load_rewriter(language)
    words = split_words(name, inflection.last) if rewriter is not None else []
    if rewriter is None or all(word.frozen for word in words):
        return ((name, 0.0),)
    tail = name[sum(len(word.before) + len(word.text) for word in words) :]
    found = rewriter.decode(words, type, _WIDTH)
    top = found[0][0]
    return tuple(
        (
            "".join(word.before + rewrite(word.text, script) for word, script in zip(words, scripts, strict=True))
            + tail,
            score - top,
        )
        for score, scripts in found
    )
