"""Letters of European alphabets as plain ASCII: for comparison (``fold``) and for readable ids (``slug``)."""

import re
import unicodedata
from functools import lru_cache

_PLAIN = str.maketrans(
    {
        "ł": "l", "Ł": "L", "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O",
        "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "ħ": "h", "Ħ": "H", "ŋ": "n",
        "’": "'", "ʼ": "'",
    }
)  # fmt: skip
# Cyrillic (Bulgarian, Ukrainian, Russian, Serbian, Macedonian) and Greek, in the plainest common romanisation.
_CYRILLIC = """а=a б=b в=v г=g д=d е=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=h ц=ts ч=ch ш=sh
щ=sht ъ=a ы=y ь= э=e ю=yu я=ya і=i ї=yi є=ye ґ=g ј=j љ=lj њ=nj ћ=c ђ=dj џ=dz ё=yo ў=u ѓ=g ќ=k ѕ=dz"""
_GREEK = """α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o"""
_OTHER_SCRIPTS = str.maketrans(dict(pair.split("=") for pair in f"{_CYRILLIC} {_GREEK}".split()))
_DIGRAPHS = re.compile(r"ae|oe|ue|aa")
_WORD = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=200_000)
def ascii_of(text: str) -> str:
    """Lower-case ASCII of ``text``: ``Łódź`` is ``lodz``, ``Αθήνα`` is ``athina``."""
    text = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text).translate(_PLAIN).casefold())
    text = "".join(c for c in text if not unicodedata.combining(c) or c == "\u0306")
    text = unicodedata.normalize("NFC", text).replace("\u0306", "").translate(_OTHER_SCRIPTS)
    return "".join(c for c in unicodedata.normalize("NFKD", text) if c.isascii())


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """ASCII in which spellings of one letter agree: ``Müller`` and ``Mueller``, ``Århus`` and ``Aarhus``."""
    return _DIGRAPHS.sub(lambda pair: pair[0][0], ascii_of(text))


def slug(text: str) -> str:
    """Readable id: ASCII words joined by hyphens; ``x`` when no letter or digit is left."""
    return "-".join(_WORD.findall(ascii_of(text)))[:80].strip("-") or "x"
