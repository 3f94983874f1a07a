"""Tables of the report as plain rows: the words and numbers that the template lays out, sorts and lets download."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from . import labels
from .view import Actor, Source, Statement, Tie, View
from .words import Words


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what is shown, what sorts, where it leads."""

    text: str
    value: float | None = None  # sorts and aligns numbers
    href: str | None = None
    bar: float | None = None  # 0..1, drawn behind a number
    mark: str | None = None  # node type, shown as its shape
    tag: str | None = None  # class of a tag around the text
    language: str | None = None
    plain: str | None = None  # what a download holds instead of value or text


NONE = Cell("–", plain="")  # what is not known


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption."""

    id: str
    caption: str
    columns: tuple[tuple[str, bool], ...]  # heading; whether the column holds numbers
    rows: tuple[tuple[Cell, ...], ...]


class TableMaker:
    """Makes the report's tables in the reader's language."""

    def __init__(self, view: View, words: Words) -> None:
        self.view = view
        self.words = words
        self.ties_of: dict[int, list[Tie]] = {actor.index: [] for actor in view.actors}
        for tie in view.ties:
            self.ties_of[tie.a].append(tie)
            self.ties_of[tie.b].append(tie)

    # Cells.

    def actor(self, actor: Actor) -> Cell:
        """The actor's name, leading to its row in the directory."""
        return Cell(actor.name, href=f"#{actor.anchor}", mark=actor.type)

    def number(self, value: float | None, digits: int = 0, most: float | None = None) -> Cell:
        """A number, with a bar where ``most`` is given."""
        if value is None or value != value:
            return NONE
        bar = None if most is None else round(value / most, 3) if most else 0.0
        return Cell(self.words.number(value, digits), value=float(value), bar=bar)

    def share(self, value: float, most: float) -> Cell:
        """A share of 0..1 in per cent, to one decimal as on the map, with a bar."""
        return Cell(self.words.percent(value, 1), value=value, bar=round(value / most, 3) if most else 0.0)

    def country(self, code: str | None) -> Cell:
        """The name of the country."""
        return Cell(self.words.country(code), plain="" if code is None else None)

    def date(self, date: str | None) -> Cell:
        """A date in words; a download holds it as it is written in the data."""
        return Cell(self.words.date(date), value=_date_value(date), plain=date) if date else NONE

    def names(self, actors: Iterable[Actor], most: int = 3) -> str:
        """The first names of a list, and how many more there are."""
        found = list(actors)
        shown = ", ".join(actor.name for actor in found[:most])
        more = len(found) - most
        left_out = self.words.text("and %(count)s more") % {"count": self.words.number(more)}
        return shown if more <= 0 else f"{shown} {left_out}"

    # Tables.

    def leaders(self, ranges: Mapping[str, tuple[float, float]], most: int = 15) -> Table:
        """The organisations and initiatives that join others most; ``ranges``: entity id to lowest and highest rank."""
        _ = self.words.text
        actors = [actor for actor in self.view.actors if actor.type != "person"]
        ranked = sorted(actors, key=lambda a: (-a.measures.get("betweenness", 0.0), a.index))
        shown = [actor for actor in ranked if self.ties_of[actor.index]][:most]
        top = max((actor.measures.get("betweenness", 0.0) for actor in shown), default=0.0)
        degree = max((actor.measures.get("degree", 0.0) for actor in shown), default=0.0)
        rows = tuple(
            (
                self.actor(actor), self.country(actor.country),
                self.share(actor.measures.get("betweenness", 0.0), top),
                self.number(actor.measures.get("degree", 0.0), 0, degree),
                self.number(sum(tie.cross_border is True for tie in self.ties_of[actor.index])),
                self.number(len(actor.documents)), *self._range(ranges, actor),
            )
            for actor in shown
        )  # fmt: skip
        columns = (
            (_("Actor"), False), (_("Country"), False), (_(labels.MEASURES["betweenness"]), True),
            (_("Partners (degree)"), True), (_("Ties across borders"), True), (_("Documents"), True),
            *(((_("Rank, 95% range"), True),) if ranges else ()),
        )  # fmt: skip
        return Table("leaders", _("Organisations and initiatives on the shortest ways between others"), columns, rows)

    def _range(self, ranges: Mapping[str, tuple[float, float]], actor: Actor) -> tuple[Cell, ...]:
        if not ranges:
            return ()
        low, high = ranges.get(self.view.keys[actor.index], (0.0, 0.0))
        text = f"{self.words.number(low)}–{self.words.number(high)}"
        return (Cell(text, value=low, plain=text),)

    def communities(self) -> Table:
        """Groups that are tied more closely inside than outside."""
        _ = self.words.text
        rows = []
        inside: Counter[int | None] = Counter()
        outside: Counter[int | None] = Counter()
        for tie in self.view.ties:
            ends = {self.view.actors[tie.a].community, self.view.actors[tie.b].community}
            (inside if len(ends) == 1 else outside).update(ends)
        for number, members in enumerate(self.view.communities):
            actors = [self.view.actors[member] for member in members]
            countries = Counter(actor.country for actor in actors if actor.country)
            first = sorted(countries.items(), key=lambda item: (-item[1], item[0]))[:4]
            leading = [actor for actor in actors if actor.type != "person"] or actors
            rows.append((
                Cell(self.names(leading)), self.number(len(actors), 0, len(self.view.communities[0])),
                self.number(inside[number]), self.number(outside[number]),
                Cell(", ".join(f"{self.words.country(code)} {number}" for code, number in first)),
            ))  # fmt: skip
        columns = (
            (_("Best-connected members"), False), (_("Actors"), True), (_("Ties inside"), True),
            (_("Ties to others"), True), (_("Countries"), False),
        )  # fmt: skip
        return Table("communities-table", _("Communities of three and more actors"), columns, tuple(rows))

    def initiatives(self, most: int = 25) -> Table:
        """Initiatives with those who carry them."""
        _ = self.words.text
        rows = []
        for actor in self.view.actors:
            if actor.type != "initiative" or not self.ties_of[actor.index]:
                continue
            said = [(s, tie) for tie in self.ties_of[actor.index] for s in tie.statements if s.target == actor.index]
            leads, takes, gives = (self._sources(said, kind) for kind in ("organises", "participates_in", "funds"))
            bodies = {one.index: one for one in (*leads, *takes, *gives) if one.type != "person"}
            countries = {one.country for one in bodies.values() if one.country}
            rows.append((
                self.actor(actor), self.country(actor.country), Cell(self.names(leads)), self.number(len(takes)),
                Cell(self.names(gives, 2)), self.number(len(countries)), len(bodies),
            ))  # fmt: skip
        rows.sort(key=lambda row: -row[-1])  # stable: actors come best connected first
        columns = (
            (_("Initiative"), False), (_("Country"), False), (_("Organised by"), False), (_("Participants"), True),
            (_("Funded by"), False), (_("Countries involved"), True),
        )  # fmt: skip
        kept = tuple(tuple(row[:-1]) for row in rows[:most])
        return Table("initiatives-table", _("Initiatives with the most organisations"), columns, kept)

    def _sources(self, said: Sequence[tuple[Statement, Tie]], kind: str) -> list[Actor]:
        found = {statement.source for statement, _ in said if statement.type == kind}
        return [self.view.actors[index] for index in sorted(found)]

    def directory(self) -> Table:
        """All actors."""
        _ = self.words.text
        rows = tuple(
            (
                Cell(actor.name, mark=actor.type), Cell(_(labels.TYPES[actor.type])), self.country(actor.country),
                Cell(actor.place or ""), self.number(len(self.ties_of[actor.index])), self.number(len(actor.documents)),
                Cell(" · ".join(actor.aliases)),
            )
            for actor in self.view.actors
        )  # fmt: skip
        columns = (
            (_("Actor"), False), (_("Type"), False), (_("Country"), False), (_("Place"), False), (_("Partners"), True),
            (_("Documents"), True), (_("Also written"), False),
        )  # fmt: skip
        return Table("actors-table", _("All actors, best connected first"), columns, rows)

    def documents(self) -> Table:
        """All documents with their status."""
        _ = self.words.text
        rows = tuple(
            (
                Cell(d.label, language=d.language),
                Cell(self.words.language_name(d.language)) if self._read(d) else NONE,
                self.date(d.date),
                Cell(_(labels.STATUSES[d.status]), tag="bad" if d.status == "failed" else None), Cell(d.reason or ""),
                self.number(d.actors), self.number(d.statements),
            )
            for d in self.view.documents
        )  # fmt: skip
        columns = (
            (_("Document"), False), (_("Language"), False), (_("Date"), False), (_("Status"), False),
            (_("Reason"), False), (_("Actors"), True), (_("Relations"), True),
        )  # fmt: skip
        return Table("documents-table", _("All documents"), columns, rows)

    @staticmethod
    def _read(document: Source) -> bool:
        return document.status in ("ok", "partial")

    def joined(self, most: int = 40) -> Table:
        """Why names of several spellings are one actor, those of the best connected actors first."""
        _ = self.words.text
        lines = [(a, line) for a in self.view.actors if a.aliases for line in a.reasons]
        rows = tuple((self.actor(a), Cell(line, language="en")) for a, line in lines[:most])
        columns = ((_("Actor"), False), (_("Names, their documents, and what speaks for one actor"), False))
        return Table("joined-table", _("Names that were taken for one actor, and why"), columns, rows)

    def doubtful(self, most: int = 20) -> Table:
        """The least certain relations, those across borders first: worth a look at the sentence."""
        _ = self.words.text
        weak = [(t, s) for t in self.view.ties for s in t.statements if s.confidence < 0.6 and s.weight == 1]
        weak.sort(key=lambda pair: (pair[0].cross_border is not True, pair[1].confidence, pair[0].index))
        rows = tuple(
            (
                self.actor(self.view.actors[s.source]), Cell(_(labels.FORWARD[s.type]), href=f"#{tie.anchor}"),
                self.actor(self.view.actors[s.target]), Cell(self.words.percent(s.confidence), value=s.confidence),
            )
            for tie, s in weak[:most]
        )  # fmt: skip
        columns = ((_("Actor"), False), (_("Relation"), False), (_("Actor"), False), (_("Confidence"), True))
        caption = _("The least certain relations, each stated once: check these sentences first")
        return Table("doubtful-table", caption, columns, rows)


def _date_value(date: str) -> float:
    digits = "".join(letter for letter in date if letter.isdigit())[:8]
    return float(digits.ljust(8, "0")) if digits else 0.0
