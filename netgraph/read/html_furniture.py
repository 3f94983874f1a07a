"""Which parts of a page are not its text: navigation, notices, teasers, the frame around the article."""

import re

from netgraph.read.furniture import is_teaser_heading, words
from netgraph.read.html_tree import SILENT, Part, measure, text_of

_FRAME_TAGS = frozenset({"nav", "footer", "dialog", "menu"})
_FRAME_ROLES = frozenset(
    ["navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar", "tooltip"]
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_OF_CONTENT = re.compile(r"^(?:category|tag|post|page|type|status|format|postid|parent|author)-", re.I)


def find_main(parts: list[Part], *, strict: bool = True) -> tuple[int, set[int]]:
    """The part that holds the text of the page, and the parts within it that are none of it.

    Without ``strict`` only what is surely no text goes; for pages whose markup misleads.
    """
    gone = {number for number, part in enumerate(parts) if part.tag in SILENT or part.tag == "button"}
    gone -= {number for number in gone if parts[number].tag == "button" and _in_heading(parts, number)}
    if not strict:
        gone |= {number for number, part in enumerate(parts) if part.tag in ("nav", "footer")}
        return 0, gone
    measure(parts, gone)
    main = _main(parts)
    _add(parts, gone, main)
    measure(parts, gone)
    _add_teasers(parts, gone)
    measure(parts, gone)
    return _region(parts, main), gone


def _in_heading(parts: list[Part], number: int) -> bool:
    above = parts[number].parent
    return above >= 0 and parts[above].tag in (*_HEADINGS, "summary", "dt")


def _main(parts: list[Part]) -> int:
    """The largest part that is marked as the main one; -1 when there is none."""
    marked = [n for n, part in enumerate(parts) if part.tag == "main" or part.element.get("role") == "main"]
    return max(marked, key=lambda n: (parts[n].text, -n), default=-1)


def _add(parts: list[Part], gone: set[int], main: int) -> None:
    """Add the parts that their tag, role, class name or state marks as no text."""
    total = parts[0].text if parts else 0
    inside = _inside(parts)
    headings = [n for n, part in enumerate(parts) if part.tag == "h1" and part.text]
    number = 0
    while number < len(parts):
        part = parts[number]
        holds_main = number <= main < part.end
        if number in gone:
            number = part.end
            continue
        if not holds_main and part.text <= 0.5 * total and _is_furniture(parts, number, inside[number], headings):
            gone.add(number)
            number = part.end
            continue
        number += 1


def _inside(parts: list[Part]) -> list[bool]:
    """For each part, whether it lies in an article or the main part, where headers and footers are its own."""
    inside: list[bool] = []
    for part in parts:
        above = part.parent >= 0 and (inside[part.parent] or parts[part.parent].tag in ("article", "main"))
        inside.append(above)
    return inside


def _is_furniture(parts: list[Part], number: int, inside: bool, headings: list[int]) -> bool:
    part = parts[number]
    if part.tag in ("html", "body", "main"):
        return False
    return _is_frame(part, inside) or _is_hidden(part) or _is_named(parts, number, headings)


def _is_frame(part: Part, inside: bool) -> bool:
    role = part.element.get("role", "").lower()
    if part.tag in _FRAME_TAGS or (role in _FRAME_ROLES and not (inside and role == "banner")):
        return True
    if part.tag == "aside" or role == "complementary":
        return not inside or part.text < 100 or part.linked > 0.3 * part.text
    return (part.tag == "header" and not inside) or (part.tag == "form" and part.text < 600)


def _is_hidden(part: Part) -> bool:
    element = part.element
    if part.words & words().folded_classes:
        return False
    hidden = element.get("hidden") is not None or element.get("aria-hidden", "").lower() == "true"
    return hidden or _HIDING.search(element.get("style", "")) is not None


def _is_named(parts: list[Part], number: int, headings: list[int]) -> bool:
    """Whether class name or id say that a part is no text; never for articles, and for parts with the headline."""
    part = parts[number]
    if not part.classes or part.tag == "article" or part.tag in _HEADINGS:
        return False
    known = words()
    if part.words & known.kept_classes:
        return False
    own = [name for name in part.classes if not _OF_CONTENT.match(name)]
    if any(name.lower().startswith(known.dropped_phrases) for name in own):
        return True
    if any(number < heading < part.end for heading in headings):
        return False
    own_words = {word.lower() for name in own for word in re.findall(r"[A-Z]?[a-zà-ž]+|[A-Z]+(?![a-z])", name)}
    if "teaser" in own_words and part.links == 0:
        return False
    return bool(own_words & known.dropped_classes)


def _add_teasers(parts: list[Part], gone: set[int]) -> None:
    """Add the sections that a heading such as "Related news" opens."""
    total = parts[0].text
    limit = 0
    for number, part in enumerate(parts):
        if number < limit:
            continue
        if number in gone:
            limit = part.end
            continue
        if not 0 < part.text <= 60 or part.end - number > 8 or part.tag in ("a", "span", "li", "td"):
            continue
        if not is_teaser_heading(text_of(part)):
            continue
        section = _section(parts, number, total)
        gone.add(section)
        limit = parts[section].end
        if section == number:
            limit = _add_following(parts, gone, number)


def _section(parts: list[Part], number: int, total: int) -> int:
    """The largest part that begins with a heading and holds less than half of the page."""
    section = number
    above = parts[number].parent
    while above > 0 and parts[above].first == parts[number].first and parts[above].text < 0.5 * total:
        if parts[above].tag in ("body", "main", "article"):
            break
        section, above = above, parts[above].parent
    return section


def _add_following(parts: list[Part], gone: set[int], number: int) -> int:
    """Add what follows a teaser heading beside it, up to the next heading that is no link or a long paragraph."""
    heading = parts[number]
    level = int(heading.tag[1]) if heading.tag in _HEADINGS else 7
    sibling = heading.end
    stop = parts[heading.parent].end if heading.parent >= 0 else len(parts)
    while sibling < stop:
        part = parts[sibling]
        own_level = int(part.tag[1]) if part.tag in _HEADINGS else 8
        unlinked = part.text - part.linked
        if (own_level <= level and part.linked < 0.5 * part.text) or (unlinked > 500 and part.links < 3):
            break
        gone.add(sibling)
        sibling = part.end
    return sibling


def _region(parts: list[Part], main: int) -> int:
    """The main part, else the one article that holds most of the text, else everything."""
    total = parts[0].text
    if main >= 0 and parts[main].text >= max(0.3 * total, 1):
        return main
    articles = [n for n, part in enumerate(parts) if part.tag == "article" and part.text > 0.6 * total]
    return articles[0] if articles else 0
