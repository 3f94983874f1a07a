"""Projects one beneath the other, each under its name."""

from netgraph.extract.headings import within_headings
from netgraph.extract.relations import Link
from netgraph.model import Chain, Mention
from tests.extract.marked import read_marked

LIST = "Four new projects\n[[Norda Ljus]]\nThe partner is [[Velt AB]].\n\n[[Sjö Norr]]\nThe partner is [[Alfa AB]]."
KINDS = ("initiative", "organisation") * 2


def kept(text, *ends, kinds=KINDS, owner=None):
    marked = read_marked(text, "en", types=kinds)
    owner = owner or list(range(len(marked.names)))
    chains = []
    for chain in range(max(owner) + 1):
        name = marked.names[owner.index(chain)]
        said = marked.text[name.start : name.end]
        chains.append(Chain(said, name.type, (Mention(name.start, name.end, said, 0.9),), (said,)))
    links = [Link(a, b, "participates_in", 0.9, (owner.index(a), owner.index(b))) for a, b in ends]
    found = within_headings(links, chains, marked.names, owner, marked.text)
    return [(link.source, link.target) for link in found]


def test_a_body_in_the_text_of_one_project_has_no_part_in_another():
    assert kept(LIST, (1, 0), (3, 0), (3, 2)) == [(1, 0), (3, 2)]


def test_a_body_named_before_the_projects_may_have_a_part_in_each():
    text = LIST.replace("Four new projects", "[[Norda]] pays for four projects")
    kinds = ("organisation", *KINDS)
    assert kept(text, (0, 1), (0, 3), (4, 1), kinds=kinds) == [(0, 1), (0, 3)]


def test_one_heading_is_no_list_and_the_title_goes_for_the_whole_text():
    assert kept(LIST.replace("\n\n[[Sjö Norr]]\nThe", " [[Sjö Norr]] grows. The"), (3, 0)) == [(3, 0)]
    assert kept(LIST.replace("Four new projects\n", ""), (3, 0)) == [(3, 0)]


def test_a_project_that_another_section_speaks_of_is_of_that_one_too():
    text = LIST + " It grows with [[Norda Ljus]]."
    assert kept(text, (3, 0), kinds=(*KINDS, "initiative"), owner=[0, 1, 2, 3, 0]) == [(3, 0)]
