"""The country of an organisation: from its name, its place, the words around it, its document; with the reason."""

import re
from collections import Counter
from collections.abc import Sequence

from netgraph.places.clues import country_of_domain, country_of_legal_form, is_international
from netgraph.places.find import find_place
from netgraph.places.load import home_countries, prepositions
from netgraph.places.spans import PlaceSpan, place_spans

MENTION = "\ufffc"  # stands for the mention in a context
_AROUND = 90  # characters on each side that a context keeps
_HOST = re.compile(r"\b(?:[a-z0-9-]+\.)+[a-z]{2,6}\b", re.IGNORECASE)
_AFTER = re.compile(r"^[”\"»“']?\s*(?:\([^()\n]{0,40}\)\s*)?(?:[,(\[–—-]\s*)")
_CLOSED = re.compile(r"\s*(?:$|[)\],.;:|–—])|\s+[a-zß-ÿ]{1,3}\s")  # what follows a place that stands alone
_ORDER = ("place", "country", "country adjective", "place adjective")
Answer = tuple[str | None, str]


def infer_country(
    name: str,
    *,
    place: str | None = None,
    context: Sequence[str] = (),
    language: str | None = None,
    document_country: str | None = None,
) -> Answer:
    """Country of a body, with the reason in a few words.

    Args:
        name: as written, or its base form.
        place: town or region where the body is known to be.
        context: the words around its mentions, as ``around`` gives them.
        language: of the document.
        document_country: what is assumed when nothing else tells.

    Returns:
        The ISO code, or None for a body of several countries and where nothing tells; and why.
    """
    likely = tuple(c for c in (document_country, *home_countries(language)) if c)
    found = _from_name(name, language, likely)
    if is_international(name) and (found is None or found[0] is None or found[0] == document_country):
        return None, "international body"
    if (country := country_of_legal_form(name)) is not None:
        return country, f"legal form in '{name}'"
    if found is not None:
        return found
    if place is not None and (known := find_place(place, language, likely)) is not None:
        return known.country, f"place '{place}'"
    for host in _HOST.findall(name):
        if (country := country_of_domain(host)) is not None:
            return country, f"web address '{host}'"
    if found := _from_context(context, language, likely):
        return found
    if (country := country_of_legal_form(name, likely)) is not None:
        return country, f"legal form in '{name}'"
    if document_country is not None:
        return document_country, "country of the document"
    return None, "nothing tells the country"


def around(text: str, start: int, end: int) -> str:
    """The words around a mention, within its line, with MENTION in its place."""
    left = text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    right = text[end : end + _AROUND].partition("\n")[0]
    return f"{left}{MENTION}{right}"


def _from_name(name: str, language: str | None, likely: tuple[str, ...]) -> Answer | None:
    spans = list(place_spans(name, language, likely))
    located = [s for s in spans if s.kind in ("place", "country") and _preceding(name, s.start) in prepositions(None)]
    for group in ([located[-1:]] if located else []) + [[s for s in spans if s.kind == kind] for kind in _ORDER]:
        countries = {s.country for s in group}
        if len(countries) == 1:
            return group[0].country, _reason(group[0], "in its name")
        if len(countries) > 1:
            return next(((c, "one of the countries in its name") for c in likely[:1] if c in countries), None)
    return None


def _from_context(context: Sequence[str], language: str | None, likely: tuple[str, ...]) -> Answer | None:
    votes: Counter[str] = Counter()
    reasons: dict[str, str] = {}
    for passage in context:
        left, _, right = passage.partition(MENTION)
        for span in (_after(right, language, likely), _before(left, language, likely)):
            if span is not None:
                votes[span.country] += 1
                reasons.setdefault(span.country, _reason(span, "beside its name"))
    if not votes:
        return None
    ranked = sorted(votes.items(), key=lambda v: (-v[1], v[0]))
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        return None
    return ranked[0][0], reasons[ranked[0][0]]


def _after(right: str, language: str | None, likely: tuple[str, ...]) -> PlaceSpan | None:
    """A place right after the mention: "(Schweden)", ", Berlin,", "from Sweden"."""
    start = 0
    if match := _AFTER.match(right):
        start = match.end()
    elif match := re.match(r"\s+(\w+)\s+", right):
        if match.group(1) not in prepositions(language):
            return None
        start = match.end()
    else:
        return None
    span = next(place_spans(right, language, likely), None)
    if span is None or span.start != start or span.kind not in ("place", "country"):
        return None
    return span if _CLOSED.match(right, span.end) else None


def _before(left: str, language: str | None, likely: tuple[str, ...]) -> PlaceSpan | None:
    """An adjective before the mention: "niemieckie stowarzyszenie X", "the Swedish company X"."""
    tail = re.search(r"(?:[\w-]+\s+){1,4}[„\"“»'(]?$", left)
    if tail is None:
        return None
    spans = [s for s in place_spans(tail.group(), language, likely) if "adjective" in s.kind]
    if not spans:
        return None
    rest = tail.group()[spans[-1].end :]
    between = re.findall(r"\w+", rest)
    small = all(word.islower() for word in between) or language == "de"
    return spans[-1] if small and not set(between) & prepositions(language) else None


def _preceding(text: str, start: int) -> str:
    words = re.findall(r"\w+", text[:start])
    return words[-1] if words else ""


def _reason(span: PlaceSpan, where: str) -> str:
    return f"{span.kind} '{span.text}' {where}"

