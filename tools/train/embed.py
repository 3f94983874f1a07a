"""Trains sub-word vectors (fastText, CBOW) on unlabelled text; netgraph ships their n-gram rows and frequent words.

    python -m tools.train.embed TEXT.txt OUT.npz [--epochs 3]

TEXT has one paragraph a line, ``language<TAB>text``. Needs gensim (training only).
"""

import argparse
import logging
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from gensim.models import FastText

from netgraph.extract.features import BUCKETS, TOKEN

WORDS = 40_000


class Lines:
    """The paragraphs as lists of folded tokens; numbers become one token."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __iter__(self) -> Iterator[list[str]]:
        with self.path.open(encoding="utf-8", errors="replace") as file:
            for line in file:
                tokens = TOKEN.findall(line.partition("\t")[2].casefold())
                if len(tokens) > 4:
                    yield ["0" if t[0].isdigit() else t[:40] for t in tokens]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=3)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    began = time.time()
    model = FastText(
        vector_size=64, window=5, min_count=8, sg=0, negative=5, sample=1e-4, workers=2, min_n=3, max_n=5,
        bucket=BUCKETS, seed=1, batch_words=20_000,
    )  # fmt: skip
    lines = Lines(args.text)
    model.build_vocab(lines)
    model.train(lines, total_examples=model.corpus_count, epochs=args.epochs)
    words = model.wv.index_to_key[:WORDS]
    np.savez(args.out, grams=model.wv.vectors_ngrams, words=model.wv.vectors_vocab[: len(words)], vocabulary=np.array(words))
    print(f"{time.time() - began:.0f} s", model.wv.most_similar("förening", topn=8), model.wv.most_similar("stowarzyszenie", topn=8))


if __name__ == "__main__":
    main()
