"""Checks what a back end answers before it is used: types are known, names and quotes stand in the text."""

from __future__ import annotations

import bisect
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from netgraph.extract.features import Token
from netgraph.extract.tagger import Span
from netgraph.model import MODALITIES, NODE_TYPES, RELATION_TYPES, Modality, NodeType, RelationType

LONGEST_NAME, LONGEST_QUOTE = 300, 700  # characters
MOST = 500  # names, and relations, of one answer


@dataclass(frozen=True, slots=True)
class Found:
    """Characters ``start`` to ``end`` that a back end takes for a name."""

    start: int
    end: int
    type: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Said:
    """A thing that an answer names, in the forms in which the text is said to write it."""

    forms: tuple[str, ...]
    type: NodeType


@dataclass(frozen=True, slots=True)
class Stated:
    """A relation that an answer gives, with the words of the text that are said to state it."""

    source: int  # index into Answer.names
    target: int
    type: RelationType
    modality: Modality
    quote: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The usable part of an answer, and how much of it was not."""

    names: tuple[Said, ...]
    relations: tuple[Stated, ...]
    dropped_names: int
    dropped_relations: int


def to_spans(found: Iterable[Found], tokens: Sequence[Token]) -> list[Span]:
    """Names as token spans in the order of the text.

    Left out are names of unknown type, outside the text or over two paragraphs, those without a usable confidence,
    and of two that overlap the shorter one.
    """
    words = [i for i, t in enumerate(tokens) if t.end > t.start]
    starts, ends = [tokens[i].start for i in words], [tokens[i].end for i in words]
    taken = np.zeros(len(words), np.bool_)
    spans = []
    for one in sorted(found, key=lambda f: (f.start - f.end, f.start, f.type)):
        first, last = bisect.bisect_right(ends, one.start), bisect.bisect_left(starts, one.end)
        known = one.type in NODE_TYPES and math.isfinite(one.confidence) and 0 <= one.start < one.end
        if not known or first >= last or taken[first:last].any() or words[last - 1] - words[first] != last - 1 - first:
            continue
        taken[first:last] = True
        kind: NodeType = one.type  # type: ignore[assignment]
        spans.append(Span(words[first], words[last - 1] + 1, kind, min(1.0, max(0.0, float(one.confidence)))))
    return sorted(spans, key=lambda s: s.start)


def find_words(words: str, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the text between two characters says the words, whatever white space is between them."""
    parts = unicodedata.normalize("NFC", words).split()
    if parts:
        before, after = (r"(?<!\w)" if parts[0][0].isalnum() else ""), (r"(?!\w)" if parts[-1][-1].isalnum() else "")
        pattern = re.compile(before + r"\s+".join(map(re.escape, parts)) + after)
        yield from (match.span() for match in pattern.finditer(text, start, end))


def read_answer(data: Any) -> Answer:
    """The parts of an answer that have the right shape and known types; they may still not stand in the text.

    Raises:
        ValueError: the whole is not ``{"names": [...], "relations": [...]}``.
    """
    if not isinstance(data, dict) or not all(isinstance(data.get(key), list) for key in ("names", "relations")):
        raise ValueError("expected an object with the lists 'names' and 'relations'")
    names = [said for one in data["names"][:MOST] if (said := _said(one)) is not None]
    index: dict[str, int] = {}
    for i, said in enumerate(names):
        for form in said.forms:
            index.setdefault(_plain(form), i)
    relations = [stated for one in data["relations"][:MOST] if (stated := _stated(one, index)) is not None]
    return Answer(
        tuple(names), tuple(relations), len(data["names"]) - len(names), len(data["relations"]) - len(relations)
    )


def _plain(form: str) -> str:
    return " ".join(form.split())


def _said(one: Any) -> Said | None:
    if not isinstance(one, dict) or one.get("type") not in NODE_TYPES or not isinstance(one.get("forms"), list):
        return None
    forms = tuple(dict.fromkeys(f for f in one["forms"][:MOST] if _is_text(f, LONGEST_NAME)))
    return Said(forms, one["type"]) if forms else None


def _stated(one: Any, index: Mapping[str, int]) -> Stated | None:
    if not isinstance(one, dict) or not all(_is_text(one.get(k), LONGEST_NAME) for k in ("source", "target")):
        return None
    source, target = index.get(_plain(one["source"])), index.get(_plain(one["target"]))
    if source is None or target is None or source == target or not _is_text(one.get("quote"), LONGEST_QUOTE):
        return None
    if one.get("type") not in RELATION_TYPES or one.get("modality") not in MODALITIES:
        return None
    return Stated(source, target, one["type"], one["modality"], one["quote"])


def _is_text(value: Any, longest: int) -> bool:
    return isinstance(value, str) and len(value) <= longest and any(c.isalpha() for c in value)
