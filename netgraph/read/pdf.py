"""PDF files: their lines to paragraphs, without running heads, page numbers and hyphens at the ends of lines."""

import json
import re
import subprocess
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from netgraph.errors import DocumentError
from netgraph.model import Paragraph
from netgraph.read.characters import clean
from netgraph.read.lines import ends_sentence
from netgraph.read.paragraphs import is_headline, plain_paragraphs
from netgraph.read.reading import Reading, title_of_file

SECONDS = 60.0  # that a file may take
_EDGE = 3  # lines at the top and the foot of a page among which running heads stand
_OFTEN = 3  # pages that a running head stands on
_LEADING = 1.7  # of the size of type: lines farther apart stand in two paragraphs, or in a text with wide lines
_GAP = 1.4  # of the usual distance of two lines: more is space between paragraphs
_ALIGNED = 2.0  # points: cells of a column begin at one place
_HIGHEST = 30  # lines of a row
_IN_COLUMN = 2  # pieces that begin at one place, for a column
_LARGE = 1.15  # of the usual size of type: more is a heading
_HEADING = 200  # characters
_SPARSE = 3  # letters on a page: fewer are a stamp on a picture, or none
_HYPHEN = re.compile("[\x02\ufffe]")  # how the parser gives a hyphen at the end of a line
_HYPHENS = ("-", "\u2010", "\u00ad")
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|pag|seite|strona|str|sida|side|sivu|página|pagina|oldal|s|p|lk)?\W*\d{1,4}"
    r"(?:\s*(?:/|of|von|z|av|de|di|van|iš|no|sur|\|)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page: where it stands and how large its first letter is, in points; ``top`` grows downwards."""

    text: str
    top: float
    size: float


def read_pdf(data: bytes, most: int) -> Reading:
    """Read the text of a PDF file; another process parses it, within bounds of time and memory.

    Args:
        data: the file.
        most: characters of text.

    Raises:
        DocumentError: ``encrypted`` or ``pdf_broken`` (failed), ``no_text_layer`` (skipped).
    """
    said, ended = _ask(data, most)
    head = said[0] if said and isinstance(said[0], dict) else {}
    if "pages" not in head:
        if head.get("error") == "encrypted":
            raise DocumentError("encrypted", "the PDF file asks for a password; save it without one")
        raise DocumentError("pdf_broken", f"the PDF file is damaged or cannot be read{f' ({ended})' if ended else ''}")
    pages = [_lines(page) if isinstance(page, list) else [] for page in said[1:]]
    empty = sum(sum(map(_letters, page)) < _SPARSE for page in pages)
    if pages and empty == len(pages) and len(pages) == head["pages"]:
        raise DocumentError(
            "no_text_layer", "the pages are pictures without text; recognise the text (OCR) first", skipped=True
        )
    reading = _assemble(_without_running_heads(pages))
    reading.title = title_of_file(head.get("title", "")) or reading.title
    missing = head["pages"] - sum(isinstance(page, list) for page in said[1:])
    if ended or missing > 0:
        reading.complete = False
        reading.notes.append(f"pdf_partial: {missing} of {head['pages']} pages were not read ({ended or 'damaged'})")
    elif empty:
        reading.notes.append(f"no_text_layer: {empty} of {len(pages)} pages hold no text")
    return reading


def _ask(data: bytes, most: int) -> tuple[list[Any], str]:
    """What the other process printed, and why it ended early, if it did."""
    command = [sys.executable, "-I", str(Path(__file__).with_name("pdf_pages.py")), str(most)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)
        output, ended = done.stdout, f"the parser ended with {done.returncode}" if done.returncode else ""
    except subprocess.TimeoutExpired as error:
        output, ended = error.stdout or b"", f"more than {SECONDS:.0f} seconds"
    lines = output.decode("utf-8", "replace").split("\n")[:-1]  # what has no end was cut off
    return [json.loads(line) for line in lines], ended


def _lines(page: Sequence[tuple[list[tuple[str, float]], float, float]]) -> list[PageLine]:
    """The lines of a page; pieces that stand in one column with others are cells of a table, with bars between them.

    A line that leaves the first column of the row above free goes on with the cells of that row.
    """
    columns = _columns([left for pieces, _, _ in page for _, left in pieces[1:]])
    lines: list[PageLine] = []
    cells: list[tuple[str, float]] = []  # of the last line, where that is a row
    high = 0  # lines of that row
    for pieces, top, size in page:
        goes_on = 0 < high < _HIGHEST and all(
            left > cells[0][1] + _ALIGNED and _stands_in(left, columns) for _, left in pieces
        )
        if not goes_on:
            cells = []
        for said, left in pieces:
            same = next((i for i, (_, other) in enumerate(cells) if goes_on and abs(left - other) <= _ALIGNED), None)
            same = len(cells) - 1 if same is None and cells and not _stands_in(left, columns) else same
            if same is None:
                cells.append((said.strip(), left))
            else:
                cells[same] = f"{cells[same][0]} {said.strip()}", cells[same][1]
        cells.sort(key=lambda cell: cell[1])
        line = PageLine(" | ".join(said for said, _ in cells), top, size)
        if goes_on:
            lines[-1] = line
        else:
            lines.append(line)
        high = (high if goes_on else 0) + 1 if len(cells) > 1 else 0
    return lines


def _columns(lefts: Sequence[float]) -> list[float]:
    """Where the columns of tables begin: where so many pieces do that are not the first of their lines."""
    ordered = sorted(lefts)
    return [left for left, later in zip(ordered, ordered[_IN_COLUMN - 1 :], strict=False) if later - left <= _ALIGNED]


def _stands_in(left: float, columns: Sequence[float]) -> bool:
    at = bisect_left(columns, left - _ALIGNED)
    return at < len(columns) and columns[at] <= left + _ALIGNED


def _letters(line: PageLine) -> int:
    return sum(map(str.isalnum, line.text))


def _without_running_heads(pages: Sequence[Sequence[PageLine]]) -> list[list[PageLine]]:
    """The pages without page numbers, and without lines that stand at the edges of many pages, numbers aside."""
    edges = [[*page[:_EDGE], *page[-_EDGE:]] for page in pages]
    seen = Counter(key for edge in edges for key in {_key(line) for line in edge})
    least = max(_OFTEN, len(pages) // 3)
    kept = []
    for page in pages:
        last = len(page) - _EDGE
        kept.append([
            line
            for n, line in enumerate(page)
            if _EDGE <= n < last or not (seen[_key(line)] >= least or _PAGE_NUMBER.fullmatch(line.text.strip()))
        ])  # fmt: skip
    return kept


def _key(line: PageLine) -> str:
    return re.sub(r"\d+", "0", " ".join(line.text.split()).casefold())


def _assemble(pages: Sequence[Sequence[PageLine]]) -> Reading:
    """The text of all pages: broken words joined, a blank line where space, another column or a heading parts it."""
    pages = [[line for line in page if line.text.strip()] for page in pages]
    size = _usual_size([line for page in pages for line in page])
    step = _usual_step(pages, size)
    written: list[str] = []  # lines, an empty one for a gap; only the last one is touched again
    headings: set[str] = set()
    for page in pages:
        before: PageLine | None = None  # on this page
        for line in page:
            said = clean(_HYPHEN.sub(_hyphen, line.text.strip()))
            large = line.size > _LARGE * size and len(said) <= _HEADING
            last = written[-1] if written else ""
            goes_on = bool(written) and _goes_on(before, line, said, last, step)
            if last[-1:] in _HYPHENS and last[-2:-1].isalpha() and said[:1].isalpha():
                written[-1] = last[:-1] + ("" if said[0].islower() else "-") + said
            elif goes_on and large and len(last) <= _HEADING:
                written[-1] = f"{last} {said}"
            else:
                written += [said] if goes_on or not written else ["", said]
            if large and is_headline(written[-1]):
                headings.add(written[-1])
            before = line
    text = "\n".join(written)
    paragraphs = [_marked(one, text, headings) for one in plain_paragraphs(text, wrapped=True)]
    title = next((" ".join(text[p.start : p.end].split()) for p in paragraphs[:3] if p.kind == "heading"), None)
    return Reading(text, paragraphs, title)


def _hyphen(match: re.Match[str]) -> str:
    """What stands for a hyphen at the end of a line: "Zusammen-/arbeit" is one word, "Moson-/Sopron" keeps its own."""
    following = match.string[match.end() : match.end() + 1]
    return "" if following.islower() else "-"


def _usual_size(lines: Sequence[PageLine]) -> float:
    """The size of most letters."""
    count: Counter[float] = Counter()
    for line in lines:
        count[round(line.size, 1)] += len(line.text)
    return min(count, key=lambda size: (-count[size], size), default=0.0)


def _usual_step(pages: Sequence[Sequence[PageLine]], size: float) -> float:
    """The usual distance of a line to the next one of its paragraph; most of a short text are between paragraphs."""
    steps = [b.top - a.top for page in pages for a, b in pairwise(page) if b.top > a.top]
    near = [step for step in steps if step <= _LEADING * size]
    return median(near or steps or [0.0])


def _goes_on(before: PageLine | None, line: PageLine, said: str, last: str, step: float) -> bool:
    """Whether a line stands right below the one before, in the same type, or goes on with its sentence elsewhere."""
    if before is not None and abs(line.size - before.size) > 0.5:
        return False
    if before is not None and 0 <= line.top - before.top <= _GAP * step:
        return True
    return said[:1].islower() and not ends_sentence(last)


def _marked(one: Paragraph, text: str, headings: set[str]) -> Paragraph:
    """The paragraph, as a heading where its type says so."""
    heading = one.kind == "text" and text[one.start : one.end] in headings
    return Paragraph(one.start, one.end, one.language, "heading") if heading else one
