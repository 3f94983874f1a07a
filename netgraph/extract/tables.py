"""Tables whose columns say what they hold: what a cell under "Lead partner" names, how the cells of a row are related.

The trained models have seen few tables. Where the headings of one are understood, its rows are read by them instead.
"""

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from netgraph.extract.features import Token
from netgraph.extract.names import Name
from netgraph.extract.relations import Link
from netgraph.extract.spans import Languages, part_acronym, trim
from netgraph.extract.tagger import Span
from netgraph.model import NodeType, Paragraph, RelationType
from netgraph.places import country_of

TYPES: dict[str, NodeType] = {
    "project": "initiative", "lead": "organisation", "partner": "organisation", "organisation": "organisation",
    "person": "person",
}  # fmt: skip
_TO_PROJECT: dict[str, RelationType] = {
    "lead": "organises", "partner": "participates_in", "organisation": "participates_in",
}  # fmt: skip
_BODIES = ("lead", "partner", "organisation")
_HEADING, _HEADING_WORDS = 40, 5  # characters and words of a heading
_TITLES = 5  # rows among which the headings stand
_NAME, _NAME_WORDS = 120, 14  # of a cell that is a name
_PERSON_WORDS = (2, 5)
SURE = 0.95  # that a cell is a name, and that a row relates its cells: before calibration
_BAR = re.compile(r"[ ]*\|[ ]*|\t+")
_WORD = re.compile(r"\w")
_CODE = re.compile(r"[A-Z]{2,3}")
_RULE = re.compile(r"[\s|:+=-]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that a heading is over: characters ``start`` to ``end`` of the text, a role and the row that it is in."""

    start: int
    end: int
    role: str
    row: tuple[int, int]  # number of the table, of the row in it


class Tables:
    """What the tables of a document say, as far as their headings are understood.

    Args:
        text: of the document.
        paragraphs: of the document; each row of a table is one, with bars or tabs between its cells.
    """

    def __init__(self, text: str, paragraphs: Sequence[Paragraph]) -> None:
        self._text = text
        self.cells = read_tables(text, paragraphs)
        self._starts = [cell.start for cell in self.cells]
        self._projects = {cell.row: cell for cell in self.cells if cell.role == "project"}

    def add_names(self, names: list[Name], tokens: Sequence[Token], language: Languages) -> list[Name]:
        """The names of the document with those that cells are, in order; a cell of several names keeps them."""
        if not self.cells:
            return names
        starts = [token.start for token in tokens]
        inside: dict[int, list[int]] = {}
        for n, name in enumerate(names):
            first, last = (bisect_right(self._starts, at) - 1 for at in (name.start, name.end - 1))
            for number in range(max(first, 0), last + 1):
                inside.setdefault(number, []).append(n)
        found: list[Name] = []
        gone: set[int] = set()
        for number, cell in enumerate(self.cells):
            touching = [n for n in inside.get(number, ()) if names[n].start < cell.end and names[n].end > cell.start]
            within = [n for n in touching if cell.start <= names[n].start and names[n].end <= cell.end]
            if cell.role == "country":
                gone.update(n for n in within if self._is_country(names[n]))
            span = _name_of(cell, tokens, starts) if cell.role in TYPES and len(within) == len(touching) else None
            several = cell.role != "project" and sum(names[n].type == TYPES.get(cell.role) for n in within) > 1
            if span is not None and not several:
                gone.update(within)
                for part in part_acronym(tokens, span):
                    start, end = tokens[part.start].start, tokens[part.end - 1].end
                    found.append(Name(start, end, part.start, part.end, part.type, SURE, language.at(start)))
        return sorted([*(n for i, n in enumerate(names) if i not in gone), *found], key=lambda n: n.start)

    def set_types(self, names: list[Name]) -> list[Name]:
        """The names with the types that the headings of their cells tell."""
        return [
            replace(name, type=TYPES[cell.role], confidence=SURE) if cell is not None and cell.role in TYPES else name
            for name, cell in zip(names, map(self._cell, names), strict=True)
        ]

    def settled(self, names: Sequence[Name]) -> list[bool]:
        """Of each name whether its row says all that it is related to: a body in the row of a project."""
        cells = [self._cell(name) for name in names]
        told = {cell.row for cell in cells if cell is not None and cell.role == "project"}
        told |= {row for row in self._projects if self._leaves_open(row)}
        return [cell is not None and cell.role in _BODIES and cell.row in told for cell in cells]

    def add_links(self, links: list[Link], names: Sequence[Name], owner: Sequence[int]) -> list[Link]:
        """The relations that rows state, and those of the others that join other chains.

        Args:
            links: what else is known to be related.
            names: of the document.
            owner: the chain of each name.
        """
        stated: dict[frozenset[int], Link] = {}
        rows: dict[tuple[int, int], list[tuple[str, int]]] = {}
        for n, cell in enumerate(map(self._cell, names)):
            if cell is not None and cell.role in TYPES and names[n].type == TYPES[cell.role]:
                rows.setdefault(cell.row, []).append((cell.role, n))
        above: dict[int, int] = {}  # of each table the last project: an empty cell below it means the same
        for at, row in sorted(rows.items()):
            project = next((n for role, n in row if role == "project"), None)
            if project is None and self._leaves_open(at):
                project = above.get(at[0])
            if project is not None:
                above[at[0]] = project
            for source, target, kind in _relations(row, project, owner):
                a, b = owner[source], owner[target]
                if a != b:
                    stated.setdefault(frozenset((a, b)), Link(a, b, kind, SURE, (source, target)))
        return [*stated.values(), *(link for link in links if frozenset((link.source, link.target)) not in stated)]

    def _leaves_open(self, row: tuple[int, int]) -> bool:
        """Whether the cell of the project is there and says nothing."""
        cell = self._projects.get(row)
        return cell is not None and not _WORD.search(self._text, cell.start, cell.end)

    def _is_country(self, name: Name) -> bool:
        words = self._text[name.start : name.end]
        return bool(_CODE.fullmatch(words)) or country_of(words, name.language) is not None

    def _cell(self, name: Name) -> Cell | None:
        at = bisect_right(self._starts, name.start) - 1
        return self.cells[at] if at >= 0 and name.end <= self.cells[at].end else None


def read_tables(text: str, paragraphs: Sequence[Paragraph]) -> list[Cell]:
    """The cells of all tables whose headings are understood, in the order of the text."""
    tables: list[list[list[tuple[int, int]]]] = [[]]
    for paragraph in paragraphs:
        line = text[paragraph.start : paragraph.end]
        if _RULE.fullmatch(line):  # under the headings
            continue
        if _BAR.search(line) and "\n" not in line:
            tables[-1].append(list(_cells(text, paragraph.start, paragraph.end)))
        elif tables[-1]:
            tables.append([])
    cells: list[Cell] = []
    for number, table in enumerate(tables):
        cells += _by_columns(text, table, number) or _by_rows(text, table, number)
    return cells


def _relations(
    row: Sequence[tuple[str, int]], project: int | None, owner: Sequence[int]
) -> Iterator[tuple[int, int, RelationType]]:
    """What a row relates; it holds the role and number of each name."""
    bodies = [(role, n) for role, n in row if role in _BODIES]
    if project is not None:
        yield from ((n, project, _TO_PROJECT[role]) for role, n in bodies)
    if len({owner[n] for _, n in bodies}) == 1:  # of several, a person may be anybody's
        yield from ((n, bodies[0][1], "affiliated_with") for role, n in row if role == "person")


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The cells of a row without the space around them; bars at both ends of it part nothing."""
    line = text[start:end]
    left, right = len(line) - len(line.lstrip(" ")), len(line.rstrip(" "))
    if line[left : left + 1] == "|" == line[right - 1 : right] and right - left > 1:
        left, right = left + 1, right - 1
    at = left
    for bar in [*_BAR.finditer(line, left, right), None]:
        stop = bar.start() if bar is not None else right
        cell = line[at:stop]
        first = start + at + len(cell) - len(cell.lstrip())
        yield first, first + len(cell.strip())
        at = bar.end() if bar is not None else right


def _by_columns(text: str, table: Sequence[Sequence[tuple[int, int]]], number: int) -> list[Cell]:
    """The cells of a table one of whose first rows holds the headings, below a title perhaps."""
    rows = ([_role(text[start:end]) for start, end in row] for row in table[:_TITLES])
    head, roles = next(((at, row) for at, row in enumerate(rows) if _understood(row)), (-1, []))
    return [
        Cell(*part, role, (number, at))
        for at, row in enumerate(table[head + 1 :] if roles else ())
        if len(row) == len(roles)
        for span, role in zip(row, roles, strict=True)
        if role is not None
        for part in _parts(text, *span)
    ]


def _by_rows(text: str, table: Sequence[Sequence[tuple[int, int]]], number: int) -> list[Cell]:
    """The cells of a table of two columns, the first of which holds the headings: all speak of one project."""
    pairs = [(_role(text[slice(*row[0])]), row[1]) for row in table if len(row) == 2]
    roles = [role for role, _ in pairs]
    if len(pairs) < len(table) or roles.count("project") != 1 or not _understood(roles):
        return []
    told = ((role, part) for role, span in pairs if role is not None for part in _parts(text, *span))
    return [Cell(*part, role, (number, 0)) for role, part in told]


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """What stands in a cell, one by one: semicolons part it, as its lines are parted by them."""
    found = [match.span() for match in re.finditer(r"[^;\s](?:[^;]*[^;\s])?", text[start:end])]
    return [(start + first, start + last) for first, last in found] or [(start, end)]


def _understood(roles: Sequence[str | None]) -> bool:
    """Whether headings tell what is related: two kinds of things that have names, or where one kind is from."""
    known = {role for role in roles if role in TYPES}
    return len(known) > 1 or (bool(known) and "country" in roles)


def _role(heading: str) -> str | None:
    words = re.findall(r"[^\W\d_][\w-]*", heading.casefold())
    if not words or len(words) > _HEADING_WORDS or len(heading) > _HEADING:
        return None
    said = " ".join(words)
    return next((role for role, pattern in _patterns() if pattern.search(said)), None)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = tomllib.loads(Path(__file__).with_name("columns.toml").read_text(encoding="utf-8"))
    return tuple(
        (role, re.compile(r"(?<!\w)(?:" + "|".join(re.escape(w).replace(r"\*", r"\w*") for w in words) + r")(?!\w)"))
        for role, words in data.items()
    )


def _name_of(cell: Cell, tokens: Sequence[Token], starts: Sequence[int]) -> Span | None:
    """The tokens of a cell that is a name as a whole; None for one that holds none, or says more."""
    first, last = bisect_left(starts, cell.start), bisect_left(starts, cell.end)
    while first < last and tokens[first].end == tokens[first].start:
        first += 1  # the sign of a paragraph
    kind = TYPES[cell.role]
    span = trim(tokens, Span(first, last, kind, SURE)) if first < last and cell.end - cell.start <= _NAME else None
    if span is None:
        return None
    words = [token.form for token in tokens[span.start : span.end] if token.form[0].isalpha()]
    if not words or len(words) > _NAME_WORDS or not any(word[0].isupper() for word in words):
        return None
    if dict(_patterns())["total"].match(" ".join(words).casefold()):
        return None
    if kind == "person":
        named = all(word[0].isupper() or len(word) < 4 for word in words)
        return span if named and _PERSON_WORDS[0] <= len(words) <= _PERSON_WORDS[1] else None
    return span
