"""Comparison keys of place names: case, hyphens, apostrophes and spaces do not count; letters and accents do."""

import re
import unicodedata
from functools import lru_cache

_APART = re.compile(r"[\s\-‐‑‒–—_/]+")
_DROP = str.maketrans("", "", "'’‘`´\"“”„«».")
_PLAIN = str.maketrans({
    "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŀ": "l",
})  # fmt: skip


@lru_cache(maxsize=1 << 14)
def name_key(name: str) -> str:
    """Key under which a name is stored and looked up."""
    return _APART.sub(" ", unicodedata.normalize("NFC", name).translate(_DROP)).strip().casefold()


def plain_key(name: str) -> str:
    """The key without accents, as in ``"Vaxjo"``: for names typed on a foreign keyboard."""
    decomposed = unicodedata.normalize("NFD", name_key(name).translate(_PLAIN))
    return "".join(c for c in decomposed if not unicodedata.combining(c))
