"""Which parts of a page are not its text: navigation, notices, teasers, the frame around the article."""

import re

from netgraph.read.furniture import is_partner_heading, is_teaser_heading, words
from netgraph.read.html_tree import SILENT, Part, measure, text_of, words_of

_FRAME_TAGS = frozenset({"nav", "footer", "dialog", "menu"})
_FRAME_ROLES = frozenset(
    ["navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar", "tooltip"]
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_OF_CONTENT = re.compile(r"^(?:category|tag|post|page|type|status|format|postid|parent|author)-", re.I)


def find_main(parts: list[Part], *, strict: bool = True) -> tuple[list[int], set[int]]:
    """The parts that hold the text of the page, and the parts within them that are none of it.

    Without ``strict`` only what is surely no text goes; for pages whose markup misleads.
    """
    gone = {number for number, part in enumerate(parts) if part.tag in SILENT or part.tag == "button"}
    gone -= {number for number in gone if parts[number].tag == "button" and _in_heading(parts, number)}
    if not strict:
        gone |= {number for number, part in enumerate(parts) if part.tag in ("nav", "footer")}
        return [0], gone
    measure(parts, gone)
    main = _main(parts)
    _add(parts, gone, main)
    measure(parts, gone)
    _add_teasers(parts, gone)
    measure(parts, gone)
    return _regions(parts, gone, main), gone


def _in_heading(parts: list[Part], number: int) -> bool:
    above = parts[number].parent
    return above >= 0 and parts[above].tag in (*_HEADINGS, "summary", "dt")


def _main(parts: list[Part]) -> int:
    """The largest part that is marked as the main one; -1 when there is none."""
    marked = [n for n, part in enumerate(parts) if part.tag == "main" or part.element.get("role") == "main"]
    return max(marked, key=lambda n: (parts[n].text, -n), default=-1)


def _add(parts: list[Part], gone: set[int], main: int) -> None:
    """Add the parts that their tag, role, class name or state marks as no text."""
    inside = _inside(parts)
    headings = [n for n, part in enumerate(parts) if part.tag == "h1" and part.text]
    number = 0
    while number < len(parts):
        part = parts[number]
        if number in gone or (
            not number <= main < part.end and _is_furniture(parts, number, inside=inside[number], headings=headings)
        ):
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


def _is_furniture(parts: list[Part], number: int, *, inside: bool, headings: list[int]) -> bool:
    part, page = parts[number], parts[0]
    if part.tag in ("html", "body", "main", *_HEADINGS) or part.text > 0.8 * page.text:
        return False
    holds_text = part.prose > 0.25 * page.prose or part.text > 0.5 * page.text
    if part.words & words().remarks and part.tag != "article":
        return True
    if holds_text:
        return False
    holds_headline = any(number < heading < part.end for heading in headings)
    return (
        _is_frame(part, inside=inside, holds_headline=holds_headline)
        or (_is_hidden(part) and not (inside and part.prose))
        or (part.tag != "article" and _is_named(part, holds_headline=holds_headline))
    )


def _is_frame(part: Part, *, inside: bool, holds_headline: bool) -> bool:
    role = part.element.get("role", "").lower()
    if part.tag in _FRAME_TAGS or (role in _FRAME_ROLES and not (inside and role == "banner")):
        return True
    if part.tag == "aside" or role == "complementary":
        return not inside or part.text < 100 or part.linked > 0.3 * part.text
    if part.tag == "header":
        return not inside and not (holds_headline and part.prose)
    return part.tag == "form" and part.text < 600


def _is_hidden(part: Part) -> bool:
    element = part.element
    if part.words & words().folded_classes:
        return False
    hidden = element.get("hidden") is not None or element.get("aria-hidden", "").lower() == "true"
    return hidden or "hidden" in part.classes or _HIDING.search(element.get("style", "")) is not None


def _is_named(part: Part, *, holds_headline: bool) -> bool:
    """Whether class names or the id say that a part is no text."""
    known = words()
    if not part.classes or part.words & known.kept_classes:
        return False
    own = [name for name in part.classes if not _OF_CONTENT.match(name)]
    if any(name.lower().startswith(known.dropped_phrases) for name in own):
        return True
    if holds_headline:
        return False
    own_words = words_of(own)
    if own_words & known.doubtful_classes and (part.links or not part.prose) and part.prose < 300:
        return True
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


def _regions(parts: list[Part], gone: set[int], main: int) -> list[int]:
    """The main part, else the smallest that holds nearly all running text; and lists of bodies beside it."""
    first = main if main >= 0 and parts[main].text >= max(0.3 * parts[0].text, 1) else _densest(parts, gone)
    end = parts[first].end
    regions = [first]
    number = end
    while first > 0 and number < len(parts):
        part = parts[number]
        if number in gone:
            number = part.end
        elif _lists_bodies(parts, number):
            above = part.parent if part.parent > 0 and not part.parent <= first < parts[part.parent].end else number
            regions.append(max(above, end))
            end = number = max(parts[above].end, part.end)
        else:
            number += 1
    return regions


def _lists_bodies(parts: list[Part], number: int) -> bool:
    part = parts[number]
    if part.words & words().kept_classes and part.tag not in ("a", "img"):
        return True
    return part.tag in _HEADINGS and 0 < part.text <= 120 and is_partner_heading(text_of(part))


def _densest(parts: list[Part], gone: set[int]) -> int:
    """Go down from the whole page as long as one part holds nearly all of its running text."""
    here = 0
    while True:
        below = here + 1
        while below < parts[here].end and (below in gone or parts[below].prose < 0.9 * parts[0].prose):
            below = parts[below].end
        if below >= parts[here].end or not parts[0].prose or parts[below].tag in ("p", "td", "li", "span"):
            return here
        here = below
