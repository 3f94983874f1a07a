"""The report's part on change: what is new, gone, stronger or weaker against an earlier network."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netgraph.measure.change import compare
from netgraph.model import NODE_TYPES

from .labels import N_
from .tables import Cell, Table, TableMaker

if TYPE_CHECKING:
    from netgraph.network import Network

STATUSES = {"new": N_("new"), "gone": N_("gone"), "stronger": N_("stronger"), "weaker": N_("weaker")}


@dataclass(frozen=True, slots=True)
class Changes:
    """Numbers of changed ties, the shares of ties across borders before and after, and the ties themselves."""

    counts: dict[str, int]
    before: float | None
    after: float | None
    ties: Table


def find_changes(make: TableMaker, previous: "Network", most: int = 25) -> Changes:
    """Compare the view's network with an earlier one; the table names only actors that are still there."""
    if make.view.people == "drop":
        previous = previous.filter(types=[kind for kind in NODE_TYPES if kind != "person"])
    found = compare(previous, make.view.network, resamples=1)
    counts = {status: int((found.ties["status"] == status).sum()) for status in STATUSES}
    return Changes(counts, found.share_a.share, found.share_b.share, _ties(make, found.ties.to_dict("records"), most))


def _ties(make: TableMaker, rows: list[dict[Hashable, Any]], most: int) -> Table:
    _ = make.words.text
    known = set(make.view.keys)
    changed = [row for row in rows if row["status"] in STATUSES and {row["source"], row["target"]} <= known]
    cells = []
    for row in changed:
        one, other = make.view.actor(str(row["source"])), make.view.actor(str(row["target"]))
        if "person" in (one.type, other.type):
            continue
        crossing = row["cross_border"] is True
        border = Cell(f"{one.country} – {other.country}", tag="crossing") if crossing else Cell("")
        status = Cell(_(STATUSES[str(row["status"])]))
        numbers = (make.number(row["weight_a"]), make.number(row["weight_b"]))
        cells.append((not crossing, one.index, (make.actor(one), make.actor(other), border, status, *numbers)))
    cells.sort(key=lambda item: item[:2])
    columns = (
        (_("Actor"), False), (_("Actor"), False), (_("Border"), False), (_("Change"), False),
        (_("Documents before"), True), (_("Documents now"), True),
    )  # fmt: skip
    caption = _("Ties that changed, those across borders first")
    return Table("changes-table", caption, columns, tuple(item[2] for item in cells[:most]))
