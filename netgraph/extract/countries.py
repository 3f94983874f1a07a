"""Countries of chains: organisations by their names and surroundings, people and initiatives by whom they belong to."""

from __future__ import annotations

from collections import Counter
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
        """People take the country of their organisation, initiatives that of all who carry them."""
        homes: list[Counter[str | None]] = [Counter() for _ in chains]
        affiliated: list[Counter[str | None]] = [Counter() for _ in chains]
        for r in relations:
            for one, other in ((r.source, r.target), (r.target, r.source)):
                if chains[other].type == "organisation":
                    homes[one][chains[other].country] += 1
                    if r.type == "affiliated_with":
                        affiliated[one][chains[other].country] += 1
        return [self._settled(c, h, a) for c, h, a in zip(chains, homes, affiliated, strict=True)]

    def _settled(self, chain: Chain, homes: Counter[str | None], affiliated: Counter[str | None]) -> Chain:
        if chain.type == "person" and affiliated:
            country = affiliated.most_common(1)[0][0]
            return replace(chain, country=country, country_reason="country of the organisation")
        if chain.type == "initiative" and not (chain.country_reason or "").endswith("in its name"):
            known = set(homes) - {None}
            if len(known) > 1:
                # A place near the name is then where one of them sits.
                return replace(chain, country=None, country_reason="its organisations are of several countries")
            if len(known) == 1 and not is_international(chain.name):
                return replace(chain, country=known.pop(), country_reason="country of its organisations")
            if chain.country is None and not homes and self.country and not is_international(chain.name):
                return replace(chain, country=self.country, country_reason="country of the document")
        return chain


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
