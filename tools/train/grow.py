"""Carries trained weights over to a larger vocabulary and more rows of word parts.

    python -m tools.train.grow words GUESS.pt TEXT.npz GROWN.pt
    python -m tools.train.grow joint JOINT.pt GUESS.pt GROWN.pt OUT.pt

``words`` readies the weights of ``pretrain guess`` for guessing the words of another text: a word that they know keeps
its vector, a new one gets its skip-gram vector mapped into their space by least squares. ``joint`` adds to fine-tuned
weights what guessing has taught since: GROWN minus GUESS, the weights that JOINT began with. Word parts are those of
GROWN.

References:
    Ilharco et al. (2023), Editing models with task arithmetic.
    Mikolov, Le and Sutskever (2013), Exploiting similarities among languages for machine translation (linear map).
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from netgraph.extract.features import ROWS
from tools.train.network import WORD, WORDS

RIDGE = 10.0


def grow_words(guess: Path, text: Path) -> dict[str, object]:
    """The weights with a vector and a bias for every word of the text."""
    saved = torch.load(guess)
    model, old = saved["model"], {w: i for i, w in enumerate(saved["words"])}
    with np.load(text) as file:
        words, vectors, share = file["words"].tolist(), file["vectors"], file["share"]
    at = np.array([(i, old[w]) for i, w in enumerate(words) if w in old])
    known = model["embedding.words.weight"].numpy()
    x = np.concatenate([vectors, np.ones((len(vectors), 1), np.float32)], 1)
    a, b = x[at[:, 0]], known[at[:, 1]]
    mapped = x @ np.linalg.solve(a.T @ a + RIDGE * np.eye(x.shape[1]), a.T @ b)
    mapped[at[:, 0]] = b
    rows = np.zeros((WORDS + 1, WORD), np.float32)
    rows[: len(words)] = mapped
    bias = np.zeros(WORDS + 1, np.float32)
    bias[: len(words)] = np.log(share / share.sum())
    learned = model["bias"].numpy()[at[:, 1]]
    # A word's bias is its share in the text that it was guessed in; the new text shifts all of them alike.
    bias[: len(words)] += np.median(learned - bias[at[:, 0]])
    bias[at[:, 0]] = learned
    model["embedding.words.weight"], model["bias"] = torch.from_numpy(rows), torch.from_numpy(bias)
    model["embedding.table.weight"] = repeated(model["embedding.table.weight"])
    return {"model": model, "words": words}


def repeated(table: Tensor) -> Tensor:
    """The table with as many rows as there are now: a feature's old row is its new one modulo the old number."""
    return table.repeat(ROWS // len(table), 1)


def grow_joint(joint: Path, guess: Path, grown: Path) -> dict[str, Tensor]:
    """The fine-tuned weights with what guessing has added since they began."""
    state: dict[str, Tensor] = torch.load(joint)
    before, after = torch.load(guess)["model"], torch.load(grown)["model"]
    for name in state:
        if name.startswith(("embedding.words.", "embedding.table.")):
            state[name] = after[name]  # fine-tuning leaves words as they are
        elif name in before:
            state[name] = state[name] + after[name] - before[name]
    return state


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("words", "joint"))
    parser.add_argument("paths", type=Path, nargs="+")
    args = parser.parse_args()
    *given, out = args.paths
    torch.save((grow_words if args.what == "words" else grow_joint)(*given), out)


if __name__ == "__main__":
    main()
