"""Markdown: front matter, and paragraphs with their kinds; the text stays as it is written."""

import re
from dataclasses import replace

from netgraph.model import Paragraph, ParagraphKind
from netgraph.read.lines import BULLET, Line, join_broken, split_lines
from netgraph.read.paragraphs import mark_headings, without_furniture

_FENCE = re.compile(r"(`{3,}|~{3,})")
_HEADING = re.compile(r"#{1,6}[ \t]+(?=\S)")
_UNDERLINE = re.compile(r"(=+|-{2,})$")
_RULE = re.compile(r"([-*_][ \t]*){3,}$")
_TABLE_RULE = re.compile(r"\|?:?-+:?(\|:?-*:?)*$")
# Where a link leads: "[1]: https://lund.se 'Lund'"; a note ("[^1]: Lund pays.") and what somebody says are text.
_LINK_TARGET = re.compile(r"""\[(?!\^)[^\]]{1,200}\]:\s*(?=\S*[/.#:])\S++(\s+("[^"]*"|'[^']*'|\([^()]*\)))?\s*$""")
_NOTE = re.compile(r"\[\^[^\]\s]{1,40}\]:\s*")
_ONLY_MARKUP = re.compile(
    r"(\s*(<[^<>]{0,400}>|!\[[^\[\]]{0,300}\]\([^()]{0,400}\)|\{%[^%{}]{0,200}%\}|\{\{[<%][^{}]{0,200}[>%]\}\}))+$"
)
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\](?:\([^()]{0,400}\)|\[[^\[\]]{0,100}\])")
_EMPHASIS = re.compile(r"(?<!\w)[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}(?!\w)")
_CHECK_BOX = re.compile(r"\[[ xX]\][ \t]+")
_FIELD = re.compile(r"([A-Za-z_-]{1,40})[ \t]*[:=][ \t]*(.*)")


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """The fields at the head of the text between "---" or "+++" lines, and where the text begins after them.

    Only lines "name: value" (or "name = value") are read, as plain strings; nothing is evaluated.
    """
    fence = text[:3]
    if fence not in ("---", "+++") or not text[3:].lstrip(" \t").startswith("\n"):
        return {}, 0
    end = re.compile(rf"^(?:{re.escape(fence)}|\.\.\.)[ \t]*$", re.MULTILINE).search(text, 4, 20_000)
    if end is None:
        return {}, 0
    fields: dict[str, str] = {}
    for line in text[4 : end.start()].split("\n"):
        field = _FIELD.match(line)
        if field and not re.fullmatch("[>|][-+]?", field[2]):  # the sign of a text in the lines below
            fields.setdefault(field[1].lower(), field[2].strip().strip("\"'").strip())
    return fields, end.end()


def without_marks(line: str) -> str:
    """The words of a line without what makes them bold or a link, for a title."""
    return _EMPHASIS.sub("", _LINK.sub(r"\1", line)).strip()


def markdown_paragraphs(text: str, start: int = 0) -> list[Paragraph]:
    """The paragraphs of Markdown from ``start`` on; code, comments and lines of mere markup are left out."""
    lines, kinds = _read(_outside_code(split_lines(text, start)))
    joined = join_broken(lines, text, stands_alone=lambda line: kinds.get(line.start, "text") not in ("text", "item"))
    joined_kinds: list[ParagraphKind] = [kinds.get(line.start, "text") for line in joined]
    mark_headings(joined, joined_kinds)
    return [Paragraph(line.start, line.end, "und", kind) for line, kind in without_furniture(joined, joined_kinds)]


def _outside_code(lines: list[Line]) -> list[Line]:
    kept: list[Line] = []
    fence: str | None = None
    comment = False
    for line in lines:
        mark = _FENCE.match(line.text)
        if fence is not None:
            if mark and mark[1].startswith(fence) and line.text.strip("`~ ") == "":
                fence = None
        elif comment or line.text.startswith("<!--"):
            comment = "-->" not in line.text
        elif mark:
            fence = mark[1]
        else:
            kept.append(line)
    return kept


def _read(lines: list[Line]) -> tuple[list[Line], dict[int, ParagraphKind]]:
    """Lines without their marks, and the kinds that the marks say, by where the line begins."""
    result: list[Line] = []
    kinds: dict[int, ParagraphKind] = {}
    table = False
    for line in lines:
        table = table and not line.gap and "|" in line.text
        if result and not line.gap and _UNDERLINE.match(line.text) and kinds.get(result[-1].start, "text") == "text":
            kinds[result[-1].start] = "heading"
            continue
        if "|" in line.text and _TABLE_RULE.match(re.sub(r"[ \t]", "", line.text)):
            table = True
            if result and not line.gap:
                kinds[result[-1].start] = "row"
            continue
        if _RULE.match(line.text) or _LINK_TARGET.match(line.text) or _ONLY_MARKUP.match(line.text):
            continue
        bare, kind = _unmarked(line, table)
        if bare.text:
            result.append(bare)
            kinds[bare.start] = kind
    return result, kinds


def _unmarked(line: Line, table: bool) -> tuple[Line, ParagraphKind]:
    quote = re.match(r"(>[ \t]?)+", line.text)
    bare = _cut(line, quote.end()) if quote else line
    if heading := _HEADING.match(bare.text):
        return _cut(bare, heading.end(), len(bare.text.rstrip("#").rstrip())), "heading"
    if bullet := BULLET.match(bare.text):
        item = _cut(bare, bullet.end())
        box = _CHECK_BOX.match(item.text)
        return replace(_cut(item, box.end()) if box else item, gap=True), "item"  # it continues none before it
    if note := _NOTE.match(bare.text):
        return replace(_cut(bare, note.end()), gap=True), "item"
    if table or (bare.text.startswith("|") and bare.text.count("|") > 2):
        inner = bare.text.strip("|")
        first = len(bare.text) - len(bare.text.lstrip("|"))
        return _cut(bare, first, first + len(inner)), "row"
    return bare, "text"


def _cut(line: Line, first: int, end: int | None = None) -> Line:
    """The part of a line between two of its characters, without outer white space."""
    part = line.text[first:end]
    start = line.start + first + len(part) - len(part.lstrip())
    text = part.strip()
    return Line(start, start + len(text), text, line.gap, line.indent)
