"""What netgraph wrote is no document for it, wherever it lies and whatever it is called."""

import json

import pytest
from capitals import CapitalsExtractor

import netgraph
from netgraph.export.csv_ import TABLES
from netgraph.read import read_sources

TEXTS = {
    "a.txt": "Klaster Szczecin, Verband Berlin, Region Kronoberg.\n",
    "b.txt": "Region Kronoberg, Verband Berlin.\nNowy Klaster, Region Kronoberg.\n",
}


def build(source, output):
    settings = netgraph.Settings(store=netgraph.StoreSettings(str(output / "cache.sqlite")))
    net = netgraph.build(source, output=output, settings=settings, extractor=CapitalsExtractor())
    net.to(output / "all", "csv")
    return net


@pytest.fixture
def results(folder):
    output = folder / "output"
    build(folder, output)
    return output


def test_results_among_the_documents_change_nothing_the_next_time(folder, results):
    first = netgraph.read_json(results / "network.json")
    again = build(folder, results)
    third = build(folder, results)
    assert (again.entities, again.relations) == (first.entities, first.relations) == (third.entities, third.relations)
    reasons = {one.id: one.reason for one in again.records if one.id not in TEXTS}
    assert {one.status for one in again.records if one.id not in TEXTS} == {"skipped"}
    assert reasons["output/map.html"] == reasons["output/report.html"] == "own: a page that netgraph wrote, no document"
    assert reasons["output/network.json"] == "own: a network that netgraph wrote, no document"
    assert reasons["output/run.json"] == "own: a run record that netgraph wrote, no document"
    assert reasons["output/nodes.csv"] == "own: a table that netgraph wrote, no document"


WHAT = {"map.html": "page", "report.html": "page", "network.json": "network", "run.json": "run record",
        "cache.sqlite": "cache"}  # fmt: skip
TABLE_FILES = ["nodes.csv", "edges.csv", "evidence.csv", *(f"all/{name}.csv" for name in TABLES)]


@pytest.mark.parametrize("name", [*WHAT, *TABLE_FILES])
def test_each_file_is_known_under_its_own_and_any_other_name(name, results, tmp_path):
    content = (results / name).read_bytes()
    (tmp_path / "renamed.txt").write_bytes(content)
    (tmp_path / "renamed").write_bytes(content)
    for path in (results / name, tmp_path / "renamed.txt", tmp_path / "renamed"):
        (found,) = read_sources(path)
        assert (found.status, found.reason.partition(":")[0]) == ("skipped", "own"), path
        assert WHAT.get(name, "table") in found.reason


def test_files_that_other_programs_saved_again_are_known(results, tmp_path):
    page = (results / "map.html").read_text(encoding="utf-8")
    saved = page.replace("<html", "<!-- saved from url=(0016)file:///map.html -->\n<html", 1)
    (tmp_path / "page.html").write_text(saved, encoding="utf-8")
    table = (results / "nodes.csv").read_text(encoding="utf-8-sig").replace(",", ";")
    (tmp_path / "table.txt").write_text(table, encoding="utf-8")
    network = json.loads((results / "network.json").read_bytes())
    (tmp_path / "network.txt").write_text(json.dumps(network, indent=4))
    for name in ("page.html", "table.txt", "network.txt"):
        (found,) = read_sources(tmp_path / name)
        assert found.reason.startswith("own: "), name


def test_texts_of_people_beside_the_results_are_read(results):
    (results / "note.txt").write_text("Klub Lund, Verband Berlin.")
    page = '<html><head><meta name="generator" content="Hugo"></head><p>Here is netgraph in Lund.</p></html>'
    (results / "page.html").write_text(page)
    found = {one.id: one.status for one in read_sources(results)}
    assert (found["note.txt"], found["page.html"]) == ("ok", "ok")
