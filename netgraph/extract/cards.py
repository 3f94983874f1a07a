"""People each on a line of their own with what they are beneath: whose body is whose."""

import re
from collections.abc import Sequence

from netgraph.extract.names import Name
from netgraph.extract.relations import Link
from netgraph.model import Chain

_LEAST = 2  # cards of a text, for one alone may be anything
_LINES = 4  # of a card
_AROUND = 14  # characters beside a person's name on its line: a title, a bullet
_LONGEST = 200  # characters of a line
_SURE = 0.8  # that a body on a card is that of its person; 31 of 32 annotated ones are
_ENDS = re.compile(r"[.!?:]\s*$")


def add_cards(
    links: Sequence[Link], chains: Sequence[Chain], names: Sequence[Name], owner: Sequence[int], text: str
) -> list[Link]:
    """The links with those of people to the bodies on their card, and without those to bodies on other cards.

    A card is a line with a person's name alone and the lines beneath it, up to a blank one or the next person:
    "Anna Roth / Kiel University, Germany / Vice-President".

    Args:
        owner: chain of each name.
    """
    card: dict[int, int] = {}  # of a name, by the person's
    for person, bodies in _cards(names, text):
        card |= dict.fromkeys((person, *bodies), person)
    if len(set(card.values())) < _LEAST:
        return list(links)
    homes = [(person, name) for name, person in card.items() if chains[owner[name]].type == "organisation"]
    own = {owner[person] for person, _ in homes}
    kept = []
    for link in links:
        on = [card.get(mention) for mention in link.mentions]
        if link.type != "affiliated_with" or link.source not in own or None in on or on[0] == on[1]:
            kept.append(link)
    known = {(link.source, link.target) for link in kept}
    found: dict[tuple[int, int], Link] = {}
    for person, body in homes:
        pair = owner[person], owner[body]
        if pair not in known:
            sure = _SURE * chains[pair[0]].confidence * chains[pair[1]].confidence
            found.setdefault(pair, Link(*pair, "affiliated_with", sure, (person, body)))
    return [*kept, *found.values()]


def _cards(names: Sequence[Name], text: str) -> list[tuple[int, list[int]]]:
    """The persons of cards and the other names on each, as numbers of names."""
    lines: list[tuple[int, int, list[int]]] = []
    at = number = 0
    for line in text.split("\n"):
        end = at + len(line)
        on = []
        while number < len(names) and names[number].start < end:
            on.append(number)
            number += 1
        lines.append((at, end, on))
        at = end + 1
    out: list[tuple[int, list[int]]] = []
    block: list[tuple[int, int, list[int]]] = []
    for start, end, on in (*lines, (at, at, [])):
        if end > start and text[start:end].strip():
            block.append((start, end, on))
        else:
            out += _of_block(block, names, text)
            block = []
    return out


def _of_block(
    block: Sequence[tuple[int, int, list[int]]], names: Sequence[Name], text: str
) -> list[tuple[int, list[int]]]:
    """The cards of lines without a blank one between; none where two people follow each other."""
    opened = False
    cards: list[tuple[int, list[int]]] = []
    length = 0
    for start, end, on in block:
        if _is_person(start, end, on, names, text):
            if opened and length < 2:
                return []  # a list of people, with or without bodies over them
            cards.append((on[0], []))
            opened, length = True, 1
        elif opened:
            length += 1
            if length > _LINES or any(names[n].type == "person" for n in on) or _is_prose(text, start, end):
                opened = False
            else:
                cards[-1][1].extend(on)
    return cards


def _is_prose(text: str, start: int, end: int) -> bool:
    return end - start > _LONGEST or _ENDS.search(text, start, end) is not None


def _is_person(start: int, end: int, on: Sequence[int], names: Sequence[Name], text: str) -> bool:
    """Whether a line holds a person's name and next to nothing else."""
    if len(on) != 1 or names[on[0]].type != "person":
        return False
    name = names[on[0]]
    return name.start - start <= _AROUND and len(text[name.end : end].strip()) <= _AROUND
