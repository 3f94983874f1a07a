"""Whether a body is an organisation or an initiative: its name, what stands around each mention, and the tagger.

The tagger sees a window of the text and decides mention by mention. What tells a project from a body is often said
once, somewhere; so all mentions of a chain are asked together, by a linear model over hashed words that was trained
apart from the tagger and errs elsewhere than it does.

References:
    Weinberger et al. (2009), Feature hashing for large scale multitask learning, ICML.
    Wolpert (1992), Stacked generalization, Neural Networks 5.
"""

from __future__ import annotations

import math
import re
import tomllib
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import compress, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from netgraph.extract.encoder import WEIGHTS
from netgraph.extract.features import MARKERS, Token
from netgraph.extract.labels import COLUMN, LABELS
from netgraph.extract.names import Name
from netgraph.extract.pairs import span_means
from netgraph.extract.tagger import Floats, type_mass
from netgraph.model import NodeType

ROWS = 1 << 17  # of the hashed features
NEAR, AROUND, BESIDE = 4, 8, 2  # tokens before and behind a mention: words, labels far and near
STEM = 6  # letters of a word that is compared by its beginning
PRIOR = 0.02  # probability added to those of the tagger, so that none is nought
DOUBT = 1.0  # log-odds of an initiative up to which what is called a body is one
CALLED = -0.5  # its log-odds then
_WORD, _YEAR, _SPACED = re.compile(r"\w+"), re.compile(r"\b(?:19|20)\d\d\b"), re.compile(r"\s[–-]\s")
_QUOTES = re.compile('["„“”«»]')
_DOMAIN = re.compile(r"\w \. \w{2,4}$")
_OPENING = frozenset("\"„“”«»")
_MARKERS = frozenset(MARKERS.values())
Features = dict[str, float]
Span = tuple[int, int]  # tokens, end exclusive


@dataclass(frozen=True, slots=True)
class Setting:
    """A document as the features see it."""

    forms: Sequence[str]
    bits: NDArray[np.bool_]  # (tokens, labels)
    language: str

    def title_end(self) -> int:
        """The token behind the first paragraph."""
        return next((i for i in range(1, len(self.forms)) if self.forms[i] in _MARKERS), len(self.forms))

    def labels(self) -> list[tuple[str, ...]]:
        """What the packs say of each token."""
        rows = [row.tobytes() for row in self.bits]
        told = {row: tuple(compress(LABELS, row)) for row in set(rows)}
        return [told[row] for row in rows]


def describe(setting: Setting, chains: Sequence[Sequence[Span]]) -> Iterator[Features]:
    """The features of each chain, given by its mentions in their order."""
    title, most = setting.title_end(), max(map(len, chains), default=0)
    lower, labels = [form.casefold() for form in setting.forms], setting.labels()
    for spans in chains:
        out: Features = {"bias": 1.0, f"language {setting.language}": 1.0, f"mentions {min(len(spans), 6)}": 1.0}
        if any(start < title for start, _ in spans):
            out["in title"] = 1.0
        if len(spans) == most > 1:
            out["most mentioned"] = 1.0
        out |= dict.fromkeys(_of_name(setting.forms, labels, spans), 1.0)
        # Many mentions must not drown what the name says, nor one that tells be lost among them.
        share = 1 / math.sqrt(len(spans))
        for feature, times in Counter(f for span in spans for f in _of_context(lower, labels, span)).items():
            out[feature] = share * times
        yield out


def _of_name(forms: Sequence[str], labels: Sequence[Sequence[str]], spans: Sequence[Span]) -> Iterator[str]:
    names = sorted({" ".join(forms[start:end]) for start, end in spans}, key=lambda name: (-len(name), name))
    yield from (f"{which} {one}" for which, name in (("long", names[0]), ("short", names[-1])) for one in _shape(name))
    for name in names:
        words = _WORD.findall(name.casefold())
        if not words:
            continue
        yield f"first {words[0][:STEM]}"
        yield f"last {words[-1][:STEM]}"
        yield f"ends {words[0][:5]} {words[-1][:5]}"
        yield from (f"two {a[:STEM]} {b[:STEM]}" for a, b in pairwise(words))
        for word in words:
            yield f"word {word}"
            if len(word) > 5:
                yield f"begin {word[:5]}"
                yield f"end {word[-5:]}"
            if len(word) > 7:
                yield f"end {word[-4:]}"
                yield f"end {word[-7:]}"
    for start, end in spans:
        for where, first, last in (("in", start, end), ("opens", start, start + 1), ("closes", end - 1, end)):
            yield from (f"{where} {label}" for token in labels[first:last] for label in token)


def _shape(name: str) -> Iterator[str]:
    """What a name looks like, its tokens apart by spaces."""
    words, letters = name.split(), re.sub(r"\W", "", name)
    yield f"words {min(len(words), 8)}"
    yield f"small {min(sum(word[0].islower() for word in words), 4)}"
    told = {
        f"capitals {min(len(letters), 7)}": letters.isupper(),
        "capital inside": len(words) == 1 and not letters.isupper() and any(c.isupper() for c in letters[1:]),
        "digit": any(c.isdigit() for c in letters),
        "digit at end": letters[-1:].isdigit(),
        "year": _YEAR.search(name) is not None,
        "quote": _QUOTES.search(name) is not None,
        "colon": ":" in words,
        "and": "&" in words,
        "dash": _SPACED.search(name) is not None,
        "exclaimed": words[-1] in ("!", "?"),
        "domain": _DOMAIN.search(name) is not None,
        "small first": words[0][0].islower(),
    }
    yield from (feature for feature, holds in told.items() if holds)


def _of_context(lower: Sequence[str], labels: Sequence[Sequence[str]], span: Span) -> Iterator[str]:
    start, end = span
    before, after = lower[max(start - NEAR, 0) : start][::-1], lower[end : end + NEAR]
    for side, words in (("before", before), ("after", after)):
        yield from (f"{side} {number} {word}" for number, word in enumerate(words[:2]))
        yield from (f"{side} {word[:STEM]}" for word in words)
    for reach in (BESIDE, AROUND):
        for side, tokens in (("before", labels[max(start - reach, 0) : start]), ("after", labels[end : end + reach])):
            yield from (f"{reach} {side} {label}" for label in {label for token in tokens for label in token})


@lru_cache(maxsize=1 << 16)
def row_of(feature: str) -> int:
    """The row of a feature; stable across machines and versions."""
    return zlib.crc32(feature.encode("utf-8", "surrogatepass")) % ROWS


@dataclass(frozen=True, slots=True)
class KindModel:
    """Log-odds that a body is an initiative: a sum of what its words, the tagger and its number of mentions say."""

    rows: Floats  # (ROWS,): weight of each feature
    words: float
    tagger: float
    mentions: float
    bias: float

    def odds(self, features: Mapping[str, float], tagged: float, mentions: int) -> float:
        """The log-odds of initiative against organisation.

        Args:
            features: as ``describe`` gives them.
            tagged: mean over the mentions of the tagger's log-odds.
            mentions: how many there are.
        """
        said = sum(float(self.rows[row_of(feature)]) * value for feature, value in features.items())
        return self.words * said + self.tagger * tagged + self.mentions * math.log(mentions) + self.bias


class Tagged:
    """What the tagger says of the tokens of a document.

    Args:
        tags: log-probabilities, as in ``tagger.read_spans``.
    """

    def __init__(self, tags: Floats) -> None:
        self._mass = np.stack([type_mass(tags, "organisation"), type_mass(tags, "initiative")], 1)
        self._either = np.log(self._mass.sum(1) + 1e-9)

    def odds(self, spans: Sequence[Span]) -> float:
        """Mean over mentions of the log-odds of initiative against organisation."""
        start, end = np.array(spans).T
        organisation, initiative = np.log(span_means(self._mass, start, end) + PRIOR).mean(0).tolist()
        return float(initiative - organisation)

    def body(self, span: Span) -> float:
        """How sure the tokens of a mention are of a body's name, be it an organisation's or an initiative's."""
        return float(np.exp(self._either[slice(*span)].mean()))


def settle_kinds(
    names: Sequence[Name], owner: Sequence[int], setting: Setting, tags: Floats, model: KindModel
) -> list[Name]:
    """The names, those of each chain that is no person's with the one type that the model chooses.

    Args:
        names: in the order of the text.
        owner: the chain of each.
        setting: the document.
        tags: log-probabilities, as in ``tagger.read_spans``.
        model: the shipped one, as a rule.
    """
    members: defaultdict[int, list[int]] = defaultdict(list)
    for number, chain in enumerate(owner):
        members[chain].append(number)
    bodies = [of for of in members.values() if not _is_person([names[n] for n in of])]
    out = list(names)
    spans = [[(names[n].first, names[n].last) for n in of] for of in bodies]
    tagged, labels = Tagged(tags), setting.labels()
    for of, own, features in zip(bodies, spans, describe(setting, spans), strict=True):
        odds = model.odds(features, tagged.odds(own), len(own))
        if 0 < odds < DOUBT and any(_called_body(setting.forms, labels, span) for span in own):
            odds = CALLED
        kind: NodeType = "initiative" if odds > 0 else "organisation"
        sure = 1 / (1 + math.exp(-abs(odds)))
        for n in of:
            if names[n].type != "person":
                body = max(names[n].confidence, tagged.body((names[n].first, names[n].last)))
                out[n] = replace(names[n], type=kind, confidence=sure * body)
    return out


def _called_body(forms: Sequence[str], labels: Sequence[Sequence[str]], span: Span) -> bool:
    """Whether a noun in small letters right before a mention says that it is a body: "nätverksorganisationen Alfa"."""
    start, end = span
    noun = forms[start - 1] if start else ""
    # "the company Alfa-Beta" may be of more than Alfa; a word that also heads initiatives tells nothing.
    if not (noun.isalpha() and noun.islower()) or forms[end : end + 1] == ["-"]:
        return False
    return noun.endswith(_bodies()) and "initiative_head" not in labels[start - 1]


def find_called(names: Sequence[Name], tokens: Sequence[Token], bits: NDArray[np.bool_]) -> list[int]:
    """The numbers of the names that the text calls initiatives.

    With a word for one in small letters right before ("the festival Alfa"), or as a heading over a text that begins
    with one: "Alfa / The project helps".

    Args:
        bits: what the packs say of each token (tokens, labels).
    """
    head = bits[:, COLUMN["initiative_head"]]
    called = []
    for number, name in enumerate(names):
        noun = name.first - 1 - (tokens[name.first - 1].form in _OPENING)
        before = tokens[noun].form if noun >= 0 else ""
        right_before = before.isalpha() and before.islower() and head[noun]
        if tokens[name.first].form[0].isupper() and (right_before or _is_heading_of_one(name, tokens, head)):
            called.append(number)
    return called


def _is_heading_of_one(name: Name, tokens: Sequence[Token], head: NDArray[np.bool_]) -> bool:
    """Whether a name is all of its line, and the next line begins with a word for an initiative without a name."""
    first = name.first - 1
    first -= first > 0 and not tokens[first].form.isalnum() and tokens[first].form not in _MARKERS  # a bullet
    if tokens[first].form not in _MARKERS or name.last + 3 >= len(tokens) or tokens[name.last].form not in _MARKERS:
        return False
    noun = next((i for i in (name.last + 1, name.last + 2) if head[i]), None)
    return noun is not None and tokens[noun + 1].form.islower()


@cache
def _bodies() -> tuple[str, ...]:
    data = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8"))
    return tuple(data["bodies"])


def _is_person(names: Sequence[Name]) -> bool:
    person = sum(name.confidence for name in names if name.type == "person")
    return person > sum(name.confidence for name in names if name.type != "person")


@lru_cache(maxsize=4)
def load_kind_model(folder: Path = WEIGHTS) -> KindModel:
    """The model of a folder of weights (``kinds.npz``); ``tools/train/kinds.py`` makes it."""
    with np.load(folder / "kinds.npz") as file:
        words, tagger, mentions, bias = file["stack"].astype(np.float64).tolist()
        return KindModel(file["rows"].astype(np.float32), words, tagger, mentions, bias)
