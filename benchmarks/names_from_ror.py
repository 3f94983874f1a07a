"""A test set for entity resolution: names of research organisations, inflected, abbreviated and misspelt by a seed.

The register (Research Organization Registry, CC0) is read from a folder of JSON files by country, each a list of
records with "name" and "country_code"; nothing of it is kept here.
"""

import json
import random
import re
from pathlib import Path
from typing import NamedTuple

# How the last word of a name changes in the language of its country: ending -> ending, the first that fits.
INFLECTIONS = {
    "PL": (("a", "y"), ("o", "a"), ("e", "a"), ("i", "iego"), ("", "u")),
    "CZ": (("a", "y"), ("o", "a"), ("", "u")),
    "SK": (("a", "y"), ("o", "a"), ("", "u")),
    "SE": (("s", "s"), ("", "s")),
    "DK": (("s", "s"), ("", "s")),
    "NO": (("s", "s"), ("", "s")),
    "FI": (("n", "n"), ("", "n")),
    "LT": (("as", "o"), ("us", "aus"), ("a", "os"), ("", "o")),
    "LV": (("a", "as"), ("s", "a"), ("", "a")),
    "DE": (("s", "s"), ("", "s")),
    "AT": (("s", "s"), ("", "s")),
}
ABBREVIATIONS = {
    "University": "Univ.", "Institute": "Inst.", "Technical University": "TU", "National": "Nat.", "Research": "Res.",
    "International": "Int.", "Department": "Dept.", "Technology": "Tech.", "Hospital": "Hosp.", "Centre": "Ctr.",
}  # fmt: skip
LEGAL_FORMS = {
    "DE": "GmbH", "AT": "GmbH", "CH": "AG", "SE": "AB", "FI": "Oy", "DK": "ApS", "NO": "AS", "PL": "Sp. z o.o.",
    "CZ": "s.r.o.", "SK": "s.r.o.", "GB": "Ltd", "IE": "Ltd", "FR": "SAS", "IT": "S.r.l.", "ES": "S.L.", "NL": "B.V.",
    "BE": "NV", "LT": "UAB", "LV": "SIA", "EE": "OÜ", "HU": "Kft.", "SI": "d.o.o.", "HR": "d.o.o.", "PT": "Lda",
    "RO": "SRL",
}  # fmt: skip
KNOWN_FORM = re.compile(
    r"\b(GmbH|AG|AB|Oy|ApS|AS|A/S|Ltd|SAS|SA|B\.V\.|BV|NV|Inc|SE|Limited|\(.*\))\.?$", re.IGNORECASE
)


class Item(NamedTuple):
    """A name, its country, the record that it means, how it was made, and the language of the text around it."""

    name: str
    country: str
    record: int
    kind: str
    language: str = "en"


def read_register(folder: Path) -> list[tuple[str, str]]:
    """Distinct (name, country) pairs in a fixed order."""
    found = {
        (row["name"].strip(), row["country_code"])
        for path in sorted(folder.glob("*.json"))
        for row in json.loads(path.read_text(encoding="utf-8"))
    }
    return sorted(found)


def make_items(folder: Path, size: int, seed: int = 7) -> list[Item]:
    """About ``size`` names: each record as written, with up to three variants."""
    chance = random.Random(seed)
    records = read_register(folder)
    chance.shuffle(records)
    items: list[Item] = []
    for number, (name, country) in enumerate(records):
        if len(items) >= size:
            break
        items.append(Item(name, country, number, "register"))
        makers = [("inflected", inflect), ("abbreviated", abbreviate), ("misspelt", misspell), ("legal form", add_form)]
        chance.shuffle(makers)
        for kind, make in makers[: chance.choice((0, 1, 2, 3, 3))]:
            variant = make(name, country, chance)
            if variant is not None and variant != name:
                items.append(Item(variant, country, number, kind))
    return items[:size]


def inflect(name: str, country: str, chance: random.Random) -> str | None:
    for old, new in INFLECTIONS.get(country, ()):
        if name.endswith(old) and name[-1].isalpha():
            return name.removesuffix(old) + new
    return None


def abbreviate(name: str, country: str, chance: random.Random) -> str | None:
    fitting = [full for full in ABBREVIATIONS if full in name]
    if fitting:
        full = chance.choice(fitting)
        return name.replace(full, ABBREVIATIONS[full])
    return KNOWN_FORM.sub("", name).strip(" ,") or None


def misspell(name: str, country: str, chance: random.Random) -> str | None:
    words = [(m.start(), m.end()) for m in re.finditer(r"[^\W\d_]{8,}", name)]
    if not words:
        return None
    start, end = chance.choice(words)
    at = chance.randrange(start + 2, end - 3)
    return chance.choice(
        (
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],  # two letters swapped
            name[:at] + name[at + 1 :],  # one left out
            name[:at] + name[at] + name[at:],  # one doubled
        )
    )


def add_form(name: str, country: str, chance: random.Random) -> str | None:
    return f"{name} {LEGAL_FORMS[country]}" if country in LEGAL_FORMS and not KNOWN_FORM.search(name) else None
