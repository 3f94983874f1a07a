"""How sure a name is."""

import pytest

from netgraph.extract.calibration import MENTIONS, RELATIONS, calibrate, calibrate_chain


@pytest.mark.parametrize("curve", [*MENTIONS.values(), RELATIONS])
def test_a_curve_never_falls(curve):
    assert list(curve) == sorted(curve)
    assert [y for _, y in curve] == sorted(y for _, y in curve)
    values = [calibrate(n / 50, curve) for n in range(51)]
    assert values == sorted(values)
    assert 0 <= values[0] <= values[-1] <= 1


@pytest.mark.parametrize("kind", ["organisation", "initiative"])
def test_what_stands_again_is_surer(kind):
    once, twice, often = (calibrate_chain(kind, [0.5] * n) for n in (1, 2, 9))
    assert once < twice < often < 1
    assert calibrate_chain(kind, [0.5, 0.9]) > calibrate_chain(kind, [0.5, 0.6])
    assert calibrate_chain(kind, [1.0]) < 1


def test_a_person_is_as_sure_as_the_surest_mention():
    assert calibrate_chain("person", [0.5, 0.8, 0.5]) == 0.8
