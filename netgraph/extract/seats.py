"""Where a body lies, as the words of its name and those right beside it say; they are no part of the name."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from netgraph.extract.features import Token
from netgraph.extract.names import Name
from netgraph.extract.tagger import Span
from netgraph.places import country_adjective, find_place, origins

SEAT = 3  # tokens
BRACKET = 120  # characters
LanguageAt = Callable[[int], str]  # the language at a place of the text


def tells_where(text: str, tokens: Sequence[Token], span: Span, language: LanguageAt) -> bool:
    """Whether a name is no more than a place with the word that says whence: "From Sweden" at the head of a list."""
    first = tokens[span.start]
    here = language(first.start)
    if span.end - span.start not in (2, 3) or first.form.casefold() not in origins(here):
        return False
    return find_place(text[tokens[span.start + 1].start : tokens[span.end - 1].end], here) is not None


def without_nationality(tokens: Sequence[Token], span: Span, language: LanguageAt) -> Span:
    """An organisation's name without the words before it that say of which country it is: "polského města Lund"."""
    first = tokens[span.start].form
    told = span.type == "organisation" and first[0].islower() and country_adjective(
        first, language(tokens[span.start].start)
    )
    capital = (i for i in range(span.start + 1, min(span.start + 1 + SEAT, span.end)) if tokens[i].form[0].isupper())
    return replace(span, start=next(capital, span.start)) if told else span


def without_seats(text: str, names: Sequence[Name]) -> list[Name]:
    """The names without the regions and countries in brackets behind a body, where it lies: "X (Land Y, Germany)"."""
    ends = {name.end for name in names if name.type == "organisation"}
    out = []
    for name in names:
        opened = text.rfind("(", max(0, name.start - BRACKET), name.start)
        closed = text.find(")", name.end, name.end + BRACKET)
        inside = text[opened + 1 : closed] if opened > 0 and closed > 0 else ")"
        behind = name.type == "organisation" and not re.search(r"[()]", inside) and len(text[:opened].rstrip()) in ends
        if not (behind and all(_is_region(part, name.language) for part in re.split(r"[,;–]", inside))):
            out.append(name)
    return out


def _is_region(written: str, language: str) -> bool:
    words = written.split()
    found = [find_place(" ".join(words[skipped:]), language) for skipped in (0, 1) if words[skipped:]]
    if any(place is not None and place.kind in ("country", "region") for place in found):
        return True
    first, last = ({words[at].casefold().rstrip(".")} & _districts() for at in (0, -1))
    rest = words[1:] if first else words[:-1]
    return bool(first or last) and bool(rest) and find_place(" ".join(rest), language) is not None


@cache
def _districts() -> frozenset[str]:
    return frozenset(Path(__file__).with_name("districts.txt").read_text(encoding="utf-8").split())


def without_origin(text: str, tokens: Sequence[Token], span: Span, language: LanguageAt) -> Span:
    """An organisation's name without the place that it is said to come from: "Klaster ICT z Katowic"."""
    if span.type != "organisation":
        return span
    here = language(tokens[span.start].start)
    # One word is no name without its place ("Kobry z Kościana"), unless it is written like no other word ("SIBB").
    shortest = 1 if sum(letter.isupper() for letter in tokens[span.start].form) > 1 else 2
    for i in range(span.end - 2, max(span.start + shortest - 1, span.end - 2 - SEAT), -1):
        if tokens[i].form in origins(here):
            seat = text[tokens[i + 1].start : tokens[span.end - 1].end]
            return replace(span, end=i) if find_place(seat, here) is not None else span
    return span
