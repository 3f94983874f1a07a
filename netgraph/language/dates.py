"""Dates as people write them in the languages of Europe, as ISO 8601."""

import datetime
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FIRST_YEAR, LAST_YEAR = 1985, 2099
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)"
_NAME = r"(?P<month>[^\W\d_]{3,14}(?: fómhair)?)\.?"
_PATTERNS = tuple(
    re.compile(rf"(?<![\w.]){pattern}(?!\w)", re.IGNORECASE)
    for pattern in (
        rf"{_YEAR}-(?P<number>[01]\d)-(?P<day>[0-3]\d)(?:T[\d:.+Z-]+)?",
        rf"{_YEAR}[./] ?(?P<number>[01]?\d)[./] ?(?P<day>[0-3]?\d)",
        rf"(?P<day>[0-3]?\d)[./-] ?(?P<number>[0-3]?\d)[./-] ?{_YEAR}",
        rf"{_DAY}(?:\.|º|er|st|nd|rd|th|:e)?\s+(?:de\s+|of\s+|d[’'])?{_NAME},?\s+(?:de\s+|del\s+|м\.\s*)?{_YEAR}",
        rf"{_NAME}\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}",
        rf"{_YEAR}\.?\s*(?:m\.|gada|g\.)?\s*{_DAY}\.?\s+{_NAME}",
        rf"{_YEAR}\.?\s*(?:m\.|gada|g\.)?\s*{_NAME}\s+{_DAY}",
        rf"{_NAME},?\s+(?:de\s+)?{_YEAR}",
        rf"{_YEAR}\.?\s*(?:m\.|gada)?\s*{_NAME}",
    )
)


def find_date(text: str, language: str = "und") -> str | None:
    """The most exact date in a short text, the first if several are: "2021-12-01" or "2021-12".

    Of 3.4.2021 the day comes first, as everywhere in Europe, unless the second number can only be a day.
    """
    return next(_dates(" ".join(text.split()), language), None)


def find_dates(text: str, language: str = "und") -> list[str]:
    """All dates in a short text, the more exact patterns first."""
    return list(_dates(" ".join(text.split()), language))


def _dates(text: str, language: str) -> Iterator[str]:
    if not re.search(r"(?:19|20)\d\d", text):
        return
    taken: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            start, end = found.span()
            date = _date(found.groupdict(), language)
            if date is not None and not any(start < e and s < end for s, e in taken):
                taken.append((start, end))
                yield date


def date_line(lines: list[str], language: str) -> str | None:
    """The date of a document from its first lines: that of a short line that says little else."""
    for line in lines:
        if len(line) <= 80 and not line.endswith(("!", "?")):
            date = find_date(line, language)
            if date is not None and len(re.findall(r"[^\W\d_]{2,}", line)) <= 8:
                return date
    return None


def _date(parts: dict[str, str | None], language: str) -> str | None:
    year = int(parts["year"] or 0)
    day_text = parts.get("day")
    day = int(day_text) if day_text else None
    number = parts.get("number")
    month = int(number) if number else month_of(parts.get("month") or "", language)
    if number and month is not None and day is not None and month > 12 >= day:
        month, day = day, month
    if month is None or not 1 <= month <= 12 or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if day is None:
        return f"{year:04}-{month:02}"
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def month_of(name: str, language: str = "und") -> int | None:
    """The number of a month by its name; one that several languages use differently goes by the language."""
    by_language = _months().get(name.casefold())
    if by_language is None:
        return None
    if language in by_language:
        return by_language[language]
    numbers = sorted(by_language.values())
    # Without the language, the month that most languages mean by it.
    return max(numbers, key=lambda number: (numbers.count(number), number))


@cache
def _months() -> dict[str, dict[str, int]]:
    data = tomllib.loads(Path(__file__).with_name("months.toml").read_text(encoding="utf-8"))
    months: dict[str, dict[str, int]] = {}
    for language, names in sorted(data.items()):
        for number, forms in enumerate(names, 1):
            for form in forms:
                months.setdefault(form, {})[language] = number
    return months
