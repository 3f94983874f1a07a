"""Fixtures that several parts share."""

from pathlib import Path

import pytest

from netgraph.model import Document, Edge, Entity, EntityMention, Evidence
from netgraph.network import Network


@pytest.fixture(scope="session")
def shared():
    """The folder of shared corpora beside the checkout; tests that need it are skipped where it is absent."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip(f"needs the shared corpora at {folder}")
    return folder


@pytest.fixture
def folder(tmp_path, request):
    """A folder of the documents that a test module has as ``TEXTS``: names of files and what they say."""
    source = tmp_path / "source"
    source.mkdir()
    for name, text in request.module.TEXTS.items():
        (source / name).write_text(text, encoding="utf-8")
    return source


def evidence(document, start=0, **more):
    return Evidence(document, start, start + 5, "Klast", **more)


def mention(document):
    return EntityMention(document, 0, 10, "Klaster IT")


@pytest.fixture
def network():
    """A small network of four documents, made by hand."""
    documents = [
        Document("a.txt", "Klaster IT i SIBB.", title="A & B", language="pl", date="2019-05"),
        Document("b.txt", "Digitri", language="sv", date="2021"),
        Document("ł/c.txt", "=1+1", date=None),
        Document("d.bin", "", status="skipped", reason="empty: nothing in it"),
    ]
    entities = [
        Entity("klaster-it", "Klaster IT", "organisation", ("Klaster IT", "Klastra IT"),
               (mention("a.txt"), mention("b.txt")), "PL", "named in PL", "Szczecin", 53.4, 14.5, 0.9, ("inflection",),
               "PL424"),
        Entity("sibb", "=SIBB", "organisation", ("=SIBB",), (mention("a.txt"),), "DE"),
        Entity("digitri", "Digitri", "initiative", (), (mention("b.txt"),), "SE", confidence=0.5),
        Entity("anna", "Anna Ö", "person", ("Anna Ö",), (mention("ł/c.txt"),)),
    ]  # fmt: skip
    edges = [
        Edge("klaster-it", "sibb", "cooperates",
             (evidence("a.txt", date="2019-05", confidence=0.6), evidence("b.txt", date="2021", modality="planned")),
             0.8),
        Edge("sibb", "klaster-it", "funds", (evidence("a.txt", 7, date="2019-05"),)),
        Edge("klaster-it", "digitri", "organises", (evidence("b.txt", date="2021", modality="ended"),), 0.4, "ended"),
        Edge("anna", "klaster-it", "affiliated_with", (evidence("ł/c.txt"),)),
    ]  # fmt: skip
    return Network(documents, entities, edges)
