"""The forms in which a document writes its names, and which of them are worth comparing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from unicodedata import combining, normalize

from netgraph.language.legalform import has_legal_form, strip_legal_form
from netgraph.language.namekey import load_inflection, stem_key, without_tails
from netgraph.language.pack import load_pack
from netgraph.language.successors import spell_plus
from netgraph.model import NODE_TYPES, NodeType

BRACKETED = 40  # characters between a name and its short form in brackets
MANY_FORMS = 400  # beyond that, a short form is compared with those only that it may abbreviate
PAIRS, PAIRS_A_FORM = 50_000, 50  # pairs that share a word and are compared, those with the rarest words first
ACRONYM = 5  # letters of a word in capitals that has no initials
SPELT = 3  # letters of an acronym that what stands behind it spells out
SAME_INITIALS = 20  # forms with the same initials; more say nothing
_WORD = re.compile(r"\w+")
_BRACKET = re.compile(r"[(\[]")


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which a document writes a name, with all its places."""

    text: str
    key: tuple[str, ...]  # stems of its words
    type: NodeType
    language: str
    spans: tuple[tuple[int, int], ...]
    opened: tuple[int, ...] = ()  # starts of those of its spans that have an opening bracket shortly before
    has_legal_form: bool = False  # somewhere, beside the text
    # Of text and key, kept because a form is compared with many others.
    words: tuple[str, ...] = field(init=False)  # as written
    stems: frozenset[str] = field(init=False)
    starts: frozenset[str] = field(init=False)  # of the words
    letters: str = field(init=False)  # without marks, spaces and case
    capitals: int = field(init=False)  # letters

    def __post_init__(self) -> None:
        text = spell_plus(self.text)
        words = tuple(_WORD.findall(text))
        object.__setattr__(self, "words", words)
        object.__setattr__(self, "stems", frozenset(self.key))
        object.__setattr__(self, "starts", frozenset(map(start_of, words)))
        object.__setattr__(self, "letters", "".join(filter(str.isalnum, normalize("NFKD", text.casefold()))))
        object.__setattr__(self, "capitals", sum(c.isupper() for c in self.text))


@cache
def conjunctions(language: str) -> frozenset[str]:
    """Single words that join the parts of an enumeration."""
    return frozenset(word for word in load_pack(language).conjunctions if " " not in word)


@cache
def joining_words() -> frozenset[str]:
    """Prepositions, articles and conjunctions: they stand inside names but end none."""
    lines = Path(__file__).with_name("joining.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def start_of(word: str) -> str:
    """The letters by which words of different endings or compounds are taken for one."""
    return word[:4].casefold()


def gather_forms(mentions: Sequence[tuple[int, int, NodeType, str]], text: str) -> tuple[list[Form], list[int]]:
    """Mentions that agree up to inflection and capitals, as forms; the second value is the form of each mention.

    Args:
        mentions: start, end, type and language of each mention.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for i, (start, end, _, language) in enumerate(mentions):
        name = spell_plus(strip_legal_form(" ".join(text[start:end].split())))
        groups[_plain(stem_key(name, language)) or name.casefold()].append(i)
    forms: list[Form] = []
    owner = [0] * len(mentions)
    for members in groups.values():
        votes: dict[NodeType, int] = defaultdict(int)
        for i in members:
            votes[mentions[i][2]] += 1
            owner[i] = len(forms)
        kind = max(NODE_TYPES, key=lambda t: votes[t])
        written = [" ".join(text[mentions[i][0] : mentions[i][1]].split()) for i in members]
        longest = max(map(strip_legal_form, written), key=lambda n: (len(n), n))
        language = mentions[members[0]][3]
        spans = tuple((mentions[i][0], mentions[i][1]) for i in members)
        # Word by word, so that a word has one stem wherever in a name it stands.
        words = _WORD.findall(without_tails(spell_plus(longest), load_inflection(language)))
        key = tuple(_plain(stem_key(word, language)) for word in words)
        opened = tuple(start for start, _ in spans if _BRACKET.search(text, max(0, start - BRACKETED), start))
        forms.append(Form(longest, key, kind, language, spans, opened, any(map(has_legal_form, written))))
    return forms, owner


def _plain(key: str) -> str:
    return " ".join(_WORD.findall(key))


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
        for letters in sorted(initials(form.text, form.language)):
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
    return (len(form.key) == 1 or of_acronyms(form.words)) and len(form.text) <= 12


@lru_cache(maxsize=1 << 14)
def first_letters(name: str) -> frozenset[str]:
    """The plain acronyms of a name: of its capitalised words, and of all words."""
    words = _outside_brackets(name)
    if of_acronyms(words):
        return frozenset()
    return _with_bare("".join(w[0] for w in words if w[0].isupper()), "".join(w[0] for w in words).upper())


@lru_cache(maxsize=1 << 14)
def initials(name: str, language: str) -> frozenset[str]:
    """Acronyms that a name may have: the plain ones, those of its long words, and those of the parts of compounds."""
    plain, words = first_letters(name), _outside_brackets(name)
    if not plain:
        return plain
    inner = "".join(c for w in words if not w.isupper() for c in w if c.isupper())
    parts = [(w, _parts(w, language)) for w in words]
    whole, long = "".join(p for _, p in parts), "".join(p for w, p in parts if len(w) > 3)
    return plain | _with_bare(inner.upper(), whole.upper(), long.upper())


def _with_bare(*acronyms: str) -> frozenset[str]:
    """The acronyms as they are and without marks: École gives E."""
    return frozenset((*acronyms, *map(without_marks, acronyms)))


def without_marks(text: str) -> str:
    """The text without accents and their like."""
    return "".join(c for c in normalize("NFKD", text) if not combining(c)) if not text.isascii() else text


def _outside_brackets(name: str) -> list[str]:
    return _WORD.findall(re.sub(r"[(\[].*?[)\]]", " ", name))


def spelt_out(acronym: str, words: Sequence[str]) -> bool:
    """Whether words have the letters of an acronym in their order, as first letters or capitals."""
    letters = iter("".join(c.upper() for word in words for n, c in enumerate(word) if n == 0 or c.isupper()))
    long = len(acronym) >= SPELT and acronym.isalpha() and acronym.isupper()
    return long and len(words) > 1 and acronym[0] == words[0][0].upper() and all(c in letters for c in acronym)


def of_acronyms(words: Sequence[str]) -> bool:
    """Whether a name is made of acronyms, as "INESC TEC" is: "IT" is not short for it."""
    return all(word.isupper() and len(word) <= ACRONYM for word in words)


def _parts(word: str, language: str) -> str:
    """The first letter, and that of the noun in which a compound ends: f and k of fotballklubb."""
    tails = _tails(language)
    found = tails.fullmatch(word.casefold()) if tails is not None else None
    return word[0] + (found[1][0] if found else "")


@cache
def _tails(language: str) -> re.Pattern[str] | None:
    """Compounds that end in a noun for bodies and initiatives, as the language's pack has them; the longest noun."""
    pack = load_pack(language)
    nouns = {head.strip("*") for head in (*pack.organisation_heads, *pack.initiative_heads) if head.startswith("*")}
    nouns = {noun for noun in nouns if len(noun) > 2 and " " not in noun}
    return re.compile(rf"\w{{2,}}?({'|'.join(sorted(nouns, key=lambda n: (-len(n), n)))})\w{{0,5}}") if nouns else None
