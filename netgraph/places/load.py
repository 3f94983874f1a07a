"""The small data files of this package, read once."""

import tomllib
from functools import cache
from typing import Any

from netgraph.places.table import DATA


@cache
def clues() -> dict[str, Any]:
    """``clues.toml``: legal forms, languages, prepositions, bodies of several countries."""
    return tomllib.loads((DATA / "clues.toml").read_text(encoding="utf-8"))


@cache
def form_rules() -> dict[str, dict[str, Any]]:
    """``forms.toml``: endings by language."""
    return tomllib.loads((DATA / "forms.toml").read_text(encoding="utf-8"))


@cache
def events() -> dict[str, Any]:
    """``events.toml``: words for events, and for taking place by language."""
    return tomllib.loads((DATA / "events.toml").read_text(encoding="utf-8"))


@cache
def bodies() -> dict[str, list[str]]:
    """``bodies.toml``: well-known bodies by country."""
    return tomllib.loads((DATA / "bodies.toml").read_text(encoding="utf-8"))


@cache
def ambiguous(language: str | None) -> frozenset[str]:
    """Keys of names that in running text of a language are more often something else: "Most", "Halle", "Bosch"."""
    lines = (DATA / "ambiguous.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.rpartition(": ") for line in lines if line and not line.startswith("#")]
    return frozenset(key for of, _, key in rows if of in ("", language))


@cache
def home_countries(language: str | None) -> tuple[str, ...]:
    """Countries where a language is at home, the likeliest first; none for English or an unknown language."""
    return tuple(clues()["languages"].get(language or "", ()))


@cache
def varieties(language: str | None) -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
    """Words of a language that it has in one of its countries alone, by country: whole ones, and how some begin."""
    words = clues()["varieties"].get(language or "", {})
    return {
        country: (
            frozenset(word for word in of if not word.endswith("*")),
            tuple(word[:-1] for word in of if word.endswith("*")),
        )
        for country, of in words.items()
    }


@cache
def prepositions(language: str | None) -> frozenset[str]:
    """Words of a language, or of all where it has none, that stand between a body and the place where it is."""
    every = clues()["prepositions"]
    return frozenset(every.get(language or "", [w for words in every.values() for w in words]))


@cache
def origins(language: str | None) -> frozenset[str]:
    """Words of a language that stand between a body and the place that it comes from, and in no name."""
    return frozenset(clues()["origins"].get(language or "", ()))
