"""Turns trained weights into the files that ship: ``embedding.npz``, ``encoder.onnx`` and ``relations.npz``.

    python -m tools.train.export JOINT.pt WORDS.npz FOLDER [--float]

Embeddings are stored as 8-bit integers with one scale a row, the encoder as an ONNX graph with
8-bit matrices (``--float`` keeps 32 bits, to measure what that costs).
"""

import argparse
import tempfile
import warnings
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from tools.train.finetune import Model, Words
from tools.train.network import INPUT


class Exported(nn.Module):
    """From token vectors and lexicon labels to contextual vectors and log-probabilities of both tag sets."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model

    def forward(self, x: Tensor, bits: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        m = self.model
        h = m.encoder(m.embedding.project(x) + m.bits(bits), mask)
        return h, m.tags(h).log_softmax(-1), m.ner(h).log_softmax(-1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("joint", type=Path)
    parser.add_argument("words", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--float", action="store_true")
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    state = torch.load(args.joint)
    labels, features = state["bits.weight"].shape[1], state["relations.layout.weight"].shape[1]
    model = Model(labels, features).eval()
    model.load_state_dict(state)
    words = Words(args.words)
    arrays = {"vocabulary": np.array("\n".join(words.index))}
    for name, rows in (
        ("table", state["embedding.table.weight"].numpy()),
        ("words", words.rows),
    ):
        scale = np.maximum(np.abs(rows).max(1, keepdims=True), 1e-8) / 127
        arrays |= {name: np.round(rows / scale).astype(np.int8), f"{name}.scale": scale.astype(np.float16)}
    np.savez_compressed(args.folder / "embedding.npz", **arrays)
    np.savez_compressed(
        args.folder / "relations.npz",
        **{
            k.removeprefix("relations."): v.numpy().astype(np.float16)
            for k, v in state.items()
            if k.startswith("relations.")
        },
    )
    inputs = torch.randn(2, 64, INPUT), torch.zeros(2, 64, labels), torch.ones(2, 64)
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain = args.folder / "encoder.onnx" if args.float else Path(folder) / "encoder.onnx"
        axes = {n: {0: "batch", 1: "tokens"} for n in ("x", "bits", "mask", "h", "tags", "names")}
        torch.onnx.export(
            Exported(model), inputs, str(plain), dynamo=False, opset_version=17, input_names=["x", "bits", "mask"],
            output_names=["h", "tags", "names"], dynamic_axes=axes,
        )  # fmt: skip
        if not args.float:
            quantize_dynamic(
                str(plain), str(args.folder / "encoder.onnx"), weight_type=QuantType.QInt8, per_channel=True
            )
    for path in sorted(args.folder.iterdir()):
        print(f"{path.name} {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
