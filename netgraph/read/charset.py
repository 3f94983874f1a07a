"""The character encoding of bytes, by evidence: mark, shape, declaration, and letters last."""

import codecs
import re
from dataclasses import dataclass

SAMPLE = 200_000  # bytes that the detector looks at

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The encodings that European texts of the web are found in, and those of older machines: a short text must not
# be taken for one of the latter because it lacks evidence.
_USUAL = (
    "cp1250", "iso-8859-2", "cp1252", "iso-8859-15", "cp1257", "iso-8859-13", "cp1254", "iso-8859-9",
    "cp1251", "iso-8859-5", "koi8-r", "koi8-u", "cp1253", "iso-8859-7",
)  # fmt: skip
_OLDER = ("iso-8859-3", "iso-8859-4", "cp852", "cp850", "cp437", "cp775", "cp866", "mac-roman", "mac-latin2")
_SYMBOLS = r"[\x80-\x9f¡-©«-´¶¸¹»-¿×÷‚„†‡‰‹›•™˘˙˛˝ˇ\u2500-\u25ff]"
_ODD = re.compile(rf"[^\W\d_]{_SYMBOLS}[^\W\d_]|[a-ząćęłńśźż][À-Þ][a-z]")
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})|<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding that it was found in, and what was wrong about it."""

    text: str
    charset: str
    damaged: int = 0  # characters that could not be decoded
    reason: str | None = None


def decode(data: bytes, *, markup: bool = False) -> Decoded:
    """Decode bytes by the evidence in them.

    A byte order mark comes first, then the shape of UTF-16 without a mark, then UTF-8, which other encodings do
    not form by chance; then the charset that a page declares (``markup``), if the bytes bear it out; then a
    detector, limited to the encodings of European languages.
    """
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], charset)
    wide = _wide(data)
    if wide:
        return _lenient(data, wide)
    declared = _declared(data) if markup else None
    if _is_utf8(data):
        text = data.decode("utf-8")
        conflict = declared not in (None, "utf-8") and not text.isascii()
        return Decoded(text, "utf-8", reason=_conflict(declared, "utf-8") if conflict else None)
    if _nearly_utf8(data):
        return _lenient(data, "utf-8")
    charset = detect(data)
    if declared not in (None, "utf-8", charset) and _bears_out(data, declared, charset):
        charset = declared
    found = _lenient(data, charset)
    reason = found.reason or (_conflict(declared, charset) if declared not in (None, charset) else None)
    return Decoded(found.text, charset, found.damaged, reason)


def detect(data: bytes) -> str:
    """The likeliest single-byte encoding of bytes that are not UTF-8."""
    sample = _telling(data)
    usual = _guess(sample, _USUAL)
    if _oddness(sample, usual) == 0:
        return usual
    older = _guess(sample, _USUAL + _OLDER)
    return older if _oddness(sample, older) < _oddness(sample, usual) else usual


def _guess(sample: bytes, candidates: tuple[str, ...]) -> str:
    import chardet

    guess = chardet.detect(sample, compat_names=False, include_encodings=candidates, no_match_encoding="cp1252")
    return _name(guess["encoding"] or "cp1252") or "cp1252"


def _oddness(sample: bytes, charset: str) -> int:
    """How often a symbol or a capital stands within a word where no writer puts one."""
    text = sample.decode(charset, "replace")
    return len(_ODD.findall(text)) + len(re.findall("[\x80-\x9f]", text))


def _name(label: str) -> str | None:
    """The one spelling used here for an encoding, or None when Python does not know it as a text encoding."""
    try:
        info = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    if not getattr(info, "_is_text_encoding", True):
        return None
    # Pages that say Latin-1 mean its superset, as every browser reads them.
    name = {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(info.name, info.name)
    return re.sub(r"^iso8859", "iso-8859", name)


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:4096])
    return _name((found[1] or found[2]).decode("ascii", "replace")) if found else None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _nearly_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 but for a few broken places: a cut end, a pasted word."""
    text = _telling(data).decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for c in text if c > "\x7f") - broken
    return whole > 2 * broken


def _telling(data: bytes) -> bytes:
    """A sample that holds what tells encodings apart: the places with bytes beyond ASCII."""
    if len(data) <= SAMPLE:
        return data
    parts: list[bytes] = []
    size = 0
    for found in re.finditer(rb"[\x00-\x7f]{0,80}[\x80-\xff][^\n]{0,300}\n?", data):
        parts.append(found[0])
        size += len(found[0])
        if size > SAMPLE:
            break
    return b" ".join(parts)


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, told by where the zero bytes stand."""
    sample = data[:4096]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    sample = sample[: len(sample) // 4 * 4]
    zeros = [sample[n::4].count(0) / (len(sample) // 4) for n in range(4)]
    if min(zeros[1:]) > 0.9 and zeros[0] < 0.1:
        return "utf-32-le"
    if min(zeros[:3]) > 0.9 and zeros[3] < 0.1:
        return "utf-32-be"
    even, odd = (zeros[0] + zeros[2]) / 2, (zeros[1] + zeros[3]) / 2
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    if even > 0.4 and odd < 0.05:
        return "utf-16-be"
    return None


def _bears_out(data: bytes, declared: str, detected: str) -> bool:
    """Whether to believe a declared charset against a detected one.

    Latin-1 is what editors write unasked, so it is believed only where both give the same text.
    """
    sample = _telling(data)
    text = sample.decode(declared, "replace")
    if text == sample.decode(detected, "replace"):
        return True
    return declared not in ("cp1252", "utf-8") and "\ufffd" not in text and _oddness(sample, declared) == 0


def _lenient(data: bytes, charset: str) -> Decoded:
    """Decode with a replacement character for what does not fit, counted."""
    text = data.decode(charset, "replace")
    damaged = text.count("\ufffd") - (data.count(b"\xef\xbf\xbd") if charset == "utf-8" else 0)
    reason = f"charset_damaged: {damaged} characters are not valid {charset}" if damaged > 0 else None
    return Decoded(text, charset, max(damaged, 0), reason)


def _conflict(declared: str | None, found: str) -> str:
    return f"charset_conflict: the page says {declared}, its bytes are {found}"
