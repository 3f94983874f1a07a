"""Resolution of perfect extractions of annotated documents: what it does when the names are right."""

from pathlib import Path

from netgraph.resolve import resolve

from .gold import b_cubed, read_gold


def test_sample_comes_out_as_annotated(shared: Path) -> None:
    documents, extractions, entity = read_gold(shared / "corpus" / "sample")
    result = resolve(documents, extractions)
    precision, recall = b_cubed(result.members, entity)
    assert precision >= 0.995
    assert recall >= 0.97


def test_what_careful_readers_kept_apart_in_one_document_stays_apart(shared: Path) -> None:
    documents, extractions, _ = read_gold(shared / "corpus" / "train")
    members = resolve(documents, extractions).members
    joined = len(members) - len({(document, id_) for (document, _), id_ in members.items()})
    assert joined <= len(members) / 1000
