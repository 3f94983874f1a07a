"""Language packs: what netgraph knows of one language, read from ``packs/<iso>.toml`` into one frozen value."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import MappingProxyType

from netgraph.errors import SetupError
from netgraph.model import NODE_TYPES, RELATION_TYPES

PACKS = Path(__file__).with_name("packs")
Entries = tuple[str, ...]


HEADINGS = (
    "partners", "organisers", "funders", "members", "participants", "speakers", "contact", "team", "related",
)  # fmt: skip
_LISTS = (
    "organisation_heads", "initiative_heads", "place_heads", "roles", "titles", "given_names", "legal_forms",
    "abbreviations", "conjunctions", "negation", "excluding", "only", "contrast", "planned", "ended", "stop_names",
)  # fmt: skip
# Table in the file -> the keys that it may hold.
_TABLES: Mapping[str, tuple[str, ...]] = {
    "cues": RELATION_TYPES,
    "passive": ("agent_markers",),
    "headings": HEADINGS,
    "anaphora": (*NODE_TYPES, "we"),
    "countries": ("names", "adjectives"),
}


def _no_lists() -> Mapping[str, Entries]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Pack:
    """One language as data. An entry is a token or a sequence of tokens; ``*`` at an end of a token is any ending.

    Attributes:
        iso: ISO 639-1 code.
        name: English name of the language.
        native_name: the language's own name for itself.
        organisation_heads: nouns that head names of organisations.
        initiative_heads: nouns that head names of projects, events, programmes, funds, awards.
        place_heads: nouns that name a place and no body that acts.
        roles: what a person is to an organisation.
        titles: forms of address and degrees before a name.
        given_names: frequent given names, nominative.
        legal_forms: abbreviations of company and association law.
        abbreviations: tokens whose full stop ends no sentence.
        months: twelve lists of forms.
        conjunctions: words that join the parts of an enumeration.
        cues: words that state a relation, by relation type.
        agent_markers: words after which the agent of a passive follows.
        headings: words of headings above lists, by what the list holds.
        anaphora: definite descriptions that refer back, by node type, and ``we``.
        negation: words that deny.
        excluding: those of them that deny the name after them and nothing else: "without".
        only: words after a negation that take it back: "not only".
        contrast: words that set what holds against what was denied: "not A but B".
        planned: words that place a relation in the future.
        ended: words that place a relation in the past.
        stop_names: capitalised words that are no names.
        country_names: names of countries with their forms, by ISO 3166-1 code.
        country_adjectives: adjectives and names of inhabitants, by ISO 3166-1 code.
    """

    iso: str
    name: str = ""
    native_name: str = ""
    organisation_heads: Entries = ()
    initiative_heads: Entries = ()
    place_heads: Entries = ()
    roles: Entries = ()
    titles: Entries = ()
    given_names: Entries = ()
    legal_forms: Entries = ()
    abbreviations: Entries = ()
    months: tuple[Entries, ...] = ()
    conjunctions: Entries = ()
    cues: Mapping[str, Entries] = field(default_factory=_no_lists, hash=False)
    agent_markers: Entries = ()
    headings: Mapping[str, Entries] = field(default_factory=_no_lists, hash=False)
    anaphora: Mapping[str, Entries] = field(default_factory=_no_lists, hash=False)
    negation: Entries = ()
    excluding: Entries = ()
    only: Entries = ()
    contrast: Entries = ()
    planned: Entries = ()
    ended: Entries = ()
    stop_names: Entries = ()
    country_names: Mapping[str, Entries] = field(default_factory=_no_lists, hash=False)
    country_adjectives: Mapping[str, Entries] = field(default_factory=_no_lists, hash=False)


@cache
def available() -> tuple[str, ...]:
    """ISO codes of the languages that have a pack, sorted."""
    return tuple(sorted(path.stem for path in PACKS.glob("*.toml")))


@cache
def load_pack(iso: str) -> Pack:
    """Pack of a language; an empty one where the language has none.

    Raises:
        SetupError: the file is no valid pack.
    """
    if iso not in available():
        return Pack(iso=iso)
    path = PACKS / f"{iso}.toml"
    return parse_pack(path.read_text(encoding="utf-8"), source=path.name)


def parse_pack(text: str, *, source: str) -> Pack:
    """Read a pack from the text of its file; ``source`` names it in messages.

    Raises:
        SetupError: no TOML, an unknown key, a value of the wrong kind, an entry that could match anything.
    """
    try:
        data = tomllib.loads(unicodedata.normalize("NFC", text))
    except tomllib.TOMLDecodeError as error:
        raise SetupError(f"{source}: not TOML: {error}") from error
    _check_keys(data, ("iso", "name", "native_name", "months", *_LISTS, *_TABLES), source)
    iso, expected = _text(data, "iso", source), source.removesuffix(".toml")
    if iso != expected:
        raise SetupError(f"{source}: iso is '{iso}'; expected '{expected}', as in the file's name")
    tables = {table: _table(data, table, keys, source) for table, keys in _TABLES.items()}
    return Pack(
        iso=iso,
        name=_text(data, "name", source),
        native_name=_text(data, "native_name", source),
        months=_months(data, source),
        cues=_lists(tables["cues"], "cues", source),
        agent_markers=_entries(tables["passive"].get("agent_markers", ()), "passive.agent_markers", source),
        headings=_lists(tables["headings"], "headings", source),
        anaphora=_lists(tables["anaphora"], "anaphora", source),
        country_names=_countries(tables["countries"], "names", source),
        country_adjectives=_countries(tables["countries"], "adjectives", source),
        **{key: _entries(data[key], key, source) for key in _LISTS if key in data},
    )


def _check_keys(data: Mapping[str, object], known: tuple[str, ...], where: str) -> None:
    for key in data:
        if key not in known:
            near = get_close_matches(key, known, n=1, cutoff=0.0)[0]
            raise SetupError(f"{where}: unknown key '{key}'; did you mean '{near}'?")


def _text(data: Mapping[str, object], key: str, source: str) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not value:
        raise SetupError(f"{source}: '{key}' is missing or no text")
    return value


def _table(data: Mapping[str, object], table: str, keys: tuple[str, ...], source: str) -> Mapping[str, object]:
    value = data.get(table, {})
    if not isinstance(value, dict):
        raise SetupError(f"{source}: '{table}' is no table; expected [{table}]")
    _check_keys(value, keys, f"{source}: [{table}]")
    return value


def _lists(table: Mapping[str, object], name: str, source: str) -> Mapping[str, Entries]:
    return MappingProxyType({key: _entries(value, f"{name}.{key}", source) for key, value in table.items()})


def _countries(table: Mapping[str, object], key: str, source: str) -> Mapping[str, Entries]:
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise SetupError(f"{source}: 'countries.{key}' is no table; expected [countries.{key}]")
    for code in value:
        if not (len(code) == 2 and code.isascii() and code.isupper()):
            raise SetupError(f"{source}: [countries.{key}]: '{code}' is no ISO 3166-1 code; expected two capitals")
    return _lists(value, f"countries.{key}", source)


def _months(data: Mapping[str, object], source: str) -> tuple[Entries, ...]:
    value = data.get("months", [])
    if not isinstance(value, list) or len(value) not in (0, 12):
        raise SetupError(f"{source}: 'months' holds no twelve lists")
    return tuple(_entries(month, f"months.{number}", source) for number, month in enumerate(value, start=1))


def _entries(value: object, where: str, source: str) -> Entries:
    """A list of entries: an array, or one text with commas or line ends between the entries."""
    if isinstance(value, str):
        value = value.replace("\n", ",").split(",")
    if not isinstance(value, (list, tuple)) or not all(isinstance(item, str) for item in value):
        raise SetupError(f"{source}: '{where}' is no list of words")
    entries = tuple(dict.fromkeys(" ".join(item.split()) for item in value if item.strip()))
    for entry in entries:
        if any(
            len(token.strip("*")) < (2 if "*" in token else 1) or "*" in token.strip("*") for token in entry.split()
        ):
            raise SetupError(f"{source}: '{where}': '{entry}' could match anything; '*' stands at an end of a stem")
    return entries
