"""A network without people's names, for the files that programs read; map and report hide people on their own."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from netgraph.model import NODE_TYPES, Edge, Entity, EntityMention, Evidence

from .privacy import DECIDED, HIDDEN, Privacy, apply, check_people, disjoint, show_decisions
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
        self._documents = _new_ids((record.id for record in network.records), privacy, "document")
        self._nodes = _new_ids((entity.id for entity in network.entities), privacy, "node", set(privacy.names))
        self._persons: dict[str, list[tuple[EntityMention, str]]] = {}
        for entity in network.entities:
            for mention in entity.mentions if entity.id in privacy.names else ():
                self._persons.setdefault(mention.document, []).append((mention, privacy.names[entity.id]))

    def _text(self, text: str | None) -> str | None:
        return None if text is None else self._plain(text)

    def _plain(self, text: str) -> str:
        return apply(text, self.privacy.cuts(text, loosely=True))

    def record(self, record: "DocumentRecord") -> "DocumentRecord":
        return replace(
            record, id=self._documents[record.id], title=self._text(record.title), reason=self._text(record.reason),
            url=None,
        )  # fmt: skip

    def entity(self, entity: Entity) -> Entity:
        instead = self.privacy.names.get(entity.id)
        mentions = tuple(
            replace(m, document=self._documents[m.document], text=instead or self._plain(m.text))
            for m in entity.mentions
        )  # fmt: skip
        return replace(
            entity, id=self._nodes[entity.id], mentions=mentions, place=self._text(entity.place),
            name=instead or self._plain(entity.name),
            aliases=() if instead else tuple(sorted({self._plain(alias) for alias in entity.aliases})),
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
        cuts = self.privacy.cuts(one.quote, loosely=True)
        for mention, label in self._persons.get(one.document, ()):
            start, end = max(mention.start - one.start, 0), min(mention.end - one.start, length)
            if start < end:
                cuts.append((start, end, label))
        document = self._documents.get(one.document, one.document)
        return replace(one, document=document, quote=apply(one.quote, disjoint(cuts)))


def _new_ids(ids: Iterable[str], privacy: Privacy, kind: str, persons: Iterable[str] = ()) -> dict[str, str]:
    """Old id to new one: persons are numbered as in ``privacy.names``, ids that hold a name lose it."""
    old = sorted(ids)
    numbers = {person: number for number, person in enumerate(privacy.names, start=1)}
    new = {person: f"person-{numbers[person]}" for person in persons}
    used, free = {*old, *new.values()}, count(1)
    for one in old:
        if one in new:
            continue
        # An id is written without marks and capitals, so its words are compared as a name would be written.
        spoken = one.replace("-", " ").title()
        if privacy.cuts(one, loosely=True) or privacy.cuts(spoken, loosely=True):
            new[one] = next(name for number in free if (name := f"{kind}-{number}") not in used)
        else:
            new[one] = one
    return new
