"""Turns trained weights into the files that ship: ``embedding.npz``, ``encoder.onnx`` and ``relations.npz``.

    python -m tools.train.export FOLDER WORDS.pt JOINT.pt [JOINT.pt ...]

Several models that began with the same pre-trained weights become one: the mean of their weights.
Embeddings and the encoder's matrices are stored as 8-bit integers, the relation head in 16 bits.

References:
    Wortsman et al. (2022), Model soups: averaging weights of multiple fine-tuned models.
"""

import argparse
import logging
import tempfile
import warnings
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from tools.train.finetune import Model
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


def mean_state(paths: list[Path]) -> dict[str, Tensor]:
    """The mean of every weight over the models."""
    states = [torch.load(path) for path in paths]
    return {name: torch.stack([s[name] for s in states]).mean(0) for name in states[0]}


def in_bytes(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """8-bit integers and one scale a row."""
    scale = np.maximum(np.abs(rows).max(1, keepdims=True), 1e-8) / 127
    return np.round(rows / scale).astype(np.int8), scale.astype(np.float16)


def write_encoder(model: Model, labels: int, out: Path) -> None:
    inputs = torch.randn(2, 64, INPUT), torch.zeros(2, 64, labels), torch.ones(2, 64)
    axes = {n: {0: "batch", 1: "tokens"} for n in ("x", "bits", "mask", "h", "tags", "names")}
    with warnings.catch_warnings(), tempfile.TemporaryDirectory() as scratch:
        warnings.simplefilter("ignore")
        whole = Path(scratch) / "whole.onnx"
        torch.onnx.export(
            Exported(model), inputs, str(whole), dynamo=False, opset_version=17,
            input_names=["x", "bits", "mask"], output_names=["h", "tags", "names"], dynamic_axes=axes,
        )  # fmt: skip
        quantize_dynamic(
            whole, out, op_types_to_quantize=["MatMul"], per_channel=True, weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True},
        )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("words", type=Path)
    parser.add_argument("joint", type=Path, nargs="+")
    args = parser.parse_args()
    logging.getLogger().setLevel(logging.ERROR)
    args.folder.mkdir(parents=True, exist_ok=True)
    state = mean_state(args.joint)
    model = Model(state["bits.weight"].shape[1], state["relations.layout.weight"].shape[1]).eval()
    model.load_state_dict(state)
    words = torch.load(args.words)["words"]
    arrays = {"vocabulary": np.array("\n".join(words))}
    vectors = state["embedding.words.weight"].numpy()
    # The last row, that of an unknown word, is zero.
    known = np.concatenate([vectors[: len(words)], vectors[-1:]])
    for name, rows in (("table", state["embedding.table.weight"].numpy()), ("words", known)):
        arrays[name], arrays[f"{name}.scale"] = in_bytes(rows)
    np.savez_compressed(args.folder / "embedding.npz", **arrays)
    prefix = "relations."
    head = {k.removeprefix(prefix): v.numpy().astype(np.float16) for k, v in state.items() if k.startswith(prefix)}
    np.savez_compressed(args.folder / "relations.npz", **head)
    write_encoder(model, state["bits.weight"].shape[1], args.folder / "encoder.onnx")
    for path in sorted(args.folder.iterdir()):
        print(f"{path.name} {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
