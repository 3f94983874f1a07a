"""Word documents (.docx): headings, paragraphs, list items and tables, footnotes and text boxes, in their order."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from netgraph.errors import DocumentError
from netgraph.model import ParagraphKind
from netgraph.read.characters import clean
from netgraph.read.html import assemble
from netgraph.read.html_blocks import Block
from netgraph.read.reading import Reading

MEMBERS, EXPANDED, RATIO = 2_000, 50_000_000, 300  # of an archive: files; bytes of what is read; to those in the file
_DEPTH = 60  # tables within tables
_MAIN, _CORE, _STYLES = "word/document.xml", "docProps/core.xml", "word/styles.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What is not in the text as it stands: what was deleted, codes of fields, and what stands in for newer elements.
_GONE = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", _FALLBACK})
_HEADINGS = ("heading", "title")  # how the names of styles begin, in any language of the program
_WRAPPERS = frozenset({f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"})
_BREAKS = frozenset({f"{_W}br", f"{_W}cr", f"{_W}tab"})


def read_docx(data: bytes) -> Reading:
    """Read the text of a Word document; of its archive only the parts that hold text are unpacked, in memory.

    Raises:
        DocumentError: ``docx_broken``, ``zip_budget``, ``xml_dtd`` or ``encrypted`` (failed), ``not_text`` (skipped).
    """
    with _opened(data) as archive:
        names = set(archive.namelist())
        if _MAIN not in names:
            raise DocumentError("not_text", "the archive is no Word document", skipped=True)
        budget = [EXPANDED]
        main = _parsed(archive, _MAIN, budget)
        headings = _heading_styles(_parsed(archive, _STYLES, budget)) if _STYLES in names else {}
        notes = [_parsed(archive, name, budget) for name in _NOTES if name in names]
        core = _parsed(archive, _CORE, budget) if _CORE in names else None
    body = _Body(headings)
    blocks = [block for holder in main.iterchildren(f"{_W}body") for block in body.blocks(holder)]
    for part in notes:
        for note in part:
            if note.get(f"{_W}type") is None:  # the others are lines between text and notes
                blocks += body.blocks(note)
    text, paragraphs = assemble(blocks)
    reading = Reading(text, paragraphs, complete=not body.too_deep)
    if body.too_deep:
        reading.notes.append(f"deep_nesting: what is nested deeper than {_DEPTH} levels was not read")
    if core is not None:
        fields = {etree.QName(one).localname: clean(one.text or "").strip() for one in core if isinstance(one.tag, str)}
        reading.title = fields.get("title") or None
    return reading


def _opened(data: bytes) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, OverflowError) as error:
        raise DocumentError("docx_broken", f"the file is damaged: {error}") from None
    listed = archive.infolist()
    if len(listed) > MEMBERS:
        raise DocumentError("zip_budget", f"the archive holds {len(listed):,} files; the limit is {MEMBERS:,}")
    if len({one.filename for one in listed}) < len(listed):
        raise DocumentError("docx_broken", "the archive holds two files of one name")
    return archive


def _parsed(archive: zipfile.ZipFile, name: str, budget: list[int]) -> etree._Element:
    """The root of a part of the archive; the bytes are counted as they come, whatever the archive says of them."""
    info = archive.getinfo(name)
    if info.flag_bits & 1:
        raise DocumentError("encrypted", "the document is protected by a password; save it without one")
    most = min(budget[0], RATIO * max(info.compress_size, 10_000))
    try:
        with archive.open(info) as part:
            content = part.read(most + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise DocumentError("docx_broken", f"{name} in it is damaged: {error}") from None
    if len(content) > most:
        raise DocumentError("zip_budget", f"{name} in it grows beyond {most:,} bytes when it is unpacked")
    budget[0] -= len(content)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or "<!DOCTYPE".encode("utf-16-le") in content:
        raise DocumentError("xml_dtd", f"{name} in it defines a document type, as no Word document does")
    content = content.replace(_STRICT.encode(), _W[1:-1].encode())
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DocumentError("docx_broken", f"{name} in it is damaged: {error}") from None


def _heading_styles(styles: etree._Element) -> dict[str, int]:
    """Level of the styles that are headings, by their ids: told by the outline, else by their names."""
    found: dict[str, int] = {}
    for style in styles.iter(f"{_W}style"):
        key, name = style.get(f"{_W}styleId", ""), style.find(f"{_W}name")
        outline = style.find(f"{_W}pPr/{_W}outlineLvl")
        said = name.get(f"{_W}val", "") if name is not None else ""
        if outline is not None and outline.get(f"{_W}val", "9").isdigit() and int(outline.get(f"{_W}val", "9")) < 9:
            found[key] = int(outline.get(f"{_W}val", "0")) + 1
        elif said.casefold().startswith(_HEADINGS) and style.get(f"{_W}type") == "paragraph":
            found[key] = 1
    return found


class _Body:
    """Walks through what holds paragraphs and tables.

    Args:
        headings: level of the styles that are headings.
    """

    def __init__(self, headings: dict[str, int]) -> None:
        self.headings = headings
        self.too_deep = False  # something was not read

    def blocks(self, holder: etree._Element, depth: int = 0) -> Iterator[Block]:
        """The paragraphs and tables of a body, a cell or a box, each with what lies in boxes in it."""
        if depth > _DEPTH:
            self.too_deep = True
            return
        for one in holder:
            if one.tag == f"{_W}p":
                boxes: list[etree._Element] = []
                text = " ".join("".join(_words(one, boxes)).split())
                if text:
                    kind, level = _kind(one, self.headings)
                    yield Block(clean(text), kind, level)
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
        for row in rows:
            cells = [" ".join(block.text for block in self.blocks(cell, depth + 1)) for cell in row]
            if any(cells):
                yield Block(" | ".join(cells), "row")


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
            yield one.text or ""
        elif one.tag in _BREAKS:
            yield " "
        elif one.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif one.tag == f"{_W}txbxContent":
            boxes.append(one)
        elif one.tag not in _GONE:
            stack.append(iter(one))


def _kind(paragraph: etree._Element, headings: dict[str, int]) -> tuple[ParagraphKind, int]:
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return "text", 7
    style, outline = properties.find(f"{_W}pStyle"), properties.find(f"{_W}outlineLvl")
    key = style.get(f"{_W}val", "") if style is not None else ""
    if outline is not None and outline.get(f"{_W}val", "9") in "012345678":
        return "heading", int(outline.get(f"{_W}val", "0")) + 1
    if key in headings or key.casefold().startswith(_HEADINGS):
        return "heading", headings.get(key, 1)
    if properties.find(f"{_W}numPr") is not None or key.casefold().startswith("list"):
        return "item", 7
    return "text", 7
