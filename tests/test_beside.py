"""Work beside gives what the same work here would give, whatever becomes of the second process."""

import os
import signal
import time
from pathlib import Path

import pytest

import netgraph
from netgraph import beside as module
from netgraph.beside import MANY, beside
from netgraph.errors import OutputError
from netgraph.files import replace_file

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


def files_of(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_second_process_changes_no_byte_of_the_results(tmp_path, monkeypatch):
    sample = Path(__file__).parent.parent / "data" / "sample"
    netgraph.build(sample, output=tmp_path / "one")
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
