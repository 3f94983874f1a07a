"""The main country of a document: from the places that it names, its address and its language."""

import re
from collections import Counter, defaultdict

from netgraph.places.clues import country_of_domain
from netgraph.places.load import home_countries, varieties
from netgraph.places.spans import place_spans

_PRIOR = 0.9  # votes that the first country of the language begins with: less than a place that is named once
_VARIETY, _WORDS = 1.0, 2  # votes of a word that the language has in one country alone, and how many words vote
_HOST = re.compile(r"(?:[\w.-]{1,64}@|\bwww\.|\bhttps?://)([\w-]{1,64}(?:\.[\w-]{1,64}){0,4}\.[a-z]{2})\b")
_WORD, _DIGIT = re.compile(r"\w+"), re.compile(r"\d")
_LENGTH = 20_000  # characters that are read
_WEIGHT = {"country": 0.7, "place": 1.0, "country adjective": 0.5, "place adjective": 0.5}
_LEAST, _SHARE = 0.5, 0.4  # votes, and share of all of them, for a language of no country


def guess_document_country(text: str, language: str | None, url: str | None = None) -> str | None:
    """ISO code of the country that a document is from; None where no country stands out.

    A text in a language of a few countries is from one of them: the places and web addresses that it names choose,
    and words that the language has in one of them alone. A text in English or in an unknown language is from the
    country that it names most, if one stands out.

    Args:
        text: of the document.
        language: ISO 639-1 code.
        url: address of the document, if known.
    """
    if url is not None and (country := country_of_domain(re.sub(r"^\w+://", "", url))) is not None:
        return country
    home = home_countries(language)
    if len(home) == 1:
        return home[0]
    votes: dict[str, float] = defaultdict(float)
    seen: Counter[tuple[str, str]] = Counter()
    for span in place_spans(text[:_LENGTH], language, home):
        seen[span.country, span.text] += 1
        if seen[span.country, span.text] <= 5:
            votes[span.country] += _WEIGHT[span.kind] / seen[span.country, span.text] ** 0.5
    for host in set(_HOST.findall(text[:_LENGTH])):
        if (country := country_of_domain(host)) is not None:
            votes[country] += 1
    ranked = sorted(votes.items(), key=lambda v: (-v[1], v[0]))
    if home:
        for country, count in _count_varieties(text[:_LENGTH], language).items():
            votes[country] += _VARIETY * min(count, _WORDS)
        at_home = {country: votes[country] + _PRIOR * (country == home[0]) for country in home}
        return max(home, key=lambda c: at_home[c])
    if not ranked or ranked[0][1] < _LEAST or ranked[0][1] < _SHARE * sum(votes.values()):
        return None
    return ranked[0][0]


def _count_varieties(text: str, language: str | None) -> dict[str, int]:
    """How many of the words that a language has in one country alone a text knows, by country."""
    known = varieties(language)
    # Lower case, not a key: that has no ß.
    words = set(_WORD.findall(_DIGIT.sub("0", text.lower()))) if known else set()
    return {
        country: len(words & whole) + sum(any(w.startswith(stem) for w in words) for stem in stems)
        for country, (whole, stems) in known.items()
    }
