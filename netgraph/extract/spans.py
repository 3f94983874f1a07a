"""From tagged tokens to names in the text: trimmed, completed, and found again where the tagger missed them."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

import numpy as np

from netgraph.extract.corrections import mend
from netgraph.extract.encoder import Encoding
from netgraph.extract.features import Token
from netgraph.extract.forms import joining_words, spelt_out
from netgraph.extract.generic import is_generic
from netgraph.extract.names import BREAKS, Name, word_stem
from netgraph.extract.paired import part_pairs
from netgraph.extract.parting import OFFICES, part_names, strengthen
from netgraph.extract.quoted import join_quoted
from netgraph.extract.rows import complete_rows
from netgraph.extract.seats import tells_where, without_nationality, without_origin, without_seats
from netgraph.extract.tagger import Floats, Span, read_spans, type_mass
from netgraph.language import is_acronym
from netgraph.language.lexicon import load_lexicon
from netgraph.language.roman import roman_value
from netgraph.model import Document, Paragraph

FILLS, MOST = 0.8, 0.5  # of a title, of what stands in quotation marks
LINE, QUOTED = 30, 12  # tokens
LONGEST = 300  # characters of a name
WHOLE = 6  # letters of a word that is no abbreviation
ABBREVIATION = 8  # letters of one
NEAR = 3  # tokens in which a quote or bracket closes
REPEATED = 0.5  # a name at least this sure is looked for in the rest of the document
_EDGES = "\"'„“”‚‘’«»‹›()[]{}<>,;:.!?*_#|/\\–—-‒―−‐•·→▶►"
_OPEN = {"„": "”“\"", "“": "”", "”": "”", "«": "»", "»": "«", '"': '"', "‘": "’", "‚": "‘’"}
_ELIDED = frozenset({"Dell", "Dall", "Nell", "Sull", "D", "L", "O"})  # what stands before an apostrophe in a surname
_PARTICLES = frozenset({  # within a surname
    "de", "del", "la", "da", "das", "do", "dos", "di", "della", "von", "van", "der", "den", "zu", "af", "av", "du",
    "des", "ter",
})  # fmt: skip
_POLITE = frozenset({"Państwa", "Państwu", "Państwem", "Państwo", "Pana", "Panu", "Pani", "Panią"})  # "you" in Polish
_CLOSE = frozenset("”“»«\"’‘")
_PAIRS = {"(": ")", "[": "]", "„": "”", "«": "»", "“": "”"}
# Addresses of pages and names of picture files, as galleries and footers leave them in a text.
_ADDRESS = re.compile(
    r"[\w.-]{1,80}\.[a-z]{2,8}/|(?:IMG|DSC[NF]?|PXL)[ _-]?\d{3}|\S{1,80}\.(?:jpe?g|png|gif|svg|webp|pdf)\b"
)
_WORDLIKE = re.compile(r"\w")
_CLOSED_BY = {"„": "”“", "“": "”", "«": "»", "(": ")", "[": "]", '"': '"'}


def find_names(
    document: Document, tokens: Sequence[Token], paragraphs: Sequence[Paragraph], encoding: Encoding
) -> list[Name]:
    """The names of a document in order, as the shipped tagger sees them; none overlaps another."""
    breaks = np.array([t.form in BREAKS for t in tokens], np.bool_)
    spans = mend(read_spans(encoding.tags, breaks), tokens, encoding)
    spans = fill_quotes(fill_title(spans, tokens, encoding.tags), tokens)
    return place_names(document, tokens, paragraphs, spans)


def place_names(
    document: Document, tokens: Sequence[Token], paragraphs: Sequence[Paragraph], spans: Iterable[Span]
) -> list[Name]:
    """The names that spans of tokens make, trimmed, and again wherever a sure one is repeated.

    Args:
        spans: in the order of the text; none overlaps another.
    """
    language = Languages(paragraphs, document.language)
    names: list[Name] = []
    for span in spans:
        trimmed = trim(tokens, span)
        if trimmed is None or tells_where(document.text, tokens, trimmed, language.at):
            continue
        if trimmed.type == "organisation" and _is_office(tokens, trimmed, language, names):
            continue
        bare = without_nationality(tokens, trimmed, language.at)
        whole = _whole_surname(tokens, without_origin(document.text, tokens, bare, language.at))
        here = language.at(tokens[whole.start].start)
        for part in part_affiliation(tokens, whole, here) if whole.type == "person" else part_acronym(tokens, whole):
            start, end = tokens[part.start].start, tokens[part.end - 1].end
            if part.type != "person" and is_generic(document.text[start:end], language.at(start)):
                continue
            if end - start <= LONGEST and not _ADDRESS.match(document.text, start, end):
                names.append(Name(start, end, part.start, part.end, part.type, part.confidence, language.at(start)))
    names = part_names(tokens, without_seats(document.text, whole_people(tokens, names)))
    names = strengthen(tokens, part_pairs(tokens, join_quoted(tokens, names)))
    return complete_rows(document.text, tokens, repeat(document.text, tokens, names, language), language.at)


def fill_title(spans: Sequence[Span], tokens: Sequence[Token], tags: Floats) -> list[Span]:
    """An initiative that is nearly all of the title is the whole of it, and surer: a page is about its title.

    Args:
        tags: log-probabilities, as in ``read_spans``.
    """
    end = next((i for i in range(1, len(tokens)) if tokens[i].form in BREAKS), len(tokens))
    inside = [s for s in spans if s.start < end]
    if [s.type for s in inside] != ["initiative"] or inside[0].end - inside[0].start < FILLS * (end - 1) or end > LINE:
        return list(spans)
    share = float(type_mass(tags[1:end], "initiative").mean())
    return [Span(1, end, "initiative", (1 + share) / 2), *spans[1:]]


def fill_quotes(spans: Sequence[Span], tokens: Sequence[Token]) -> list[Span]:
    """An initiative that is most of what stands in quotation marks is all of it; in more it is only spoken of."""
    out: list[Span] = []
    for n, span in enumerate(spans):
        after = spans[n + 1].start if n + 1 < len(spans) else len(tokens)
        before = out[-1].end if out else 0
        start = next((i for i in range(span.start - 1, max(before, span.start - QUOTED) - 1, -1)
                      if tokens[i].form in _OPEN or tokens[i].form in BREAKS), None)  # fmt: skip
        end = next((i for i in range(span.end, min(after, span.end + QUOTED))
                    if tokens[i].form in _CLOSE or tokens[i].form in BREAKS), None)  # fmt: skip
        if (
            span.type == "initiative" and start is not None and end is not None
            and tokens[end].form in _OPEN.get(tokens[start].form, "")
            and span.end - span.start >= MOST * (end - start - 1)
        ):  # fmt: skip
            span = Span(start + 1, end, span.type, span.confidence)
        out.append(span)
    return out


class Languages:
    """The language at each place of a document."""

    def __init__(self, paragraphs: Sequence[Paragraph], default: str) -> None:
        self._starts = [p.start for p in paragraphs]
        self._languages = [p.language if p.language != "und" else default for p in paragraphs]
        self.default = default

    def at(self, position: int) -> str:
        """The language of the paragraph that holds a position."""
        i = bisect.bisect_right(self._starts, position) - 1
        return self._languages[i] if i >= 0 else self.default


def trim(tokens: Sequence[Token], span: Span) -> Span | None:
    """The span without quotes, brackets and signs at its ends; None when no letter is left.

    A bracket that closes one opened inside stays, and so does the full stop of "e.V.".
    """
    start, end = span.start, span.end
    polite = span.type != "person"
    while start < end and (
        tokens[start].form in _EDGES or tokens[start].form in BREAKS or (polite and tokens[start].form in _POLITE)
    ):
        polite = polite and tokens[start].form not in _POLITE
        start += 1
    if not polite and span.type != "person":
        while start < end and tokens[start].form in joining_words():  # "zapraszamy Państwa na Forum"
            start += 1
    while end > start and (
        (tokens[end - 1].form in joining_words() and not _is_dotted(tokens, start, end))
        or (tokens[end - 1].form in _EDGES and not _belongs(tokens, start, end))
    ):
        end -= 1
    ends = (_ends_sentence, _after_quote, _closes_outside, _hangs_on)
    end = next((i for i in range(start + 1, end) if any(rule(tokens, start, i) for rule in ends)), end)
    text = [t.form for t in tokens[start:end]]
    if not any(c.isalpha() for form in text for c in form):
        return None
    # A quote or bracket that was opened inside and closes right behind belongs to the name.
    for open_, close in _CLOSED_BY.items():
        open_inside = text.count(open_) % 2 and not set(close) & (set(text) - {open_})
        at = next((i for i in range(end, min(end + NEAR, len(tokens))) if tokens[i].form in close), None)
        if open_inside and at is not None and all(tokens[i].form in _EDGES for i in range(end, at)):
            end = at + 1
            break
    return Span(start, end, span.type, span.confidence)


def _is_dotted(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the last letter belongs to a short form that lacks its last full stop: "Sp. z o.o"."""
    if end - start < 3:
        return False
    letter, stop, last = tokens[end - 3 : end]
    return stop.form == "." and stop.end == last.start and len(last.form) == len(letter.form) == 1


def part_acronym(tokens: Sequence[Token], span: Span) -> list[Span]:
    """A name and the acronym in brackets at its end are two names of one thing: "Svenska Institutet (SI)".

    So are an acronym and the name that spells it out: "LIND, Lokal Innovation i Norra Dalarna".
    """
    inside = [t.form for t in tokens[span.start : span.end]]
    closed = inside[1:2] == ["("] and inside[-1] == ")"
    if (closed or inside[1:2] == [","]) and spelt_out(inside[0], inside[2 : len(inside) - closed]):
        return [replace(span, end=span.start + 1), replace(span, start=span.start + 2, end=span.end - closed)]
    if len(inside) < 5 or inside[-3] != "(" or inside[-1] != ")":
        return [span]
    if not is_acronym(inside[-2]) and not _shortens(inside[-2], "".join(inside[:-3])):
        return [span]
    return [
        Span(span.start, span.end - 3, span.type, span.confidence),
        Span(span.end - 2, span.end - 1, span.type, span.confidence),
    ]


def _shortens(short: str, name: str) -> bool:
    """Whether a short word has the first letter of a name and its others in their order: "Difi"."""
    letters = iter(name.casefold())
    few = len(short) <= ABBREVIATION and short[0].isupper() and short.isalpha()
    return few and short[0] == name[0] and all(letter in letters for letter in short.casefold())


def part_affiliation(tokens: Sequence[Token], span: Span, language: str) -> list[Span]:
    """A person and the acronym of a body right behind: "João Serra LNEC" is a person of LNEC.

    In French a surname may stand in capitals; a Roman number is no body.
    """
    *names, last = [t.form for t in tokens[span.start : span.end]]
    acronym = len(last) in (3, 4, 5) and last.isalpha() and last.isupper() and roman_value(last) is None
    if language == "fr" or len(names) < 2 or not acronym or not all(n[0].isupper() and not n.isupper() for n in names):
        return [span]
    return [replace(span, end=span.end - 1), Span(span.end - 1, span.end, "organisation", span.confidence)]


def whole_people(tokens: Sequence[Token], names: Sequence[Name]) -> list[Name]:
    """People with all of a name that a particle parts: "Trinidad Manrique" and "Lara Vílchez", with "de" between."""
    out: list[Name] = []
    for name in names:
        before = out[-1] if out else None
        between = [t.form for t in tokens[before.last : name.first]] if before is not None else []
        if before is not None and before.type == name.type == "person" and between and _PARTICLES.issuperset(between):
            sure = min(before.confidence, name.confidence)
            out[-1] = replace(before, end=name.end, last=name.last, confidence=sure)
        else:
            out.append(name)
    return out


def _whole_surname(tokens: Sequence[Token], span: Span) -> Span:
    """A person with all of a surname that an apostrophe parts: "Serena Dell’Agli"."""
    end = span.end
    if span.type != "person" or end + 1 >= len(tokens) or tokens[end].form not in ("'", "’"):
        return span
    last, after = tokens[end - 1], tokens[end + 1]
    joined = last.end == tokens[end].start and tokens[end].end == after.start
    return replace(span, end=end + 2) if joined and last.form in _ELIDED and after.form[0].isupper() else span


def _is_office(tokens: Sequence[Token], span: Span, language: Languages, names: Sequence[Name]) -> bool:
    """Whether a name is nothing but what somebody is: "Co-Founder", "CEO & Managing Director".

    In brackets behind a person the first word tells: "Anna Roth (Chairman of Council)".
    """
    forms = [t.form for t in tokens[span.start : span.end]]
    said = {i for i, form in enumerate(forms) if form in OFFICES or not form.isalnum()}
    heads: set[int] = set()
    for iso in dict.fromkeys((language.at(tokens[span.start].start), "en")):
        for start, end, label in load_lexicon(iso).match(forms):
            said.update(range(start, end) if label == "role" else ())
            heads.update(range(start, end) if label == "organisation_head" else ())
    inside = span.start > 0 and span.end < len(tokens)
    around = tokens[span.start - 1].form + tokens[span.end].form if inside else ""
    explains = around == "()" and bool(names) and names[-1].type == "person" and names[-1].last == span.start - 1
    return len(said - heads) == len(forms) or (explains and 0 in said)


def _after_quote(tokens: Sequence[Token], start: int, i: int) -> bool:
    """Whether a preposition stands behind the quoted part of a name: "Verein „Oder“ in Schwedt" ends before it."""
    return tokens[i].form in joining_words() and tokens[i - 1].form in _CLOSE and any(
        tokens[i - 1].form in _OPEN.get(token.form, "") for token in tokens[max(start, i - LINE) : i - 1]
    )


def _closes_outside(tokens: Sequence[Token], start: int, i: int) -> bool:
    """Whether a quote that was opened right before the name, or a bracket that was not opened in it, closes here.

    A word that goes on behind the quote may belong to the name: „Nowa“ Fundacja.
    """
    form = tokens[i].form
    if start and form in _OPEN.get(tokens[start - 1].form, ""):
        return i + 1 == len(tokens) or not tokens[i + 1].form[0].isupper()
    opening = {")": "(", "]": "["}.get(form)
    if opening is None:
        return False
    inside = [t.form for t in tokens[max(start, i - LINE) : i]]
    # The number of an item, "1)", closes nothing.
    return inside.count(opening) <= inside.count(form) and any(c.isalpha() for word in inside for c in word)


def _hangs_on(tokens: Sequence[Token], start: int, i: int) -> bool:
    """Whether a word hangs on to the name by a hyphen behind a space, as in Finnish: "Baltic Metropoles -verkosto"."""
    if tokens[i].form != "-" or i + 1 >= len(tokens):
        return False
    return tokens[i - 1].end < tokens[i].start and tokens[i].end == tokens[i + 1].start and tokens[i + 1].form.islower()


def _ends_sentence(tokens: Sequence[Token], start: int, i: int) -> bool:
    """Whether a full stop inside a name stands behind a whole word and before a capital, in which no name goes on."""
    if tokens[i].form != "." or i + 1 >= len(tokens):
        return False
    before, after = tokens[i - 1], tokens[i + 1]
    whole = len(before.form) >= WHOLE and before.end == tokens[i].start and before.form.isalpha()
    return whole and after.start > tokens[i].end and after.form[:1].isupper()


def _belongs(tokens: Sequence[Token], start: int, end: int) -> bool:
    last, inside = tokens[end - 1].form, [t.form for t in tokens[start : end - 1]]
    if last == ".":
        # "e.V.", "s.r.o.", "Inc." as the tagger saw it, but not the end of a sentence after a whole word.
        return (len(inside) > 1 and inside[-2] == ".") or (bool(inside) and len(inside[-1]) <= 2)
    return any(close == last and inside.count(open_) > inside.count(close) for open_, close in _PAIRS.items())


def repeat(text: str, tokens: Sequence[Token], names: list[Name], language: Languages) -> list[Name]:
    """Adds the places where a sure name stands again, be it inflected, outside the names found."""
    words = [i for i, t in enumerate(tokens) if t.end > t.start]
    taken = np.zeros(len(text) + 1, np.bool_)
    for n in names:
        taken[n.start : n.end] = True
    stem = cache(lambda form: word_stem(form, language.default))
    known: dict[tuple[str, ...], Name] = {}
    for n in sorted(names, key=lambda n: (-n.confidence, n.start)):
        form = text[n.start : n.end]
        short = n.last - n.first <= LINE
        if n.confidence >= REPEATED and len(form) > 3 and short and not form.islower() and n.type != "person":
            key = tuple(stem(t.form) for t in tokens[n.first : n.last] if t.end > t.start)
            known.setdefault(key, n)
    if not known:
        return list(names)
    found = list(names)
    # By the word that a form begins with: how many words it may have. So each place is looked at a few times only.
    lengths: dict[str, set[int]] = {}
    for key in known:
        lengths.setdefault(key[0], set()).add(len(key))
    stems = [stem(tokens[i].form) for i in words]
    places = []
    for at, i in enumerate(words):
        for length in lengths.get(stems[at], ()):
            key = tuple(stems[at : at + length])
            if len(key) == length and key in known:
                last = words[at + length - 1]
                s, e = tokens[i].start, tokens[last].end
                if not _WORDLIKE.search(text[s - 1 : s] + " " + text[e : e + 1]):
                    places.append((s - e, key, s, e, i, last + 1))
    for _, key, s, e, first, last in sorted(places):
        n = known[key]
        if not taken[s:e].any():
            taken[s:e] = True
            found.append(Name(s, e, first, last, n.type, n.confidence * 0.8, language.at(s)))
    return sorted(found, key=lambda n: n.start)
