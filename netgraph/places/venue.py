"""Where an event takes place, as far as a sentence about it says so."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from netgraph.places.context import MENTION, preceding
from netgraph.places.infer import likely_countries
from netgraph.places.load import clues, events
from netgraph.places.spans import PlaceSpan, place_spans

_SENTENCE_END = re.compile(r"(?<=[.!?;])(?<!\d\.)\s+(?=[^\W\d_a-z])")  # "3. Dezember" ends none


def told_venue(
    name: str, context: Sequence[str], language: str | None, document_country: str | None = None
) -> tuple[str, str] | None:
    """The country in which an event takes place, and why; None where no sentence says it or they differ.

    Only for names with a word for an event: "The project X met in Rome" says nothing of the project.

    Args:
        name: of an initiative.
        context: the words around its mentions, as ``around`` gives them.
        language: of the document.
        document_country: the likeliest country.
    """
    held = _held(language or "")
    if held is None or not _event().search(name):
        return None
    likely = likely_countries(document_country, language)
    votes: Counter[str] = Counter()
    reasons: dict[str, str] = {}
    for passage in context:
        line = passage.rpartition("\n")[2]
        said = next(part for part in _SENTENCE_END.split(line) if MENTION in part)
        spans = _places(said, language, likely) if held.search(said) else []
        if len({span.country for span in spans}) == 1:
            votes[spans[0].country] += 1
            reasons.setdefault(spans[0].country, f"{spans[0].kind} '{spans[0].text}' where it takes place")
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0], reasons[ranked[0][0]]


def _places(said: str, language: str | None, likely: tuple[str, ...]) -> list[PlaceSpan]:
    """The places in which something is said to be: behind a preposition, or wherever a case says so."""
    spans = [span for span in place_spans(said, language, likely) if span.kind in ("place", "country")]
    if language in clues()["locatives"]:
        return spans
    return [span for span in spans if preceding(said, span.start).casefold() in events()["where"]]


@cache
def _event() -> re.Pattern[str]:
    words = events()
    return re.compile(rf"(?<!\w)(?:{'|'.join(words['starts'])})|(?:{'|'.join(words['ends'])})(?!\w)", re.IGNORECASE)


@cache
def _held(language: str) -> re.Pattern[str] | None:
    said = [re.escape(words) for words in events()["held"].get(language, ())]
    said = [words.replace(r"\ \.\.\.\ ", r"\b.*\b").replace(r"\*", r"\w*") for words in said]
    return re.compile(rf"(?<!\w)(?:{'|'.join(said)})(?!\w)", re.IGNORECASE) if said else None
