"""The date that a sentence gives to a relation."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from netgraph.extract.names import Name
from netgraph.language.dates import FIRST_YEAR, LAST_YEAR, find_dates
from netgraph.language.deadlines import blank_deadlines

LONGEST = 700  # characters of a sentence that is looked at
_YEAR = re.compile(r"(?<![\w.,/–-])(?:19|20)\d\d(?![\w/–-]|[.,]\d)")
_CENTURY = re.compile(r"(?:19|20)\d\d")  # without which there is no date of any pattern
_BREAK = re.compile(r"[,;:()\[\]–—|•\n]")


def find_relation_date(
    text: str, quote: tuple[int, int], ends: tuple[Name, Name], names: Sequence[Name], language: str
) -> str | None:
    """The one date of a quote, as exact as it is written; None when there is none or more than one.

    A date until which or for which something is meant is none ("until May 2027", "goals for 2030"). A year alone
    counts only in the clause of one of the two names, since "founded in 1990" tells of something else.

    Args:
        quote: characters of the sentence that states the relation.
        ends: the two names that are related.
        names: all names in order; a date in a name is none ("Festival 2019").
    """
    start, end = quote
    if end - start > LONGEST or _CENTURY.search(text, start, end) is None:
        return None
    plain = text[start:end]
    first = bisect.bisect_right(names, start, key=lambda n: n.end)
    last = bisect.bisect_left(names, end, key=lambda n: n.start)
    for name in names[first:last]:
        s, e = max(name.start, start) - start, min(name.end, end) - start
        plain = plain[:s] + "_" * (e - s) + plain[e:]
    plain = blank_deadlines(plain, language)
    dates = set(find_dates(plain, language))
    if dates:
        return dates.pop() if len(dates) == 1 else None
    years = {m[0]: m.span() for m in _YEAR.finditer(plain)}
    if len(years) != 1:
        return None
    ((year, (s, e)),) = years.items()
    near = any(_between(plain, (s, e), (n.start - start, n.end - start)) for n in ends)
    return year if near and FIRST_YEAR <= int(year) <= LAST_YEAR else None


def _between(plain: str, year: tuple[int, int], name: tuple[int, int]) -> bool:
    """Whether the year stands in the clause of the name."""
    low, high = (year[1], name[0]) if year[1] <= name[0] else (name[1], year[0])
    return low >= 0 and _BREAK.search(plain, low, high) is None
