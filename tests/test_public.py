"""The public face: what ``import netgraph`` offers, and that a network stays itself on the way through files."""

import gc
import html
import inspect
import json
import tomllib
from pathlib import Path

import pandas as pd
import pytest
from capitals import CapitalsExtractor

import netgraph
from netgraph import render
from netgraph.errors import InputError, SetupError

ROOT = Path(__file__).parents[1]
TEXTS = {
    "a.txt": "Klaster Szczecin i Verband Berlin.\nRegion Kronoberg, Klaster Szczecin.\n",
    "b.txt": "Region Kronoberg, Verband Berlin.\n",
}


def test_every_public_name_is_there():
    for name in netgraph.__all__:
        assert getattr(netgraph, name) is not None
    assert set(netgraph.__all__) <= set(dir(netgraph))
    with pytest.raises(AttributeError, match="nothing"):
        netgraph.nothing  # noqa: B018


def test_a_folder_becomes_tables_with_evidence(folder):
    net = netgraph.build(folder, extractor=CapitalsExtractor())
    assert {type(table) for table in (net.nodes, net.edges, net.evidence, net.documents)} == {pd.DataFrame}
    assert list(net.nodes["name"]) == ["Klaster Szczecin", "Region Kronoberg", "Verband Berlin"]
    for row in net.evidence.itertuples():
        assert TEXTS[row.document][row.start : row.end] == row.quote
    assert net.edges["cross_border"].tolist() == [True, True, True]


def test_documents_can_be_given_as_values(folder):
    texts = [netgraph.Document(name, text) for name, text in TEXTS.items()]
    from_values = netgraph.build(texts, extractor=CapitalsExtractor())
    from_files = netgraph.build(folder, extractor=CapitalsExtractor())
    assert from_values.relations == from_files.relations


@pytest.mark.parametrize("sources", ["nosuchfolder", ["nosuchfolder", "no*match"], "", []])
def test_a_source_that_is_not_there_is_no_empty_network(sources):
    with pytest.raises(InputError, match="nothing to read: "):
        netgraph.build(sources, extractor=CapitalsExtractor())


def test_a_source_that_is_not_there_costs_the_others_nothing(folder):
    net = netgraph.build([folder, "nosuchfile.txt"], extractor=CapitalsExtractor())
    assert [(one.id, one.status) for one in net.records] == [
        ("a.txt", "ok"), ("b.txt", "ok"), ("nosuchfile.txt", "failed"),
    ]  # fmt: skip


def test_documents_that_cannot_be_used_are_a_network_that_says_why(tmp_path):
    (tmp_path / "empty.txt").write_text("")
    net = netgraph.build(tmp_path, extractor=CapitalsExtractor())
    assert (len(net), net.documents["status"].tolist()) == (0, ["skipped"])


def test_json_keeps_all_of_a_network(folder, tmp_path):
    net = netgraph.build(folder, extractor=CapitalsExtractor())
    net.to_json(tmp_path / "network.json")
    assert netgraph.read_json(tmp_path / "network.json") == net


def test_garbage_is_collected_after_a_run_as_before(folder, tmp_path, monkeypatch):
    seen = []

    class Watching(CapitalsExtractor):
        def extract(self, document):
            seen.append(gc.isenabled())
            return super().extract(document)

    assert gc.isenabled()
    netgraph.build(folder, extractor=Watching(), output=tmp_path / "out")
    assert seen == [False, False]
    assert gc.isenabled()
    monkeypatch.setattr("netgraph.pipeline.resolve", lambda *arguments: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        netgraph.build(folder, extractor=CapitalsExtractor())
    assert gc.isenabled()


def test_an_extractor_that_lies_fails_its_document_alone(folder):
    class Liar(CapitalsExtractor):
        def extract(self, document):
            found = super().extract(document)
            if document.id == "a.txt":
                relation = netgraph.Relation(0, 99, "funds", 0, 5)
                return netgraph.Extraction(document.id, found.chains, (relation,))
            return found

    net = netgraph.build(folder, extractor=Liar())
    assert [one.status for one in net.records] == ["failed", "ok"]
    assert "no chain" in net.records[0].reason
    assert {one.document for edge in net.relations for one in edge.evidence} == {"b.txt"}


def test_decisions_beside_the_documents_are_followed_unless_others_are_given(folder, tmp_path):
    rows = "action;subject;value\r\nrename;Klaster Szczecin;Klaster S\r\n"
    (folder / "decisions.csv").write_bytes(b"\xef\xbb\xbf" + rows.encode())

    def names(sources, **given):
        net = netgraph.build(sources, extractor=CapitalsExtractor(), **given)
        return set(net.nodes["name"]), [one.id for one in net.records]

    assert names(folder) == ({"Klaster S", "Region Kronoberg", "Verband Berlin"}, ["a.txt", "b.txt"])
    assert "Klaster S" in names([folder / "a.txt"])[0]
    assert "Klaster S" not in names(folder, decisions=())[0]
    assert "decisions.csv" in names(folder, decisions=())[1]
    other = tmp_path / "other"
    other.mkdir()
    (other / "decisions.csv").write_text("action,subject,value\n")
    with pytest.raises(SetupError, match="several decisions"):
        netgraph.build([folder, other], extractor=CapitalsExtractor())


def test_the_cache_changes_nothing_but_the_work(folder, tmp_path):
    settings = netgraph.Settings(store=netgraph.StoreSettings(str(tmp_path / "cache.sqlite")))
    plain, first, second = (CapitalsExtractor() for _ in range(3))
    netgraph.build(folder, output=tmp_path / "plain", extractor=plain)
    netgraph.build(folder, output=tmp_path / "first", settings=settings, extractor=first)
    (folder / "b.txt").write_text(TEXTS["b.txt"] + "Nowy Klaster, Verband Berlin.\n", encoding="utf-8")
    netgraph.build(folder, output=tmp_path / "second", settings=settings, extractor=second)
    assert plain.calls == first.calls == ["a.txt", "b.txt"]
    assert second.calls == ["b.txt"]
    for name in sorted(one.name for one in (tmp_path / "plain").iterdir()):
        assert (tmp_path / "plain" / name).read_bytes() == (tmp_path / "first" / name).read_bytes(), name


def test_the_cache_forgets_when_the_extractor_changes(folder, tmp_path):
    settings = netgraph.Settings(store=netgraph.StoreSettings(str(tmp_path / "cache.sqlite")))
    netgraph.build(folder, settings=settings, extractor=CapitalsExtractor())
    newer = CapitalsExtractor()
    newer.version = "capitals-2"
    netgraph.build(folder, settings=settings, extractor=newer)
    assert newer.calls == ["a.txt", "b.txt"]


def test_the_run_record_says_what_was_done(folder, tmp_path):
    (folder / "empty.txt").write_text("")
    decisions = tmp_path / "decisions.csv"
    decisions.write_text("action,subject,value\nrename,Klaster Szczecin,Klaster S\nset-country,Nobody,PL\n")
    output = tmp_path / "output"
    net = netgraph.build(folder, output=output, extractor=CapitalsExtractor(), decisions=decisions)
    record = json.loads((output / "run.json").read_text(encoding="utf-8"))
    assert record["versions"] == {"netgraph": netgraph.__version__, "extractor": "capitals-1"}
    assert record["counts"] == net.summary()
    assert record["decisions"]["rows"] == 2
    assert [(one["line"], one["kind"]) for one in record["decisions"]["problems"]] == [(3, "stale")]
    assert [(one["id"], one["status"]) for one in record["documents"]] == [
        ("a.txt", "ok"), ("b.txt", "ok"), ("empty.txt", "skipped"),
    ]  # fmt: skip
    assert "Klaster S" in set(net.nodes["name"])


def test_a_wrong_decisions_file_stops_before_any_document_is_read(folder, tmp_path):
    (tmp_path / "decisions.csv").write_text("action,subject\nmarry,A\n")
    extractor = CapitalsExtractor()
    with pytest.raises(netgraph.NetgraphError, match="line 2: unknown action 'marry'"):
        netgraph.build(folder, extractor=extractor, decisions=tmp_path / "decisions.csv")
    assert extractor.calls == []


def test_a_network_shows_itself_in_a_notebook(folder):
    net = netgraph.build(folder, extractor=CapitalsExtractor())
    assert "3 nodes" in repr(net)
    assert "<table>" in net._repr_html_()
    frame = net.show(height=400)._repr_html_()
    assert frame.startswith("<iframe ")
    assert "srcdoc=" in frame
    assert "height: 400px" in frame
    assert "<script" not in frame, "the page is a value of the attribute, not a part of the notebook"


@pytest.mark.parametrize(
    ("method", "function"), [("map", render.render_map), ("report", render.render_report), ("show", render.map_html)]
)
def test_a_notebook_tells_the_options_of_map_and_report(method, function):
    options = dict(inspect.signature(getattr(netgraph.Network, method)).parameters)
    del options["self"]
    expected = dict(inspect.signature(function).parameters)
    del expected["network"]
    assert {name: one.default for name, one in options.items() if name != "height"} == {
        name: one.default for name, one in expected.items()
    }
    help_text = inspect.getdoc(getattr(netgraph.Network, method))
    assert all(f"{name}: " in help_text for name in options)


def test_a_comparison_shows_itself_in_a_notebook(folder):
    before = netgraph.build(folder, extractor=CapitalsExtractor())
    (folder / "c.txt").write_text("Klub Lund, Verband Berlin.")
    after = netgraph.build(folder, extractor=CapitalsExtractor())
    found = netgraph.compare(before, after, resamples=5)
    assert repr(found) == "<Comparison: 4 nodes (1 new, 0 gone), 4 ties (1 new, 0 gone)>"
    card = found._repr_html_()
    assert all(f"<li>{html.escape(sentence)}</li>" in card for sentence in found.words)
    assert "1 new" in card


def test_robustness_and_gaps_show_themselves_in_a_notebook(folder):
    net = netgraph.build(folder, extractor=CapitalsExtractor())
    robust, gaps = net.robustness(resamples=3), net.gaps()
    assert repr(robust) == f"<Robustness: ranks by {len(robust.words)} measures over 3 resamples of documents>"
    assert html.escape(robust.words[0]) in robust._repr_html_()
    assert repr(gaps).startswith(f"<Gaps: {len(gaps.ties)} likely missing ties; ")
    assert all(html.escape(reason) in gaps._repr_html_() for reason in gaps.ties["reason"].head(5))


def test_a_number_that_gives_no_table_is_refused(folder):
    net = netgraph.build(folder, extractor=CapitalsExtractor())
    with pytest.raises(SetupError, match="resamples: 0, expected 1 or more"):
        net.robustness(resamples=0)
    with pytest.raises(SetupError, match="most: -1, expected 0 or more"):
        net.gaps(most=-1)


def test_every_file_of_the_package_is_installed_with_it():
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["package-data"]
    package = ROOT / "netgraph"
    installed = {path for pattern in listed["netgraph"] for path in package.glob(pattern)}
    files = {path for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert [str(path) for path in sorted(files - installed) if path.suffix != ".py"] == []
