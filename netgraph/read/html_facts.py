"""What a page says about itself: title, date, address."""

import json
import re
from urllib.parse import urlsplit

from netgraph.language.dates import find_date
from netgraph.read.html_tree import Part, text_of

_TITLE_PARTS = re.compile(r"\s+[|·•–—»«:-]{1,2}\s+")
_DATE_NAMES = (
    "article:published_time", "datepublished", "date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date",
    "dcterms.created", "publish-date", "pubdate", "publication_date", "article:published", "og:published_time",
)  # fmt: skip


def metadata(parts: list[Part]) -> dict[str, str]:
    """The ``meta`` fields by lower-case name, and "canonical"; the first of each counts."""
    fields: dict[str, str] = {}
    for part in parts:
        element = part.element
        if part.tag == "meta":
            name = element.get("property") or element.get("name") or element.get("itemprop") or ""
            content = " ".join((element.get("content") or "").split())
            if name and content:
                fields.setdefault(name.lower(), content)
        elif part.tag == "link" and "canonical" in (element.get("rel") or "").lower().split():
            fields.setdefault("canonical", (element.get("href") or "").strip())
        elif part.tag == "title" and "title" not in fields:
            fields["title"] = text_of(part)
    return fields


def address(fields: dict[str, str]) -> str | None:
    """The address that the page gives as its own."""
    for name in ("canonical", "og:url"):
        try:
            found = urlsplit(fields.get(name, ""))
        except ValueError:
            continue
        if found.scheme in ("http", "https") and found.hostname:
            return fields[name]
    return None


def title_of_page(fields: dict[str, str], headline: str | None) -> str | None:
    """The headline of the text; else the title for social media; else the page's without the name of the site."""
    if headline:
        return headline
    if fields.get("og:title"):
        return fields["og:title"]
    title = fields.get("title", "")
    return max(_TITLE_PARTS.split(title), key=len).strip() or None if title else None


def date_of_page(parts: list[Part], fields: dict[str, str], gone: set[int]) -> str | None:
    """The day of publication as the page's data give it."""
    for name in _DATE_NAMES:
        date = find_date(fields.get(name, ""))
        if date:
            return date
    return _linked_data_date(parts) or _time_element(parts, gone)


def _time_element(parts: list[Part], gone: set[int]) -> str | None:
    times: list[tuple[bool, str]] = []
    number = 0
    while number < len(parts):
        part = parts[number]
        if number in gone:
            number = part.end
            continue
        marked = (part.element.get("itemprop") or "").lower() == "datepublished"
        if part.tag == "time" or marked:
            date = find_date(part.element.get("datetime") or part.element.get("content") or text_of(part)[:200])
            if date:
                times.append((not (marked or part.element.get("pubdate") is not None), date))
        number += 1
    return min(times, key=lambda one: one[0])[1] if times else None


def _linked_data_date(parts: list[Part]) -> str | None:
    """``datePublished`` of JSON-LD; the data are read, never run."""
    for part in parts:
        if part.tag != "script" or "ld+json" not in (part.element.get("type") or "").lower():
            continue
        source = part.element.text or ""
        if len(source) > 500_000:
            continue
        try:
            found = [json.loads(source)]
        except (ValueError, RecursionError):
            continue
        while found:
            value = found.pop()
            if isinstance(value, dict):
                date = value.get("datePublished")
                if isinstance(date, str) and find_date(date):
                    return find_date(date)
                found.extend(reversed(value.values()))
            elif isinstance(value, list):
                found.extend(reversed(value))
    return None
