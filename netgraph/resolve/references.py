"""What a decision's subject means: an entity's id, or one of its names."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from netgraph.model import Entity

from .decisions import Decision, Problem
from .names import read_name


@dataclass(frozen=True, slots=True)
class References:
    """Looks up texts of decisions among numbered things: ids before names before other names.

    Things may be parts of nodes; ``titles`` are the names that whole nodes bear.
    """

    ids: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    names: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    aliases: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    keys: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    titles: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of_entities(cls, entities: Sequence[Entity]) -> "References":
        """References to the entities by their position."""
        references = cls()
        for index, entity in enumerate(entities):
            references.add(index, entity.id, entity.name, entity.aliases)
        return references

    def add(self, index: int, id_: str, name: str, aliases: Iterable[str]) -> None:
        """Make a thing known by its id and names."""
        if id_:
            self.ids[id_].add(index)
        self.names[normal(name)].add(index)
        self.keys[read_name(name).key].add(index)
        for alias in aliases:
            self.aliases[normal(alias)].add(index)
            self.keys[read_name(alias).key].add(index)

    def add_given(self, decisions: Iterable[Decision]) -> None:
        """Make things known by the names that people gave them."""
        for decision in decisions:
            if decision.action == "rename":
                for index in self.find(decision.subject):
                    self.aliases[normal(decision.value)].add(index)

    def find(self, text: str) -> list[int]:
        """The things that a text means, best kind of match first; several when it is ambiguous."""
        for found in (self.ids.get(text), self.names.get(normal(text)), self.aliases.get(normal(text))):
            if found:
                return sorted(found)
        return sorted(self.keys.get(read_name(text).key, ()))

    def find_titled(self, text: str) -> list[int]:
        """The parts of nodes whose name is the text."""
        return sorted(self.titles.get(normal(text), ()))

    @staticmethod
    def problem(decision: Decision, text: str, found: Collection[int]) -> Problem:
        """The problem of a text that means nothing or several things."""
        if not found:
            return Problem(decision.line, "stale", f"{decision}: {text!r} names nothing in these documents")
        return Problem(decision.line, "ambiguous", f"{decision}: {text!r} names {len(found)} things; give the id")


def normal(text: str) -> str:
    """A text for comparison: in small letters, with single spaces."""
    return " ".join(text.casefold().split())
