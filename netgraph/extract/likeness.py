"""How likely it is that two forms of a document name one thing: features with learned weights."""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import islice
from operator import itemgetter
from pathlib import Path

from rapidfuzz.distance import JaroWinkler

from netgraph.extract.forms import (
    BRACKETED,
    Form,
    first_letters,
    initials,
    joining_words,
    of_acronyms,
    start_of,
    without_marks,
)
from netgraph.language.lexicon import load_lexicon
from netgraph.language.namekey import load_inflection
from netgraph.language.roman import roman_value
from netgraph.language.successors import successors
from netgraph.places import find_place, is_municipal

WEIGHTS = Path(__file__).with_name("weights") / "coreference.json"
_YEAR = re.compile(r"(?:19|20)\d\d")
_EDITION = re.compile(r"[1-9]\d?(?:\.\d)?|[IVX]{1,5}")
_WORD = re.compile(r"\w+")
FUZZY = 0.8  # likeness of two keys that counts
_COMPOUND = re.compile(r"[-‐][^\W\d]")
_OPENING = re.compile(r"\W{0,2}\s*[(\[]")

FEATURES = (
    "bias",
    "initials",
    "letters",
    "letters, initials of another",
    "abbreviated part",
    "bracketed",
    "bracketed acronym",
    "bracketed letters",
    "case",
    "same letters",
    "ending",
    "fuzzy",
    "prefix",
    "suffix",
    "subset",
    "overlap",
    "short is one word",
    "short is capitals",
    "short is capitals at the head of a company",
    "short is a head",
    "rest starts with a head",
    "rest holds a head",
    "rest holds a number",
    "rest is a head",
    "rest is bracketed or quoted",
    "rest is title",
    "rest is one word",
    "numbers differ",
    "long comes first",
    "rival",
    "person: surname",
    "person: first name",
    "person: initial",
    "person: fuzzy surname",
    "initiative: prefix",
    "initiative: suffix",
    "person: prefix",
    "person: suffix",
    "organisation: suffix of several",
    "short starts with a head",
    "rest starts with a small word",
    "rest ends in a small word",
    "several after a small word",
    "end is inflected",
    "other places",
    "short is a place",
    "short is a place, rest a word",
    "short is a place, rest of a place",
    "short is a town, rest its municipality",
)
_INDEX = frozenset(FEATURES)


class Contained:
    """Counts the forms of a document that hold all the words of another."""

    def __init__(self, forms: Sequence[Form]) -> None:
        self._forms = forms
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for i, form in enumerate(forms):
            for word in form.stems:
                self._by_word[word].append(i)
        self._known: dict[tuple[bool, tuple[str, ...]], bool] = {}
        self._initials = frozenset(one for form in forms for one in first_letters(form.text))

    def several(self, short: Form) -> bool:
        """Whether more than one longer form holds the words of a form: of people, or of bodies of either type."""
        person = short.type == "person"
        known = self._known.get((person, short.key))
        if known is None:
            rarest = min((self._by_word[w] for w in short.key), key=len, default=[])
            longer = (
                f for i in rarest if ((f := self._forms[i]).type == "person") == person and len(f.key) > len(short.key)
                and short.stems <= f.stems and not next_edition(short, f)
            )  # fmt: skip
            known = self._known[person, short.key] = len(list(islice(longer, 2))) > 1
        return known

    def are_initials(self, acronym: str) -> bool:
        """Whether an acronym in capitals has just the initials of a form."""
        return acronym in self._initials


def pair_features(a: Form, b: Form, text: str, others: Contained) -> dict[str, float]:
    """Named features of two forms; absent ones are zero."""
    short, long = (a, b) if (len(a.key), len(a.text), a.text) <= (len(b.key), len(b.text), b.text) else (b, a)
    s, t = short.key, long.key
    out: dict[str, float] = {"bias": 1.0}
    one = len(s) == 1
    compact = "".join(s)
    capitals = one and short.capitals >= 2 and short.text[:1].isupper()
    bracketed = stands_bracketed(short, long, text)
    # BGI, which is the Baltic Game Industry, is hardly Baltic Sea Game Incubation as well.
    acronym = compact.upper()
    taken = acronym not in first_letters(long.text) and others.are_initials(acronym)
    short_form = len(compact) > 1 and (one or of_acronyms(short.words))
    out["initials"] = short_form and not taken and acronym in initials(long.text, long.language)
    out["abbreviated part"] = _abbreviates_part(short, long)
    out["bracketed"], out["bracketed acronym"] = bracketed, bracketed and capitals
    out["letters"] = capitals and not out["initials"] and not of_acronyms(long.words) and _spelt_by(compact, long)
    out["letters, initials of another"] = out["letters"] and taken
    out["bracketed letters"] = bracketed and out["letters"]
    out["case"] = compact == "".join(t)
    out["same letters"] = short.letters == long.letters
    out["ending"] = one and len(t) == 1 and _adds_ending(short, long)
    place = _place(short, long)
    contained = place is not None and place != "overlap"
    if not contained:
        out["fuzzy"] = max(0.0, JaroWinkler.similarity(" ".join(s), " ".join(t), score_cutoff=FUZZY) - FUZZY) * 5
    if place is not None:
        out[place] = 1.0
    if contained:
        rest, lexicon = _rest(short, long, place), load_lexicon(long.language)
        labels = {(m[0], m[2]) for m in lexicon.match(rest)}
        heads = {start for start, label in labels if label.endswith("_head") and label != "place_head"}
        plain = {n for n, word in enumerate(rest) if _YEAR.fullmatch(word)} | heads
        short_heads = {m[0] for m in lexicon.match(short.words) if m[2].endswith("_head") and m[2] != "place_head"}
        out |= {
            "short is one word": one, "short is capitals": capitals, "short is a head": one and bool(short_heads),
            "short starts with a head": not one and 0 in short_heads,
            "rest starts with a head": 0 in heads, "rest holds a head": bool(heads),
            "rest is a head": bool(heads) and len(plain) == len(rest),
            "rest holds a number": any(roman_value(w) is not None or any(map(str.isdigit, w)) for w in rest),
            "rest is bracketed or quoted": any(c in long.text for c in "(„\"«“"),
            "rest is title": any(label in ("title", "role") for _, label in labels),
            "rest is one word": len(rest) == 1, "rest starts with a small word": bool(rest) and rest[0][0].islower(),
            "rival": others.several(short),
            # "IBM Deutschland GmbH" is IBM to a text that names no other.
            "short is capitals at the head of a company": capitals and place == "prefix" and long.has_legal_form,
        }  # fmt: skip
        if place == "suffix" and rest:
            # "Zarząd Fundacji Nowa Huta", "Dipartimento di Chimica dell'Università": a part of the other.
            out["rest ends in a small word"] = rest[-1][0].islower()
            out["several after a small word"] = not one and rest[-1][0].islower()
            out["end is inflected"] = not one and _inflected(short.words, long.words)
        out[f"{short.type}: {place}"] = 1.0
        if short.type == "organisation" and _is_place(short.text, short.language):
            out["short is a place"] = 1.0
            out["short is a place, rest a word"] = len(rest) == 1
            out["short is a town, rest its municipality"] = bool(rest) and all(map(_is_municipal, rest))
            out["short is a place, rest of a place"] = any(label == "place_head" for _, label in labels)
        if short.type == "organisation" and place == "suffix" and not one:
            out["organisation: suffix of several"] = 1.0
    out["other places"] = place == "overlap" and not one and _other_places(short, long)
    out["numbers differ"] = numbers(a.text) != numbers(b.text)
    out["long comes first"] = long.spans[0] < short.spans[0]
    if short.type == "person":
        surname = JaroWinkler.similarity(s[-1], t[-1])
        out["person: surname"] = s[-1] == t[-1] and (one or s[0][:1] == t[0][:1])
        out["person: first name"] = one and len(t) > 1 and s[0] == t[0]
        out["person: initial"] = s[-1] == t[-1] and not one and 1 in (len(s[0]), len(t[0])) and s[0][:1] == t[0][:1]
        first = one or JaroWinkler.similarity(s[0], t[0]) > 0.85
        out["person: fuzzy surname"] = s[-1] != t[-1] and surname > 0.88 and first
    return {k: float(v) for k, v in out.items() if v and k in _INDEX}


def _inflected(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether a name ends with another one in another form: "Zarząd Fundacji Nowa Huta" with "Fundacja Nowa Huta"."""
    return [w.casefold() for w in long[-len(short) :]] != [w.casefold() for w in short]


def _adds_ending(a: Form, b: Form) -> bool:
    """Whether one word is the other with up to three letters more, in a language that inflects names: Gazpromem."""
    short, long = sorted((a.letters, b.letters), key=len)
    return 4 <= len(short) < len(long) <= len(short) + 3 and long.startswith(short) and bool(
        load_inflection(a.language).endings
    )  # fmt: skip


def _is_municipal(word: str) -> bool:
    return is_municipal(word) or (len(word) < 4 and word.islower())


def _other_places(short: Form, long: Form) -> bool:
    """Whether both names hold a place that the other has not: "Biuro w Pradze" and "Biuro w Madrycie"."""
    return all(
        any(k not in other.key and _is_place(w, one.language) for w, k in zip(one.words, one.key, strict=False))
        for one, other in ((short, long), (long, short))
    )


def _spelt_by(acronym: str, name: Form) -> bool:
    """Whether the beginnings of at least two words, in their order and from the first on, make it: DiSSCo, MOSI."""
    # "KTH Kungliga Tekniska högskolan" and KTH: the words behind it spell it.
    words = [(without_marks(key), word) for key, word in zip(name.key, name.words, strict=False) if key != acronym]
    acronym = without_marks(acronym)
    if not words or words[0][0][:1] != acronym[:1]:
        return False
    reached = {(0, 0)}  # letters spelt, words used
    for number, (word, written) in enumerate(words):
        least = len(word) if of_acronyms([written]) else 1  # an acronym is taken whole
        more = {
            (at + taken, used + 1)
            for at, used in reached
            for taken in range(least, len(word) + 1)
            if acronym[at : at + taken] == word[:taken] and at + taken <= len(acronym)
        }
        reached = more if number == 0 else reached | more
    return any(at == len(acronym) and used > 1 for at, used in reached)


def _abbreviates_part(short: Form, long: Form) -> bool:
    """Whether one word of a name abbreviates several of the other, the rest being shared: IT-Initiative MV, FEI STU."""
    shared = short.starts & long.starts
    if not shared:
        return False
    rest = [w for w in short.words if start_of(w) not in shared]
    if len(rest) != 1 or sum(c.isupper() for c in rest[0]) < 2:
        return False
    whole = [w for w in long.words if start_of(w) not in shared]
    letters = rest[0].casefold()
    starts = ("".join(w[0] for w in words).casefold() for words in (whole, [w for w in whole if len(w) > 3]))
    return any(initial.startswith(letters) for initial in starts)


def next_edition(a: Form, b: Form) -> bool:
    """Whether two names are one and different editions: JOBTOWN, JOBTOWN 2, JOBTOWN Plus; a year is no edition.

    A body may be called without the word that ends its name, as the association "Boskovicko Plus" is.
    """
    words = "organisation" not in (a.type, b.type)
    (x, left), (y, right) = _edition(a, words), _edition(b, words)
    return x == y and left != right


def _edition(form: Form, words: bool) -> tuple[tuple[str, ...], str]:
    """The key of a name without its edition, and that; ``words`` such as Plus may be one."""
    for length in (2, 1):
        last = ".".join(form.words[-length:])
        if len(form.key) > length and (_EDITION.fullmatch(last) or (words and last.casefold() in successors())):
            return form.key[:-length], last.casefold()
    return form.key, ""


@lru_cache(maxsize=1 << 14)
def numbers(name: str) -> frozenset[str]:
    """The numbers in a name, Roman ones as digits; a single Roman letter counts at the end only."""
    words = _WORD.findall(name)
    ends = len(words) - 1
    romans = (roman_value(w) for n, w in enumerate(words) if len(w) > 1 or n == ends > 0)
    return frozenset((*re.findall(r"\d+", name), *(str(value) for value in romans if value is not None)))


@lru_cache(maxsize=1 << 14)
def _is_place(name: str, language: str) -> bool:
    """Whether a form is the name of a town or region: that alone seldom stands for another body that sits there."""
    return find_place(name, language) is not None


def _place(short: Form, long: Form) -> str | None:
    s, t = short.key, long.key
    if s and short.stems.isdisjoint(long.stems):
        return None
    if t[: len(s)] == s:
        return "prefix"
    if t[len(t) - len(s) :] == s:
        return "suffix"
    return "subset" if short.stems <= long.stems else "overlap"


def _rest(short: Form, long: Form, place: str | None) -> Sequence[str]:
    words = long.words
    if place == "prefix":
        return words[len(short.key) :]
    if place == "suffix":
        return words[: len(words) - len(short.key)]
    return [w for w, k in zip(words, long.key, strict=False) if k not in short.key]


def stands_bracketed(short: Form, long: Form, text: str) -> bool:
    """Whether the short form stands in brackets right behind the long one somewhere."""
    for start in short.opened:
        for n in range(bisect_left(long.spans, start - BRACKETED, key=itemgetter(1)), len(long.spans)):
            end = long.spans[n][1]
            if end >= start:
                break
            opening = _OPENING.match(text, end, start)
            if opening and ")" not in text[end:start]:
                # "an EPSRC-funded institute", "funded by EPSRC": another one.
                words = _WORD.findall(text[opening.end() : start])
                goes_on = _COMPOUND.match(text, start + len(short.text))
                if not goes_on and not (words and words[-1] in joining_words()):
                    return True
    return False


@cache
def load_weights(path: Path = WEIGHTS) -> dict[str, float]:
    """Weights of the features, as trained by ``tools/train/coreference.py``."""
    weights: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return weights


def probability(features: dict[str, float], weights: dict[str, float]) -> float:
    """Logistic regression: probability that the two forms name one thing."""
    total = sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
