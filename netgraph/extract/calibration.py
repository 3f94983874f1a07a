"""From a model's probability to how often it was right: read off documents of websites that the model had not seen."""

from bisect import bisect_right

from netgraph.model import NodeType

Curve = tuple[tuple[float, float], ...]

# Pairs of probability and share right, on held-out websites (324 documents); see tools/train/reliability.py.
MENTIONS: dict[NodeType, Curve] = {
    "organisation": (
        (0.0, 0.2), (0.606, 0.378), (0.764, 0.561), (0.861, 0.622), (0.933, 0.714), (0.969, 0.847), (0.986, 0.857),
        (0.994, 0.913), (0.998, 0.969), (1.0, 0.98),
    ),
    "person": ((0.0, 0.4), (0.93, 0.828), (0.999, 0.991), (1.0, 0.995)),
    "initiative": (
        (0.0, 0.1), (0.652, 0.38), (0.782, 0.437), (0.859, 0.5), (0.913, 0.69), (0.968, 0.796), (0.995, 0.931),
        (1.0, 0.95),
    ),
}  # fmt: skip
RELATIONS: Curve = (
    (0.0, 0.05), (0.16, 0.165), (0.233, 0.22), (0.291, 0.315), (0.363, 0.4), (0.459, 0.444), (0.586, 0.61),
    (0.73, 0.774), (0.861, 0.9), (1.0, 0.95),
)  # fmt: skip


def calibrate(probability: float, curve: Curve) -> float:
    """The share right at a probability, by straight lines between the points of a curve."""
    i = min(max(bisect_right(curve, (probability, 2.0)), 1), len(curve) - 1)
    (x, y), (u, v) = curve[i - 1], curve[i]
    return round(y + (v - y) * (min(probability, u) - x) / (u - x), 4)
