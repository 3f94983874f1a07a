"""Projects one beneath the other, each under its name: a body in the text of one has no part in another."""

import re
from collections.abc import Sequence

from netgraph.extract.names import Name
from netgraph.extract.relations import Link
from netgraph.model import Chain

_LEAST = 2  # projects of such a list
_SIGNS = re.compile(r"[\W\d]{0,6}")  # beside a name on its line: a bullet, a number


def within_headings(
    links: Sequence[Link], chains: Sequence[Chain], names: Sequence[Name], owner: Sequence[int], text: str
) -> list[Link]:
    """The links without those of bodies and people to a project that only another section speaks of.

    What the title names goes for the whole text.

    Args:
        owner: chain of each name.
    """
    sections: list[int] = []  # the chain in whose section each name stands; -1 before the first heading
    last = -1
    for number, name in enumerate(names):
        if chains[owner[number]].type == "initiative" and _is_heading(name, text):
            last = owner[number]
        sections.append(last)
    headings = set(sections) - {-1}
    if len(headings) < _LEAST:
        return list(links)
    within: list[set[int]] = [set() for _ in chains]
    for number, section in enumerate(sections):
        within[owner[number]].add(section)
    alone = {chain for chain in headings if within[chain] <= {chain, -1}}
    return [
        link for link in links
        if link.target not in alone or chains[link.source].type == "initiative"
        or not within[link.source].isdisjoint({link.target, -1})
    ]  # fmt: skip


def _is_heading(name: Name, text: str) -> bool:
    """Whether a name is all of a line that is not the first."""
    start, end = text.rfind("\n", 0, name.start) + 1, text.find("\n", name.end)
    alone = _SIGNS.fullmatch(text, start, name.start) and _SIGNS.fullmatch(text, name.end, max(end, name.end))
    return start > 0 and end > 0 and alone is not None
