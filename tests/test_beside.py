"""Work beside gives what the same work here would give, whatever becomes of the other processes."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import netgraph
from netgraph import beside as module
from netgraph.beside import EACH, MANY, beside, spread
from netgraph.errors import OutputError, SetupError
from netgraph.extract.trained import TrainedExtractor
from netgraph.files import replace_file
from netgraph.model import Chain, Document, Extraction

copies = pytest.mark.skipif(not module._can_copy(), reason="no second process here")


@pytest.mark.parametrize("relations", [0, MANY])
def test_the_result_comes_back(relations):
    with beside(lambda: [1, "two"], relations=relations) as result:
        assert result() == [1, "two"]


@copies
def test_a_second_process_does_what_pays():
    with beside(os.getpid, relations=MANY) as result:
        assert result() != os.getpid()
    with beside(os.getpid, relations=0) as result:
        assert result() == os.getpid()


@pytest.mark.parametrize("relations", [0, MANY])
def test_an_error_comes_back_as_it_was(relations):
    def fail():
        raise OutputError("map.html: cannot be written (no space)")

    with beside(fail, relations=relations) as result, pytest.raises(OutputError, match=r"^map.html: cannot be written"):
        result()


def test_without_a_second_process_the_work_is_done_here(monkeypatch):
    monkeypatch.setattr(module, "_can_copy", lambda: False)
    with beside(os.getpid, relations=MANY) as result:
        assert result() == os.getpid()


def test_where_no_process_can_be_made_the_work_is_done_here(monkeypatch):
    def refuse():
        raise BlockingIOError("no process left")

    monkeypatch.setattr(os, "fork", refuse, raising=False)
    with beside(os.getpid, relations=MANY) as result:
        assert result() == os.getpid()


@copies
def test_the_work_of_a_second_process_that_dies_is_done_here():
    here = os.getpid()

    def die_elsewhere():
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return "done"

    with beside(die_elsewhere, relations=MANY) as result:
        assert result() == "done"


@copies
def test_an_error_in_the_block_ends_the_second_process_and_leaves_no_file(tmp_path, capfd):
    def write_slowly():
        with replace_file(tmp_path / "map.html"):
            time.sleep(60)

    def interrupt():
        with beside(write_slowly, relations=MANY):
            while not list(tmp_path.iterdir()):
                time.sleep(0.01)
            raise KeyboardInterrupt

    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        interrupt()
    assert time.monotonic() - started < 30
    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr() == ("", "")


SOME = list(range(3 * EACH))


@pytest.mark.parametrize("may_be_copied", [True, False])
def test_an_extractor_is_asked_in_copies_only_where_it_says_that_it_may_be(may_be_copied):
    class Here:
        version = "1"

        def extract(self, document):
            return Extraction(document.id, (Chain(str(os.getpid()), "organisation", (), ()),), ())

    extractor = Here()
    if may_be_copied:
        extractor.may_be_copied = True
    documents = [Document(f"{number}.txt", "text") for number in SOME]
    done = netgraph.pipeline.extract_all(documents, extractor, lambda *told: None)[1]
    elsewhere = {one.chains[0].name for one in done} - {str(os.getpid())}
    assert bool(elsewhere) == (may_be_copied and module._can_copy())


def test_the_shipped_extractor_may_be_copied_and_one_with_another_finder_not():
    assert TrainedExtractor().may_be_copied
    assert not TrainedExtractor(find=lambda *given: [], version="none").may_be_copied


@pytest.mark.parametrize("count", [0, 1, 2, EACH, len(SOME)])
def test_results_come_in_the_order_of_the_items(count):
    assert list(spread(lambda item: item * item, SOME[:count])) == [item * item for item in SOME[:count]]


@copies
def test_many_items_are_shared_by_processes():
    here, *others = spread(lambda item: os.getpid(), SOME)
    assert here == os.getpid()
    assert len(set(others)) == 2
    assert here not in others


def test_few_items_and_those_without_another_process_are_done_here(monkeypatch):
    assert set(spread(lambda item: os.getpid(), SOME[:EACH])) == {os.getpid()}
    monkeypatch.setattr(module, "_can_copy", lambda: False)
    assert set(spread(lambda item: os.getpid(), SOME)) == {os.getpid()}


def test_an_error_comes_in_its_turn():
    def work(item):
        if item == 2 * EACH:
            raise SetupError("no model")
        return item

    results = spread(work, SOME)
    assert [next(results) for _ in range(2 * EACH)] == SOME[: 2 * EACH]
    with pytest.raises(SetupError, match="no model"):
        next(results)


@copies
def test_what_a_process_that_dies_left_is_done_here():
    here = os.getpid()

    def work(item):
        if item == EACH and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return item

    assert list(spread(work, SOME)) == SOME


@copies
def test_no_process_goes_on_when_the_results_are_not_wanted_any_more():
    def work(item):
        time.sleep(60 if item > 2 else 0)
        return item

    results = spread(work, SOME)
    assert [next(results), next(results)] == [0, 1]
    started = time.monotonic()
    results.close()
    assert time.monotonic() - started < 30
    assert multiprocessing.active_children() == []


@copies
def test_no_process_outlives_one_that_is_killed():
    program = """
import os, sys, time
from netgraph.beside import spread
def work(item):
    time.sleep(0.01)
    return os.getpid(), b"x" * 100_000
for pid, _ in spread(work, range(10_000)):
    print(pid, flush=True)
"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as started:
        pids = {int(started.stdout.readline()) for _ in range(3)}
        started.kill()
    assert len(pids) == 3
    until = time.monotonic() + 30
    while any(map(runs, pids)):
        assert time.monotonic() < until
        time.sleep(0.05)


def runs(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def files_of(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_second_process_changes_no_byte_of_the_results(tmp_path, monkeypatch):
    sample = Path(__file__).parent.parent / "data" / "sample"
    monkeypatch.setattr(module, "_can_copy", lambda: False)
    netgraph.build(sample, output=tmp_path / "one")
    monkeypatch.undo()
    monkeypatch.setattr(module, "MANY", 0)
    netgraph.build(sample, output=tmp_path / "two")
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


@pytest.mark.parametrize("name", ["network.json", "map.html", "report.html"])
def test_a_file_that_cannot_be_written_is_named_whichever_process_writes_it(name, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MANY", 0)
    (tmp_path / "out" / name).mkdir(parents=True)
    document = netgraph.model.Document("a.txt", "Baltic Forum cooperates with Nord Verein in Gdynia.")
    with pytest.raises(OutputError, match=rf"{name}: is a folder"):
        netgraph.build(document, output=tmp_path / "out")
