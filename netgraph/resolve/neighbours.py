"""What the network itself says of a pair: related things that both share, what else their documents both name, and
acronyms that only one thing bears."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import log2

from netgraph.model import Extraction

from .clusters import Grouping, Pair
from .compare import SEATED, Comparison, Feature
from .profiles import ChainKey, Profile
from .seated import without_seat

_MOST = 2.8
_COMPANY, _COMPANY_MOST = 1.0, 1.25  # what a thing that both documents name says at most, and all of them


class Surroundings:
    """Neighbours and acronyms of profiles, as a first grouping sees them; ``merge_at`` is the score of one thing."""

    def __init__(
        self, profiles: Sequence[Profile], extractions: Sequence[Extraction], grouping: Grouping, merge_at: float
    ) -> None:
        self._profiles, self._merge_at = profiles, merge_at
        self._cluster = {i: n for n, members in enumerate(grouping.clusters) for i in members}
        home: dict[ChainKey, int] = {key: i for i, p in enumerate(profiles) for key in p.chains}
        self._neighbours: dict[int, set[int]] = defaultdict(set)
        documents: dict[int, set[str]] = defaultdict(set)
        for extraction in extractions:
            for relation in extraction.relations:
                a, b = home[extraction.document, relation.source], home[extraction.document, relation.target]
                if a != b:
                    self._neighbours[a].add(self._cluster[b])
                    self._neighbours[b].add(self._cluster[a])
                    documents[self._cluster[a]].add(extraction.document)
                    documents[self._cluster[b]].add(extraction.document)
        self._documents = {n: len(found) for n, found in documents.items()}
        self._named: dict[str, set[int]] = defaultdict(set)  # by document
        for i, profile in enumerate(profiles):
            for document in profile.documents:
                self._named[document].add(self._cluster[i])
        self._spread = Counter(n for found in self._named.values() for n in found)
        self._names = [profiles[members[0]].name.text for members in grouping.clusters]
        self._seats: dict[str, set[str]] = defaultdict(set)
        for profile in profiles:
            for name, meaning in zip(profile.names, profile.meanings, strict=True):
                if (seated := without_seat(name, meaning)) is not None:
                    self._seats[seated[0].key].add(seated[2].name)
        self._bearers: dict[str, set[int]] = defaultdict(set)
        for i, profile in enumerate(profiles):
            if not profile.is_bare:
                for acronym in profile.acronyms:
                    self._bearers[acronym].add(self._cluster[i])

    def add_to(self, comparisons: Mapping[Pair, Comparison]) -> dict[Pair, Comparison]:
        """The comparisons with what the surroundings add to each."""
        return {pair: self._extend(pair, comparison) for pair, comparison in comparisons.items()}

    def _extend(self, pair: Pair, comparison: Comparison) -> Comparison:
        if any(f.name == SEATED for f in comparison.features) and self._has_branches(pair):
            return Comparison(tuple(f for f in comparison.features if f.name != SEATED))
        added = [f for f in (self._shared(pair), self._only_bearer(pair)) if f is not None]
        if added:
            comparison = Comparison((*comparison.features, *added))
        decides = self._merge_at - _COMPANY_MOST <= comparison.score < self._merge_at
        if decides and (company := self._company(pair)) is not None:
            comparison = Comparison((*comparison.features, company))
        return comparison

    def _has_branches(self, pair: Pair) -> bool:
        """Whether bearers of one name sit in several places: then the name without a place may mean any of them."""
        keys = {name.key for i in pair for name in self._profiles[i].names}
        keys |= {
            seated[0].key
            for i in pair
            for name, meaning in zip(self._profiles[i].names, self._profiles[i].meanings, strict=True)
            if (seated := without_seat(name, meaning)) is not None
        }
        return any(len(self._seats[key]) > 1 for key in keys if key in self._seats)

    def _shared(self, pair: Pair) -> Feature | None:
        i, j = pair
        own = {self._cluster[i], self._cluster[j]}
        shared = sorted((self._neighbours[i] & self._neighbours[j]) - own) if self._neighbours.keys() >= {i, j} else []
        if not shared:
            return None
        # A neighbour that half of all documents name says little of who stands beside it.
        weight = sum(1.4 / log2(2 + self._documents[n]) for n in shared)
        named = ", ".join(self._names[n] for n in shared[:3])
        return Feature("neighbours", round(min(weight, _MOST), 3), f"both related to {named}")

    def _company(self, pair: Pair) -> Feature | None:
        """What else the documents of both name, though no text relates it to them: they write of one circle."""
        i, j = pair
        a, b = (self._profiles[n] for n in pair)
        if a.documents & b.documents or any(p.person is not None and not p.person.given for p in (a, b)):
            return None  # a surname or a given name alone is borne by too many
        related = {self._cluster[i], self._cluster[j]} | (self._neighbours[i] & self._neighbours[j])
        named = [set().union(*(self._named[document] for document in p.documents)) for p in (a, b)]
        shared = sorted((named[0] & named[1]) - related, key=lambda n: (self._spread[n], n))
        if not shared:
            return None
        weight = sum(_COMPANY / log2(2 + self._spread[n]) for n in shared)
        names = ", ".join(self._names[n] for n in shared[:3])
        return Feature("company", round(min(weight, _COMPANY_MOST), 3), f"documents of both name {names}")

    def _only_bearer(self, pair: Pair) -> Feature | None:
        """A bare acronym that one full name of the run explains, and no other."""
        a, b = (self._profiles[i] for i in pair)
        for acronym in sorted(a.acronyms & b.acronyms):
            bearers = self._bearers[acronym]
            bare = [p for p in (a, b) if p.is_bare]
            if len(acronym) > 2 and len(bearers) == 1 and len(bare) == 1:
                return Feature("only bearer", 1.0, f"no other thing here is called {acronym.upper()}")
        return None
