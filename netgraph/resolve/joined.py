"""Decisions on what is one: ``different`` keeps names apart, ``merge`` joins two nodes whole."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from netgraph.lookup import normal
from netgraph.model import Entity, NodeType

from .clusters import Grouping, Pair
from .decisions import Decision, Problem
from .profiles import Profile
from .references import References

_ROUNDS = 4  # a decision may name what another one made of a node, and so on
_Ends = tuple[Sequence[int], Sequence[int]]  # the profiles that the two texts of a decision mean
_Barred = Mapping[int, Mapping[int, Decision]]


class Joined(NamedTuple):
    """The nodes as people decided.

    Attributes:
        grouping: what is one.
        different: pairs of profiles that are not, each with the decision behind it.
        confirmed: pairs of profiles that a ``merge`` names.
        problems: decisions that could not be followed.
    """

    grouping: Grouping
    different: dict[Pair, Decision]
    confirmed: frozenset[Pair]
    problems: list[Problem]


def follow_pairs(
    decisions: Iterable[Decision],
    profiles: Sequence[Profile],
    before: Grouping,
    entities: Sequence[Entity],
    *,
    regroup: Callable[[Collection[Pair]], Grouping],
    make: Callable[[Grouping], Sequence[Entity]],
) -> Joined:
    """Follow every ``different`` and ``merge``.

    A ``merge`` joins two nodes as they are without it and leaves all others as they were. An id or name is one that
    a node has without any decision or, where that says nothing or too much, after the decisions that are clear.

    Args:
        decisions: of people, in the order of their lines.
        profiles: what was grouped.
        before: how, without any decision.
        entities: what came of that.
        regroup: groups the profiles again so that the given pairs stay apart.
        make: the entities of a grouping.
    """
    decisions = tuple(decisions)
    pairs = [d for d in decisions if d.action in ("merge", "different")]
    different: dict[Pair, Decision] = {}
    nodes = _Nodes(before, {})
    references = _references(decisions, profiles, before, entities)
    types = _Types(decisions, profiles, before, entities, references)
    read: dict[int, _Ends] = {}
    unlike: dict[int, Problem] = {}
    for _ in range(_ROUNDS):
        new = {n: nodes.read(d, references) for n, d in enumerate(pairs) if n not in read and n not in unlike}
        clear = {n: ends for n, ends in new.items() if ends is not None}
        unlike |= {n: p for n, ends in clear.items() if (p := types.problem(pairs[n], ends)) is not None}
        clear = {n: ends for n, ends in clear.items() if n not in unlike}
        if not clear:
            break
        read = dict(sorted((read | clear).items()))
        different = _keep_apart((pairs[n], ends) for n, ends in read.items())
        nodes = _Nodes(regroup(different.keys()) if different else before, _by_profile(different))
        read = {n: ends for n, ends in read.items() if pairs[n].action == "different" or nodes.join(pairs[n], *ends)}
        if len(read) + len(unlike) == len(pairs):
            break
        references = _references(decisions, profiles, now := nodes.grouping(), make(now))
    missed = ((n, d) for n, d in enumerate(pairs) if n not in read and n not in unlike)
    unclear = (problem for _, d in missed for problem in nodes.unclear(d, references))
    shared = (problem for n, ends in read.items() for problem in _shared(pairs[n], ends))
    problems = [*unclear, *shared, *unlike.values(), *nodes.problems]
    return Joined(nodes.grouping(), different, frozenset(nodes.confirmed), problems)


class _Nodes:
    """Clusters of profiles that merges join."""

    def __init__(self, grouping: Grouping, barred: _Barred) -> None:
        self._members = {n: set(cluster) for n, cluster in enumerate(grouping.clusters)}
        self._home = {i: n for n, cluster in enumerate(grouping.clusters) for i in cluster}
        self._merged = grouping.merged
        self._barred = barred
        self._decided: list[Pair] = []
        self.confirmed: set[Pair] = set()
        self.problems: list[Problem] = []

    def read(self, decision: Decision, references: References) -> _Ends | None:
        """The profiles that a decision means, None where that is unclear: both ends of a merge are one node each."""
        texts = (decision.subject, decision.object)
        if decision.action == "different":
            left, right = (references.find(text) for text in texts)
            return (left, right) if left and right else None
        left, right = (self._find_node(text, references) for text in texts)
        return (left, right) if self._are_one(left) and self._are_one(right) else None

    def unclear(self, decision: Decision, references: References) -> Iterator[Problem]:
        """What is wrong with the ends of a decision that was not read."""
        for text in (decision.subject, decision.object):
            found = references.find(text)
            if not found or (decision.action == "merge" and not self._are_one(self._find_node(text, references))):
                yield references.problem(decision, text, {self._home[i] for i in found})

    def join(self, decision: Decision, left: Sequence[int], right: Sequence[int]) -> bool:
        """Join two nodes unless that is against another decision; False where an end is several nodes by now."""
        if not (self._are_one(left) and self._are_one(right)):
            return False
        target, other = self._home[left[0]], self._home[right[0]]
        if target != other and (against := self._against(target, other)) is not None:
            what = f"line {against.line} says that {against.subject!r} and {against.object!r} are different"
            self.problems.append(Problem(decision.line, "conflict", f"{decision}: {what}"))
            return True
        self.confirmed.update(_pairs(left, right))
        if target != other:
            self._decided.append((left[0], right[0]))
            moved = self._members.pop(other)
            self._members[target] |= moved
            self._home.update(dict.fromkeys(moved, target))
        return True

    def grouping(self) -> Grouping:
        """How the profiles are grouped now; the pairs that people decided come first."""
        clusters = sorted(tuple(sorted(members)) for members in self._members.values())
        return Grouping(tuple(clusters), (*self._decided, *self._merged))

    def _find_node(self, text: str, references: References) -> list[int]:
        found = references.find(text)
        return found if self._are_one(found) else references.find_titled(text)

    def _are_one(self, profiles: Iterable[int]) -> bool:
        return len({self._home[i] for i in profiles}) == 1

    def _against(self, one: int, other: int) -> Decision | None:
        """The first decision by which something in one node is not something in another."""
        members = self._members[other]
        found = [d for i in self._members[one] for j, d in self._barred.get(i, {}).items() if j in members]
        return min(found, key=lambda d: d.line, default=None)


class _Types:
    """What the ends of a merge are: a person is no organisation and no initiative, unless somebody says so."""

    def __init__(
        self, decisions: Iterable[Decision], profiles: Sequence[Profile], before: Grouping, entities: Sequence[Entity],
        references: References,
    ) -> None:  # fmt: skip
        self._profiles = profiles
        self._nodes = {c: entity.type for c, entity in zip(before.clusters, entities, strict=True)}
        self._home = {i: cluster for cluster in before.clusters for i in cluster}
        self._given = {
            i: decision.value
            for decision in decisions
            if decision.action == "retype"
            for i in references.find(decision.subject)
        }

    def problem(self, decision: Decision, ends: _Ends) -> Problem | None:
        """The conflict of a merge of a person with something else."""
        left, right = (self._of(end) for end in ends)
        if decision.action != "merge" or left == right or "person" not in (left, right):
            return None
        if len({self._home[i] for end in ends for i in end}) == 1:  # texts do it, too
            return None
        what = f"the one is of type {left}, the other of type {right}"
        return Problem(decision.line, "conflict", f"{decision}: {what}; retype goes before it")

    def _of(self, end: Sequence[int]) -> NodeType | str:
        if given := [self._given[i] for i in end if i in self._given]:
            return given[0]
        if (whole := self._nodes.get(tuple(sorted(end)))) is not None:
            return whole
        votes = Counter(self._profiles[i].type for i in end for _ in self._profiles[i].chains)
        return min(votes, key=lambda kind: (-votes[kind], kind))


def _shared(decision: Decision, ends: _Ends) -> Iterator[Problem]:
    """What a ``different`` cannot part."""
    if decision.action == "different" and (shared := set(ends[0]) & set(ends[1])):
        message = f"{decision}: {len(shared)} documents use both names for one thing"
        yield Problem(decision.line, "conflict", message)


def _keep_apart(read: Iterable[tuple[Decision, _Ends]]) -> dict[Pair, Decision]:
    """The pairs that ``different`` names, with what follows from merges: what is not A is not what A is, either."""
    read = tuple(read)
    different: dict[Pair, Decision] = {}
    for decision, (left, right) in read:
        if decision.action == "different":
            different |= {pair: decision for pair in _pairs(left, right) if pair not in different}
    barred = _by_profile(different)
    same: dict[int, frozenset[int]] = {}
    for decision, (left, right) in read:
        if decision.action == "merge":
            together = frozenset((*left, *right)).union(*(same.get(i, ()) for i in (*left, *right)))
            if not any(barred.get(i, {}).keys() & together for i in together):
                same.update(dict.fromkeys(together, together))
    return {
        pair: decision
        for (i, j), decision in different.items()
        for pair in _pairs(same.get(i, (i,)), same.get(j, (j,)))
    }


def _pairs(left: Iterable[int], right: Collection[int]) -> Iterator[Pair]:
    return ((min(i, j), max(i, j)) for i in left for j in right if i != j)


def _by_profile(different: Mapping[Pair, Decision]) -> _Barred:
    barred: dict[int, dict[int, Decision]] = defaultdict(dict)
    for (i, j), decision in different.items():
        barred[i][j] = barred[j][i] = decision
    return barred


def _references(
    decisions: Iterable[Decision],
    profiles: Sequence[Profile],
    grouping: Grouping,
    entities: Sequence[Entity],
) -> References:
    """References to the profiles by the ids of their nodes and by their names, given ones too."""
    references = References()
    for cluster, entity in zip(grouping.clusters, entities, strict=True):
        for index in cluster:
            references.titles[normal(entity.name)].add(index)
            references.add(index, entity.id, profiles[index].name.text, [n.text for n in profiles[index].names])
    references.add_given(decisions)
    return references
