"""A name taken apart for comparison: words, numbers, legal form, acronym, and its meaning in concepts."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from netgraph.language.legalform import strip_legal_form
from netgraph.language.roman import roman_value
from netgraph.language.successors import successors

from .letters import ascii_of, fold
from .words import Reading, lexicon, read_word

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*\+?|[^\W\d_]+(?:['’][^\W\d_]+)*|\+")
_WORDS = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_PERIOD = re.compile(r"((?:19|20)\d\d)\s*[-–—/]\s*((?:19|20)?\d\d)\b")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z]{2})|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_]{2})")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
_BRAND = re.compile(r"[^\W\d_A-Z][A-Z]")  # ProjectWorks, infoShare: a made word, whatever its parts mean
_SHORT = re.compile(r"\b([^\W\d_]{2,6})\.(?!\S)")
_OWN_ACRONYM = re.compile(r"(.+?)\s*\(([^\W\d_]{2,9})\)$")
_LONGEST_NAME = 400
_ACRONYM = 5  # letters of a word in capitals that has no initials
_LONGEST_ACRONYM = 9


@dataclass(frozen=True, slots=True)
class Name:
    """A name ready for comparison.

    Attributes:
        text: as written.
        words: folded words without legal form, stop words and numbers.
        key: words and numbers in one string; equal keys are one name in two spellings.
        numbers: editions and other numbers that tell things apart; Roman ones as digits; words such as "Plus".
        years: years and periods.
        concepts: what its known words mean, in no language.
        rest: its other words, folded.
        own: those words as written.
        short: folded words that a full stop marks as cut off ("Univ.").
        acronym: the name itself when it is written as an acronym, folded.
        initials: acronyms that its words could form.
    """

    text: str
    words: tuple[str, ...]
    key: str
    numbers: frozenset[str]
    years: frozenset[str]
    concepts: frozenset[str]
    rest: tuple[str, ...]
    own: tuple[str, ...]
    short: frozenset[str]
    acronym: str | None
    initials: frozenset[str]

    @property
    def is_generic(self) -> bool:
        """Whether all its words are words of many names, so that places tell its bearers apart."""
        return not (self.rest or self.numbers or self.acronym or self.concepts & lexicon().places)


@lru_cache(maxsize=200_000)
def read_name(text: str) -> Name:
    """Take a name apart."""
    text = unicodedata.normalize("NFC", text[:_LONGEST_NAME]).strip()
    bare = strip_legal_form(_without_own_acronym(text))
    acronym = _acronym(bare)
    joined = _DOTTED.sub(lambda m: m[0].replace(".", ""), bare)
    period = _PERIOD.search(joined)
    years = {f"{period[1]}-{period[2][-2:]}"} if period else set()
    joined = _PERIOD.sub(" ", joined)
    tokens = [t for chunk in joined.split() for part in _CAMEL.split(chunk) for t in _TOKEN.findall(part)]
    numbers: set[str] = set()
    words: list[tuple[str, str]] = []  # as written, folded

    def add_number(number: str) -> None:
        numbers.add(number if number not in numbers else f"{number} {number}")  # "H2Harbour 2" is not "H2Harbour"

    for position, token in enumerate(tokens):
        if _YEAR.match(token):
            years.add(token)
        elif token[0].isdigit() or token == "+":
            add_number("plus" if token == "+" else token.replace(",", ".").rstrip("+"))
            if token.endswith("+") and token != "+":
                add_number("plus")
        elif position and (value := roman_value(token)) is not None:
            add_number(str(value))
        elif position and token.casefold() in successors():
            add_number(token.casefold())
        elif (word := fold(token).replace("'s", "").replace("'", "")) and not (
            word in lexicon().stop and not token.isupper() and (token.islower() or len(token) < 4 or position == 0)
        ):
            words.append((token, word))
    folded = tuple(w for _, w in words)
    concepts, rest, own = _read_concepts(words)
    key = " ".join((*folded, *sorted(numbers), *sorted(years)))
    return Name(
        text, folded, key or fold(text), frozenset(numbers), frozenset(years), concepts, rest, own,
        frozenset(fold(w) for w in _SHORT.findall(joined)), acronym,
        _initials(joined, words),
    )  # fmt: skip


def _read_concepts(words: list[tuple[str, str]]) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """Concepts of the words, and the words that have none: folded, and as written."""
    concepts: set[str] = set()
    rest: list[str] = []
    own: list[str] = []
    known = lexicon()
    folded = tuple(w for _, w in words)
    position = 0
    while position < len(words):
        for length in range(min(known.longest, len(words) - position), 1, -1):
            if (concept := known.phrases.get(folded[position : position + length])) is not None:
                concepts.add(concept)
                position += length
                break
        else:
            written, word = words[position]
            reading = Reading((), word) if _BRAND.search(written) else read_word(word)
            concepts.update(reading.concepts)
            if reading.rest:
                rest.append(reading.rest)
                own.append(written if reading.rest == word else reading.rest)
            position += 1
    return frozenset(_settle(concepts, known.weak)), tuple(rest), tuple(own)


def _settle(concepts: set[str], weak: frozenset[str]) -> set[str]:
    """One way of saying what can be said in several: a city's office is the city, a polytechnic one of technology."""
    concepts = set(concepts)
    if concepts & {"polytechnic", "technical_college"}:
        concepts |= {"university", "technology"}
        concepts -= {"polytechnic", "technical_college", "college"}
    if "grammar_school" in concepts:
        concepts.discard("school")
    if "marshal" in concepts:
        concepts = (concepts - {"marshal"}) | {"region"}
    matter = concepts - lexicon().places
    if "office" in matter and "municipal" in matter and matter <= {"office", "municipal", *weak}:
        concepts = (concepts - {"municipal"}) | {"municipality"}
        matter = concepts - lexicon().places
    if {"region", "county"} <= concepts and not concepts & {"municipality", "planning"}:
        concepts.discard("county")  # "Region Kalmar län" is Region Kalmar
        matter = concepts - lexicon().places
    bodies = matter & {"municipality", "region", "county"}
    if bodies and matter <= bodies | weak | {"council"}:
        concepts -= weak | {"council"}
    return concepts


def distinctiveness(name: Name) -> float:
    """Points for a name that agrees in full: few things share a long own name, many an acronym or a generic one."""
    if name.acronym is not None:
        return {2: 1.5, 3: 2.5, 4: 3.0, 5: 4.0}.get(len(name.acronym), 4.5)
    if name.is_generic:
        return {0: 1.5, 1: 2.0, 2: 2.5, 3: 3.5}.get(len(name.concepts), 4.0)
    if not name.rest and name.concepts <= lexicon().places:
        return 2.5  # "pomorskie" alone
    if len(name.words) == 1:
        coined = len(name.key) > 8 or (len(name.key) > 5 and _BRAND.search(name.text))
        return 4.5 if coined else 4.0 if len(name.key) > 4 else 3.0
    return 5.0 if name.rest else 4.0


def _without_own_acronym(text: str) -> str:
    """ "European Project Center (EPC)" is "European Project Center"; a bracket that says something else stays."""
    found = _OWN_ACRONYM.match(text)
    if found is None:
        return text
    heads = [word[0] for word in _WORDS.findall(found[1])]
    spelt = {"".join(heads).casefold(), "".join(h for h in heads if h.isupper()).casefold()}
    return found[1] if found[2].casefold() in spelt else text


def _acronym(text: str) -> str | None:
    """The folded acronym when the whole name is one: ``ZUT``, ``T.A.B``, ``LNU:s``, ``ITI-MV``."""
    bare = re.sub(r"(?::s|['’]s?)$", "", text.strip())
    letters = re.sub(r"[.\-&/+]", "", bare)
    if not 2 <= len(letters) <= _LONGEST_ACRONYM or not letters.isalnum() or not letters[0].isalpha():
        return None
    upper = sum(c.isupper() for c in letters)
    return ascii_of(letters) if upper >= 2 and upper * 3 >= len(letters) * 2 else None


def _initials(text: str, words: list[tuple[str, str]]) -> frozenset[str]:
    """Acronyms of a full name: of all words, and with the small words that acronyms may count."""
    if len(words) < 2 or all(written.isupper() and len(written) <= _ACRONYM for written, _ in words):
        return frozenset()  # "INESC TEC" is not "IT"
    heads = [(t[0].isupper(), ascii_of(t[0])[:1]) for t in _WORDS.findall(text)]
    found = {
        "".join(w[:1] for _, w in words),
        "".join(w if written.isupper() and len(written) > 1 else w[:1] for written, w in words),
        "".join(h for _, h in heads),
        "".join(h for capital, h in heads if capital),
    }
    return frozenset(i for i in found if 2 <= len(i) <= _LONGEST_ACRONYM)
