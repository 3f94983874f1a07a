"""From a model's probability to how often it was right: read off documents of websites that the model had not seen."""

from bisect import bisect_right

from netgraph.model import NodeType

Curve = tuple[tuple[float, float], ...]

# Pairs of probability and share right, on held-out websites (324 documents); see tools/train/reliability.py.
MENTIONS: dict[NodeType, Curve] = {
    "organisation": (
        (0.0, 0.2), (0.611, 0.369), (0.789, 0.477), (0.894, 0.658), (0.951, 0.719), (0.984, 0.882), (0.996, 0.92),
        (0.999, 0.955), (1.0, 0.98),
    ),
    "person": ((0.0, 0.4), (0.933, 0.833), (0.999, 0.988), (1.0, 0.991)),
    "initiative": (
        (0.0, 0.1), (0.605, 0.347), (0.744, 0.382), (0.871, 0.461), (0.929, 0.653), (0.968, 0.816), (0.99, 0.83),
        (0.997, 0.895), (1.0, 0.95),
    ),
}  # fmt: skip
RELATIONS: Curve = (
    (0.0, 0.05), (0.178, 0.159), (0.223, 0.213), (0.293, 0.282), (0.333, 0.354), (0.419, 0.436), (0.539, 0.552),
    (0.634, 0.623), (0.74, 0.755), (0.867, 0.906), (1.0, 0.95),
)  # fmt: skip


def calibrate(probability: float, curve: Curve) -> float:
    """The share right at a probability, by straight lines between the points of a curve."""
    i = min(max(bisect_right(curve, (probability, 2.0)), 1), len(curve) - 1)
    (x, y), (u, v) = curve[i - 1], curve[i]
    return round(y + (v - y) * (min(probability, u) - x) / (u - x), 4)
