"""From a model's probability to how often it was right: read off documents of websites that the model had not seen."""

from bisect import bisect_right

from netgraph.model import NodeType

Curve = tuple[tuple[float, float], ...]

# Pairs of probability and share right, on held-out websites (156 documents); see tools/train/reliability.py.
MENTIONS: dict[NodeType, Curve] = {
    "organisation": (
        (0.0, 0.2), (0.63, 0.38), (0.82, 0.52), (0.92, 0.64), (0.975, 0.68), (0.991, 0.8), (0.997, 0.88), (1.0, 0.96),
    ),
    "person": ((0.0, 0.4), (0.86, 0.63), (0.997, 0.9), (1.0, 0.99)),
    "initiative": (
        (0.0, 0.15), (0.6, 0.32), (0.81, 0.44), (0.9, 0.59), (0.956, 0.67), (0.986, 0.77), (0.997, 0.86), (1.0, 0.87),
    ),
}  # fmt: skip
RELATIONS: Curve = (
    (0.0, 0.05), (0.1, 0.14), (0.19, 0.18), (0.26, 0.29), (0.45, 0.49), (0.57, 0.56), (0.78, 0.78), (1.0, 0.95),
)  # fmt: skip


def calibrate(probability: float, curve: Curve) -> float:
    """The share right at a probability, by straight lines between the points of a curve."""
    i = min(max(bisect_right(curve, (probability, 2.0)), 1), len(curve) - 1)
    (x, y), (u, v) = curve[i - 1], curve[i]
    return round(y + (v - y) * (min(probability, u) - x) / (u - x), 4)
