"""The lines of plain text and Markdown, and which of them are one paragraph broken to a width."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

BULLET = re.compile(r"\s*([*+•·‣▪◦●○■□➢➤►▶→☛✓✔–—-]|\(?\d{1,3}[.)]|\(?[a-z]\))[ \t\u00a0]+(?=\S)")
_ENDED = re.compile(r"""[.!?…:;]["'”“’»)\]*_]*$""")

_WRAPPED = 2  # lines of a text that surely go on in the next; from then on all of it counts as broken to a width
_SHORT_LINES = 3  # in a row, that a sentence may have
_MANY = 3  # lines of a block that go on; then it is no list


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, or several that belong together, without the outer white space."""

    start: int
    end: int
    text: str
    gap: bool = False  # a blank line, or the beginning, stands before it
    indent: int = 0

    @property
    def bullet(self) -> str | None:
        """The sign that opens a list item, numbers and letters as one kind each."""
        found = BULLET.match(self.text)
        if found is None:
            return None
        mark = found[1]
        return mark if len(mark) == 1 else re.sub(r"\d+", "1", re.sub("[a-z]", "a", mark))


def ends_sentence(text: str) -> bool:
    """Whether a line ends with the sign of an end, brackets and quotation marks aside."""
    return _ENDED.search(text[-20:]) is not None


def split_lines(text: str, start: int = 0) -> list[Line]:
    """The lines of a text from ``start`` on that are not blank."""
    lines: list[Line] = []
    gap = True
    position = start
    for raw in text[start:].split("\n"):
        content = raw.strip()
        if content:
            indent = len(raw) - len(raw.lstrip())
            lines.append(Line(position + indent, position + indent + len(content), content, gap, indent))
        gap = not content
        position += len(raw) + 1
    return lines


def join_broken(
    lines: list[Line], text: str, *, stands_alone: Callable[[Line], bool], wrapped: bool = False
) -> list[Line]:
    """Join lines that were broken to a width in the middle of a sentence.

    A line goes on in the next one when it is long, does not end a sentence, and the next begins in lower case; in a
    block where that happens, also before capitals when the line fills the width of the block, and in a text where it
    happens more than once or that is known to be ``wrapped``, when it fills the width of the text. Lines that
    ``stands_alone`` names, and lines with a bullet, never continue another one.
    """
    usual = _usual_width(lines)
    least = max(40, 0.6 * usual)
    blocks = [(block, _may_go_on(block, stands_alone)) for block in _blocks(lines)]
    surely = [
        [may and len(before.text) >= least and line.text[0].islower() for before, line, may in _followed(block, free)]
        for block, free in blocks
    ]
    wrapped = wrapped or sum(map(sum, surely)) >= _WRAPPED
    joined: list[Line] = []
    for (block, free), sure in zip(blocks, surely, strict=True):
        width, broken = max(line.end - line.start for line in block), any(sure)
        goes_on = []
        for (before, line, may), known in zip(_followed(block, free), sure, strict=True):
            length, longer = len(before.text), max(len(before.text), len(line.text))
            fills_block = broken and length >= max(least, 0.7 * width)
            # A line far beyond the width is a paragraph that was not broken.
            fills_text = wrapped and length >= max(least, 0.8 * usual) and longer <= 1.2 * usual
            goes_on.append(may and (known or fills_block or fills_text))
        first = 0
        for n, still in enumerate(_bridged(goes_on, free), 1):
            if not still:
                joined.append(_merged(block[first:n], text))
                first = n
        joined.append(_merged(block[first:], text))
    return joined


def _bridged(goes_on: list[bool], free: list[bool]) -> list[bool]:
    """In a block most of whose lines go on, so do short ones in the middle of a sentence.

    Links broken to lines of their own leave them. A list behind a sentence has no long line after it.
    """
    out = list(goes_on)
    if sum(goes_on) < max(_MANY, len(goes_on) / 2):
        return out
    for n in range(1, len(out)):
        if out[n - 1] and not out[n]:
            near = range(n, min(n + _SHORT_LINES + 1, len(out)))
            rest = next((later for later in near if goes_on[later] or not free[later]), n)
            out[n:rest] = [goes_on[rest]] * (rest - n)
    return out


def _may_go_on(block: list[Line], stands_alone: Callable[[Line], bool]) -> list[bool]:
    """For each line but the last, whether nothing forbids that the next one continues it."""
    alone = [stands_alone(line) for line in block]
    return [
        not (ends_sentence(block[n].text) or alone[n] or alone[n + 1] or block[n + 1].bullet is not None)
        for n in range(len(block) - 1)
    ]


def _followed(block: list[Line], free: list[bool]) -> Iterator[tuple[Line, Line, bool]]:
    """Each line but the last with the next one, and whether that may continue it."""
    return zip(block, block[1:], free, strict=False)


def _usual_width(lines: list[Line]) -> int:
    """The width that most lines of a text stay within."""
    lengths = sorted(len(line.text) for line in lines)
    return min(lengths[len(lengths) * 9 // 10], 120) if lengths else 0


def _blocks(lines: list[Line]) -> list[list[Line]]:
    blocks: list[list[Line]] = []
    for line in lines:
        if line.gap or not blocks:
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _merged(lines: list[Line], text: str) -> Line:
    first, last = lines[0], lines[-1]
    if first is last:
        return first
    return Line(first.start, last.end, text[first.start : last.end], first.gap, first.indent)
