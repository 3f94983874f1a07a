"""A name that was found in a text."""

from collections.abc import Sequence
from dataclasses import dataclass

from netgraph.extract.features import MARKERS, Token
from netgraph.language import stem_key
from netgraph.model import NodeType

STEMMED = 5  # letters of a word that may be inflected
BREAKS = frozenset(MARKERS.values())  # tokens at which paragraphs begin


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: characters ``start``-``end``, tokens ``first``-``last`` (exclusive)."""

    start: int
    end: int
    first: int
    last: int
    type: NodeType
    confidence: float
    language: str

    def forms(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        """Its words and signs."""
        return tuple(t.form for t in tokens[self.first : self.last])


def word_stem(form: str, language: str) -> str:
    """What the inflected forms of a longer capitalised word have in common; any other word as it is."""
    if len(form) < STEMMED or not form[0].isupper() or form.isupper():
        return form
    return form[0] + stem_key(form, language)
