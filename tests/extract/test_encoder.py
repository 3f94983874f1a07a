"""The encoder gives what its weights say, on every processor."""

from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from netgraph.extract.encoder import WEIGHTS, load_encoder
from netgraph.extract.features import document_tokens
from netgraph.extract.labels import label_tokens
from netgraph.read import read_sources

SAMPLE = Path(__file__).parents[2] / "data" / "sample"


@pytest.fixture(scope="module")
def inputs():
    """What the encoder was asked for the first window of three documents."""
    asked = []
    for path in sorted(SAMPLE.glob("*.txt"))[::9]:
        document = next(iter(read_sources([path])))
        tokens = document_tokens(document)[:192]
        x = load_encoder()._embed([token.form for token in tokens])
        bits = label_tokens(tokens, document.paragraphs, document.language)
        asked.append({"x": x[None], "bits": bits[None].astype(np.float32)})
    return asked


def session(level, precise):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.log_severity_level = 1, 3
    options.graph_optimization_level = level
    options.add_session_config_entry("session.x64quantprecision", precise)
    return onnxruntime.InferenceSession(WEIGHTS / "encoder.onnx", options, providers=["CPUExecutionProvider"])


def test_no_sum_of_its_products_overflows(inputs):
    """Without VNNI a sum of two products is kept in 16 bits, unless the runtime is told to be precise.

    Weights that are too large for it moved the log-probabilities by 0.09 on average on such a processor, those that
    ship by 0.009 (the two runs also round differently); where there is VNNI both are equal.
    """
    level = onnxruntime.GraphOptimizationLevel
    fast, precise = session(level.ORT_ENABLE_BASIC, "0"), session(level.ORT_ENABLE_EXTENDED, "1")
    for asked in inputs:
        assert np.abs(fast.run(["tags"], asked)[0] - precise.run(["tags"], asked)[0]).mean() < 0.03
