"""One name for a thing that texts call by several: nominative, full, without titles and additions."""

import re
from collections import defaultdict
from collections.abc import Iterable

from netgraph.language.baseform import rewritings
from netgraph.language.namekey import stem_key
from netgraph.language.pack import load_pack
from netgraph.model import NodeType

_UNSEEN = 6.0  # what a rewriting loses that a form does not allow
_SEEN = 1.0  # what a rewriting gains that is itself among the forms
_QUOTES = re.compile("[„“”«»\"]")
_SIGN = re.compile(r"\s[–—•|-]\s")  # what may part a title from its subtitle
_BRACKET = re.compile(r"(?<=\w)\s*\(([^()\s]{2,8})\)")


def best_name(forms: Iterable[str], language: str, type: NodeType) -> str:
    """The base form of the name that a register would give the thing.

    Forms of one name in different cases vote together for the nominative that explains
    them all. Of several names the longest is taken, but a name that another one only
    extends by a title, a description in small letters or a bracket stays bare, and an
    acronym loses to what it stands for.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for form in sorted({" ".join(_without_acronym(form).split()) for form in forms}):
        groups[stem_key(form, language)].append(form)
    names = [_without_titles(_vote(group, language, type), language, type) for group in groups.values()]
    if not names:
        return ""
    best = max(names, key=lambda name: (not is_acronym(name), len(name.split()), len(name), name))
    while shorter := [name for name in names if _only_extends(best, name, type)]:
        best = max(shorter, key=lambda name: (len(name), name))
    return best


def _without_acronym(form: str) -> str:
    """A name without the acronym that stands in brackets inside it: "Baltic Sea Game Incubation (BSGI) project"."""
    return _BRACKET.sub(lambda m: "" if is_acronym(m[1]) else m[0], form)


def _vote(forms: list[str], language: str, type: NodeType) -> str:
    """The rewriting with the highest score summed over the forms."""
    ranked = [dict(reversed(rewritings(form, language, type))) for form in forms]
    low = [min(found.values()) - _UNSEEN for found in ranked]

    def score(form: str) -> float:
        seen = 0.0
        if form in forms:
            # of "Digitri" and "Digitris" that which the other may be a form of
            others = sum(form in found for other, found in zip(forms, ranked, strict=True) if other != form)
            seen = _SEEN * (1 + others)
        return sum(found.get(form, least) for found, least in zip(ranked, low, strict=True)) + seen

    return max(sorted({form for found in ranked for form in found}), key=score)


def _without_titles(name: str, language: str, type: NodeType) -> str:
    """A person's name without what stands before it: "Prof. Dr. Anna Roth"."""
    if type != "person":
        return name
    titles = {title.casefold().rstrip(".") for title in load_pack(language).titles}
    words = name.split()
    while len(words) > 1 and (words[0].casefold().rstrip(".") in titles or (words[0][-1] == "." and len(words[0]) > 2)):
        words = words[1:]
    return " ".join(words)


def _only_extends(long: str, short: str, type: NodeType) -> bool:
    """Whether the long name is the short one with a description before it, or a bracket or "project" behind it."""
    if len(short) < 3 or len(short) >= len(long):
        return False
    if long.endswith(" " + short) or _QUOTES.sub("", long).endswith(" " + short):
        return long[0].islower()
    if type == "initiative" and _SIGN.match(long, len(short)) and long.startswith(short) and not is_acronym(short):
        return True
    added = long.removeprefix(short)
    if added == long or added[0] not in " -":
        return False
    # "Digitri-projektet", but "Metropolia-ammattikorkeakoulu" bears the whole name.
    said = type == "initiative" and added[1:].isalpha() and added[1:].islower()
    return said or added.startswith(" (")


def is_acronym(name: str) -> bool:
    """Whether a name is one short word with several capitals: "SKL" and "IoT", but not "bwcon"."""
    return " " not in name and sum(char.isupper() for char in name) > 1 and len(name) <= 8
