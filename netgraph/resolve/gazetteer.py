"""Known bodies and programmes: names in several languages that mean one thing, from ``data/bodies.toml``."""

import tomllib
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from netgraph.model import NODE_TYPES, NodeType
from netgraph.places import is_international

from .letters import fold
from .names import Name, read_name
from .words import DATA, read_word


class Body(NamedTuple):
    """A known thing; ``country`` is None when it is international."""

    id: str
    type: NodeType
    country: str | None
    names: tuple[str, ...]


@cache
def all_bodies() -> tuple[Body, ...]:
    """The known bodies, in the order of the file."""
    data = tomllib.loads((DATA / "bodies.toml").read_text(encoding="utf-8"))
    return tuple(
        Body(id_, kind, entry.get("country"), tuple(entry["names"]))
        for kind in NODE_TYPES
        for id_, entry in data.get(kind, {}).items()
    )


@cache
def _by_key() -> dict[str, tuple[Body, ...]]:
    found: dict[str, tuple[Body, ...]] = {}
    for body in all_bodies():
        for key in sorted({read_name(n).key for n in body.names}):
            found[key] = (*found.get(key, ()), body)
    return found


def find_bodies(names: Iterable[Name], country: str | None) -> tuple[Body, ...]:
    """Known bodies that the names mean.

    A short acronym may mean anything: it counts beside the country of the body alone, the shortest not at all; but "EU"
    means one thing everywhere.
    """
    found: dict[str, Body] = {}
    for name in names:
        candidates = _by_key().get(name.key) or _by_key().get(_without_tail(name).key, ())
        for body in candidates if len(candidates) == 1 else ():
            short = 4 if body.country is None or country is None else 3
            known = body.country is None and is_international(name.text)
            if name.acronym is not None and len(name.acronym) < short and not known:
                continue
            if body.country is None or country is None or country == body.country:
                found[body.id] = body
    return tuple(found[i] for i in sorted(found)) if len(found) == 1 else ()


def _without_tail(name: Name) -> Name:
    """The name without a small word at its end that is none of a name's: where a sentence goes on after it."""
    words = name.text.split()
    if len(words) < 4 or not words[-1].islower() or not words[-1].isalpha() or read_word(fold(words[-1])).concepts:
        return name
    return read_name(" ".join(words[:-1]))


def body_of(ids: Iterable[str]) -> Body | None:
    """The one body that the ids name, None when there is none or several."""
    found = sorted(set(ids))
    return _by_id()[found[0]] if len(found) == 1 else None


@cache
def _by_id() -> dict[str, Body]:
    return {body.id: body for body in all_bodies()}
