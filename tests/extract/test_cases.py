"""The shipped extractor on short texts in several languages."""

import tomllib
from pathlib import Path

import pytest

from netgraph.extract.features import plain_paragraphs
from netgraph.extract.trained import TrainedExtractor
from netgraph.model import Document, Paragraph

CASES = tomllib.loads(Path(__file__).with_name("cases.toml").read_text(encoding="utf-8"))["case"]


def document(case):
    lines = plain_paragraphs(case["text"])
    kinds = ["item" if case["text"].startswith("-", p.start) else "text" for p in lines]
    kinds[0] = "heading" if "item" in kinds else "text"
    paragraphs = tuple(Paragraph(p.start, p.end, case["language"], k) for p, k in zip(lines, kinds, strict=True))
    if "\n- " not in case["text"]:
        paragraphs = (Paragraph(0, len(case["text"]), case["language"]),)
    return Document("x.txt", case["text"], language=case["language"], paragraphs=paragraphs)


IDS = [f"{c['language']}: {c['subject']}: {c['text'][:30]}" for c in CASES]


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_names_and_relations_of_a_short_text(case):
    found = TrainedExtractor().extract(document(case))
    names = {f"{chain.name} = {chain.type}" for chain in found.chains}
    assert set(case["found"]) <= names
    assert not {chain.name for chain in found.chains} & set(case.get("absent", ()))
    relations = {f"{found.chains[r.source].name} | {r.type} | {found.chains[r.target].name}" for r in found.relations}
    either = relations | {" | ".join(reversed(r.split(" | "))) for r in relations if "| cooperates |" in r}
    assert set(case.get("relations", ())) <= either
    if case.get("denied"):
        assert not relations


def test_mentions_and_quotes_are_slices_of_the_text():
    for case in CASES:
        text = case["text"]
        found = TrainedExtractor().extract(document(case))
        assert all(text[m.start : m.end] == m.text for chain in found.chains for m in chain.mentions)
        assert all(0 <= r.start < r.end <= len(text) for r in found.relations)
        assert found == TrainedExtractor().extract(document(case))
