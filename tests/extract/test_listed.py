"""Members in a list under a line that names their body."""

import pytest

from netgraph.extract.listed import add_listed
from netgraph.extract.names import Name
from netgraph.extract.relations import Link
from netgraph.model import Chain

LISTS = [
    ("The members of Hub are:\n- Lund\n- Kiel\n\nRiga came.", {"Lund", "Kiel"}),
    ("Hub klastera dalībnieki:\n\n• Lund;\n• Kiel;", {"Lund", "Kiel"}),
    ("Zakladatelia združenia Hub:\nLund\nKiel", {"Lund", "Kiel"}),
    ("The members of Hub are:\n- the port of Lund\n- Kiel", {"Kiel"}),
    ("The members of Hub met.\n- Lund", set()),
    ("The friends of Hub are:\n- Lund", set()),
    ("Members of Hub are:\nThey met in Lund.\nKiel", set()),
]  # fmt: skip


def members(text, *links):
    found = sorted((text.index(name), name) for name in ("Hub", "Lund", "Kiel", "Riga") if name in text)
    names = [Name(start, start + len(name), 0, 1, "organisation", 0.9, "en") for start, name in found]
    chains = [Chain(name, "organisation", (), (), None, None, None, 0.9) for _, name in found]
    return chains, add_listed(links, chains, names, list(range(len(names))), text)


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_who_is_listed_as_a_member_is_one(text, expected):
    chains, links = members(text)
    assert {chains[link.source].name for link in links} == expected
    assert {(chains[link.target].name, link.type) for link in links} <= {("Hub", "member_of")}


def test_the_list_knows_better_what_a_tie_is_unless_that_is_something_else():
    text = "The members of Hub are:\n- Lund\n- Kiel"
    given = Link(0, 1, "cooperates", 0.4, (0, 1)), Link(2, 0, "funds", 0.4, (2, 0))
    _, links = members(text, *given)
    assert [(link.source, link.target, link.type) for link in links] == [(2, 0, "funds"), (1, 0, "member_of")]
