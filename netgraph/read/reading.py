"""What the reader of a format finds in a decoded text."""

import re
from dataclasses import dataclass, field

from netgraph.model import Paragraph
from netgraph.read.characters import clean

TITLE = 200  # characters that a line may have to be a title
# Titles that programs put in when nobody gives one: names of files and of the programs themselves.
_MADE_UP = re.compile(
    r"\.(?:docx?|pdf|indd|odt|rtf|pptx?|xlsx?|qxd|html?)\b|^(?:microsoft (?:word|excel|office)|untitled|unbenannt)"
    r"|^(?:word document|powerpoint[ -]\w+|(?:do[ck]ument\w{0,2}|book|mappe|zeszyt|title|titel)\s?\d*)$",
    re.IGNORECASE,
)


def title_of_file(said: str) -> str | None:
    """The title among the properties of a file, unless a program made it up."""
    title = " ".join(clean(said).split())
    return title if 3 < len(title) <= TITLE and not _MADE_UP.search(title) else None


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
