"""HTML to the main text of the page: what it says, without the frame that the site puts around it."""

from urllib.parse import urlsplit

from netgraph.model import Paragraph
from netgraph.read.furniture import plain
from netgraph.read.html_blocks import Block, blocks_of
from netgraph.read.html_facts import address, date_of_page, metadata, title_of_page
from netgraph.read.html_furniture import find_main
from netgraph.read.html_tree import Part, flat_text, parse, text_of
from netgraph.read.paragraphs import plain_paragraphs
from netgraph.read.reading import Reading

_LITTLE = 200  # characters; a page with less is read again with fewer parts left out


def read_html(source: str) -> Reading:
    """Read the main text of a page.

    The text has one block a line: headings, paragraphs, list items and table rows (cells joined by " | ");
    runs of items or rows stand together, other blocks have a blank line between them. Nothing is fetched and
    nothing is run.
    """
    parts, flattened = parse(source)
    if not parts:
        return _flat(source)
    fields = metadata(parts)
    url = address(fields)
    regions, gone = find_main(parts)
    host = urlsplit(url).hostname if url else None
    blocks = _with_headline(parts, blocks_of(parts, gone, regions, host), fields)
    if _size(blocks) < _LITTLE:
        whole, surely_gone = find_main(parts, strict=False)
        everything = blocks_of(parts, surely_gone, whole, host)
        if _size(everything) > 3 * _size(blocks):
            blocks = everything
    text, paragraphs = assemble(blocks)
    if not text:
        return _flat(source) if len(flat_text(source)) > _LITTLE and flattened else Reading("", [])
    headline = next((block.text for block in blocks if block.kind == "heading" and block.level == 1), None)
    reading = Reading(text, paragraphs, title_of_page(fields, headline), date_of_page(parts, fields, gone), url)
    if flattened:
        reading.notes.append("deep_nesting: the page is nested too deeply; its outer structure was kept")
    return reading


def _flat(source: str) -> Reading:
    text = flat_text(source)
    note = "deep_nesting: the page could not be parsed; its text was taken without its structure"
    return Reading(text, plain_paragraphs(text), notes=[note], complete=False)


def _size(blocks: list[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _with_headline(parts: list[Part], blocks: list[Block], fields: dict[str, str]) -> list[Block]:
    """Put the page's headline in front where it stands outside the main part."""
    if any(block.kind == "heading" and block.level == 1 for block in blocks):
        return blocks
    titles = plain(fields.get("og:title", "") + " " + fields.get("title", ""))
    for part in parts:
        if part.tag == "h1":
            text = text_of(part)
            if 0 < len(text) <= 300 and plain(text) and plain(text) in titles:
                return [Block(text, "heading", 1), *blocks]
    return blocks


def assemble(blocks: list[Block]) -> tuple[str, list[Paragraph]]:
    """Join blocks to a text and say where each lies."""
    pieces: list[str] = []
    paragraphs: list[Paragraph] = []
    position = 0
    previous: str | None = None
    for block in blocks:
        if previous is not None:
            between = "\n" if block.kind == previous and block.kind in ("item", "row") else "\n\n"
            pieces.append(between)
            position += len(between)
        pieces.append(block.text)
        paragraphs.append(Paragraph(position, position + len(block.text), "und", block.kind))
        position += len(block.text)
        previous = block.kind
    return "".join(pieces), paragraphs
