"""The key findings: plain sentences with numbers, each leading to its table and its evidence."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx
from markupsafe import Markup, escape

from netgraph.measure.cuts import cut_nodes

from .borders import Borders
from .tables import TableMaker
from .view import Actor

BRIDGE = 0.05  # share of the shortest ways from which an actor is called a bridge
WHOLE = 0.5  # share of the actors from which they are said to hang together
THIN = 0.25  # share of the ties from which it is worth saying that one document alone states them


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence, and where to check it: (words, anchor) pairs."""

    text: Markup
    links: tuple[tuple[str, str], ...]


class FindingMaker:
    """Writes the findings in the reader's language."""

    def __init__(self, make: TableMaker, borders: Borders) -> None:
        self.make, self.view, self.words, self.borders = make, make.view, make.words, borders

    def all(self) -> tuple[Finding, ...]:
        """The findings that the network gives rise to, the most important first."""
        found = (
            self.crossing(), self.first_border(), self.bridge(), self.cohesion(), self.initiative(), self.weakest(),
            self.thin(),
        )  # fmt: skip
        return tuple(finding for finding in found if finding is not None)

    def crossing(self) -> Finding | None:
        """How many ties cross a border, and whether that is much."""
        _, share = self.words.text, self.borders.share
        if not self.view.ties:
            return None
        if share.share is None:
            nothing = _("No tie has two actors of known country, so nothing can be said of borders.")
            return Finding(self._say(nothing, {}), ())
        text = self._say(
            _("%(crossing)s of %(known)s ties whose two countries are known cross a border: "
              "%(share)s (95%% interval %(low)s to %(high)s)."),
            {"crossing": self._strong(share.crossing), "known": self.words.number(share.known),
             "share": Markup("<strong>%s</strong>") % self.words.percent(share.share),
             "low": self.words.percent(share.low), "high": self.words.percent(share.high)},
        )  # fmt: skip
        chance = self.borders.chance
        if chance.p is not None and chance.index is not None and chance.expected is not None and share.known >= 10:
            if chance.p >= 0.05:
                text += " " + escape(_("That is about as many as chance would give."))
            elif chance.index < chance.expected:
                text += " " + escape(_("That is clearly fewer than chance would give: most ties stay at home."))
            else:
                text += " " + escape(_("That is clearly more than chance would give."))
        return Finding(text, ((_("Matrix"), "matrix"), (_("Borders"), "pairs-table")))

    def first_border(self) -> Finding | None:
        """The border with the most ties, and who carries it."""
        _ = self.words.text
        if not self.borders.arcs or self.borders.carrier is None:
            return None
        arc = self.borders.arcs[0]
        text = self._say(
            self.words.plural(
                "The border with the most ties is %(a)s – %(b)s, with %(ties)s tie.",
                "The border with the most ties is %(a)s – %(b)s, with %(ties)s ties.", arc.ties),
            {"a": self.words.country(arc.a), "b": self.words.country(arc.b), "ties": self._strong(arc.ties)},
        )  # fmt: skip
        if arc.ties > 2 and self.borders.carrier_share >= 0.25:
            text += " " + self._say(
                _("%(actor)s has a part in %(share)s of them."),
                {"actor": self._actor(self.borders.carrier), "share": self.words.percent(self.borders.carrier_share)},
            )
        links = [(_("Borders"), "pairs-table")]
        countries = [{self.view.actors[tie.a].country, self.view.actors[tie.b].country} for tie in self.view.ties]
        tie = next((t for t, pair in zip(self.view.ties, countries, strict=True) if pair == {arc.a, arc.b}), None)
        return Finding(text, (*links, *([(_("Evidence"), tie.anchor)] if tie else ())))

    def bridge(self) -> Finding | None:
        """Who lies between the others."""
        _ = self.words.text
        bodies = [actor for actor in self.view.actors if actor.type != "person"]
        leaders = [actor for actor in bodies if actor.measures.get("betweenness", 0.0) >= BRIDGE]
        leaders.sort(key=lambda actor: (-actor.measures["betweenness"], actor.index))
        if not leaders:
            return None
        first, share = leaders[0], self.words.percent(leaders[0].measures["betweenness"], 1)
        text = self._say(
            _("%(actor)s is the main bridge: %(share)s of the shortest ways between other actors lead through it."),
            {"actor": self._actor(first), "share": self._strong(share)},
        )
        if len(leaders) > 2:
            second, third = self._actor(leaders[1]), self._actor(leaders[2])
            text += " " + self._say(_("Next come %(second)s and %(third)s."), {"second": second, "third": third})
        return Finding(text, ((_("Table"), "leaders"),))

    def cohesion(self) -> Finding | None:
        """How much of the network hangs together."""
        _ = self.words.text
        if not self.view.ties:
            return None
        G = nx.Graph((tie.a, tie.b) for tie in self.view.ties)
        G.add_nodes_from(range(len(self.view.actors)))
        sizes = sorted((len(part) for part in nx.connected_components(G)), reverse=True)
        share = sizes[0] / len(self.view.actors)
        text = self._say(
            _("%(size)s of %(all)s actors (%(share)s) hang together in one connected network.")
            if share >= WHOLE
            else _("The network is in pieces: the largest holds %(size)s of %(all)s actors (%(share)s)."),
            {"size": self._strong(sizes[0]), "all": self.words.number(len(self.view.actors)),
             "share": self.words.percent(share)},
        )  # fmt: skip
        count = len(self.view.communities)
        if count > 1:
            text += " " + self._say(
                self.words.plural(
                    "Within the whole, %(count)s community stands out.",
                    "Within the whole, %(count)s communities stand out.", count),
                {"count": self.words.number(count)},
            )
        return Finding(text, ((_("Communities"), "communities-table"),))

    def initiative(self) -> Finding | None:
        """The initiative that brings most organisations together."""
        _ = self.words.text
        bodies: dict[int, set[int]] = {}
        for tie in self.view.ties:
            for s in tie.statements:
                ends = self.view.actors[s.source].type, self.view.actors[s.target].type
                if ends == ("organisation", "initiative"):
                    bodies.setdefault(s.target, set()).add(s.source)
        if not bodies:
            return None
        best = max(bodies, key=lambda index: (len(bodies[index]), -index))
        countries = {self.view.actors[index].country for index in bodies[best]} - {None}
        text = self._say(
            _("%(initiative)s brings the most organisations together: %(count)s."),
            {"initiative": self._actor(self.view.actors[best]), "count": self._strong(len(bodies[best]))},
        )
        if countries:
            text += " " + self._say(
                self.words.plural(
                    "They come from %(count)s country.", "They come from %(count)s countries.", len(countries)),
                {"count": self.words.number(len(countries))},
            )
        return Finding(text, ((_("Initiatives"), "initiatives-table"),))

    def weakest(self) -> Finding | None:
        """Whose leaving would cut off most others."""
        _ = self.words.text
        lost = cut_nodes(self.view.graph)
        rows = [(int(number), self.view.actor(str(key))) for key, number in lost.items() if number > 1]
        rows = [row for row in rows if row[1].type != "person"]
        if not rows:
            return None
        number, actor = max(rows, key=lambda row: (row[0], -row[1].index))
        text = self._say(
            _("The network depends on single actors: "
              "without %(actor)s, %(count)s others would lose their link to the rest."),
            {"actor": self._actor(actor), "count": self._strong(number)},
        )
        return Finding(text, ((_("Gaps"), "gaps"),))

    def thin(self) -> Finding | None:
        """How much rests on one document."""
        _ = self.words.text
        if not self.view.ties:
            return None
        share = sum(tie.weight == 1 for tie in self.view.ties) / len(self.view.ties)
        if share < THIN:
            return None
        text = self._say(
            _("%(share)s of the ties are stated by one document only; "
              "take single ties as hints, and read the sentence."),
            {"share": self._strong(self.words.percent(share))},
        )
        return Finding(text, ((_("Data quality"), "quality"),))

    def _actor(self, actor: Actor) -> Markup:
        return Markup('<a href="#%s" dir="auto">%s</a>') % (actor.anchor, actor.name)

    def _strong(self, value: int | str) -> Markup:
        return Markup("<strong>%s</strong>") % (self.words.number(value) if isinstance(value, int) else value)

    @staticmethod
    def _say(message: str, values: dict[str, Any]) -> Markup:
        return Markup(escape(message)) % values


def quality(make: TableMaker) -> tuple[tuple[str, str, float], ...]:
    """Facts on the data: words, count as text, share of the whole (0..1)."""
    view, words = make.view, make.words
    _ = words.text
    read = [d for d in view.documents if d.status in ("ok", "partial")]
    statements, stated = view.statements, len(view.statements)

    def row(text: str, part: int, whole: int) -> tuple[str, str, float]:
        share = part / whole if whole else 0.0
        return text, _("%(part)s of %(whole)s (%(share)s)") % {
            "part": words.number(part), "whole": words.number(whole), "share": words.percent(share)}, share  # fmt: skip

    return (
        row(_("Documents that could not be used"), len(view.documents) - len(read), len(view.documents)),
        row(_("Documents without a date"), sum(d.date is None for d in read), len(read)),
        row(_("Documents in which no relation was found"), sum(d.statements == 0 for d in read), len(read)),
        row(_("Actors without a known country"), sum(a.country is None for a in view.actors), len(view.actors)),
        row(_("Actors without a tie"), sum(not make.ties_of[a.index] for a in view.actors), len(view.actors)),
        row(_("Ties stated by one document only"), sum(t.weight == 1 for t in view.ties), len(view.ties)),
        row(_("Relations with a confidence under 60 per cent"), sum(s.confidence < 0.6 for s in statements), stated),
        row(_("Relations that are only planned"), sum(s.modality == "planned" for s in statements), stated),
    )


def languages(make: TableMaker) -> tuple[tuple[str, int], ...]:
    """Languages of the documents that were read, with their number."""
    counted = Counter(d.language for d in make.view.documents if d.status in ("ok", "partial"))
    order: Sequence[tuple[str, int]] = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return tuple((make.words.language_name(code), number) for code, number in order)
