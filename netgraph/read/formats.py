"""The format of a file by what is in it; its extension is only a claim."""

import re

FORMATS = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html", ".pdf": "pdf", ".docx": "docx",
    ".xlsx": "xlsx",
}  # fmt: skip
PACKED = frozenset({"pdf", "docx", "xlsx"})  # formats that are no text in a character set

# Text, but none that people write for people: not read even when named.
DATA = frozenset(
    {".json", ".jsonl", ".geojson", ".csv", ".tsv", ".xml", ".svg", ".toml", ".yaml", ".yml", ".js", ".css",
     ".graphml", ".gexf"}
)  # fmt: skip

_SIGNATURES = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "a rich text file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b\x08", "a compressed file"),
    (b"SQLite format 3\0", "a database"),
    (b"%!PS", "a PostScript file"),
    (b"\x7fELF", "a program"),
)
_DOCUMENT = re.compile(
    r"\s*(?:<\?xml[^>]{0,300}>\s*|<!--.{0,2000}?-->\s*)*(?:<!doctype\s+html|<html\b|<head\b|<body\b)",
    re.IGNORECASE | re.DOTALL,
)
_ELEMENT = re.compile(
    r"</?(?:p|div|span|a|h[1-6]|ul|ol|li|table|tr|td|br|body|html|head|meta|section|article)\b[^<>]*>", re.I
)


def is_readable(extension: str, *, named: bool) -> bool:
    """Whether files of an extension are read: the known ones, and others where the user names the very file."""
    return extension in FORMATS or (named and extension not in DATA)


def signature(data: bytes) -> str | None:
    """What kind of file the first bytes say that it is, when that is no text."""
    return next((what for start, what in _SIGNATURES if data.startswith(start)), None)


def packed_format(data: bytes) -> str | None:
    """Which of the packed formats the bytes are in; a PDF file may have something before its first line."""
    if data.startswith(b"PK\x03\x04"):
        return "xlsx" if b"xl/workbook.xml" in data else "docx"  # names of parts stand as they are
    return "pdf" if b"%PDF-" in data[:1024] else None


def format_of(text: str, expected: str) -> str:
    """The format of a decoded text: that of its extension unless the content says otherwise.

    A whole page is HTML under any name; a fragment is taken for HTML only if named so; a file named HTML
    without any element is plain text.
    """
    head = text[:20_000]
    if _DOCUMENT.match(head):
        return "html"
    if expected == "html":
        return "html" if _ELEMENT.search(text[:200_000]) else "text"
    if expected == "text" and len(_ELEMENT.findall(head)) > 20 + len(head) // 400:
        return "html"
    return expected
