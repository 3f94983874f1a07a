"""Names that stand in a row: what goes for one of them, and towns of which the tagger saw only some as bodies."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from netgraph.extract.features import Token
from netgraph.extract.forms import conjunctions
from netgraph.extract.names import BREAKS, Name
from netgraph.language.pack import load_pack
from netgraph.places import country_of, find_place
from netgraph.places.load import prepositions

_LONGEST = 40  # names before and behind one
_GAP = 25  # characters between two names of a row
_SURE = 0.5  # confidence of a body by which a row of towns is one of bodies
_LIKE = 0.95  # of the surest one's confidence that the others get
_ALL, _HALF = 2, 3  # members of a row that must all be towns, and from which on half of them are enough
_SEAT = 6  # tokens behind a town that say where it lies: "Paide i Estland nær Tallinn"
_TWINS = 6  # tokens before a row in which its towns are called twins
_TWIN_SURE = 0.6
_SIGNS = frozenset(",;/")


def row_of(number: int, names: Sequence[Name], text: str) -> tuple[Name, Name]:
    """The first and the last of the names that one stands in a row with: "A, B and C"."""
    first = last = number
    while first > max(0, number - _LONGEST) and _joined(names[first - 1], names[first], text):
        first -= 1
    while last + 1 < min(len(names), number + _LONGEST) and _joined(names[last], names[last + 1], text):
        last += 1
    return names[first], names[last]


def _joined(one: Name, other: Name, text: str) -> bool:
    return other.start - one.end <= _GAP and _joint(one.language).fullmatch(text, one.end, other.start) is not None


@cache
def _joint(language: str) -> re.Pattern[str]:
    """What may stand between two names of a row: a comma, brackets, a conjunction, an article."""
    words = "|".join(map(re.escape, load_pack(language).conjunctions))
    return re.compile(rf"[\s,()„“”«»\"]*(?:(?:{words})\s+)?(?:\w{{1,3}}[’'\s]\s*)?[„“«\"(]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Member:
    """Tokens ``first`` to ``last`` (exclusive) of a row; whether its country stands behind it."""

    first: int
    last: int
    seated: bool


def complete_rows(
    text: str, tokens: Sequence[Token], names: Sequence[Name], language: Callable[[int], str]
) -> list[Name]:
    """The names with the towns that stand in a row with a sure body, where all, or of three and more half, are towns.

    "The municipalities Zutphen, Hengelo, Bocholt and Münster": of a row of towns the tagger often sees only some.

    Args:
        language: at a place of the text.
    """
    begins = {name.first: name for name in names}
    taken = frozenset(i for name in names for i in range(name.first, name.last))
    found = dict(begins)
    at = 0
    while at < len(tokens):
        here = language(tokens[at].start)
        row = _row_from(at, tokens, begins, taken, here)
        if row:
            found |= {name.first: name for name in _towns_of(row, text, tokens, begins, here)}
        at = row[-1].last if row else at + 1
    return sorted(found.values(), key=lambda name: name.start)


def _row_from(
    at: int, tokens: Sequence[Token], begins: Mapping[int, Name], taken: frozenset[int], language: str
) -> list[_Member]:
    row: list[_Member] = []
    while at < len(tokens) and (end := _member_end(at, tokens, begins, taken)) > at:
        behind = _seat_end(end, tokens, language)
        row.append(_Member(at, end, behind > end))
        following = _next(behind, tokens, language, own_line=behind > end)
        if following is None:
            break
        at = following
    return row


def _member_end(at: int, tokens: Sequence[Token], begins: Mapping[int, Name], taken: frozenset[int]) -> int:
    """Where the member that begins at a token ends; there where none does."""
    if at in begins:
        return begins[at].last
    end = at
    while end < len(tokens) and end not in taken and _is_word(tokens[end].form):
        end += 1
        inner = end
        while inner < len(tokens) and inner - end < 2 and tokens[inner].form in _words("inner"):
            inner += 1
        if inner > end and inner < len(tokens) and inner not in taken and _is_word(tokens[inner].form):
            end = inner
    return end


def _is_word(form: str) -> bool:
    return form[:1].isupper() and not form.isupper() and form.replace("-", "").isalpha()


def _seat_end(at: int, tokens: Sequence[Token], language: str) -> int:
    """Behind "in Sweden", "(Sweden)" and what follows up to a sign; the same place where no country stands."""
    if at + 1 >= len(tokens) or not (tokens[at].form == "(" or tokens[at].form in prepositions(language)):
        return at
    if country_of(tokens[at + 1].form, language) is None:
        return at
    if tokens[at].form == "(":
        return at + 3 if at + 2 < len(tokens) and tokens[at + 2].form == ")" else at
    end = at + 2
    while end < min(len(tokens), at + _SEAT) and not _ends_member(tokens[end].form, language):
        end += 1
    return end


def _ends_member(form: str, language: str) -> bool:
    return form in BREAKS or form in _SIGNS or form == "." or form in conjunctions(language)


def _next(at: int, tokens: Sequence[Token], language: str, *, own_line: bool) -> int | None:
    """Where the next member of the row begins; None where the row ends."""
    if at >= len(tokens):
        return None
    if own_line and tokens[at].form in BREAKS:
        return at + 1
    start, joints = at, _SIGNS | conjunctions(language)
    while at < len(tokens) and at - start < 2 and tokens[at].form in joints:
        at += 1
    return at if at > start else None


def _towns_of(
    row: Sequence[_Member], text: str, tokens: Sequence[Token], begins: Mapping[int, Name], language: str
) -> list[Name]:
    """The members that become names, and names that become surer."""
    bodies = [begins[one.first] for one in row if one.first in begins]
    if any(name.type != "organisation" for name in bodies):
        return []
    first = row[0].first
    twins = any(t.form.casefold().startswith(_words("twins")) for t in tokens[max(0, first - _TWINS) : first])
    sure = max((name.confidence for name in bodies), default=_TWIN_SURE if twins else 0.0)
    before = tokens[first - 1].form if first else ""
    if sure < _SURE or before.casefold() in _words("where") or (len(row) < _ALL and not twins):
        return []
    written = [text[tokens[one.first].start : tokens[one.last - 1].end] for one in row]
    places = [find_place(name, language) for name in written]
    if any(place is not None and place.kind == "country" for place in places):
        return []
    known = [place is not None or one.seated for place, one in zip(places, row, strict=True)]
    opens = not before or before in BREAKS or before in ".!?:"
    if (opens and first not in begins and not known[0]) or 2 * sum(known) < len(row):
        return []  # the first word of a sentence is large without being a town
    if len(row) < _HALF and not all(known):
        return []
    least, out = max(_LIKE * sure, _SURE), []
    for one, is_known in zip(row, known, strict=True):
        begin, end = tokens[one.first].start, tokens[one.last - 1].end
        if one.first in begins:
            name = begins[one.first]
            out.append(replace(name, confidence=max(name.confidence, least)))
        elif is_known or tokens[one.first - 1].form not in BREAKS:  # what begins a line behind a row may be a heading
            out.append(Name(begin, end, one.first, one.last, "organisation", least, language))
    return out


@cache
def _words(which: str) -> tuple[str, ...]:
    return tuple(tomllib.loads(Path(__file__).with_name("rows.toml").read_text(encoding="utf-8"))[which])
