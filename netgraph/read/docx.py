"""Word documents (.docx): headings, paragraphs, list items and tables, footnotes and text boxes, in their order."""

from collections.abc import Iterator

from lxml import etree

from netgraph.errors import DocumentError
from netgraph.model import ParagraphKind
from netgraph.read.characters import clean
from netgraph.read.html import assemble
from netgraph.read.html_blocks import EMPTY, Block, lines_of
from netgraph.read.ooxml import Archive
from netgraph.read.reading import Reading

_DEPTH, _WIDEST = 60, 60  # tables within tables; columns of a cell
_MAIN, _STYLES = "word/document.xml", "word/styles.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What is not in the text as it stands: what was deleted, codes of fields, and what stands in for newer elements.
_GONE = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", _FALLBACK})
_LEVELS = "012345678"  # of headings in the outline; the next number is that of running text
_HEADINGS = ("heading", "title")  # how the names of styles begin, in any language of the program
_WRAPPERS = frozenset({f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"})
_BREAKS = frozenset({f"{_W}br", f"{_W}cr"})
_CONTENTS = ("toc ", "table of figures")  # styles of the lines of a table of contents: headings again, with pages


def read_docx(data: bytes) -> Reading:
    """Read the text of a Word document.

    Raises:
        DocumentError: as ``Archive``, and ``not_text`` (skipped).
    """
    with Archive(data) as archive:
        main = archive.part(_MAIN)
        if main is None:
            raise DocumentError("not_text", "the archive is no Word document", skipped=True)
        styles = archive.part(_STYLES)
        headings, contents = _styles(styles) if styles is not None else ({}, set())
        notes = [part for name in _NOTES if (part := archive.part(name)) is not None]
        title = archive.title()
    body = _Body(headings, contents)
    blocks = [block for holder in main.iterchildren(f"{_W}body") for block in body.blocks(holder)]
    for part in notes:
        for note in part:
            if note.get(f"{_W}type") is None:  # the others are lines between text and notes
                blocks += body.blocks(note)
    text, paragraphs = assemble(blocks)
    reading = Reading(text, paragraphs, title, complete=not body.too_deep)
    if body.too_deep:
        reading.notes.append(f"deep_nesting: what is nested deeper than {_DEPTH} levels was not read")
    return reading


def _styles(styles: etree._Element) -> tuple[dict[str, int], set[str]]:
    """Level of the styles that are headings, told by their outline, else by their names; and styles of contents."""
    headings: dict[str, int] = {}
    contents: set[str] = set()
    for style in styles.iter(f"{_W}style"):
        key, name = style.get(f"{_W}styleId", ""), style.find(f"{_W}name")
        outline = style.find(f"{_W}pPr/{_W}outlineLvl")
        said = name.get(f"{_W}val", "").casefold() if name is not None else ""
        if outline is not None and (level := _LEVELS.find(outline.get(f"{_W}val", "-"))) >= 0:
            headings[key] = level + 1
        elif said.startswith(_HEADINGS) and style.get(f"{_W}type") == "paragraph":
            headings[key] = 1
        elif said.startswith(_CONTENTS):
            contents.add(key)
    return headings, contents


class _Body:
    """Walks through what holds paragraphs and tables.

    Args:
        headings: level of the styles that are headings.
        contents: styles of the lines of a table of contents, which are left out.
    """

    def __init__(self, headings: dict[str, int], contents: set[str]) -> None:
        self.headings, self.contents = headings, contents
        self.too_deep = False  # something was not read

    def blocks(self, holder: etree._Element, depth: int = 0) -> Iterator[Block]:
        """The paragraphs and tables of a body, a cell or a box, each with what lies in boxes in it."""
        if depth > _DEPTH:
            self.too_deep = True
            return
        for one in holder:
            if one.tag == f"{_W}p":
                boxes: list[etree._Element] = []
                text = "".join(_words(one, boxes))
                kind, level = _kind(one, self.headings)
                lines = lines_of(text, whole=kind == "heading") if _style(one) not in self.contents else []
                yield from (Block(clean(line), kind, level) for line in lines)
                for box in boxes:
                    yield from self.blocks(box, depth + 1)
            elif one.tag == f"{_W}tbl":
                yield from self._rows(one, depth)
            elif one.tag not in _GONE and isinstance(one.tag, str):
                yield from self.blocks(one, depth + 1)  # content controls, inserted text and their like

    def _rows(self, table: etree._Element, depth: int) -> Iterator[Block]:
        """The rows of a table, cells joined by bars; a table of one cell a row only frames its text."""
        rows = [list(_inside(row, f"{_W}tc")) for row in _inside(table, f"{_W}tr")]
        if all(len(row) == 1 for row in rows):
            for [cell] in rows:
                yield from self.blocks(cell, depth + 1)
            return
        above: dict[int, str] = {}  # what goes on below, by its column
        for row in rows:
            cells: list[str] = []
            for cell in row:
                text = "; ".join(block.text for block in self.blocks(cell, depth + 1)).replace("|", "/")
                if _merged(cell, "vMerge") not in (None, "restart"):
                    text = above.get(len(cells), text)
                above[len(cells)] = text
                wide = _merged(cell, "gridSpan") or "1"
                cells += [text, *[""] * (min(int(wide), _WIDEST) - 1 if wide.isdecimal() else 0)]
            if any(cells):
                yield Block(" | ".join(cell or EMPTY for cell in cells), "row")


def _merged(cell: etree._Element, how: str) -> str | None:
    """How a cell is merged with those beside it (``gridSpan``) or above (``vMerge``); None where it is not."""
    said = cell.find(f"{_W}tcPr/{_W}{how}")
    return said.get(f"{_W}val", "continue") if said is not None else None


def _inside(holder: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Children of a kind, those in content controls and in inserted parts included."""
    stack = [iter(holder)]
    while stack:
        one = next(stack[-1], None)
        if one is None:
            stack.pop()
        elif one.tag == tag:
            yield one
        elif one.tag in _WRAPPERS:
            stack.append(iter(one))


def _words(holder: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
    """The pieces of text of a paragraph; the boxes that hang on it are put aside."""
    stack = [iter(holder)]
    while stack:
        one = next(stack[-1], None)
        if one is None:
            stack.pop()
        elif one.tag == f"{_W}t":
            yield (one.text or "").replace("\n", " ")
        elif one.tag in _BREAKS:
            yield "\n"
        elif one.tag == f"{_W}tab":
            yield " "
        elif one.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif one.tag == f"{_W}txbxContent":
            boxes.append(one)
        elif one.tag not in _GONE and not _is_hidden(one):
            stack.append(iter(one))


def _is_hidden(run: etree._Element) -> bool:
    """Whether nobody sees a piece of text, on the screen or on paper."""
    said = run.find(f"{_W}rPr/{_W}vanish")
    return said is not None and said.get(f"{_W}val", "1") not in ("0", "false", "off")


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return style.get(f"{_W}val", "") if style is not None else ""


def _kind(paragraph: etree._Element, headings: dict[str, int]) -> tuple[ParagraphKind, int]:
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return "text", 7
    key, outline = _style(paragraph), properties.find(f"{_W}outlineLvl")
    if outline is not None and (level := _LEVELS.find(outline.get(f"{_W}val", "-"))) >= 0:
        return "heading", level + 1
    if key in headings or key.casefold().startswith(_HEADINGS):
        return "heading", headings.get(key, 1)
    if properties.find(f"{_W}numPr") is not None or key.casefold().startswith("list"):
        return "item", 7
    return "text", 7
