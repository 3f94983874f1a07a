"""Bytes to one document: charset, format, text, paragraphs, language, title and date."""

import re
from dataclasses import replace
from html import unescape

from netgraph.errors import DocumentError
from netgraph.language.dates import date_line, find_date
from netgraph.language.deadlines import blank_deadlines
from netgraph.model import Document, Paragraph
from netgraph.read.characters import clean, is_binary
from netgraph.read.charset import Decoded, decode
from netgraph.read.formats import FORMATS, PACKED, format_of, packed_format, signature
from netgraph.read.furniture import is_furniture, is_teaser_heading
from netgraph.read.language_id import identify
from netgraph.read.limits import Limits
from netgraph.read.markdown import front_matter, markdown_paragraphs, without_marks
from netgraph.read.paragraphs import is_headline, plain_paragraphs
from netgraph.read.reading import TITLE, Reading

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,30});")  # "R&amp;D", in a text from a page
_TOP = 8  # paragraphs among which title and date stand


def interpret(name: str, data: bytes, sha256: str, *, extension: str, limits: Limits) -> Document:
    """Make a document of a file's bytes.

    Raises:
        DocumentError: ``empty`` or ``not_text`` (skipped); for packed formats, what their readers raise.
    """
    expected = FORMATS.get(extension, "text")
    if expected in PACKED:
        return _unpacked(name, data, sha256, extension, limits)
    what = signature(data)
    if what is not None:
        raise DocumentError("not_text", f"the content is {what}", skipped=True)
    decoded = decode(data, markup=expected == "html" or data[:200].lstrip()[:1] == b"<")
    if is_binary(decoded.text):
        raise DocumentError("not_text", "the content is not text in any known encoding", skipped=True)
    found = format_of(decoded.text, expected)
    reading = _read(clean(decoded.text), found, limits)
    if not reading.text.strip():
        raise DocumentError("empty", "there is no text in it", skipped=True)
    return _document(name, reading, decoded, sha256, found, _mismatch(extension, found))


def complete(document: Document) -> Document:
    """Give a document that has a text but no paragraphs its paragraphs and its language; others stay as they are."""
    if document.paragraphs or not document.text.strip() or document.status not in ("ok", "partial"):
        return document
    markdown = document.format == "markdown"
    found = markdown_paragraphs(document.text) if markdown else plain_paragraphs(document.text)
    language, paragraphs = identify(document.text, found)
    if document.language != "und":
        language = document.language
    return replace(document, language=language, paragraphs=tuple(paragraphs))


def _read(text: str, found: str, limits: Limits) -> Reading:
    if found == "html":
        from netgraph.read.html import read_html

        return _cut(read_html(text), limits.max_characters)
    reading = Reading(clean(_ENTITY.sub(lambda found: unescape(found[0]), text)), [])
    _cut(reading, limits.max_characters)
    fields, start = front_matter(reading.text) if found == "markdown" else ({}, 0)
    reading.paragraphs = (
        markdown_paragraphs(reading.text, start) if found == "markdown" else plain_paragraphs(reading.text)
    )
    reading.title, reading.date = fields.get("title") or None, find_date(fields.get("date", ""))
    return reading


def _unpacked(name: str, data: bytes, sha256: str, extension: str, limits: Limits) -> Document:
    """The document of a PDF file or an office document, whichever of them it is."""
    found = packed_format(data)
    if found is None:
        if not data.strip(b"\0 \t\r\n"):
            raise DocumentError("empty", "there is nothing in it", skipped=True)
        what = signature(data) or "no PDF file and no office document"
        raise DocumentError("not_text", f"the content is {what}", skipped=True)
    if found == "pdf":
        from netgraph.read.pdf import read_pdf

        reading = read_pdf(data, limits.max_characters)
    elif found == "xlsx":
        from netgraph.read.xlsx import read_xlsx

        reading = read_xlsx(data, limits.max_characters)
    else:
        from netgraph.read.docx import read_docx

        reading = read_docx(data)
    reading = _cut(reading, limits.max_characters)
    if not reading.text.strip():
        raise DocumentError("empty", "there is no text in it", skipped=True)
    return _document(name, reading, Decoded("", "utf-8"), sha256, found, _mismatch(extension, found))


def _cut(reading: Reading, limit: int) -> Reading:
    """Keep a text within the limit, cut at the end of a line."""
    if len(reading.text) > limit:
        end = reading.text.rfind("\n", 0, limit) + 1 or limit
        reading.text = reading.text[:end]
        kept = [one for one in reading.paragraphs if one.start < end]
        reading.paragraphs = [Paragraph(one.start, min(one.end, end), one.language, one.kind) for one in kept]
        reading.complete = False
        reading.notes.append(f"text_limit: only the first {end:,} characters were read")
    return reading


def _document(name: str, reading: Reading, decoded: Decoded, sha256: str, found: str, mismatch: str | None) -> Document:
    language, paragraphs = identify(reading.text, reading.paragraphs)
    title = reading.title or title_of(reading.text, paragraphs)
    notes = [note for note in (mismatch, decoded.reason, *reading.notes) if note]
    return Document(
        id=name,
        text=reading.text,
        title=without_marks(title) or None if title and found == "markdown" else title,
        language=language,
        date=reading.date or _date_of(reading.text, paragraphs, language),
        sha256=sha256,
        paragraphs=tuple(paragraphs),
        format=found,
        charset=decoded.charset,
        status="ok" if reading.complete and not decoded.damaged else "partial",
        reason="; ".join(notes) or None,
        url=reading.url,
    )


def _mismatch(extension: str, found: str) -> str | None:
    if extension not in FORMATS or FORMATS[extension] == found:
        return None
    return f"ext_mismatch: the extension {extension} stands for {FORMATS[extension]}, the content is {found}"


def title_of(text: str, paragraphs: list[Paragraph]) -> str | None:
    """The first line near the top that can be a title: a heading, else any short line; not a date or a menu."""
    for one in paragraphs[:_TOP]:
        line = " ".join(text[one.start : one.end].split())
        fits = one.kind == "heading" or (one.kind == "text" and is_headline(line))
        if fits and len(line) <= TITLE and re.search(r"[^\W\d_]{2}", line) and not _is_date(line):
            return line
    return None


def _is_date(line: str) -> bool:
    return len(line) < 40 and find_date(line) is not None and len(re.findall(r"[^\W\d_]{2,}", line)) < 4


def _cells(row: str) -> int:
    return sum(any(map(str.isalnum, cell)) for cell in row.split("|"))


def _date_of(text: str, paragraphs: list[Paragraph], language: str) -> str | None:
    top = [(one.kind, text[one.start : min(one.end, one.start + 200)]) for one in paragraphs[:_TOP]]
    # A day in a row of a list is of what that row tells; "Date | 2 May 2024" is the document's. So with items: several
    # days are those of a programme.
    programme = sum(kind == "item" and find_date(line, language) is not None for kind, line in top) > 1
    lines = [line for kind, line in top if not (programme if kind == "item" else kind == "row" and _cells(line) > 2)]
    told = [line for line in lines if not (is_furniture(line) or is_teaser_heading(line))]
    return date_line([blank_deadlines(line, language) for line in told], language)
