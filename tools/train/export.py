"""Turns trained weights into the files that ship: ``embedding.npz``, ``encoder.onnx`` and ``relations.npz``.

    python -m tools.train.export FOLDER WORDS.npz JOINT.pt [JOINT.pt ...]

Several models, trained with other seeds, become one: their tables lie side by side, their tag probabilities are
averaged in the graph, their vectors are put end to end for their relation heads.

Embeddings are stored as 8-bit integers with one scale a row, the encoder as an ONNX graph in 32 bits: in 8 bits it
was not faster at this size (one run each).
"""

import argparse
import warnings
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from netgraph.extract.features import FEATURES
from tools.train.finetune import Model, Words
from tools.train.network import DIM, WORD


class Exported(nn.Module):
    """From token vectors and lexicon labels to contextual vectors and log-probabilities of both tag sets.

    The input holds, feature by feature, the learned vectors of all members, then the word vector.
    """

    def __init__(self, models: list[Model]) -> None:
        super().__init__()
        self.models = nn.ModuleList(models)

    def forward(self, x: Tensor, bits: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        learned = x[..., :-WORD].unflatten(-1, (FEATURES, len(self.models), DIM))
        vectors, tags, names = [], [], []
        for i, m in enumerate(self.models):
            own = torch.cat([learned[..., i, :].flatten(-2), x[..., -WORD:]], -1)
            h = m.encoder(m.embedding.project(own) + m.bits(bits), mask)
            vectors.append(h)
            tags.append(m.tags(h).softmax(-1))
            names.append(m.ner(h).softmax(-1))
        mean = [torch.stack(p).mean(0).clamp(min=1e-9).log() for p in (tags, names)]
        return torch.cat(vectors, -1), *mean


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("words", type=Path)
    parser.add_argument("joint", type=Path, nargs="+")
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    states = [torch.load(path) for path in args.joint]
    labels, features = states[0]["bits.weight"].shape[1], states[0]["relations.layout.weight"].shape[1]
    models = [Model(labels, features).eval() for _ in states]
    for model, state in zip(models, states, strict=True):
        model.load_state_dict(state)
    words = Words(args.words)
    arrays = {"vocabulary": np.array("\n".join(words.index))}
    tables = [state["embedding.table.weight"].numpy() for state in states]
    for name, rows in (("table", np.concatenate(tables, 1)), ("words", words.rows)):
        scale = np.maximum(np.abs(rows).max(1, keepdims=True), 1e-8) / 127
        arrays |= {name: np.round(rows / scale).astype(np.int8), f"{name}.scale": scale.astype(np.float16)}
    np.savez_compressed(args.folder / "embedding.npz", **arrays)
    relations = {
        f"{i}.{k.removeprefix('relations.')}": v.numpy().astype(np.float16)
        for i, state in enumerate(states)
        for k, v in state.items()
        if k.startswith("relations.")
    }
    np.savez_compressed(args.folder / "relations.npz", **relations)
    width = len(models) * FEATURES * DIM + WORD
    inputs = torch.randn(2, 64, width), torch.zeros(2, 64, labels), torch.ones(2, 64)
    axes = {n: {0: "batch", 1: "tokens"} for n in ("x", "bits", "mask", "h", "tags", "names")}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Exported(models), inputs, str(args.folder / "encoder.onnx"), dynamo=False, opset_version=17,
            input_names=["x", "bits", "mask"], output_names=["h", "tags", "names"], dynamic_axes=axes,
        )  # fmt: skip
    for path in sorted(args.folder.iterdir()):
        print(f"{path.name} {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
