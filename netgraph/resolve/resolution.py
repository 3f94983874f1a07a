"""Entity resolution over all documents of a run: chains in, entities with the reasons for every merge out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from netgraph.model import Chain, Document, Entity, Extraction

from .blocking import candidate_pairs
from .clusters import Grouping, Pair, group
from .compare import MERGE_AT, Comparison, Feature, compare
from .decided import apply_to_entities
from .decisions import Decision, Problem
from .entities import make_entities
from .gazetteer import body_of
from .joined import follow_pairs
from .meaning import same_meaning
from .neighbours import Surroundings
from .profiles import ChainKey, Profile, collapse, make_profiles

# A town, its municipality and the council of that mean the same, but a text that relates them has two things in mind.
_TERRITORIES = frozenset({"municipality", "county", "region"})


@dataclass(frozen=True, slots=True)
class Merge:
    """Two names that were joined (or nearly), with the features that speak for and against."""

    left: str
    right: str
    left_documents: tuple[str, ...]
    right_documents: tuple[str, ...]
    score: float
    features: tuple[Feature, ...]

    def __str__(self) -> str:
        """One line for people."""
        reasons = "; ".join(f"{f.reason} ({f.weight:+.1f})" for f in self.features) or "decided"
        left, right = (", ".join(d[:2]) + (" …" if d[2:] else "") for d in (self.left_documents, self.right_documents))
        return f"{self.left} [{left}] = {self.right} [{right}]: {reasons}"


@dataclass(frozen=True, slots=True)
class Resolution:
    """One entity per real thing, which chain became which, and why.

    Attributes:
        entities: the entities, sorted by id.
        members: entity id of each chain (document id, index); chains of rejected entities are not in it.
        merges: the pairs that joined each entity's chains, by entity id.
        uncertain: pairs of entity ids that nearly agreed, with the comparison, for people to decide.
        problems: decisions that could not be followed as they stand.
    """

    entities: tuple[Entity, ...]
    members: Mapping[ChainKey, str]
    merges: Mapping[str, tuple[Merge, ...]] = field(default_factory=dict)
    uncertain: tuple[tuple[str, str, Merge], ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def reasons(self) -> Mapping[str, tuple[str, ...]]:
        """Why the chains of each entity were joined, one line a merge."""
        return MappingProxyType({e.id: e.reasons for e in self.entities})

    def why(self, entity_id: str) -> tuple[str, ...]:
        """Why the names of an entity were joined, one line a merge; empty when there was nothing to join.

        Raises:
            KeyError: there is no such entity.
        """
        return self.reasons[entity_id]


def resolve(
    documents: Iterable[Document],
    extractions: Iterable[Extraction],
    decisions: Iterable[Decision] = (),
    *,
    merge_at: float = MERGE_AT,
) -> Resolution:
    """Join the chains of all documents that name one thing.

    Args:
        documents: the documents of the run, in any order.
        extractions: what was extracted from them, in any order.
        decisions: what people decided; ``merge`` and ``different`` steer the grouping, the others are applied last.
        merge_at: score from which two things are one; higher merges less.
    """
    documents = sorted(documents, key=lambda d: d.id)
    extractions = sorted(extractions, key=lambda e: e.document)
    decisions = tuple(decisions)
    chains = {(e.document, i): c for e in extractions for i, c in enumerate(e.chains)}
    profiles = collapse(make_profiles(documents, extractions))
    apart = _related_pairs(profiles, extractions)
    comparisons = _compare_all(profiles, apart)
    first = group(profiles, _scores(comparisons), apart=apart, merge_at=merge_at)
    comparisons = Surroundings(profiles, extractions, first, merge_at).add_to(comparisons)
    scores = _scores(comparisons)
    by_id = {d.id: d for d in documents}

    def regroup(different: Iterable[Pair]) -> Grouping:
        return group(profiles, scores, apart={*apart, *different}, merge_at=merge_at)

    def make(grouping: Grouping) -> list[Entity]:
        return _make(grouping, profiles, chains, by_id, comparisons)

    before = regroup(())
    entities = make(before)
    if not decisions:
        return _finish(entities, before, profiles, comparisons, merge_at=merge_at)
    joined = follow_pairs(decisions, profiles, before, entities, regroup=regroup, make=make)
    # What people decided is neither doubtful nor due to a likeness.
    comparisons = {p: c for p, c in comparisons.items() if p not in joined.different and p not in joined.confirmed}
    drafts = make(joined.grouping)
    result = apply_to_entities(decisions, drafts, joined.grouping, entities, before)
    problems = tuple(sorted([*joined.problems, *result.problems]))
    return _finish(
        result.entities, joined.grouping, profiles, comparisons, joined.different, problems, merge_at=merge_at
    )


def _scores(comparisons: Mapping[Pair, Comparison]) -> dict[Pair, float]:
    return {pair: comparison.score for pair, comparison in comparisons.items()}


def _compare_all(profiles: Sequence[Profile], apart: set[Pair]) -> dict[Pair, Comparison]:
    found: dict[Pair, Comparison] = {}
    for i, j in candidate_pairs(profiles):
        comparison = compare(profiles[i], profiles[j])
        if comparison.different is not None:
            apart.add((i, j))
        elif comparison.features:
            found[i, j] = comparison
    return found


def _related_pairs(profiles: Sequence[Profile], extractions: Sequence[Extraction]) -> set[Pair]:
    """Pairs that a document relates to each other: nothing cooperates with itself.

    Two of one base form, in one language or two, or that both name one known body, are one thing all the same; the
    relation is the error then.
    """
    home = {key: i for i, p in enumerate(profiles) for key in p.chains}
    pairs: set[Pair] = set()
    for extraction in extractions:
        for relation in extraction.relations:
            a, b = home[extraction.document, relation.source], home[extraction.document, relation.target]
            if a != b and not _must_be_one(profiles[a], profiles[b]):
                pairs.add((min(a, b), max(a, b)))
    return pairs


def _must_be_one(a: Profile, b: Profile) -> bool:
    if a.bodies & b.bodies:
        return True
    if a.type != b.type or a.name.is_generic or b.name.is_generic:
        return False
    numbers = a.name.numbers == b.name.numbers and a.name.years == b.name.years
    alike = numbers and not a.meanings[0].concepts & _TERRITORIES
    return a.name.key == b.name.key or (alike and same_meaning(a.meanings[0], b.meanings[0], translated=False))


def _make(
    grouping: Grouping,
    profiles: Sequence[Profile],
    chains: Mapping[ChainKey, Chain],
    documents: Mapping[str, Document],
    comparisons: Mapping[Pair, Comparison],
) -> list[Entity]:
    merges = _merges_of(grouping, profiles, comparisons)
    keys = [sorted(k for i in cluster for k in profiles[i].chains) for cluster in grouping.clusters]
    return make_entities(
        keys,
        chains,
        documents,
        [tuple(str(m) for m in merges.get(n, ())) for n in range(len(keys))],
        [body_of(b for i in cluster for b in profiles[i].bodies) for cluster in grouping.clusters],
    )


def _merges_of(
    grouping: Grouping, profiles: Sequence[Profile], comparisons: Mapping[Pair, Comparison]
) -> dict[int, list[Merge]]:
    home = {i: n for n, cluster in enumerate(grouping.clusters) for i in cluster}
    found: dict[int, list[Merge]] = defaultdict(list)
    for pair in grouping.merged:
        found[home[pair[0]]].append(_merge(pair, profiles, comparisons.get(pair)))
    for n, cluster in enumerate(grouping.clusters):
        for i in cluster:
            if len(profiles[i].chains) > 1:
                found[n].append(_same(profiles[i]))
    return found


def _merge(pair: Pair, profiles: Sequence[Profile], comparison: Comparison | None) -> Merge:
    a, b = (profiles[i] for i in pair)
    features = comparison.features if comparison is not None else ()
    score = comparison.score if comparison is not None else 0.0
    return Merge(a.name.text, b.name.text, tuple(sorted(a.documents)), tuple(sorted(b.documents)), score, features)


def _same(profile: Profile) -> Merge:
    documents = tuple(sorted(profile.documents))
    reason = Feature("name", MERGE_AT, f"same name, type and country in {len(documents)} documents")
    return Merge(profile.name.text, profile.name.text, documents[:1], documents[1:], MERGE_AT, (reason,))


def _finish(
    entities: Sequence[Entity | None],
    grouping: Grouping,
    profiles: Sequence[Profile],
    comparisons: Mapping[Pair, Comparison],
    different: Iterable[Pair] = (),
    problems: tuple[Problem, ...] = (),
    *,
    merge_at: float,
) -> Resolution:
    """Number, sort and cross-reference; an entity that is None was rejected."""
    ids = [e.id if e is not None else None for e in entities]
    home = {i: ids[n] for n, cluster in enumerate(grouping.clusters) for i in cluster}
    merges = _merges_of(grouping, profiles, comparisons)
    decided = {(home[i], home[j]) for pair in different for i, j in (pair, pair[::-1])}
    uncertain: dict[tuple[str, str], Merge] = {}
    for pair, comparison in sorted(comparisons.items()):
        a, b = home[pair[0]], home[pair[1]]
        if a is not None and b is not None and a != b and (a, b) not in decided and comparison.score >= merge_at - 2.0:
            ends = (min(a, b), max(a, b))
            merge = _merge(pair, profiles, comparison)
            if ends not in uncertain or uncertain[ends].score < merge.score:
                uncertain[ends] = merge
    members = {k: id_ for i, p in enumerate(profiles) if (id_ := home[i]) is not None for k in p.chains}
    by_id = {id_: tuple(merges[n]) for n, id_ in enumerate(ids) if id_ is not None and n in merges}
    return Resolution(
        entities=tuple(sorted((e for e in entities if e is not None), key=lambda e: e.id)),
        members=MappingProxyType(members),
        merges=MappingProxyType(by_id),
        uncertain=tuple((a, b, m) for (a, b), m in sorted(uncertain.items())),
        problems=problems,
    )
