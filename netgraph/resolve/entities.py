"""From a cluster of chains to one entity: its name, type, country and place by vote, with the reasons kept."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from unicodedata import category

from netgraph.model import Chain, Document, Entity, EntityMention, NodeType
from netgraph.places import Place, find_place

from .gazetteer import Body
from .letters import slug
from .meaning import read_meaning
from .names import read_name
from .profiles import is_guess

# Why a thing has no country, where that is known: it speaks against the countries that other documents give it.
OF_MANY = frozenset({
    "its organisations are of several countries", "its members are of several countries", "international by its name",
    "international body",
})  # fmt: skip
_CLEAR = 2 / 3  # of the votes, where documents of several countries each guess their own
_GUESS = 0.2  # vote of a country that was guessed from the document


def make_entities(
    clusters: Sequence[Sequence[tuple[str, int]]],
    chains: Mapping[tuple[str, int], Chain],
    documents: Mapping[str, Document],
    reasons: Sequence[tuple[str, ...]],
    bodies: Sequence[Body | None],
) -> list[Entity]:
    """One entity a cluster, with unique readable ids that do not depend on the order of the input."""
    drafts = [
        _make_entity([(key, chains[key]) for key in cluster], documents, why, body)
        for cluster, why, body in zip(clusters, reasons, bodies, strict=True)
    ]
    return [replace(draft, id=id_) for draft, id_ in zip(drafts, _ids(drafts), strict=True)]


def _make_entity(
    members: Sequence[tuple[tuple[str, int], Chain]],
    documents: Mapping[str, Document],
    reasons: tuple[str, ...],
    body: Body | None,
) -> Entity:
    chains = [chain for _, chain in members]
    country, country_reason = _vote_country(chains, body)
    mentions = sorted(
        {EntityMention(document, m.start, m.end, m.text) for (document, _), c in members for m in c.mentions},
        key=lambda m: (m.document, m.start, m.end),
    )
    aliases = {shown for c in chains for a in (c.name, *c.aliases) if (shown := _on_a_line(a))}
    place = _most((c.place, c.confidence) for c in chains if c.place)
    located = locate(place, country)
    if place is None and (town := _town_of_name(members, documents, country)) is not None:
        place, located = town.name, town
    missed = 1.0
    for chain in chains:
        missed *= 1.0 - min(max(chain.confidence, 0.0), 1.0)
    return Entity(
        id="",
        name=_on_a_line(_choose_name(members, country, documents)),
        type=body.type if body is not None else _vote_type(chains),
        aliases=tuple(sorted(aliases)),
        mentions=tuple(mentions),
        country=country,
        country_reason=country_reason,
        place=place,
        latitude=located.latitude if located is not None else None,
        longitude=located.longitude if located is not None else None,
        nuts=located.nuts if located is not None else None,
        confidence=round(1.0 - missed, 4),
        reasons=reasons,
    )


def _on_a_line(name: str) -> str:
    """A name without breaks of lines and without signs that nobody sees, such as those that turn the direction."""
    return " ".join("".join(c for c in name if category(c) != "Cf").split())


def _choose_name(
    members: Sequence[tuple[tuple[str, int], Chain]], country: str | None, documents: Mapping[str, Document]
) -> str:
    """The base form that most documents use; full names before acronyms, the country's own language before others."""
    weight: dict[str, float] = defaultdict(float)
    for (document, _), chain in members:
        name = read_name(chain.name)
        points = 1.0 + min(len(name.words), 6) * 0.1 - (1.0 if name.acronym and len(name.acronym) < 5 else 0.0)
        if country is not None and country in _COUNTRIES_OF.get(documents[document].language, ()):
            points += 1.0
        weight[chain.name] += max(points, 0.1) * (0.5 + chain.confidence / 2)
    return min(weight, key=lambda n: (-round(weight[n], 6), -len(n), n)) if weight else "?"


def locate(place: str | None, country: str | None) -> Place | None:
    """The place that a name means in a country."""
    found = find_place(place, None, (country,) if country else ()) if place else None
    return found if found is not None and country in (None, found.country) else None


def _town_of_name(
    members: Sequence[tuple[tuple[str, int], Chain]], documents: Mapping[str, Document], country: str | None
) -> Place | None:
    """The town that a body's own name tells, when it tells one and that lies in the body's country."""
    if country is None:
        return None
    towns = {
        place
        for (document, _), chain in members
        if chain.type == "organisation"
        for place in read_meaning(read_name(chain.name), documents[document].language, country).places
        if place is not None and place.kind == "town" and place.country == country
    }
    return towns.pop() if len(towns) == 1 else None


def _vote_type(chains: Iterable[Chain]) -> NodeType:
    votes: Counter[NodeType] = Counter()
    for chain in chains:
        votes[chain.type] += max(len(chain.mentions), 1) * max(chain.confidence, 0.01)  # type: ignore[assignment]
    return min(votes, key=lambda t: (-votes[t], t))


def _vote_country(chains: Sequence[Chain], body: Body | None) -> tuple[str | None, str | None]:
    if body is not None:
        return body.country, f"known body: {body.names[0]}"
    votes: dict[str | None, float] = defaultdict(float)
    for chain in chains:
        if chain.country or chain.country_reason in OF_MANY:
            votes[chain.country] += max(chain.confidence, 0.01) * (_GUESS if is_guess(chain.country_reason) else 1.0)
    if not votes:
        return None, None
    best = min(votes, key=lambda c: (-round(votes[c], 6), c or "~"))
    guessed = all(is_guess(c.country_reason) for c in chains if c.country == best)
    if best and guessed and votes[best] < _CLEAR * sum(votes.values()):
        return None, "documents of several countries name it"
    told = sorted(
        (is_guess(c.country_reason), -c.confidence, c.country_reason)
        for c in chains
        if c.country == best and c.country_reason and (best or c.country_reason in OF_MANY)
    )
    return best, told[0][2] if told else None


def _most(votes: Iterable[tuple[str, float]]) -> str | None:
    count: dict[str, float] = defaultdict(float)
    for value, weight in votes:
        count[value] += max(weight, 0.01)
    return min(count, key=lambda v: (-round(count[v], 6), v)) if count else None


def _ids(drafts: Sequence[Entity]) -> list[str]:
    """Slugs of the names; where several share one, country, place or first mention tell them apart."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index, draft in enumerate(drafts):
        groups[slug(draft.name)].append(index)
    ids = [""] * len(drafts)
    taken = {base for base, indices in groups.items() if len(indices) == 1}
    for base in sorted(groups):
        indices = sorted(groups[base], key=lambda i: _order(drafts[i]))
        for index in indices:
            id_ = base
            if len(indices) > 1:
                parts = (drafts[index].country, drafts[index].place)
                id_ = "-".join([base, *(slug(p) for p in parts if p)])
                number = 2
                start = id_
                while id_ in taken:
                    id_ = f"{start}-{number}"
                    number += 1
                taken.add(id_)
            ids[index] = id_
    return ids


def _order(draft: Entity) -> tuple[int, str, str, list[tuple[str, int, int]]]:
    return (
        -len({m.document for m in draft.mentions}), draft.type, draft.country or "~",
        [(m.document, m.start, m.end) for m in draft.mentions[:1]],
    )  # fmt: skip


# Countries where a language is an official one of bodies' own names.
_COUNTRIES_OF = {
    "bg": ("BG",), "cs": ("CZ",), "da": ("DK",), "de": ("DE", "AT", "CH", "LI", "LU"), "el": ("GR", "CY"),
    "en": ("GB", "IE", "MT", "US"), "es": ("ES",), "et": ("EE",), "fi": ("FI",), "fr": ("FR", "BE", "LU", "CH"),
    "ga": ("IE",), "hr": ("HR",), "hu": ("HU",), "is": ("IS",), "it": ("IT", "CH"), "lt": ("LT",), "lv": ("LV",),
    "mt": ("MT",), "nb": ("NO",), "nl": ("NL", "BE"), "nn": ("NO",), "no": ("NO",), "pl": ("PL",), "pt": ("PT",),
    "ro": ("RO", "MD"), "sk": ("SK",), "sl": ("SI",), "sv": ("SE", "FI"), "uk": ("UA",),
}  # fmt: skip
