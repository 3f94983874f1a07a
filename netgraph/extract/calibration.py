"""From a model's probability to how often it was right: read off documents of websites that the model had not seen."""

from bisect import bisect_right

from netgraph.model import NodeType

Curve = tuple[tuple[float, float], ...]

# Pairs of probability and share right, on one held-out fold (80 documents); see tools/train/reliability.py.
MENTIONS: dict[NodeType, Curve] = {
    "organisation": ((0.0, 0.2), (0.52, 0.38), (0.87, 0.48), (0.95, 0.68), (0.98, 0.77), (0.993, 0.9), (1.0, 0.96)),
    "person": ((0.0, 0.4), (0.79, 0.6), (0.99, 0.92), (1.0, 0.99)),
    "initiative": ((0.0, 0.15), (0.6, 0.2), (0.85, 0.35), (0.96, 0.5), (0.986, 0.85), (1.0, 0.95)),
}
RELATIONS: Curve = ((0.0, 0.0), (0.2, 0.22), (0.41, 0.38), (0.57, 0.55), (0.83, 0.81), (1.0, 0.95))


def calibrate(probability: float, curve: Curve) -> float:
    """The share right at a probability, by straight lines between the points of a curve."""
    i = min(max(bisect_right(curve, (probability, 2.0)), 1), len(curve) - 1)
    (x, y), (u, v) = curve[i - 1], curve[i]
    return round(y + (v - y) * (min(probability, u) - x) / (u - x), 4)
