"""Trains the base-form model: one small linear model a language over pairs from ``baseform_data``.

    python -m tools.train.baseform PAIRS.tsv OUT.npz [--languages pl cs] [--holdout names|FOLD]

Words are rewritten from left to right; each choice is a softmax over the endings that the language exchanges, learned
by AdaGrad with the choices to the left as in the gold. Same pairs, same weights.
"""

import argparse
import random
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np

from netgraph.language import baseform
from netgraph.language.baseform import base_form
from netgraph.language.fullname import best_name
from netgraph.language.rewrite import KEEP, History, Options, Rewriter, Script, Word, rewrite, split_words
from netgraph.model import NodeType

SIZES = {"pl": 20, "cs": 19, "sk": 19, "hr": 19, "lv": 19, "lt": 19, "et": 19}
SIZE = 17
LARGE = 0.3  # share of the weights that is kept where there are more than 2 ** SIZE
LEVELS = 15  # in which the weights are written
RATES = (0.25, 0.1)  # word by word, then whole names
SNAPSHOTS = 6  # averaged in each epoch over whole names
WEIGHT = {"sgjp": 0.15, "sgjp-name": 0.5, "word": 0.3, "word-plural": 0.1, "ud": 0.6, "ud-plural": 0.25}
LIMITS = {
    "word": 3000, "word-plural": 1000, "ud": 7000, "ud-plural": 2500, "sgjp": 15000, "sgjp-name": 20000,
}  # fmt: skip  # pairs a language from sources that are not names
FOREIGN = ("en", "fr", "es", "it", "nl", "de", "sv", "pt")


@dataclass(frozen=True)
class Pair:
    language: str
    kind: str
    source: str
    form: str
    base: str
    count: int


def read_pairs(path: Path) -> list[Pair]:
    rows = (line.rstrip("\n").split("\t") for line in path.open(encoding="utf-8"))
    return [Pair(a, b, c, d, e, int(n)) for a, b, c, d, e, n in rows]


def held_out_name(pair: Pair) -> bool:
    """A fifth of the Polish names, all forms of a name together."""
    return pair.source in ("nkjp", "sgjp-name") and zlib.crc32(pair.base.casefold().encode()) % 5 == 0


def gold_fold(pair: Pair, folds: int = 2) -> int | None:
    return zlib.crc32(pair.source.encode()) % folds if pair.source.startswith("gold:") else None


def scripts_of(form: str, base: str) -> list[tuple[Word, Script]] | None:
    """Each word with how it changes; None if the two do not align."""
    a, b = split_words(form), split_words(base)
    if len(a) != len(b) or not a:
        return None
    out = []
    for x, y in zip(a, b, strict=True):
        same = 0
        while same < min(len(x.lower), len(y.lower)) and x.lower[same] == y.lower[same]:
            same += 1
        script = (x.lower[same:], y.lower[same:])
        if same < 1 or len(script[0]) > 8 or len(script[1]) > 8:
            return None
        out.append((x, script))
    return out


def sample(pairs: Iterable[Pair], limits: dict[str, int]) -> list[Pair]:
    kept: list[Pair] = []
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        groups[pair.source.split(":")[0]].append(pair)
    for source, group in sorted(groups.items()):
        group.sort(key=lambda p: zlib.crc32(f"{p.form}|{p.base}".encode()))
        kept += group[: limits.get(source, len(group))]
    return kept


Example = tuple[list[Word], list[Script], str, float]


class Trainer:
    """AdaGrad on the weights of one language."""

    def __init__(self, examples: list[Example], size: int) -> None:
        support: Counter[Script] = Counter()
        for _, scripts, _, _ in examples:
            support.update(set(scripts))
        table: dict[str, list[str]] = defaultdict(list)
        for (cut, add), count in sorted(support.items()):
            if count >= 3 and (cut, add) != KEEP:
                table[cut].append(add)
        self.model = Rewriter(np.zeros(1 << size, dtype=np.float32), dict(table))
        self.rate = RATES[0]
        self.average = np.zeros(1 << size, dtype=np.float32)
        self.snapshots = 0
        self.squares = np.full(1 << size, 0.1, dtype=np.float32)
        self.examples = [e for e in examples if self.reachable(e)]

    def reachable(self, example: Example) -> bool:
        return all(
            script == KEEP or (not word.frozen and script in self.model.options(word.lower).scripts)
            for word, script in zip(example[0], example[1], strict=True)
        )

    def step(self, places: np.ndarray, error: np.ndarray) -> None:
        """Descend: ``error`` is one number a row of ``places``."""
        gradient = np.repeat(error, places.shape[1]).reshape(places.shape)
        self.squares[places] += gradient**2
        self.model.weights[places] -= self.rate * gradient / np.sqrt(self.squares[places])

    def local_epoch(self) -> None:
        """Each word for itself, with the gold to its left."""
        for words, scripts, kind, weight in self.examples:
            history = History()
            for i, (word, script) in enumerate(zip(words, scripts, strict=True)):
                options = self.model.options(word.lower)
                if not word.frozen and len(options.scripts) > 1:
                    scores, places = self.model.score(words, i, kind, [history], options)
                    error = softmax(scores[0])
                    error[options.scripts.index(script)] -= 1.0
                    strong = np.abs(error) > 0.003
                    if strong.any():
                        self.step(places[0][strong], weight * error[strong])
                history = history.extended(word, script)

    def places_of(self, words: list[Word], scripts: Sequence[Script], kind: str) -> np.ndarray:
        history, out = History(), []
        for i, (word, script) in enumerate(zip(words, scripts, strict=True)):
            if not word.frozen:
                options = self.model.options(word.lower)
                k = options.scripts.index(script)
                arrays = (a[k : k + 1] for a in (options.marks, options.outs, options.tails, options.ends))
                out.append(self.model.score(words, i, kind, [history], Options((script,), *arrays))[1].ravel())
            history = history.extended(word, script)
        return np.concatenate(out) if out else np.zeros(0, dtype=np.uint32)

    def global_epoch(self, width: int = 4) -> None:
        """Whole names: the gold against the best rewritings that the beam finds."""
        self.rate = RATES[1]
        every = max(1, len(self.examples) // SNAPSHOTS)
        for n, (words, scripts, kind, weight) in enumerate(self.examples, 1):
            if n % every == 0:
                self.average += self.model.weights
                self.snapshots += 1
            found = self.model.decode(words, kind, width)
            rows = [s for _, s in found]
            scores = [s for s, _ in found]
            gold = tuple(scripts)
            if gold not in rows:
                rows.append(gold)
                scores.append(float(self.model.weights[self.places_of(words, gold, kind)].sum()))
            if len(rows) == 1:
                continue
            error = softmax(np.array(scores, dtype=np.float32))
            error[rows.index(gold)] -= 1.0
            strong = [j for j in range(len(rows)) if abs(error[j]) > 0.01]
            for j in strong:
                self.step(self.places_of(words, rows[j], kind)[None, :], weight * error[j : j + 1])


def softmax(scores: np.ndarray) -> np.ndarray:
    raised = np.exp(scores - scores.max())
    return raised / raised.sum()


def examples_of(pairs: list[Pair]) -> list[Example]:
    out = []
    for pair in pairs:
        aligned = scripts_of(pair.form, pair.base)
        if aligned is not None:
            weight = min(pair.count, 9) ** 0.5 * WEIGHT.get(pair.source, 2.0 if pair.source.startswith("gold") else 1.0)
            out.append(([word for word, _ in aligned], [script for _, script in aligned], pair.kind, weight))
    return out


def train(pairs: list[Pair], size: int, local: int = 1, whole: int = 1, seed: int = 1) -> Trainer:
    trainer = Trainer(examples_of(pairs), size)
    rng = random.Random(seed)
    for epoch in range(local + whole):
        rng.shuffle(trainer.examples)
        if epoch < local:
            trainer.local_epoch()
        else:
            trainer.global_epoch()
    return trainer


def predict(model: Rewriter, form: str, kind: str, width: int = 3) -> str:
    words = split_words(form)
    if not words:
        return form
    scripts = model.decode(words, kind, width)[0][1]
    return "".join(word.before + rewrite(word.text, script) for word, script in zip(words, scripts, strict=True))


def words_only(text: str) -> str:
    return " ".join(word.lower for word in split_words(text))


def training_pairs(pairs: list[Pair], language: str) -> list[Pair]:
    own = sample((p for p in pairs if p.language == language), LIMITS)
    foreign = [
        Pair(language, p.kind, p.source, p.form, p.form, 1)
        for p in pairs
        if p.source.startswith("gold") and p.language in FOREIGN and p.language != language and p.form == p.base
    ]
    return own + [p for p in foreign if zlib.crc32(p.form.encode()) % 3 == 0]


def forms_set(pairs: Iterable[Pair]) -> dict[tuple[str, str, str], set[str]]:
    out: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for pair in pairs:
        out[pair.language, pair.kind, pair.base].add(pair.form)
    return out


@dataclass
class Score:
    right: int = 0
    all: int = 0

    def add(self, hit: bool, weight: int = 1) -> None:
        self.right += hit * weight
        self.all += weight

    def __str__(self) -> str:
        return f"{self.right / self.all:.3f} ({self.all})" if self.all else "-"


def evaluate(pairs: list[Pair], errors: int = 0) -> dict[str, Score]:
    """Figures with the rewriters that ``load_rewriter`` gives."""
    scores = {key: Score() for key in ("all", "kept", "inflected", "known", "set")}
    wrong = []
    sets = forms_set(pairs)
    for pair in pairs:
        kind = cast(NodeType, pair.kind)
        gold, got = words_only(pair.base), words_only(base_form(pair.form, pair.language, kind))
        scores["all"].add(got == gold, pair.count)
        scores["kept" if words_only(pair.form) == gold else "inflected"].add(got == gold, pair.count)
        known = frozenset(sets[pair.language, pair.kind, pair.base])
        scores["known"].add(words_only(base_form(pair.form, pair.language, kind, known)) == gold, pair.count)
        if got != gold:
            wrong.append((pair.kind[:3], pair.form, pair.base, base_form(pair.form, pair.language, kind)))
    for (language, kind, base), forms in sets.items():
        scores["set"].add(words_only(best_name(forms, language, cast(NodeType, kind))) == words_only(base))
    for row in wrong[:errors]:
        print("   ", *row, sep=" | ")
    return scores


def pack_model(weights: np.ndarray, scripts: dict[str, list[str]], language: str) -> dict[str, np.ndarray]:
    """The weights as bytes with one scale; small ones become zero."""
    sizes = np.abs(weights)
    scale = float(np.quantile(sizes, 0.9999)) / LEVELS
    least = np.quantile(sizes, 1 - LARGE) if len(weights) > 1 << SIZE else 0.0
    small = np.where(sizes >= least, np.clip(np.round(weights / scale), -127, 127), 0).astype(np.int8)
    lines = "\n".join(f"{cut}>{add}" for cut, adds in sorted(scripts.items()) for add in adds)
    return {language: small, f"{language}.scale": np.float32(scale), f"{language}.scripts": np.array(lines)}


def join(folder: Path, output: Path) -> None:
    """One file from the files of all languages."""
    parts: dict[str, np.ndarray] = {}
    for path in sorted(folder.glob("*.npz")):
        with np.load(path) as data:
            parts.update({key: data[key] for key in data.files})
    np.savez_compressed(output, **parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pairs", type=Path, nargs="*")
    parser.add_argument("--output", type=Path, required=True, help="folder: one file a language, joined by --join")
    parser.add_argument("--languages", nargs="+", default=[])
    parser.add_argument(
        "--evaluate",
        action="store_true",
        help="hold out half of the gold's websites and a fifth of the Polish names, score on them",
    )
    parser.add_argument("--unseen", action="store_true", help="hold out all documents of the language, not half")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--join", type=Path, help="write the files of all languages into this one and stop")
    args = parser.parse_args()
    if args.join:
        join(args.output, args.join)
        return
    pairs = [pair for path in args.pairs for pair in read_pairs(path)]
    args.output.mkdir(parents=True, exist_ok=True)
    for language in args.languages:
        chosen = training_pairs(pairs, language)
        if args.evaluate:
            folds = 1 if args.unseen else 2
            unseen = {p.form for p in pairs if p.language == language and gold_fold(p, folds) == 0}
            chosen = [p for p in chosen if not held_out_name(p) and gold_fold(p, folds) != 0 and p.form not in unseen]
        trainer = train(chosen, SIZES.get(language, SIZE))
        print(language, len(chosen), "pairs", sum(map(len, trainer.model.scripts.values())), "scripts", flush=True)
        if args.evaluate:
            save(trainer, args.output / "held_out", language)
            report(args.output / "held_out", pairs, language, args.errors, folds)
            whole = train(training_pairs(pairs, language), SIZES.get(language, SIZE))
            save(whole, args.output / "whole", language)
            mean([args.output / part / f"{language}.npz" for part in ("held_out", "whole")], args.output, language)
        else:
            save(trainer, args.output, language)


def save(trainer: Trainer, folder: Path, language: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    weights = trainer.average / max(1, trainer.snapshots)
    np.savez_compressed(folder / f"{language}.npz", **pack_model(weights, trainer.model.scripts, language))


def mean(paths: list[Path], folder: Path, language: str) -> None:
    """One model from several: what one of them got wrong by chance the other evens out."""
    weights, scripts = [], {}
    for path in paths:
        baseform._WEIGHTS = path
        baseform.load_rewriter.cache_clear()
        rewriter = cast(Rewriter, baseform.load_rewriter(language))
        weights.append(rewriter.weights)
        scripts = rewriter.scripts
    np.savez_compressed(folder / f"{language}.npz", **pack_model(np.mean(weights, axis=0), scripts, language))


def report(folder: Path, pairs: list[Pair], language: str, errors: int, folds: int = 2) -> None:
    baseform._WEIGHTS = folder / f"{language}.npz"
    baseform.load_rewriter.cache_clear()
    baseform.rewritings.cache_clear()
    own = [p for p in pairs if p.language == language]
    tests = {"gold": [p for p in own if gold_fold(p, folds) == 0]}
    for kind in ("organisation", "person"):
        tests[f"names {kind}"] = [p for p in own if p.source == "nkjp" and p.kind == kind and held_out_name(p)]
    for name, test in tests.items():
        if test:
            print(language, name, *(f"{key} {score}" for key, score in evaluate(test, errors).items()), flush=True)


if __name__ == "__main__":
    main()
