"""From a model's probability to how often it was right: read off documents of websites that the model had not seen."""

from bisect import bisect_right

from netgraph.model import NodeType

Curve = tuple[tuple[float, float], ...]

# Pairs of probability and share right, on held-out websites (324 documents); see tools/train/reliability.py.
MENTIONS: dict[NodeType, Curve] = {
    "organisation": (
        (0.0, 0.2), (0.49, 0.367), (0.663, 0.447), (0.784, 0.54), (0.862, 0.693), (0.918, 0.773), (0.947, 0.859),
        (0.966, 0.906), (0.978, 0.906), (0.987, 0.919), (0.994, 0.973), (1.0, 0.98),
    ),
    "person": (
        (0.0, 0.4), (0.879, 0.744), (0.998, 0.979), (0.999, 0.996), (1.0, 0.996),
    ),
    "initiative": (
        (0.0, 0.1), (0.475, 0.265), (0.59, 0.265), (0.667, 0.303), (0.745, 0.303), (0.812, 0.554), (0.886, 0.554),
        (0.932, 0.662), (0.966, 0.8), (0.985, 0.815), (0.995, 0.892), (1.0, 0.95),
    ),
}  # fmt: skip
RELATIONS: Curve = (
    (0.0, 0.05), (0.059, 0.088), (0.083, 0.102), (0.115, 0.167), (0.16, 0.174), (0.209, 0.217), (0.27, 0.281), (0.357,
    0.367), (0.462, 0.525), (0.621, 0.624), (0.823, 0.828), (1.0, 0.95),
)  # fmt: skip


def calibrate(probability: float, curve: Curve) -> float:
    """The share right at a probability, by straight lines between the points of a curve."""
    i = min(max(bisect_right(curve, (probability, 2.0)), 1), len(curve) - 1)
    (x, y), (u, v) = curve[i - 1], curve[i]
    return round(y + (v - y) * (min(probability, u) - x) / (u - x), 4)
