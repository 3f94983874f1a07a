"""Lexicon labels as columns: what the packs say of each token, in the order that the model was trained with."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from netgraph.extract.features import Token
from netgraph.language.lexicon import load_lexicon
from netgraph.language.pack import HEADINGS
from netgraph.model import NODE_TYPES, RELATION_TYPES, Paragraph
from netgraph.places import find_place

LABELS: tuple[str, ...] = (
    "organisation_head", "initiative_head", "place_head", "role", "title", "given_name", "legal_form",
    *(f"cue:{t}" for t in RELATION_TYPES), *(f"heading:{h}" for h in HEADINGS),
    *(f"anaphora:{t}" for t in NODE_TYPES), "we", "agent_marker", "negation", "planned", "ended", "stop_name",
    "country", "adjective", "place", "conjunction",
)  # fmt: skip
COLUMN = {label: i for i, label in enumerate(LABELS)}


def label_tokens(tokens: Sequence[Token], paragraphs: Sequence[Paragraph], default: str) -> NDArray[np.bool_]:
    """Array (tokens, labels): each paragraph is read with the pack of its own language.

    Args:
        default: language of paragraphs whose own is unknown.
    """
    bits = np.zeros((len(tokens), len(LABELS)), np.bool_)
    starts = [i for i, t in enumerate(tokens) if t.start == t.end] + [len(tokens)]
    for number, (start, end) in enumerate(pairwise(starts)):
        language = paragraphs[number].language if number < len(paragraphs) else "und"
        language = default if language == "und" else language
        lexicon = load_lexicon(language)
        for s, e, label in lexicon.match([t.form for t in tokens[start + 1 : end]]):
            column = COLUMN.get(label, COLUMN.get(label.partition(":")[0]))
            if column is not None:
                bits[start + 1 + s : start + 1 + e, column] = True
        for i in range(start + 1, end):
            form = tokens[i].form
            bits[i, COLUMN["place"]] = len(form) > 2 and form[0].isupper() and find_place(form, language) is not None
    return bits
