"""Grouping of profiles into things: the surest pairs first, and never against what tells two apart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .compare import MERGE_AT
from .profiles import Profile

Pair = tuple[int, int]


@dataclass(slots=True)
class _Cluster:
    members: set[int]
    countries: set[str]
    documents: dict[str, set[int]]
    bodies: set[str]
    numbers: dict[tuple[str, ...], frozenset[frozenset[str]]]
    refused: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Grouping:
    """Clusters as sorted tuples of indices, the pairs that joined them, and those that a clash kept apart."""

    clusters: tuple[tuple[int, ...], ...]
    merged: tuple[Pair, ...]
    kept_apart: Mapping[Pair, str]


def group(
    profiles: Sequence[Profile],
    scores: Mapping[Pair, float],
    *,
    apart: Iterable[Pair] = (),
    different: Iterable[Pair] = (),
    forced: Iterable[Pair] = (),
    merge_at: float = MERGE_AT,
) -> Grouping:
    """Join profiles whose score reaches ``merge_at``, the highest first, forced pairs before all.

    Args:
        profiles: what is grouped.
        scores: the pairs that agree, by their score.
        apart: pairs that must not end in one cluster, as far as the evidence tells.
        different: pairs that must not, as people decided.
        forced: pairs that must, unless they are among ``different``.
        merge_at: score from which a pair is joined.
    """
    clusters = {i: _new(i, p) for i, p in enumerate(profiles)}
    home = list(range(len(profiles)))

    def refuse(pairs: Iterable[Pair]) -> None:
        for i, j in pairs:
            if home[i] != home[j]:
                clusters[home[i]].refused.add(j)
                clusters[home[j]].refused.add(i)

    refuse(different)
    merged: list[Pair] = []
    kept_apart: dict[Pair, str] = {}

    def join(pair: Pair) -> None:
        a, b = (clusters[home[i]] for i in pair)
        if len(a.members) < len(b.members):
            a, b = b, a
        target = home[min(a.members)]
        for member in b.members:
            clusters.pop(home[member], None)
            home[member] = target
        _absorb(a, b)
        merged.append(pair)

    for pair in sorted(forced):
        if home[pair[0]] != home[pair[1]]:
            a, b = (clusters[home[i]] for i in pair)
            if a.refused & b.members:
                kept_apart[pair] = "decided to be different"
            else:
                join(pair)
    refuse(apart)
    for pair, score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if score < merge_at:
            break
        if home[pair[0]] == home[pair[1]]:
            continue
        clash = _clash(clusters[home[pair[0]]], clusters[home[pair[1]]], scores)
        if clash is None:
            join(pair)
        else:
            kept_apart[pair] = clash
    ordered = sorted(tuple(sorted(c.members)) for c in clusters.values())
    return Grouping(tuple(ordered), tuple(merged), kept_apart)


def _new(index: int, profile: Profile) -> _Cluster:
    country = {profile.country} if profile.country and not profile.country_is_weak else set()
    return _Cluster(
        {index}, country, {d: {index} for d in profile.documents}, set(profile.bodies), dict(profile.signatures)
    )


def _absorb(a: _Cluster, b: _Cluster) -> None:
    a.members |= b.members
    a.countries |= b.countries
    for document, members in b.documents.items():
        a.documents[document] = a.documents.get(document, set()) | members
    a.bodies |= b.bodies
    a.refused |= b.refused
    for words, numbers in b.numbers.items():
        a.numbers[words] = a.numbers.get(words, frozenset()) | numbers


def _clash(a: _Cluster, b: _Cluster, alike: Mapping[Pair, float]) -> str | None:
    if a.refused & b.members or b.refused & a.members:
        return "decided to be different, or a relation joins them"
    if a.bodies and b.bodies and not a.bodies & b.bodies:
        return "two known bodies"
    if a.countries and b.countries and not a.countries & b.countries and not a.bodies & b.bodies:
        return "countries differ"
    for words in a.numbers.keys() & b.numbers.keys():
        if not a.numbers[words] & b.numbers[words]:
            return "other numbers"
    for document in a.documents.keys() & b.documents.keys():
        pairs = ((min(i, j), max(i, j)) for i in a.documents[document] for j in b.documents[document])
        if not all(pair in alike for pair in pairs):
            return "one document names both apart"
    return None
