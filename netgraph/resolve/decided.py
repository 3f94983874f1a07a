"""Decisions on nodes: what must be grouped or kept apart, and what is changed on the entities afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from netgraph.model import NODE_TYPES, Entity

from .clusters import Grouping, Pair
from .decisions import Decision, Problem
from .entities import locate
from .profiles import Profile
from .references import References

_ON_ENTITY = frozenset({"rename", "retype", "set-country", "set-place", "reject-node"})


@dataclass(frozen=True, slots=True)
class Constraints:
    """Pairs of profiles that must or must not be one, each with the decision behind it."""

    merged: dict[Pair, Decision] = field(default_factory=dict)
    different: dict[Pair, Decision] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


class Decided(NamedTuple):
    """The entities after all decisions on them, None where one was rejected, and what did not work."""

    entities: list[Entity | None]
    problems: list[Problem]


def read_constraints(
    decisions: Sequence[Decision],
    profiles: Sequence[Profile],
    clusters: Sequence[Sequence[int]],
    entities: Sequence[Entity],
) -> Constraints:
    """The pairs that ``merge`` and ``different`` ask for; ids and names are those without any decision."""
    references = _profile_references(profiles, clusters, entities)
    home = {i: n for n, cluster in enumerate(clusters) for i in cluster}
    constraints = Constraints({}, {}, [])
    for decision in decisions:
        if decision.action not in ("merge", "different"):
            continue
        ends = [(text, references.find(text)) for text in (decision.subject, decision.object)]
        unclear = [
            references.problem(decision, text, {home[i] for i in found})
            for text, found in ends
            if not found or (decision.action == "merge" and len({home[i] for i in found}) > 1)
        ]
        if unclear:
            constraints.problems.extend(unclear)
            continue
        left, right = (found for _, found in ends)
        if decision.action == "merge":
            if left[0] != right[0]:
                constraints.merged.setdefault((min(left[0], right[0]), max(left[0], right[0])), decision)
            continue
        if shared := set(left) & set(right):
            message = f"{decision}: {len(shared)} documents use both names for one thing"
            constraints.problems.append(Problem(decision.line, "conflict", message))
        for pair in ((min(i, j), max(i, j)) for i in left for j in right if i != j):
            constraints.different.setdefault(pair, decision)
    return constraints


def apply_to_entities(
    decisions: Sequence[Decision],
    drafts: Sequence[Entity],
    grouping: Grouping,
    before: Sequence[Entity],
    clusters: Sequence[Sequence[int]],
    constraints: Constraints,
) -> Decided:
    """Change and reject entities; a decision may use the id or name that an entity had without decisions."""
    entities: list[Entity | None] = list(drafts)
    problems = _unfollowed(grouping, constraints)
    references = References.of_entities(drafts)
    now = _where_now(before, clusters, grouping)
    seen: dict[tuple[int, str], Decision] = {}
    for decision in decisions:
        if decision.action not in _ON_ENTITY:
            continue
        found = sorted(now[decision.subject]) if decision.subject in now else references.find(decision.subject)
        if len(found) != 1:
            problems.append(references.problem(decision, decision.subject, found))
            continue
        index = found[0]
        first = seen.setdefault((index, decision.action), decision)
        if first.value != decision.value:
            problems.append(
                Problem(
                    decision.line,
                    "conflict",
                    f"{decision}: line {first.line} says {first.value!r}; the later line counts",
                )
            )
        if (entity := entities[index]) is not None:
            entities[index] = _change(entity, decision)
    return Decided(entities, problems)


def _change(entity: Entity, decision: Decision) -> Entity | None:
    value, who = decision.value, f"decided by {decision.author or 'a person'}"
    who += f": {decision.reason}" if decision.reason else ""
    match decision.action:
        case "rename":
            aliases = tuple(sorted({*entity.aliases, entity.name}))
            return replace(entity, name=value, aliases=aliases)
        case "retype":
            return replace(entity, type=next(t for t in NODE_TYPES if t == value))
        case "set-country":
            return replace(entity, country=None if value == "none" else value, country_reason=who)
        case "set-place":
            at = locate(value, entity.country)
            where = (at.latitude, at.longitude, at.nuts) if at is not None else (None, None, None)
            return replace(entity, place=value, latitude=where[0], longitude=where[1], nuts=where[2])
        case _:
            return None


def _unfollowed(grouping: Grouping, constraints: Constraints) -> list[Problem]:
    """The merges that a ``different`` forbids: directly, or through other things that were merged."""
    found: dict[int, Problem] = {}
    for pair, why in sorted(grouping.kept_apart.items()):
        if (decision := constraints.merged.get(pair)) is not None:
            against = constraints.different.get(pair)
            said = f"line {against.line} says that they are different" if against is not None else why
            found[decision.line] = Problem(decision.line, "conflict", f"{decision}: {said}")
    return [found[line] for line in sorted(found)]


def _profile_references(
    profiles: Sequence[Profile], clusters: Sequence[Sequence[int]], entities: Sequence[Entity]
) -> References:
    references = References()
    for cluster, entity in zip(clusters, entities, strict=True):
        for index in cluster:
            references.add(index, entity.id, profiles[index].name.text, [n.text for n in profiles[index].names])
    return references


def _where_now(before: Sequence[Entity], clusters: Sequence[Sequence[int]], grouping: Grouping) -> dict[str, set[int]]:
    """Where the profiles of each entity without decisions are now, by its id."""
    home = {i: n for n, cluster in enumerate(grouping.clusters) for i in cluster}
    return {e.id: {home[i] for i in cluster} for e, cluster in zip(before, clusters, strict=True)}
