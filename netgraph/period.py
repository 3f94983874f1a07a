"""Partial ISO dates ("2021", "2021-12", "2021-12-01") as stretches of days, and windows over time."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from netgraph.errors import SetupError

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?", re.ASCII)
_WIDTH = re.compile(r"([1-9]\d{0,3})([YQMW])", re.ASCII | re.IGNORECASE)
_MONTHS = {"Y": 12, "Q": 3, "M": 1}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days ``start`` to ``end``, both included."""

    start: date
    end: date

    def __str__(self) -> str:
        return f"{self.start}/{self.end}"

    def overlaps(self, other: "Period") -> bool:
        """Whether the two share a day."""
        return self.start <= other.end and other.start <= self.end


def period_of(text: str | None) -> Period | None:
    """The days that a partial date covers; None when there is none or it is no date."""
    match = _DATE.fullmatch(text or "")
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
        if day is not None:
            return Period(first, first)
        return Period(first, _add_months(first, 12 if month is None else 1) - timedelta(days=1))
    except (ValueError, OverflowError):
        return None


def make_period(start: str | date | None, end: str | date | None) -> Period:
    """The period from the first day of ``start`` to the last day of ``end``; None leaves that side open.

    Raises:
        SetupError: an end is no date, or the period ends before it starts.
    """
    first = date.min if start is None else _known(start).start
    last = date.max if end is None else _known(end).end
    if last < first:
        raise SetupError(f"a period cannot run from {start} to {end}: it ends before it starts")
    return Period(first, last)


def _known(value: str | date) -> Period:
    # Also of a datetime or a pandas timestamp, whose own text has no "T".
    period = period_of(value.isoformat() if isinstance(value, date) else str(value))
    if period is None:
        raise SetupError(f"{value!r} is no date; expected YYYY, YYYY-MM or YYYY-MM-DD")
    return period


def windows(dates: Iterable[Period], width: str, step: str | None = None) -> Iterator[Period]:
    """Windows of one width that cover all dates, the first from the start of a calendar year, quarter, month or week.

    Args:
        dates: what is to be covered.
        width: number and unit, Y, Q, M or W: "1Y", "6M".
        step: how far each window starts after the one before; as wide as the window by default.
    """
    size, unit = _width(width)
    stride, stride_unit = _width(step or width)
    known = sorted(dates)
    if not known:
        return
    last = max(period.end for period in known)
    start = _floor(known[0].start, unit)
    while start <= last:
        yield Period(start, _advance(start, size, unit) - timedelta(days=1))
        start = _advance(start, stride, stride_unit)


def _width(text: str) -> tuple[int, str]:
    match = _WIDTH.fullmatch(text)
    if match is None:
        raise SetupError(f"{text!r} is no width of a window; expected a number and Y, Q, M or W, such as '1Y'")
    return int(match[1]), match[2].upper()


def _floor(day: date, unit: str) -> date:
    if unit == "W":
        return day - timedelta(days=min(day.weekday(), (day - date.min).days))
    months = _MONTHS[unit]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def _advance(day: date, number: int, unit: str) -> date:
    return day + timedelta(weeks=number) if unit == "W" else _add_months(day, number * _MONTHS[unit])


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        raise OverflowError("after the last year of the calendar")
    return date(year, month + 1, 1)
