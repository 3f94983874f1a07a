"""Decoded text made fit to store: valid characters, one kind of line end, NFC."""

import re
import unicodedata

_LINE_END = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f]")
UNSEEN = re.compile("[\u00ad\u200b\u200c\u2060\ufeff]")  # soft hyphens and joints: where a word may break, or not
_CEDILLAS = str.maketrans("\u015f\u0163\u015e\u0162", "\u0219\u021b\u0218\u021a")
_INVALID = re.compile("[\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text as it is kept, and as all offsets count it.

    Line ends become ``\\n``, control characters a space, lone surrogates and non-characters U+FFFD; soft hyphens and
    other marks that nobody sees go; the result is in NFC. Nothing else changes.
    """
    text = _LINE_END.sub("\n", text)
    text = _INVALID.sub("\ufffd", _CONTROL.sub(" ", UNSEEN.sub("", text)))
    text = unicodedata.normalize("NFC", text)
    # Romanian as it was typed before 2007: no other language has a t with a cedilla.
    return text.translate(_CEDILLAS) if "\u0163" in text or "\u0162" in text else text


def is_binary(text: str) -> bool:
    """Whether decoded bytes are no text: many control characters, undecodable places or private-use characters."""
    sample = text[:20_000]
    bad = len(_CONTROL.findall(sample)) + sample.count("\ufffd")
    return bad > max(2, len(sample) // 50)
