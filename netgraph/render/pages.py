"""Map and report of one network together: what both show is worked out once."""

from pathlib import Path
from typing import TYPE_CHECKING

from netgraph.beside import beside
from netgraph.files import write_text

from .earlier import Layout, read_places
from .map import map_page
from .report import report_page
from .view import make_view
from .words import Words

if TYPE_CHECKING:
    from netgraph.network import Network


def render_pages(
    network: "Network", folder: Path, *, title: str | None = None, language: str | None = None, people: str = "show",
    layout: "Layout | None" = None,
) -> None:  # fmt: skip
    """Write map.html and report.html into a folder, the same as ``render_map`` and ``render_report`` write.

    Args:
        network: what to show.
        folder: where to; made when it is missing.
        title: as in ``Network.map``, and so are language, people and layout.

    Raises:
        SetupError: the language or ``people`` is unknown, or the earlier map cannot be read.
        OutputError: a file cannot be written.
    """
    words = Words(language or network.settings.render.language)
    places = None if layout is None else read_places(layout)
    view = make_view(network, words, title=title, people=people, places=places)

    def write_map() -> None:
        write_text(folder / "map.html", map_page(view, words))

    with beside(write_map, relations=len(network.relations)) as written:
        write_text(folder / "report.html", report_page(view, words, "map.html"))
        written()
