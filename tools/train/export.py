"""Turns trained weights into the files that ship: ``embedding.npz``, ``encoder.onnx`` and ``relations.npz``.

    python -m tools.train.export FOLDER WORDS.pt JOINT.pt [JOINT.pt ...]

Several models that began with the same pre-trained weights become one: the mean of their weights.
Embeddings and the encoder's matrices are stored as 8-bit integers, the relation head in 16 bits.

References:
    Wortsman et al. (2022), Model soups: averaging weights of multiple fine-tuned models.
"""

import argparse
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import Tensor

from tools.train.graph import Matrix, encoder_graph
from tools.train.network import LAYERS

PAIR = 128  # 255 * 128 is what 16 bits hold


def mean_state(paths: list[Path]) -> dict[str, Tensor]:
    """The mean of every weight over the models."""
    states = [torch.load(path) for path in paths]
    return {name: torch.stack([s[name] for s in states]).mean(0) for name in states[0]}


def in_bytes(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """8-bit integers and one scale a row."""
    scale = np.maximum(np.abs(rows).max(1, keepdims=True), 1e-8) / 127
    return np.round(rows / scale).astype(np.int8), scale.astype(np.float16)


def in_columns(matrix: np.ndarray) -> Matrix:
    """The matrix (in, out) of a linear module's weight (out, in): 8-bit integers and one scale a column.

    Processors without instructions for such products (VNNI) add those of two neighbouring inputs, each at most 255, in
    16 bits, and cut off what goes over: neighbours are kept so small that every processor gives the same sum.
    """
    pairs = matrix[:, 0::2] + matrix[:, 1::2]
    scale = np.maximum(np.maximum(np.abs(matrix).max(1) / 127, np.abs(pairs).max(1) / PAIR), 1e-8).astype(np.float32)
    while True:
        rows = np.round(matrix / scale[:, None]).astype(np.int8)
        over = np.abs(rows[:, 0::2].astype(int) + rows[:, 1::2]).max(1) > PAIR  # by rounding
        if not over.any():
            return rows.T, scale
        scale[over] *= np.float32(1.002)


def write_encoder(state: Mapping[str, Tensor], out: Path) -> None:
    arrays = {name: value.numpy() for name, value in state.items()}
    linear = [f"encoder.layers.{n}.{part}" for n in range(LAYERS) for part in ("qkv", "out", "up", "down")]
    linear += ["embedding.project", "bits", "encoder.near", "tags", "ner"]
    onnx.save(encoder_graph({name: in_columns(arrays[f"{name}.weight"]) for name in linear}, arrays), out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("words", type=Path)
    parser.add_argument("joint", type=Path, nargs="+")
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    state = mean_state(args.joint)
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
    write_encoder(state, args.folder / "encoder.onnx")
    for path in sorted(args.folder.iterdir()):
        print(f"{path.name} {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
