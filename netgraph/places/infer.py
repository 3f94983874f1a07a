"""The country of an organisation: from its name, its place, the words around it, its document; with the reason."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from netgraph.places.clues import (
    country_of_authority,
    country_of_body,
    country_of_domain,
    country_of_legal_form,
    has_legal_form,
    is_beside_head,
    is_cross_border,
    is_international,
    sounds_international,
)
from netgraph.places.context import (
    Answer,
    preceding,
    reason_of,
    told_beside,
    told_in_brackets,
    told_near,
    told_opening,
)
from netgraph.places.find import find_place, languages_of_forms, match_place, town_of_foreign_adjective
from netgraph.places.keys import name_key
from netgraph.places.letters import written_in
from netgraph.places.load import ambiguous, home_countries, prepositions
from netgraph.places.missions import country_of_sender
from netgraph.places.spans import place_spans
from netgraph.places.table import Place

INTERNATIONAL, WELL_KNOWN = "international body", "a well-known body"
_ONE_OF_SEVERAL = "one of the countries in its name"  # as a body for two may say: its own words tell more
_HOST = re.compile(r"\b(?:[a-z0-9-]+\.)+[a-z]{2,6}\b", re.IGNORECASE)
_ACRONYM = 8  # letters; what is shorter and in capitals is no place
_TOWN = 1_000  # people of a place that a word for its municipality or university stands beside
_SEAT = 10_000  # people of a place that a name ends in, behind a word such as "in"
_FAR_TOWN = 500_000  # people of a town outside the Union that is known by its name alone
_LAST_WORD = re.compile(r"(\w+)\W*$")
_KOMMUN = re.compile(r"\w*kommun(?:er?|ens?|s|es)?\b", re.IGNORECASE)
_NORDIC, _NORDIC_COUNTRIES = frozenset({"sv", "da", "no"}), frozenset({"SE", "DK", "NO", "FI", "IS", "FO", "GL", "AX"})
_ORDER = ("place", "country", "country adjective", "place adjective")
ClueKind = Literal["place", "country", "adjective", "address"]
_KINDS: dict[str, ClueKind] = {
    "country": "country", "country adjective": "adjective", "place adjective": "adjective", "address": "address",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clue:
    """One thing that speaks for a country.

    Attributes:
        country: ISO code.
        where: it stands in, beside or near the name.
        kind: what it is.
        reason: in a few words.
        share: of the places near the name, those of this country; 1 elsewhere.
    """

    country: str
    where: Literal["in", "beside", "near"]
    kind: ClueKind
    reason: str
    share: float = 1.0


def infer_country(
    name: str,
    *,
    place: str | None = None,
    context: Sequence[str] = (),
    lines: Sequence[str] = (),
    language: str | None = None,
    document_country: str | None = None,
    named: Callable[[], Collection[str]] = tuple,
) -> Answer:
    """Country of a body, with the reason in a few words.

    Args:
        name: as written, or its base form.
        place: town or region where the body is known to be.
        context: the words around its mentions, as ``around`` gives them.
        lines: the lines of its mentions, as ``line_around`` gives them; they tell where nothing nearer does.
        language: of the document.
        document_country: what is assumed when nothing else tells.
        named: gives the countries that the document speaks of; asked only for a name with foreign letters.

    Returns:
        The ISO code, or None for a body of several countries and where nothing tells; and why.
    """
    likely = likely_countries(document_country, language)
    found = _from_name(name, language, likely, document_country)
    known = country_of_body(name)
    if is_cross_border(name) or (is_international(name) and known is None and (found is None or found[0] is None)):
        return None, INTERNATIONAL
    if (town := _whole_name(name, language, likely)) is not None:
        return town.country, f"the {town.kind} '{name}'"
    if has_legal_form(name):
        return country_of_legal_form(name, likely[:1]), f"legal form in '{name}'"
    if found is not None:
        told = told_in_brackets(name, context, language, likely)
        return told or (told_beside(context, language, likely, name) if found[1] == _ONE_OF_SEVERAL else None) or found
    if known is not None:
        return known, WELL_KNOWN
    if (seat := _seat_of_head(name, language, likely)) is not None:
        return seat.country, f"place '{seat.name}' in its name"
    if place is not None and (town := find_place(place, language, likely)) is not None:
        return town.country, f"place '{place}'"
    formed = country_of_legal_form(name, likely)
    for host in _HOST.findall(name) if formed is None else ():  # a form is surer: "sli.do, s. r. o."
        if (country := country_of_domain(host)) is not None:
            return country, f"web address '{host}'"
    if found := told_beside(context, language, likely, name):
        return found
    if formed is not None:
        return formed, f"legal form in '{name}'"
    if found := told_opening(lines, language, likely):
        return found
    letters = written_in(name)
    if letters and letters.isdisjoint(likely) and len(spoken_of := letters.intersection(named())) == 1:
        return min(spoken_of), f"letters of '{name}'"
    country = country_of_authority(name, likely)
    if country is not None and country not in home_countries(language):  # else it is no other than the document's
        return country, f"language of '{name}'"
    if sounds_international(name):
        return None, "international by its name"
    if document_country is not None:
        return document_country, "country of the document"
    near = told_near(context, language, likely) or told_near(lines, language, likely)
    return near or (None, "nothing tells the country")


def country_clues(
    name: str | None, *, context: Sequence[str] = (), language: str | None = None, document_country: str | None = None
) -> tuple[Clue, ...]:
    """All that the words of a name and those around its mentions say of a country, for someone who weighs them.

    Args:
        name: as written, or its base form; None where it tells none, as a person's.
        context: the words around the mentions, as ``around`` gives them.
        language: of the document.
        document_country: the likeliest country.
    """
    likely = likely_countries(document_country, language)
    clues = []
    if name is not None:
        found = _from_name(name, language, likely, document_country)
        clues += [_clue(found[0], "in", found[1])] if found is not None and found[0] is not None else []
        hosts = [(host, country_of_domain(host)) for host in _HOST.findall(name)]
        clues += [Clue(c, "in", "address", f"web address '{host}'") for host, c in hosts if c is not None]
    beside = told_beside(context, language, likely, name or "")
    clues += [_clue(beside[0], "beside", beside[1])] if beside is not None and beside[0] is not None else []
    near = [s for c in context for s in place_spans(c, language, likely) if s.kind in ("place", "country")]
    count = Counter(s.country for s in near)
    first = {s.country: s for s in reversed(near)}
    return (
        *clues,
        *(Clue(c, "near", "place", reason_of(first[c], "near its name"), count[c] / len(near)) for c in sorted(count)),
    )


def countries_named(text: str, language: str | None) -> frozenset[str]:
    """The countries that a text or a name names, or an adjective of which stands in it."""
    return frozenset(s.country for s in place_spans(text, language) if s.kind in ("country", "country adjective"))


def likely_countries(country: str | None, language: str | None) -> tuple[str, ...]:
    """A country and those where a language is at home, each once."""
    return tuple(dict.fromkeys(c for c in (country, *home_countries(language)) if c))


def _clue(country: str, where: Literal["in", "beside"], reason: str) -> Clue:
    return Clue(country, where, _KINDS.get(reason.partition(" '")[0], "place"), reason)


def _from_name(name: str, language: str | None, likely: tuple[str, ...], document_country: str | None) -> Answer | None:
    spans = list(place_spans(name, language, likely))
    spans = [s for s in spans if not _is_namesake(s.country, name, language)]
    if (sent := country_of_sender(name, spans, language)) is not None:
        return sent if sent[0] is not None else None
    named = [s for s in spans if s.kind in ("place", "country")]
    if named and name[named[-1].start - 1 : named[-1].start] == "(" and name[named[-1].end :].startswith(")"):
        return named[-1].country, reason_of(named[-1], "in its name")
    located = [s for s in named if preceding(name, s.start) in prepositions(None)]
    for group in ([located[-1:]] if located else []) + [[s for s in spans if s.kind == kind] for kind in _ORDER]:
        countries = {s.country for s in group}
        if len(countries) == 1:
            return group[0].country, reason_of(group[0], "in its name")
        if len(countries) > 1:
            return (document_country, _ONE_OF_SEVERAL) if document_country in countries else None
    for word in re.findall(r"[^\W\d_]{6,}", name):
        if word[0].isupper() and (town := town_of_foreign_adjective(word, language)) is not None:
            return town.country, f"place adjective '{word}' in its name"
    return None


def _is_namesake(country: str, name: str, language: str | None) -> bool:
    """Whether a Nordic municipality only shares the name of a place elsewhere: Gran in Norway and Esztergom."""
    return language in _NORDIC and country not in _NORDIC_COUNTRIES and _KOMMUN.search(name) is not None


def _seat_of_head(name: str, language: str | None, likely: tuple[str, ...]) -> Place | None:
    """The place beside a word such as "kommun", or where a name ends, be it small, inflected or a word of the language.

    It may be inflected as another language does that is at home where it lies: "Magistrát města Brna" in English.
    """
    found = set()
    for match in re.finditer(r"[^\W\d_]{3,}", name):
        word, least = match[0], _least_people(name, *match.span(), language)
        if least is None or not word[0].isupper() or not word[1:].islower():
            continue
        ways = ((way, match_place(word, way, likely)) for way in (language, *languages_of_forms()))
        places = [
            one.place
            for way, one in ways
            if one is not None and (way == language or one.place.country in home_countries(way))
            and one.place.in_europe and one.place.population >= least
            and not _is_namesake(one.place.country, name, language)
        ]  # fmt: skip
        found.update(places[:1])
    return found.pop() if len(found) == 1 else None


def _least_people(name: str, start: int, end: int, language: str | None) -> int | None:
    """The people that a place at a part of a name needs to be the seat, None where no place is the seat."""
    key = name_key(name[start:end])
    if is_beside_head(name, start, end):
        return _TOWN if key not in ambiguous(None) else None
    before = _LAST_WORD.search(name, 0, start)
    if before is None or end < len(name):
        return None
    if before[1] in prepositions(None) and is_beside_head(name, before.start(), end):
        return _TOWN  # "Università di Pola", in whatever language
    if before[1] not in prepositions(language):
        return None
    return _SEAT if key not in ambiguous(language) else None


def _whole_name(name: str, language: str | None, likely: tuple[str, ...]) -> Place | None:
    """The place, be it small, whose main name is the whole name: towns act as bodies."""
    found = match_place(name, language, likely)
    if found is None or not found.exact or (name.isupper() and len(name) < _ACRONYM):
        return None
    if name_key(name) in ambiguous(language):
        return None
    # "Redbridge", a part of London without a code, is more often a firm.
    near = found.place.in_europe if found.place.kind == "town" else found.place.nuts is not None
    return found.place if near or found.place.population >= _FAR_TOWN else None
