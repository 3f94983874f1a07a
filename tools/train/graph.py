"""The encoder as an ONNX graph of the operators that onnxruntime runs fastest, its matrices in 8 bits.

Written by hand because of what becomes of an export from PyTorch: the biases of distance are worked out anew in every
run, and attention is taken apart into a dozen operators.
"""

from collections.abc import Mapping

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from netgraph.extract.windows import SIZE
from tools.train.network import DISTANCES, HEADS, LAYERS, WIDTH

FUSED = "com.microsoft"  # operators of onnxruntime's own
EPSILON = 1e-5  # of the normalisation, as in PyTorch
Array = NDArray[np.generic]
Matrix = tuple[NDArray[np.int8], NDArray[np.float32]]  # (in, out) and one scale a column


class _Graph:
    """Nodes and constants as they are added; each node is called what it gives."""

    def __init__(self, matrices: Mapping[str, Matrix], arrays: Mapping[str, Array]) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}
        self._matrices, self._arrays = matrices, arrays

    def add(self, operator: str, inputs: list[str], *outputs: str, domain: str = "", **attributes: object) -> str:
        node = helper.make_node(operator, inputs, outputs, name=outputs[0], domain=domain, **attributes)
        self.nodes.append(node)
        return outputs[0]

    def constant(self, name: str, value: Array) -> str:
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def linear(self, module: str, x: str, out: str) -> str:
        matrix, scale = self._matrices[module]
        inputs = [x, self.constant(f"{module}.matrix", matrix), self.constant(f"{module}.scale", scale), ""]
        if f"{module}.bias" in self._arrays:
            inputs.append(self.constant(f"{module}.bias", self._arrays[f"{module}.bias"]))
        return self.add("DynamicQuantizeMatMul", inputs, out, domain=FUSED)

    def norm(self, module: str, x: str, out: str) -> str:
        inputs = [self.constant(name, self._arrays[name]) for name in (f"{module}.weight", f"{module}.bias")]
        return self.add("LayerNormalization", [x, *inputs], out, axis=-1, epsilon=EPSILON)


def encoder_graph(matrices: Mapping[str, Matrix], arrays: Mapping[str, Array]) -> onnx.ModelProto:
    """The graph from token vectors and labels of one window to contextual vectors and both tag sets.

    Args:
        matrices: of the linear modules, by their names in ``finetune.Model``.
        arrays: biases, normalisations and distances, by their names in its state.
    """
    g = _Graph(matrices, arrays)
    g.add("Add", [g.linear("embedding.project", "x", "projected"), g.linear("bits", "bits", "labels")], "input")
    x = _look_near(g, g.norm("encoder.norm0", "input", "norm0"))
    bias = _bias_of_distance(g, arrays["encoder.distance.weight"])
    for n in range(LAYERS):
        x = _layer(g, f"encoder.layers.{n}", x, bias)
    g.norm("encoder.norm", x, "h")
    for module, out in (("tags", "tags"), ("ner", "names")):
        g.add("LogSoftmax", [g.linear(module, "h", f"{out}.scores")], out, axis=-1)
    sizes = {name: len(arrays[f"{module}.bias"]) for module, name in (("tags", "tags"), ("ner", "names"))}
    inputs = [_value("x", len(matrices["embedding.project"][0])), _value("bits", len(matrices["bits"][0]))]
    outputs = [_value("h", WIDTH), *(_value(name, size) for name, size in sizes.items())]
    whole = helper.make_graph(g.nodes, "encoder", inputs, outputs, list(g.constants.values()))
    versions = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
    return helper.make_model(whole, opset_imports=versions, ir_version=8)


def _value(name: str, width: int) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, "tokens", width])


def _look_near(g: _Graph, x: str) -> str:
    """The gated convolution over a token and its two neighbours."""
    zero, one, two = (g.constant(name, np.array([n])) for name, n in (("zero", 0), ("one", 1), ("two", 2)))
    padded = g.add("Pad", [x, g.constant("around", np.array([0, 1, 0, 0, 1, 0]))], "padded")
    left = g.add("Slice", [padded, zero, g.constant("last but one", np.array([-2])), one], "left")
    right = g.add("Slice", [padded, two, g.constant("end", np.array([SIZE + 2])), one], "right")
    g.add("Concat", [left, x, right], "three", axis=-1)
    g.add("Split", [g.linear("encoder.near", "three", "near")], "near.value", "near.gate", axis=-1)
    g.add("Mul", ["near.value", g.add("Sigmoid", ["near.gate"], "near.share")], "gated")
    return g.add("Add", [x, "gated"], "near.sum")


def _bias_of_distance(g: _Graph, weights: Array) -> str:
    """Biases of every two places of a window: worked out once, when the graph is loaded, and cut to its length."""
    apart = np.arange(SIZE)[None, :] - np.arange(SIZE)[:, None]
    far = (np.abs(apart)[:, :, None] >= DISTANCES).sum(-1) * np.sign(apart) + len(DISTANCES)
    classes = g.constant("distance.class", far[None].astype(np.int32))
    each = g.add("Gather", [g.constant("distance.weight", weights), classes], "distance.last")
    whole = g.add("Transpose", [each], "distance.whole", perm=[0, 3, 1, 2])
    length = g.add("Shape", ["x"], "length", start=1, end=2)
    ends = g.add("Concat", [length, length], "lengths", axis=0)
    starts, axes = g.constant("origin", np.array([0, 0])), g.constant("axes", np.array([2, 3]))
    return g.add("Slice", [whole, starts, ends, axes], "distance")


def _layer(g: _Graph, name: str, x: str, bias: str) -> str:
    parts = [f"{name}.{part}" for part in ("query", "key", "value")]
    whole = g.linear(f"{name}.qkv", g.norm(f"{name}.norm1", x, f"{name}.first"), f"{name}.all")
    g.add("Split", [whole], *parts, axis=-1)
    heads = {"num_heads": HEADS, "scale": (WIDTH // HEADS) ** -0.5}
    seen = g.add("MultiHeadAttention", [*parts, "", "", bias], f"{name}.seen", domain=FUSED, **heads)
    x = g.add("Add", [x, g.linear(f"{name}.out", seen, f"{name}.said")], f"{name}.attended")
    hidden = g.linear(f"{name}.up", g.norm(f"{name}.norm2", x, f"{name}.second"), f"{name}.hidden")
    down = g.linear(f"{name}.down", g.add("Relu", [hidden], f"{name}.active"), f"{name}.lowered")
    return g.add("Add", [x, down], f"{name}.sum")
