"""Cuts a long document into windows that the encoder reads at once, each opened by the document's title."""

from collections.abc import Sequence
from dataclasses import dataclass

from netgraph.extract.features import MARKERS

SIZE, TITLE, SLACK = 192, 32, 48
_MARKERS = frozenset(MARKERS.values())


@dataclass(frozen=True, slots=True)
class Window:
    """Tokens ``start`` to ``end`` of the document, read after its first ``title`` tokens."""

    start: int
    end: int
    title: int


def cut_windows(forms: Sequence[str], size: int = SIZE) -> list[Window]:
    """Windows that cover the tokens once, cut before a paragraph where one begins near the end."""
    title = next((i for i in range(1, min(TITLE, len(forms))) if forms[i] in _MARKERS), min(TITLE, len(forms)))
    windows, start = [], 0
    while start < len(forms):
        opening = title if start else 0
        end = min(start + size - opening, len(forms))
        if end < len(forms):
            end = next((i for i in range(end, end - SLACK, -1) if forms[i] in _MARKERS), end)
        windows.append(Window(start, end, opening))
        start = end
    return windows
