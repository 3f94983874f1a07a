"""Inputs are found, named and ordered alike wherever they lie and however they are given."""

import os
import socket

import pytest

from netgraph.model import Document
from netgraph.read import read_sources
from netgraph.read.sources import find_inputs


@pytest.fixture
def folder(tmp_path):
    for name in ("b.txt", "a.md", "sub/c.html", "sub/deep/d.txt", ".hidden.txt", ".git/e.txt", "data.json"):
        path = tmp_path / "corpus" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"The town of Lund and {name} agreed.", encoding="utf-8")
    return tmp_path / "corpus"


def ids(*sources):
    return [one.id for one in find_inputs(sources)]


def test_a_folder_is_read_with_all_below_it_in_order_without_hidden_files(folder):
    assert ids(folder) == ["a.md", "b.txt", "data.json", "sub/c.html", "sub/deep/d.txt"]


def test_a_file_by_itself_has_its_name(folder):
    assert ids(folder / "sub" / "deep" / "d.txt") == ["d.txt"]


def test_a_glob_gives_ids_below_its_fixed_part(folder):
    assert ids(str(folder / "sub" / "**" / "*.txt")) == ["deep/d.txt"]
    assert ids(str(folder / "*.txt")) == ["b.txt"]


def test_ids_depend_on_neither_order_nor_working_directory(folder, monkeypatch):
    given = [folder / "sub", folder / "b.txt"]
    expected = ids(*given)
    monkeypatch.chdir(folder)
    assert ids("b.txt", "sub") == expected
    assert ids("./sub/../sub", "./b.txt") == expected


def test_a_file_given_twice_is_one_input(folder):
    assert ids(folder, folder / "b.txt", folder / "sub") == ids(folder)


def test_equal_ids_are_told_apart_by_their_folders(tmp_path):
    for name in ("x/one.txt", "y/one.txt", "z/two.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    expected = ["two.txt", "x/one.txt", "y/one.txt"]
    assert ids(tmp_path / "x", tmp_path / "y", tmp_path / "z") == expected
    assert ids(tmp_path / "z", tmp_path / "y", tmp_path / "x") == expected


def test_a_document_keeps_its_id_and_a_file_of_that_name_gets_another(tmp_path):
    (tmp_path / "one.txt").write_text("text")
    found = find_inputs([tmp_path / "one.txt", Document("one.txt", "Lund.")])
    assert [one.id for one in found if one.document] == ["one.txt"]
    assert len({one.id for one in found}) == 2


def test_strange_names_are_shown_readably(tmp_path):
    for name in (b"bad\xff.txt", b"new\nline.txt", "e\u0301.txt".encode(), "é.txt".encode(), b"-rf.txt"):
        with open(os.path.join(os.fsencode(tmp_path), name), "wb") as file:
            file.write(name)
    found = ids(tmp_path)
    assert found == sorted(["-rf.txt", "bad\\xff.txt", "new\\nline.txt", "é.txt", "é.txt~2"])
    assert all(document.status == "ok" for document in read_sources(tmp_path))


def test_links_and_special_files_are_skipped(folder, tmp_path):
    outside = tmp_path / "secret.txt"
    outside.write_text("secret")
    (folder / "loop").symlink_to(folder)
    (folder / "out.txt").symlink_to(outside)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    (folder / "nowhere.txt").symlink_to(folder / "missing.txt")
    os.mkfifo(folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(folder / "socket.txt"))
        found = {one.id: one for one in read_sources(folder)}
    for name in ("loop", "out.txt", "self.txt", "nowhere.txt", "pipe.txt", "socket.txt"):
        assert found[name].status == "skipped", name
        assert found[name].reason.startswith("special: "), name
    assert "secret" not in "".join(one.text for one in found.values())


def test_a_device_and_a_pipe_given_by_name_are_skipped(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    for path in ("/dev/null", tmp_path / "pipe.txt"):
        (document,) = read_sources(path)
        assert document.status == "skipped"
        assert document.reason.startswith("special: ")


@pytest.mark.parametrize("source", ["no/such/folder", "no/such/*.txt"])
def test_a_source_that_is_not_there_is_one_failed_document(source):
    (document,) = read_sources(source)
    assert document.status == "failed"
    assert document.reason.startswith("not_found: ")
