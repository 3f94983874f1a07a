"""Bodies in a row of which the text says that they work together: "A and B will cooperate on open data"."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from netgraph.extract.agreed import with_pairs
from netgraph.extract.names import Name
from netgraph.extract.relations import Link
from netgraph.extract.rows import row_of
from netgraph.extract.stated import words_of
from netgraph.model import Chain

_LEAD = 30  # characters before the row
_MOST = 8  # bodies of a row


def add_together(
    links: Sequence[Link], chains: Sequence[Chain], names: Sequence[Name], owner: Sequence[int], text: str
) -> list[Link]:
    """The links with those of bodies that are said to cooperate: each two of a row that is the subject of the verb.

    Not so where somebody cooperates with them, or they with somebody. Two that are related stay as they are.

    Args:
        owner: chain of each name.
    """
    return with_pairs(links, _rows(names, text), chains, owner)


def _rows(names: Sequence[Name], text: str) -> Iterator[list[int]]:
    for number, name in enumerate(names):
        first, last = row_of(number, names, text)
        if first is name and last is not name and _cooperate(first, last, text):
            row = [n for n in range(number, min(number + _MOST + 1, len(names))) if names[n].start <= last.start]
            if len(row) <= _MOST:
                yield row


def _cooperate(first: Name, last: Name, text: str) -> bool:
    """Whether the verb stands behind a row that is no object, or around it: "arbeiten A und B zusammen"."""
    patterns = _patterns(last.language)
    if patterns is None:
        return False
    behind, opened, closed, after_with = patterns
    start = max(0, first.start - _LEAD)
    if after_with.search(text, start, first.start):
        return False
    around = opened is not None and closed is not None and opened.search(text, start, first.start)
    return bool(behind.match(text, last.end) or (around and closed is not None and closed.match(text, last.end)))


@cache
def _patterns(
    language: str,
) -> tuple[re.Pattern[str], re.Pattern[str] | None, re.Pattern[str] | None, re.Pattern[str]] | None:
    """The verb behind a row, its parts before and behind one, and "with" before one."""
    said = tomllib.loads(Path(__file__).with_name("together.toml").read_text(encoding="utf-8")).get(language)
    if said is None:
        return None
    given = "|".join(words_of("with"))
    alone = rf"(?!\w)(?!\s(?:[\w-]+\s)?(?:{given})(?!\w))"
    between = rf"(?:\s(?!(?:{given})\s)[\w-]+)"
    verbs = "|".join(said["verbs"]).replace(" ", r"\s").replace(r"\s*", rf"{between}{{0,4}}")
    opened, closed = (said.get(key) for key in ("opened", "closed"))
    return (
        re.compile(rf"[”“\"»]?\)?(?:\s[\w-]+){{0,4}}?\s(?:{verbs}){alone}", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{opened})\s(?:\w{{1,3}}\s)?[„“«\"]?$", re.IGNORECASE) if opened else None,
        re.compile(rf"[”“\"»]?\)?{between}{{0,2}}?\s(?:{closed}){alone}", re.IGNORECASE) if closed else None,
        re.compile(rf"(?<!\w)(?:{given})\s(?:[\w-]+\s){{0,2}}[„“«\"]?$", re.IGNORECASE),
    )
