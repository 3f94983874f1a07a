"""Which mentions of one document name the same thing: the likeliest pairs of their forms are joined first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from rapidfuzz.distance import JaroWinkler

from netgraph.extract.apart import name_another
from netgraph.extract.forms import Form, comparable, initials, spelt_out
from netgraph.extract.likeness import (
    Contained,
    load_weights,
    next_edition,
    numbers,
    pair_features,
    probability,
    stands_bracketed,
)
from netgraph.language.lexicon import Lexicon, build_lexicon
from netgraph.language.pack import available, load_pack
from netgraph.places import find_place, is_international, is_municipal, is_union_fund

_HEADS = ("organisation_head", "initiative_head")
_OPENED = re.compile(r"\s?\(| / ")
_COMMA = re.compile(r",\s[„“«\"]?")
_WORD = re.compile(r"\w+")
_QUOTES = tuple("\"„“”«»‚‘’")
_CLOSED = re.compile(r"[\"“”»«‘’]\s?\(")
_WITHIN = re.compile(r"(\S.+?) ?\((\w{2,12})\) (\w.*)")
_MINISTRY = re.compile(r"(bundes|landes|staats|)ministerium(?:s)? (?:des|der|für) ", re.IGNORECASE)
_MINISTRY_COMPOUND = re.compile(r"(bundes|landes|staats)?(\w{4,}?)ministeriums?", re.IGNORECASE)
THRESHOLD = 0.53
MIXED = 0.6  # for an organisation and an initiative, one of which then has the wrong type
SAME = 1.0  # for a person whose name stands in brackets once more, and an acronym spelt out behind it
OFTEN = 5  # times as often as a longer name that has all its words is a name used that is not short for it
OFTEN_OTHER = 3  # the same, where one is an organisation and the other an initiative
UNLIKE = 0.1  # two names of several words that are less likely one thing than this are two


def link_forms(forms: Sequence[Form], text: str) -> list[int]:
    """Chain number of every form: the most probable links first, none across a contradiction."""
    weights, contained = load_weights(), Contained(forms)
    scores = {
        (i, j): probability(pair_features(forms[i], forms[j], text, contained), weights)
        for i, j in comparable(forms)
        if not _town_alone(forms[i], forms[j]) and not name_another(forms[i], forms[j])
        and not _is_known_acronym(forms[i], forms[j]) and not _only_begins(forms[i], forms[j], text)
    } | dict.fromkeys((pair for rule in SURE for pair in rule(forms, text)), SAME)  # fmt: skip
    chain = list(range(len(forms)))
    members = {i: [i] for i in chain}
    for _, i, j in sorted((-p, i, j) for (i, j), p in scores.items()):
        if scores[i, j] < (THRESHOLD if forms[i].type == forms[j].type else MIXED):
            continue
        a, b = chain[i], chain[j]
        if a != b and (scores[i, j] == SAME or not _contradict(members[a], members[b], forms, scores)):
            for k in members[b]:
                chain[k] = a
            members[a] += members.pop(b)
    return chain


def _said_anew(forms: Sequence[Form], text: str) -> Iterator[tuple[int, int]]:
    """Pairs of forms of which one stands in brackets right behind the other and is its spelling or translation.

    "Mati Vārmanu (Mati Vaarmann)", "Latvijas Klasteru Tīkls (Latvian Clusters Network)"; translations behind a
    stroke, too.
    """
    long = {start: (end, i) for i, f in enumerate(forms) if len(f.words) > 1 for start, end in f.spans}
    for end, i in long.values():
        opened = _OPENED.match(text, end)
        inside, other = long.get(opened.end(), (0, i)) if opened is not None else (0, i)
        stroke = opened is not None and opened[0] == " / "
        if other == i or not (stroke or text[inside : inside + 1] == ")") or forms[i].type != forms[other].type:
            continue
        if (forms[i].type == "person" and not stroke) or _are_translations(forms[i], forms[other]):
            yield min(i, other), max(i, other)


def _spelt_behind(forms: Sequence[Form], text: str) -> Iterator[tuple[int, int]]:
    """Pairs of an acronym and the name that follows on its comma and spells it out."""
    long = {start: i for i, form in enumerate(forms) if len(form.words) > 2 for start, _ in form.spans}
    for i, form in enumerate(forms):
        ends = (_COMMA.match(text, end) for _, end in form.spans) if len(form.words) == 1 else ()
        for other in {long[comma.end()] for comma in ends if comma is not None and comma.end() in long}:
            if forms[other].type == form.type and spelt_out(form.text, forms[other].words):
                yield min(i, other), max(i, other)


def _short_behind_quote(forms: Sequence[Form], text: str) -> Iterator[tuple[int, int]]:
    """Pairs of a title in quotes and the short name that alone stands in the brackets behind it.

    "Stärkung der Häfen im Grenzraum" (HafenPlus).
    """
    inside = {start: (end, i) for i, form in enumerate(forms) for start, end in form.spans}
    for i, form in enumerate(forms):
        if form.type == "person" or len(form.key) < 3:
            continue
        for start, end in form.spans:
            opened = _CLOSED.match(text, end) if text[start - 1 : start] in _QUOTES else None
            last, other = inside.get(opened.end(), (0, i)) if opened is not None else (0, i)
            same = other != i and forms[other].type == form.type and not is_international(forms[other].text)
            if same and text[last : last + 1] == ")" and len(forms[other].text) < len(form.text):
                yield min(i, other), max(i, other)


def _acronym_within(forms: Sequence[Form], text: str) -> Iterator[tuple[int, int]]:
    """Pairs of a name that has its acronym in brackets within it, and the name with either in the other's place.

    "Inovačné partnerské centrum (IPC) Prešov" and "IPC Prešov".
    """
    by_words: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, form in enumerate(forms):
        by_words[tuple(word.casefold() for word in form.words)].append(i)
    for i, form in enumerate(forms):
        found = _WITHIN.fullmatch(form.text)
        if found is None or form.type == "person" or found[2] not in initials(found[1], form.language):
            continue
        for short in (f"{found[2]} {found[3]}", f"{found[1]} {found[3]}"):
            for other in by_words.get(tuple(_WORD.findall(short.casefold())), ()):
                if other != i and forms[other].type != "person":
                    yield min(i, other), max(i, other)


def _compounded(forms: Sequence[Form], text: str) -> Iterator[tuple[int, int]]:
    """Pairs of a ministry and its compound, where the text has no other it could be.

    "Bundesministerium für Wirtschaft und Klimaschutz" and "Bundeswirtschaftsministerium".
    """
    spelt = [(i, form, found) for i, form in enumerate(forms) if (found := _MINISTRY.match(form.text)) is not None]
    for i, form in enumerate(forms):
        compound = _MINISTRY_COMPOUND.fullmatch(form.text)
        if compound is None:
            continue
        topic = compound[2].casefold()
        of = [
            j for j, long, found in spelt if found[1].casefold() == (compound[1] or "").casefold()
            and any(word[:1].isupper() and topic in (low := word.casefold(), f"{low}s") for word in long.words[1:])
        ]  # fmt: skip
        if len(of) == 1:
            yield min(i, of[0]), max(i, of[0])


def _explained(forms: Sequence[Form], text: str) -> Iterator[tuple[int, int]]:
    """Pairs of a name and the same with what explains it behind a dash: "Alfa" and "Alfa – Clean Seas for All".

    All 23 annotated pairs are one thing; with a hyphen for the dash, 3 of 14 are not.
    """
    by_text: dict[str, list[int]] = defaultdict(list)
    for i, form in enumerate(forms):
        by_text[form.text].append(i)
    for i, form in enumerate(forms):
        head, _, rest = form.text.partition(" – ")
        for other in by_text.get(head, ()) if " " in rest and form.type != "person" else ():
            if forms[other].type == form.type:
                yield min(i, other), max(i, other)


SURE = (_said_anew, _spelt_behind, _short_behind_quote, _acronym_within, _compounded, _explained)


def _are_translations(a: Form, b: Form) -> bool:
    """Whether both have a word for what they are, in no language both."""
    one, other = (_languages_of_head(form.words) for form in (a, b))
    return bool(one) and bool(other) and one.isdisjoint(other)


def _languages_of_head(words: Sequence[str]) -> frozenset[str]:
    return frozenset(
        language for language in available()
        if any(label in _HEADS for _, _, label in _own_lexicon(language).match(words))
    )  # fmt: skip


@cache
def _own_lexicon(language: str) -> Lexicon:
    return build_lexicon(load_pack(language))


def _is_known_acronym(a: Form, b: Form) -> bool:
    """Whether one form is a well-known body of several countries and the other, with its initials, is none: "EU".

    Nor is the Union one of its funds.

    In brackets behind a name it is short for that all the same: "Ekonomska unija (EU)".
    """
    short, long = (a, b) if len(a.key) <= len(b.key) else (b, a)
    if short.type == long.type == "initiative" and is_international(short.text) and not is_international(long.text):
        return not short.stems <= long.stems  # a project is no short form of its programme, in brackets either
    if len(short.key) > 1 or len(long.key) == 1 or short.stems <= long.stems or not short.text.isupper():
        return False
    alike = is_international(long.text) and is_union_fund(long.text) == is_union_fund(short.text)
    if not is_international(short.text) or alike:
        return False
    ends = {end for _, end in long.spans}
    return not any(start - gap in ends for start, _ in short.spans for gap in (1, 2))


def _only_begins(a: Form, b: Form, text: str) -> bool:
    """Whether one name stands in a longer one that is rare beside it, and so is another thing, or no name.

    "NFDI4Objects", named thirty times, in "NFDI4Objects und archäologische Fachfirmen", named once. A word that says
    what the thing is may be far more frequent, as "Stowarzyszenie" is, or be all that the long name has more.
    """
    short, long = (a, b) if len(a.key) <= len(b.key) else (b, a)
    often = OFTEN if short.type == long.type else OFTEN_OTHER
    if short.type == "person" or len(short.spans) < often * len(long.spans) or not short.stems < long.stems:
        return False
    rest = [word for word, key in zip(long.words, long.key, strict=False) if key not in short.stems]
    named = _languages_of_head(short.words) or all(_languages_of_head((word,)) for word in rest)
    return not named and not is_municipal(long.text) and not stands_bracketed(short, long, text)


def _contradict(
    left: Sequence[int], right: Sequence[int], forms: Sequence[Form], scores: Mapping[tuple[int, int], float]
) -> bool:
    """Two names that differ never join through a third form that could be short for either."""
    both = [forms[i] for i in (*left, *right)]
    if both[0].type == "person":
        full = [f.key for f in both if len(f.key) > 1]
        return not all(_one_surname(a, b) for n, a in enumerate(full) for b in full[n + 1 :])
    if len({n for f in both if (n := numbers(f.text))}) > 1:
        return True
    if any(next_edition(forms[i], forms[j]) for i in left for j in right):
        return True
    pairs = [(min(i, j), max(i, j)) for i in left for j in right if len(forms[i].key) > 1 and len(forms[j].key) > 1]
    return any(p in scores and scores[p] < UNLIKE for p in pairs)


def _one_surname(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether the surnames agree, or that of one stands in the other, which has two: Carlos Andradas Heranz."""
    return a[-1] in b or b[-1] in a or JaroWinkler.similarity(a[-1], b[-1]) > 0.88


def _town_alone(a: Form, b: Form) -> bool:
    """Whether one form is the bare name of a town and the other that of a body which is not the town itself.

    "Kielce" is short for "Miasto Kielce", but not for "Kielce Technology Park"; "Kalmar" not for "Kalmar län".
    """
    short, long = (a, b) if len(a.key) <= len(b.key) else (b, a)
    if short.type != "organisation" or len(short.key) != 1 or len(long.key) == 1 or short.text.isupper():
        return False
    town = find_place(short.text, short.language)
    if town is None or town.kind != "town":
        return False
    if (named := find_place(long.text, long.language)) is not None:
        return named.kind != "town"
    return not is_municipal(long.text)
