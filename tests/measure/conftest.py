import pytest

from .graphs import bordered


@pytest.fixture
def five():
    """Two in Poland, two in Germany, one in Sweden, one unknown."""
    G = bordered(["ab", "ac", "bc", "cd", "de", "ef"], a="PL", b="PL", c="DE", d="DE", e="SE", f="_")
    G.add_edge("f", "f")
    return G
