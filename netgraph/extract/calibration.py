"""From a model's probability to how often it was right: read off documents of websites that the model had not seen."""

from bisect import bisect_right

from netgraph.model import NodeType

Curve = tuple[tuple[float, float], ...]

# Pairs of probability and share right, on held-out websites (212 documents); see tools/train/reliability.py.
MENTIONS: dict[NodeType, Curve] = {
    "organisation": (
        (0.0, 0.2), (0.663, 0.43), (0.843, 0.58), (0.935, 0.63), (0.977, 0.72), (0.992, 0.77), (0.997, 0.87),
        (1.0, 0.97),
    ),
    "person": ((0.0, 0.4), (0.827, 0.61), (0.996, 0.9), (1.0, 0.99)),
    "initiative": (
        (0.0, 0.1), (0.613, 0.21), (0.717, 0.25), (0.799, 0.44), (0.901, 0.54), (0.962, 0.55), (0.985, 0.72),
        (0.996, 0.75), (1.0, 0.9),
    ),
}  # fmt: skip
RELATIONS: Curve = (
    (0.0, 0.05), (0.08, 0.09), (0.14, 0.15), (0.215, 0.235), (0.34, 0.345), (0.44, 0.49), (0.57, 0.535), (0.79, 0.8),
    (1.0, 0.95),
)  # fmt: skip


def calibrate(probability: float, curve: Curve) -> float:
    """The share right at a probability, by straight lines between the points of a curve."""
    i = min(max(bisect_right(curve, (probability, 2.0)), 1), len(curve) - 1)
    (x, y), (u, v) = curve[i - 1], curve[i]
    return round(y + (v - y) * (min(probability, u) - x) / (u - x), 4)
