"""Trains word vectors (skip-gram) on unlabelled text; netgraph ships those of the most frequent words.

    python -m tools.train.embed TEXT.txt OUT.npz [--epochs 4]

TEXT has one paragraph a line, ``language<TAB>text``. Needs gensim (training only).

References:
    Mikolov et al. (2013), Distributed representations of words and phrases and their compositionality.
"""

import argparse
import logging
import time
from pathlib import Path

import numpy as np
from gensim.models import Word2Vec

from netgraph.extract.features import TOKEN, folded

WORDS = 100_000


def write_tokens(text: Path, out: Path) -> None:
    """The paragraphs as folded tokens parted by blanks, one a line."""
    with text.open(encoding="utf-8", errors="replace") as lines, out.open("w", encoding="utf-8") as file:
        for line in lines:
            tokens = TOKEN.findall(line.partition("\t")[2])
            if len(tokens) > 4:
                file.write(" ".join(folded(t[:40]) for t in tokens) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--workers", type=int, default=4)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    began = time.time()
    model = Word2Vec(vector_size=64, window=5, min_count=6, sg=1, negative=5, sample=1e-4, workers=args.workers, seed=1)
    tokens = args.out.with_suffix(".tokens")
    write_tokens(args.text, tokens)
    model.build_vocab(corpus_file=str(tokens))
    model.train(corpus_file=str(tokens), total_examples=model.corpus_count, total_words=model.corpus_total_words,
                epochs=args.epochs)  # fmt: skip
    words = model.wv.index_to_key[:WORDS]
    np.savez(args.out, words=model.wv.vectors[: len(words)], vocabulary=np.array(words))
    print(
        f"{time.time() - began:.0f} s",
        model.wv.most_similar("förening", topn=8),
        model.wv.most_similar("stowarzyszenie", topn=8),
    )


if __name__ == "__main__":
    main()
