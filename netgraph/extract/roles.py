"""Roles that what is said of something else lends to a body: "run by A and B and is funded by the state"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from netgraph.extract.names import Name
from netgraph.extract.relations import Link
from netgraph.extract.rows import row_of
from netgraph.extract.stated import ENDS, is_cue, words_of
from netgraph.language.pack import load_pack
from netgraph.model import Chain, RelationType

_PARTNER = 70  # characters before an initiative, in which a partner of it is announced
_BESIDE = re.compile(r"[”“\"»]?,?\s(?:\w{1,3}\s)?[„“\"«]?")
_ROLES: frozenset[RelationType] = frozenset({"funds", "organises"})


def by_its_role(link: Link, chains: Sequence[Chain], names: Sequence[Name], text: str) -> Link:
    """The link of a body to an initiative without the role that another part of the sentence speaks of."""
    body, initiative = (names[mention] for mention in link.mentions)
    ends = chains[link.source].type, chains[link.target].type
    if link.type not in _ROLES or ends != ("organisation", "initiative") or initiative.start > body.start:
        return link
    if link.type == "funds" and _is_funded_by_others(link, names, text):
        return replace(link, type=_said_between(text[initiative.end : body.start], body.language))
    return replace(link, type="participates_in") if _announced(initiative, body, text) else link


def _is_funded_by_others(link: Link, names: Sequence[Name], text: str) -> bool:
    """Whether it is behind the row of a body that money is spoken of: "run by A and B and is funded by the state"."""
    body, initiative = (names[mention] for mention in link.mentions)
    _, last = row_of(link.mentions[0], names, text)
    funded, begins = _funded(), _and_is_funded(body.language)
    apart = funded.search(text, initiative.end, body.start) or ENDS.search(text, initiative.end, body.start)
    return apart is None and begins.match(text, last.end) is not None


def _said_between(between: str, language: str) -> RelationType:
    """What the last telling word says: that the body runs something, or that it takes part."""
    cues = load_pack(language).cues
    kinds: tuple[RelationType, ...] = ("organises", "participates_in", "cooperates")
    for word in reversed(re.findall(r"\w+", between.casefold())):
        for kind in kinds:
            if any(is_cue(word, cue) for cue in cues.get(kind, ())):
                return "organises" if kind == "organises" else "participates_in"
    return "participates_in"


def _announced(initiative: Name, body: Name, text: str) -> bool:
    """Whether a body is that partner of an initiative announced before both: "A partner of the project X, A"."""
    if _BESIDE.fullmatch(text, initiative.end, body.start) is None:
        return False
    partner, leads = _partner_of()
    said = partner.search(text, max(0, initiative.start - _PARTNER), initiative.start)
    return said is not None and leads.search(text, max(0, said.start() - _PARTNER), said.start()) is None


@cache
def _partner_of() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A partner of what follows, and what right before makes a leading one of it."""
    words, leading = "|".join(words_of("partners")).replace("*", r"\w*"), "|".join(words_of("leading"))
    return (
        re.compile(rf"(?<!\w)(?:{words})\s(?:[\w’']+\s){{1,3}}[„“\"«]?$", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{leading})\w*[\s-]*$", re.IGNORECASE),
    )


@cache
def _funded() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_financed()})(?![\w-])", re.IGNORECASE)


@cache
def _and_is_funded(language: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_pack(language).conjunctions))
    givers = "|".join((*words_of("givers"), *words_of("with")))
    return re.compile(
        rf"[”“\"»]?,?\s+(?:{words})\s+(?:[\w-]+\s+){{0,6}}?(?:{_financed()})"
        rf"\s+(?:[\w-]+\s+){{0,2}}?(?:{givers})(?![\w-])",
        re.IGNORECASE,
    )


def _financed() -> str:
    return "|".join(words_of("financed")).replace("*", r"[\w-]*")
