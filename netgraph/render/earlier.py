"""Positions of an earlier map: actors that are still there keep their places, new ones come near their partners."""

import json
import math
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np

from netgraph.errors import InputError, SetupError
from netgraph.lookup import match_entities
from netgraph.model import NODE_TYPES, Entity

from .arrange import arrange, shown_names
from .layout import GAP, SPACING, Points, place_nodes
from .privacy import Privacy

if TYPE_CHECKING:
    from netgraph.network import Network


class Spot(NamedTuple):
    """Where an actor lay, and as what it was shown there."""

    x: float  # map units
    y: float
    tied: bool  # whether it had a tie
    actor: Entity


Layout: TypeAlias = "str | os.PathLike[str] | Network | Mapping[str, Spot]"

_ISLAND = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)
_NUMBERED = re.compile(r"(?:person|node)-\d+$")  # ids that stand for another actor in each map
_PERSON = re.compile(r"person-\d+$")
_TURN = 2.399963  # the golden angle
_LABELS = {"e-mail": "e-mail address", "phone": "phone number"}  # in names by which actors are known again


def read_places(layout: Layout) -> Mapping[str, Spot]:
    """Where each actor lay, by the id that it had there; without those of whom only a number is known.

    Args:
        layout: a map.html, a network.json (laid out as a map of it would be), a network, or what this gave before.

    Raises:
        SetupError: the file cannot be read or is neither.
    """
    if isinstance(layout, Mapping):
        return layout
    if not isinstance(layout, str | os.PathLike):
        return _places_of(layout)
    try:
        content = Path(layout).read_bytes()
    except OSError as error:
        words = f"the earlier map cannot be read ({error.strerror or error}); expected a map.html or network.json"
        raise SetupError(f"{layout}: {words}") from error
    if content.lstrip()[:1] == b"{":
        from netgraph.network import read_json

        try:
            return _places_of(read_json(layout))
        except InputError as error:
            raise SetupError(str(error)) from error
    found = _ISLAND.search(content.decode("utf-8", errors="replace"))
    try:
        return _places_in(json.loads(found[1]) if found else {})
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise SetupError(f"{layout}: neither a map nor a network.json of netgraph") from error


def _places_of(network: "Network") -> dict[str, Spot]:
    order = arrange(network)
    names = shown_names(order.entities, Privacy(network.entities, network.relations, "show", _LABELS))
    points = place_nodes(len(names), order.pairs, order.groups, order.radii).tolist()
    tied = {end for pair in order.pairs for end in pair}
    rows = enumerate(zip(as_shown(order.entities, names), points, strict=True))
    return _by_id(Spot(round(x, 1), round(y, 1), number in tied, actor) for number, (actor, (x, y)) in rows)


def _places_in(data: Mapping[str, Any]) -> dict[str, Spot]:
    nodes, actors = data["network"]["nodes"], data["actors"]
    tied = {end for edge in data["network"]["edges"] for end in (edge["from"], edge["to"])}
    spots = [
        Spot(float(node["x"]), float(node["y"]), node["id"] in tied, _actor_in(node, actor))
        for node, actor in zip(nodes, actors, strict=True)
    ]
    if not all(math.isfinite(spot.x) and math.isfinite(spot.y) for spot in spots):
        raise ValueError("a place is no number")
    return _by_id(spots)


def _actor_in(node: Mapping[str, Any], row: Sequence[Any]) -> Entity:
    kinds = {kind: kind for kind in NODE_TYPES}
    return Entity(str(row[0]), str(node["label"]), kinds[node["group"]], tuple(map(str, row[5])), ())


def _by_id(spots: Iterable[Spot]) -> dict[str, Spot]:
    return {spot.actor.id: spot for spot in spots if not _PERSON.match(spot.actor.id)}


def as_shown(entities: Sequence[Entity], names: Sequence[tuple[str, str]]) -> list[Entity]:
    """The actors by the ids and names that are shown of them, with their other names."""
    return [
        Entity(key, name, entity.type, entity.aliases, ())
        for entity, (key, name) in zip(entities, names, strict=True)
    ]  # fmt: skip


def find_again(actors: Sequence[Entity], places: Mapping[str, Spot]) -> dict[str, Spot]:
    """Where the actors lay that are on the earlier map, by their ids now.

    They are matched as networks are compared: by id, else by name or another name, where only one can be meant.

    Args:
        actors: as they are shown now.
        places: where actors lay, see ``read_places``.
    """
    known = [actor for actor in actors if not _NUMBERED.match(actor.id)]
    same = match_entities((spot.actor for spot in places.values()), known)
    return {now: places[before] for before, now in same.items()}


def place_again(
    ids: Sequence[str], ties: Sequence[tuple[int, int]], groups: Sequence[int], radii: Sequence[float],
    places: Mapping[str, Spot],
) -> Points:  # fmt: skip
    """Positions that keep those of an earlier map.

    An actor of the earlier map stays exactly where it was, unless it lay among those without ties and has one now.
    A new actor comes to the nearest free place around the middle of its placed partners, the best-connected first;
    new parts that no tie joins with the old ones are laid out by themselves and come below. No randomness is used.

    Args:
        ids: of the nodes.
        ties: undirected pairs of indices, each pair once.
        groups: community of each node.
        radii: drawn radius of each node in map units.
        places: where those of them lay that are found again, see ``find_again``.
    """
    partners: list[list[int]] = [[] for _ in ids]
    for a, b in ties:
        partners[a].append(b)
        partners[b].append(a)
    points = np.zeros((len(ids), 2))
    room = _Room(max(radii, default=0.0))
    for node, key in enumerate(ids):
        spot = places.get(key)
        if spot is not None and (spot.tied or not partners[node]):
            points[node] = spot.x, spot.y
            room.take(node, spot.x, spot.y, radii[node])
    if not room.taken:
        return place_nodes(len(ids), ties, groups, radii)
    while waiting := [n for n in range(len(ids)) if n not in room.taken and room.taken & set(partners[n])]:
        for node in waiting:
            placed = [other for other in partners[node] if other in room.taken]
            x, y = points[placed].mean(0)
            points[node] = room.find(float(x), float(y), radii[node])
            room.take(node, float(points[node, 0]), float(points[node, 1]), radii[node])
    rest = [node for node in range(len(ids)) if node not in room.taken]
    if rest:
        old = points[sorted(room.taken)]
        points[rest] = _below(old, _lay_out_rest(rest, ties, groups, radii))
    return points


def _lay_out_rest(
    rest: Sequence[int], ties: Sequence[tuple[int, int]], groups: Sequence[int], radii: Sequence[float]
) -> Points:
    new = {node: number for number, node in enumerate(rest)}
    inside = [(new[a], new[b]) for a, b in ties if a in new and b in new]
    return place_nodes(len(rest), inside, [groups[node] for node in rest], [radii[node] for node in rest])


def _below(old: Points, new: Points) -> Points:
    middle = (old[:, 0].min() + old[:, 0].max()) / 2
    shift = np.array([middle - (new[:, 0].min() + new[:, 0].max()) / 2, old[:, 1].max() + SPACING - new[:, 1].min()])
    return np.asarray(new + shift)


class _Room:
    """The places that are taken, on a grid of cells so wide that only neighbouring cells can overlap."""

    def __init__(self, largest: float) -> None:
        self.taken: set[int] = set()
        self._cell = 2 * largest + GAP
        self._cells: dict[tuple[int, int], list[tuple[float, float, float]]] = {}

    def _key(self, x: float, y: float) -> tuple[int, int]:
        return math.floor(x / self._cell), math.floor(y / self._cell)

    def take(self, node: int, x: float, y: float, radius: float) -> None:
        self.taken.add(node)
        self._cells.setdefault(self._key(x, y), []).append((x, y, radius))

    def find(self, x: float, y: float, radius: float) -> tuple[float, float]:
        """The first free place on a spiral around a point."""
        step = 0
        while True:
            reach = SPACING * 0.35 * math.sqrt(step)
            at = x + reach * math.cos(step * _TURN), y + reach * math.sin(step * _TURN)
            if self._free(*at, radius):
                return at
            step += 1

    def _free(self, x: float, y: float, radius: float) -> bool:
        column, row = self._key(x, y)
        return all(
            math.hypot(x - one[0], y - one[1]) >= radius + one[2] + GAP / 2
            for i in (-1, 0, 1)
            for j in (-1, 0, 1)
            for one in self._cells.get((column + i, row + j), ())
        )
