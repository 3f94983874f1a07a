"""Excel workbooks (.xlsx): the rows of each sheet that is shown, cells joined by bars."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from lxml import etree

from netgraph.errors import DocumentError
from netgraph.read.characters import clean
from netgraph.read.furniture import is_sheet_number
from netgraph.read.html import assemble
from netgraph.read.html_blocks import EMPTY, Block
from netgraph.read.ooxml import Archive
from netgraph.read.reading import Reading

LONGEST = 32_767  # characters of a cell, as the program itself has it
COLUMNS, CELLS = 60, 100_000  # of a row; of a workbook, empty ones between others included
_BOOK, _STRINGS, _LINKS = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"
_STYLES = "xl/styles.xml"
_DAYS = frozenset({*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58})  # formats that show a day
_NO_CODE = re.compile(r'"[^"]*"|\\.|\[[^\[\]]*\]')  # of a format: what is shown as it stands
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ROW = re.compile(r"\d{1,7}")


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
        days = _styles_of_days(archive.part(_STYLES))
        zero = datetime(1904, 1, 1) if _counts_from_1904(book) else datetime(1899, 12, 30)
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
            for row in _rows(root, _Values(strings, days, zero), left) if root is not None else ():
                left, most = left - len(row), most - sum(map(len, row))
                if left < 0 or most < 0:
                    break
                rows.append(row)
            name = clean(sheet.get("name", ""))
            blocks += [Block(name, "heading", 1)] if rows and not is_sheet_number(name) else []
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


def _styles_of_days(styles: etree._Element | None) -> frozenset[str]:
    """The styles of cells whose number is a day."""
    if styles is None:
        return frozenset()
    own = {one.get("numFmtId"): one.get("formatCode", "") for one in _all(styles, "numFmt")}
    known = {str(number) for number in _DAYS} - own.keys()
    known |= {key for key, code in own.items() if key and re.search("[yd]", _NO_CODE.sub("", code), re.IGNORECASE)}
    used = styles.find(f"{_S}cellXfs")
    return frozenset(str(n) for n, one in enumerate(used if used is not None else ()) if one.get("numFmtId") in known)


def _counts_from_1904(book: etree._Element) -> bool:
    said = book.find(f"{_S}workbookPr")
    return said is not None and said.get("date1904") in ("1", "true")


def _rows(root: etree._Element, values: "_Values", most: int) -> Iterator[list[str]]:
    """The rows that hold something, all as wide as the sheet's widest; a cell that says no place follows the last."""
    cells: dict[tuple[int, int], str] = {}
    number = 0
    for line in _all(root, "row"):
        said = line.get("r", "")
        number, column = int(said) if _ROW.fullmatch(said) else number + 1, -1
        for one in line.iterchildren(f"{_S}c"):
            at = _PLACE.fullmatch(one.get("r", ""))
            number, column = (int(at[2]), _column(at[1])) if at is not None else (number, column + 1)
            if column < COLUMNS and (said := values.of(one)):
                cells[number, column] = said
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


@dataclass(frozen=True, slots=True)
class _Values:
    """What cells say, by what they share.

    Attributes:
        strings: the words that are kept once.
        days: the styles of cells whose number is a day.
        zero: the day that such numbers count from.
    """

    strings: list[str]
    days: frozenset[str]
    zero: datetime

    def of(self, cell: etree._Element) -> str:
        """What a cell says."""
        kind, value = cell.get("t", "n"), cell.findtext(f"{_S}v", "")
        if kind == "inlineStr":
            inline = cell.find(f"{_S}is")
            return _text(inline) if inline is not None else ""
        if kind == "s":
            return self.strings[int(value)] if value.isdecimal() and int(value) < len(self.strings) else ""
        if kind == "n" and cell.get("s") in self.days:
            with suppress(ValueError, OverflowError):  # no number, or one beyond the calendar: it stays as it stands
                return (self.zero + timedelta(days=float(value))).date().isoformat()
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
