"""A page as a flat list of its elements in document order, however deep or broken its markup is."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lxml import etree

# Elements whose text is never text of the page.
SILENT = frozenset(
    {
        "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "audio",
        "video", "select", "option", "datalist", "input", "textarea", "meter", "progress", "map", "head",
    }
)  # fmt: skip
BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
        "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2",
        "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol",
        "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    }
)  # fmt: skip
SENTENCE = 60  # characters without markup that only running text has
_DEEPEST = 2000  # levels; a little below, the parser gives up without a word
_DEPTH = 200  # levels that stay when a page is flattened
_SELF_CLOSED = re.compile(r"<(script|style|title|textarea|iframe|div|span|a|p|i|b|em|strong)\b([^<>]*)/>", re.I)
_HIDDEN_TEXT = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.I | re.S)
_NAME_WORD = re.compile(r"[A-Z]?[a-zà-ž]+|[A-Z]+(?![a-z])")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)[^>]*>")


@dataclass(slots=True)
class Part:
    """One element, with what its whole subtree holds."""

    element: etree._Element
    tag: str
    parent: int
    own: int  # characters of text before its first child
    tail: int  # and right after it
    end: int = 0  # index of the first part after the subtree
    text: int = 0  # characters of text
    linked: int = 0  # of them, those in links
    links: int = 0
    prose: int = 0  # and those in stretches so long that they are sentences
    first: int = -1  # index of the first part below, or this one, that has text
    classes: tuple[str, ...] = ()  # class names, id and role as they are written
    words: frozenset[str] = field(default_factory=frozenset)  # and the words in them


def text_of(part: Part) -> str:
    """All text of a part on one line."""
    return " ".join("".join(map(str, part.element.itertext())).split())


def parse(source: str) -> tuple[list[Part], bool]:
    """Parse a page, and say whether it had to be flattened because it is nested too deeply."""
    if source.lstrip()[:5] == "<?xml" or "http://www.w3.org/1999/xhtml" in source[:2000]:
        source = _SELF_CLOSED.sub(r"<\1\2></\1>", source)
    parts = _parts(source)
    expected = len(flat_text(source))
    if not _lost(parts, expected):
        return parts, False
    return _parts(_flattened(source)), True


def flat_text(source: str) -> str:
    """All text of a page without its tags, for comparison and for the worst case."""
    text = _HIDDEN_TEXT.sub(" ", source)
    text = re.sub(r"<[^>]*(?:>|\Z)", _break, text)
    return "\n".join(filter(None, (" ".join(line.split()) for line in html.unescape(text).split("\n"))))


def _break(tag: re.Match[str]) -> str:
    name = re.match(r"</?\s*([\w:-]*)", tag[0])
    return "\n" if name and name[1].lower() in BLOCKS | {"br"} else ""


def _lost(parts: list[Part], expected: int) -> bool:
    """Whether the parser lost text: it reached its deepest level, or found much less than there is."""
    found = sum(part.own + part.tail for part in parts)
    depths: list[int] = []
    for part in parts:
        depths.append(depths[part.parent] + 1 if part.parent >= 0 else 0)
    return max(depths, default=0) > _DEEPEST or expected > 200 + 1.2 * found


def _flattened(source: str) -> str:
    """The source without the tags that lie too deep."""
    pieces: list[str] = []
    depth = position = 0
    for tag in _TAG.finditer(source):
        name = tag[2].lower()
        if tag.start() > position:
            pieces.append(source[position : tag.start()])
        position = tag.end()
        if name in ("br", "img", "hr", "meta", "link", "input", "wbr") or tag[0].endswith("/>"):
            pieces.append(tag[0])
            continue
        depth += 0 if tag[1] else 1
        deep = depth > _DEPTH and name not in ("script", "style")
        if not deep:
            pieces.append(tag[0])
        elif name in BLOCKS and pieces[-1] != "<br>":
            pieces.append("<br>")
        depth = max(0, depth - 1) if tag[1] else depth
    pieces.append(source[position:])
    return "".join(pieces)


def _parts(source: str) -> list[Part]:
    parser = etree.HTMLParser(
        huge_tree=True, encoding="utf-8", recover=True, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return []
    if root is None:
        return []
    parts: list[Part] = []
    index: dict[etree._Element, int] = {}
    for element in root.iter(etree.Element):
        tag = element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
        above = element.getparent()
        index[element] = len(parts)
        number = index.get(above, -1) if above is not None else -1
        parts.append(Part(element, tag, number, len((element.text or "").strip()), len((element.tail or "").strip())))
        _name(parts[-1])
    measure(parts)
    return parts


def _name(part: Part) -> None:
    names = " ".join(filter(None, (part.element.get("class"), part.element.get("id"), part.element.get("role"))))
    if names:
        part.classes = tuple(names[:500].split())
        part.words = words_of(part.classes)


def words_of(names: Iterable[str]) -> frozenset[str]:
    """The words in class names: those of "siteHeader" and "site-header" are "site" and "header"."""
    return frozenset(word.lower() for name in names for word in _NAME_WORD.findall(name))


def measure(parts: list[Part], gone: frozenset[int] | set[int] = frozenset()) -> None:
    """Count text and links of every subtree, without the parts that are gone."""
    for number, part in enumerate(parts):
        part.end, part.text, part.linked, part.links, part.prose, part.first = number + 1, 0, 0, 0, 0, -1
    for number in range(len(parts) - 1, -1, -1):
        part = parts[number]
        above = parts[part.parent] if part.parent >= 0 else None
        if above is not None:
            above.end = max(above.end, part.end)
        if number not in gone and part.tag not in SILENT:
            part.text += part.own
            if part.own:
                part.first = number
            if part.own >= SENTENCE:
                part.prose += part.own
            if part.tag == "a" and part.element.get("href"):
                part.linked, part.links, part.prose = part.text, part.links + 1, 0
            if above is not None:
                above.text += part.text
                above.linked += part.linked
                above.links += part.links
                above.prose += part.prose
                above.first = part.first if part.first >= 0 else above.first
        if above is not None:
            above.text += part.tail
            if part.tail >= SENTENCE:
                above.prose += part.tail


def is_outward(href: str, host: str | None) -> bool:
    """Whether a link leads to another site, and one that not everybody links to."""
    from netgraph.read.furniture import words

    try:
        target = (urlsplit(href).hostname or "").removeprefix("www.")
    except ValueError:
        return False
    if not target or (host and target == host.removeprefix("www.")):
        return False
    return not any(target == known or target.endswith("." + known) for known in words().hosts)
