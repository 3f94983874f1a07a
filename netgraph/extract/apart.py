"""Names of which one holds the other and that are of two things all the same: what the words more in it tell."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from netgraph.extract.forms import Form
from netgraph.language.lexicon import load_lexicon
from netgraph.places import find_place

GENITIVE_FIRST = frozenset({"et", "fi", "hu", "lt", "lv"})  # languages in which the whole stands before its part
_REST = 3  # words that may stand with a name in that of an event or an organ
_OTHER_SCHOOL = 4  # the same for a university
_COMMUNE = re.compile(r"gmin\w* ((?:miast|miejsk|wiejsk)\w* )?", re.IGNORECASE)
_SUBTITLE = re.compile(r"\s[-–—]\s|:\s")


def name_another(a: Form, b: Form) -> bool:
    """Whether one form holds the other and is something else: its event, its organ, its part, another university."""
    short, long = (a, b) if len(a.key) <= len(b.key) else (b, a)
    if short.type == "person" or not short.key or len(short.key) == len(long.key):
        return False
    rules = (_is_other_commune, _is_event_or_organ, _is_part, _is_other_school)
    return any(rule(short, long) for rule in rules)


def _is_event_or_organ(short: Form, long: Form) -> bool:
    """Whether a name is the other with a word for an event of it or an organ: "Alfa Workshop", "Rada Alfa".

    Behind the name of a place a council may be the place's own: "Thurrock Council".
    """
    more = len(long.key) - len(short.key)
    if more > _REST or _SUBTITLE.search(long.text):
        return False
    behind, anywhere = _words("behind", r"(?:\s\d+)?$"), _words("anywhere", r"(?!\w)")
    if long.key[: len(short.key)] == short.key:
        said = " ".join(long.words[len(short.key) :]).casefold()
        return bool(behind.search(said) or anywhere.search(said)) and find_place(short.text, short.language) is None
    return long.key[more:] == short.key and bool(anywhere.search(" ".join(long.words[:more]).casefold()))


def _is_other_commune(short: Form, long: Form) -> bool:
    """Whether both are communes of one name, one of the town and one of the country around it: "Gmina Miasto Iława"."""
    named = _COMMUNE.match(short.text), _COMMUNE.match(long.text)
    return len(short.key) > 1 and None not in named and not named[0][1] and bool(named[1][1])  # type: ignore[index]


def _is_part(short: Form, long: Form) -> bool:
    """Whether the long name is that of a part: where genitives stand first, its own noun is the last one.

    "Latvijas Mākslas akadēmija" and "Latvijas Mākslas akadēmijas Dizaina nodaļa".
    """
    if long.language not in GENITIVE_FIRST or len(short.key) < 2 or len(long.key) - len(short.key) < 2:
        return False
    begins = long.key[: len(short.key)] == short.key
    return begins and _ends_in_head(short.words, short.language) and _ends_in_head(long.words, long.language)


def _ends_in_head(words: Sequence[str], language: str) -> bool:
    matched = load_lexicon(language).match(list(words))
    return any(label == "organisation_head" and end == len(words) for _, end, label in matched)


def _is_other_school(short: Form, long: Form) -> bool:
    """Whether one is a university called by its place, and the other one of another kind there.

    "Universität Graz" and "Technische Universität Graz": all of the few annotated pairs of this kind are two things.
    """
    if len(short.key) < 2 or not short.stems < long.stems or not _words("schools", "").search(short.text.casefold()):
        return False
    rest = [word.casefold() for word, key in zip(long.words, long.key, strict=False) if key not in short.key]
    return len(rest) <= _OTHER_SCHOOL and any(_words("kinds", "").match(word) for word in rest)


@cache
def _words(which: str, end: str) -> re.Pattern[str]:
    said = tomllib.loads(Path(__file__).with_name("apart.toml").read_text(encoding="utf-8"))[which]
    return re.compile(rf"(?<!\w)(?:{'|'.join(said)})".replace("*", r"\w*") + end)
