"""Roles that are another's."""

import pytest

from netgraph.extract.relations import Link
from netgraph.extract.roles import by_its_role
from netgraph.model import Chain

from .marked import read_marked

TOLD = [
    ("en", "[[Blue]] was developed by [[Kiel]], [[Lund]] and [[Oulu]] and is funded by the state.", "organises", True),
    ("en", "[[Blue]] is a work of [[Kiel]] and [[Lund]] and is co-financed from national means.", None, True),
    ("sv", "[[Blue]] drivs av [[Kiel]] och [[Lund]] och finansieras med statliga medel.", "organises", True),
    ("en", "[[Blue]] is funded by [[Kiel]] and [[Lund]] and is co-financed by others.", None, False),
    ("en", "[[Blue]] began. [[Kiel]] and [[Lund]] met and are funded by the state.", None, False),
    ("en", "[[Blue]] is a work of [[Kiel]] and the money is there.", None, False),
    ("pl", "Partner projektu [[Blue]] „[[Kiel]]” był organizatorem sesji.", "participates_in", True),
    ("de", "Der Partner des Projekts [[Blue]], die [[Kiel]], organisierte es.", "participates_in", True),
    ("pl", "Główny partner projektu [[Blue]], [[Kiel]], prowadził sesję.", None, False),
    ("pl", "Projekt [[Blue]] „[[Kiel]]” był dobry.", None, False),
]


@pytest.mark.parametrize(("language", "text", "kind", "changed"), TOLD)
def test_the_role_of_another_is_not_the_bodys(language, text, kind, changed):
    marked = read_marked(text, language, types=("initiative",))
    chains = [Chain("B", what, (), (), None, None, None, 0.9) for what in ("organisation", "initiative")]
    link = Link(0, 1, "funds", 0.5, (1, 0))
    found = by_its_role(link, chains, marked.names, marked.text)
    assert (found != link) == changed
    assert kind is None or found.type == kind
