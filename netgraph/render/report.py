"""report.html: what the network says, in sentences, tables and pictures, with every sentence of evidence; one file."""

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netgraph.files import write_text

from . import labels
from .borders import Borders, measure_borders
from .changes import find_changes
from .decided import report_decisions
from .earlier import Layout, read_places
from .findings import FindingMaker, languages, quality
from .gaps import find_weak_points
from .geography import outline_data
from .page import make_page
from .picture import draw
from .tables import TableMaker
from .view import Tie, View, make_view
from .words import Words

if TYPE_CHECKING:
    from netgraph.network import Network

PICTURE_LIMIT = 500  # actors in the picture
EVIDENCE_LIMIT = 2_000  # ties listed with their sentences; the rest is in the map


def render_report(
    network: "Network", path: str | os.PathLike[str], *, title: str | None = None, language: str | None = None,
    people: str = "show", map_link: str | None = "map.html", previous: "Network | None" = None,
    layout: "Layout | None" = None,
) -> None:  # fmt: skip
    """Write the report: one HTML file that opens offline, prints well and works without scripts.

    Args:
        network: what to report on.
        path: file to write.
        title: as in ``Network.report``, and so are language, people, map_link, previous and layout.

    Raises:
        SetupError: the language or ``people`` is unknown, or the earlier map cannot be read.
        OutputError: the file cannot be written.
    """
    page = report_html(
        network, title=title, language=language, people=people, map_link=map_link, previous=previous,
        layout=layout,
    )
    write_text(path, page)


def report_html(
    network: "Network", *, title: str | None = None, language: str | None = None, people: str = "show",
    map_link: str | None = None, previous: "Network | None" = None,
    layout: "Layout | None" = None,
) -> str:  # fmt: skip
    """The report as the text of one HTML page; fits an iframe's ``srcdoc``."""
    words = Words(language or network.settings.render.language)
    places = None if layout is None else read_places(layout)
    view = make_view(network, words, title=title, people=people, places=places)
    return report_page(view, words, map_link, previous)


def report_page(view: View, words: Words, map_link: str | None = None, previous: "Network | None" = None) -> str:
    """The report on a view."""
    make = TableMaker(view, words)
    borders = measure_borders(make)
    evidence = _evidence(view)
    context = {
        "view": view, "labels": labels, "map_link": map_link, "numbers": _numbers(view, borders, words),
        "findings": FindingMaker(make, borders).all(), "picture": draw(view, PICTURE_LIMIT), "borders": borders,
        "leaders": make.leaders(_rank_ranges(view)), "communities": make.communities(),
        "initiatives": make.initiatives(),
        "gaps": find_weak_points(make), "directory": make.directory(), "documents": make.documents(),
        "doubtful": make.doubtful(), "joined": make.joined(),
        "quality": quality(make), "languages": languages(make), "evidence": evidence,
        "decided": report_decisions(make),
        "changes": None if previous is None else find_changes(make, previous),
        "left_out": len(view.ties) - len(evidence), "europe": _europe(view, borders), "picture_limit": PICTURE_LIMIT,
    }  # fmt: skip
    return make_page(
        "report.html", words, context, scripts=("core.js", "report.js"), styles=("base.css", "report.css"),
        data={"words": {text: words.text(text) for text in SCRIPT_WORDS}, "title": view.title},
    )


N_ = labels.N_
SCRIPT_WORDS = (N_("Filter the rows"), N_("Download as CSV"), N_("Rows: {count}"), N_("Nothing found"))


def _rank_ranges(view: View) -> dict[str, tuple[float, float]]:
    """Entity id to the range of its rank by betweenness over draws of the documents; empty without ties."""
    return {node: ends for (measure, node), ends in view.ranges.items() if measure == "betweenness"}


def _numbers(view: View, borders: Borders, words: Words) -> list[tuple[str, str]]:
    """The numbers under the title."""
    read = sum(d.status in ("ok", "partial") for d in view.documents)
    share = borders.share.share
    return [
        (words.number(read), words.plural("document", "documents", read)),
        (words.number(len(view.actors)), words.plural("actor", "actors", len(view.actors))),
        (words.number(len(view.ties)), words.plural("tie", "ties", len(view.ties))),
        (words.number(len(view.countries)), words.plural("country", "countries", len(view.countries))),
        ("–" if share is None else words.percent(share), words.text("of ties cross a border")),
    ]


def _evidence(view: View) -> list[Tie]:
    """The ties that are listed with their sentences: all, or the cross-border and strongest ones of a large network."""
    if len(view.ties) <= EVIDENCE_LIMIT:
        return list(view.ties)
    order = sorted(view.ties, key=lambda tie: (tie.cross_border is not True, -tie.weight, tie.index))
    return sorted(order[:EVIDENCE_LIMIT], key=lambda tie: tie.index)


@dataclass(frozen=True, slots=True)
class EuropeArc:
    """Ties between two countries on the small map."""

    path: str
    width: float


def _europe(view: View, borders: Borders) -> dict[str, Any]:
    """The map of countries: outlines, how many actors each has, arcs for the ties between two."""
    outline = outline_data()
    count = {code: sum(actor.country == code for actor in view.actors) for code in view.countries}
    most = max(count.values(), default=1)
    lands = [(path, min(3, 1 + int(3 * count[code] / (most + 1))) if code in count else 0)
             for code, (path, _x, _y) in outline["countries"].items()]  # fmt: skip
    spots = {code: outline["countries"][code][1:] for code in count if code in outline["countries"]}
    arcs = []
    for arc in reversed(borders.arcs):
        if arc.a in spots and arc.b in spots:
            (ax, ay), (bx, by) = spots[arc.a], spots[arc.b]
            middle = f"{round((ax + bx) / 2 + (by - ay) * 0.14)} {round((ay + by) / 2 - (bx - ax) * 0.14)}"
            arcs.append(EuropeArc(f"M{ax} {ay}Q{middle} {bx} {by}", round(6 + 5 * min(arc.ties, 36) ** 0.5, 1)))
    labels_ = [(code, x, y, count[code]) for code, (x, y) in spots.items()]
    left, top, right, bottom = _frame(list(spots.values()), outline["frame"])
    return {
        "lands": lands, "arcs": arcs, "labels": labels_, "box": f"{left} {top} {right - left} {bottom - top}",
        "elsewhere": sum(n for code, n in count.items() if code not in spots),
        "unknown": sum(actor.country is None for actor in view.actors),
    }  # fmt: skip


def _frame(spots: list[list[int]], frame: list[int]) -> tuple[int, int, int, int]:
    if not spots:
        return frame[0], frame[1], frame[2], frame[3]
    room = 380
    return (
        max(min(x for x, _ in spots) - room, frame[0]), max(min(y for _, y in spots) - room, frame[1]),
        min(max(x for x, _ in spots) + room, frame[2]), min(max(y for _, y in spots) + room, frame[3]),
    )  # fmt: skip


