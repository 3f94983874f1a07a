"""Which mentions of one document name the same thing: their forms are compared by features with learned weights."""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from operator import itemgetter
from pathlib import Path

from rapidfuzz.distance import JaroWinkler

from netgraph.language.legalform import strip_legal_form
from netgraph.language.lexicon import load_lexicon
from netgraph.language.namekey import stem_key
from netgraph.model import NODE_TYPES, NodeType
from netgraph.places import find_place, is_municipal

WEIGHTS = Path(__file__).with_name("weights") / "coreference.json"
THRESHOLD = 0.5
MIXED = 0.8  # for an organisation and an initiative, one of which then has the wrong type
UNLIKE = 0.2  # two names of several words that are less likely one thing than this are two
BRACKETED = 40  # characters between a name and its short form in brackets
MANY_FORMS = 400  # beyond that, a short form is compared with those only that it may abbreviate
PAIRS, PAIRS_A_FORM = 50_000, 50  # pairs that share a word and are compared, those with the rarest words first
SAME_INITIALS = 20  # forms with the same initials; more say nothing
_EDITION = re.compile(r"[1-9]\d?|[IVX]{1,5}")
_WORD = re.compile(r"\w+")
_BRACKET = re.compile(r"[(\[]")
_OPENING = re.compile(r"\W{0,2}\s*[(\[]")

FEATURES = (
    "bias",
    "initials",
    "letters",
    "abbreviated part",
    "bracketed",
    "bracketed acronym",
    "bracketed letters",
    "case",
    "fuzzy",
    "prefix",
    "suffix",
    "subset",
    "overlap",
    "short is one word",
    "short is capitals",
    "short is a head",
    "rest starts with a head",
    "rest holds a head",
    "rest holds a number",
    "rest is bracketed or quoted",
    "rest is title",
    "rest is one word",
    "numbers differ",
    "long comes first",
    "rival",
    "person: surname",
    "person: first name",
    "person: fuzzy surname",
    "initiative: prefix",
    "initiative: suffix",
    "person: prefix",
    "person: suffix",
    "organisation: suffix of several",
    "short starts with a head",
    "rest starts with a small word",
    "short is a place",
    "short is a place, rest a word",
    "short is a place, rest of a place",
)


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which a document writes a name, with all its places."""

    text: str
    key: tuple[str, ...]  # stems of its words
    type: NodeType
    language: str
    spans: tuple[tuple[int, int], ...]
    opened: tuple[int, ...] = ()  # starts of those of its spans that have an opening bracket shortly before

    @property
    def words(self) -> list[str]:
        """The words as written."""
        return _WORD.findall(self.text)


class Contained:
    """Counts the forms of a document that hold all the words of another."""

    def __init__(self, forms: Sequence[Form]) -> None:
        self._forms = forms
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for i, form in enumerate(forms):
            for word in sorted(set(form.key)):
                self._by_word[word].append(i)
        self._known: dict[tuple[NodeType, tuple[str, ...]], bool] = {}

    def several(self, short: Form) -> bool:
        """Whether more than one longer form of its type holds the words of a form."""
        known = self._known.get((short.type, short.key))
        if known is None:
            words, rarest = set(short.key), min((self._by_word[w] for w in short.key), key=len, default=[])
            longer = (
                f for i in rarest if (f := self._forms[i]).type == short.type and len(f.key) > len(short.key)
                and words <= set(f.key)
            )  # fmt: skip
            known = self._known[short.type, short.key] = len(list(islice(longer, 2))) > 1
        return known


def gather_forms(mentions: Sequence[tuple[int, int, NodeType, str]], text: str) -> tuple[list[Form], list[int]]:
    """Mentions that agree up to inflection and capitals, as forms; the second value is the form of each mention.

    Args:
        mentions: start, end, type and language of each mention.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for i, (start, end, _, language) in enumerate(mentions):
        name = _bare(text[start:end])
        groups[_plain(stem_key(name, language)) or name.casefold()].append(i)
    forms: list[Form] = []
    owner = [0] * len(mentions)
    for members in groups.values():
        votes: dict[NodeType, int] = defaultdict(int)
        for i in members:
            votes[mentions[i][2]] += 1
            owner[i] = len(forms)
        kind = max(NODE_TYPES, key=lambda t: votes[t])
        longest = max((_bare(text[mentions[i][0] : mentions[i][1]]) for i in members), key=lambda n: (len(n), n))
        language = mentions[members[0]][3]
        spans = tuple((mentions[i][0], mentions[i][1]) for i in members)
        # Word by word, so that a word has one stem wherever in a name it stands.
        key = tuple(_plain(stem_key(word, language)) for word in _WORD.findall(longest))
        opened = tuple(start for start, _ in spans if _BRACKET.search(text, max(0, start - BRACKETED), start))
        forms.append(Form(longest, key, kind, language, spans, opened))
    return forms, owner


def _bare(name: str) -> str:
    """The name without legal form, in one line: a body is the same with it and without."""
    return strip_legal_form(" ".join(name.split()))


def _plain(key: str) -> str:
    return " ".join(_WORD.findall(key))


def link_forms(forms: Sequence[Form], text: str) -> list[int]:
    """Chain number of every form: the most probable links first, none across a contradiction."""
    weights, contained = load_weights(), Contained(forms)
    scores = {
        (i, j): probability(pair_features(forms[i], forms[j], text, contained), weights)
        for i, j in comparable(forms)
        if not _town_alone(forms[i], forms[j])
    }
    chain = list(range(len(forms)))
    members = {i: [i] for i in chain}
    for _, i, j in sorted((-p, i, j) for (i, j), p in scores.items()):
        if scores[i, j] < (THRESHOLD if forms[i].type == forms[j].type else MIXED):
            continue
        a, b = chain[i], chain[j]
        if a != b and not _contradict(members[a], members[b], forms, scores):
            for k in members[b]:
                chain[k] = a
            members[a] += members.pop(b)
    return chain


def _contradict(
    left: Sequence[int], right: Sequence[int], forms: Sequence[Form], scores: Mapping[tuple[int, int], float]
) -> bool:
    """Two names that differ never join through a third form that could be short for either."""
    both = [forms[i] for i in (*left, *right)]
    if both[0].type == "person":
        last = {f.key[-1] for f in both if len(f.key) > 1}
        return len(last) > 1 and not any(JaroWinkler.similarity(a, b) > 0.88 for a in last for b in last if a < b)
    if len({n for f in both if (n := _numbers(f.text))}) > 1:
        return True
    if any(_next_edition(forms[i], forms[j]) for i in left for j in right):
        return True
    pairs = [(min(i, j), max(i, j)) for i in left for j in right if len(forms[i].key) > 1 and len(forms[j].key) > 1]
    return any(p in scores and scores[p] < UNLIKE for p in pairs)


def _town_alone(a: Form, b: Form) -> bool:
    """Whether one form is the bare name of a town and the other that of a body which is not the town itself.

    "Kielce" is short for "Miasto Kielce", but not for "Kielce Technology Park"; "Kalmar" not for "Kalmar län".
    """
    short, long = sorted((a, b), key=lambda f: len(f.key))
    if short.type != "organisation" or len(short.key) != 1 or len(long.key) == 1 or short.text.isupper():
        return False
    town, named = (find_place(f.text, f.language) for f in (short, long))
    if town is None or town.kind != "town":
        return False
    if named is not None:
        return named.kind != "town"
    return not is_municipal(long.text)


def _next_edition(a: Form, b: Form) -> bool:
    """Whether one name is the other and a small number: JOBTOWN and JOBTOWN 2 are two things; a year is no edition."""
    short, long = sorted((a, b), key=lambda f: len(f.key))
    last = long.words[-1] if long.words else ""
    return long.key[:-1] == short.key and _EDITION.fullmatch(last) is not None


def comparable(forms: Sequence[Form]) -> list[tuple[int, int]]:
    """Pairs of forms that are worth a look; bodies and initiatives are easily taken for each other, people are not."""
    by_word: dict[str, set[int]] = defaultdict(set)
    for i, form in enumerate(forms):
        for word in form.key:
            by_word[word[:4]].add(i)
    pairs: set[tuple[int, int]] = set()
    room = PAIRS + PAIRS_A_FORM * len(forms)
    for members in sorted(by_word.values(), key=len):
        room -= len(members) * (len(members) - 1) // 2
        if room < 0:
            break
        pairs |= {(i, j) for i in members for j in members if i < j}
    if len(forms) <= MANY_FORMS:
        short = [i for i, form in enumerate(forms) if _is_short(form)]
        pairs |= {(min(i, j), max(i, j)) for i in short for j in range(len(forms)) if i != j}
    else:
        pairs |= set(_abbreviated(forms))
    return sorted((i, j) for i, j in pairs if (forms[i].type == "person") == (forms[j].type == "person"))


def _abbreviated(forms: Sequence[Form]) -> Iterator[tuple[int, int]]:
    """Pairs of a short form and one that has its initials or stands right before it and its bracket."""
    by_initials: dict[str, list[int]] = defaultdict(list)
    for i, form in enumerate(forms):
        for letters in sorted(initials(form.text)) if len(form.key) > 1 else ():
            by_initials[letters].append(i)
    ends = sorted((end, i) for i, form in enumerate(forms) for _, end in form.spans)
    for i, form in enumerate(forms):
        if _is_short(form):
            long = by_initials.get("".join(form.key).upper(), ())
            near = {
                j
                for start in form.opened
                for _, j in ends[bisect_left(ends, (start - BRACKETED,)) : bisect_left(ends, (start,))]
            }
            yield from ((min(i, j), max(i, j)) for j in {*near, *(long if len(long) <= SAME_INITIALS else ())} - {i})


def _is_short(form: Form) -> bool:
    return len(form.key) == 1 and len(form.text) <= 12


@lru_cache(maxsize=1 << 14)
def initials(name: str) -> frozenset[str]:
    """Acronyms that a name may have: of its capitalised words, of all words, of the parts of compounds."""
    words = _WORD.findall(re.sub(r"[(\[].*?[)\]]", " ", name))
    capitals = "".join(w[0] for w in words if w[0].isupper())
    inner = "".join(c for w in words for c in w if c.isupper())
    return frozenset((capitals.upper(), "".join(w[0] for w in words).upper(), inner.upper()))


@lru_cache(maxsize=1 << 14)
def _numbers(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\d+", name))


def _spelt_by(acronym: str, words: tuple[str, ...]) -> bool:
    """Whether the letters come in order out of at least two words, the first from the start: DiSSCo, MOSI."""
    at, used = 0, 0
    for word in words:
        taken = 0
        for char in word:
            if at < len(acronym) and char == acronym[at] and (taken or word[0] == char):
                at, taken = at + 1, taken + 1
        used += taken > 0
    return at == len(acronym) and used > 1 and acronym[0] == words[0][0]


def _abbreviates_part(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether one word of a name abbreviates several of the other, the rest being shared: IT-Initiative MV, FEI STU."""
    shared = {w[:4].casefold() for w in short} & {w[:4].casefold() for w in long}
    rest = [w for w in short if w[:4].casefold() not in shared]
    whole = [w for w in long if w[:4].casefold() not in shared]
    if not shared or len(rest) != 1 or sum(c.isupper() for c in rest[0]) < 2:
        return False
    letters = rest[0].casefold()
    starts = ("".join(w[0] for w in words).casefold() for words in (whole, [w for w in whole if len(w) > 3]))
    return any(initial.startswith(letters) for initial in starts)


def pair_features(a: Form, b: Form, text: str, others: Contained) -> dict[str, float]:
    """Named features of two forms; absent ones are zero."""
    short, long = sorted((a, b), key=lambda f: (len(f.key), len(f.text), f.text))
    s, t = short.key, long.key
    out = {"bias": 1.0}
    one = len(s) == 1
    compact = "".join(s)
    capitals = one and short.text[:1].isupper() and sum(c.isupper() for c in short.text) >= 2
    bracketed = _bracketed(short, long, text)
    out["initials"] = len(t) > 1 and len(compact) > 1 and compact.upper() in initials(long.text)
    out["abbreviated part"] = _abbreviates_part(short.words, long.words)
    out["bracketed"], out["bracketed acronym"] = bracketed, bracketed and capitals
    out["letters"] = capitals and not out["initials"] and _spelt_by(compact, t)
    out["bracketed letters"] = bracketed and out["letters"]
    out["case"] = compact == "".join(t)
    place = _place(s, t)
    contained = place is not None and place != "overlap"
    out["fuzzy"] = 0.0 if contained else max(0.0, JaroWinkler.similarity(" ".join(s), " ".join(t)) - 0.8) * 5
    out |= {k: float(place == k) for k in ("prefix", "suffix", "subset", "overlap")}
    if contained:
        rest, lexicon = _rest(short, long, place), load_lexicon(long.language)
        labels = {(m[0], m[2]) for m in lexicon.match(rest)}
        heads = {start for start, label in labels if label.endswith("_head") and label != "place_head"}
        short_heads = {m[0] for m in lexicon.match(short.words) if m[2].endswith("_head") and m[2] != "place_head"}
        out |= {
            "short is one word": one, "short is capitals": capitals, "short is a head": one and bool(short_heads),
            "short starts with a head": not one and 0 in short_heads,
            "rest starts with a head": 0 in heads, "rest holds a head": bool(heads),
            "rest holds a number": any(c.isdigit() for w in rest for c in w) or any(_roman(w) for w in rest),
            "rest is bracketed or quoted": any(c in long.text for c in "(„\"«“"),
            "rest is title": any(label in ("title", "role") for _, label in labels),
            "rest is one word": len(rest) == 1, "rest starts with a small word": bool(rest) and rest[0][0].islower(),
            "rival": others.several(short),
        }  # fmt: skip
        out[f"{short.type}: {place}"] = 1.0
        if short.type == "organisation" and _is_place(short.text, short.language):
            out["short is a place"] = 1.0
            out["short is a place, rest a word"] = len(rest) == 1
            out["short is a place, rest of a place"] = any(label == "place_head" for _, label in labels)
        if short.type == "organisation" and place == "suffix" and not one:
            out["organisation: suffix of several"] = 1.0
    out["numbers differ"] = _numbers(a.text) != _numbers(b.text)
    out["long comes first"] = long.spans[0] < short.spans[0]
    if short.type == "person":
        surname = JaroWinkler.similarity(s[-1], t[-1])
        out["person: surname"] = s[-1] == t[-1] and (one or s[0][:1] == t[0][:1])
        out["person: first name"] = one and len(t) > 1 and s[0] == t[0]
        first = one or JaroWinkler.similarity(s[0], t[0]) > 0.85
        out["person: fuzzy surname"] = s[-1] != t[-1] and surname > 0.88 and first
    return {k: float(v) for k, v in out.items() if v and k in _INDEX}


@lru_cache(maxsize=1 << 14)
def _is_place(name: str, language: str) -> bool:
    """Whether a form is the name of a town or region: that alone seldom stands for another body that sits there."""
    return find_place(name, language) is not None


def _roman(word: str) -> bool:
    return re.fullmatch(r"[IVX]{1,6}", word) is not None


def _place(s: tuple[str, ...], t: tuple[str, ...]) -> str | None:
    if t[: len(s)] == s:
        return "prefix"
    if t[len(t) - len(s) :] == s:
        return "suffix"
    if set(s) <= set(t):
        return "subset"
    return "overlap" if set(s) & set(t) else None


def _rest(short: Form, long: Form, place: str | None) -> list[str]:
    words = long.words
    if place == "prefix":
        return words[len(short.key) :]
    if place == "suffix":
        return words[: len(words) - len(short.key)]
    return [w for w, k in zip(words, long.key, strict=False) if k not in short.key]


def _bracketed(short: Form, long: Form, text: str) -> bool:
    """Whether the short form stands in brackets right behind the long one somewhere."""
    for start in short.opened:
        for n in range(bisect_left(long.spans, start - BRACKETED, key=itemgetter(1)), len(long.spans)):
            end = long.spans[n][1]
            if end >= start:
                break
            if _OPENING.match(text, end, start) and ")" not in text[end:start]:
                return True
    return False


_INDEX = {name: i for i, name in enumerate(FEATURES)}


@cache
def load_weights(path: Path = WEIGHTS) -> dict[str, float]:
    """Weights of the features, as trained by ``tools/train/coreference.py``."""
    weights: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return weights


def probability(features: dict[str, float], weights: dict[str, float]) -> float:
    """Logistic regression: probability that the two forms name one thing."""
    total = sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
