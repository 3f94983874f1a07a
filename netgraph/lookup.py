"""Things found by what a text calls them, and the actors of two networks that are the same."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Self

from netgraph.model import Entity


@dataclass(frozen=True, slots=True)
class Lookup:
    """Looks up texts among numbered things: ids before names before other names."""

    ids: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    names: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    aliases: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of_entities(cls, entities: Sequence[Entity]) -> Self:
        """The entities by their position."""
        lookup = cls()
        for index, entity in enumerate(entities):
            lookup.add(index, entity.id, entity.name, entity.aliases)
        return lookup

    def add(self, index: int, id_: str, name: str, aliases: Iterable[str]) -> None:
        """Make a thing known by its id and names."""
        if id_:
            self.ids[id_].add(index)
        self.names[normal(name)].add(index)
        for alias in aliases:
            self.aliases[normal(alias)].add(index)

    def find(self, text: str) -> list[int]:
        """The things that a text means, best kind of match first; several when it is ambiguous."""
        for found in (self.ids.get(text), self.names.get(normal(text)), self.aliases.get(normal(text))):
            if found:
                return sorted(found)
        return []


def normal(text: str) -> str:
    """A text for comparison: in small letters, with single spaces."""
    return " ".join(text.casefold().split())


def match_entities(before: Iterable[Entity], after: Iterable[Entity]) -> dict[str, str]:
    """Who of ``before`` is who of ``after``: earlier id to later id, each at most once.

    The same id is the same actor. Others are where one bears the name of the other, as its name or another one, and
    nobody else does: a name that several bear joins nobody. A person is never what is none.
    """
    earlier, later = tuple(before), tuple(after)
    kept = {e.id for e in earlier} & {e.id for e in later}
    same = {id: id for id in kept}
    for person in (True, False):
        old, new = ([e for e in each if (e.type == "person") is person] for each in (earlier, later))
        same |= {u.id: v.id for u, v in _by_name(old, new) if u.id not in kept and v.id not in kept}
    return dict(sorted(same.items()))


def _by_name(old: Sequence[Entity], new: Sequence[Entity]) -> list[tuple[Entity, Entity]]:
    """The pairs of which one bears the other's name, where neither could be anybody else."""
    in_old, in_new = Lookup.of_entities(old), Lookup.of_entities(new)
    pairs = {(i, j) for i, entity in enumerate(old) for j in in_new.find(entity.name)}
    pairs |= {(i, j) for j, entity in enumerate(new) for i in in_old.find(entity.name)}
    partners: dict[tuple[str, int], int] = defaultdict(int)
    for i, j in pairs:
        partners["old", i] += 1
        partners["new", j] += 1
    return [(old[i], new[j]) for i, j in sorted(pairs) if partners["old", i] == partners["new", j] == 1]
