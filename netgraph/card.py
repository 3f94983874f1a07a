"""What a network shows of itself: its counts in words, as a card in a notebook, and a page in a frame."""

from collections.abc import Iterable, Mapping
from html import escape


def in_words(counts: Mapping[str, int]) -> str:
    """The counts of ``Network.summary`` on one line."""
    return (
        f"<Network: {counts['nodes']} nodes ({counts['organisations']} organisations, {counts['persons']} persons, "
        f"{counts['initiatives']} initiatives), {counts['edges']} edges ({counts['cross_border_edges']} "
        f"cross-border), {counts['usable_documents']} of {counts['documents']} documents>"
    )


def as_html(counts: Mapping[str, int]) -> str:
    """The counts of ``Network.summary`` as a table."""
    rows = "".join(
        f"<tr><th scope='row' style='text-align:left'>{escape(name.replace('_', ' '))}</th>"
        f"<td style='text-align:right'>{number}</td></tr>"
        for name, number in counts.items()
    )
    return f"<table><caption>Stakeholder network</caption>{rows}</table>"


def as_list(title: str, sentences: Iterable[str], tables: Iterable[str]) -> str:
    """Sentences below a title, and the attributes that have the tables behind them."""
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    return f"<p>{escape(title)}</p><ul>{items}</ul><p>Tables: {', '.join(tables)}</p>"


class Frame:
    """A page in a frame of its own, so that it and the notebook around it cannot touch each other."""

    def __init__(self, page: str, height: int) -> None:
        self._page, self._height = page, height

    def _repr_html_(self) -> str:
        style = f"width: 100%; height: {self._height}px; border: 1px solid #ccc"
        kept = "allow-scripts allow-downloads allow-popups"
        return f'<iframe sandbox="{kept}" style="{style}" title="Map" srcdoc="{escape(self._page)}"></iframe>'
