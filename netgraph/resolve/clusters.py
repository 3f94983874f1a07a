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
    """Clusters as sorted tuples of indices, and the pairs that joined them."""

    clusters: tuple[tuple[int, ...], ...]
    merged: tuple[Pair, ...]


def group(
    profiles: Sequence[Profile],
    scores: Mapping[Pair, float],
    *,
    apart: Iterable[Pair] = (),
    merge_at: float = MERGE_AT,
) -> Grouping:
    """Join profiles whose score reaches ``merge_at``, the highest first.

    Args:
        profiles: what is grouped.
        scores: the pairs that agree, by their score.
        apart: pairs that must not end in one cluster.
        merge_at: score from which a pair is joined.
    """
    clusters = {i: _new(i, p) for i, p in enumerate(profiles)}
    home = list(range(len(profiles)))
    for i, j in apart:
        clusters[i].refused.add(j)
        clusters[j].refused.add(i)
    merged: list[Pair] = []

    def join(a: _Cluster, b: _Cluster) -> None:
        if len(a.members) < len(b.members):
            a, b = b, a
        target = home[min(a.members)]
        for member in b.members:
            clusters.pop(home[member], None)
            home[member] = target
        _absorb(a, b)

    for pair, score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if score < merge_at:
            break
        a, b = (clusters[home[i]] for i in pair)
        if a is not b and not _clash(a, b, scores):
            join(a, b)
            merged.append(pair)
    ordered = sorted(tuple(sorted(c.members)) for c in clusters.values())
    return Grouping(tuple(ordered), tuple(merged))


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


def _clash(a: _Cluster, b: _Cluster, alike: Mapping[Pair, float]) -> bool:
    """Whether something tells two clusters apart: a pair, known bodies, countries, numbers, a text that has both."""
    if a.refused & b.members or b.refused & a.members:
        return True
    if a.bodies and b.bodies and not a.bodies & b.bodies:
        return True
    if a.countries and b.countries and not a.countries & b.countries and not a.bodies & b.bodies:
        return True
    if any(not a.numbers[words] & b.numbers[words] for words in a.numbers.keys() & b.numbers.keys()):
        return True
    return any(
        (min(i, j), max(i, j)) not in alike
        for document in a.documents.keys() & b.documents.keys()
        for i in a.documents[document]
        for j in b.documents[document]
    )
