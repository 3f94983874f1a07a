"""The reader's language: translated texts, numbers, dates, names of countries, and the order of names."""

import unicodedata
from collections.abc import Callable
from decimal import Decimal
from functools import cache, lru_cache
from importlib import resources
from io import BytesIO
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from netgraph.errors import SetupError
from netgraph.period import period_of
from netgraph.settings import LANGUAGES

# Letters that a language sorts after the plain one (pl) or after z (sv); elsewhere accents do not count.
_OWN_LETTERS = {
    "pl": {"ą": "a", "ć": "c", "ę": "e", "ł": "l", "ń": "n", "ó": "o", "ś": "s", "ź": "z", "ż": "z~"},
    "sv": {"å": "z~1", "ä": "z~2", "æ": "z~2", "ö": "z~3", "ø": "z~3"},
}


class Words:
    """Everything that depends on the reader's language.

    Args:
        language: one of ``LANGUAGES``.

    Raises:
        SetupError: there is no catalogue for the language.
    """

    def __init__(self, language: str = "en") -> None:
        if language not in LANGUAGES:
            raise SetupError(f"no texts in language {language!r}; there are {', '.join(LANGUAGES)}")
        self.language = language
        self.locale = Locale.parse(language)
        self._texts, self._plural = _catalogue(language)

    def text(self, message: str) -> str:
        """The text in the reader's language."""
        found = self._texts.get(message)
        return found if isinstance(found, str) and found else message

    def plural(self, one: str, many: str, number: int) -> str:
        """The form of a text that fits the number."""
        forms = self._texts.get(one)
        if not isinstance(forms, tuple):
            return one if number == 1 else many
        return forms[self._plural(number)] or many

    def number(self, value: float, digits: int = 0) -> str:
        """A number with the language's separators."""
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        return _written(str(value), pattern, self.locale).replace("-", "−")

    def percent(self, value: float, digits: int = 0) -> str:
        """A share of 0..1 in per cent."""
        digits_too = "#,##0" + ("." + "0" * digits if digits else "")
        pattern = self.locale.percent_formats[None].pattern.replace("#,##0", digits_too)
        return _written(str(value), pattern, self.locale)

    def date(self, value: str | None) -> str:
        """An ISO date, as exact as it is; an unknown or odd one is given back as it stands."""
        period = period_of(value) if value else None
        if value is None or period is None:
            return value or ""
        parts = value.split("-")
        if len(parts) == 1:
            return value
        if len(parts) == 2:
            return str(format_skeleton("yMMMM", period.start, locale=self.locale))
        return str(format_date(period.start, "long", locale=self.locale))

    def country(self, code: str | None) -> str:
        """The name of a country; "unknown" when there is none."""
        if code is None:
            return self.text("Unknown or international")
        return str(self.locale.territories.get(code, code))

    def language_name(self, code: str | None) -> str:
        """The name of a language."""
        if code is None or code == "und":
            return self.text("unknown language")
        try:
            return str(Locale.parse(code).get_display_name(self.locale) or code)
        except (UnknownLocaleError, ValueError):
            return code

    def sort_key(self, name: str) -> tuple[str, str]:
        """A key that sorts names as the language's readers expect."""
        own = _OWN_LETTERS.get(self.language, {})
        return "".join((own.get(letter, "") and own[letter] + "~") or fold(letter) for letter in name.casefold()), name

    def jinja(self) -> dict[str, Callable[..., Any]]:
        """The functions that templates use."""
        return {
            "number": self.number, "percent": self.percent, "date": cache(self.date), "country": self.country,
            "language_name": cache(self.language_name),  # the same few with each of thousands of quotes
        }  # fmt: skip


@lru_cache(maxsize=10_000)
def _written(value: str, pattern: str, locale: Locale) -> str:
    """A number by a pattern of the locale; in a report most numbers are small and come again and again."""
    return str(format_decimal(Decimal(value), format=pattern, locale=locale))


def fold(text: str) -> str:
    """Lower case without accents, for search: "Łódź" and "lodz" become one."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_STROKED))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


_STROKED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})


@cache
def _catalogue(language: str) -> tuple[dict[str, str | tuple[str, ...]], Callable[[int], int]]:
    if language == "en":
        return {}, lambda number: int(number != 1)
    catalogue = read_catalogue(language)
    texts: dict[str, str | tuple[str, ...]] = {}
    for message in catalogue:
        if isinstance(message.id, str):
            texts[message.id] = str(message.string)
        else:
            texts[message.id[0]] = tuple(message.string or ())
    return texts, _plural_rule(language)


def read_catalogue(language: str) -> Catalog:
    """The gettext catalogue of a language, from ``locale/<language>.po``."""
    content = (resources.files(__package__) / "locale" / f"{language}.po").read_bytes()
    return read_po(BytesIO(content), locale=language)


def _plural_rule(language: str) -> Callable[[int], int]:
    if language != "pl":
        return lambda number: int(number != 1)

    def polish(number: int) -> int:
        if number == 1:
            return 0
        return 1 if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else 2

    return polish
