"""Plain text and Markdown as paragraphs: headings, list items, table rows, running text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from netgraph.model import Paragraph, ParagraphKind

_BULLET = re.compile(r"\s*([*+•·‣▪◦●○■□➢➤►▶→☛✓✔–—-]|\(?\d{1,3}[.)]|\(?[a-z]\))\s+(?=\S)")
_SURE_BULLETS = frozenset("*+•·‣▪◦●○■□➢➤►▶→☛✓✔")
_ENDED = re.compile(r"""[.!?…:;][\s"'”“’»)\]*_]*$""")
_CAN_WRAP = re.compile(r"[\w,;–—-]$")
LINE = 40  # characters that a line must have to be one of a hard-wrapped paragraph


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without its outer white space."""

    start: int
    end: int
    text: str
    indent: int
    gap: bool  # whether a blank line, or nothing, stands before it


def split_lines(text: str, start: int = 0) -> list[Line]:
    """The lines of a text that are not blank."""
    lines: list[Line] = []
    gap = True
    position = start
    for raw in text[start:].split("\n"):
        content = raw.strip()
        if content:
            indent = len(raw) - len(raw.lstrip())
            first = position + indent
            lines.append(Line(first, first + len(content), content, indent, gap))
        gap = not content
        position += len(raw) + 1
    return lines


def paragraphs_of(text: str, lines: list[Line]) -> Iterator[Paragraph]:
    """Paragraphs of plain text, in order; the language is still unknown."""
    kinds = _kinds(lines)
    index = 0
    while index < len(lines):
        end = _joined_until(lines, kinds, index)
        line, kind = lines[index], kinds[index]
        start = line.start
        if kind == "item":
            bullet = _BULLET.match(line.text)
            start += bullet.end() if bullet else 0
        yield Paragraph(start, lines[end - 1].end, "und", kind)
        index = end


def _kinds(lines: list[Line]) -> list[ParagraphKind]:
    kinds: list[ParagraphKind] = ["text"] * len(lines)
    _mark_rows(lines, kinds)
    _mark_items(lines, kinds)
    _mark_headings(lines, kinds)
    return kinds


def _cells(line: Line) -> int:
    if "\t" in line.text:
        return line.text.count("\t") + 1
    return line.text.strip("|").count(" | ") + 1 if "|" in line.text else 1


def _mark_rows(lines: list[Line], kinds: list[ParagraphKind]) -> None:
    """Two or more lines in a row with as many tab or pipe separated cells each are rows of a table."""
    cells = [_cells(line) for line in lines]
    for index, count in enumerate(cells):
        neighbours = cells[max(0, index - 1) : index] + cells[index + 1 : index + 2]
        if count > 1 and count in neighbours:
            kinds[index] = "row"


def _mark_items(lines: list[Line], kinds: list[ParagraphKind]) -> None:
    """Lines with the same kind of bullet, two or more; dashes that open speech are no bullets."""
    marks = [_mark(line) for line in lines]
    for index, mark in enumerate(marks):
        if mark is None or kinds[index] != "text":
            continue
        neighbours = marks[max(0, index - 2) : index] + marks[index + 1 : index + 3]
        if mark in _SURE_BULLETS or (mark in neighbours and len(lines[index].text) < 300):
            kinds[index] = "item"


def _mark(line: Line) -> str | None:
    bullet = _BULLET.match(line.text)
    if bullet is None:
        return None
    mark = bullet[1]
    return mark if len(mark) == 1 else re.sub(r"\d+", "1", re.sub("[a-z]", "a", mark))


def _mark_headings(lines: list[Line], kinds: list[ParagraphKind]) -> None:
    """Short lines without a full stop that something longer follows; runs of short lines are a heading and items."""
    index = 0
    while index < len(lines):
        if kinds[index] != "text" or not _short(lines[index]):
            index += 1
            continue
        end = index
        while end < len(lines) and kinds[end] == "text" and _short(lines[end]) and (end == index or not lines[end].gap):
            end += 1
        if lines[index].gap or lines[index].text.endswith(":"):
            follows = end < len(lines)
            if end - index == 1 and (follows or index == 0):
                kinds[index] = "heading"
            elif end - index > 1 and lines[index].text.endswith(":"):
                kinds[index] = "heading"
                kinds[index + 1 : end] = ["item"] * (end - index - 1)
            elif end - index > 1:
                kinds[index] = "heading"
        index = end


def _short(line: Line) -> bool:
    text = line.text
    return len(text) <= 120 and text.count(" ") < 16 and (not _ENDED.search(text) or text.endswith((":", "?")))


def _joined_until(lines: list[Line], kinds: list[ParagraphKind], index: int) -> int:
    """The line after the last that belongs to the paragraph that begins at ``index``: hard-wrapped lines are joined."""
    end = index + 1
    if kinds[index] not in ("text", "item"):
        return end
    while end < len(lines) and kinds[end] == "text" and not lines[end].gap and _wrapped(lines[end - 1], lines[end]):
        end += 1
    return end


def _wrapped(line: Line, following: Line) -> bool:
    """Whether a line clearly goes on in the next one: it is long, has no end, and the next begins in lower case."""
    return (
        len(line.text) >= LINE
        and not _ENDED.search(line.text)
        and _CAN_WRAP.search(line.text) is not None
        and following.text[0].islower()
    )


def unmarked(paragraph: Paragraph, language: str) -> Paragraph:
    """The paragraph in a language."""
    return replace(paragraph, language=language)
