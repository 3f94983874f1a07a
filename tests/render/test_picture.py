"""Names on the still picture: which stand, and what they may cover."""

from dataclasses import dataclass

import pytest

from netgraph.model import Document, Entity
from netgraph.network import Network
from netgraph.render.picture import LEADING, _box, _touch, draw, place_labels
from netgraph.render.view import make_view
from netgraph.render.words import Words

FONT = 15.0


@dataclass
class Spot:
    name: str
    x: float
    y: float
    radius: float = 10.0


def covered(actors, most=100):
    """Label and the actor that it lies over, for the actors before and after its own."""
    before, after = [], []
    for label in place_labels(tuple(actors), FONT, most):
        own = actors.index(label.actor)
        for number, one in enumerate(actors):
            node = (one.x - one.radius, one.y - one.radius, one.x + one.radius, one.y + one.radius)
            if number != own and _touch(_box(label, FONT), node):
                (before if number < own else after).append((label.text, one.name))
    return before, after


def test_a_leading_name_takes_the_side_where_it_covers_no_node():
    assert covered([Spot("Leading body", 0, 0), Spot("b", 0, 25)]) == ([], [])


def test_a_leading_name_covers_a_lesser_node_where_all_sides_are_taken():
    ring = [Spot(f"n{i}", x, y) for i, (x, y) in enumerate([(0, 25), (0, -25), (40, 0), (-40, 0)])]
    before, after = covered([Spot("Leading body", 0, 0), *ring], most=1)
    assert (before, [name for name, _ in after]) == ([], ["Leading body"])


def test_no_name_covers_a_greater_node_and_only_leading_ones_a_lesser():
    actors = [Spot(f"Body number {i}", 37 * (i * 7 % 11), 23 * (i * 5 % 13)) for i in range(2 * LEADING)]
    before, after = covered(actors)
    assert before == []
    leading = {actor.name for actor in actors[:LEADING]}
    assert after
    assert {name for name, _ in after} <= leading


@pytest.mark.parametrize("count", [1, 3])
def test_few_actors_are_not_drawn_as_giants(count):
    entities = [Entity(f"n{i}", f"Body {i}", "organisation", (), ()) for i in range(count)]
    network = Network([Document("a.txt", "x", language="en")], entities, [])
    picture = draw(make_view(network, Words()))
    assert all(2 * actor.radius < picture.width / 20 for actor in picture.actors)
    assert picture.left < min(actor.x for actor in picture.actors)
