"""Texts in which ``[[...]]`` marks the names, as the values that the extractor works on."""

import re
from dataclasses import dataclass

import numpy as np

from netgraph.extract.features import Token, plain_paragraphs, tokenise
from netgraph.extract.labels import label_tokens
from netgraph.extract.names import Name
from netgraph.model import Paragraph

MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


@dataclass(frozen=True)
class Marked:
    """A text without its marks, its tokens and labels, and the names that were marked."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    tokens: list[Token]
    bits: np.ndarray
    names: list[Name]

    @property
    def forms(self):
        return [token.form for token in self.tokens]


def read_marked(text, language, *, types=(), kinds=()):
    """The text and its names; ``kinds`` are those of its lines, in order."""
    spans, parts, last, length = [], [], 0, 0
    for match in MARK.finditer(text):
        length += match.start() - last
        spans.append((length, length + len(match[1])))
        parts += [text[last : match.start()], match[1]]
        length, last = length + len(match[1]), match.end()
    plain = "".join([*parts, text[last:]])
    paragraphs = tuple(
        Paragraph(p.start, p.end, language, kinds[i] if i < len(kinds) else "text")
        for i, p in enumerate(plain_paragraphs(plain))
    )
    tokens = tokenise(plain, paragraphs)
    names = []
    for i, (start, end) in enumerate(spans):
        inside = [n for n, t in enumerate(tokens) if t.start >= start and t.end <= end and t.end > t.start]
        kind = types[i] if i < len(types) else "organisation"
        names.append(Name(start, end, inside[0], inside[-1] + 1, kind, 0.9, language))
    return Marked(plain, paragraphs, tokens, label_tokens(tokens, paragraphs, language), names)
