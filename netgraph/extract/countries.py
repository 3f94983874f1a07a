"""Countries of chains: organisations by their own words, people and initiatives by all that speaks for a country."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from netgraph.extract.names import Name
from netgraph.extract.origins import (
    Background,
    Candidates,
    Neighbour,
    gather_evidence,
    load_origin_models,
    neighbours_of,
)
from netgraph.extract.relations import Link
from netgraph.model import Chain, Document, NodeType, Relation
from netgraph.places import (
    INTERNATIONAL,
    WELL_KNOWN,
    Place,
    around,
    countries_named,
    country_clues,
    find_place,
    guess_document_country,
    home_countries,
    infer_country,
    international_share,
    is_cross_border,
    is_international,
    is_municipal,
    line_around,
    told_venue,
)

CONTEXTS = 8  # mentions whose surroundings are read
_LONGEST_PLACE = 4  # words
BY_ORGANISATION = "country of the organisation"
BY_BODIES = "country of its organisations"
_UNTOLD = ("country of the document", "international by its name", "nothing tells the country")
_OF_PROGRAMME = ("part_of", "funds", "participates_in")  # what relates a project and its programme
_OF_CARRIER = ("organises", "participates_in")  # what relates a project and the bodies that carry it
_FEW = 0.25  # share of members abroad that an association of one country may have
_FAINT = 0.5  # confidence up to which a person is no member of a body abroad
_PART = 0.5  # confidence from which on a body is taken to be part of another
Located = tuple[str | None, str | None, str | None]  # country, reason, place


class Chooser(Protocol):
    """Chooses among the countries that something speaks for."""

    def choose(self, candidates: Candidates, vector: NDArray[np.float32] | None = None) -> tuple[str | None, str]:
        """The country, or None, and why."""


class Surroundings:
    """What a document as a whole says of countries.

    Args:
        document: all of it.
        names: found in it, in the order of the text.
        models: choose the country of people and initiatives; the shipped ones by default.
    """

    def __init__(
        self, document: Document, names: Sequence[Name] = (), models: Mapping[str, Chooser] | None = None
    ) -> None:
        self.text = _without_people(document.text, names)
        self.language = document.language
        self.country = guess_document_country(self.text, document.language, document.url)
        self.models = models if models is not None else load_origin_models()

    @cached_property
    def named(self) -> frozenset[str]:
        """The countries that the document speaks of."""
        return countries_named(self.text, self.language)

    def settle(
        self, chains: Sequence[Chain], relations: Sequence[Relation], vectors: NDArray[np.float32] | None = None
    ) -> list[Chain]:
        """The chains with the countries that they take from one another.

        A body of which nothing is told sits where the body sits that it is part of. A body whose members sit in
        several countries has none that the name of a region alone would give it. People take the country of the
        surest of their organisations that have one; other people, and initiatives, the one that most speaks for.

        Args:
            chains: organisations with the country that their own words tell.
            relations: between them.
            vectors: (chains, width) means of the encoder's vectors over the mentions; None where there is no encoder.
        """
        out = _with_organisations(_with_members(_with_whole(chains, relations), relations), relations)
        background = self._background(out)
        for kind in ("initiative", "person"):
            neighbours = neighbours_of(out, relations)
            out = [
                self._ask(chain, neighbours[number], background, None if vectors is None else vectors[number])
                if chain.type == kind and chain.country_reason != BY_ORGANISATION
                else chain
                for number, chain in enumerate(out)
            ]
        return out

    def _background(self, chains: Sequence[Chain]) -> Background:
        homes = [c.country for c in chains if c.type == "organisation" and c.country is not None]
        return Background(
            language=self.language,
            country=self.country,
            at_home=self.country in home_countries(self.language),
            international=international_share(self.text),
            across=sum(is_international(c.name) for c in chains if c.type != "person"),
            abroad=sum(country != self.country for country in homes) / max(len(homes), 1),
        )

    def _ask(
        self,
        chain: Chain,
        neighbours: Sequence[Neighbour],
        background: Background,
        vector: NDArray[np.float32] | None,
    ) -> Chain:
        name = chain.name if chain.type == "initiative" else None
        context = [around(self.text, m.start, m.end) for m in chain.mentions[:CONTEXTS]]
        if name is not None and (venue := told_venue(name, context, self.language, self.country)) is not None:
            return replace(chain, country=venue[0], country_reason=venue[1])
        if name is not None and (why := self._why_none(name, neighbours)) is not None:
            return replace(chain, country=None, country_reason=why)
        clues = country_clues(name, context=context, language=self.language, document_country=self.country)
        candidates = gather_evidence(chain, clues, neighbours, background)
        country, reason = self.models[chain.type].choose(candidates, vector)
        if country is not None and reason == BY_BODIES and _are_mixed(_homes_of(neighbours), country):
            country, reason = None, "its organisations are of several countries"
        return replace(chain, country=country, country_reason=reason)

    def _why_none(self, name: str, neighbours: Sequence[Neighbour]) -> str | None:
        """Why an initiative is of several countries, whatever else speaks for one; None where nothing tells so."""
        if is_cross_border(name):
            return "international by its name"
        if len(countries_named(name, self.language)) > 1:
            return "several countries in its name"
        programmes = (n for n in neighbours if n.chain.type == "initiative" and n.confidence >= _PART)
        if any(is_cross_border(n.chain.name) and n.role.startswith(_OF_PROGRAMME) for n in programmes):
            return "its programme is of several countries"
        return None


def _without_people(text: str, names: Sequence[Name]) -> str:
    """The text with people's names crossed out, letter by letter: Maia and Roth are towns, too."""
    parts, at = [], 0
    for name in names:
        if name.type == "person":
            parts += [text[at : name.start], "x" * (name.end - name.start)]
            at = name.end
    return "".join((*parts, text[at:]))


def _with_organisations(chains: Sequence[Chain], relations: Sequence[Relation]) -> list[Chain]:
    """People with the country of the surest of their organisations that have one."""
    surest: dict[int, tuple[float, str]] = {}
    for r in relations:
        for one, other in ((r.source, r.target), (r.target, r.source)):
            country = chains[other].country if chains[other].type == "organisation" else None
            if r.type == "affiliated_with" and country and r.confidence > surest.get(one, (0.0, ""))[0]:
                surest[one] = (r.confidence, country)
    return [
        replace(c, country=surest[n][1], country_reason=BY_ORGANISATION) if c.type == "person" and n in surest else c
        for n, c in enumerate(chains)
    ]


def keep_one_home(links: Sequence[Link], chains: Sequence[Chain]) -> list[Link]:
    """The links without faint ones of people to bodies of another country than the surest of their bodies has.

    Who receives a delegation or signs with a partner abroad stands near the other side's bodies as well: of the false
    ties over borders on pages about them, half were of this kind.
    """
    surest: dict[int, tuple[float, str]] = {}
    for link in links:
        country = chains[link.target].country
        if link.type == "affiliated_with" and country and link.confidence > surest.get(link.source, (0.0, ""))[0]:
            surest[link.source] = (link.confidence, country)

    def is_abroad(link: Link) -> bool:
        home = surest.get(link.source, (0.0, ""))[1] if link.type == "affiliated_with" else ""
        return bool(home) and chains[link.target].country not in (None, home)

    return [link for link in links if link.confidence > _FAINT or not is_abroad(link)]


def _with_whole(chains: Sequence[Chain], relations: Sequence[Relation]) -> list[Chain]:
    """Bodies of which nothing is told with the country of the body that they are part of, where that one's is told."""
    whole: dict[int, tuple[float, str]] = {}
    for r in relations:
        part, other = chains[r.source], chains[r.target]
        both = part.type == other.type == "organisation" and r.type == "part_of" and r.confidence >= _PART
        told = other.country_reason not in _UNTOLD and (other.country or other.country_reason == INTERNATIONAL)
        if both and part.country_reason in _UNTOLD and told:
            whole[r.source] = max(whole.get(r.source, (0.0, "")), (r.confidence, other.country or ""))
    return [
        replace(c, country=whole[n][1] or None, country_reason="country of the body that it is part of")
        if n in whole else c
        for n, c in enumerate(chains)
    ]


def _with_members(chains: Sequence[Chain], relations: Sequence[Relation]) -> list[Chain]:
    """Bodies of members in several countries without the one that only a region in their name gave them."""
    members: list[list[str]] = [[] for _ in chains]
    for r in relations:
        member = chains[r.source]
        told = member.country if member.country_reason != WELL_KNOWN else None  # a brand may be here, too
        if r.type == "member_of" and member.type == "organisation" and told is not None:
            members[r.target].append(told)
    return [
        replace(c, country=None, country_reason="its members are of several countries")
        if c.type == "organisation" and _are_mixed(members[n], c.country) and _by_region(c) and not is_municipal(c.name)
        else c
        for n, c in enumerate(chains)
    ]


def _are_mixed(members: Sequence[str], home: str | None) -> bool:
    """Whether more than a few members sit abroad."""
    return len(set(members)) > 1 and sum(one != home for one in members) > _FEW * len(members)


def _homes_of(neighbours: Sequence[Neighbour]) -> list[str]:
    """The countries of the bodies that run an initiative or take part in it; a brand may be here, too."""
    carriers = (n.chain for n in neighbours if n.chain.type == "organisation" and n.role.startswith(_OF_CARRIER))
    return [c.country for c in carriers if c.country is not None and c.country_reason != WELL_KNOWN]


def _by_region(chain: Chain) -> bool:
    """Whether nothing but a place in its name, or the document, says where a body sits."""
    reason = chain.country_reason or ""
    return reason.startswith("place '") or reason == "country of the document"


def locate(
    name: str, aliases: Sequence[str], kind: NodeType, names: Sequence[Name], surroundings: Surroundings
) -> Located:
    """Country, its reason and place of a chain as far as its own words tell."""
    if kind == "person":
        return None, None, None
    s = surroundings
    context = [around(s.text, n.start, n.end) for n in names[:CONTEXTS]]
    fallback = s.country if kind == "organisation" else None
    lines = [line_around(s.text, n.start, n.end) for n in names[:CONTEXTS]] if kind == "organisation" else ()
    country, reason = infer_country(
        name, context=context, lines=lines, language=s.language, document_country=fallback, named=lambda: s.named
    )
    place = _place_in(name, s.language, country)
    return country, reason, place


def _place_in(name: str, language: str, country: str | None) -> str | None:
    """The last place of the country in a name, read as long as it is: "Friuli Venezia Giulia" is not Venezia."""
    places = _places_in(name, language, country)
    last = next(places, None)
    if last is not None and last.kind == "region":
        # "Kauno miesto savivaldybė" is Kaunas.
        return next((p for p in places if p.kind == "town" and 2 * p.population > last.population), last).name
    return last.name if last is not None else None


def _places_in(name: str, language: str, country: str | None) -> Iterator[Place]:
    words = name.split()
    countries = (country,) if country else ()
    for end in range(len(words), 0, -1):
        for start in range(max(0, end - _LONGEST_PLACE), end):
            text = " ".join(words[start:end])
            if text[:1].isupper() and len(text) > 3:
                found = find_place(text.strip(",.()"), language, countries)
                if found is not None and found.country == country and found.kind != "country":
                    yield found
