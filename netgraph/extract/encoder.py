"""Runs the trained encoder: token vectors in the context of their document, and the tags read from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from netgraph.extract.features import feature_rows, folded
from netgraph.extract.windows import Window, cut_windows

WEIGHTS = Path(__file__).with_name("weights")
CACHE = 50_000

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Encoding:
    """What the encoder says of a document; every array has one row a token."""

    vectors: Floats  # (tokens, width)
    tags: Floats  # (tokens, 13): log-probabilities of O, B-/I-/E-/S- organisation, person, initiative
    names: Floats  # (tokens, 9): log-probabilities of O, B-/I- person, organisation, location, other name
    bits: NDArray[np.bool_]  # (tokens, labels): what the packs say of each token, as it was given


class Encoder:
    """The shipped weights; one instance a process is enough.

    Args:
        folder: holds ``embedding.npz`` and ``encoder.onnx``.
    """

    def __init__(self, folder: Path = WEIGHTS) -> None:
        with np.load(folder / "embedding.npz") as file:
            self._rows = {k: (file[k], file[f"{k}.scale"]) for k in ("table", "words")}
            self._known = {word: i for i, word in enumerate(str(file["vocabulary"]).split("\n"))}
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # The graph is fused as far as is of use; the next level joins sums and normalisations, five times slower.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        self._session = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._vectors: dict[str, Floats] = {}

    def encode(self, forms: Sequence[str], bits: NDArray[np.bool_]) -> Encoding:
        """Encodes the tokens of one document.

        Args:
            forms: token forms with their paragraph markers.
            bits: lexicon labels, shape (tokens, labels).
        """
        parts = [self._run(window, forms, bits) for window in cut_windows(forms)]
        vectors, tags, names = (np.concatenate(p) for p in zip(*parts, strict=True))
        return Encoding(vectors, tags, names, bits)

    def _run(self, window: Window, forms: Sequence[str], bits: NDArray[np.bool_]) -> list[Floats]:
        """Encodes one window alone: padded to the longest of several it would take longer, and depend on the others."""
        at = [*range(window.title), *range(window.start, window.end)]
        x = self._embed([forms[i] for i in at])
        out = self._session.run(None, {"x": x[None], "bits": bits[None, at].astype(np.float32)})
        return [rows[0, window.title :] for rows in out]

    def _embed(self, forms: Sequence[str]) -> Floats:
        """Input vectors, one row a token."""
        number = {form: i for i, form in enumerate(dict.fromkeys(forms))}
        new = [form for form in number if form not in self._vectors]
        if new:
            if len(self._vectors) + len(new) > CACHE:
                self._vectors.clear()
                new = list(number)
            learned = self._look_up("table", [feature_rows(form) for form in new]).reshape(len(new), -1)
            # The last row of the words, that of an unknown one, is zero.
            known = self._look_up("words", [self._known.get(folded(form), len(self._known)) for form in new])
            self._vectors.update(zip(new, np.concatenate([learned, known], 1), strict=True))
        return np.stack([self._vectors[form] for form in number])[[number[form] for form in forms]]

    def _look_up(self, table: str, rows: Sequence[int] | Sequence[Sequence[int]]) -> Floats:
        values, scale = self._rows[table]
        at = np.array(rows, np.int64)
        out: Floats = values[at] * scale[at].astype(np.float32)
        return out


@cache
def load_encoder(folder: Path = WEIGHTS) -> Encoder:
    """The encoder of a folder of weights, loaded once a process."""
    return Encoder(folder)
