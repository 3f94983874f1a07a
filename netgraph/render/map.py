"""map.html: the interactive map as one offline file."""

import os
import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from netgraph.files import write_text
from netgraph.model import NODE_TYPES, RELATION_TYPES

from . import labels
from .earlier import Layout, read_places
from .geography import outline_data, project
from .page import make_page
from .palette import country_colours
from .picture import draw
from .pyvis_ import build_pyvis
from .quotes import Quote
from .view import Actor, Statement, Tie, View, make_view
from .words import Words, fold

if TYPE_CHECKING:
    from netgraph.network import Network

SCRIPTS = (
    "core.js", "map/model.js", "map/filter.js", "map/fold.js", "map/canvas.js", "map/pan.js", "map/labels.js",
    "map/focus.js", "map/panel.js", "map/search.js", "map/walk.js", "map/places.js", "map/matrix.js", "map/tables.js",
    "map/picture.js", "map/download.js", "map/paper.js", "map/address.js", "map/start.js",
)  # fmt: skip
STYLES = ("base.css", "map.css")
STATIC_LIMIT = 400  # actors drawn and listed for readers without scripts
_MESSAGE = re.compile(r'\bT\("((?:[^"\\]|\\.)*)"')


def render_map(
    network: "Network", path: str | os.PathLike[str], *, title: str | None = None, language: str | None = None,
    people: str = "show", layout: "Layout | None" = None,
) -> None:  # fmt: skip
    """Write the interactive map: one HTML file that opens offline and asks for nothing.

    Args:
        network: what to show.
        path: file to write.
        title: as in ``Network.map``, and so are language, people and layout.

    Raises:
        SetupError: the language or ``people`` is unknown, or the earlier map cannot be read.
        OutputError: the file cannot be written.
    """
    write_text(path, map_html(network, title=title, language=language, people=people, layout=layout))


def map_html(
    network: "Network", *, title: str | None = None, language: str | None = None, people: str = "show",
    layout: "Layout | None" = None,
) -> str:  # fmt: skip
    """The interactive map as the text of one HTML page; fits an iframe's ``srcdoc``."""
    words = Words(language or network.settings.render.language)
    places = None if layout is None else read_places(layout)
    return map_page(make_view(network, words, title=title, people=people, places=places), words)


def map_page(view: View, words: Words) -> str:
    """The map of a view."""
    context = {"view": view, "picture": draw(view, STATIC_LIMIT), "labels": labels, "limit": STATIC_LIMIT}
    return make_page(
        "map.html", words, context, scripts=SCRIPTS, styles=STYLES, data=map_data(view, words), vendor=True
    )


def map_data(view: View, words: Words) -> dict[str, Any]:
    """What the map's scripts read: the pyvis network, and the details in rows without names of columns."""
    built = build_pyvis(view)
    languages = {quote.language for s in view.statements for quote in s.quotes} | {d.language for d in view.sources}
    return {
        "title": view.title,
        "language": view.language,
        "network": {"nodes": built.nodes, "edges": built.edges, "options": built.options},
        "types": [[name, words.text(labels.TYPES[name]), words.text(labels.TYPES_PLURAL[name])] for name in NODE_TYPES],
        "relations": [
            [name, *(words.text(table[name]) for table in (labels.RELATIONS, labels.FORWARD, labels.BACKWARD))]
            for name in RELATION_TYPES
        ],
        "modalities": labels.translate(labels.MODALITIES, words),
        "statuses": labels.translate(labels.STATUSES, words),
        "measures": [[name, words.text(labels.MEASURES[name])] for name in view.measures],
        "countries": [[code, words.country(code)] for code in view.countries],
        "rings": list(country_colours(view.countries).items()),
        "languages": {code: words.language_name(code) for code in sorted(languages)},
        "communities": [list(members) for members in view.communities],
        "actors": [_actor_row(actor) for actor in view.actors],
        "ranges": _ranges(view) if view.ties else [],
        "ties": [_tie_row(tie) for tie in view.ties],
        "documents": [[d.id, d.title, d.language, d.date, d.status, d.reason, d.url] for d in view.sources],
        "outline": outline_data(),
        "words": {message: words.text(message) for message in script_messages()},
    }


def _actor_row(actor: Actor) -> list[Any]:
    spot = project(actor.latitude, actor.longitude)
    return [
        actor.id, actor.country, actor.country_reason, actor.place, spot, actor.aliases, actor.mentions,
        actor.documents, round(actor.confidence, 3), actor.community,
        [float(f"{actor.measures[name]:.4g}") for name in actor.measures],
        fold(" ".join((actor.name, *actor.aliases))), actor.reasons,
    ]  # fmt: skip


def _ranges(view: View) -> list[list[Any]]:
    """For each actor and each measure the lowest and highest rank, where they are known."""
    return [[view.ranges.get((name, key)) for name in view.measures] for key in view.keys]


def _tie_row(tie: Tie) -> list[Any]:
    return [tie.cross_border, [_statement_row(statement) for statement in tie.statements]]


def _statement_row(statement: Statement) -> list[Any]:
    kind = RELATION_TYPES.index(statement.type)
    quotes = [_quote_row(quote) for quote in statement.quotes]
    return [statement.source, statement.target, kind, statement.modality, round(statement.confidence, 3), quotes]


def _quote_row(quote: Quote) -> list[Any]:
    codes = {"": 0, "source": 1, "target": 2}
    parts = [value for part in quote.parts for value in (codes[part.role], part.text)]
    return [quote.document, quote.language, quote.date, quote.modality, round(quote.confidence, 3), parts]


@cache
def script_messages() -> tuple[str, ...]:
    """All texts that the map's scripts show: the arguments of ``T("…")``."""
    folder = resources.files(__package__) / "static"
    found = {text for name in SCRIPTS for text in _MESSAGE.findall((folder / name).read_text(encoding="utf-8"))}
    return tuple(sorted(found))
