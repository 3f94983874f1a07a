"""Typed settings, one section a step, from netgraph.toml; an unknown key is an error that names the nearest one."""

import difflib
import math
import os
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, get_args

from netgraph.errors import SetupError

LANGUAGES = ("en", "pl", "sv", "de")  # of map and report
People = Literal["show", "role", "pseudonym", "drop"]  # how persons appear
PEOPLE: tuple[str, ...] = get_args(People)


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """How inputs are read."""

    max_bytes: int = 100_000_000  # larger files are skipped
    max_characters: int = 20_000_000  # longer texts are cut at a line end


@dataclass(frozen=True, slots=True)
class ExtractSettings:
    """How documents become mentions and relations."""

    extractor: str = "default"
    min_confidence: float = 0.0  # 0..1; nodes and edges under it are left out of the network


@dataclass(frozen=True, slots=True)
class EndpointSettings:
    """Where an ``openai:`` extractor asks; the key comes from the environment variable OPENAI_API_KEY only."""

    base_url: str | None = None  # such as http://localhost:11434/v1
    timeout: int = 120  # seconds that one answer may take
    retries: int = 4  # after the first attempt
    max_tokens: int = 4_096  # of one answer
    chunk_tokens: int = 1_500  # of the document in one request, roughly
    seed: int = 1
    input_price: float = 0.0  # per million tokens, in any currency; for the cost in run.json
    output_price: float = 0.0


@dataclass(frozen=True, slots=True)
class ResolveSettings:
    """How mentions of several documents become one node."""

    decisions: str | None = None  # path of decisions.csv


@dataclass(frozen=True, slots=True)
class MeasureSettings:
    """How the network is measured."""

    seed: int = 1  # of every random draw: permutations, bootstrap, sampled betweenness
    exact_nodes: int = 2_000  # betweenness and closeness are exact up to this number of nodes, sampled above
    pivots: int = 256  # nodes that sampled betweenness follows paths from
    permutations: int = 1_000  # of the significance tests
    resamples: int = 200  # of the document bootstrap


@dataclass(frozen=True, slots=True)
class RenderSettings:
    """How map and report look."""

    language: str = "en"  # one of LANGUAGES
    people: str = "show"  # one of PEOPLE
    layout: str | None = None  # path of an earlier map.html or network.json whose actors keep their places


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """Where extractions are kept between runs; changes how long a run takes and nothing else."""

    path: str | None = None  # a SQLite file; none is kept by default


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of a run."""

    read: ReadSettings = field(default_factory=ReadSettings)
    extract: ExtractSettings = field(default_factory=ExtractSettings)
    endpoint: EndpointSettings = field(default_factory=EndpointSettings)
    resolve: ResolveSettings = field(default_factory=ResolveSettings)
    measure: MeasureSettings = field(default_factory=MeasureSettings)
    render: RenderSettings = field(default_factory=RenderSettings)
    store: StoreSettings = field(default_factory=StoreSettings)


_SECTIONS = {
    "read": ReadSettings,
    "extract": ExtractSettings,
    "endpoint": EndpointSettings,
    "resolve": ResolveSettings,
    "measure": MeasureSettings,
    "render": RenderSettings,
    "store": StoreSettings,
}
_LEAST = {
    "max_bytes": 1, "max_characters": 1, "seed": 0, "exact_nodes": 0, "pivots": 2, "permutations": 1, "resamples": 1,
    "timeout": 1, "max_tokens": 64, "chunk_tokens": 100,
}  # fmt: skip
_CHOICES = {"language": LANGUAGES, "people": PEOPLE}
_PRICES = ("input_price", "output_price")


def read_settings(path: str | os.PathLike[str]) -> Settings:
    """Read netgraph.toml.

    Raises:
        SetupError: the file cannot be read, or a section, key or value in it is wrong.
    """
    try:
        data = tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SetupError(f"{path}: cannot be read ({error.strerror or error})") from error
    except (ValueError, RecursionError) as error:
        raise SetupError(f"{path}: not a TOML file ({error})") from error
    return make_settings(data, str(path))


def make_settings(data: dict[str, Any], name: str = "settings") -> Settings:
    """Settings from plain data: section to key to value."""
    sections: dict[str, Any] = {}
    for section, values in data.items():
        if section not in _SECTIONS:
            raise SetupError(f"{name}: unknown section [{section}]{_nearest(section, _SECTIONS)}")
        if not isinstance(values, dict):
            raise SetupError(f"{name}: [{section}] is a value, expected a section")
        sections[section] = _make_section(section, values, name)
    return Settings(**sections)


def _make_section(section: str, values: dict[str, Any], name: str) -> Any:
    kind = _SECTIONS[section]
    known = {one.name: one.type for one in fields(kind)}
    for key, value in values.items():
        if key not in known:
            raise SetupError(f"{name}: unknown key {key!r} in [{section}]{_nearest(key, known)}")
        _check_value(f"{name}: {key!r} in [{section}]", known[key], key, value)
    return kind(**values)


def _check_value(where: str, kind: Any, key: str, value: Any) -> None:
    if kind is int:
        right = isinstance(value, int) and not isinstance(value, bool) and value >= _LEAST.get(key, 0)
        expected = f"a whole number of at least {_LEAST.get(key, 0)}"
    elif key in _PRICES:
        right = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < math.inf
        expected = "a price of at least 0"
    elif kind is float:
        right = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1
        expected = "a number from 0 to 1"
    elif key in _CHOICES:
        right, expected = value in _CHOICES[key], f"one of {', '.join(_CHOICES[key])}"
    else:
        right, expected = isinstance(value, str), "a text"
    if not right:
        raise SetupError(f"{where} is {value!r}, expected {expected}")


def _nearest(word: str, known: Any) -> str:
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f"; did you mean {near[0]!r}?" if near else f"; expected one of {', '.join(known)}"
