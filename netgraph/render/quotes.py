"""Quotes as they are shown: names of both ends marked, hidden persons and contact data replaced."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from netgraph.model import DECIDED, EntityMention, Evidence

from .privacy import HIDDEN, Cut, Privacy, disjoint, visible

if TYPE_CHECKING:
    from netgraph.network import Network


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a quote: plain, or the name of the relation's source or target."""

    text: str
    role: str = ""  # "", "source", "target"


@dataclass(frozen=True, slots=True)
class Quote:
    """A place in a document that states a relation."""

    document: int  # index of View.sources
    language: str
    date: str | None
    modality: str
    confidence: float
    parts: tuple[Part, ...]


class QuoteMaker:
    """Cuts quotes into parts: names of both ends marked, hidden persons and contact data replaced."""

    def __init__(self, network: "Network", privacy: Privacy) -> None:
        self._privacy = privacy
        self._documents = {record.id: number for number, record in enumerate(network.records)}
        stated = {one.document for edge in network.relations for one in edge.evidence}
        self.others = tuple(sorted(stated - set(self._documents)))  # no documents of the run
        self._documents |= {name: number for number, name in enumerate(self.others, len(self._documents))}
        self._mentions: dict[tuple[str, str], list[EntityMention]] = {}
        self._persons: dict[str, list[tuple[EntityMention, str]]] = {}
        self._cuts: dict[str, list[Cut]] = {}
        for entity in network.entities:
            hidden = privacy.people != "show" and entity.type == "person"
            for mention in entity.mentions:
                self._mentions.setdefault((entity.id, mention.document), []).append(mention)
                if hidden:
                    self._persons.setdefault(mention.document, []).append((mention, privacy.names[entity.id]))

    def make(self, evidence: Evidence, source: str, target: str) -> Quote:
        """The quote of a piece of evidence for a relation between two entities."""
        text, start = evidence.quote, evidence.start
        if evidence.document == DECIDED and self._privacy.people != "show":
            text = HIDDEN  # source and reason of a decision may name anybody
        marks = [
            (mention.start - start, mention.end - start, role)
            for name, role in ((source, "source"), (target, "target"))
            for mention in self._mentions.get((name, evidence.document), ())
            if start <= mention.start and mention.end <= start + len(text)
        ]
        if (common := self._cuts.get(text)) is None:  # a sentence is evidence of several relations
            common = self._cuts[text] = self._privacy.cuts(text)
        cuts = common + [
            (mention.start - start, mention.end - start, label)
            for mention, label in self._persons.get(evidence.document, ())
            if mention.start < start + len(text) and mention.end > start
        ]
        cuts = [(max(one, 0), min(end, len(text)), label) for one, end, label in cuts]
        return Quote(
            document=self._documents[evidence.document], language=evidence.language, date=evidence.date,
            modality=evidence.modality, confidence=evidence.confidence,
            parts=_parts(text, marks, disjoint(cuts)),
        )  # fmt: skip


def _parts(text: str, marks: Iterable[tuple[int, int, str]], cuts: Sequence[Cut]) -> tuple[Part, ...]:
    """The text in parts; where marks overlap, the longer one counts."""
    kept = disjoint((start, end, role) for start, end, role in marks)
    borders = sorted({0, len(text), *(place for start, end, _ in [*kept, *cuts] for place in (start, end))})
    parts: list[Part] = []
    for start, end in pairwise(borders):
        role = next((role for one, last, role in kept if one <= start and end <= last), "")
        cut = next((cut for cut in cuts if cut[0] <= start and end <= cut[1]), None)
        piece = text[start:end] if cut is None else cut[2] if cut[0] == start else ""
        if not piece:
            continue
        if parts and parts[-1].role == role:
            parts[-1] = Part(parts[-1].text + visible(piece), role)
        else:
            parts.append(Part(visible(piece), role))
    return tuple(parts)
