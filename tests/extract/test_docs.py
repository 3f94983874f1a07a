"""The examples in docs/extractors.md work as they stand."""

import re
from pathlib import Path

from netgraph.extract.features import document_tokens, plain_paragraphs
from netgraph.model import Document
from netgraph.settings import read_settings

PAGE = (Path(__file__).parents[2] / "docs" / "extractors.md").read_text(encoding="utf-8")


def examples(language):
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_the_settings_are_known(tmp_path):
    for number, example in enumerate(examples("toml")):
        path = tmp_path / f"{number}.toml"
        path.write_text(example, encoding="utf-8")
        assert read_settings(path).extract.extractor.startswith(("spacy:", "openai:"))
    assert number == 1


def test_an_extractor_of_ones_own_builds_a_network(tmp_path, monkeypatch):
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.txt").write_text("The Klaster IT meets the SIBB in May.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    space = {}
    exec("\n".join(examples("python")[:2]), space)
    assert sorted(space["network"].nodes["name"]) == ["Klaster IT", "SIBB"]
    assert [one.status for one in space["network"].records] == ["ok"]


def test_names_of_ones_own_go_into_the_shipped_extractor():
    space = {}
    exec(examples("python")[2], space)
    document = Document("a.txt", "The Klaster IT meets.")
    paragraphs = plain_paragraphs(document.text)
    [name] = space["find"](document, document_tokens(document), paragraphs, None)
    assert (name.start, name.end, name.type) == (4, 14, "organisation")
    assert space["extractor"].version.endswith("klaster-1")
