"""Relations as the words right beside names state them, where the model is known to err."""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

from netgraph.extract.apart import GENITIVE_FIRST
from netgraph.extract.direction import is_part, turned
from netgraph.extract.forms import start_of
from netgraph.extract.names import Name
from netgraph.extract.relations import Link
from netgraph.extract.rows import row_of
from netgraph.language import stem_key
from netgraph.language.legalform import strip_legal_form
from netgraph.language.pack import load_pack
from netgraph.model import Chain, RelationType

_REACH = 60  # characters before a name in which it is called a partner
_LEAD = 14  # characters before that, for what makes it a leading one
_NOUN, _WORDS = 40, 3  # characters and words before a name, in which it is called a project or a network
_FAINT = 0.5  # confidence of a tie of somebody who represents another body
_LINE = 2_000  # characters of a line whose label still tells
_OPENING = 8  # characters before a name that opens its sentence
_FINANCED = 140  # characters between who gets money and who gives it
ENDS = re.compile(r"[.!?]\s+[^\Wa-z]|\n\s*\n")  # of a sentence, of a paragraph
_OPENS = re.compile(r"(?:^|\n|[.!?:•]\s)\W*(?:\w{1,3}[’'\s]\s*)?[„“«\"]?$")
_LABEL = re.compile(r"\W*([^:\n]{3,45}):\s")
_LABELLED_TYPES: frozenset[RelationType] = frozenset({"funds", "organises", "participates_in"})
_HEADINGS: dict[str, RelationType] = {"funders": "funds", "organisers": "organises", "partners": "participates_in"}


def by_its_words(link: Link, chains: Sequence[Chain], names: Sequence[Name], text: str) -> Link:
    """The link with the type that the words right beside its names tell, where the model is known to err.

    "The project is coordinated by A; B is a partner": both are near to "coordinated". "A on B:n jäsen" (a member of B):
    in a few languages what one is a member of looks like what one is a part of.
    """
    if link.type == "funds" and _gets_money(link, names, text):
        link = turned(link)
    body, initiative = chains[link.source], chains[link.target]
    if link.type == "part_of":
        if not is_part(body, initiative) and _stands_within(link, names, text):
            link = turned(link)
        return replace(link, type="member_of") if _members().match(text, names[link.mentions[1]].end) else link
    if initiative.type != "initiative" or body.type != "organisation":
        return link
    name = names[link.mentions[0]]
    if link.type in _LABELLED_TYPES and (told := _told_by_label(name, text)) is not None:
        return replace(link, type=told)
    if link.type not in _LABELLED_TYPES:
        return link
    if _called_funder().match(text, name.end):
        return replace(link, type="funds")
    if link.type == "participates_in":
        return link
    first, last = row_of(link.mentions[0], names, text)
    before, after, leads = _called_partner()
    opens = _OPENS.search(text, max(0, first.start - _OPENING), first.start) is not None
    if not opens and not _behind_with(link.mentions[0], first, names, text):
        last = name  # "The week is run by A and B is a partner"
    here = after.match(text, last.end) or before.search(text, max(0, first.start - _REACH), first.start)
    if here is None or leads.search(text, max(0, here.start() - _LEAD), here.end()):
        return link
    return replace(link, type="participates_in")


def _behind_with(number: int, first: Name, names: Sequence[Name], text: str) -> bool:
    """Whether the part of a row, from its first name on, that a name is in stands behind "with"."""
    row = (name for name in reversed(names[: number + 1]) if name.start >= first.start)
    return any(_with().search(text, max(0, name.start - _LEAD), name.start) for name in row)


@cache
def _with() -> re.Pattern[str]:
    words, articles = "|".join(words_of("with")), "|".join(words_of("articles"))
    return re.compile(rf"(?<!\w)(?:{words})\s(?:(?:{articles})[\s’']+)?[„“«\"]?$", re.IGNORECASE)


def _stands_within(link: Link, names: Sequence[Name], text: str) -> bool:
    """Whether the text has the whole first, and between the two nothing but "of": so the first is the part."""
    first, second = sorted(link.mentions)
    return link.mentions[0] == second and _within().fullmatch(text, names[first].end, names[second].start) is not None


@cache
def _within() -> re.Pattern[str]:
    of, articles = "|".join(words_of("within")), "|".join(words_of("articles"))
    return re.compile(rf"[”“\"»’')]?\s*(?:{of})(?:\s+(?:{articles}))?[\s’']+[„“\"«‘']?", re.IGNORECASE)


def _gets_money(link: Link, names: Sequence[Name], text: str) -> bool:
    """Whether the text says of the one who is said to give that it gets: "A, financed from the programme B"."""
    one, other = (names[mention] for mention in link.mentions)
    if not 0 < other.start - one.end <= _FINANCED or ENDS.search(text, one.end, other.start):
        return False
    return _financed().search(text, one.end, other.start) is not None


@cache
def _financed() -> re.Pattern[str]:
    words, givers = "|".join(words_of("financed")).replace("*", r"[\w-]*"), "|".join(words_of("givers"))
    return re.compile(
        rf"(?<![\w-])(?:{words})(?:\s[\w-]+){{0,3}}?\s(?:{givers})(?:[\s’'][\w-]+){{0,3}}?[\s’']\s*[„“”«»\"]?$",
        re.IGNORECASE,
    )


def _told_by_label(name: Name, text: str) -> RelationType | None:
    """What the label of the line says of the bodies in it: "Partneriai: A, B", "Projektą įgyvendino: A"."""
    start = text.rfind("\n", max(0, name.start - _LINE), name.start) + 1
    found = _LABEL.match(text, start, name.start) if start or name.start <= _LINE else None
    if found is None:
        return None
    label, pack = found[1].casefold().strip(), load_pack(name.language)
    for heading, kind in _HEADINGS.items():
        if label in pack.headings.get(heading, ()):
            return kind
    words = re.findall(r"\w+", label)
    kinds: tuple[RelationType, ...] = ("funds", "organises")
    said = [kind for kind in kinds if any(is_cue(word, cue) for cue in pack.cues.get(kind, ()) for word in words)]
    return said[0] if len(said) == 1 else None


def is_cue(word: str, cue: str) -> bool:
    """Whether a word is a cue of a pack, whose "*" is any ending."""
    return word.startswith(cue[:-1]) if cue.endswith("*") else word == cue


def add_parts(
    links: Sequence[Link], chains: Sequence[Chain], names: Sequence[Name], owner: Sequence[int]
) -> list[Link]:
    """The links with those of bodies whose names hold another body's: "Dizaina nodaļa" of an academy, its name before.

    Of annotated pairs of bodies whose names hold one another, of two words and two more, 27 of 30 are parts.

    Args:
        owner: chain of each name.
    """
    first: dict[int, int] = {}
    for number, chain in enumerate(owner):
        first.setdefault(chain, number)
    stems = {
        number: _stems(chain, names[first[number]].language)
        for number, chain in enumerate(chains) if chain.type == "organisation" and number in first
    }  # fmt: skip
    shorts: dict[tuple[str, ...], list[int]] = {}
    for number, forms in stems.items():
        for form in forms:
            shorts.setdefault(form, []).append(number)
    known = {frozenset((link.source, link.target)) for link in links}
    found: dict[tuple[int, int], Link] = {}
    for part, forms in stems.items():
        before = names[first[part]].language in GENITIVE_FIRST
        for long in forms:
            for size in range(2, len(long) - 1):
                for whole in shorts.get(long[:size] if before else long[-size:], ()):
                    if whole != part and frozenset((part, whole)) not in known:
                        sure = chains[part].confidence * chains[whole].confidence
                        found[part, whole] = Link(part, whole, "part_of", sure, (first[part], first[whole]))
    return [*links, *found.values()]


def _stems(chain: Chain, language: str) -> set[tuple[str, ...]]:
    names = map(strip_legal_form, (chain.name, *chain.aliases))
    return {tuple(stem_key(word, language) for word in re.findall(r"\w+", name)) for name in names}


def add_leaders(
    links: Sequence[Link], chains: Sequence[Chain], names: Sequence[Name], owner: Sequence[int], text: str
) -> list[Link]:
    """The links with those of bodies that are called leaders: "A, lead partner of the network".

    The network is the nearest initiative that the text calls one; others may be what the model takes it for.

    Args:
        owner: chain of each name.
    """
    found: dict[tuple[int, int], Link] = {}
    initiatives: dict[str, list[int]] | None = None  # by what they are called
    for number, name in enumerate(names):
        called = _called_leader().match(text, name.end) if chains[owner[number]].type == "organisation" else None
        if called is None:
            continue
        if initiatives is None:
            initiatives = _called(names, text)
        led = _nearest(initiatives.get(start_of(called[1]), []), name.start, names)
        if led is not None and chains[owner[led]].type == "initiative":
            pair = (owner[number], owner[led])
            sure = chains[pair[0]].confidence * chains[pair[1]].confidence
            found.setdefault(pair, Link(*pair, "organises", sure, (number, led)))
    ends = {frozenset(pair) for pair in found}
    return [*(link for link in links if frozenset((link.source, link.target)) not in ends), *found.values()]


def add_represented(
    links: Sequence[Link], chains: Sequence[Chain], names: Sequence[Name], owner: Sequence[int], text: str
) -> list[Link]:
    """The links with those of people who represent a body: "A, represented by its chair Anna Roth".

    Faint ones of these people to other bodies are left out.

    Args:
        owner: chain of each name.
    """
    found: dict[tuple[int, int], Link] = {}
    for number, (body, person) in enumerate(pairwise(names)):
        pair = owner[number + 1], owner[number]
        kinds = chains[pair[0]].type, chains[pair[1]].type
        if kinds == ("person", "organisation") and _represented().fullmatch(text, body.end, person.start):
            sure = chains[pair[0]].confidence * chains[pair[1]].confidence
            found.setdefault(pair, Link(*pair, "affiliated_with", sure, (number + 1, number)))
    people = {person for person, _ in found}
    kept = (
        link for link in links if (link.source, link.target) not in found
        and not (link.type == "affiliated_with" and link.source in people and link.confidence < _FAINT)
    )  # fmt: skip
    return [*kept, *found.values()]


@cache
def _represented() -> re.Pattern[str]:
    words = "|".join(words_of("represented")).replace("*", r"\w*").replace(" ", r"\s")
    return re.compile(rf"[”“\"»]?,?\s(?:\w+\s)?(?:{words})(?:[\s’'][^\n.;:(]{{0,60}})?[\s’']", re.IGNORECASE)


def _called(names: Sequence[Name], text: str) -> dict[str, list[int]]:
    """By the beginnings of the words in the names of initiatives and right before them, the names in their order."""
    called: dict[str, list[int]] = {}
    for number, name in enumerate(names):
        if name.type == "initiative":
            before = text[max(0, name.start - _NOUN) : name.start].rpartition("\n")[2]
            words = (*re.findall(r"\w+", before)[-_WORDS:], *re.findall(r"\w+", text[name.start : name.end]))
            for start in {start_of(word) for word in words}:
                called.setdefault(start, []).append(number)
    return called


def _nearest(numbers: Sequence[int], at: int, names: Sequence[Name]) -> int | None:
    """That of the names, which stand in order, that begins nearest to a place; of two the first."""
    behind = bisect_left(numbers, at, key=lambda number: names[number].start)
    beside = numbers[max(0, behind - 1) : behind + 1]
    return min(beside, key=lambda number: abs(names[number].start - at), default=None)


@cache
def _called_leader() -> re.Pattern[str]:
    """What follows a name that is said to lead something, and the noun for that: "A – lead partner of the network"."""
    between, of = "|".join(words_of("between")), "|".join(words_of("of"))
    leaders = "|".join(sorted(words_of("leaders"), key=len, reverse=True)).replace("*", r"\w*")  # "lead partner" first
    return re.compile(
        rf"[”“\"»]?\)?(?:\s?[,(–—-]|\s+(?:{between})\b)\s*(?:\w{{1,4}}\s+)?(?:{leaders})\s+(?:(?:{of})\s+)*(\w{{4,}})",
        re.IGNORECASE,
    )


@cache
def _called_funder() -> re.Pattern[str]:
    """What follows a name that is said to be a funder, and maybe something else, too."""
    between, funders = "|".join(words_of("between")), "|".join(words_of("funders")).replace("*", r"[\w-]*")
    return re.compile(
        rf"[”“\"»]?\s+(?:{between})\s+(?:[\w-]+\s+){{0,3}}?(?:{funders})(?![\w-])", re.IGNORECASE
    )


@cache
def _members() -> re.Pattern[str]:
    return re.compile(rf"\S{{0,5}}\s+(?:{'|'.join(words_of('members'))})(?!\w)".replace("*", r"\w*"))


@cache
def _called_partner() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What stands before and behind the name of a partner, and what makes a partner a leading one."""
    words, between = "|".join(words_of("partners")).replace("*", r"\w*"), "|".join(words_of("between"))
    leading = "|".join(words_of("leading"))
    return (
        re.compile(
            rf"(?<!\w)(?:{words})(?:\s+(?:{between})|\s?[:–-])?(?:\s+\w{{1,3}})?(?:\s+|(?<=\s[ld])[’'])[„“\"«]?$",
            re.IGNORECASE,
        ),
        re.compile(rf"[”“\"»]?\s+(?:{between})\s+(?:\w{{1,6}}\s+){{0,2}}(?:{words})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{leading})\w*[\s-]*(?:{words})|(?:{words})\s+(?:{leading})", re.IGNORECASE),
    )


def words_of(what: str) -> list[str]:
    """The words of ``stated.toml`` under a key."""
    return _data()[what]


@cache
def _data() -> dict[str, list[str]]:
    return tomllib.loads(Path(__file__).with_name("stated.toml").read_text(encoding="utf-8"))
