"""Make netgraph/render/static/europe.json, the outline of Europe, from the npm package world-atlas.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/make_outline.py package/countries-50m.json netgraph/render/static/europe.json

The data are Natural Earth's 1:50m countries (public domain). Arcs are projected and simplified before they are joined
to rings, so that two countries keep one border.
"""

import json
import math
import sys
from itertools import pairwise
from pathlib import Path

from netgraph.render.geography import project

FRAME = (-3300, -2700, 3500, 2400)  # left, top, right, bottom, kilometres from the middle of the projection
MARGIN = 60
TOLERANCE = 7.0  # kilometres by which a simplified border may leave the true one
LEAST_AREA = 900.0  # km²; smaller islands are left out, unless they are all there is of a country
# ISO 3166-1 numeric to alpha-2, countries that the frame touches.
CODES = {
    "008": "AL", "020": "AD", "040": "AT", "112": "BY", "056": "BE", "070": "BA", "100": "BG", "191": "HR",
    "196": "CY", "203": "CZ", "208": "DK", "233": "EE", "234": "FO", "246": "FI", "250": "FR", "276": "DE",
    "300": "GR", "348": "HU", "352": "IS", "372": "IE", "380": "IT", "428": "LV", "438": "LI", "440": "LT",
    "442": "LU", "470": "MT", "498": "MD", "492": "MC", "499": "ME", "528": "NL", "807": "MK", "578": "NO",
    "616": "PL", "620": "PT", "642": "RO", "643": "RU", "674": "SM", "688": "RS", "703": "SK", "705": "SI",
    "724": "ES", "752": "SE", "756": "CH", "804": "UA", "826": "GB", "792": "TR", "012": "DZ", "504": "MA",
    "788": "TN", "760": "SY", "422": "LB", "268": "GE", "051": "AM", "031": "AZ", "398": "KZ", "434": "LY",
    "368": "IQ", "304": "GL", "364": "IR", "376": "IL", "400": "JO", "833": "IM", "832": "JE", "831": "GG",
    "248": "AX", "818": "EG", "682": "SA", "414": "KW", "860": "UZ", "795": "TM", "275": "PS",
}  # fmt: skip
NAMES = {"Kosovo": "XK", "N. Cyprus": "CY"}  # areas without a code in the data
# Natural Earth draws who is in control; the European Union counts Crimea to Ukraine.
CRIMEA = (1700.0, 330.0, 2060.0, 570.0)
Point = tuple[float, float]


def decode_arcs(topology: dict) -> list[list[Point]]:
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            spot = project(y * scale_y + move_y, x * scale_x + move_x)
            if spot is not None:
                points.append((float(spot[0]), float(spot[1])))
        arcs.append(points)
    return arcs


def simplify(points: list[Point]) -> list[Point]:
    """Douglas-Peucker; a closed arc is cut in two at its farthest point first."""
    if len(points) < 3:
        return points
    if points[0] == points[-1]:
        far = max(range(len(points)), key=lambda i: math.dist(points[0], points[i]))
        return _reduce(points[: far + 1])[:-1] + _reduce(points[far:])
    return _reduce(points)


def _reduce(points: list[Point]) -> list[Point]:
    if len(points) < 3:
        return points
    (x0, y0), (x1, y1) = points[0], points[-1]
    length = math.dist(points[0], points[-1])

    def off(point: Point) -> float:
        if length == 0:
            return math.dist(point, points[0])
        return abs((x1 - x0) * (y0 - point[1]) - (x0 - point[0]) * (y1 - y0)) / length

    far = max(range(1, len(points) - 1), key=lambda i: off(points[i]))
    if off(points[far]) <= TOLERANCE:
        return [points[0], points[-1]]
    return _reduce(points[: far + 1])[:-1] + _reduce(points[far:])


def clip(ring: list[Point]) -> list[Point]:
    """Sutherland-Hodgman against the frame and a margin around it."""
    left, top, right, bottom = FRAME[0] - MARGIN, FRAME[1] - MARGIN, FRAME[2] + MARGIN, FRAME[3] + MARGIN
    for axis, limit, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
        kept: list[Point] = []
        for one, other in zip(ring, ring[1:] + ring[:1], strict=True):
            inside, next_inside = sign * (one[axis] - limit) >= 0, sign * (other[axis] - limit) >= 0
            if inside:
                kept.append(one)
            if inside != next_inside:
                share = (limit - one[axis]) / (other[axis] - one[axis])
                kept.append((one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])))
        ring = kept
        if not ring:
            break
    return ring


def area(ring: list[Point]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def centroid(ring: list[Point]) -> Point:
    total = area(ring) or 1.0
    pairs = list(zip(ring, ring[1:] + ring[:1], strict=True))
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * total)
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * total)
    return x, y


def rings_of(geometry: dict, arcs: list[list[Point]]) -> list[list[Point]]:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    rings = []
    for polygon in polygons:
        for ring in polygon:
            points: list[Point] = []
            for number in ring:
                piece = arcs[number] if number >= 0 else arcs[~number][::-1]
                points += piece[1:] if points else piece
            if points:
                rings.append(points[:-1] if points[0] == points[-1] else points)
    return rings


def path_of(rings: list[list[Point]]) -> str:
    parts = []
    for ring in rings:
        points = [(round(x), round(y)) for x, y in ring]
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
        moves = " ".join(f"{dx} {dy}" for dx, dy in steps if (dx, dy) != (0, 0))
        parts.append(f"M{points[0][0]} {points[0][1]}l{moves}z")
    return "".join(parts)


def main(source: str, target: str) -> None:
    topology = json.loads(Path(source).read_text())
    full = decode_arcs(topology)
    simple = [simplify(arc) for arc in full]
    drawn: dict[str, list[list[Point]]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = CODES.get(geometry.get("id", "")) or NAMES.get(geometry["properties"]["name"])
        if code is None or "arcs" not in geometry:
            continue
        rings = [ring for ring in map(clip, rings_of(geometry, simple)) if len(ring) > 2]
        if not rings:
            rings = [ring for ring in map(clip, rings_of(geometry, full)) if len(ring) > 2]
        if not rings:
            continue
        for ring in rings:
            inside = all(CRIMEA[0] < x < CRIMEA[2] and CRIMEA[1] < y < CRIMEA[3] for x, y in ring)
            drawn.setdefault("UA" if inside and code == "RU" else code, []).append(ring)
    countries = {}
    for code, rings in drawn.items():
        largest = max(rings, key=lambda ring: abs(area(ring)))
        kept = [ring for ring in rings if ring is largest or abs(area(ring)) >= LEAST_AREA]
        x, y = centroid(largest)
        countries[code] = [path_of(kept), round(x), round(y)]
    data = {"frame": FRAME, "countries": dict(sorted(countries.items()))}
    Path(target).write_text(json.dumps(data, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
