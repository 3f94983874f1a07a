"""Cuts a document into stretches of bounded length, at paragraphs where it can."""

from collections.abc import Iterator, Sequence

from netgraph.model import Paragraph

Stretch = tuple[int, int]


def cut_text(text: str, start: int, end: int, size: int) -> Iterator[Stretch]:
    """Stretches of at most ``size`` characters from ``start`` to ``end``, cut behind white space if there is any."""
    while end - start > size:
        space = next((i for i in range(start + size, start + size // 2, -1) if text[i - 1].isspace()), start + size)
        yield start, space
        start = space
    if end > start:
        yield start, end


def join_paragraphs(text: str, paragraphs: Sequence[Paragraph], size: int) -> list[Stretch]:
    """Stretches of whole paragraphs, as many as fit into ``size`` characters; a longer paragraph is cut."""
    joined: list[Stretch] = []
    for paragraph in paragraphs:
        for start, end in cut_text(text, paragraph.start, paragraph.end, size):
            if joined and end - joined[-1][0] <= size:
                joined[-1] = (joined[-1][0], end)
            else:
                joined.append((start, end))
    return joined
