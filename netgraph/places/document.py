"""The main country of a document: from the places that it names, its address and its language."""

import re
from collections import Counter

from netgraph.places.clues import clues, country_of_domain
from netgraph.places.spans import place_spans

_FIRST = 4.0  # prior votes for the first country of the language, the others get less
_OTHER = 1.0
_LENGTH = 20_000  # characters that are read
_WEIGHT = {"country": 0.7, "place": 1.0, "country adjective": 0.5, "place adjective": 0.5}


def guess_document_country(text: str, language: str | None, url: str | None = None) -> str | None:
    """ISO code of the country that a document is about or from; None where no country stands out.

    Args:
        text: of the document.
        language: ISO 639-1 code; a language of one country speaks for it.
        url: address of the document, if known.
    """
    likely = clues()["languages"].get(language or "", [])
    votes: Counter[str] = Counter()
    for rank, country in enumerate(likely):
        votes[country] += _FIRST if rank == 0 else _OTHER
    if url is not None and (country := country_of_domain(re.sub(r"^\w+://", "", url))) is not None:
        votes[country] += _FIRST
    seen: Counter[tuple[str, str]] = Counter()
    for span in place_spans(text[:_LENGTH], language, tuple(likely)):
        seen[span.country, span.text] += 1
        if seen[span.country, span.text] <= 5:
            votes[span.country] += _WEIGHT[span.kind] / seen[span.country, span.text] ** 0.5
    ranked = sorted(votes.items(), key=lambda v: (-v[1], v[0]))
    if not ranked or ranked[0][1] < 1:
        return None
    return ranked[0][0] if ranked[0][1] >= 0.4 * sum(votes.values()) else None
