"""From a model's probability to how often it was right: read off documents of websites that the model had not seen."""

from bisect import bisect_right

# Pairs of probability and share right, on one held-out fold (80 documents); see tools/train/reliability.py.
MENTIONS = ((0.0, 0.2), (0.5, 0.33), (0.65, 0.45), (0.75, 0.55), (0.85, 0.63), (0.93, 0.76), (0.98, 0.9), (1.0, 0.96))
RELATIONS = ((0.0, 0.05), (0.55, 0.2), (0.65, 0.25), (0.75, 0.36), (0.85, 0.46), (0.92, 0.52), (0.97, 0.7), (1.0, 0.85))

Curve = tuple[tuple[float, float], ...]


def calibrate(probability: float, curve: Curve) -> float:
    """The share right at a probability, by straight lines between the points of a curve."""
    i = min(max(bisect_right(curve, (probability, 2.0)), 1), len(curve) - 1)
    (x, y), (u, v) = curve[i - 1], curve[i]
    return round(y + (v - y) * (min(probability, u) - x) / (u - x), 4)
