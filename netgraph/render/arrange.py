"""The order of the actors, and what their places on the map depend on: ties, communities and sizes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netgraph.model import Entity

from .privacy import Privacy

if TYPE_CHECKING:
    from netgraph.network import Network

LEAST_RADIUS, MOST_RADIUS = 7.5, 22.0  # map units; in a small network the largest stay smaller


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The actors in their order, the best connected first; all numbers are places in this order."""

    entities: tuple[Entity, ...]
    measures: Mapping[str, Mapping[str, Any]]  # those that are known, by entity id
    communities: tuple[tuple[int, ...], ...]  # the largest first
    groups: tuple[int, ...]  # the community of each actor, -1 for none
    pairs: tuple[tuple[int, int], ...]  # that are tied, sorted
    radii: tuple[float, ...]

    @property
    def index(self) -> dict[str, int]:
        """Entity id to number."""
        return {entity.id: number for number, entity in enumerate(self.entities)}


def arrange(network: "Network") -> Arrangement:
    """Put the actors of a network in order."""
    table = _measure_rows(network)
    order = sorted(
        network.entities, key=lambda e: (-table[e.id].get("degree", 0.0), -table[e.id].get("betweenness", 0.0), e.id)
    )
    index = {entity.id: number for number, entity in enumerate(order)}
    communities = _communities(table, index)
    group_of = {member: number for number, members in enumerate(communities) for member in members}
    ends = ((index[edge.source], index[edge.target]) for edge in network.relations)
    return Arrangement(
        tuple(order), table, communities, tuple(group_of.get(number, -1) for number in range(len(order))),
        tuple(sorted({(min(pair), max(pair)) for pair in ends})),
        _radii([table[entity.id].get("degree", 0.0) for entity in order]),
    )  # fmt: skip


def shown_names(entities: Sequence[Entity], privacy: Privacy) -> list[tuple[str, str]]:
    """Id and name of each actor as they are shown."""
    return [
        (_shown_id(entity, number, privacy), privacy.names.get(entity.id) or privacy.name(entity.name))
        for number, entity in enumerate(entities)
    ]


def _shown_id(entity: Entity, number: int, privacy: Privacy) -> str:
    """The id, or a number where it would tell the name of a person who is not shown."""
    if entity.id in privacy.names:
        return f"person-{number + 1}"
    return f"node-{number + 1}" if privacy.hides_id(entity) else entity.id


def _measure_rows(network: "Network") -> dict[str, dict[str, Any]]:
    """Entity id to its measures, those that are known."""
    table = network.measures()
    rows = {str(row["id"]): row for row in table.to_dict("records")}
    return {entity.id: _known(rows.get(entity.id, {})) for entity in network.entities}


def _known(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(name): value for name, value in row.items() if value is not None and value == value}


def _communities(table: Mapping[str, Mapping[str, Any]], index: Mapping[str, int]) -> tuple[tuple[int, ...], ...]:
    """Communities of three and more actors, the largest first; smaller ones are no group to speak of."""
    members: dict[Any, list[int]] = {}
    for name, number in index.items():
        if "community" in table[name]:
            members.setdefault(table[name]["community"], []).append(number)
    groups = [tuple(sorted(group)) for group in members.values() if len(group) > 2]
    return tuple(sorted(groups, key=lambda group: (-len(group), group)))


def _radii(degrees: Sequence[float]) -> tuple[float, ...]:
    most = max(degrees, default=0.0) or 1.0
    span = min(MOST_RADIUS - LEAST_RADIUS, 5 + len(degrees) / 20)
    return tuple(round(LEAST_RADIUS + span * (degree / most) ** 0.5, 1) for degree in degrees)
