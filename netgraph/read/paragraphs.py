"""Paragraphs of plain text: headings, list items, table rows, running text, and nothing that is no text of it."""

import re
from collections.abc import Iterable

from netgraph.model import Paragraph, ParagraphKind
from netgraph.read.furniture import is_contents, is_furniture, is_path, is_teaser_heading, teaser_tail
from netgraph.read.lines import BULLET, Line, ends_sentence, join_broken, split_lines

_SURE_BULLETS = frozenset("*+•·‣▪◦●○■□➢➤►▶→☛✓✔")
_TWO_SENTENCES = re.compile(r"[^\W\d_]{3}[.!?] +[^\W\d_a-z]")
_TEXT = 150  # characters of a line that is surely text; the path of a page stands above all such


def plain_paragraphs(text: str, *, wrapped: bool = False) -> list[Paragraph]:
    """The paragraphs of plain text in order; their language is still unknown.

    Args:
        text: all of it.
        wrapped: its paragraphs are known to be broken to a width, as those of a page are.
    """
    lines = join_broken(split_lines(text), text, stands_alone=_stands_alone, wrapped=wrapped)
    kinds: list[ParagraphKind] = ["text"] * len(lines)
    mark_rows(lines, kinds)
    _mark_items(lines, kinds)
    mark_headings(lines, kinds)
    return [_paragraph(line, kind) for line, kind in without_furniture(lines, kinds)]


def _paragraph(line: Line, kind: ParagraphKind) -> Paragraph:
    start = line.start
    if kind == "item" and (bullet := BULLET.match(line.text)):
        start += bullet.end()
    return Paragraph(start, line.end, "und", kind)


def _stands_alone(line: Line) -> bool:
    return "\t" in line.text or " | " in line.text or is_contents(line.text) or not _is_worded(line)


def _is_worded(line: Line) -> bool:
    return any(map(str.isalnum, line.text))


def _cells(line: Line) -> int:
    if "\t" in line.text:
        return len([cell for cell in line.text.split("\t") if cell.strip()])
    return line.text.strip("|").count("|") + 1 if "|" in line.text else 1


def mark_rows(lines: list[Line], kinds: list[ParagraphKind]) -> None:
    """Lines with as many tab or pipe separated cells as a neighbour are rows of a table."""
    worded = [index for index, line in enumerate(lines) if _is_worded(line)]  # lines may be drawn between the rows
    cells = [_cells(lines[index]) for index in worded]
    for n, count in enumerate(cells):
        neighbours = cells[max(0, n - 1) : n] + cells[n + 1 : n + 2]
        if count > 1 and count in neighbours:
            kinds[worded[n]] = "row"


def _mark_items(lines: list[Line], kinds: list[ParagraphKind]) -> None:
    """Lines with a bullet; a dash or a number needs a second one near it, for dashes also open speech."""
    marks = [line.bullet for line in lines]
    for index, mark in enumerate(marks):
        if mark is None or kinds[index] != "text":
            continue
        near = marks[max(0, index - 2) : index] + marks[index + 1 : index + 3]
        if mark in _SURE_BULLETS or (mark in near and len(lines[index].text) < 300):
            kinds[index] = "item"


def mark_headings(lines: list[Line], kinds: list[ParagraphKind]) -> None:
    """Short lines that end no sentence and have something longer below them.

    In a run of short lines the first can be a heading; below one that ends in a colon the others are its items.
    """
    index = 0
    while index < len(lines):
        if kinds[index] != "text" or not _short(lines[index]):
            index += 1
            continue
        end = index + 1
        while end < len(lines) and kinds[end] == "text" and not lines[end].gap and _short(lines[end]):
            end += 1
        if lines[index].gap or lines[index].text.endswith(":"):
            _mark_run(lines, kinds, index, end)
        index = end


def _mark_run(lines: list[Line], kinds: list[ParagraphKind], index: int, end: int) -> None:
    colon = lines[index].text.endswith(":")
    if end - index > 1:
        kinds[index] = "heading"
        kinds[index + 1 : end] = ["item" if colon else "text"] * (end - index - 1)
        return
    lonely = end == len(lines) or (kinds[end] == "text" and _short(lines[end]))
    if index == 0 or colon or not lonely or lines[index].text.isupper():
        kinds[index] = "heading"


def _short(line: Line) -> bool:
    return len(line.text) <= 120 and line.text.count(" ") < 16 and is_headline(line.text)


def is_headline(text: str) -> bool:
    """Whether a line has no more than one sentence and no full stop; a question mark or a colon may end it."""
    return (text.endswith((":", "?")) or not ends_sentence(text)) and not _TWO_SENTENCES.search(text)


def without_furniture(lines: list[Line], kinds: list[ParagraphKind]) -> Iterable[tuple[Line, ParagraphKind]]:
    """The lines that are text of the document: no menus, notices, picture credits, teasers of other texts."""
    texts = [line.text for line in lines]
    tail = teaser_tail(texts) or (len(lines), len(lines))
    below_teaser = False
    above_text = True
    for index, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if tail[0] <= index < tail[1]:
            continue
        if is_teaser_heading(line.text):
            below_teaser = True
            continue
        below_teaser = below_teaser and kind == "item"
        if (
            below_teaser
            or (kind != "row" and is_furniture(line.text))
            or (index > 0 and above_text and is_path(line.text))
        ):
            continue
        above_text = above_text and len(line.text) < _TEXT
        yield line, kind
