"""Which profiles are compared at all: those that share a key, so that cost grows with the number of names."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from .meaning import Meaning
from .profiles import Profile
from .seated import without_seat

_LARGEST = 25  # profiles of a block that are all compared; in a larger one each meets its next few
_WINDOW = 8
_RARE_WORDS = 2
_PREFIX = 5


def candidate_pairs(profiles: Sequence[Profile]) -> list[tuple[int, int]]:
    """Pairs of indices worth comparing, sorted."""
    frequency = Counter(w[:_PREFIX] for p in profiles for w in {w for n in p.names for w in n.words})
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, profile in enumerate(profiles):
        for key in sorted(set(_keys(profile, frequency))):
            blocks[key].append(index)
    pairs: set[tuple[int, int]] = set()
    for members in blocks.values():
        if 1 < len(members) <= _LARGEST:
            pairs.update((i, j) for n, i in enumerate(members) for j in members[n + 1 :])
        elif members:
            members = sorted(members, key=lambda i: (_context(profiles[i]), i))
            pairs.update(
                (min(i, j), max(i, j)) for n, i in enumerate(members) for j in members[n + 1 : n + 1 + _WINDOW]
            )
    return sorted(pairs)


def _context(profile: Profile) -> tuple[str, ...]:
    return (profile.name.key, profile.country or "", profile.place or "")


def _keys(profile: Profile, frequency: Counter[str]) -> Iterator[str]:
    if profile.person is not None:
        for part in profile.person.parts:
            yield "p:" + part[:4]
        yield "n:" + profile.name.key
        return
    for body in profile.bodies:
        yield "b:" + body
    for name, meaning in zip(profile.names, profile.meanings, strict=True):
        yield "n:" + name.key
        if name.acronym is not None:
            yield "a:" + name.acronym
            continue
        for initials in name.initials:
            yield "a:" + initials
        if meaning.concepts:
            yield from meaning_keys(meaning)
        if (seated := without_seat(name, meaning)) is not None and seated[1].concepts:
            yield from meaning_keys(seated[1])
        if name.is_generic:
            continue  # words that all names share make no block
        rare = sorted(set(name.words), key=lambda w: (frequency[w[:_PREFIX]], w))[:_RARE_WORDS]
        for word in rare:
            if len(word) > 2:
                yield "w:" + word[:_PREFIX]
        if len(name.words) == 1:
            yield "e:" + name.words[0][-_PREFIX:]
        else:
            yield "j:" + "".join(name.words)


def meaning_keys(meaning: Meaning) -> Iterator[str]:
    """Concepts with the beginnings of the other words, and with the places that they name."""
    concepts = " ".join(sorted(meaning.concepts))
    yield f"c:{concepts} " + " ".join(sorted(w[:3] for w in meaning.rest))
    if any(meaning.places):
        parts = zip(meaning.rest, meaning.places, strict=True)
        yield f"l:{concepts} " + " ".join(sorted(p.name if p is not None else w[:3] for w, p in parts))
