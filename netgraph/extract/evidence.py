"""The sentence that states a relation."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from netgraph.language import split_sentences
from netgraph.model import Paragraph

LONGEST = 700  # characters of a quote that joins several sentences


class Sentences:
    """The sentences of a document, looked up by position."""

    def __init__(self, text: str, paragraphs: Sequence[Paragraph], default: str) -> None:
        self._spans: list[tuple[int, int]] = []
        for p in paragraphs:
            language = default if p.language == "und" else p.language
            self._spans += [(s, e) for s, e in split_sentences(text, p.start, p.end, language) if e > s]
        self._starts = [s for s, _ in self._spans]

    def at(self, position: int) -> tuple[int, int]:
        """The sentence that holds a character."""
        return self._spans[max(0, bisect.bisect_right(self._starts, position) - 1)]

    def around(self, start: int, end: int) -> tuple[int, int]:
        """From the sentence of ``start`` to that of ``end - 1``; only the latter when both together are too long."""
        first, last = self.at(start), self.at(max(start, end - 1))
        joined = min(first[0], start), max(last[1], end)
        return joined if joined[1] - joined[0] <= LONGEST else last
