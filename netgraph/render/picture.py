"""The network as a still picture: geometry for the SVG templates, with labels that do not overlap."""

import math
from dataclasses import dataclass

from .view import Actor, Tie, View

FONT = 15.0  # label size in map units
LETTER = 0.56  # width of a letter by font size, on the safe side
LONGEST = 34  # letters of a label
LEAST = 640.0  # width in map units: the marks of a few actors would come out huge
LEADING = 16  # names that are shown first of all


@dataclass(frozen=True, slots=True)
class Label:
    """A name beside its node."""

    actor: Actor
    text: str
    x: float
    y: float
    anchor: str  # start, middle, end


@dataclass(frozen=True, slots=True)
class Picture:
    """What the SVG template lays out."""

    left: float
    top: float
    width: float
    height: float
    actors: tuple[Actor, ...]
    ties: tuple[tuple[Tie, Actor, Actor], ...]
    labels: tuple[Label, ...]
    font: float

    @property
    def line(self) -> float:
        """Width of a tie stated once."""
        return round(self.font / 9, 2)

    @property
    def crowd(self) -> float:
        """Opacity of the ties, fainter as there are more of them, as on the map."""
        return round(min(1.0, max(0.3, math.sqrt(700 / max(len(self.ties), 1)))), 2)


def draw(view: View, most: int | None = None, *, labels: int = 45) -> Picture:
    """The picture of a view, of its ``most`` best-connected actors."""
    actors = view.actors[:most]
    ties = tuple((tie, view.actors[tie.a], view.actors[tie.b]) for tie in view.ties if tie.b < len(actors))
    if not actors:
        return Picture(0.0, 0.0, 100.0, 60.0, (), (), (), FONT)
    left = min(actor.x - actor.radius for actor in actors)
    right = max(actor.x + actor.radius for actor in actors)
    top = min(actor.y - actor.radius for actor in actors)
    bottom = max(actor.y + actor.radius for actor in actors)
    font = FONT * max(1.0, max(right - left, 1.5 * (bottom - top)) / 780)
    placed = place_labels(actors, font, labels)
    left = min([left, *(_box(label, font)[0] for label in placed)]) - font
    right = max([right, *(_box(label, font)[2] for label in placed)]) + font
    beside = max(0.0, LEAST - (right - left)) / 2
    left, right = left - beside, right + beside
    return Picture(
        round(left, 1), round(top - 2 * font, 1), round(right - left, 1), round(bottom - top + 4 * font, 1),
        actors, ties, placed, round(font, 1),
    )  # fmt: skip


def place_labels(actors: tuple[Actor, ...], font: float, most: int) -> tuple[Label, ...]:
    """Names of the most important actors, each where it covers no other name and no node."""
    nodes = [(a.x - a.radius, a.y - a.radius, a.x + a.radius, a.y + a.radius) for a in actors]
    taken: list[tuple[float, float, float, float]] = []
    labels: list[Label] = []
    for number, actor in enumerate(actors):
        if len(labels) >= most:
            break
        free = [
            (label, box)
            for label, box in ((one, _box(one, font)) for one in _candidates(actor, font))
            if not any(_touch(box, other) for other in taken)
        ]
        clear = [(label, box) for label, box in free if not any(_touch(box, node) for node in nodes)]
        # Where there is no other room, leading names may lie over lesser nodes.
        over = [one for one in free if not any(_touch(one[1], node) for node in nodes[:number])]
        for label, box in (clear or (over if number < LEADING else []))[:1]:
            labels.append(label)
            taken.append(box)
    return tuple(labels)


def shorten(name: str, longest: int = LONGEST) -> str:
    """The name, cut at a word where it is too long for the picture."""
    if len(name) <= longest:
        return name
    cut = name[: longest - 1]
    at = cut.rfind(" ")
    return (cut[:at] if at > longest // 2 else cut).rstrip(" ,–-") + "…"


def _candidates(actor: Actor, font: float) -> list[Label]:
    text, gap = shorten(actor.name), actor.radius + font * 0.35
    sides = (
        (actor.x, actor.y + gap + font * 0.75, "middle"), (actor.x + gap, actor.y + font * 0.34, "start"),
        (actor.x - gap, actor.y + font * 0.34, "end"), (actor.x, actor.y - gap, "middle"),
    )  # fmt: skip
    return [Label(actor, text, round(x, 1), round(y, 1), anchor) for x, y, anchor in sides]


def _box(label: Label, font: float) -> tuple[float, float, float, float]:
    width = len(label.text) * font * LETTER
    left = label.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor] * width
    return left, label.y - font * 0.85, left + width, label.y + font * 0.3


def _touch(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
