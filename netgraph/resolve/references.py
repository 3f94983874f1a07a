"""What a decision's subject means: an entity's id, or one of its names."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from netgraph.lookup import Lookup, normal

from .decisions import Decision, Problem
from .names import read_name


@dataclass(frozen=True, slots=True)
class References(Lookup):
    """Looks up texts of decisions among numbered things: by id, name and other names, then as names are compared.

    Things may be parts of nodes; ``titles`` are the names that whole nodes bear.
    """

    keys: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    titles: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, index: int, id_: str, name: str, aliases: Iterable[str]) -> None:
        """Make a thing known by its id and names."""
        names = (name, *aliases)
        Lookup.add(self, index, id_, name, names[1:])
        for each in names:
            self.keys[read_name(each).key].add(index)

    def add_given(self, decisions: Iterable[Decision]) -> None:
        """Make things known by the names that people gave them."""
        for decision in decisions:
            if decision.action == "rename":
                for index in self.find(decision.subject):
                    self.aliases[normal(decision.value)].add(index)

    def find(self, text: str) -> list[int]:
        """The things that a text means, best kind of match first; several when it is ambiguous."""
        return Lookup.find(self, text) or sorted(self.keys.get(read_name(text).key, ()))

    def find_titled(self, text: str) -> list[int]:
        """The parts of nodes whose name is the text."""
        return sorted(self.titles.get(normal(text), ()))

    @staticmethod
    def problem(decision: Decision, text: str, found: Collection[int]) -> Problem:
        """The problem of a text that means nothing or several things."""
        if not found:
            return Problem(decision.line, "stale", f"{decision}: {text!r} names nothing in these documents")
        return Problem(decision.line, "ambiguous", f"{decision}: {text!r} names {len(found)} things; give the id")
