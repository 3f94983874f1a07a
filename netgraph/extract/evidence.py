"""The sentence that states a relation."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from netgraph.language import split_sentences
from netgraph.model import Paragraph

LONGEST = 700  # characters of a quote
_WORD = 40  # characters of a word that a quote does not cut


class Sentences:
    """The sentences of a document, looked up by position."""

    def __init__(self, text: str, paragraphs: Sequence[Paragraph], default: str) -> None:
        self._text = text
        self._spans: list[tuple[int, int]] = []
        for p in paragraphs:
            language = default if p.language == "und" else p.language
            self._spans += [(s, e) for s, e in split_sentences(text, p.start, p.end, language) if e > s]
        self._starts = [s for s, _ in self._spans]

    def at(self, position: int) -> tuple[int, int]:
        """The sentence that holds a character."""
        return self._spans[max(0, bisect.bisect_right(self._starts, position) - 1)]

    def around(self, start: int, end: int) -> tuple[int, int]:
        """From the sentence of ``start`` to that of ``end - 1``; only the latter when both together are too long.

        Of a sentence that is too long in itself, such as a list of hundreds, the words around the place remain.
        """
        first, last = self.at(start), self.at(max(start, end - 1))
        joined = min(first[0], start), max(last[1], end)
        if joined[1] - joined[0] <= LONGEST:
            return joined
        if last[1] - last[0] <= LONGEST:
            return last
        rest = LONGEST - (end - start) if start >= last[0] else 0
        left, right = (start - rest // 2, end + rest // 2) if rest > 0 else (end - LONGEST, end)
        return self._after_space(max(left, last[0])) if left > last[0] else last[0], min(right, last[1])

    def _after_space(self, position: int) -> int:
        space = self._text.find(" ", position, position + _WORD)
        return space + 1 or position
