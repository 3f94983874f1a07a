"""Bodies in a row behind "between": an agreement between A, B and C."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import combinations

from netgraph.extract.forms import conjunctions
from netgraph.extract.names import Name
from netgraph.extract.paired import between_words
from netgraph.extract.relations import Link
from netgraph.extract.rows import row_of
from netgraph.extract.stated import words_of
from netgraph.model import Chain

_REACH = 30  # characters before the first name in which "between" stands
_MOST = 12  # bodies of a row
_SURE = 0.7  # that two of them cooperate; of 84 annotated pairs 51 do, and 13 may


def add_agreed(
    links: Sequence[Link], chains: Sequence[Chain], names: Sequence[Name], owner: Sequence[int], text: str
) -> list[Link]:
    """The links with those of bodies between which the text says something is: each two of them cooperate.

    Two that are related already stay as they are: one may be a part of the other.

    Args:
        owner: chain of each name.
    """
    opened = (
        number for number, name in enumerate(names)
        if (between := _between(name.language)) is not None
        and between.search(text, max(0, name.start - _REACH), name.start)
    )  # fmt: skip
    return with_pairs(links, (row_from(number, names, text) for number in opened), chains, owner)


def with_pairs(
    links: Sequence[Link], rows: Iterable[Sequence[int]], chains: Sequence[Chain], owner: Sequence[int]
) -> list[Link]:
    """The links with one for each two of a row of bodies that is not related already.

    Args:
        rows: numbers of names; a row with a name that is no organisation's is left out.
        owner: chain of each name.
    """
    known = {frozenset((link.source, link.target)) for link in links}
    found: dict[frozenset[int], Link] = {}
    for row in rows:
        if any(chains[owner[n]].type != "organisation" for n in row):
            continue
        for one, other in combinations(row, 2):
            pair = owner[one], owner[other]
            if pair[0] != pair[1] and frozenset(pair) not in known:
                sure = _SURE * chains[pair[0]].confidence * chains[pair[1]].confidence
                found.setdefault(frozenset(pair), Link(*pair, "cooperates", sure, (one, other)))
    return [*links, *found.values()]


def row_from(number: int, names: Sequence[Name], text: str) -> list[int]:
    """The names of the row from one on, up to the first that another word joins: "A at B" is no row."""
    last, row = row_of(number, names, text)[1], [number]
    plain = {*words_of("articles"), *conjunctions(names[number].language)}
    for n in range(number + 1, min(number + _MOST, len(names))):
        between = re.findall(r"\w+", text[names[n - 1].end : names[n].start].casefold())
        if names[n].start > last.start or not plain.issuperset(between):
            break
        row.append(n)
    return row


@cache
def _between(language: str) -> re.Pattern[str] | None:
    words, articles = "|".join(sorted(between_words(language))), "|".join(words_of("articles"))
    if not words:
        return None
    return re.compile(rf"(?<!\w)(?:{words})\s(?:(?:{articles}|\w{{1,3}})[\s’'])?[„“«\"]?$", re.IGNORECASE)
