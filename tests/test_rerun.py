"""A second run with the store: reads what changed, forgets what is gone, and goes on after a kill at any moment."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from capitals import CapitalsExtractor

import netgraph
from netgraph.model import Paragraph
from netgraph.read import reader
from netgraph.settings import ReadSettings
from netgraph.store import Key, Store

TEXTS = {
    f"{number:02d}.{'html' if number % 3 == 0 else 'txt'}": (
        f"<p>{words} i Verband Berlin {number}.</p><p>Nowy Klaster, {words}.</p>"
    )
    for number, words in enumerate(["Klaster Szczecin", "Region Kronoberg", "Verein Rostock"] * 6)
}  # fmt: skip


@pytest.fixture
def settings(tmp_path):
    return netgraph.Settings(store=netgraph.StoreSettings(str(tmp_path / "cache.sqlite")))


@pytest.fixture
def interpreted(monkeypatch):
    """The ids of the files that are interpreted, not only read as bytes."""
    names = []
    real = reader.interpret
    monkeypatch.setattr(reader, "interpret", lambda name, *a, **k: names.append(name) or real(name, *a, **k))
    return names


def build(folder, settings=None):
    extractor = CapitalsExtractor()
    return netgraph.build(folder, settings=settings or netgraph.Settings(), extractor=extractor), extractor.calls


def as_bytes(network, tmp_path):
    network.to_json(tmp_path / "network.json")
    return (tmp_path / "network.json").read_bytes()


def test_a_document_is_interpreted_again_only_when_its_bytes_change(folder, settings, interpreted, tmp_path):
    first, _ = build(folder, settings)
    assert sorted(interpreted) == sorted(TEXTS)
    interpreted.clear()
    (folder / "01.txt").write_text("Nowy Klaster Opole.\n", encoding="utf-8")
    second, calls = build(folder, settings)
    assert interpreted == calls == ["01.txt"]
    plain, _ = build(folder)
    assert as_bytes(second, tmp_path) == as_bytes(plain, tmp_path)
    assert as_bytes(first, tmp_path) != as_bytes(second, tmp_path)


def test_a_file_that_moves_keeps_its_reading_under_its_new_name(folder, settings, interpreted, tmp_path):
    build(folder, settings)
    interpreted.clear()
    (folder / "01.txt").rename(folder / "99.txt")
    moved, _ = build(folder, settings)
    assert interpreted == []
    assert as_bytes(moved, tmp_path) == as_bytes(build(folder)[0], tmp_path)


def test_another_extension_or_limit_is_another_reading(folder, settings, interpreted):
    build(folder, settings)
    interpreted.clear()
    (folder / "01.txt").rename(folder / "01.md")
    build(folder, settings)
    assert interpreted == ["01.md"]
    interpreted.clear()
    build(folder, netgraph.Settings(read=ReadSettings(max_characters=20), store=settings.store))
    assert sorted(interpreted) == sorted(path.name for path in folder.iterdir())


def test_a_removed_document_takes_its_evidence_and_nothing_else(folder, settings, tmp_path):
    before, _ = build(folder, settings)
    (folder / "03.html").unlink()
    after, calls = build(folder, settings)
    assert calls == []
    gone = {"03.html"}
    assert {d.id for d in before.records} - {d.id for d in after.records} == gone
    kept = {
        (e.type, one.document, one.quote) for e in before.relations for one in e.evidence if one.document not in gone
    }
    assert {(e.type, one.document, one.quote) for e in after.relations for one in e.evidence} == kept
    assert as_bytes(after, tmp_path) == as_bytes(build(folder)[0], tmp_path)


def test_a_document_survives_the_store_unchanged(tmp_path):
    document = netgraph.Document(
        "", "Łódź.\nX", "T", "pl", "2021-12", "ab", (Paragraph(0, 5, "pl", "heading"),), "html", "cp1250",
        "partial", "charset: guessed", "https://example.org",
    )  # fmt: skip
    with Store(tmp_path / "c") as store:
        store.put_document(Key("ab", ".html r", "l"), document)
        assert store.get_document(Key("ab", ".html r", "l")) == document
        assert store.get_document(Key("ab", ".txt r", "l")) is None
        assert store.get(Key("ab", ".html r", "l")) is None
        store.clear()
        assert store.get_document(Key("ab", ".html r", "l")) is None


RUN = """
import os, sys
sys.path.insert(0, "tests")
import netgraph
from capitals import CapitalsExtractor
import netgraph.read.interpret, netgraph.resolve  # so that a child has nothing to load
settings = netgraph.Settings(store=netgraph.StoreSettings(sys.argv[2]))
print("up", flush=True)
for line in sys.stdin:  # each line: where to write the network of one more run
    child = os.fork()
    if not child:
        netgraph.build(sys.argv[1], settings=settings, extractor=CapitalsExtractor()).to_json(line.strip())
        os._exit(0)
    print(child, flush=True)
"""


def runner(folder, cache):
    """A process that begins a run for each line that it is given, and says the number of that run's process."""
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, str(folder), str(cache)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        cwd=Path(__file__).parents[1],
    )  # fmt: skip
    assert process.stdout.readline() == "up\n"
    return process


def begin(process, target):
    process.stdin.write(f"{target}\n")
    process.stdin.flush()
    return int(process.stdout.readline())


def wait_for(target):
    for _ in range(600):
        if target.exists():
            return target.read_bytes()
        signal.sigtimedwait((), 0.1)
    raise TimeoutError(target)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="fork and kill -9")
def test_runs_killed_at_any_moment_and_two_at_once_end_with_the_same_bytes(folder, tmp_path):
    expected = as_bytes(build(folder)[0], tmp_path)
    moments = random.Random(20)
    process = runner(folder, tmp_path / "cache.sqlite")
    try:
        for number in range(20):
            child = begin(process, tmp_path / f"killed-{number}.json")
            signal.sigtimedwait((), moments.uniform(0.0, 0.04))
            os.kill(child, signal.SIGKILL)
            unfinished = tmp_path / f"killed-{number}.json"
            assert not unfinished.exists() or unfinished.read_bytes() == expected
        for target in [tmp_path / "one.json", tmp_path / "two.json"]:
            begin(process, target)
        assert wait_for(tmp_path / "one.json") == wait_for(tmp_path / "two.json") == expected
    finally:
        process.stdin.close()
        process.wait()
    assert not list(tmp_path.glob("*.aside-*"))
    with Store(tmp_path / "cache.sqlite") as store:
        assert store.info().entries == len(TEXTS)
