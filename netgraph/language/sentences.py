"""Sentence spans: where a full stop ends a sentence and where it belongs to an abbreviation, a number or an initial."""

import re
import tomllib
from functools import cache
from pathlib import Path

# A run of end signs with the quotes and brackets that close after it, before a space or the end; or an empty line.
# The look-behind starts each run once, the possessive repeats never go back: linear on a megabyte of stops.
_END = re.compile(
    r"(?<![.!?…])(?P<stop>[.!?…]++)(?P<close>[\"'”“’»›)\]}]*+(?:[ \u00a0\u202f]»(?=\s|\Z))?)(?=\s|\Z)"
    r"|(?P<gap>\n[^\S\n]*+\n)"
)
_NEXT = re.compile(r"[\s\"'„“”‚‘’«»‹›(\[{¿¡#*–—-]*+(\w*)")
_DOTTED = re.compile(r"\w(?:\.\w{1,3})+\Z")  # z.B, o.o, S.A, m.in
_PARTNERSHIPS = frozenset({"KG", "KGaA", "OHG", "AG", "SE", "KEG"})  # behind "& Co."
_ROMAN = re.compile(r"[IVXLCDM]{1,6}\Z")
_OPENING = "\"'„“”‚‘’«»‹›([{¿¡#*–—-/"
_REACH = 40  # characters looked at before and after a stop, which bounds the work for each


@cache
def _data() -> dict[str, frozenset[str]]:
    with (Path(__file__).parent / "sentences.toml").open("rb") as file:
        return {key: frozenset(words) for key, words in tomllib.load(file).items()}


@cache
def _abbreviations(language: str) -> frozenset[str]:
    from netgraph.language.pack import load_pack

    return _data()["common"] | {word.casefold().rstrip(".") for word in load_pack(language).abbreviations}


def split_sentences(text: str, start: int, end: int, language: str) -> list[tuple[int, int]]:
    """Spans of the sentences in ``text[start:end]``, without the space around them.

    An empty line always ends a sentence, a single line break never does.

    Args:
        text: the whole text; the spans are offsets into it.
        start: first character looked at.
        end: one past the last character looked at.
        language: ISO 639-1; chooses the abbreviations.
    """
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start, end):
        if match["gap"] is None and not _ends_sentence(text, begin, match, end, language):
            continue
        _append(spans, text, begin, match.end())
        begin = match.end()
    _append(spans, text, begin, end)
    return spans


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    """Add the span without the space at its ends, unless nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))


def _ends_sentence(text: str, begin: int, match: re.Match[str], end: int, language: str) -> bool:
    following = _NEXT.match(text, match.end(), end)
    word = following[1][:_REACH] if following else ""
    # "eSAM" and "iPhone" start a sentence, "mars" after "9." does not.
    if word[:1].islower() and word == word.lower():
        return False
    if match["stop"] != ".":
        return True
    before = text[max(begin, match.start() - _REACH) : match.start()].split()
    token = before[-1].lstrip(_OPENING) if before and not text[match.start() - 1].isspace() else ""
    return not word or not _keeps_open(token, word, before[:-1], language)


def _keeps_open(token: str, word: str, before: list[str], language: str) -> bool:
    """Whether a full stop after ``token`` and before the capital or number ``word`` is no end."""
    folded = token.casefold()
    if token.isdigit() or (_ROMAN.match(token) and len(token) > 1):
        if not before:  # a number that opens a sentence numbers an item: "1. Projekt"
            return True
        if before[-1].endswith("."):  # "kl. 12.", "godz. 9.": a cardinal
            return False
        return (len(token) <= 2 or not token.isdigit()) and language in _data()["ordinals"]
    if folded == "co" and word in _PARTNERSHIPS:
        return True
    if folded in _data()["closing"] and (len(token) > 1 or token.islower()):
        return word[0].isdigit()
    if len(token) == 1:
        return token.isalpha()
    return folded in _abbreviations(language) or _DOTTED.match(token) is not None
