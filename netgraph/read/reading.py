"""What the reader of a format finds in a decoded text."""

from dataclasses import dataclass, field

from netgraph.model import Paragraph


@dataclass(slots=True)
class Reading:
    """The text of a document with its paragraphs, and what the format says about it."""

    text: str
    paragraphs: list[Paragraph]
    title: str | None = None
    date: str | None = None
    url: str | None = None
    notes: list[str] = field(default_factory=list)
    complete: bool = True
