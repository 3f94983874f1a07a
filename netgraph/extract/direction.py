"""Which way a relation goes and who is a mere partner, where names or words beside them tell it.

The model is surer that two are related than how.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from netgraph.extract.forms import start_of
from netgraph.extract.relations import Link
from netgraph.extract.spans import Name
from netgraph.model import Chain, NodeType, RelationType

# An initiative takes part in no body and runs none (6 of 20,000 annotated relations), but a body does both with it.
_BACKWARDS: frozenset[tuple[RelationType, NodeType, NodeType]] = frozenset(
    {("participates_in", "initiative", "organisation"), ("organises", "initiative", "organisation")}
)
_REACH = 60  # characters before a name in which it is called a partner
_LEAD = 14  # characters before that, for what makes it a leading one
_NOUN, _WORDS = 40, 3  # characters and words before a name, in which it is called a project or a network


def turn(link: Link, chains: Sequence[Chain]) -> Link:
    """The link, the other way round where that is what its ends say."""
    source, target = chains[link.source], chains[link.target]
    if link.type == "cooperates" and {source.type, target.type} == {"organisation", "initiative"}:
        # Bodies cooperate with bodies, initiatives with initiatives; a body takes part in an initiative.
        link = replace(link, type="participates_in")
    if (link.type, source.type, target.type) in _BACKWARDS:
        return _turned(link)
    bodies = source.type == target.type == "organisation"
    return _turned(link) if link.type == "part_of" and bodies and _is_part(target, source) else link


def _turned(link: Link) -> Link:
    return replace(link, source=link.target, target=link.source, mentions=link.mentions[::-1])


def _is_part(one: Chain, other: Chain) -> bool:
    """Whether the names say that a body is a part of another, and not the other way round.

    A part bears the name of the whole ("Dipartimento ICAR del Politecnico di Bari": 422 of 432 annotated pairs of which
    one name holds the other), or its name has a word that parts have, and the other's one that wholes have.
    """
    holds, held = _bears(one, other), _bears(other, one)
    if holds != held:
        return holds
    if holds:
        return False
    return "part" in _words(one.name) and "whole" in _words(other.name) and "part" not in _words(other.name)


def _bears(one: Chain, other: Chain) -> bool:
    """Whether a name of the one holds a whole name of the other, and more."""
    mine, others = ({_key(name) for name in (chain.name, *chain.aliases)} for chain in (one, other))
    return any(len(a) > 3 and a != b and f" {a} " in f" {b} " for a in others for b in mine)


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))


@lru_cache(maxsize=4096)
def _words(name: str) -> frozenset[str]:
    """Whether a name has words of parts, and of wholes."""
    said = name.casefold()
    return frozenset(kind for kind, pattern in _patterns() if pattern.search(said))


def by_its_words(link: Link, chains: Sequence[Chain], names: Sequence[Name], text: str) -> Link:
    """The link with the type that the words right beside its names tell, where the model is known to err.

    "The project is coordinated by A; B is a partner": both are near to "coordinated". "A on B:n jäsen" (a member of B):
    in a few languages what one is a member of looks like what one is a part of.
    """
    if link.type == "part_of" and _members().match(text, names[link.mentions[1]].end):
        return replace(link, type="member_of")
    body, initiative = chains[link.source], chains[link.target]
    if link.type not in ("organises", "participates_in") or initiative.type != "initiative" or body.type == "person":
        return link
    name = names[link.mentions[0]]
    if _called_funder().match(text, name.end):
        return replace(link, type="funds")
    if link.type != "organises":
        return link
    before, after, leads = _called_partner()
    here = after.match(text, name.end) or before.search(text, max(0, name.start - _REACH), name.start)
    if here is None or leads.search(text, max(0, here.start() - _LEAD), here.end()):
        return link
    return replace(link, type="participates_in")


def add_leaders(
    links: Sequence[Link], chains: Sequence[Chain], names: Sequence[Name], owner: Sequence[int], text: str
) -> list[Link]:
    """The links with those of bodies that are called leaders: "A, lead partner of the network".

    The network is the nearest initiative that the text calls one; others may be what the model takes it for.

    Args:
        owner: chain of each name.
    """
    found: dict[tuple[int, int], Link] = {}
    for number, name in enumerate(names):
        called = _called_leader().match(text, name.end) if chains[owner[number]].type == "organisation" else None
        led = _nearest_called(called[1], name.start, names, text) if called is not None else None
        if led is not None and chains[owner[led]].type == "initiative":
            pair = (owner[number], owner[led])
            sure = chains[pair[0]].confidence * chains[pair[1]].confidence
            found.setdefault(pair, Link(*pair, "organises", sure, (number, led)))
    ends = {frozenset(pair) for pair in found}
    return [*(link for link in links if frozenset((link.source, link.target)) not in ends), *found.values()]


def _nearest_called(noun: str, at: int, names: Sequence[Name], text: str) -> int | None:
    """The nearest initiative whose name holds the noun, be it inflected, or stands right behind it."""
    start = start_of(noun)
    called = []
    for number, name in enumerate(names):
        before = text[max(0, name.start - _NOUN) : name.start].rpartition("\n")[2]
        words = (*re.findall(r"\w+", before)[-_WORDS:], *re.findall(r"\w+", text[name.start : name.end]))
        if name.type == "initiative" and any(start_of(word) == start for word in words):
            called.append(number)
    return min(called, key=lambda number: abs(names[number].start - at), default=None)


@cache
def _called_leader() -> re.Pattern[str]:
    """What follows a name that is said to lead something, and the noun for that: "A – lead partner of the network"."""
    between, of = "|".join(_data()["between"]), "|".join(_data()["of"])
    leaders = "|".join(sorted(_data()["leaders"], key=len, reverse=True)).replace("*", r"\w*")  # "lead partner" first
    return re.compile(
        rf"[”“\"»]?(?:\s?[,(–—-]|\s+(?:{between})\b)\s*(?:\w{{1,4}}\s+)?(?:{leaders})\s+(?:(?:{of})\s+)*(\w{{4,}})",
        re.IGNORECASE,
    )


@cache
def _called_funder() -> re.Pattern[str]:
    """What follows a name that is said to be a funder, and maybe something else, too."""
    between, funders = "|".join(_data()["between"]), "|".join(_data()["funders"]).replace("*", r"[\w-]*")
    return re.compile(
        rf"[”“\"»]?\s+(?:{between})\s+(?:[\w-]+\s+){{0,3}}?(?:{funders})(?![\w-])", re.IGNORECASE
    )


@cache
def _members() -> re.Pattern[str]:
    return re.compile(rf"\S{{0,5}}\s+(?:{'|'.join(_data()['members'])})(?!\w)".replace("*", r"\w*"))


@cache
def _called_partner() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What stands before and behind the name of a partner, and what makes a partner a leading one."""
    words, between = "|".join(_data()["partners"]).replace("*", r"\w*"), "|".join(_data()["between"])
    leading = "|".join(_data()["leading"])
    return (
        re.compile(rf"(?<!\w)(?:{words})(?:\s+(?:{between})|\s?[:–-])?(?:\s+\w{{1,3}})?\s+[„“\"«]?$", re.IGNORECASE),
        re.compile(rf"[”“\"»]?\s+(?:{between})\s+(?:\w{{1,6}}\s+){{0,2}}(?:{words})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{leading})\w*[\s-]*(?:{words})|(?:{words})\s+(?:{leading})", re.IGNORECASE),
    )


@cache
def _data() -> dict[str, list[str]]:
    return tomllib.loads(Path(__file__).with_name("direction.toml").read_text(encoding="utf-8"))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = {kind: "|".join(map(re.escape, _data()[f"{kind}s"])) for kind in ("part", "whole")}
    return tuple((kind, re.compile(rf"(?<!\w)(?:{listed})")) for kind, listed in words.items())
