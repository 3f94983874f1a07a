"""From a model's probability to how often it was right: read off documents of websites that the model had not seen."""

from bisect import bisect_right

from netgraph.model import NodeType

Curve = tuple[tuple[float, float], ...]

# Pairs of probability and share right, on held-out websites (324 documents); see tools/train/reliability.py.
MENTIONS: dict[NodeType, Curve] = {
    "organisation": (
        (0.0, 0.2), (0.389, 0.215), (0.583, 0.443), (0.735, 0.525), (0.836, 0.601), (0.903, 0.785), (0.94, 0.816),
        (0.964, 0.892), (0.977, 0.911), (0.987, 0.924), (0.994, 0.968), (1.0, 0.98),
    ),
    "person": (
        (0.0, 0.4), (0.907, 0.779), (0.998, 0.979), (0.999, 0.996), (1.0, 0.996),
    ),
    "initiative": (
        (0.0, 0.05), (0.244, 0.105), (0.36, 0.151), (0.474, 0.279), (0.58, 0.279), (0.675, 0.372), (0.772, 0.43),
        (0.874, 0.588), (0.939, 0.741), (0.977, 0.765), (0.994, 0.871), (1.0, 0.95),
    ),
}  # fmt: skip
RELATIONS: Curve = (
    (0.0, 0.05), (0.115, 0.167), (0.16, 0.174), (0.209, 0.217), (0.27, 0.281), (0.357, 0.367), (0.462, 0.525),
    (0.621, 0.624), (0.823, 0.828), (1.0, 0.95),
)  # fmt: skip


def calibrate(probability: float, curve: Curve) -> float:
    """The share right at a probability, by straight lines between the points of a curve."""
    i = min(max(bisect_right(curve, (probability, 2.0)), 1), len(curve) - 1)
    (x, y), (u, v) = curve[i - 1], curve[i]
    return round(y + (v - y) * (min(probability, u) - x) / (u - x), 4)
