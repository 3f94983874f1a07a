"""Europe on a page: an equal-area projection and the outlines of countries, drawn without any tile or request."""

import json
import math
from functools import cache
from importlib import resources
from typing import Any

# Lambert azimuthal equal-area around 52° N 10° E, as European statistics use it; on a sphere, in kilometres.
_LATITUDE, _LONGITUDE, _RADIUS = math.radians(52.0), math.radians(10.0), 6371.0


def project(latitude: float | None, longitude: float | None) -> tuple[int, int] | None:
    """Kilometres right of and below the middle of the map; None where the place is unknown or on the far side."""
    if latitude is None or longitude is None or not (abs(latitude) <= 90 and abs(longitude) <= 180):
        return None
    phi, turn = math.radians(latitude), math.radians(longitude) - _LONGITUDE
    facing = math.sin(_LATITUDE) * math.sin(phi) + math.cos(_LATITUDE) * math.cos(phi) * math.cos(turn)
    if facing < -0.5:
        return None
    scale = _RADIUS * math.sqrt(2 / (1 + facing))
    x = scale * math.cos(phi) * math.sin(turn)
    y = scale * (math.cos(_LATITUDE) * math.sin(phi) - math.sin(_LATITUDE) * math.cos(phi) * math.cos(turn))
    return round(x), round(-y)


@cache
def outline_data() -> dict[str, Any]:
    """Outlines: country code to an SVG path and a point for its label, and the frame of the map."""
    text = (resources.files(__package__) / "static" / "europe.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data
