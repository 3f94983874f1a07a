"""Train spaCy's own name recogniser on the open corpora of names, where spaCy is installed: a peer for extraction.

    python spacy_train.py NER OUT

NER is the folder of ``*.train.jsonl.xz`` (tokens and BIO labels of persons, organisations, places); OUT a folder that
``spacy.load`` reads. spaCy's default network (hashed features, four convolutions), one pipeline for all languages.
"""

import json
import lzma
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import minibatch

MOST = 2_500  # sentences of one corpus
EPOCHS, BATCH, DROPOUT, SEED = 2, 64, 0.2, 1


def read_sentences(folder: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Tokens and labels; miscellaneous names are left out, as not all corpora label them."""
    for path in sorted(folder.glob("*.train.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        random.shuffle(rows)
        for row in rows[:MOST]:
            yield row["t"], ["O" if label.endswith("MISC") else label for label in row["y"]]


def main() -> None:
    random.seed(SEED)
    spacy.util.fix_random_seed(SEED)
    nlp = spacy.blank("xx")
    nlp.add_pipe("ner")
    examples = []
    for tokens, labels in read_sentences(Path(sys.argv[1])):
        gold = Doc(nlp.vocab, words=tokens, ents=labels)
        examples.append(Example(Doc(nlp.vocab, words=tokens, spaces=[bool(t.whitespace_) for t in gold]), gold))
    print(len(examples), "sentences", flush=True)
    optimiser = nlp.initialize(lambda: examples[:5_000])
    for epoch in range(EPOCHS):
        random.shuffle(examples)
        losses: dict[str, float] = {}
        for batch in minibatch(examples, BATCH):
            nlp.update(batch, sgd=optimiser, drop=DROPOUT, losses=losses)
        print(epoch + 1, losses, flush=True)
    nlp.add_pipe("sentencizer", first=True)
    nlp.to_disk(sys.argv[2])


if __name__ == "__main__":
    main()
