"""How far ties reach, where the coordinates of both ends are known."""

import numpy as np
import pandas as pd

from netgraph.measure.ties import Floats, Source, Ties, as_ties

_EARTH = 6371.0088  # mean radius in km


def tie_distances(source: Source) -> pd.DataFrame:
    """Great-circle length of each tie in kilometres, 0 to 20,015; missing where an end has no coordinates.

    ``2 R asin √(sin²(Δφ/2) + cos φ_u cos φ_v sin²(Δλ/2))``. Columns: source, target, kilometres. Node attributes:
    ``latitude`` and ``longitude`` in degrees. High: the partnership bridges a long way, not only a border.

    References:
        Sinnott (1984), Virtues of the haversine, Sky and Telescope 68, 159.
    """
    ties = as_ties(source)
    ends = [[ties.nodes[number] for number in numbers] for numbers in (ties.u, ties.v)]
    return pd.DataFrame({"source": ends[0], "target": ends[1], "kilometres": tie_kilometres(ties)})


def tie_kilometres(ties: Ties) -> Floats:
    """The length of each tie, not a number where unknown."""
    if ties.source is None:
        return np.full(len(ties.u), np.nan)
    places = [ties.values_if_any(name) for name in ("latitude", "longitude")]
    latitude, longitude = (np.radians(np.array(place, dtype=np.float64)) for place in places)
    u, v = ties.u, ties.v
    across = np.sin((latitude[v] - latitude[u]) / 2) ** 2
    along = np.sin((longitude[v] - longitude[u]) / 2) ** 2
    arc = across + np.cos(latitude[u]) * np.cos(latitude[v]) * along
    return np.asarray(2 * _EARTH * np.arcsin(np.sqrt(np.clip(arc, 0, 1))))
