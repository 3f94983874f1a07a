"""Positions of a network's nodes: the same input gives the same picture, communities lie apart, nothing overlaps."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import scipy.fft
import scipy.sparse as sp
from numpy.typing import ArrayLike, NDArray
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import cKDTree

Points = NDArray[np.float64]
Pairs = NDArray[np.int64]

EXACT_LIMIT = 700  # nodes up to which every pair repels exactly; above, repulsion runs on a grid
ROUNDS = 260
_CELLS = 12_000  # pairs of nodes that are looked at together: 96 KB an array, which stays near the processor
SPACING = 62.0  # wanted distance between neighbours, in map units (1 unit = 1 CSS pixel at zoom 1)
WIDER = 120.0  # the same for very small networks, whose names all have room
GAP = 12.0  # free space kept around each node
BETWEEN = 0.3  # pull of a tie that leaves its community, against 1 inside
COHESION = 0.6  # pull of a node to the middle of its community
GRAVITY = 0.06  # pull to the centre, which keeps loose branches near
WIDE = 1.45  # shape of the whole picture: width by height


def place_nodes(count: int, ties: Sequence[tuple[int, int]], groups: Sequence[int], radii: ArrayLike) -> Points:
    """Lay out ``count`` nodes so that tied nodes lie near and communities stand apart.

    Each connected part starts from pivot multidimensional scaling, is refined by attracting and repelling
    forces, and freed of overlaps; the parts are then packed around the largest one. Isolated nodes form a
    block of rows below. No randomness is used.

    Args:
        count: number of nodes; a node is its index.
        ties: undirected pairs of indices, each pair once.
        groups: community of each node.
        radii: drawn radius of each node in map units.

    Returns:
        An array of shape (count, 2), centred on the origin, y pointing down.

    References:
        Brandes and Pich (2007), Eigensolver methods for progressive multidimensional scaling of large data.
        Jacomy et al. (2014), ForceAtlas2, a continuous graph layout algorithm.
    """
    positions = np.zeros((count, 2))
    if count == 0:
        return positions
    pairs = np.array([(a, b) for a, b in ties if a != b], dtype=np.int64).reshape(-1, 2)
    size = np.asarray(radii, dtype=float)
    group = np.asarray(groups, dtype=np.int64)
    _, part_of = connected_components(_adjacency(pairs, np.ones(len(pairs)), count), directed=False)
    parts = [np.flatnonzero(part_of == part) for part in range(int(part_of.max()) + 1)]
    parts.sort(key=lambda part: (-len(part), int(part[0])))
    blocks = []
    for part in parts:
        if len(part) == 1:
            continue
        local = np.full(count, -1, dtype=np.int64)
        local[part] = np.arange(len(part))
        inside = pairs[part_of[pairs[:, 0]] == part_of[part[0]]] if len(pairs) else pairs
        blocks.append((part, _lay_out_part(local[inside], group[part], size[part])))
    for part, points in _pack(blocks, size):
        positions[part] = points
    alone = np.array([part[0] for part in parts if len(part) == 1], dtype=np.int64)
    if len(alone):
        positions[alone] = _rows(len(alone), positions[[i for part, _ in blocks for i in part]])
    return np.asarray(positions - (positions.max(0) + positions.min(0)) / 2)


def _adjacency(pairs: Pairs, weights: Points, count: int) -> sp.csr_array:
    rows, columns = np.r_[pairs[:, 0], pairs[:, 1]], np.r_[pairs[:, 1], pairs[:, 0]]
    return sp.csr_array((np.r_[weights, weights], (rows, columns)), shape=(count, count))


def _lay_out_part(pairs: Pairs, group: Pairs, size: Points) -> Points:
    count = len(size)
    if count > EXACT_LIMIT and len(np.unique(group)) > 3:
        return _lay_out_islands(pairs, _adopt(pairs, group), size)
    weights = np.where(group[pairs[:, 0]] == group[pairs[:, 1]], 1.0, BETWEEN)
    points = _start(_adjacency(pairs, np.ones(len(pairs)), count))
    points = _refine(points, pairs, weights, group)
    points = _turn(points)
    lengths = np.hypot(*(points[pairs[:, 0]] - points[pairs[:, 1]]).T)
    points *= max(SPACING, WIDER - count) / max(float(np.median(lengths)), 1e-9)
    return _spread(_compress(points), size)


def _adopt(pairs: Pairs, group: Pairs) -> Pairs:
    """Nodes without a community join that of their first tied node that has one."""
    adopted = group.copy()
    for _ in range(20):
        for a, b in ((0, 1), (1, 0)):
            lost = (adopted[pairs[:, a]] < 0) & (adopted[pairs[:, b]] >= 0)
            adopted[pairs[lost, a][::-1]] = adopted[pairs[lost, b]][::-1]
        if (adopted >= 0).all():
            break
    return adopted


def _lay_out_islands(pairs: Pairs, group: Pairs, size: Points) -> Points:
    """A large part: each community by itself, then the communities as discs that their ties draw together."""
    _, home = np.unique(group, return_inverse=True)
    points = np.zeros((len(size), 2))
    number = int(home.max()) + 1
    radius = np.zeros(number)
    for island in range(number):
        members = np.flatnonzero(home == island)
        local = np.full(len(size), -1, dtype=np.int64)
        local[members] = np.arange(len(members))
        inside = pairs[(home[pairs[:, 0]] == island) & (home[pairs[:, 1]] == island)]
        own = place_nodes(len(members), [(int(a), int(b)) for a, b in local[inside]], [0] * len(members), size[members])
        points[members] = own
        radius[island] = np.hypot(own[:, 0], own[:, 1]).max() + size[members].max() + 2 * GAP
    between = np.sort(home[pairs[home[pairs[:, 0]] != home[pairs[:, 1]]]], axis=1)
    links, counts = np.unique(between, axis=0, return_counts=True)
    centres = _start(_adjacency(links, np.ones(len(links)), number))
    centres = _turn(_refine(centres, links, np.asarray(np.log1p(counts) / 3, dtype=np.float64), np.full(number, -1)))
    centres *= np.sqrt((radius**2).sum()) / max(float(np.hypot(centres[:, 0], centres[:, 1]).max()), 1e-9)
    centres = _spread(centres * np.array([WIDE**0.5, WIDE**-0.5]), radius, rounds=600)
    return np.asarray(points + centres[home])


def _start(adjacency: sp.csr_array, pivots: int = 50) -> Points:
    """Pivot multidimensional scaling: distances to a few far-apart nodes, projected on their two main axes."""
    count = adjacency.shape[0]
    if count == 2:
        return np.array([[-1.0, 0.0], [1.0, 0.0]])
    nearest = np.full(count, np.inf)
    columns = []
    weights = np.asarray(adjacency.sum(1)).ravel()
    pivot = int(np.argmax(weights))
    for _ in range(min(pivots, count)):
        distances = dijkstra(adjacency, unweighted=True, indices=np.array([pivot]))[0]
        columns.append(distances)
        nearest = np.minimum(nearest, distances)
        pivot = int(np.argmax(nearest))
    squared = np.column_stack(columns) ** 2
    centred = -0.5 * (squared - squared.mean(0) - squared.mean(1)[:, None] + squared.mean())
    # Sums in a fixed order: a product of matrices would add up otherwise where there are more processors.
    _, vectors = np.linalg.eigh(np.einsum("ij,ik->jk", centred, centred))
    points = np.einsum("ij,jk->ik", centred, vectors[:, [-1, -2]])
    points /= np.maximum(points.std(0), 1e-9)
    # Twins (same neighbours) would fall on one point: a golden-angle spiral parts them without randomness.
    turn = np.arange(count) * 2.399963
    reach = 0.12 * np.sqrt(np.arange(1, count + 1) / count)
    return np.asarray(points + reach[:, None] * np.c_[np.cos(turn), np.sin(turn)])


def _refine(points: Points, pairs: Pairs, weights: Points, group: Pairs) -> Points:
    count = len(points)
    if count < 3:
        return points
    mass = np.sqrt(np.bincount(pairs.ravel(), minlength=count)).astype(np.float64)
    a, b = pairs[:, 0], pairs[:, 1]
    points = points * np.sqrt(count) * 0.5
    repel = _repel_exactly if count <= EXACT_LIMIT else _repel_on_grid
    heat = np.sqrt(count) * 0.25
    _, home = np.unique(group, return_inverse=True)
    members = np.bincount(home)
    gravity, cohesion = (GRAVITY * mass)[:, None], (COHESION * mass * (group >= 0))[:, None]
    for turn in range(ROUNDS):
        force = repel(points, mass)
        offset = points[a] - points[b]
        pull = offset * (np.hypot(offset[:, 0], offset[:, 1]) * weights)[:, None]
        for column in (0, 1):
            force[:, column] += np.bincount(b, pull[:, column], count) - np.bincount(a, pull[:, column], count)
        force -= gravity * points
        centres = np.column_stack([np.bincount(home, points[:, column]) for column in (0, 1)]) / members[:, None]
        force -= cohesion * (points - centres[home])
        length = np.hypot(force[:, 0], force[:, 1]) + 1e-9
        limit = heat * (1 - turn / ROUNDS) ** 1.3 + 0.002
        points = points + force * (np.minimum(length * 0.1, limit) / length)[:, None]
    return points


def _repel_exactly(points: Points, mass: Points) -> Points:
    x, y = np.ascontiguousarray(points.T)
    force = np.empty_like(points)
    height = max(_CELLS // len(points), 1)
    for start in range(0, len(points), height):
        rows = slice(start, start + height)
        right, down = x[rows, None] - x, y[rows, None] - y
        strength = mass / (right * right + down * down + 0.05)
        force[rows, 0] = np.einsum("ij,ij->i", strength, right)
        force[rows, 1] = np.einsum("ij,ij->i", strength, down)
    return np.asarray(force * mass[:, None])


def _repel_on_grid(points: Points, mass: Points) -> Points:
    """The same force, from masses spread on a grid and one convolution: O(n) instead of O(n²)."""
    cells = 128 if len(points) < 3000 else 256 if len(points) < 30000 else 512
    span = float((points.max(0) - points.min(0)).max()) / (cells - 3) + 1e-9
    scaled = (points - points.min(0)) / span + 1
    corner = scaled.astype(np.int64)
    part = scaled - corner
    width = 2 * cells
    first = corner[:, 0] * width + corner[:, 1]
    index = np.concatenate((first, first + width, first + 1, first + width + 1))
    share = np.concatenate((
        (1 - part[:, 0]) * (1 - part[:, 1]), part[:, 0] * (1 - part[:, 1]),
        (1 - part[:, 0]) * part[:, 1], part[:, 0] * part[:, 1],
    ))  # fmt: skip
    grid = np.bincount(index, share * np.tile(mass, 4), width * width).reshape(width, width)
    spectrum = scipy.fft.rfft2(grid)
    force = np.empty_like(points)
    for column, kernel in enumerate(_kernels(width)):
        field = scipy.fft.irfft2(spectrum * kernel, s=(width, width)).ravel()
        force[:, column] = mass / span * (field[index] * share).reshape(4, -1).sum(0)
    return force


@lru_cache(maxsize=2)
def _kernels(width: int) -> tuple[NDArray[np.complex128], NDArray[np.complex128]]:
    """The force of one mass on each cell around it, right and down, as spectra."""
    axis = np.fft.fftfreq(width, 1 / width)
    squared = axis[:, None] ** 2 + axis[None, :] ** 2 + 0.1
    return scipy.fft.rfft2(axis[:, None] / squared), scipy.fft.rfft2(axis[None, :] / squared)


def _turn(points: Points) -> Points:
    """Lay the longest axis flat and the heavier side left, so that the picture does not flip between runs."""
    points = points - points.mean(0)
    _, vectors = np.linalg.eigh(np.cov(points.T))
    points = points @ vectors[:, ::-1]
    skew = (points**3).sum(0)
    return np.asarray(points * np.where(skew < 0, -1.0, 1.0))


def _compress(points: Points) -> Points:
    """Draw far-flung fringe nodes in, so that they do not shrink everything else."""
    points = points - np.median(points, axis=0)
    distance = np.hypot(points[:, 0], points[:, 1]) + 1e-9
    edge = float(np.quantile(distance, 0.9))
    return np.asarray(points * np.where(distance > edge, (edge + (distance - edge) * 0.35) / distance, 1.0)[:, None])


def _spread(points: Points, size: Points, rounds: int = 120) -> Points:
    """Push overlapping nodes apart, a little each round."""
    reach = 2 * float(size.max()) + GAP
    for _ in range(rounds):
        pairs = cKDTree(points).query_pairs(reach, output_type="ndarray")
        a, b = pairs[:, 0], pairs[:, 1]
        offset = points[a] - points[b]
        distance = np.hypot(offset[:, 0], offset[:, 1])
        lack = size[a] + size[b] + GAP - distance
        close = lack > 0.5
        if not close.any():
            break
        a, b, offset, distance, lack = a[close], b[close], offset[close], distance[close], lack[close]
        same = distance < 1e-6
        offset[same] = np.column_stack((np.cos(a[same] + 1.0), np.sin(a[same] + 1.0)))
        push = offset / np.maximum(np.hypot(*offset.T), 1e-9)[:, None] * (lack * 0.3)[:, None]
        for column in (0, 1):
            points[:, column] += np.bincount(a, push[:, column], len(points))
            points[:, column] -= np.bincount(b, push[:, column], len(points))
    return points


def _pack(blocks: list[tuple[Pairs, Points]], size: Points) -> list[tuple[Pairs, Points]]:
    """Put each part on the nearest free place on a flat spiral around the largest one."""
    placed: list[tuple[Pairs, Points]] = []
    taken: list[tuple[float, float, float, float]] = []
    for part, points in blocks:
        margin = size[part].max() + 2.2 * GAP
        low, high = points.min(0) - margin, points.max(0) + margin
        centred = points - (low + high) / 2
        half = (high - low) / 2
        centre = _free_place(taken, half)
        taken.append((centre[0], centre[1], half[0], half[1]))
        placed.append((part, centred + np.asarray(centre)))
    return placed


def _free_place(taken: list[tuple[float, float, float, float]], half: Points) -> tuple[float, float]:
    """The nearest free place: candidates lie on the borders of what is placed already."""
    if not taken:
        return 0.0, 0.0
    boxes = np.asarray(taken)
    reach = boxes[:, 2:] + half
    steps = np.linspace(-1.0, 1.0, 9)
    sides = []
    for sign in (-1.0, 1.0):
        for step in steps:
            sides.append(np.c_[boxes[:, 0] + sign * reach[:, 0], boxes[:, 1] + step * reach[:, 1]])
            sides.append(np.c_[boxes[:, 0] + step * reach[:, 0], boxes[:, 1] + sign * reach[:, 1]])
    places = np.vstack(sides)
    places = places[np.lexsort((places[:, 0], places[:, 1], np.round(np.hypot(places[:, 0] / WIDE, places[:, 1]), 6)))]
    for x, y in places:
        outside = (np.abs(boxes[:, 0] - x) >= reach[:, 0] - 1e-6) | (np.abs(boxes[:, 1] - y) >= reach[:, 1] - 1e-6)
        if outside.all():
            return float(x), float(y)
    raise AssertionError("a place beside the outermost part is always free")  # pragma: no cover


def _rows(count: int, others: Points) -> Points:
    """A block of rows for the nodes without ties, below all others."""
    step = SPACING * 0.8
    width = float(np.ptp(others[:, 0])) if len(others) else 0.0
    across = max(int(width // step), int(np.ceil(np.sqrt(count * 2.5))), 1)
    across = min(across, count)
    index = np.arange(count)
    left = (float(others[:, 0].min() + others[:, 0].max()) - (across - 1) * step) / 2 if len(others) else 0.0
    top = float(others[:, 1].max()) + SPACING if len(others) else 0.0
    return np.column_stack((left + index % across * step, top + index // across * step))
