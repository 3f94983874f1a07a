"""The base form of a name: nominative, as a register or a dictionary would write it."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from netgraph.language.lexicon import load_lexicon
from netgraph.language.namekey import LONGEST, Inflection, load_inflection, stem_key, without_tails
from netgraph.language.pack import load_pack
from netgraph.language.rewrite import KEEP, Rewriter, Script, Word, rewrite, split_words
from netgraph.model import NodeType

_WEIGHTS = Path(__file__).parent / "weights" / "baseform.npz"
_EDITION = re.compile(r"(?:\d{1,3}|[IVXL]{1,6})\.?\s+(?=\w)")  # before the name of a congress
_LONG = re.compile(r"(?:[áéíóúýĺŕô]|i[aeu])[^aeiouyáéíóúýô]+$")  # a Slovak syllable
_ADJECTIVES = ("á", "é", "í", "ý")  # Czech and Slovak ones in the nominative
# How they end behind a noun that ends so; else they are masculine.
_AGREEING = {"a": ("á", "í", "va"), "e": ("á", "í", "va"), "o": ("é", "í"), "m": ("é", "í"), "í": ("é", "í")}
_OBLIQUE = ("go", "ej", "mu", "ym", "im", "ą")  # Polish adjectives
_SHORT = {"á": "a", "ý": "y", "é": "e"}
_WIDTH = 4  # rewritings looked at
_MARGIN = 6.0  # how much less likely a rewriting may be when another document form confirms it
_HEAD = 4.0  # what speaks for a rewriting that makes a head noun of the language
_LATE_HEAD, _GAP, _DISAGREES = 3.0, 2.0, 8.0  # what speaks against a rewriting; found on held-out names


@cache
def load_rewriter(language: str) -> Rewriter | None:
    """The trained endings of a language, or None where names are not inflected."""
    with np.load(_WEIGHTS, allow_pickle=False) as data:
        if language not in data:
            return None
        weights = data[language].astype(np.float32) * np.float32(data[f"{language}.scale"])
        scripts: dict[str, list[str]] = defaultdict(list)
        for line in str(data[f"{language}.scripts"]).split("\n"):
            cut, add = line.split(">")
            scripts[cut].append(add)
    return Rewriter(weights, dict(scripts))


def base_form(name: str, language: str, type: NodeType, known: Collection[str] = frozenset()) -> str:
    """The nominative of a name as found in a text.

    Foreign names, acronyms and names that are nominative already stay as they are.

    Args:
        name: the name as written.
        language: ISO 639-1 of the text around it; in an unknown language the name stays.
        type: what the name names.
        known: other forms seen in the same documents; a nominative among them decides.
    """
    found = rewritings(" ".join(name.split()), language, type)
    margin = 2 * _MARGIN if load_inflection(language).last else _MARGIN
    for form, score in found[1:]:
        # Another form decides when it is nominative by itself; an oblique form does not.
        if score > -margin and form in known and rewritings(form, language, type)[0][0] == form:
            return form
    return found[0][0]


def same_name(a: str, b: str, language: str) -> bool:
    """Whether two forms can be one name in different cases: "Andreas Freij" and "Andreas Freijs"."""
    if a == b or stem_key(a, language) == stem_key(b, language):
        return True
    first, second = (base_form(name, language, "organisation") for name in (a, b))
    return stem_key(first, language) == stem_key(second, language)


@lru_cache(maxsize=65536)
def rewritings(name: str, language: str, type: NodeType) -> tuple[tuple[str, float], ...]:
    """Ways to read a name as an inflected form, best first, with scores whose best is 0."""
    if len(name) > LONGEST:
        return ((name, 0.0),)
    if edition := _EDITION.match(name):
        rest = rewritings(name[edition.end() :], language, type)
        return tuple((edition[0] + form, score) for form, score in rest)
    inflection = load_inflection(language)
    if inflection.tails:
        name = without_tails(name, inflection)
    rewriter = load_rewriter(language)
    words = split_words(name, inflection.last) if rewriter is not None else []
    if inflection.given_stay and type == "person":
        words = [replace(word, frozen=word.frozen or word.text in _given_names(language)) for word in words]
    if rewriter is None or all(word.frozen for word in words):
        return ((name, 0.0),)
    tail = name[sum(len(word.before) + len(word.text) for word in words) :]
    stays = inflection.stays + inflection.person_stays * (type == "person")
    found: dict[str, float] = {}
    for score, scripts in rewriter.decode(words, type, _WIDTH):
        parts = zip(words, scripts, strict=True)
        form = "".join(word.before + _rewritten(word.text, script, inflection) for word, script in parts) + tail
        score += stays * (form == name) - _doubt(words, scripts, inflection, type, language)
        if inflection.head_first and type != "person":
            score += _HEAD * _makes_head(words, scripts, language)
        if inflection.closing_head and type != "person" and scripts[-1] != KEEP:
            score += inflection.closing_head * _is_head(rewrite(words[-1].lower, scripts[-1]), language)
        found[form] = max(score, found.get(form, score))
    ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return tuple((form, score - ranked[0][1]) for form, score in ranked)


def _doubt(
    words: Sequence[Word], scripts: Sequence[Script], inflection: Inflection, type: NodeType, language: str
) -> float:
    """What speaks against a rewriting as a whole, which no single word shows."""
    if inflection.genders and type != "person":
        return _DISAGREES * _other_genders(words, scripts, inflection)
    changed = [
        script != KEEP
        for word, script in zip(words, scripts, strict=True)
        if not word.frozen and not (script == KEEP and word.lower.endswith(inflection.alike))
    ]
    if not inflection.head_first or type == "person" or True not in changed:
        return 0.0
    block = changed[changed.index(True) :]
    doubt = _LATE_HEAD * (not changed[0]) + _GAP * (True in block[block.index(False) :] if False in block else False)
    left_behind = changed[0] and len(words) > 1 and _left_behind(words, scripts, inflection, language)
    moved = _moved_genitives(words, scripts, language) if inflection.genitives_stay else 0
    return doubt + _DISAGREES * (_disagreements(words, scripts, inflection) + left_behind + moved)


def _left_behind(words: Sequence[Word], scripts: Sequence[Script], inflection: Inflection, language: str) -> bool:
    """Whether the adjective that follows a changed first noun does not agree with it."""
    second = words[1].lower
    if rewrite(words[0].lower, scripts[0]) in inflection.with_adjective:
        return second.endswith(_OBLIQUE) and not rewrite(second, scripts[1]).endswith(("i", "y"))
    return scripts[1] == KEEP and _of_country(second, language)


def _rewritten(word: str, script: Script, inflection: Inflection) -> str:
    form = rewrite(word, script)
    if inflection.shortens and script != KEEP and form[-1:] in _SHORT and _LONG.search(form[:-1]):
        return form[:-1] + _SHORT[form[-1]]
    return form


def _other_genders(words: Sequence[Word], scripts: Sequence[Script], inflection: Inflection) -> int:
    """Words that come out nominative before a noun of another gender: they are genitives, which stay as they are."""
    last = max((i for i, script in enumerate(scripts) if script != KEEP), default=0)
    genders = [
        next((i for i, endings in enumerate(inflection.genders) if rewrite(word.lower, script).endswith(endings)), None)
        for word, script in zip(words, scripts, strict=True)
    ]
    before = zip(genders[:last], scripts, strict=False)
    return sum(script != KEEP and None not in (one, genders[last]) and one != genders[last] for one, script in before)


def _moved_genitives(words: Sequence[Word], scripts: Sequence[Script], language: str) -> int:
    """What changes behind a head noun that changes, but for an adjective that agrees: "Univerzita Karlova".

    Behind the noun of a place its name changes as well: "města Brna".
    """
    wrong, agreeing = 0, None
    for word, script in zip(words, scripts, strict=True):
        if script == KEEP:
            agreeing = None if word.lower in ("a", "i") else agreeing
            continue
        form = rewrite(word.lower, script)
        if agreeing is not None:
            wrong += not form.endswith(agreeing)
        elif _is_head(word.lower, language) and not form.endswith(_ADJECTIVES) and not _is_place(form, language):
            agreeing = next((ends for last, ends in _AGREEING.items() if form.endswith(last)), ("ý", "í"))
    return wrong


@lru_cache(maxsize=65536)
def _is_head(word: str, language: str) -> bool:
    labels = {label for _, _, label in load_lexicon(language).match([word])}
    return not labels.isdisjoint(("organisation_head", "initiative_head"))


@lru_cache(maxsize=65536)
def _is_place(word: str, language: str) -> bool:
    return any(label == "place_head" for _, _, label in load_lexicon(language).match([word]))


@cache
def _given_names(language: str) -> frozenset[str]:
    return frozenset(load_pack(language).given_names)


def _of_country(word: str, language: str) -> bool:
    """Whether a word is a country's adjective in an oblique case: it follows its noun, "Instytut Szwedzki"."""
    return word.startswith(_country_stems(language)) and word.endswith(_OBLIQUE)


@cache
def _country_stems(language: str) -> tuple[str, ...]:
    lists = load_pack(language).country_adjectives.values()
    return tuple(entry[:-1].casefold() for entries in lists for entry in entries if entry.endswith("*"))


def _makes_head(words: Sequence[Word], scripts: Sequence[Script], language: str) -> bool:
    """Whether some inflected word becomes one that heads names: "Klastra" becomes "Klaster", not "Klastr".

    Behind a first word that stays, what looks inflected is a genitive: "Stowarzyszenie Gmin".
    """
    if scripts[0] == KEEP and not words[0].frozen:
        return False
    heads = _heads(language)
    made = (rewrite(word.lower, script) for word, script in zip(words, scripts, strict=True) if script != KEEP)
    return not heads.isdisjoint(made)


@cache
def _heads(language: str) -> frozenset[str]:
    pack = load_pack(language)
    heads = (*pack.organisation_heads, *pack.initiative_heads, *pack.place_heads)
    return frozenset(head.split(" ")[0] for head in heads)


def _disagreements(words: Sequence[Word], scripts: Sequence[Script], inflection: Inflection) -> int:
    """Adjectives that come out masculine before a neuter noun: "Narodowy Centrum"."""
    neuter = inflection.neuter
    if neuter is None:
        return 0
    count = 0
    for i, script in enumerate(scripts[:-1]):
        noun = rewrite(words[i + 1].lower, scripts[i + 1])
        near = words[i + 1].before == " " and not words[i + 1].frozen
        if script != KEEP and near and words[i].lower.endswith(neuter.cut) and noun.endswith(neuter.nouns):
            sure = scripts[i + 1] != KEEP or not noun.endswith("e")
            count += sure and not rewrite(words[i].lower, script).endswith(neuter.endings)
    return count
