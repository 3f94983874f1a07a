"""Colours and shapes, from the Okabe-Ito palette, darkened or lightened until each theme's contrast holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from netgraph.model import NodeType

SHAPES: dict[NodeType, str] = {"organisation": "dot", "person": "triangle", "initiative": "square"}
COUNTRY_COLOURS = 8  # countries with a colour of their own; the others share one
_BEST_FIRST = (0, 1, 2, 3, 7, 4, 5, 6)  # colours that are easily told apart before those that are not
# The colour that a country has where it is free: so it keeps it from one version of a corpus to the next.
_USUAL = {
    "SE": 0, "PL": 1, "DE": 2, "LT": 3, "FI": 7, "DK": 4, "LV": 5, "EE": 6, "NO": 3, "NL": 1,
    "CZ": 7, "FR": 0, "ES": 4, "IT": 2, "PT": 1, "SK": 3, "HU": 5, "AT": 4, "BE": 6, "GB": 5,
    "IE": 2, "RO": 0, "HR": 7, "SI": 6, "BG": 1, "GR": 5, "UA": 4, "CH": 3,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one theme by role; text on ``page`` and ``card`` reaches 4.5:1, marks reach 3:1."""

    page: str
    card: str
    raised: str
    line: str
    ink: str
    quiet: str
    accent: str
    on_accent: str
    tint: str
    edge: str
    crossing: str
    organisation: str
    person: str
    initiative: str
    source: str
    target: str
    countries: tuple[str, ...]
    other: str
    heat: tuple[str, ...]  # five steps, faint to strong


LIGHT = Theme(
    page="#f7f8fa", card="#ffffff", raised="#ffffff", line="#d8dee5", ink="#17212b", quiet="#54616f",
    accent="#075e9c", on_accent="#ffffff", tint="#e8f1f8", edge="#8b98a5", crossing="#b94a00",
    organisation="#0072b2", person="#a34f7f", initiative="#00805c", source="#d9ecf9", target="#fde9c9",
    countries=("#0072b2", "#b94a00", "#008a63", "#a34f7f", "#a87300", "#2b8cc4", "#7a5c00", "#4d4d9e"),
    other="#78838f", heat=("#eaf2f9", "#c3dcef", "#8cbce0", "#3f8fc6", "#0b5d97"),
)  # fmt: skip
DARK = Theme(
    page="#10161d", card="#171f28", raised="#1e2833", line="#33404d", ink="#e9eef3", quiet="#a3b1bf",
    accent="#7cc0f0", on_accent="#0b1a27", tint="#1c2f40", edge="#6f7f8f", crossing="#ff9a4d",
    organisation="#56b4e9", person="#dd93bd", initiative="#33c398", source="#16405e", target="#57421a",
    countries=("#56b4e9", "#ff9a4d", "#33c398", "#dd93bd", "#e6b34d", "#8fd0ff", "#cdb766", "#a9a8f0"),
    other="#98a5b2", heat=("#1b2a38", "#1f4058", "#22628b", "#3b8cc0", "#8ccaf2"),
)  # fmt: skip


def variables(theme: Theme) -> dict[str, str]:
    """The theme as CSS custom properties."""
    plain = {
        name.replace("_", "-"): getattr(theme, name)
        for name in theme.__dataclass_fields__
        if name not in ("countries", "heat")
    }
    countries = {f"country-{number}": colour for number, colour in enumerate(theme.countries)}
    return plain | countries | {f"heat-{number}": colour for number, colour in enumerate(theme.heat)}


def country_colours(countries: Sequence[str]) -> dict[str, int]:
    """Number of the colour of each of the first ``COUNTRY_COLOURS`` countries.

    Args:
        countries: ISO codes, the most frequent first.
    """
    found: dict[str, int] = {}
    for code in countries[:COUNTRY_COLOURS]:
        choice = (_USUAL.get(code, _BEST_FIRST[0]), *_BEST_FIRST)
        found[code] = next(number for number in choice if number not in found.values())
    return found


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two ``#rrggbb`` colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
