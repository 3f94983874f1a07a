"""The report's part on gaps: countries without a tie, ties that are likely missing, actors on whom others depend."""

from dataclasses import dataclass

from netgraph.measure.cuts import cut_nodes
from netgraph.measure.gaps import missing_ties, unlinked_groups

from .tables import Cell, Table, TableMaker

LEAST = 3  # organisations and initiatives that a country needs to be listed


@dataclass(frozen=True, slots=True)
class GapTables:
    """Three tables of weak points."""

    countries: Table
    ties: Table
    cuts: Table


def find_weak_points(make: TableMaker) -> GapTables:
    """The tables of gaps of the view's network."""
    return GapTables(_countries(make), _ties(make), _cuts(make))


def _countries(make: TableMaker, most: int = 8) -> Table:
    _, words = make.words.text, make.words
    rows = []
    for row in unlinked_groups(make.view.graph, "country").to_dict("records"):
        if min(row["actors_a"], row["actors_b"]) < LEAST or not row["bridge"]:
            continue
        bridge = [make.view.actor(str(key)) for key in row["bridge"]]
        rows.append((
            Cell(f"{words.country(row['a'])} – {words.country(row['b'])}"),
            Cell(f"{words.number(row['actors_a'])}\xa0–\xa0{words.number(row['actors_b'])}"),
            make.number(row["expected"], 1), Cell(" – ".join(actor.name for actor in bridge)),
        ))  # fmt: skip
    columns = (
        (_("Countries"), False), (_("Actors"), False), (_("Ties expected by chance"), True),
        (_("Shortest bridge so far"), False),
    )  # fmt: skip
    caption = _("Countries with several actors each, but no tie between them")
    return Table("gaps-table", caption, columns, tuple(rows[:most]))


def _ties(make: TableMaker, most: int = 12) -> Table:
    _ = make.words.text
    rows = []
    for row in missing_ties(make.view.graph, most=200).to_dict("records"):
        one, other = make.view.actor(str(row["source"])), make.view.actor(str(row["target"]))
        if one.type != "organisation" or other.type != "organisation":
            continue
        shared = [make.view.actor(str(key)) for key in row["shared"]]
        across = one.country is not None and other.country is not None and one.country != other.country
        tag = Cell(f"{one.country} – {other.country}", tag="crossing") if across else Cell("")
        rows.append((make.actor(one), make.actor(other), tag, Cell(make.names(shared, 4)), across))
    rows.sort(key=lambda row: not row[-1])  # stable: across borders first, then the likeliest
    columns = (
        (_("Organisation"), False), (_("Organisation"), False), (_("Border"), False), (_("Shared partners"), False),
    )  # fmt: skip
    kept = tuple(tuple(row[:-1]) for row in rows[:most])
    caption = _("Organisations without a tie that share partners: worth introducing")
    return Table("missing-table", caption, columns, kept)


def _cuts(make: TableMaker, most: int = 10) -> Table:
    _ = make.words.text
    rows = []
    for key, number in cut_nodes(make.view.graph).items():
        actor = make.view.actor(str(key))
        if number > 1 and actor.type != "person":
            rows.append((int(number), actor))
    rows.sort(key=lambda row: (-row[0], row[1].index))
    most_lost = rows[0][0] if rows else 0
    cells = tuple((make.actor(a), make.country(a.country), make.number(n, 0, most_lost)) for n, a in rows[:most])
    columns = ((_("Actor"), False), (_("Country"), False), (_("Others who would be cut off"), True))
    return Table("cuts-table", _("Actors on whom others depend for their link to the rest"), columns, cells)
