"""Decisions on edges: rejected ones go, added ones come, and what names nothing is listed."""

from collections.abc import Iterable, Mapping, Sequence

from netgraph.model import DECIDED, RELATION_TYPES, UNDIRECTED, Edge, Entity, Evidence, RelationType

from .decisions import Decision, Problem
from .references import References


def apply_edge_decisions(
    edges: Sequence[Edge], entities: Sequence[Entity], decisions: Iterable[Decision]
) -> tuple[tuple[Edge, ...], tuple[Problem, ...]]:
    """Apply ``reject-edge`` and ``add-edge``, in the order of their lines; other decisions are left alone.

    An added edge's evidence bears the decision's source and reason as its quote; an edge that was stated already
    gains that evidence and is sure, but weighs no more. A rejected edge may name its type; without one every edge
    between the two is rejected, in both directions.
    """
    by_key: dict[tuple[str, str, RelationType], Edge] = {(e.source, e.target, e.type): e for e in edges}
    references = References.of_entities(entities)
    problems: list[Problem] = []
    added: dict[tuple[str, str, RelationType], int] = {}
    for decision in decisions:
        if decision.action not in ("reject-edge", "add-edge"):
            continue
        ends = []
        for text in (decision.subject, decision.object):
            found = references.find(text)
            if len(found) == 1:
                ends.append(entities[found[0]].id)
            else:
                problems.append(references.problem(decision, text, found))
        if len(ends) < 2:
            continue
        if decision.action == "add-edge":
            _add(by_key, ends, decision, problems)
            added[_key(ends, decision)] = decision.line
        elif not _reject(by_key, ends, decision, added, problems):
            message = f"{decision}: no such edge (any more)"
            problems.append(Problem(decision.line, "stale", message))
    return tuple(by_key[k] for k in sorted(by_key)), tuple(problems)


def _key(ends: Sequence[str], decision: Decision) -> tuple[str, str, RelationType]:
    kind: RelationType = next(t for t in RELATION_TYPES if t == decision.value)
    source, target = sorted(ends) if kind in UNDIRECTED else ends
    return source, target, kind


def _add(
    by_key: dict[tuple[str, str, RelationType], Edge], ends: Sequence[str], decision: Decision, problems: list[Problem]
) -> None:
    if ends[0] == ends[1]:
        problems.append(Problem(decision.line, "conflict", f"{decision}: both ends are one node"))
        return
    source, target, kind = key = _key(ends, decision)
    quote = ": ".join(p for p in (decision.source, decision.reason) if p)
    evidence = Evidence(DECIDED, 0, len(quote), quote, date=decision.date or None)
    old = by_key.get(key)
    known = old.evidence if old is not None else ()
    by_key[key] = Edge(source, target, kind, (*known, evidence), 1.0, old.modality if old is not None else "current")


def _reject(
    by_key: dict[tuple[str, str, RelationType], Edge],
    ends: Sequence[str],
    decision: Decision,
    added: Mapping[tuple[str, str, RelationType], int],
    problems: list[Problem],
) -> bool:
    gone = [
        key
        for key in by_key
        if set(key[:2]) == set(ends)
        and (not decision.value or key[2] == decision.value)
        and (not decision.value or key[2] in UNDIRECTED or list(key[:2]) == list(ends))
    ]
    for key in gone:
        if key in added:
            problems.append(Problem(decision.line, "conflict", f"{decision}: line {added[key]} adds that edge"))
        del by_key[key]
    return bool(gone)
