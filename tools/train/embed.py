"""Trains word vectors (skip-gram) on unlabelled text and chooses the words that ship.

    python -m tools.train.embed OUT.npz LANGUAGE.txt [LANGUAGE.txt ...] [--most 20000000]

A text has one paragraph a line; the name of its file is its language, and several folders may hold texts of one
language. Needs gensim (training only).

References:
    Mikolov et al. (2013), Distributed representations of words and phrases and their compositionality.
    Conneau and Lample (2019), Cross-lingual language model pretraining (languages drawn by a damped share).
"""

import argparse
import logging
import time
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from gensim.models import Word2Vec

from netgraph.extract.features import TOKEN, folded
from tools.train.network import WORD, WORDS

LEAST = 5  # times that a word has to stand in the texts
DAMPING = 0.5  # exponent of a language's share: a small language gets more words than its text alone would give it


def write_tokens(texts: list[Path], out: Path, most: int) -> dict[str, Counter[str]]:
    """The paragraphs as folded tokens parted by blanks, one a line; how often each word stands in each language."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    with out.open("w", encoding="utf-8") as file:
        for path in texts:
            left = most
            with path.open(encoding="utf-8", errors="replace") as lines:
                for line in lines:
                    tokens = [folded(t[:40]) for t in TOKEN.findall(line)]
                    if len(tokens) > 4:
                        counts[path.stem].update(tokens)
                        file.write(" ".join(tokens) + "\n")
                    left -= len(line)
                    if left < 0:
                        break
            print(path, sum(counts[path.stem].values()), flush=True)
    return counts


def choose(counts: dict[str, Counter[str]], known: dict[str, int]) -> list[str]:
    """The words that cover most of the text when every language counts by the damped share of its tokens."""
    totals = {language: sum(c.values()) for language, c in counts.items()}
    score: dict[str, float] = defaultdict(float)
    for language, words in counts.items():
        weight = totals[language] ** (DAMPING - 1)
        for word, n in words.items():
            if n > 1 and word in known:
                score[word] += weight * n
    chosen = sorted(score, key=lambda w: (-score[w], w))[:WORDS]
    kept = set(chosen)
    for language, words in sorted(counts.items()):
        print(language, totals[language], f"{sum(n for w, n in words.items() if w in kept) / totals[language]:.3f}")
    return chosen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--most", type=int, default=20_000_000, help="characters of each file")
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    began = time.time()
    model = Word2Vec(
        vector_size=WORD, window=5, min_count=LEAST, sg=1, negative=5, sample=1e-4, workers=args.workers, seed=1
    )
    tokens = args.out.with_suffix(".tokens")
    counts = write_tokens(args.texts, tokens, args.most)
    model.build_vocab(corpus_file=str(tokens))
    words = choose(counts, model.wv.key_to_index)
    model.train(corpus_file=str(tokens), total_examples=model.corpus_count, total_words=model.corpus_total_words,
                epochs=args.epochs)  # fmt: skip
    rows = [model.wv.key_to_index[w] for w in words]
    np.savez(args.out, words=model.wv.vectors[rows], vocabulary=np.array(words))
    print(
        f"{time.time() - began:.0f} s",
        model.wv.most_similar("förening", topn=8),
        model.wv.most_similar("stowarzyszenie", topn=8),
    )


if __name__ == "__main__":
    main()
