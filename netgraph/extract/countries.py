"""Countries of chains: organisations by their names and surroundings, people and initiatives by whom they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from netgraph.extract.spans import Name
from netgraph.model import Chain, Document, NodeType, Relation
from netgraph.places import around, find_place, guess_document_country, infer_country, is_international

CONTEXTS = 8  # mentions whose surroundings are read
Located = tuple[str | None, str | None, str | None]  # country, reason, place


class Surroundings:
    """What a document as a whole says of countries."""

    def __init__(self, document: Document, names: Sequence[Name]) -> None:
        self.text = document.text
        self.language = document.language
        self.country = guess_document_country(document.text, document.language, document.url)

    def settle(self, chains: Sequence[Chain], relations: Sequence[Relation]) -> list[Chain]:
        """People take the country of their surest organisation, initiatives that of all who carry them.

        A body whose members sit in several countries has none that the name of a region alone would give it.
        """
        homes: list[set[str | None]] = [set() for _ in chains]
        members: list[set[str | None]] = [set() for _ in chains]
        surest: dict[int, Relation] = {}
        for r in relations:
            for one, other in ((r.source, r.target), (r.target, r.source)):
                if chains[other].type == "organisation":
                    homes[one].add(chains[other].country)
                    if r.type == "affiliated_with" and r.confidence > (surest[one].confidence if one in surest else 0):
                        surest[one] = r
            if r.type == "member_of" and chains[r.source].type == "organisation":
                members[r.target].add(chains[r.source].country)
        out = []
        for number, chain in enumerate(chains):
            if chain.type == "person" and number in surest:
                r = surest[number]
                country = chains[r.target if r.source == number else r.source].country
                chain = replace(chain, country=country, country_reason="country of the organisation")
            elif chain.type == "initiative":
                chain = self._carried(chain, homes[number])
            elif len(members[number] - {None}) > 1 and _by_region(chain):
                chain = replace(chain, country=None, country_reason="its members are of several countries")
            out.append(chain)
        return out

    def _carried(self, chain: Chain, homes: set[str | None]) -> Chain:
        """An initiative with the country of the organisations that have to do with it."""
        if (chain.country_reason or "").endswith("in its name"):
            return chain
        known = homes - {None}
        if len(known) > 1:
            # A place near the name is then where one of them sits.
            return replace(chain, country=None, country_reason="its organisations are of several countries")
        if len(known) == 1 and not is_international(chain.name):
            return replace(chain, country=known.pop(), country_reason="country of its organisations")
        if chain.country is None and not homes and self.country and not is_international(chain.name):
            return replace(chain, country=self.country, country_reason="country of the document")
        return chain


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
    country, reason = infer_country(name, context=context, language=s.language, document_country=fallback)
    place = _place_in(name, s.language, country)
    return country, reason, place


def _place_in(name: str, language: str, country: str | None) -> str | None:
    for word in reversed(name.split()):
        if word[:1].isupper() and len(word) > 3:
            found = find_place(word.strip(",.()"), language, (country,) if country else ())
            if found is not None and found.country == country and found.kind != "country":
                return found.name
    return None
