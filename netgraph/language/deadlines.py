"""Dates that are deadlines: until when something lasts, by when it is due, for when it is aimed at."""

import re
import tomllib
from functools import cache
from pathlib import Path

from netgraph.language.dates import find_date, month_of

_YEAR = r"(?:19|20)\d\d(?!\d)"
_WORD = r"[^\W\d_]{2,14}\.?"
_DATE = (
    rf"(?:\d{{1,2}}(?:\.|º|er|st|nd|rd|th|:e)?\s+(?:de\s+|of\s+)?)?{_WORD},?\s+(?:de\s+|del\s+)?{_YEAR}"
    rf"|{_WORD}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+{_YEAR}|\d{{1,2}}[./-] ?\d{{1,2}}[./-] ?{_YEAR}"
    rf"|{_YEAR}-\d\d(?:-\d\d)?|{_YEAR}\.\s*{_WORD}\s+\d{{1,2}}|{_YEAR}"
)
_DAY = re.compile(r"(?<!\d)\d{1,2}\.?(?:\s+(?P<month>[^\W\d_]+))?\s+\Z")  # "3. " and "3 May "


def blank_deadlines(text: str, language: str) -> str:
    """The text with "_" in place of each date that is a deadline; all other characters stay where they are."""
    pattern = _deadlines().get(language)
    if pattern is None or re.search(_YEAR, text) is None:
        return text
    return pattern.sub(lambda found: _blank(found, language), text)


def _blank(found: re.Match[str], language: str) -> str:
    date = found["due"] or found["aim"] or found["before"]
    day = _DAY.search(found.string, max(0, found.start() - 30), found.start())
    if day is not None and (day["month"] is None or month_of(day["month"], language) is not None):
        return found[0]  # "from 3 till 5 May 2019" tells when it is
    if not date[:4].isdigit() and find_date(date, language) is None:
        if found["before"] is None:
            return found[0]  # "till projektet 2019"
        date = date[-4:]  # "vuoden 2027 loppuun"
    at = found[0].rindex(date)
    return found[0][:at] + "_" * len(date) + found[0][at + len(date) :]


@cache
def _deadlines() -> dict[str, re.Pattern[str]]:
    data = tomllib.loads(Path(__file__).with_name("deadlines.toml").read_text(encoding="utf-8"))
    return {language: _pattern(**words) for language, words in sorted(data.items())}


def _pattern(until: str, between: str, aims: str, towards: str = "", after: str = "") -> re.Pattern[str]:
    gap = rf"(?:(?:{_any(between)})\s+)*"
    due = rf"(?<![\w-])(?:{_any(until)})\s+{gap}(?P<due>{_DATE})"
    lead = rf"(?:(?:\w+\s+){{0,2}}(?:{_any(towards)})\s+{gap})?" if towards else ""
    aim = rf"(?<![\w-])(?:{_any(aims)})\s+{lead}(?P<aim>{_YEAR})"
    # What follows nothing follows no date.
    before = rf"(?P<before>{_DATE})\.?\s*(?:{_any(after)})(?!\w)" if after else r"(?P<before>(?!))"
    return re.compile(f"{due}|{aim}|{before}", re.IGNORECASE)


def _any(words: str) -> str:
    entries = sorted((word.strip() for word in words.split(",")), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in entries)
