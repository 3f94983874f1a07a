"""Bodies that a country or a region has elsewhere, such as embassies: they are the sender's, not the place's."""

import re
from collections.abc import Sequence
from functools import cache

from netgraph.places.clues import country_adjective, country_of_body
from netgraph.places.context import Answer, preceding, reason_of
from netgraph.places.keys import name_key
from netgraph.places.load import clues
from netgraph.places.spans import PlaceSpan

_COUNTRY = ("country", "country adjective")


def country_of_sender(name: str, spans: Sequence[PlaceSpan], language: str | None) -> Answer | None:
    """The country of a body that is abroad by its name: "Embassy of Finland in Tallinn" is Finland's.

    Args:
        name: as written, or its base form.
        spans: the places and countries in it.
        language: of the document.

    Returns:
        The country with the reason; None as country for an embassy that does not say whose it is; None for other
        bodies.
    """
    key = name_key(name)
    if key.startswith(_abroad()):
        return country_of_body(name), "a well-known body"
    senders = [s for s in spans if preceding(name, s.start).casefold() not in _listed("within")]
    if _words("embassies").search(key):
        if own := [s for s in senders if s.kind in _COUNTRY]:
            return own[0].country, reason_of(own[0], "in its name")
        states = clues()["missions"]["states"].get(language or "", {})
        short = [word for word in re.findall(r"\w+", name) if word in states]
        return (states[short[0]], f"'{short[0]}' in its name") if short else (None, "an embassy")
    for span in senders:
        # "Polski" is also the genitive of the country's name
        if country_adjective(span.text, language) == span.country and _names_institute(name, span):
            return span.country, reason_of(span, "in its name")
    if senders and len(senders) < len(spans) and _words("offices").search(key):
        return senders[0].country, reason_of(senders[0], "in its name")
    return None


def _names_institute(name: str, adjective: PlaceSpan) -> bool:
    """Whether an institute stands right before or behind an adjective."""
    if preceding(name, adjective.start).casefold() in _listed("not_after"):
        return False
    left, right = name_key(name[: adjective.start]), name_key(name[adjective.end :])
    found = _words("institutes")
    return found.match(right) is not None or any(match.end() == len(left) for match in found.finditer(left))


@cache
def _listed(which: str) -> frozenset[str]:
    return frozenset(clues()["missions"][which])


@cache
def _abroad() -> tuple[str, ...]:
    return tuple(name_key(name) for name in clues()["missions"]["abroad"])


@cache
def _words(which: str) -> re.Pattern[str]:
    """One of the words of a list, whole or as a beginning where a star stands."""
    words = sorted(clues()["missions"][which], key=lambda w: (-len(w), w))
    forms = (re.escape(name_key(w.rstrip("*"))) + (r"\w*" if w.endswith("*") else "") for w in words)
    return re.compile(rf"\b(?:{'|'.join(forms)})\b")
