"""From a model's probability to how often it was right: read off documents of websites that the model had not seen."""

from bisect import bisect_right
from collections.abc import Sequence
from math import exp, log

from netgraph.model import NodeType

Curve = tuple[tuple[float, float], ...]

# Pairs of probability and share right, on held-out websites (307 documents); see tools/train/reliability.py.
MENTIONS: dict[NodeType, Curve] = {
    "organisation": (
        (0.0, 0.2), (0.378, 0.215), (0.574, 0.437), (0.725, 0.506), (0.83, 0.608), (0.9, 0.753), (0.939, 0.835),
        (0.963, 0.886), (0.977, 0.911), (0.987, 0.924), (0.994, 0.975), (1.0, 0.98),
    ),
    "person": (
        (0.0, 0.4), (0.908, 0.783), (0.998, 0.979), (0.999, 0.996), (1.0, 0.996),
    ),
    "initiative": (
        (0.0, 0.05), (0.203, 0.056), (0.307, 0.111), (0.424, 0.272), (0.535, 0.272), (0.636, 0.333), (0.74, 0.378),
        (0.848, 0.589), (0.929, 0.697), (0.974, 0.798), (0.993, 0.854), (1.0, 0.95),
    ),
}  # fmt: skip
RELATIONS: Curve = (
    (0.0, 0.05), (0.062, 0.102), (0.089, 0.113), (0.13, 0.142), (0.181, 0.171), (0.25, 0.278), (0.35, 0.36),
    (0.448, 0.433), (0.563, 0.575), (0.707, 0.706), (0.869, 0.821), (1.0, 0.95),
)  # fmt: skip


def calibrate(probability: float, curve: Curve) -> float:
    """The share right at a probability, by straight lines between the points of a curve."""
    i = min(max(bisect_right(curve, (probability, 2.0)), 1), len(curve) - 1)
    (x, y), (u, v) = curve[i - 1], curve[i]
    return round(y + (v - y) * (min(probability, u) - x) / (u - x), 4)


# How much surer a name is that a text has several times: weights of the log odds of the surest mention, of the
# logarithm of the number of mentions, and a constant, fitted on the same documents; people are as sure as their surest
# mention.
REPEATED: dict[NodeType, tuple[float, float, float]] = {
    "organisation": (1.03, 0.62, -0.17),
    "initiative": (0.84, 1.02, -0.24),
}
_SURE = 0.99


def calibrate_chain(kind: NodeType, mentions: Sequence[float]) -> float:
    """The share right of chains whose mentions have these calibrated confidences."""
    surest = max(mentions)
    if kind not in REPEATED:
        return surest
    odds, often, constant = REPEATED[kind]
    p = min(surest, _SURE)
    z = odds * log(p / (1 - p)) + often * log(len(mentions)) + constant
    return round(1 / (1 + exp(-z)), 4)
