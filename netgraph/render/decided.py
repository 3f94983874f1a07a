"""The report's part on decisions: what people decided, who, when and why, and what came of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netgraph.model import NODE_TYPES, RELATION_TYPES
from netgraph.nodelink import OUTCOMES

from . import labels
from .labels import N_
from .tables import NONE, Cell, Table, TableMaker

if TYPE_CHECKING:
    from netgraph.nodelink import DecisionRecord

SENTENCES = {
    "merge": N_("%(subject)s and %(object)s are one"),
    "different": N_("%(subject)s and %(object)s are not the same"),
    "rename": N_("%(subject)s is called %(value)s"),
    "retype": N_("%(subject)s – type: %(value)s"),
    "set-country": N_("%(subject)s – country: %(value)s"),
    "set-place": N_("%(subject)s – place: %(value)s"),
    "reject-node": N_("%(subject)s is left out"),
    "reject-edge": N_("Tie left out: %(subject)s – %(object)s (%(value)s)"),
    "add-edge": N_("Tie added: %(subject)s – %(object)s (%(value)s)"),
}
OUTCOME_WORDS = {
    "applied": N_("applied"),
    "stale": N_("stale: names something that is not there (any more)"),
    "conflict": N_("in conflict with another row"),
    "ambiguous": N_("unclear: the name fits several actors"),
    "unplaced": N_("not on the map: no place of this name is known, or several are"),
}


@dataclass(frozen=True, slots=True)
class Decided:
    """How many decisions had each outcome, and all of them as a table, those with a problem first."""

    counts: dict[str, int]
    total: int
    table: Table


def report_decisions(make: TableMaker) -> Decided:
    """The decisions behind the view's network."""
    rows = make.view.decisions
    counts = {outcome: sum(row.outcome == outcome for row in rows) for outcome in OUTCOMES}
    order = sorted(range(len(rows)), key=lambda at: (rows[at].outcome == "applied", at))
    return Decided(counts, len(rows), _table(make, [rows[at] for at in order]))


def _table(make: TableMaker, rows: "list[DecisionRecord]") -> Table:
    _ = make.words.text
    told = any(row.author or row.reason for row in rows)
    cells = tuple(
        (
            Cell(_sentence(make, row)), Cell(_outcome(make, row), tag="bad" if row.outcome != "applied" else None),
            *((Cell(row.author) if row.author else NONE,) if told else ()), make.date(row.date),
            *((_why(row),) if told else ()), make.number(row.line or None),
        )
        for row in rows
    )  # fmt: skip
    columns = (
        (_("Decision"), False), (_("What came of it"), False), *(((_("Decided by"), False),) if told else ()),
        (_("Date"), False), *(((_("Reason"), False),) if told else ()), (_("Row"), True),
    )  # fmt: skip
    return Table("decisions-table", _("Decisions of people, those with a problem first"), columns, cells)


def _why(row: "DecisionRecord") -> Cell:
    text = "; ".join(text for text in (row.reason, row.source) if text)
    return Cell(text) if text else NONE


def _sentence(make: TableMaker, row: "DecisionRecord") -> str:
    _, value = make.words.text, row.value
    if row.action == "retype" and value in NODE_TYPES:
        value = _(labels.TYPES[value])
    elif row.action in ("add-edge", "reject-edge"):
        value = _(labels.RELATIONS[value]) if value in RELATION_TYPES else _("every relation")
    elif row.action == "set-country":
        value = make.words.country(None if value == "none" else value)
    pattern = SENTENCES.get(row.action)
    if pattern is None:
        return " ".join(text for text in (row.action, row.subject, row.object, value) if text)
    return _(pattern) % {"subject": row.subject, "object": row.object, "value": value}


def _outcome(make: TableMaker, row: "DecisionRecord") -> str:
    if row.outcome == "conflict" and row.against is not None:
        return make.words.text("in conflict with row %(line)s") % {"line": make.words.number(row.against)}
    return make.words.text(OUTCOME_WORDS[row.outcome])
