"""Words and signs of a text as spans."""

import re

_TOKEN = re.compile(r"\w+|[^\w\s]")


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Spans of the words and single signs in ``text[start:end]``, in order.

    A word is a run of letters, digits and underscores; every other character
    that is not a space is a token of its own. Offsets are into ``text``.
    """
    stop = len(text) if end is None else end
    return [match.span() for match in _TOKEN.finditer(text, start, stop)]
