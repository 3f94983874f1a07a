"""The word lists of a pack as one matcher over tokens, in time linear in their number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from netgraph.language.pack import Entries, Pack, available, load_pack

Match = tuple[int, int, str]

# A compound's tail takes an inflection, not another noun: *förening* is föreningarnas, not föreningsstämma.
_LONGEST_ENDING = 5
_LONGEST_TOKEN = 64
_CACHED_TOKENS = 50_000
# The language whose names of organisations and projects occur in texts of all others.
_LENDER = "en"
# Shorter ones are other words elsewhere: "Per", "Are" and "Vid" begin sentences, "u.a." is an abbreviation.
_SHORTEST_NAME, _SHORTEST_FORM = 4, 3
_AS_WRITTEN = ("given_name",)
_PIECE = re.compile(r"\*?\w+\*?|[^\w\s*]")
_LABELS = {
    "organisation_heads": "organisation_head",
    "initiative_heads": "initiative_head",
    "place_heads": "place_head",
    "roles": "role",
    "titles": "title",
    "given_names": "given_name",
    "legal_forms": "legal_form",
    "conjunctions": "conjunction",
    "agent_markers": "agent_marker",
    "negation": "negation",
    "excluding": "excluding",
    "only": "only",
    "contrast": "contrast",
    "planned": "planned",
    "ended": "ended",
    "stop_names": "stop_name",
}


class _Node:
    """One state of the trie: where each pattern of the next token leads, and what ends here."""

    __slots__ = ("labels", "next")

    def __init__(self) -> None:
        self.next: dict[int, _Node] = {}
        self.labels: tuple[str, ...] = ()


class Lexicon:
    """Finds the entries of a pack in a sequence of tokens.

    Case does not count but for abbreviations in capitals and given names: ``US`` is no ``us``, ``Per`` no ``per``.
    """

    def __init__(self, entries: Sequence[tuple[str, str]]) -> None:
        self._root = _Node()
        self._written: dict[str, int] = {}
        self._exact: dict[str, int] = {}
        self._prefixes: dict[str, int] = {}
        self._suffixes: dict[str, int] = {}
        self._infixes: dict[str, int] = {}
        self._seen: dict[str, tuple[int, ...]] = {}
        patterns = 0
        for entry, label in entries:
            node = self._root
            for piece in _PIECE.findall(entry):
                written = piece.isalpha() and (label in _AS_WRITTEN or (len(piece) > 1 and piece.isupper()))
                table = self._written if written else self._table(piece)
                pattern = table.setdefault(piece if written else fold(piece.strip("*")), patterns)
                patterns += pattern == patterns
                node = node.next.setdefault(pattern, _Node())
            if node is not self._root and label not in node.labels:
                node.labels = (*node.labels, label)
        self._infix_starts: dict[str, list[str]] = {}
        for stem in self._infixes:
            self._infix_starts.setdefault(stem[:2], []).append(stem)
        self._prefix_lengths = tuple(sorted({len(stem) for stem in self._prefixes}))
        self._suffix_lengths = tuple(sorted({len(stem) for stem in self._suffixes}))

    def match(self, tokens: Sequence[str]) -> list[Match]:
        """Matches as (first token, token after the last, label), sorted; the longest for each start and label."""
        patterns = [self._patterns(token) for token in tokens]
        found: list[Match] = []
        for start, first in enumerate(patterns):
            if first:
                found.extend(self._match_at(patterns, start))
        return found

    def _match_at(self, patterns: Sequence[tuple[int, ...]], start: int) -> list[Match]:
        ends: dict[str, int] = {}
        nodes, at = [self._root], start
        while nodes and at < len(patterns):
            here = patterns[at]
            nodes = [node.next[pattern] for node in nodes for pattern in here if pattern in node.next]
            at += 1
            for node in nodes:
                for label in node.labels:
                    ends[label] = at
        return sorted((start, end, label) for label, end in ends.items())

    def _table(self, piece: str) -> dict[str, int]:
        open_start, open_end = piece.startswith("*"), piece.endswith("*")
        if open_start and open_end:
            return self._infixes
        if open_start:
            return self._suffixes
        return self._prefixes if open_end else self._exact

    def _patterns(self, token: str) -> tuple[int, ...]:
        known = self._seen.get(token)
        if known is None:
            known = tuple(self._find_patterns(token[:_LONGEST_TOKEN]))
            if len(self._seen) >= _CACHED_TOKENS:
                self._seen.clear()
            if len(token) <= _LONGEST_TOKEN:
                self._seen[token] = known
        return known

    def _find_patterns(self, token: str) -> Iterator[int]:
        if token in self._written:
            yield self._written[token]
        word = fold(token)
        if word in self._exact:
            yield self._exact[word]
        for length in self._prefix_lengths:
            if length > len(word):
                break
            if word[:length] in self._prefixes:
                yield self._prefixes[word[:length]]
        for length in self._suffix_lengths:
            if length > len(word):
                break
            if word[-length:] in self._suffixes:
                yield self._suffixes[word[-length:]]
        for at in range(len(word) - 1):
            for stem in self._infix_starts.get(word[at : at + 2], ()):
                if word.startswith(stem, at) and len(word) - at - len(stem) <= _LONGEST_ENDING:
                    yield self._infixes[stem]


def build_lexicon(pack: Pack) -> Lexicon:
    """The matcher over all lists of a pack.

    Labels: ``organisation_head``, ``initiative_head``, ``place_head``, ``role``, ``title``, ``given_name``,
    ``legal_form``, ``conjunction``, ``agent_marker``, ``negation``, ``excluding``, ``only``, ``contrast``, ``planned``,
    ``ended``, ``stop_name``, ``we``, ``month:1`` to ``month:12``, and ``cue:``, ``heading:``, ``anaphora:``,
    ``country:`` and ``adjective:`` followed by the key.
    """
    return Lexicon([(entry, label) for label, entries in _labelled(pack) for entry in entries])


@cache
def load_lexicon(iso: str) -> Lexicon:
    """The matcher of a language, built once, with what names borrow from other languages.

    English heads, and the given names and legal forms of every pack, occur in texts of any language.
    """
    lists = (*_labelled(load_pack(iso)), *_borrowed())
    return Lexicon([(entry, label) for label, entries in lists for entry in entries])


def fold(word: str) -> str:
    """Form in which words are compared: case-folded, with a straight apostrophe."""
    return word.casefold().replace("’", "'")


def _labelled(pack: Pack) -> Iterator[tuple[str, Entries]]:
    for name, label in _LABELS.items():
        yield label, getattr(pack, name)
    yield "given_name", tuple(name.upper() for name in pack.given_names)
    for number, forms in enumerate(pack.months, start=1):
        yield f"month:{number}", forms
    for prefix, table in (
        ("cue", pack.cues),
        ("heading", pack.headings),
        ("country", pack.country_names),
        ("adjective", pack.country_adjectives),
    ):
        for key, entries in table.items():
            yield f"{prefix}:{key}", entries
    for key, entries in pack.anaphora.items():
        yield "we" if key == "we" else f"anaphora:{key}", entries


def _borrowed() -> Iterator[tuple[str, Entries]]:
    for name in ("organisation_heads", "initiative_heads"):
        yield _LABELS[name], getattr(load_pack(_LENDER), name)
    for iso in available():
        pack = load_pack(iso)
        yield "legal_form", tuple(form for form in pack.legal_forms if _letters(form) >= _SHORTEST_FORM)
        names = tuple(name for name in pack.given_names if _letters(name) >= _SHORTEST_NAME)
        yield "given_name", (*names, *(name.upper() for name in names))


def _letters(entry: str) -> int:
    return sum(map(str.isalpha, entry))
