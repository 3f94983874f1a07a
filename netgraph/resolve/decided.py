"""Decisions on nodes: what people change on the entities, or leave out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from netgraph.model import NODE_TYPES, Entity
from netgraph.places import find_place, find_place_in, is_place_name

from .clusters import Grouping
from .decisions import Action, Decision, Problem
from .references import References

# In the order in which they are applied: a place is looked up in the country that was decided.
_ON_ENTITY: tuple[Action, ...] = ("rename", "retype", "set-country", "set-place", "reject-node")
_Chosen = Mapping[tuple[int, Action], Decision]


class Decided(NamedTuple):
    """The entities after all decisions on them, None where one was rejected, and what did not work."""

    entities: list[Entity | None]
    problems: list[Problem]


def apply_to_entities(
    decisions: Sequence[Decision],
    drafts: Sequence[Entity],
    grouping: Grouping,
    entities: Sequence[Entity],
    before: Grouping,
) -> Decided:
    """Change and reject entities.

    Args:
        decisions: of people, in the order of their lines; those on what is one are followed already.
        drafts: the entities of ``grouping``.
        grouping: what is one, as people decided.
        entities: those without any decision; a decision may use their ids.
        before: what is one without any decision.
    """
    references = References.of_entities(drafts)
    references.add_given(decisions)
    now = _where_now(entities, before, grouping)
    parts = _Parts(decisions, entities, before, grouping, references)
    problems: list[Problem] = []
    chosen: dict[tuple[int, Action], Decision] = {}
    for decision in decisions:
        if decision.action not in _ON_ENTITY:
            continue
        found = sorted(now.get(decision.subject, ()))
        if len(found) != 1:
            found = references.find(decision.subject)
        if len(found) != 1:
            problems.append(references.problem(decision, decision.subject, found))
            continue
        key = found[0], decision.action
        if decision.action == "reject-node":
            parts.reject(found[0], decision.subject)
        if (first := chosen.get(key)) is not None and first.value != decision.value:
            said = f"line {first.line} says {first.value!r}; the later line counts"
            problems.append(Problem(decision.line, "conflict", f"{decision}: {said}"))
        chosen[key] = decision
    for (index, action), decision in sorted(chosen.items()):
        if action == "reject-node" and (merge := parts.denies(index)) is not None:
            said = f"line {merge.line} says that {merge.subject!r} and {merge.object!r} are one"
            problems.append(Problem(decision.line, "conflict", f"{decision}: {said}; reject each, or do not merge"))
            del chosen[index, action]
    return Decided([_change(n, draft, chosen, problems) for n, draft in enumerate(drafts)], problems)


class _Parts:
    """The nodes that a ``merge`` joined, and which of them are rejected by their own names."""

    def __init__(
        self, decisions: Sequence[Decision], entities: Sequence[Entity], before: Grouping, grouping: Grouping,
        references: References,
    ) -> None:  # fmt: skip
        home = {i: n for n, cluster in enumerate(before.clusters) for i in cluster}
        self._of = [{home[i] for i in cluster} for cluster in grouping.clusters]
        self._names = References.of_entities(entities)
        self._merges: dict[int, Decision] = {}
        for decision in decisions:
            if decision.action == "merge":
                ends = [set(references.find(text)) for text in (decision.subject, decision.object)]
                for index in ends[0] & ends[1]:
                    self._merges.setdefault(index, decision)
        self._rejected: dict[int, set[int]] = {}

    def reject(self, index: int, text: str) -> None:
        """Note that a node is rejected: the parts that the text means, all where it means none of them alone."""
        named = set(self._names.find(text)) & self._of[index]
        self._rejected.setdefault(index, set()).update(named or self._of[index])

    def denies(self, index: int) -> Decision | None:
        """The merge that joined what is rejected with something that is not."""
        return self._merges.get(index) if self._of[index] - self._rejected.get(index, set()) else None


def _change(index: int, entity: Entity, chosen: _Chosen, problems: list[Problem]) -> Entity | None:
    for action in _ON_ENTITY:
        if (decision := chosen.get((index, action))) is None:
            continue
        value = decision.value
        match action:
            case "rename":
                entity = replace(entity, name=value, aliases=tuple(sorted({*entity.aliases, entity.name})))
            case "retype":
                entity = replace(entity, type=next(t for t in NODE_TYPES if t == value))
            case "set-country":
                entity = replace(entity, country=None if value == "none" else value, country_reason=_who(decision))
            case "set-place":
                entity = _move(entity, decision, chosen.get((index, "set-country")), problems)
            case _:
                return None
    return entity


def _move(entity: Entity, decision: Decision, country: Decision | None, problems: list[Problem]) -> Entity:
    """Put an entity where a person says; its country follows, unless a person decided that, too."""
    value = decision.value
    at = find_place_in(value, entity.country) if entity.country is not None else None
    at = at or find_place(value)
    if at is None:
        several = is_place_name(value)
        what = "several places have this name; set the country, too" if several else "no place of this name is known"
        problems.append(Problem(decision.line, "unplaced", f"{decision}: {what}"))
    elif country is not None and country.value not in (at.country, "none"):
        said = f"line {country.line} says {country.value!r}, and {at.name} is in {at.country}"
        problems.append(Problem(decision.line, "conflict", f"{decision}: {said}"))
        at = None
    if at is None:
        return replace(entity, place=value, latitude=None, longitude=None, nuts=None)
    if country is None:
        entity = replace(entity, country=at.country, country_reason=_who(decision))
    return replace(entity, place=value, latitude=at.latitude, longitude=at.longitude, nuts=at.nuts)


def _who(decision: Decision) -> str:
    who = f"decided by {decision.author or 'a person'}"
    return f"{who}: {decision.reason}" if decision.reason else who


def _where_now(entities: Sequence[Entity], before: Grouping, grouping: Grouping) -> dict[str, set[int]]:
    """Where the profiles of each entity without decisions are now, by its id."""
    home = {i: n for n, cluster in enumerate(grouping.clusters) for i in cluster}
    return {e.id: {home[i] for i in cluster} for e, cluster in zip(entities, before.clusters, strict=True)}
