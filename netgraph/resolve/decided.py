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
    """Pairs of profiles that must or must not be one, and the decision behind each."""

    merged: frozenset[Pair] = frozenset()
    different: frozenset[Pair] = frozenset()
    problems: tuple[Problem, ...] = ()
    decision_of: dict[Pair, Decision] = field(default_factory=dict)


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
    merged: set[Pair] = set()
    different: set[Pair] = set()
    problems: list[Problem] = []
    decision_of: dict[Pair, Decision] = {}
    home = {i: n for n, cluster in enumerate(clusters) for i in cluster}
    for decision in decisions:
        if decision.action not in ("merge", "different"):
            continue
        ends = [references.find(text) for text in (decision.subject, decision.object)]
        missing = [t for t, found in zip((decision.subject, decision.object), ends, strict=True) if not found]
        if missing:
            problems.extend(references.problem(decision, text, ()) for text in missing)
        elif decision.action == "different":
            pairs = {(min(i, j), max(i, j)) for i in ends[0] for j in ends[1] if i != j}
            if set(ends[0]) & set(ends[1]):
                message = f"{decision}: both name the same mentions"
                problems.append(Problem(decision.line, "conflict", message))
            for pair in pairs:
                decision_of[pair] = decision
            different |= pairs
        else:
            several = [
                t
                for t, e in zip((decision.subject, decision.object), ends, strict=True)
                if len({home[i] for i in e}) > 1
            ]
            if several:
                count = len({home[i] for e in ends for i in e})
                problems.append(
                    Problem(decision.line, "ambiguous", f"{decision}: {several[0]!r} names {count} things; give the id")
                )
                continue
            pair = (min(ends[0][0], ends[1][0]), max(ends[0][0], ends[1][0]))
            if pair[0] != pair[1]:
                merged.add(pair)
                decision_of.setdefault(pair, decision)
    return Constraints(frozenset(merged), frozenset(different), tuple(problems), decision_of)


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
    problems = [
        Problem(decision.line, "conflict", f"{decision}: {why}")
        for pair, why in sorted(grouping.kept_apart.items())
        if pair in constraints.merged and (decision := constraints.decision_of.get(pair)) is not None
    ]
    problems.extend(_joined_against_decision(grouping, constraints))
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
            where = (at.latitude, at.longitude) if at is not None else (None, None)
            return replace(entity, place=value, latitude=where[0], longitude=where[1])
        case _:
            return None


def _joined_against_decision(grouping: Grouping, constraints: Constraints) -> list[Problem]:
    home = {i: n for n, cluster in enumerate(grouping.clusters) for i in cluster}
    bad = {
        constraints.decision_of[p].line: constraints.decision_of[p]
        for p in constraints.different
        if home[p[0]] == home[p[1]]
    }
    return [Problem(line, "conflict", f"{d}: other decisions merge them") for line, d in sorted(bad.items())]


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
