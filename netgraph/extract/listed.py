"""Members in a list under a line that names their body: "The members of the cluster X are:"."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from netgraph.extract.names import Name
from netgraph.extract.relations import Link
from netgraph.extract.stated import words_of
from netgraph.model import Chain

_SURE = 0.6  # that a body which opens an item is a member
_LONGEST = 160  # characters of the line
_ITEM = re.compile(r"[ \t]*([•·▪*–—-]|\d{1,2}[.)])?[ \t]*")
_REPLACED = ("cooperates", "part_of", "member_of")  # what the model takes the tie of such a member for


def add_listed(
    links: Sequence[Link], chains: Sequence[Chain], names: Sequence[Name], owner: Sequence[int], text: str
) -> list[Link]:
    """The links with those of members that a list holds, and without what else the same ends were related by.

    The body is the name that stands nearest to the word for members, in the line above the list.

    Args:
        owner: chain of each name.
    """
    starts = {name.start: number for number, name in enumerate(names)}
    found: dict[frozenset[int], Link] = {}
    for said in _members().finditer(text):
        begin = text.rfind("\n", max(0, said.start() - _LONGEST), said.start()) + 1
        end = text.find("\n", said.end(), said.end() + _LONGEST)
        if not 0 < end - begin <= _LONGEST or not text[begin:end].rstrip().endswith(":"):
            continue
        first, last = (bisect_left(names, place, key=lambda name: name.start) for place in (begin, end))
        inside = [n for n in range(first, last) if names[n].type != "person"]
        if not inside:
            continue
        whole = min(inside, key=lambda n: min(abs(names[n].start - said.end()), abs(said.start() - names[n].end)))
        for number in _opening(text, end + 1, starts):
            pair = owner[number], owner[whole]
            if pair[0] != pair[1] and chains[pair[0]].type != "initiative":
                sure = _SURE * chains[pair[0]].confidence * chains[pair[1]].confidence
                found.setdefault(frozenset(pair), Link(*pair, "member_of", sure, (number, whole)))
    kept = []
    for link in links:
        ends = frozenset((link.source, link.target))
        if ends in found and link.type not in _REPLACED:
            del found[ends]
        if ends not in found:
            kept.append(link)
    return [*kept, *found.values()]


def _opening(text: str, at: int, starts: Mapping[int, int]) -> Iterator[int]:
    """The names that open the lines of the list that begins at a place, up to a blank line or a line of no item."""
    any_yet = False
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end].strip()
        item = _ITEM.match(text, at)
        number = starts.get(item.end()) if item is not None else None
        if (not line and any_yet) or (line and number is None and item is not None and item[1] is None):
            return
        if number is not None:
            any_yet = True
            yield number
        at = end + 1


@cache
def _members() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words_of('listed'))})\w*", re.IGNORECASE)
