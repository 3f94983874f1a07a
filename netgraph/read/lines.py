"""The lines of plain text and Markdown, and which of them are one paragraph broken to a width."""

import re
from collections.abc import Callable
from dataclasses import dataclass

BULLET = re.compile(r"\s*([*+•·‣▪◦●○■□➢➤►▶→☛✓✔–—-]|\(?\d{1,3}[.)]|\(?[a-z]\))[ \t\u00a0]+(?=\S)")
_ENDED = re.compile(r"""[.!?…:;]["'”“’»)\]*_]*$""")


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


def join_broken(lines: list[Line], text: str, *, stands_alone: Callable[[Line], bool]) -> list[Line]:
    """Join lines that were broken to a width in the middle of a sentence.

    A line goes on in the next one when it is long, does not end a sentence, and the next begins in lower case;
    in a block where that happens, also before capitals when the line fills the width of the block. Lines that
    ``stands_alone`` names, and lines with a bullet, never continue another one.
    """
    joined: list[Line] = []
    long_enough = _broken_from(lines)
    for block in _blocks(lines):
        width = max(line.end - line.start for line in block)
        free = [n > 0 and line.bullet is None and not stands_alone(line) for n, line in enumerate(block)]
        open_ended = [not (ends_sentence(line.text) or stands_alone(line)) for line in block]
        lower = [
            free[n] and open_ended[n - 1] and len(block[n - 1].text) >= long_enough and block[n].text[0].islower()
            for n in range(len(block))
        ]
        broken = any(lower)
        first = 0
        for n in range(1, len(block) + 1):
            fills = n < len(block) and len(block[n - 1].text) >= max(long_enough, 0.7 * width)
            if n < len(block) and (lower[n] or (broken and fills and free[n] and open_ended[n - 1])):
                continue
            joined.append(_merged(block[first:n], text))
            first = n
    return joined


def _broken_from(lines: list[Line]) -> float:
    """How long a line must be to have been broken: well over half the width that the whole text has."""
    lengths = sorted(len(line.text) for line in lines)
    usual = lengths[len(lengths) * 9 // 10] if lengths else 0
    return max(40, 0.6 * min(usual, 120))


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
