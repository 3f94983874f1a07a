"""What is known of a thing before it is compared: names, country, place, neighbours, gathered from its chains."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from netgraph.model import Chain, Document, Extraction, NodeType
from netgraph.places import Place, find_place

from .gazetteer import find_bodies
from .letters import fold
from .meaning import Meaning, as_municipality, read_meaning
from .names import Name, distinctiveness, read_name
from .persons import PersonName, read_person

ChainKey = tuple[str, int]  # document id, index of the chain in its extraction
MERGE_AT = 4.0  # points from which two things are one
_MOST_NAMES = 12
_MUNICIPALITY = frozenset({"municipality"})
_NO_MEANING = Meaning(frozenset(), (), ())
# Reasons for a country that say nothing of the thing itself, as extraction words them.
_WEAK_REASONS = frozenset({
    "country of the document", "country of its organisations", "country of its initiatives", "country of its people",
})  # fmt: skip
_WEAK_ENDING = "near its name"
_BY_ORGANISATION = "country of the organisation"


@dataclass(frozen=True, slots=True)
class Profile:
    """Chains that are certainly one thing, seen as one; most hold a single chain.

    Attributes:
        chains: the chains, sorted.
        names: its distinct names, the base form first.
        meanings: what each name means.
        acronyms: folded acronyms among its names.
        person: its fullest name taken apart, when it is a person.
        language: of the first document.
        country_is_weak: the country was guessed from the document alone.
        place: folded name of its place.
        located: that place, or the one that its name tells.
        bodies: known bodies that its names mean.
        documents: those that name it.
        signatures: the sets of numbers and single years with which each wording of its names occurs.
        is_generic: it has no name of its own.
        is_bare: it has no name but acronyms.
    """

    chains: tuple[ChainKey, ...]
    type: NodeType
    names: tuple[Name, ...]
    meanings: tuple[Meaning, ...]
    acronyms: frozenset[str]
    person: PersonName | None
    language: str | None
    country: str | None
    country_is_weak: bool
    place: str | None
    located: Place | None
    bodies: frozenset[str]

    documents: frozenset[str]
    signatures: Mapping[tuple[str, ...], frozenset[frozenset[str]]]
    is_generic: bool
    is_bare: bool

    @property
    def name(self) -> Name:
        """The base form."""
        return self.names[0]


def make_profiles(documents: Sequence[Document], extractions: Sequence[Extraction]) -> list[Profile]:
    """One profile a chain, in the order of document ids."""
    language = {d.id: d.language for d in documents}
    profiles = []
    for extraction in sorted(extractions, key=lambda e: e.document):
        weak = guessed_countries(extraction)
        for index, chain in enumerate(extraction.chains):
            profile = _make_profile(_bare(chain), language.get(extraction.document), index in weak)
            key = (extraction.document, index)
            profiles.append(replace(profile, chains=(key,), documents=frozenset((extraction.document,))))
    return profiles


def guessed_countries(extraction: Extraction) -> frozenset[int]:
    """Chains whose country was guessed from the document, or from that of an organisation for which it was."""
    chains = extraction.chains
    weak = {i for i, c in enumerate(chains) if is_guess(c.country_reason)}
    sure: set[int] = set()
    for relation in extraction.relations:
        for one, other in ((relation.source, relation.target), (relation.target, relation.source)):
            known = chains[other].type == "organisation" and other not in weak
            if known and chains[one].country == chains[other].country:
                sure.add(one)
    people = {i for i, c in enumerate(chains) if c.country_reason == _BY_ORGANISATION}
    return frozenset(weak | (people - sure))


def is_guess(reason: str | None) -> bool:
    """Whether a country's reason says nothing of the thing itself."""
    return reason is not None and (reason in _WEAK_REASONS or reason.endswith(_WEAK_ENDING))


def _bare(chain: Chain) -> Chain:
    """The chain without its places in a text, its other names in order: so it is the same in many documents."""
    counts = Counter(m.text for m in chain.mentions)
    texts = sorted({*chain.aliases} - {chain.name}, key=lambda t: (-counts[t], -len(t), t))
    return Chain(chain.name, chain.type, (), tuple(texts), chain.country, place=chain.place)


@lru_cache(maxsize=100_000)
def _make_profile(chain: Chain, language: str | None, country_is_weak: bool) -> Profile:
    """The profile of a bare chain, still without the document that it is from."""
    texts = chain.aliases
    names = {n.key: n for n in reversed([read_name(t) for t in (chain.name, *texts[: _MOST_NAMES - 1])])}
    ordered = tuple(sorted(names.values(), key=lambda n: (n.text != chain.name, *_rank(n, texts))))
    person = None
    if chain.type == "person":
        read = [p for t in (chain.name, *texts) if (p := read_person(t)) is not None]
        person = max(read, key=lambda p: (len(p.given) > 0, p.is_full), default=None)
    known = () if chain.type == "person" else find_bodies(ordered, chain.country)
    meanings = _read_meanings(chain, ordered, language)
    return Profile(
        chains=(),
        type=chain.type,
        names=ordered,
        meanings=meanings,
        acronyms=frozenset(n.acronym for n in ordered if n.acronym is not None),
        person=person,
        language=language,
        country=chain.country,
        country_is_weak=country_is_weak,
        place=fold(chain.place) if chain.place else None,
        located=_locate(chain, meanings, language),
        bodies=frozenset(body.id for body in known),
        documents=frozenset(),
        signatures=_signatures(ordered),
        is_generic=_is_generic(ordered),
        is_bare=all(n.acronym is not None for n in ordered),
    )


def _is_generic(names: Sequence[Name]) -> bool:
    """Whether no name is of its own: the initials of a name in words of many are none, either."""
    generic = [n for n in names if n.is_generic]
    return all(n.is_generic or any(n.acronym in other.initials for other in generic) for n in names)


def _signatures(names: Sequence[Name]) -> dict[tuple[str, ...], frozenset[frozenset[str]]]:
    found: dict[tuple[str, ...], frozenset[frozenset[str]]] = {}
    for name in names:
        numbers = name.numbers | {y for y in name.years if "-" not in y}
        found[name.words] = found.get(name.words, frozenset()) | {numbers}
    return found


def _read_meanings(chain: Chain, names: Sequence[Name], language: str | None) -> tuple[Meaning, ...]:
    if chain.type == "person":
        return (_NO_MEANING,) * len(names)
    meanings = [read_meaning(n, language, chain.country) for n in names]
    if chain.type == "organisation" and all(m.concepts <= _MUNICIPALITY for m in meanings):
        place = find_place(chain.place, language, (chain.country,) if chain.country else ()) if chain.place else None
        town = place if place is not None and place.kind == "town" else None
        meanings = [as_municipality(n, m, town) for n, m in zip(names, meanings, strict=True)]
    return tuple(meanings)


def _locate(chain: Chain, meanings: Sequence[Meaning], language: str | None) -> Place | None:
    countries = (chain.country,) if chain.country else ()
    if chain.place:
        return find_place(chain.place, language, countries)
    told = {p for m in meanings[:1] for p in m.places if p is not None}
    return told.pop() if len(told) == 1 else None


def collapse(profiles: Sequence[Profile]) -> list[Profile]:
    """Join profiles of different documents that agree in everything and say enough: most repetitions end here."""
    found: dict[object, list[Profile]] = defaultdict(list)
    for profile in profiles:
        names = frozenset(n.key for n in profile.names)
        found[profile.type, names, profile.country, profile.country_is_weak, profile.place].append(profile)
    joined: list[Profile] = []
    for same in found.values():
        documents = [d for p in same for d in p.documents]
        if len(same) > 1 and len(set(documents)) == len(documents) and _says_enough(same[0]):
            chains = tuple(sorted(k for p in same for k in p.chains))
            joined.append(replace(same[0], chains=chains, documents=frozenset(documents)))
        else:
            joined.extend(same)
    return sorted(joined, key=lambda p: p.chains)


def _says_enough(profile: Profile) -> bool:
    if profile.person is not None:
        return profile.person.is_full and (profile.country is not None or len(profile.person.given) > 1)
    best = max(distinctiveness(n) for n in profile.names)
    return best + (1.0 if profile.country else 0.0) + (1.5 if profile.place else 0.0) >= MERGE_AT


def _rank(name: Name, texts: Sequence[str]) -> tuple[int, str]:
    return (texts.index(name.text) if name.text in texts else -1, name.text)
