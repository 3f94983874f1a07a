"""A network without people's names, for the files that programs read; map and report hide people on their own."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from netgraph.model import DECIDED, NODE_TYPES, Edge, Entity, EntityMention, Evidence

from .privacy import HIDDEN, Privacy, apply, check_people, disjoint, show_decisions
from .words import Words

if TYPE_CHECKING:
    from netgraph.network import Network
    from netgraph.nodelink import DocumentRecord


def hide_people(network: "Network", people: str, language: str = "en") -> "Network":
    """The network with people shown as ``people`` says; the same network for "show".

    Persons lose their names and forms, and their names are cut from quotes, titles, other names and ids. Quotes and
    mentions keep their places in the documents but are no longer the exact slices there.

    Args:
        network: what to hide people in; is not changed.
        people: "show", "role" (person with organisation), "pseudonym" or "drop".
        language: of what stands for a person: en, pl, sv, de.

    Raises:
        SetupError: ``people`` or the language is unknown.
    """
    way = check_people(people)
    if way == "show":
        return network
    from netgraph.network import Network

    _ = Words(language).text
    labels = {"person": _("Person"), "e-mail": _("e-mail address"), "phone": _("phone number")}
    hiding = _Hiding(network, Privacy(network.entities, network.relations, way, labels))
    kept = Network(
        map(hiding.record, network.records), map(hiding.entity, network.entities), map(hiding.edge, network.relations),
        settings=network.settings,
        decisions=show_decisions(network.decisions, network.entities, hiding.privacy),
    )  # fmt: skip
    return kept.filter(types=[kind for kind in NODE_TYPES if kind != "person"]) if people == "drop" else kept


class _Hiding:
    """Makes each part of a network anew; new ids are the same wherever the old one stands."""

    def __init__(self, network: "Network", privacy: Privacy) -> None:
        self.privacy = privacy
        self._documents = _new_document_ids((record.id for record in network.records), privacy)
        self._nodes = _new_node_ids(network.entities, privacy)
        self._persons: dict[str, list[tuple[EntityMention, str]]] = {}
        for entity in network.entities:
            for mention in entity.mentions if entity.id in privacy.names else ():
                self._persons.setdefault(mention.document, []).append((mention, privacy.names[entity.id]))

    def _text(self, text: str | None) -> str | None:
        return None if text is None else self._plain(text)

    def _plain(self, text: str) -> str:
        return apply(text, self.privacy.cuts(text, any_case=True))

    def _name(self, text: str) -> str:
        return apply(text, self.privacy.name_cuts(text))

    def _place(self, place: str | None) -> str | None:
        return None if place is None else apply(place, self.privacy.place_cuts(place))

    def record(self, record: "DocumentRecord") -> "DocumentRecord":
        return replace(
            record, id=self._documents[record.id], title=self._text(record.title), reason=self._text(record.reason),
            url=None,
        )  # fmt: skip

    def entity(self, entity: Entity) -> Entity:
        instead = self.privacy.names.get(entity.id)
        mentions = tuple(
            replace(m, document=self._documents[m.document], text=instead or self._name(m.text))
            for m in entity.mentions
        )  # fmt: skip
        return replace(
            entity, id=self._nodes[entity.id], mentions=mentions,
            place=self._place(entity.place),
            name=instead or self._name(entity.name),
            aliases=() if instead else tuple(sorted({self._name(alias) for alias in entity.aliases})),
            country_reason=self._text(entity.country_reason),
            reasons=() if instead else tuple(self._plain(reason) for reason in entity.reasons),
        )  # fmt: skip

    def edge(self, edge: Edge) -> Edge:
        evidence = tuple(self._evidence(one) for one in edge.evidence)
        return replace(edge, source=self._nodes[edge.source], target=self._nodes[edge.target], evidence=evidence)

    def _evidence(self, one: Evidence) -> Evidence:
        if one.document == DECIDED:
            return replace(one, quote=HIDDEN)  # source and reason of a decision may name anybody
        length = len(one.quote)
        cuts = self.privacy.cuts(one.quote)
        for mention, label in self._persons.get(one.document, ()):
            start, end = max(mention.start - one.start, 0), min(mention.end - one.start, length)
            if start < end:
                cuts.append((start, end, label))
        document = self._documents.get(one.document, one.document)
        return replace(one, document=document, quote=apply(one.quote, disjoint(cuts)))


def _new_node_ids(entities: Iterable[Entity], privacy: Privacy) -> dict[str, str]:
    """Old id to new one: persons are numbered as in ``privacy.names``, ids that hold a name lose it."""
    numbers = {person: number for number, person in enumerate(privacy.names, start=1)}
    others = [entity for entity in entities if entity.id not in numbers]
    new = {person: f"person-{number}" for person, number in numbers.items()}
    return new | _renumber({entity.id: privacy.hides_id(entity) for entity in others}, "node", new.values())


def _new_document_ids(ids: Iterable[str], privacy: Privacy) -> dict[str, str]:
    return _renumber({one: bool(privacy.cuts(one, any_case=True)) for one in ids}, "document", ())


def _renumber(hidden: Mapping[str, bool], kind: str, taken: Iterable[str]) -> dict[str, str]:
    used, free = {*hidden, *taken}, count(1)
    return {
        one: next(name for number in free if (name := f"{kind}-{number}") not in used) if hidden[one] else one
        for one in sorted(hidden)
    }
