"""Bodies right behind the title of what they do together: "„X“ of the partners A and B", "X between A and B"."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from netgraph.extract.agreed import row_from
from netgraph.extract.names import Name
from netgraph.extract.paired import between_words, partner_words
from netgraph.extract.relations import Link
from netgraph.extract.stated import words_of
from netgraph.model import Chain

_SURE = 0.7  # that they take part in it
_NEAR = 60  # characters between the title and the first body


def add_titled(
    links: Sequence[Link], chains: Sequence[Chain], names: Sequence[Name], owner: Sequence[int], text: str
) -> list[Link]:
    """The links with those of bodies that a title is said to be of: each takes part in what bears the title.

    Two that are related already stay as they are.

    Args:
        owner: chain of each name.
    """
    known = {frozenset((link.source, link.target)) for link in links}
    found: dict[tuple[int, int], Link] = {}
    for number, title in enumerate(names[:-1]):
        first = names[number + 1]
        if chains[owner[number]].type != "initiative" or first.start - title.end > _NEAR:
            continue
        leads = _leading(title.language)
        if leads is None or leads.fullmatch(text, title.end, first.start) is None:
            continue
        # Up to the next title, which may follow in a list of them.
        row = list(takewhile(lambda n: chains[owner[n]].type == "organisation", row_from(number + 1, names, text)))
        if len(row) < 2:
            continue
        for n in row:
            pair = owner[n], owner[number]
            if frozenset(pair) not in known and not text[names[n].start].islower():
                sure = _SURE * chains[pair[0]].confidence * chains[pair[1]].confidence
                found.setdefault(pair, Link(*pair, "participates_in", sure, (n, number)))
    return [*links, *found.values()]


@cache
def _leading(language: str) -> re.Pattern[str] | None:
    """What may stand between a title and its first body: "“ of the old partners", ", between the", " (partners: "."""
    words = "|".join(sorted(between_words(language) | partner_words(language)))
    if not words:
        return None
    articles = "|".join(words_of("articles"))
    return re.compile(
        rf"[”“\"»’]?,?\s\(?(?:\w+\s){{0,3}}(?:{words}):?\s(?:(?:{articles}|\w{{1,3}})[\s’'])?[„“«\"]?",
        re.IGNORECASE,
    )
