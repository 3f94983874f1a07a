"""Mends the tagger's spans by what the second tag set and the text right behind say: numbers, people, places."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from netgraph.extract.encoder import Encoding
from netgraph.extract.features import Token
from netgraph.extract.tagger import Floats, Span

PERSON, PLACE = (1, 2), (5, 6)  # columns of Encoding.names
SURE = 0.7  # probability at which the second tag set is believed
UNSURE = 0.7  # of the span's own type
_SAINTS = frozenset({"San", "Santa", "Santo", "Sant", "São", "Saint", "Sainte", "Sankt"})
_YEARS = re.compile(r"\d{4} [-–—] \d{4}")  # of what lasts: "Alfa" 2010 – 2011
_NUMBER = re.compile(r"\d{1,4}|[IVX]{1,5}|\+")


def mend(spans: Sequence[Span], tokens: Sequence[Token], encoding: Encoding) -> list[Span]:
    """All corrections in their order; spans stay sorted and apart."""
    names = np.exp(encoding.names)
    out: list[Span] = []
    for n, span in enumerate(spans):
        limit = spans[n + 1].start if n + 1 < len(spans) else len(tokens)
        for part in split_person(with_number(span, tokens, limit), tokens, names):
            kept = as_person(part, tokens, names)
            if not is_place(kept, names):
                out.append(kept)
    return with_saints(out, tokens)


def with_saints(spans: Sequence[Span], tokens: Sequence[Token]) -> list[Span]:
    """A saint right behind a body is its patron and no person: "Universidad Católica de Valencia San Vicente"."""
    out: list[Span] = []
    for span in spans:
        before = out[-1] if out else None
        follows = before is not None and before.end == span.start and before.type == "organisation"
        if before is not None and follows and span.type != "initiative" and tokens[span.start].form in _SAINTS:
            out[-1] = Span(before.start, span.end, before.type, before.confidence)
        else:
            out.append(span)
    return out


def with_number(span: Span, tokens: Sequence[Token], limit: int) -> Span:
    """An initiative with the number or plus sign that directly follows it: JOBTOWN 2, Erasmus +, Interreg VI."""
    end = span.end
    if span.type != "initiative" or end >= limit or not _NUMBER.fullmatch(tokens[end].form):
        return span
    after = tokens[end + 1] if end + 1 < len(tokens) else None
    goes_on = after is not None and after.form in ".:%-–/" and after.start == tokens[end].end
    lasts = _YEARS.fullmatch(" ".join(t.form for t in tokens[end : end + 3])) is not None
    if tokens[end].start - tokens[end - 1].end > 1 or goes_on or lasts:
        return span
    return Span(span.start, end + 1, span.type, span.confidence)


def split_person(span: Span, tokens: Sequence[Token], names: Floats) -> list[Span]:
    """A body's name that runs into a person's: "URBACT Ian Goldring"."""
    if span.type == "person" or span.end - span.start < 3:
        return [span]
    person = names[span.start : span.end, PERSON].sum(1)
    start = span.end
    while start > span.start and person[start - 1 - span.start] >= SURE:
        start -= 1
    if span.end - start in (2, 3) and start > span.start and names[start, PERSON[0]] >= SURE / 2:
        return [
            Span(span.start, start, span.type, span.confidence),
            Span(start, span.end, "person", float(person[start - span.start :].mean())),
        ]
    return [span]


def as_person(span: Span, tokens: Sequence[Token], names: Floats) -> Span:
    """A short span that the second tag set holds for a person is one, unless its own type is sure."""
    if span.type == "person" or span.confidence >= UNSURE or not 2 <= span.end - span.start <= 4:
        return span
    share = float(names[span.start : span.end, PERSON].sum(1).mean())
    if share >= SURE and all(t.form[:1].isupper() for t in tokens[span.start : span.end]):
        return Span(span.start, span.end, "person", share)
    return span


def is_place(span: Span, names: Floats) -> bool:
    """Whether the second tag set sees a place where the first is not sure of a body."""
    share = float(names[span.start : span.end, PLACE].sum(1).mean())
    return span.type == "organisation" and span.confidence < UNSURE and share >= SURE
