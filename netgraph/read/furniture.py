"""What stands around a text: menus, cookie notices, teasers of other texts, picture credits."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_BETWEEN = re.compile(r"\s*[|›»>•·\t]\s*|\s+/\s+|\s{3,}")
_PATH = re.compile(r"\s+(?:[›»>→]|/)\s+")
_SIGNS = " \t\u00a0.,:;!?…'\"„“”’‘«»()[]{}<>›‹→►▶|/\\*_#•·–—+&=-"
_COPYRIGHT = re.compile(r"^(?:©|\(c\)\s|copyright\b)|^[\d\s–-]*©", re.IGNORECASE)
_LEADER = re.compile(r"(?:[.…_·]\s?){4}\s*(?:\d{1,4}|[ivxl]{1,6})$")
_PICTURE = re.compile(
    r"(?:(?:img|dscn?|dscf|pxl|mg)[ _-]*\d[\d _()-]*)+(?:\.\w{3,4})?|\S+\.(?:jpe?g|png|gif|svg|webp|tiff?)",
    re.IGNORECASE,
)
SHORT = 120  # characters of a line that can be a menu, a credit or a heading


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the data file, ready to compare with."""

    teasers: frozenset[str]
    menu: frozenset[str]
    partners: tuple[str, ...]
    credits: frozenset[str]
    cookies: tuple[str, ...]
    consent: tuple[str, ...]
    dropped_classes: frozenset[str]
    doubtful_classes: frozenset[str]
    remarks: frozenset[str]
    dropped_phrases: tuple[str, ...]
    kept_classes: frozenset[str]
    folded_classes: frozenset[str]
    hosts: tuple[str, ...]
    sheets: frozenset[str]


@cache
def words() -> Words:
    """The words of ``data/furniture.toml``."""
    data = tomllib.loads(files("netgraph.read").joinpath("data/furniture.toml").read_text(encoding="utf-8"))
    return Words(
        teasers=frozenset(phrase for phrases in data["teasers"].values() for phrase in phrases),
        menu=frozenset(phrase for phrases in data["menu"].values() for phrase in phrases),
        partners=tuple(data["partners"]["all"]),
        credits=frozenset(data["credits"]["all"]),
        cookies=tuple(data["cookies"]["all"]),
        consent=tuple(data["cookies"]["consent"]),
        dropped_classes=frozenset(data["markup"]["drop"]),
        doubtful_classes=frozenset(data["markup"]["doubtful"]),
        remarks=frozenset(data["markup"]["remarks"]),
        dropped_phrases=tuple(data["markup"]["phrases"]),
        kept_classes=frozenset(data["markup"]["keep"]),
        folded_classes=frozenset(data["markup"]["folded"]),
        hosts=tuple(data["markup"]["hosts"]),
        sheets=frozenset(data["sheets"]["all"]),
    )


def plain(text: str) -> str:
    """A phrase to compare with: lower case, single spaces, no signs at its ends."""
    return " ".join(text.strip(_SIGNS).split()).casefold()


def is_teaser_heading(line: str) -> bool:
    """Whether a line is a heading above links to other texts: "Related news"."""
    return len(line) <= 60 and plain(line) in words().teasers


def is_teaser_line(line: str) -> bool:
    """Whether a line is a teaser heading and, after its colon, the links: "See also: A | B"."""
    head, colon, rest = line.partition(":")
    return bool(colon and rest.strip()) and len(line) <= 400 and plain(head) in words().teasers


def is_partner_heading(line: str) -> bool:
    """Whether a heading announces bodies that belong to something: "Project partners"."""
    if len(line) > SHORT:
        return False
    return any(word.startswith(words().partners) for word in re.findall(r"\w+", line.casefold()))


def is_menu(line: str) -> bool:
    """Whether a line is a menu or a tool bar: short entries with signs between, one of them known as such."""
    if len(line) > 2 * SHORT or not _BETWEEN.search(line) or "</" in line:  # a tag ends there, and no entry
        return False
    entries = [plain(entry) for entry in _BETWEEN.split(line)]
    entries = [entry for entry in entries if entry]
    if not entries or max(entry.count(" ") for entry in entries) > 4:
        return False
    known = sum(entry in words().menu or (len(entry) == 2 and entry.isalpha()) for entry in entries)
    return len(entries) > 1 and known >= max(len(entries) / 3, 1 if len(entries) < 3 else 2)


def is_sheet_number(name: str) -> bool:
    """Whether the name of a sheet is the one that the program gave it: "Sheet1", "Tabelle 2"."""
    return name.strip("0123456789 ()").casefold() in words().sheets


def is_path(line: str) -> bool:
    """Whether a line is a path through a site, as above a page: "Start > News > Archive"."""
    if len(line) > SHORT or line.endswith((".", "!", ";", ",")):
        return False
    parts = _PATH.split(line)
    return len(parts) > 2 and all(len(part) > 0 and part.count(" ") < 4 for part in parts)


def is_cookie_notice(line: str) -> bool:
    """Whether a paragraph asks to agree to cookies."""
    if len(line) > 800:
        return False
    text = line.casefold()
    for word in words().cookies:
        if word in text:
            return len(text) < 40 or any(word in text for word in words().consent)
    return False


def is_credit(line: str) -> bool:
    """Whether a line says who took a picture: "Photo: A. Person"."""
    if len(line) > 100:
        return False
    head = re.match(r"\W*((?:\w+ ?){1,2})\s*[:.©/]", line)
    return head is not None and plain(head[1]) in words().credits


def is_contents(line: str) -> bool:
    """Whether a line is one of a table of contents: a heading, dots, and its page."""
    return len(line) <= 2 * SHORT and _LEADER.search(line) is not None


def is_furniture(line: str) -> bool:
    """Whether a line by itself is known not to be text: a menu, a notice, a picture's credit, a line of contents."""
    if len(line) <= SHORT and (_PICTURE.fullmatch(line) or not any(map(str.isalnum, line))):
        return True
    if len(line) <= 2 * SHORT and (
        is_menu(line) or is_credit(line) or (len(line) <= SHORT and _COPYRIGHT.search(line) is not None)
    ):
        return True
    return is_contents(line) or is_teaser_line(line) or is_cookie_notice(line)


def teaser_tail(texts: list[str]) -> tuple[int, int] | None:
    """Where the teasers of other texts begin and end, given all paragraphs; None when there are none.

    They begin with a teaser heading, and all that follows is short. A heading at the top, or one with long
    paragraphs after it, is a link of its own and opens no tail.
    """
    total = sum(map(len, texts))
    before = 0
    for index, text in enumerate(texts):
        if is_teaser_heading(text) and before > total * 0.3:
            rest = texts[index + 1 :]
            end = next((index + 1 + n for n, one in enumerate(rest) if len(one) > 500), len(texts))
            return index, end
        before += len(text)
    return None
