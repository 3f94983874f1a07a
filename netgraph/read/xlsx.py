"""Excel workbooks (.xlsx): the rows of each sheet that is shown, cells joined by bars."""

import re
from collections.abc import Iterator

from lxml import etree

from netgraph.errors import DocumentError
from netgraph.read.characters import clean
from netgraph.read.html import assemble
from netgraph.read.html_blocks import EMPTY, Block
from netgraph.read.ooxml import Archive
from netgraph.read.reading import Reading

LONGEST = 32_767  # characters of a cell, as the program itself has it
COLUMNS, CELLS = 60, 100_000  # of a row; of a workbook, empty ones between others included
_BOOK, _STRINGS, _LINKS = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def read_xlsx(data: bytes, most: int) -> Reading:
    """Read a workbook; of cells that are merged over several rows each row has the text.

    Args:
        data: the file.
        most: characters of text; words that are kept once may stand in many cells.

    Raises:
        DocumentError: as ``Archive``, and ``not_text`` (skipped).
    """
    with Archive(data) as archive:
        book = archive.part(_BOOK)
        if book is None:
            raise DocumentError("not_text", "the archive is no workbook", skipped=True)
        links = archive.part(_LINKS)
        strings = [_text(one) for one in _all(archive.part(_STRINGS), "si")]
        targets = {one.get("Id"): one.get("Target", "") for one in links} if links is not None else {}
        blocks: list[Block] = []
        hidden = 0
        left = CELLS
        for sheet in _all(book, "sheet"):
            if sheet.get("state") in ("hidden", "veryHidden"):
                hidden += 1
                continue
            target = targets.get(sheet.get(f"{_R}id"), "")
            root = archive.part(target.lstrip("/") if target.startswith("/") else f"xl/{target}")
            rows = []
            for row in _rows(root, strings, left) if root is not None else ():
                left, most = left - len(row), most - sum(map(len, row))
                if left < 0 or most < 0:
                    break
                rows.append(row)
            blocks += [Block(clean(sheet.get("name", "")), "heading", 1)] if rows else []
            blocks += [Block(" | ".join(row), "row") for row in rows]
        title = archive.title()
    text, paragraphs = assemble([block for block in blocks if block.text.strip()])
    reading = Reading(text, paragraphs, title, complete=left >= 0 and most >= 0)
    if not reading.complete:
        reading.notes.append(f"cell_limit: only the first {CELLS:,} cells, or the longest text allowed, were read")
    if hidden:
        reading.notes.append(f"hidden: {hidden} hidden sheets were not read")
    return reading


def _all(root: etree._Element | None, tag: str) -> Iterator[etree._Element]:
    return iter(()) if root is None else root.iter(f"{_S}{tag}")


def _rows(root: etree._Element, strings: list[str], most: int) -> Iterator[list[str]]:
    """The rows that hold something, all as wide as the sheet's widest."""
    cells: dict[tuple[int, int], str] = {}
    for one in _all(root, "c"):
        at = _PLACE.fullmatch(one.get("r", ""))
        said = _value(one, strings)
        if at is not None and said and (column := _column(at[1])) < COLUMNS:
            cells[int(at[2]), column] = said
        if len(cells) > most:
            break  # there are more than can be told
    merged = most - len(cells)  # how many may be filled from above
    for one in _all(root, "mergeCell"):
        first, _, last = one.get("ref", "").partition(":")
        top, end = _PLACE.fullmatch(first), _PLACE.fullmatch(last)
        if top is not None and end is not None and (said := cells.get((int(top[2]), _column(top[1])), "")):
            below = range(int(top[2]) + 1, min(int(end[2]), int(top[2]) + merged) + 1)
            merged -= len(below)
            for row in below:
                cells.setdefault((row, _column(top[1])), said)
    columns = {column for _, column in cells}
    wide = range(min(columns, default=0), max(columns, default=-1) + 1)
    filled: dict[int, dict[int, str]] = {}
    for (row, column), said in cells.items():
        filled.setdefault(row, {})[column] = said
    for row in sorted(filled):
        yield [filled[row].get(column, EMPTY) for column in wide]


def _value(cell: etree._Element, strings: list[str]) -> str:
    kind, value = cell.get("t", "n"), cell.findtext(f"{_S}v", "")
    if kind == "inlineStr":
        inline = cell.find(f"{_S}is")
        return _text(inline) if inline is not None else ""
    if kind == "s":
        return strings[int(value)] if value.isdecimal() and int(value) < len(strings) else ""
    return "" if kind == "e" else " ".join(clean(value[:LONGEST]).replace("|", "/").split())


def _text(holder: etree._Element) -> str:
    """The lines of a cell on one, without how its words are pronounced; a bar in them would part cells."""
    words = "".join(
        one.text or "" for one in holder.iter(f"{_S}t") if (up := one.getparent()) is None or up.tag != f"{_S}rPh"
    )
    lines = (" ".join(line.split()) for line in clean(words[:LONGEST]).replace("|", "/").split("\n"))
    return "; ".join(filter(None, lines))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number - 1
