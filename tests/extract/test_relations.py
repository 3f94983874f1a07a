"""Pairs of mentions, their features, the direction and the ends of relations, and their evidence."""

import numpy as np
import pytest

from netgraph.extract.evidence import LONGEST, Sentences
from netgraph.extract.features import plain_paragraphs
from netgraph.extract.pairs import NEAREST, REACH, Layout, Mentions, build_page, candidate_pairs, pair_features
from netgraph.extract.relations import ENDS, find_links, head_sections, prefer_near, prefer_projects
from netgraph.model import NODE_TYPES, RELATION_TYPES
from tests.extract.marked import read_marked

CLASS = {"cooperates": 0, **{t: 2 * i - 1 for i, t in enumerate(RELATION_TYPES) if i}}  # from the first to the second


def page_of(text, kinds=(), chains=None, language="en"):
    marked = read_marked(text, language, kinds=kinds)
    names, n = marked.names, len(marked.names)
    mentions = Mentions(*(np.array(c, np.int64) for c in (
        [m.first for m in names], [m.last for m in names], list(chains or range(n)), [0] * n)))  # fmt: skip
    return build_page(marked.forms, marked.bits), mentions


class Fixed:
    """Gives every pair of mentions the same logits."""

    def __init__(self, **logits):
        self.logits = np.full(13, -20.0, np.float32)
        for kind, value in logits.items():
            self.logits[CLASS[kind.removesuffix("_back")] + kind.endswith("_back")] = value

    def score(self, vectors, page, mentions, pairs):
        return np.tile(self.logits, (len(pairs.first), 1))


def links(types, sure=(1.0, 1.0), programmes=frozenset(), **logits):
    page, mentions = page_of("[[A1x]] and [[B2x]].")
    vectors = np.zeros((len(page.forms), 4), np.float32)
    found = find_links(vectors, page, mentions, list(types), sure, Fixed(**logits), programmes=programmes)
    return [(link.source, link.target, link.type, link.mentions) for link in found]


def test_a_relation_has_the_direction_of_its_class():
    assert links(("organisation", "organisation"), member_of=5) == [(0, 1, "member_of", (0, 1))]
    assert links(("organisation", "organisation"), member_of_back=5) == [(1, 0, "member_of", (1, 0))]
    assert links(("organisation", "organisation"), cooperates=5) == [(0, 1, "cooperates", (0, 1))]


def test_a_relation_has_ends_of_its_types():
    assert links(("organisation", "person"), affiliated_with=5, affiliated_with_back=4)[0][:3] == (
        1,
        0,
        "affiliated_with",
    )
    assert links(("organisation", "organisation"), affiliated_with=5, funds=4)[0][2] == "funds"
    assert links(("person", "person"), cooperates=5)[0][2] == "cooperates"


def test_a_person_takes_part_only_when_that_is_likely():
    unsure = {"sure": (0.6, 0.55)}  # a third, once both names are doubtful
    assert links(("person", "initiative"), participates_in=5, **unsure) == []
    assert links(("person", "initiative"), organises=5, **unsure)[0][2] == "organises"
    assert links(("organisation", "initiative"), participates_in=5, **unsure)[0][2] == "participates_in"
    assert links(("person", "initiative"), participates_in=5)[0][2] == "participates_in"


NEARBY = "[[Title1x]]\n[[Project2x]] with [[Body3x]]."  # the title's project stands in another paragraph than the body


def near_and_far(types, project, title, text=NEARBY):
    """Probability that the body belongs to the project beside it and to that of the title, after ``prefer_near``."""
    page, mentions = page_of(text)
    pairs = candidate_pairs(page, mentions)
    given = {(1, 2): project, (0, 2): title}
    related = np.array([given.get(chains, 0.0) for chains in pairs.chains], np.float32)
    out = dict(zip(pairs.chains, prefer_near(related, pairs, page, mentions, types).tolist(), strict=True))
    return round(out[1, 2], 3), round(out[0, 2], 3)


def test_who_stands_beside_a_project_rather_takes_part_in_that_than_in_the_titles():
    bodies = ("initiative", "initiative", "organisation")
    near, far = near_and_far(bodies, 0.2, 0.6)
    assert near == pytest.approx(0.2 + 2 * 0.6 * 0.2 * 0.8, abs=1e-3)
    assert far == pytest.approx(0.6 * 0.8, abs=1e-3)
    assert near_and_far(("initiative", "initiative", "person"), 0.2, 0.6) == (near, far)


def test_nothing_is_moved_where_nothing_is_near_or_no_initiative():
    assert near_and_far(("initiative", "initiative", "organisation"), 0.01, 0.6) == (0.01, 0.6)
    assert near_and_far(("organisation", "organisation", "organisation"), 0.2, 0.6) == (0.2, 0.6)
    apart = NEARBY.replace(" with ", "\n")
    assert near_and_far(("initiative", "initiative", "organisation"), 0.2, 0.6, apart) == (0.2, 0.6)


SECTIONED = (
    "[[Page1x]] of all\n[[Blue2x]]\nLead [[Lund3x]] is\n[[Green4x]]\nLead [[Kiel5x]] is\nOther\nLead [[Riga6x]] is"
)
KINDS_OF = ("text", "heading", "text", "heading", "text", "heading", "text")


def sections(text=SECTIONED, kinds=KINDS_OF):
    page, mentions = page_of(text, kinds)
    types = ["initiative" if int(mention) in (0, 1, 3) else "organisation" for mention in mentions.chain]
    return head_sections(page, mentions, types).tolist()


def test_a_heading_that_is_a_projects_name_is_over_what_stands_below():
    assert sections() == [-1, 1, 1, 3, 3, -1]
    assert sections(kinds=("text",) * 7) == [-1, 1, 1, 3, 3, 3]  # "Other" is no heading then
    assert sections(SECTIONED.replace("[[Green4x]]", "By [[Green4x]]")) == [-1] * 6  # one project heads no list of them


def test_who_stands_under_a_projects_heading_takes_part_in_that():
    page, mentions = page_of(SECTIONED, KINDS_OF)
    types = ["initiative" if chain in (0, 1, 3) else "organisation" for chain in mentions.chain.tolist()]
    pairs = candidate_pairs(page, mentions)
    related = np.full(len(pairs.chains), 0.3, np.float32)
    out = dict(zip(pairs.chains, prefer_near(related, pairs, page, mentions, types).tolist(), strict=True))
    assert out[3, 4] == pytest.approx(0.3 + 2 * 0.3 * 0.3 * 0.7)
    assert out[0, 4] == out[1, 4] == pytest.approx(0.3 * 0.7)
    assert out[0, 5] == out[1, 5] == out[3, 5] == pytest.approx(0.3)


def test_who_is_offered_a_programme_and_a_project_takes_part_in_the_project():
    page, mentions = page_of(NEARBY)
    pairs = candidate_pairs(page, mentions)
    given = {(1, 2): 0.2, (0, 2): 0.6, (0, 1): 0.5}
    related = np.array([given[chains] for chains in pairs.chains], np.float32)
    types = ("initiative", "initiative", "organisation")
    out = dict(zip(pairs.chains, prefer_projects(related, pairs, types, frozenset({0})).tolist(), strict=True))
    assert out == {(0, 1): 0.5, (0, 2): pytest.approx(0.48), (1, 2): pytest.approx(0.2 + 2 * 0.6 * 0.2 * 0.8)}


def test_a_programme_funds_another_initiative_or_holds_it():
    projects, first = ("initiative", "initiative"), frozenset({0})
    assert links(projects, participates_in=5, part_of_back=2, programmes=first)[0][:3] == (1, 0, "part_of")
    assert links(projects, participates_in=5, funds=2, funds_back=3, programmes=first)[0][:3] == (0, 1, "funds")
    assert links(projects, participates_in=5, part_of_back=2)[0][2] == "participates_in"
    assert links(("initiative", "organisation"), participates_in_back=5, programmes=first)[0][2] == "participates_in"


def test_unlikely_relations_are_none():
    assert links(("organisation", "organisation"), cooperates=-5) == []


def test_a_relation_of_a_doubtful_name_is_doubtful():
    assert links(("organisation", "organisation"), sure=(1.0, 0.1), cooperates=5) == []
    assert links(("organisation", "organisation"), sure=(1.0, 0.9), cooperates=5)


@pytest.mark.parametrize("kind", RELATION_TYPES)
def test_every_relation_has_possible_ends(kind):
    assert all(set(types) <= set(NODE_TYPES) and types for types in ENDS[kind])


def test_a_pair_of_chains_keeps_its_nearest_mentions():
    text = " x ".join("[[A1x]] [[B2x]]" for _ in range(6))
    page, mentions = page_of(text, chains=[0, 1] * 6)
    pairs = candidate_pairs(page, mentions)
    assert pairs.chains == ((0, 1),)
    assert len(pairs.first) == NEAREST
    assert all(mentions.start[b] - mentions.end[a] == 0 for a, b in zip(pairs.first, pairs.second, strict=True))


def test_names_far_apart_are_a_pair_only_with_the_title():
    far = " x" * (REACH + 1)
    page, mentions = page_of(f"[[T1x]]\n[[A1x]]{far}\n[[B2x]]")
    assert set(candidate_pairs(page, mentions).chains) == {(0, 1), (0, 2)}


def test_pairs_of_thousands_of_names_stay_within_reach():
    count = 3000
    mentions = Mentions(
        np.arange(count) * 50 + 1, np.arange(count) * 50 + 2, np.arange(count), np.zeros(count, np.int64)
    )
    forms = ["\x01p", *(["x"] * 50 * count)]
    page = build_page(forms, np.zeros((len(forms), 36), np.bool_))
    pairs = candidate_pairs(page, mentions)
    assert len(pairs.first) <= count * (REACH // 49 + 1) + 50 * count
    assert (mentions.start[pairs.second] >= mentions.end[pairs.first]).all()


def test_features_do_not_depend_on_how_many_pairs_are_described_at_once():
    page, mentions = page_of("Partners\n[[A1x]], [[B2x]] and [[C3x]]\n[[D4x]]", kinds=("heading", "text", "item"))
    pairs = candidate_pairs(page, mentions)
    together = pair_features(page, mentions, pairs)
    layout = Layout(page, mentions)
    single = [layout.features(pairs.first[i : i + 1], pairs.second[i : i + 1])[0] for i in range(len(pairs.first))]
    assert np.array_equal(together, np.stack(single))
    assert together.dtype == np.float32


def test_items_bear_the_labels_of_the_line_above_their_list():
    marked = read_marked("Partners\n[[A1x]]\n[[B2x]]\nEnd of it.\n[[C3x]]", "en",
                         kinds=("heading", "item", "item", "text", "item"))  # fmt: skip
    page = build_page(marked.forms, marked.bits)
    own = marked.bits[1]
    assert own.any()
    leads = [page.lead[page.paragraph[name.first]] for name in marked.names]
    assert np.array_equal(leads[0], own)
    assert np.array_equal(leads[1], own)
    assert not np.array_equal(leads[2], own)


def test_the_evidence_is_the_sentences_of_both_names():
    text = "A one. B two! C three?\nD four."
    sentences = Sentences(text, plain_paragraphs(text), "en")

    def quote(one, other):
        start, end = sentences.around(text.index(one), text.index(other) + 1)
        return text[start:end]

    assert quote("A", "A") == "A one."
    assert quote("A", "B") == "A one. B two!"
    assert quote("C", "D") == "C three?\nD four."


def test_evidence_too_long_is_the_later_sentence():
    text = "A one. " + "x " * LONGEST + "end. B two."
    sentences = Sentences(text, plain_paragraphs(text), "en")
    start, end = sentences.around(0, len(text))
    assert text[start:end] == "B two."


def test_of_an_endless_sentence_the_words_around_both_names_are_the_evidence():
    text = ", ".join(f"Name{i}" for i in range(2000))
    sentences = Sentences(text, plain_paragraphs(text), "en")
    for one, other in (("Name500", "Name505"), ("Name5,", "Name1500"), ("Name0", "Name1"), ("Name1998", "Name1999")):
        start, end = sentences.around(text.index(one), text.index(other) + len(other))
        assert end - start <= LONGEST
        assert other in text[start:end]
        assert text[start:end].startswith("Name")
    start, end = sentences.around(text.index("Name500"), text.index("Name505") + 7)
    assert "Name500," in text[start:end]
