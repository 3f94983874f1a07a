"""The store keeps extractions without loss and survives kills, damage, foreign files and company."""

import logging
import os
import random
import signal
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.errors import OutputError, SetupError
from netgraph.model import MODALITIES, NODE_TYPES, RELATION_TYPES, Chain, Extraction, Mention, Relation
from netgraph.store import SCHEMA, Key, Store, extraction_from_json, extraction_to_json, find_fault, is_store

KEY = Key("a" * 64, "default-1", "s1")
EXTRACTION = Extraction(
    "pl/d01.txt",
    (
        Chain(
            "Klaster IT",
            "organisation",
            (Mention(0, 10, "Klastra IT", 0.9),),
            ("Klastra IT", "Klaster IT"),
            "PL",
            "its name",
        ),
        Chain("JOBTOWN 2", "initiative", (), ()),
    ),
    (Relation(0, 1, "participates_in", 0, 40, 0.75, "planned", "2021-12"),),
)

unit = st.floats(0, 1)
maybe = st.none() | st.text()
mentions = st.builds(Mention, st.integers(0), st.integers(0), st.text(), unit)
chains = st.builds(
    Chain, st.text(), st.sampled_from(NODE_TYPES), st.lists(mentions).map(tuple), st.lists(st.text()).map(tuple), maybe,
    maybe, maybe, unit,
)  # fmt: skip
relations = st.builds(
    Relation, st.integers(0), st.integers(0), st.sampled_from(RELATION_TYPES), st.integers(0), st.integers(0), unit,
    st.sampled_from(MODALITIES), maybe,
)  # fmt: skip
extractions = st.builds(Extraction, st.text(), st.lists(chains).map(tuple), st.lists(relations).map(tuple))


@given(extractions)
def test_an_extraction_survives_json_unchanged(extraction: Extraction) -> None:
    assert extraction_from_json(extraction_to_json(extraction)) == extraction


def test_what_was_put_is_found_again_by_another_run(tmp_path: Path) -> None:
    with Store(tmp_path / "cache.sqlite") as store:
        assert store.get(KEY) is None
        store.put(KEY, EXTRACTION)
    with Store(tmp_path / "cache.sqlite") as store:
        assert store.get(KEY) == EXTRACTION


@pytest.mark.parametrize(
    "other", [Key("b", "default-1", "s1"), Key("a" * 64, "default-2", "s1"), Key("a" * 64, "default-1", "s2")]
)
def test_another_content_extractor_or_setting_is_another_entry(tmp_path: Path, other: Key) -> None:
    with Store(tmp_path / "cache.sqlite") as store:
        store.put(KEY, EXTRACTION)
        assert store.get(other) is None


def test_prune_keeps_what_it_is_told_and_nothing_else(tmp_path: Path) -> None:
    other = Key("b", "default-1", "s1")
    with Store(tmp_path / "cache.sqlite") as store:
        store.put_many([(KEY, EXTRACTION), (other, EXTRACTION)])
        assert store.prune([KEY]) == 1
        assert store.get(KEY) == EXTRACTION
        assert store.get(other) is None


def test_info_counts_and_clear_empties(tmp_path: Path) -> None:
    with Store(tmp_path / "deep" / "cache.sqlite") as store:
        store.put_many([(Key(str(n), "default-1", "s"), EXTRACTION) for n in range(50)])
        info = store.info()
        assert (info.entries, info.extractors, info.path) == (50, ("default-1",), tmp_path / "deep" / "cache.sqlite")
        assert info.size > 0
        assert store.clear() == 50
        assert store.info().entries == 0


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    with Store(tmp_path / "cache.sqlite") as store:
        store.put(KEY, EXTRACTION)
        modes = {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    assert modes == {0o600}


def _text(path: Path) -> None:
    path.write_text("name;country\nKlaster IT;PL\n" * 200)


def _cut(path: Path) -> None:
    with Store(path) as store:
        store.put_many([(Key(str(n), "x", "y"), EXTRACTION) for n in range(200)])
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 + 100])


def _scribbled(path: Path) -> None:
    with Store(path) as store:
        store.put_many([(Key(str(n), "x", "y"), EXTRACTION) for n in range(200)])
    data = bytearray(path.read_bytes())
    data[4096:8192] = bytes(4096)
    path.write_bytes(bytes(data))


def _foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE places (name TEXT)")
    connection.execute("INSERT INTO places VALUES ('Szczecin')")
    connection.commit()
    connection.close()


def _foreign_with_an_id(path: Path) -> None:
    _foreign(path)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA application_id = 12345")
    connection.close()


def _nearly(path: Path) -> None:
    with Store(path) as store:
        store.put(KEY, EXTRACTION)
    path.write_bytes(b"X" + path.read_bytes()[1:])


def _older(path: Path) -> None:
    with Store(path) as store:
        store.put(KEY, EXTRACTION)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    connection.close()


@pytest.mark.parametrize("spoil", [_text, _nearly, _foreign, _foreign_with_an_id])
def test_a_file_that_is_no_store_is_left_as_it_is(tmp_path: Path, spoil) -> None:
    path = tmp_path / "cache.sqlite"
    spoil(path)
    before = path.read_bytes()
    assert not is_store(path)
    with pytest.raises(SetupError, match=r"cache\.sqlite: not a cache of netgraph"):
        Store(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("spoil", "words"), [(_cut, "damaged"), (_scribbled, "damaged"), (_older, "of version")])
def test_the_fault_of_a_store_is_found_without_touching_it(tmp_path: Path, spoil, words: str) -> None:
    path = tmp_path / "cache.sqlite"
    spoil(path)
    before = path.read_bytes()
    assert is_store(path)
    assert words in (find_fault(path) or "")
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_sound_store_has_no_fault_and_a_missing_or_empty_file_is_none(tmp_path: Path) -> None:
    with Store(tmp_path / "cache.sqlite") as store:
        store.put(KEY, EXTRACTION)
    assert is_store(tmp_path / "cache.sqlite")
    assert find_fault(tmp_path / "cache.sqlite") is None
    (tmp_path / "empty").touch()
    assert not is_store(tmp_path / "empty")
    assert not is_store(tmp_path / "missing")


@pytest.mark.parametrize("spoil", [_cut, _scribbled, _older])
def test_a_damaged_or_older_store_is_set_aside_with_a_notice(tmp_path: Path, spoil, caplog) -> None:
    path = tmp_path / "cache.sqlite"
    spoil(path)
    before = path.read_bytes()
    with caplog.at_level(logging.WARNING), Store(path) as store:
        assert store.get(KEY) is None
        store.put(KEY, EXTRACTION)
        assert store.get(KEY) == EXTRACTION
    assert (tmp_path / "cache.sqlite.aside-1").read_bytes() == before
    assert "cache.sqlite.aside-1" in caplog.text


def test_an_empty_file_becomes_a_store_without_notice(tmp_path: Path, caplog) -> None:
    (tmp_path / "cache.sqlite").touch()
    with Store(tmp_path / "cache.sqlite") as store:
        store.put(KEY, EXTRACTION)
        assert store.get(KEY) == EXTRACTION
    assert caplog.text == ""


def test_damage_while_it_is_open_costs_the_cache_and_not_the_run(tmp_path: Path, caplog) -> None:
    path = tmp_path / "cache.sqlite"
    with Store(path) as store:
        store.put_many([(Key(str(n), "x", "y"), EXTRACTION) for n in range(500)])
        store.close()
        store = Store(path)
        path.write_bytes(b"\0" * path.stat().st_size)
        assert store.get(KEY) is None
        store.put(KEY, EXTRACTION)
        assert store.get(KEY) == EXTRACTION
        store.close()


def test_a_changed_payload_is_not_believed(tmp_path: Path, caplog) -> None:
    path = tmp_path / "cache.sqlite"
    with Store(path) as store:
        store.put(KEY, EXTRACTION)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE extraction SET payload = replace(payload, 'Klaster', 'Cluster')")
    connection.commit()
    connection.close()
    with Store(path) as store:
        assert store.get(KEY) is None
        assert store.info().entries == 0
    assert "damaged entry" in caplog.text


def test_a_place_that_cannot_be_written_is_an_output_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be opened"):
        Store(tmp_path)


WRITER = """
import sys
from netgraph.model import Chain, Extraction
from netgraph.store import Key, Store
name, count = sys.argv[2], int(sys.argv[3])
print("up", flush=True)
with Store(sys.argv[1]) as store:
    for n in range(count):
        chain = Chain(f"{name} {n} " + "x" * 5000, "organisation", (), ())
        store.put(Key(f"{name}-{n}", "x", "y"), Extraction(f"{name}-{n}", (chain,), ()))
        print(n, flush=True)
"""


def _writer(path: Path, name: str, count: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", WRITER, str(path), name, str(count)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1]
    )


@pytest.mark.skipif(os.name == "nt", reason="kill -9")
def test_a_kill_at_any_moment_loses_nothing_that_was_put(tmp_path: Path, caplog) -> None:
    moments = random.Random(4)
    path = tmp_path / "cache.sqlite"
    acknowledged: set[str] = set()
    for round_ in range(20):
        writer = _writer(path, f"r{round_}", 100_000)
        assert writer.stdout is not None
        seen = [writer.stdout.readline() for _ in range(moments.randint(1, 25))]  # one line: before the file is open
        writer.send_signal(signal.SIGKILL)
        lines = ("".join(seen) + writer.communicate()[0]).split("\n")[:-1]  # the last, unfinished line is none
        acknowledged |= {f"r{round_}-{n}" for n in lines if n.isdigit()}
    assert len(acknowledged) > 20
    with Store(path) as store:
        for content in sorted(acknowledged):
            found = store.get(Key(content, "x", "y"))
            assert found is not None
            assert found.document == content
    assert not list(tmp_path.glob("*.aside-*"))
    assert caplog.text == ""


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    writers = [_writer(path, name, 60) for name in ("a", "b", "c")]
    for writer in writers:
        errors = writer.communicate()[1]
        assert writer.returncode == 0, errors
    with Store(path) as store:
        assert store.info().entries == 180
        assert all(store.get(Key(f"{name}-{n}", "x", "y")) for name in "abc" for n in range(60))
    assert not list(tmp_path.glob("*.aside-*"))
