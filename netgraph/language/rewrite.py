"""A learned rewriting of word ends: which ending of which word of a name to exchange so that the name is nominative."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from zlib import crc32

import numpy as np
import numpy.typing as npt

Script = tuple[str, str]  # what is cut from the end of a word and what is put in its place
KEEP: Script = ("", "")

PIECE = re.compile(r"\w+(?:[’':]\w+)*")
_QUOTED = re.compile(r"(?<=\s)[„“”\"'«»‚‘(\[][^„“”\"«»()\[\]]*[“”\"'«»’)\]]")
_LONGEST_CUT = 8
_REMEMBERED = 20_000  # words whose options are kept
_MIX = np.uint32(2654435761)
_SHIFT = np.uint32(15)
_OUT = np.uint32(0x51ED270B)  # sets features of the outcome apart from those of the input


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name with what surrounds it."""

    text: str
    lower: str
    before: str  # signs between this word and the one before: "", " ", "-", ", "
    frozen: bool  # must stay as it is: acronym, number, quoted


Array = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Options:
    """What may happen to a word, with the hashes that do not depend on its neighbours."""

    scripts: tuple[Script, ...]  # the first is that nothing happens
    marks: Array
    outs: Array
    tails: Array
    ends: Array


@dataclass(slots=True)
class Rewriter:
    """Scores of endings for one language."""

    weights: npt.NDArray[np.float32]  # a power of two long
    scripts: dict[str, list[str]]  # cut -> what may take its place
    _options: dict[str, Options] = field(default_factory=dict)

    def options(self, text: str) -> Options:
        """What may happen to a word in small letters."""
        known = self._options.get(text)
        if known is not None:
            return known
        scripts = [KEEP]
        for size in range(min(_LONGEST_CUT, len(text) - 2) + 1):
            cut = text[len(text) - size :]
            scripts.extend((cut, add) for add in self.scripts.get(cut, ()) if cut or add)
        outs = [rewrite(text, script) for script in scripts]
        options = Options(
            scripts=tuple(scripts),
            marks=_hashes([f"{cut}>{add}" for cut, add in scripts]),
            outs=_hashes(outs) * _OUT,
            tails=_hashes(["c" + out[-3:] for out in outs]) * _OUT,
            ends=_hashes([out[-2:] for out in outs]) * _OUT,
        )
        if len(self._options) >= _REMEMBERED:
            self._options.clear()
        self._options[text] = options
        return options

    def score(
        self, words: Sequence[Word], i: int, kind: str, beam: Sequence["History"], options: Options
    ) -> tuple[npt.NDArray[np.float32], Array]:
        """Scores of each option after each history, and the places of the weights that they add up."""
        word = words[i].lower
        seen = _hashes(features(words, i, kind))
        past = _hashes([text for history in beam for text in past_features(word, history)]).reshape(len(beam), -1)
        left = _hashes([f"{history.out[-2:]}|{history.changed:d}" for history in beam])
        known = len(seen)
        mixed = np.empty((len(beam), len(options.scripts), known + past.shape[1] + 3), dtype=np.uint32)
        mixed[:, :, :known] = seen ^ options.marks[:, None]
        np.bitwise_xor(past[:, None, :], options.marks[None, :, None], out=mixed[:, :, known:-3])
        mixed[:, :, -3] = options.outs
        mixed[:, :, -2] = options.tails
        np.bitwise_xor(options.ends[None, :], left[:, None], out=mixed[:, :, -1])
        mixed *= _MIX
        mixed ^= mixed >> _SHIFT
        mixed &= np.uint32(len(self.weights) - 1)
        return self.weights[mixed].sum(axis=2), mixed

    def decode(self, words: Sequence[Word], kind: str, width: int = 3) -> list[tuple[float, tuple[Script, ...]]]:
        """The best rewritings of a name with their scores, best first."""
        scores = np.zeros(1, dtype=np.float32)
        beam = [History()]
        for i, word in enumerate(words):
            options = self.options(word.lower)
            if word.frozen or len(options.scripts) == len(beam) == 1:
                beam = [history.extended(word, KEEP) for history in beam]
                continue
            grown = scores[:, None] + self.score(words, i, kind, beam, options)[0]
            best = np.argsort(-grown, axis=None, kind="stable")[:width]
            scores = grown.ravel()[best]
            each = len(options.scripts)
            beam = [beam[k // each].extended(word, options.scripts[k % each]) for k in best.tolist()]
        return [(score, history.scripts) for score, history in zip(scores.tolist(), beam, strict=True)]


def _hashes(texts: Iterable[str]) -> Array:
    return np.array([crc32(text.encode("utf-8", "surrogatepass")) for text in texts], dtype=np.uint32)


@dataclass(frozen=True, slots=True)
class History:
    """What was decided for the words to the left."""

    scripts: tuple[Script, ...] = ()
    out: str = "^"  # the word before as it comes out
    changed: bool = False  # whether any word was changed
    since: int = 0  # words kept after the last changed one, or from the start

    def extended(self, word: Word, script: Script) -> "History":
        """The history one word later."""
        out = rewrite(word.lower, script)
        if script != KEEP:
            return History((*self.scripts, script), out, True, 0)
        return History((*self.scripts, script), out, self.changed, min(self.since + 1, 3))


def rewrite(text: str, script: Script) -> str:
    """The word with its ending exchanged; capitals stay capitals."""
    cut, add = script
    if not cut and not add:
        return text
    stem = text[: len(text) - len(cut)]
    return stem + (add.upper() if len(text) > 1 and text.isupper() else add)


def split_words(name: str, only_last: bool = False) -> list[Word]:
    """The words of a name with what lies between them.

    Args:
        name: the name.
        only_last: whether the last word alone may change, as where a genitive -s closes the name.
    """
    quoted = [match.span() for match in _QUOTED.finditer(name)]
    words: list[Word] = []
    last = 0
    for match in PIECE.finditer(name):
        text = match[0]
        lower = text.lower()
        frozen = (
            len(lower) != len(text)
            or len(text) < 3
            or any(char.isdigit() for char in text)
            or (text.isupper() and (len(text) < 6 or not name.isupper()))
            or any(start <= match.start() < end for start, end in quoted)
        )
        words.append(Word(text, lower, name[last : match.start()], frozen))
        last = match.end()
    if only_last:
        end = max((i for i, word in enumerate(words) if not word.frozen), default=0)
        words = [word if i == end else replace(word, frozen=True) for i, word in enumerate(words)]
    return words


def features(words: Sequence[Word], i: int, kind: str) -> tuple[str, ...]:
    """What is seen of word ``i`` before anything is decided: its ends, its neighbours, its place."""
    word = words[i]
    w = word.lower
    before = words[i - 1].lower if i else "^"
    after = words[i + 1].lower if i + 1 < len(words) else "$"
    later = words[i + 2].lower if i + 2 < len(words) else "$"
    sign = word.before.strip()
    s2, s3 = w[-2:], w[-3:]
    shape = ("A" if word.text[:1].isupper() else "a") + ("A" if i and words[i - 1].text[:1].isupper() else "a")
    gap = words[i + 1].before.strip() if i + 1 < len(words) else ""
    sort = "p" if kind == "person" else "o"
    place = f"{min(i, 3)}{i == len(words) - 1:d}{sort}"
    return (
        "b", "1" + w[-1:], "2" + s2, "3" + s3, "4" + w[-4:], "5" + w[-5:], "6" + w[-6:], "w" + w,
        "k" + sort + w, "K" + sort + s3, "p" + place, "P" + place + s2, "Q" + place + s3,
        "S" + shape + place[0] + s2, "l" + before, "m" + before[-3:], "M" + before[-3:] + "|" + s2,
        "L" + before[-2:] + "|" + s3, "n" + after, "o" + after[-3:], "O" + after[-3:] + "|" + s2,
        "N" + after[-2:] + "|" + s3, "q" + after[-1:] + "|" + w[-4:], "r" + after + "|" + s3,
        "R" + after[-2:] + later[-2:], "z" + sign + "|" + gap, "Z" + sign + "|" + gap + s2,
        "U" + later[-3:] + "|" + s3, "V" + later + "|" + s2,
    )  # fmt: skip


def past_features(word: str, history: History) -> tuple[str, ...]:
    """What was decided to the left, seen together with the ends of the word."""
    s2, s3 = word[-2:], word[-3:]
    done = f"{history.changed:d}{history.since}"
    last = ">".join(history.scripts[-1]) if history.scripts else "^"
    chain = (">".join(history.scripts[-2]) if len(history.scripts) > 1 else "^") + "," + last
    first = ">".join(history.scripts[0]) if history.scripts else "^"
    out = history.out
    return (
        "h" + last, "H" + last + "|" + s2, "i" + last + "|" + s3, "d" + done, "D" + done + s2, "e" + done + s3,
        "x" + done + "|" + word, "t" + out[-2:] + "|" + s2, "T" + out[-3:] + "|" + s3, "u" + done + out[-2:],
        "B" + chain + "|" + s2, "C" + chain + "|" + s3, "F" + first + done + s2, "G" + first + done + s3,
        "I" + out + "|" + s2,
    )  # fmt: skip
