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
_CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґјљњћђџёўѓќѕ",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "zh",
            "z",
            "i",
            "y",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "h",
            "ts",
            "ch",
            "sh",
            "sht",
            "a",
            "y",
            "_",
            "e",
            "yu",
            "ya",
            "i",
            "yi",
            "ye",
            "g",
            "j",
            "lj",
            "nj",
            "c",
            "dj",
            "dz",
            "yo",
            "u",
            "g",
            "k",
            "dz",
        ],
        strict=True,
    )
)
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        [
            "a",
            "v",
            "g",
            "d",
            "e",
            "z",
            "i",
            "th",
            "i",
            "k",
            "l",
            "m",
            "n",
            "x",
            "o",
            "p",
            "r",
            "s",
            "s",
            "t",
            "y",
            "f",
            "ch",
            "ps",
            "o",
        ],
        strict=True,
    )
)
_OTHER_SCRIPTS = str.maketrans({k: v.replace("_", "") for k, v in (_CYRILLIC | _GREEK).items()})
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
