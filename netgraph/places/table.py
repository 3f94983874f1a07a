"""The shipped table of countries, regions and towns: loaded once, on first use; looked up by key."""

import sys
import zipfile
from array import array
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

Kind = Literal["country", "region", "town"]
DATA = Path(__file__).with_name("data")
_KINDS: tuple[Kind, ...] = ("country", "region", "town")
_EUROPE = frozenset((
    "AD", "AL", "AM", "AT", "AX", "AZ", "BA", "BE", "BG", "BY", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FO",
    "FR", "GB", "GE", "GG", "GI", "GR", "HR", "HU", "IE", "IM", "IS", "IT", "JE", "LI", "LT", "LU", "LV", "MC", "MD",
    "ME", "MK", "MT", "NL", "NO", "PL", "PT", "RO", "RS", "SE", "SI", "SJ", "SK", "SM", "TR", "UA", "VA", "XK",
))  # fmt: skip
MAIN, OTHER, PLAIN = 0, 1, 2  # ranks of a name: main name, another name, a main name without its accents


@dataclass(frozen=True, slots=True)
class Place:
    """A country, region or town; coordinates in degrees, those of an area are the middle of its people."""

    name: str
    country: str  # ISO 3166-1 alpha-2
    nuts: str | None  # NUTS (2024; the UK 2018) or statistical region, as fine as known
    latitude: float | None
    longitude: float | None
    population: int
    kind: Kind

    @property
    def in_europe(self) -> bool:
        """Whether it lies in a country of Europe or one that has NUTS or candidate regions, coded or not."""
        return self.country in _EUROPE


class Table:
    """Places by the key of any of their names."""

    def __init__(self, path: Path = DATA / "places.zip") -> None:
        with zipfile.ZipFile(path) as archive:
            keys = archive.read("keys.txt").decode().split("\n")
            self._rows = archive.read("names.txt").decode().split("\n")
            self._first = _numbers("I", archive.read("first.u32"))
            self._places = _numbers("I", archive.read("places.u32"))
            self._ranks = archive.read("ranks.u8")
            self._degrees = _numbers("i", archive.read("degrees.i32"))
        self._index = dict(zip(keys, range(len(keys)), strict=True))
        self._cache: dict[int, Place] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._index

    def __len__(self) -> int:
        return len(self._rows)

    def countries(self) -> frozenset[str]:
        """ISO codes of the countries that have a place."""
        return frozenset(row.split("\t", 2)[1] for row in self._rows)

    def lookup(self, key: str) -> list[tuple[int, Place]]:
        """Places that bear a name, with the rank of the name, best rank first."""
        number = self._index.get(key)
        if number is None:
            return []
        span = range(self._first[number], self._first[number + 1])
        return [(self._ranks[i], self.place(self._places[i])) for i in span]

    def place(self, number: int) -> Place:
        """The place of a row."""
        found = self._cache.get(number)
        if found is None:
            name, country, nuts, kind, population = self._rows[number].split("\t")
            latitude, longitude = (x / 10_000 for x in self._degrees[2 * number : 2 * number + 2])
            known = bool(latitude or longitude)
            found = Place(name, country, nuts or None, latitude if known else None, longitude if known else None,
                          int(population), _KINDS[int(kind)])  # fmt: skip
            self._cache[number] = found
        return found


@cache
def table() -> Table:
    """The shipped table."""
    return Table()


def _numbers(code: str, data: bytes) -> "array[int]":
    numbers = array(code)
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
