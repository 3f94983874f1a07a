"""Base forms that an inflected name of a place may stand for, by the rules of a language (``data/forms.toml``)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import product

from netgraph.places.load import form_rules

_SHORTEST = 3  # letters of a base form: less says nothing
_MOST = 1_000  # forms tried for one name
Rules = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Forms:
    """The rules of one language, by ending, each with what may replace it."""

    endings: Rules = field(default_factory=dict, hash=False)
    irregular: Mapping[str, str] = field(default_factory=dict, hash=False)
    adjectives: Rules = field(default_factory=dict, hash=False)
    irregular_adjectives: Mapping[str, str] = field(default_factory=dict, hash=False)
    adjective_forms: tuple[str, ...] = ()


@cache
def forms(language: str | None) -> Forms:
    """Rules of a language; none where it has none."""
    data = form_rules().get(language or "")
    if data is None:
        return Forms()
    return Forms(
        _rules(data.get("endings", [])),
        data.get("irregular", {}),
        _rules(data.get("adjectives", [])),
        data.get("irregular_adjectives", {}),
        tuple(data.get("adjective_forms", [])),
    )


def base_keys(key: str, language: str | None) -> Iterator[str]:
    """Keys that ``key`` may be a form of, likely ones first; never ``key`` itself."""
    rules = forms(language)
    if key in rules.irregular:
        yield rules.irregular[key]
    words = key.split(" ")
    if len(words) > 5:
        return
    seen = {key}
    for number, choice in enumerate(product(*((word, *_word_bases(word, language)) for word in words))):
        if number > _MOST:
            return
        base = " ".join(choice)
        if base not in seen:
            seen.add(base)
            yield base


def adjective_keys(word: str, language: str | None) -> Iterator[str]:
    """Keys of places from which the adjective ``word`` (a key) may be made: "kielecki" gives "kielce"."""
    rules = forms(language)
    for base in [word, *_nominatives(word, rules.adjective_forms)]:
        known = rules.irregular_adjectives.get(base) or (rules.irregular.get(base) if rules.adjectives else None)
        if known:
            yield known
            return
        yield from _bases(base, rules.adjectives)


@lru_cache(maxsize=16_384)
def _word_bases(word: str, language: str | None) -> tuple[str, ...]:
    return tuple(_bases(word, forms(language).endings))


def _bases(word: str, rules: Rules) -> list[str]:
    found: list[str] = []
    for length in range(min(7, len(word) - 1), 0, -1):
        for replacement in rules.get(word[-length:], ()):
            base = word[:-length] + replacement
            if len(base) >= _SHORTEST and len(word) - length >= (1 if len(base) > _SHORTEST else 2):
                found.append(base)
    return list(dict.fromkeys(found))


def _nominatives(word: str, endings: tuple[str, ...]) -> list[str]:
    """An adjective's dictionary form: its first ending in place of the one that it bears."""
    return [word[: -len(e)] + endings[0] for e in sorted(endings, key=len, reverse=True) if word.endswith(e)]


def _rules(lines: list[str]) -> Rules:
    found: dict[str, list[str]] = {}
    for line in lines:
        ending, _, replacements = line.partition(">")
        found.setdefault(ending.strip(), []).extend(part.strip() for part in replacements.split("|"))
    return {ending: tuple(dict.fromkeys(parts)) for ending, parts in found.items()}
