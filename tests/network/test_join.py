from netgraph.join import join_relations, language_at, make_edge
from netgraph.model import Document, Evidence, Extraction, Paragraph, Relation

TEXT = "Klaster IT works with SIBB. SIBB pays."
DOCUMENT = Document(
    "a", TEXT, language="en", date="2020", paragraphs=(Paragraph(0, 27, "pl"), Paragraph(28, 38, "und"))
)


def joined(relations, members):
    return join_relations([DOCUMENT], [Extraction("a", (), tuple(relations))], members)


def test_cooperation_is_stored_with_sorted_ends_and_funding_keeps_its_direction():
    members = {("a", 0): "z", ("a", 1): "b"}
    edges = joined([Relation(0, 1, "cooperates", 0, 5), Relation(0, 1, "funds", 28, 38)], members)
    assert [(edge.source, edge.target, edge.type) for edge in edges] == [("b", "z", "cooperates"), ("z", "b", "funds")]


def test_the_quote_is_the_slice_and_the_language_is_that_of_the_paragraph():
    (edge,) = joined([Relation(0, 1, "funds", 0, 27)], {("a", 0): "x", ("a", 1): "y"})
    assert edge.evidence == (Evidence("a", 0, 27, TEXT[:27], "pl", "2020"),)
    assert language_at(DOCUMENT, 30) == "en"


def test_two_directions_of_a_cooperation_become_one_edge():
    relations = [Relation(0, 1, "cooperates", 0, 5, 0.5), Relation(1, 0, "cooperates", 6, 9, 0.5)]
    (edge,) = joined(relations, {("a", 0): "x", ("a", 1): "y"})
    assert (edge.confidence, len(edge.evidence), edge.weight) == (0.75, 2, 1)


def test_a_rejected_end_or_one_entity_at_both_ends_makes_no_edge():
    assert joined([Relation(0, 1, "funds", 0, 5)], {("a", 0): "x"}) == ()
    assert joined([Relation(0, 1, "funds", 0, 5)], {("a", 0): "x", ("a", 1): "x"}) == ()


def test_confidence_never_reaches_certainty():
    assert make_edge(("x", "y", "funds"), [Evidence("a", 0, 1, "q")]).confidence == 0.99


def test_current_evidence_decides_the_modality_even_when_less_confident():
    planned, current = (
        Evidence("a", 0, 1, "q", modality="planned", confidence=0.9),
        Evidence("b", 0, 1, "q", confidence=0.2),
    )
    assert make_edge(("x", "y", "funds"), [planned, current]).modality == "current"
    assert make_edge(("x", "y", "funds"), [planned]).modality == "planned"
    ended = Evidence("c", 0, 1, "q", modality="ended", confidence=0.95)
    assert make_edge(("x", "y", "funds"), [planned, ended]).modality == "ended"


def test_the_same_place_counts_once_with_its_best_confidence():
    twice = [Evidence("a", 0, 1, "q", confidence=0.3), Evidence("a", 0, 1, "q", confidence=0.6)]
    edge = make_edge(("x", "y", "funds"), twice)
    assert (len(edge.evidence), edge.confidence) == (1, 0.6)
    assert make_edge(("x", "y", "funds"), reversed(twice)) == edge
