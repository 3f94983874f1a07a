"""Whether the words around two names deny that they are related, or place it in the future or in the past."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from netgraph.extract.features import MARKERS, Token
from netgraph.extract.labels import COLUMN
from netgraph.extract.names import Name
from netgraph.language.lexicon import load_lexicon
from netgraph.model import Modality, RelationType

# A clause ends here. No quotes, which stand around names, and no full stops, which stand in abbreviations.
_MARKERS = frozenset(MARKERS.values())
_BREAKS = frozenset((",", ";", ":", "(", ")", "[", "]", "–", "—", "|", "•")) | _MARKERS
_LISTED = (MARKERS["item"], MARKERS["row"])
_CLOSE = 2  # tokens between a word that denies and the name that it denies: a preposition and an article
_ARTICLE = 4  # letters that an article has at most
_TRAILING = 3  # tokens between the second name and a word that denies: "arbeiten nicht zusammen"
_JOINED = 3  # tokens between two names that a word before both can deny: "never have A and B"
_LEAD = 12  # tokens of a line that heads a list
_WIDEST = 200  # tokens looked at on each side of a name, whatever the length of the sentence
# What is over is told of these before the names ("former member"); elsewhere it tells of the names themselves.
_STATES: frozenset[RelationType] = frozenset({"affiliated_with", "member_of"})


class Wording:
    """The words of a document, asked for what they say between and around two names.

    Args:
        tokens: with their paragraph markers.
        bits: lexicon labels of the tokens, (tokens, labels).
        names: their own words deny nothing: "Inte utan min dotter".
    """

    def __init__(self, tokens: Sequence[Token], bits: NDArray[np.bool_], names: Sequence[Name]) -> None:
        self._forms = [t.form for t in tokens]
        self._starts = [t.start for t in tokens]
        free = np.ones(len(tokens), np.bool_)
        for name in names:
            free[name.first : name.last] = False
        self._free = free
        self._has = {label: bits[:, COLUMN[label]] & free for label in ("negation", "planned", "ended", "conjunction")}
        self._leads = _find_leads(self._forms)

    def modality(
        self, one: Name, other: Name, sentence: tuple[int, int], kind: RelationType, *, apart: bool = False
    ) -> Modality | None:
        """When the relation of two names holds; None when the text denies it.

        Args:
            sentence: characters of the sentence that holds the later name.
            apart: whether the earlier name stands in another sentence.
        """
        a, b = sorted((one, other), key=lambda n: n.first)
        start, end = (bisect.bisect_left(self._starts, at) for at in sentence)
        start, end = max(start, (b if apart else a).first - _WIDEST), min(end, b.last + _WIDEST)
        negation, planned, ended = (self._has[label] for label in ("negation", "planned", "ended"))
        before, between, after = self._clauses(a, b, start, end, apart)
        if negation[start:end].any() and self._denied(a, b, (start, end), (before, between, after), apart):
            return None
        state = kind in _STATES
        will = planned[[*before, *between, *after]].any()
        was = ended[[*between, *after, *(before if state else ())]].any()
        if not will and not was:
            lead = self._leads[b.first]
            will, was = planned[lead].any(), ended[lead].any()
        return "current" if will == was else "planned" if will else "ended"

    def _clauses(self, a: Name, b: Name, start: int, end: int, apart: bool) -> tuple[list[int], list[int], list[int]]:
        """The tokens before, between and after two names in the clauses that hold them."""
        after = self._until_break(range(b.last, end))
        if apart:
            return [], self._until_break(range(b.first - 1, start - 1, -1))[::-1], after
        before = self._until_break(range(a.first - 1, start - 1, -1))[::-1]
        behind = self._until_break(range(a.last, b.first))
        if len(behind) < b.first - a.last:
            behind += self._until_break(range(b.first - 1, a.last - 1, -1))[::-1]
        return before, behind, after

    def _until_break(self, tokens: range) -> list[int]:
        tokens = tokens[:_WIDEST]
        stop = next((n for n, i in enumerate(tokens) if self._forms[i] in _BREAKS), len(tokens))
        return list(tokens[:stop])

    def _denied(
        self, a: Name, b: Name, sentence: tuple[int, int], clauses: tuple[list[int], list[int], list[int]], apart: bool
    ) -> bool:
        start, end = sentence
        labels = self._label(start, end, b.language)
        negations = [
            i for i in range(start, end) if "negation" in labels[i - start] and self._denies(i, labels, sentence)
        ]
        named = (b,) if apart else (a, b)
        excluding = {start + n for n, found in enumerate(labels) if "excluding" in found}
        if any(self._stands_before(i, name, i in excluding) for i in negations for name in named):
            return True
        before, between, after = (set(tokens) for tokens in clauses)
        contrasts = [start + n for n, found in enumerate(labels) if "contrast" in found and start + n < b.first]
        for i in set(negations) - excluding:
            if i in between and not any(i < c for c in contrasts):
                return True
            if i in after and i - b.last < _TRAILING and self._joined(range(b.last, i)):
                return True
            if i in before and b.first - a.last <= _JOINED and not any(i < c for c in contrasts):
                return True
        return False

    def _label(self, start: int, end: int, language: str) -> list[set[str]]:
        labels: list[set[str]] = [set() for _ in range(start, end)]
        for s, e, label in load_lexicon(language).match(self._forms[start:end]):
            for i in range(s, e):
                if self._free[start + i]:
                    labels[i].add(label)
        return labels

    def _denies(self, i: int, labels: Sequence[set[str]], sentence: tuple[int, int]) -> bool:
        """Whether a negation is one: "not only" adds, "No. 5" and "non-profit" say something else."""
        start, end = sentence
        here = i - start
        if any("only" in found for found in labels[here + 1 : here + 4]):
            return False
        if i + 1 < end - 1 and self._forms[i + 1] in ".-":
            return False
        return not ("contrast" in labels[here] and any("negation" in found for found in labels[:here]))

    def _stands_before(self, i: int, name: Name, excluding: bool) -> bool:
        """Whether the name is the very thing denied; "without" may have no more than an article behind it."""
        between = range(i + 1, name.first)
        near = len(between) <= 1 and all(len(self._forms[n]) <= _ARTICLE for n in between)
        return i < name.first and (near if excluding else len(between) <= _CLOSE) and self._joined(between)

    def _joined(self, tokens: range) -> bool:
        """Whether no name, conjunction or break stands among the tokens."""
        return all(self._free[i] and not self._has["conjunction"][i] and self._forms[i] not in _BREAKS for i in tokens)


def _find_leads(forms: Sequence[str]) -> list[slice]:
    """For each token the line that heads the list in which it stands; an empty slice outside lists."""
    starts = [i for i, form in enumerate(forms) if form in _MARKERS]
    nothing = lead = slice(0, 0)
    leads = [nothing] * (starts[0] if starts else len(forms))
    for start, end in pairwise([*starts, len(forms)]):
        listed = forms[start] in _LISTED
        leads += [lead if listed else nothing] * (end - start)
        if not listed:
            lead = slice(start, end) if end - start <= _LEAD else nothing
    return leads
