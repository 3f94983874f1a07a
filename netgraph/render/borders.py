"""The cross-border part of the report: shares, matrix, pairs, carriers and roles, from the measures."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netgraph.measure.borders import border_carriers, border_matrix, border_pairs, cross_border_share
from netgraph.measure.homophily import ei_index
from netgraph.measure.roles import ROLES, broker_roles

from . import labels
from .tables import Cell, Table, TableMaker
from .view import Actor

if TYPE_CHECKING:
    import pandas as pd

    from netgraph.measure.borders import Share
    from netgraph.measure.homophily import MixingTest

MATRIX_LIMIT = 16  # countries in the matrix, which must fit a sheet; how many are left out is said below it


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A cell of the matrix: how many ties, how dark, and whether it lies on the diagonal."""

    ties: int
    step: int | None
    same: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """Country by country."""

    countries: tuple[str, ...]
    rows: tuple[tuple[HeatCell, ...], ...]
    left_out: int  # countries without a row


@dataclass(frozen=True, slots=True)
class Arc:
    """All ties between two countries, for the picture."""

    a: str
    b: str
    ties: int


@dataclass(frozen=True, slots=True)
class Borders:
    """What the report says of borders."""

    share: "Share"
    chance: "MixingTest"
    matrix: Matrix
    pairs: Table
    roles: Table
    arcs: tuple[Arc, ...]
    carrier: Actor | None  # who carries most of the first border
    carrier_share: float


def measure_borders(make: TableMaker) -> Borders:
    """Measure the borders of the view's network."""
    view = make.view
    G = view.graph
    settings = view.network.settings.measure
    pairs, carriers = border_pairs(G), border_carriers(G)
    first: dict[tuple[str, str], tuple[str, float]] = {}
    persons = {key for key, actor in zip(view.keys, view.actors, strict=True) if actor.type == "person"}
    for row in carriers.to_dict("records"):
        before = first.setdefault((row["a"], row["b"]), (row["node"], row["share"]))
        # Of equal carriers an organisation is named rather than a person.
        if before[0] in persons and row["node"] not in persons and row["share"] == before[1]:
            first[row["a"], row["b"]] = (row["node"], row["share"])
    arcs = tuple(Arc(row["a"], row["b"], row["ties"]) for row in pairs.to_dict("records"))
    top = first[(arcs[0].a, arcs[0].b)] if arcs else None
    return Borders(
        share=cross_border_share(G), chance=ei_index(G, permutations=settings.permutations, seed=settings.seed),
        matrix=_matrix(make), pairs=_pairs_table(make, pairs, first), roles=_roles_table(make),
        arcs=arcs, carrier=view.actor(top[0]) if top else None,
        carrier_share=top[1] if top else 0.0,
    )  # fmt: skip


def _matrix(make: TableMaker) -> Matrix:
    table = border_matrix(make.view.graph)
    known = [code for code in make.view.countries if code in table.index]
    codes = [code for code in known if table.loc[code, known].sum() > 0]
    shown = codes[:MATRIX_LIMIT]
    counts = table.loc[shown, shown].to_numpy()
    most = int(counts.max(initial=0))

    def cell(row: int, column: int) -> HeatCell:
        ties = int(counts[row, column])
        step = int(5 * math.log(ties) / math.log(most + 1)) if ties else None  # as on the map
        return HeatCell(ties, step, row == column)

    rows = tuple(tuple(cell(row, column) for column in range(len(shown))) for row in range(len(shown)))
    return Matrix(tuple(shown), rows, len(codes) - len(shown))


def _pairs_table(make: TableMaker, pairs: "pd.DataFrame", first: dict[tuple[str, str], tuple[str, float]]) -> Table:
    _, words = make.words.text, make.words
    rows = []
    for row in pairs.head(20).to_dict("records"):
        node, share = first[(row["a"], row["b"])]
        carrier = make.view.actor(node)
        rows.append((
            Cell(f"{words.country(row['a'])} – {words.country(row['b'])}"),
            make.number(row["ties"], 0, pairs["ties"].max()), make.number(row["expected"], 1),
            make.number(row["actors"]), make.number(row["kilometres"]), make.actor(carrier),
            Cell(words.percent(share), value=share),
        ))  # fmt: skip
    columns = (
        (_("Border"), False), (_("Ties"), True), (_("Expected by chance"), True), (_("Actors"), True),
        (_("Median length, km"), True), (_("Carried most by"), False), (_("Its share"), True),
    )  # fmt: skip
    return Table("pairs-table", _("Borders with the most ties"), columns, tuple(rows))


def _roles_table(make: TableMaker, most: int = 12) -> Table:
    """Who mediates: organisations and initiatives with the most open pairs that involve more than one country."""
    _ = make.words.text
    table = broker_roles(make.view.graph)
    rows = []
    for key, row in table.iterrows():
        actor = make.view.actor(str(key))
        crossing = int(sum(row[role] for role in ROLES if role != "coordinator"))
        meaning = labels.ROLES.get(str(row["role"]))
        if actor.type != "person" and crossing > 0 and meaning is not None:
            rows.append((crossing, actor, meaning, row))
    rows.sort(key=lambda item: (-item[0], item[1].index))
    cells = tuple(
        (
            make.actor(actor), make.country(actor.country), Cell(_(meaning)),
            *(make.number(row[role]) for role in ROLES),
        )
        for _crossing, actor, meaning, row in rows[:most]
    )  # fmt: skip
    columns = (
        (_("Actor"), False), (_("Country"), False), (_("Role that stands out"), False), (_("Coordinator"), True),
        (_("Gatekeeper"), True), (_("Consultant"), True), (_("Liaison"), True),
    )  # fmt: skip
    caption = _("Pairs of partners without a tie of their own that the actor joins, by role")
    return Table("roles-table", caption, columns, cells)
