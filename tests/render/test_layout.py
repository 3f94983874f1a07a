"""Positions: the same each time, apart, communities together, any shape of network."""

import numpy as np
import pytest

from netgraph.render.layout import GAP, place_nodes


def two_groups(size=12):
    ties = [(a, b) for a in range(size) for b in range(a) if (a + b) % 3]
    ties += [(a + size, b + size) for a, b in ties]
    return [*ties, (0, size)], [0] * size + [1] * size


def test_same_input_same_positions():
    ties, groups = two_groups()
    first = place_nodes(24, ties, groups, [8.0] * 24)
    assert np.array_equal(first, place_nodes(24, ties, groups, [8.0] * 24))


def test_communities_lie_apart():
    ties, groups = two_groups()
    points = place_nodes(24, ties, groups, [8.0] * 24)
    centres = points[:12].mean(0), points[12:].mean(0)
    spread = max(np.hypot(*(points[:12] - centres[0]).T).mean(), np.hypot(*(points[12:] - centres[1]).T).mean())
    assert np.hypot(*(centres[0] - centres[1])) > 1.5 * spread


@pytest.mark.parametrize("count", [30, 900])
def test_nodes_do_not_overlap(count):
    ties = [(number, (number * 7 + 1) % count) for number in range(count) if number != (number * 7 + 1) % count]
    ties = sorted({(min(tie), max(tie)) for tie in ties})
    points = place_nodes(count, ties, [number % 5 for number in range(count)], [10.0] * count)
    apart = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1)) + np.eye(count) * 1e9
    assert (apart.min(1) < 20).mean() < 0.02


@pytest.mark.parametrize(
    ("count", "ties"),
    [(0, []), (1, []), (2, [(0, 1)]), (3, [(0, 1)]), (5, []), (4, [(0, 1), (1, 2), (2, 3)]),
     (40, [(0, other) for other in range(1, 40)]), (6, [(0, 1), (2, 3), (4, 5)])],
)  # fmt: skip
def test_every_shape_has_finite_positions_within_bounds(count, ties):
    points = place_nodes(count, ties, [0] * count, [8.0] * count)
    assert points.shape == (count, 2)
    assert np.isfinite(points).all()
    if count > 1:
        assert len(np.unique(points.round(3), axis=0)) == count
        assert np.ptp(points, axis=0).max() < 200 * count


def test_parts_are_packed_without_touching():
    ties = [(0, 1), (1, 2), (0, 2), (3, 4), (5, 6), (6, 7)]
    points = place_nodes(8, ties, [0, 0, 0, 1, 1, 2, 2, 2], [8.0] * 8)
    first, second = points[:3], points[3:5]
    assert np.hypot(*(first[:, None] - second[None]).transpose(2, 0, 1)).min() > 16 + GAP
