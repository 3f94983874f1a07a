"""The name of a chain: the base form of its longest natural form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from netgraph.language import base_form
from netgraph.model import NodeType


def choose_name(texts: Sequence[str], language: str, kind: NodeType) -> str:
    """Base form of the longest form that the document uses.

    Args:
        texts: the surface forms, one entry a mention.
    """
    known = frozenset(" ".join(t.split()) for t in texts)
    counts = Counter(" ".join(t.split()) for t in texts)
    bases = {form: base_form(form, language, kind, known) for form in counts}
    # Among forms with as many words the base form itself, then the frequent one, is the natural one.
    best = max(counts, key=lambda f: (len(f.split()), bases[f] == f, counts[f], len(f), f))
    return bases[best]
