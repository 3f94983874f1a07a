"""The text of a page as blocks: one heading, paragraph, list item or table row each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from netgraph.model import ParagraphKind
from netgraph.read.characters import UNSEEN
from netgraph.read.furniture import is_furniture, is_partner_heading, plain, words
from netgraph.read.html_tree import BLOCKS, SILENT, Part, is_outward
from netgraph.read.lines import ends_sentence

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOLD = frozenset({"b", "strong"})
_LABELS = frozenset({"span", "a", "time", "label", "small"})
_CELLS = frozenset({"td", "th"})
_WIDEST, _HIGHEST = 60, 1_000  # columns and rows of a cell
EMPTY = "–"  # stands in an empty cell, so that those behind it stay in their columns
_ALT_NOISE = re.compile(
    r"^(?:logo(?:typ|type|typen|gramm)?s?|logga|picture|image|bild|foto|photo)(?:\s+(?:of|von|der|des|för|av))?\b[\s:_-]*"
    r"|[\s_-]*\b(?:logo(?:typ|type|gramm)?s?|logga)(?:[\s_-]*\d+)?$|\.(?:png|jpe?g|svg|gif|webp)$",
    re.I,
)
_CARD = 400  # characters that a linked heading and the lines below it have at most
_ARTICLE = 300  # characters of such blocks that make an article
_LONG = 80  # characters of text outside links that make a block one of the article


@dataclass(slots=True)
class Block:
    """A stretch of the page's text on lines of its own."""

    text: str
    kind: ParagraphKind
    level: int = 7  # of a heading; 7 for what only looks like one
    linked: float = 0.0  # share of its characters in links
    outward: bool = False  # its links lead to other sites
    partner: bool = False  # it stands below a heading that announces bodies


@dataclass(slots=True)
class _Cell:
    text: str
    wide: int = 1
    high: int = 1


@dataclass(slots=True)
class _Piece:
    text: str
    linked: bool
    outward: bool
    bold: bool


class _Walk:
    """One pass over the parts in document order, with the text gathered since the last block."""

    def __init__(self, parts: list[Part], gone: set[int], host: str | None) -> None:
        self.parts, self.gone, self.host = parts, gone, host
        self.blocks: list[Block] = []
        self.pieces: list[_Piece] = []
        self.cells: list[list[_Cell]] = []  # rows of data tables that are open, innermost last
        self.marks: list[int] = []  # how many cells there were before the open ones
        self.hanging: dict[int, dict[int, tuple[str, int]]] = {}  # table, column: what hangs down, over how many rows
        self.items = self.headings = self.links = self.outward = self.bold = 0
        self.level = 7
        self.partner_level = 0  # level of the heading that announced bodies; 0 when there is none
        self.partner_parts = 0
        self.rows = data_rows(parts, gone)
        self.label_ended = False

    def run(self, first: int) -> list[Block]:
        open_parts: list[int] = []
        end = self.parts[first].end
        number = first
        while number < end:
            while open_parts and self.parts[open_parts[-1]].end <= number:
                self._close(open_parts.pop(), first)
            part = self.parts[number]
            if number in self.gone or part.tag in SILENT:
                if part.tag in BLOCKS:
                    self._flush()
                self._text(part.element.tail, number == first)
                number = part.end
                continue
            self._open(number)
            open_parts.append(number)
            number += 1
        while open_parts:
            self._close(open_parts.pop(), first)
        self._flush()
        blocks, self.blocks = self.blocks, []
        return blocks

    def _open(self, number: int) -> None:
        part = self.parts[number]
        tag = part.tag
        if tag in BLOCKS:
            self._flush()
        elif tag in _LABELS and self.label_ended:
            self._separate(part.element.text)
        if tag == "br":
            self.pieces.append(_Piece("\n", False, False, False))
        elif tag == "img":
            self._picture(part)
        elif tag == "a" and part.element.get("href"):
            self.links += 1
            self.outward += is_outward(part.element.get("href") or "", self.host)
        elif tag in _BOLD:
            self.bold += 1
        elif tag in _HEADINGS or tag in ("dt", "summary", "caption", "legend"):
            self.headings += 1
            self.level = int(tag[1]) if tag in _HEADINGS else 7
        elif tag in ("li", "dd"):
            self.items += 1
        elif number in self.rows:
            self.cells.append([])
        elif tag in _CELLS and self.cells and part.parent in self.rows:
            self.marks.append(len(self.cells[-1]))
        if part.words & words().kept_classes:
            self.partner_parts += 1
        self.label_ended = False
        self._text(part.element.text)

    def _close(self, number: int, first: int) -> None:
        part = self.parts[number]
        tag = part.tag
        if tag in BLOCKS:
            self._flush()
        if tag == "a" and part.element.get("href"):
            self.links -= 1
            self.outward -= is_outward(part.element.get("href") or "", self.host)
        elif tag in _BOLD:
            self.bold -= 1
        elif tag in _HEADINGS or tag in ("dt", "summary", "caption", "legend"):
            self.headings -= 1
        elif tag in ("li", "dd"):
            self.items -= 1
        elif number in self.rows and self.cells:
            row = self._row(self.rows[number], self.cells.pop())
            if any(row):
                self._add(Block(" | ".join(cell or EMPTY for cell in row), "row"))
        elif tag in _CELLS and self.marks and self.cells and part.parent in self.rows:
            inside = self.cells[-1][self.marks[-1] :]
            del self.cells[-1][self.marks.pop() :]
            wide, high = _span(part.element.get("colspan"), _WIDEST), _span(part.element.get("rowspan"), _HIGHEST)
            self.cells[-1].append(_Cell("; ".join(cell.text for cell in inside), wide, high))
        if part.words & words().kept_classes:
            self.partner_parts -= 1
        self.label_ended = tag in _LABELS
        self._text(part.element.tail, number == first)

    def _row(self, table: int, cells: list[_Cell]) -> list[str]:
        """The cells of a row in their columns: one that is high stands in each of its rows, one that is wide once."""
        hanging = self.hanging.setdefault(table, {})
        row: list[str] = []
        for cell in (_Cell("", 0), *cells):  # before the first cell something may hang, too
            said = [cell.text, *[""] * (cell.wide - 1)][: cell.wide]
            if cell.high > 1:  # it is taken from there, here too
                hanging.update((len(row) + n, (text, cell.high)) for n, text in enumerate(said))
            else:
                row += said
            while len(row) in hanging:
                text, left = hanging.pop(len(row))
                if left > 1:
                    hanging[len(row)] = text, left - 1
                row.append(text)
        return row

    def _text(self, text: str | None, outside: bool = False) -> None:
        if text and not outside:
            self.label_ended = self.label_ended and not text.strip()
            self.pieces.append(_Piece(text, self.links > 0, self.outward > 0, self.bold > 0))

    def _separate(self, text: str | None) -> None:
        """A space between two labels that only their looks keep apart: "Partner" and "Region"."""
        before = self.pieces[-1].text if self.pieces else ""
        if before and text and before[-1].islower() and text[0].isupper():
            self.pieces.append(_Piece(" ", False, False, False))

    def _picture(self, part: Part) -> None:
        """The name that a picture of a logo bears, where the page lists bodies."""
        if not (self.partner_level or self.partner_parts):
            return
        alt = " ".join((part.element.get("alt") or part.element.get("title") or "").split())
        name = _ALT_NOISE.sub("", _ALT_NOISE.sub("", alt)).strip(" -_:")
        if 2 <= len(name) <= 120 and re.search(r"[^\W\d_]{2}", name) and not re.search(r"[/\\]|_\w+_|\d{4,}", name):
            self._flush()
            self._add(Block(name, "item", linked=float(self.links > 0), outward=True))

    def _flush(self) -> None:
        """Make blocks of the text gathered: one a line, a line that goes on after a break joined to the next."""
        pieces, self.pieces = self.pieces, []
        self.label_ended = False
        if not pieces:
            return
        whole = "".join(piece.text if piece.text == "\n" else _one_line(piece.text) for piece in pieces)
        joined = lines_of(UNSEEN.sub("", whole), whole=self.headings > 0)
        if not joined:
            return
        if self.cells:
            self.cells[-1].append(_Cell("; ".join(joined)))
            return
        solid = [piece for piece in pieces if piece.text.strip()]
        size = sum(len(piece.text) for piece in solid) or 1
        linked = sum(len(piece.text) for piece in solid if piece.linked) / size
        outward = any(piece.outward for piece in solid)
        bold = all(piece.bold for piece in solid)
        for line in joined:
            kind, level = self._kind(line, bold)
            self._add(Block(line, kind, level, linked, outward))

    def _kind(self, line: str, bold: bool) -> tuple[ParagraphKind, int]:
        if self.headings:
            return "heading", self.level
        if self.items:
            return "item", 7
        if bold and len(line) <= 100 and not line.endswith((".", "!", ",", ";")):
            return "heading", 7
        return "text", 7

    def _add(self, block: Block) -> None:
        announces = block.kind == "heading" or (block.text.endswith(":") and len(block.text) <= 60)
        if announces and (not self.partner_level or block.level <= self.partner_level):
            self.partner_level = block.level if is_partner_heading(block.text) else 0
        block.partner = bool(self.partner_level or self.partner_parts)
        previous = self.blocks[-1] if self.blocks else None
        if previous is not None and block.kind == "item" and plain(previous.text) == plain(block.text):
            return
        self.blocks.append(block)


def lines_of(text: str, *, whole: bool) -> list[str]:
    """The lines of a block; one that goes on after a break is joined to the next, as all are in a ``whole`` heading."""
    joined: list[str] = []
    for line in filter(None, (" ".join(line.split()) for line in text.split("\n"))):
        goes_on = bool(joined) and line[0].islower() and len(joined[-1]) >= 30 and not ends_sentence(joined[-1])
        if goes_on or (whole and joined):
            joined[-1] += " " + line
        else:
            joined.append(line)
    return joined


def _one_line(text: str) -> str:
    return text.replace("\n", " ").replace("\r", " ")


def _span(said: str | None, most: int) -> int:
    return max(1, min(int(said[:9]), most)) if said and said.isascii() and said.isdecimal() else 1


def data_rows(parts: list[Part], gone: set[int]) -> dict[int, int]:
    """The rows of tables that hold data, with their tables; other tables only lay out the page."""
    table_of: list[int] = []
    rows: dict[int, int] = {}
    cells: dict[int, int] = {}
    laid_out: set[int] = set()
    for number, part in enumerate(parts):
        above = part.parent
        table = -1 if above < 0 else (above if parts[above].tag == "table" else table_of[above])
        table_of.append(table)
        if table < 0 or number in gone:
            continue
        if part.tag == "tr":
            rows[table] = rows.get(table, 0) + 1
        elif part.tag in ("td", "th"):
            cells[table] = cells.get(table, 0) + 1
        elif part.tag in ("table", "h1", "h2", "h3", "article", "form"):
            laid_out.add(table)
    data = {
        table
        for table, count in rows.items()
        if table not in laid_out
        and parts[table].element.get("role") not in ("presentation", "none")
        and cells.get(table, 0) >= 1.5 * count
        and parts[table].text / cells[table] <= 200
    }
    return {n: table_of[n] for n, part in enumerate(parts) if part.tag == "tr" and table_of[n] in data}


def blocks_of(parts: list[Part], gone: set[int], regions: list[int], host: str | None) -> list[Block]:
    """All blocks of some regions of the page, without notices, menus and lists of mere links at its ends."""
    walk = _Walk(parts, gone, host)
    blocks = [block for region in regions for block in walk.run(region) if not _dropped(block)]
    return list(_without_link_lists(blocks))


def _dropped(block: Block) -> bool:
    return not any(map(str.isalnum, block.text)) or (block.kind != "row" and is_furniture(block.text))


def _without_link_lists(blocks: list[Block]) -> Iterator[Block]:
    """Leave out links to other texts before the first and after the last paragraph of the article.

    That is runs of links, and runs of cards: a linked heading with a few lines of the text that it leads to. Lists
    of bodies stay: below a heading that announces them, or with links that lead to other sites.
    """
    cards = _cards(blocks)
    long = [n for n, block in enumerate(blocks) if n not in cards and len(block.text) * (1 - block.linked) >= _LONG]
    if sum(len(blocks[n].text) for n in long) < _ARTICLE:
        yield from blocks
        return
    loose = [_is_loose(block) for block in blocks]
    gone: set[int] = set()
    for number, block in enumerate(blocks):
        outside = not long[0] <= number <= long[-1]
        near = loose[max(0, number - 1) : number] + loose[number + 1 : number + 2]
        call = block.kind == "text" and loose[number] and block.text.count(" ") < 6
        if call or (outside and (number in cards or (loose[number] and any(near)))):
            gone.add(number)
    for number, block in enumerate(blocks):
        opens_gone = block.kind == "heading" and block.level > 1 and number + 1 in gone and number > long[-1]
        if number not in gone and not opens_gone:
            yield block


def _is_loose(block: Block) -> bool:
    return block.linked > 0.7 and not block.partner and not block.outward and block.level != 1


def _cards(blocks: list[Block]) -> set[int]:
    """The blocks that are cards, where two or more cards stand together."""
    heads = [n for n, block in enumerate(blocks) if block.kind == "heading"]
    ends = [*heads[1:], len(blocks)][: len(heads)]
    linked = [_is_loose(blocks[head]) and end - head <= 5 for head, end in zip(heads, ends, strict=True)]
    cards: set[int] = set()
    for number, (head, end) in enumerate(zip(heads, ends, strict=True)):
        if linked[number] and any(linked[max(0, number - 1) : number] + linked[number + 1 : number + 2]):
            cards.update(range(head, end))
    return cards


def _is_card(blocks: list[Block]) -> bool:
    return len(blocks) <= 5 and _is_loose(blocks[0]) and sum(len(block.text) for block in blocks) <= _CARD
