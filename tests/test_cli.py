"""The command line: exit codes, what goes to which stream, and that each command does its one thing."""

import contextlib
import csv
import json
import os
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from capitals import CapitalsExtractor
from click.testing import CliRunner

import netgraph
from netgraph.cli import main
from netgraph.cli.show import as_text

HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def simple_extractor(monkeypatch):
    def load(name, *more):
        if name != "default":
            raise netgraph.errors.SetupError(f"unknown extractor {name!r}")
        return CapitalsExtractor()

    monkeypatch.setattr("netgraph.extract.load_extractor", load)


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "a.txt").write_text("Klaster Szczecin, Verband Berlin, Region Kronoberg.\n", encoding="utf-8")
    (folder / "b.txt").write_text("Region Kronoberg, Verband Berlin.\nNowy Klaster, Region Kronoberg.\n")
    return folder


@pytest.fixture
def built(source, tmp_path):
    assert call("build", source, "--output", tmp_path / "built", "--quiet").exit_code == 0
    return tmp_path / "built"


def call(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="netgraph")


def start(code, *arguments):
    """A real process; ``code`` runs before the command."""
    words = [str(argument) for argument in arguments]
    script = f"{code}\nfrom netgraph.cli import main\nmain({words}, prog_name='netgraph')"
    environment = os.environ | {"PYTHONPATH": str(HERE)}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([sys.executable, "-c", script], text=True, env=environment, **pipes)


SIMPLE = "import capitals, netgraph.extract as e; e.load_extractor = lambda *given: capitals.CapitalsExtractor()"


def test_build_says_where_the_results_are_and_nothing_on_stderr(source, tmp_path):
    result = call("build", source, "--output", tmp_path / "out")
    assert result.exit_code == 0
    assert str(tmp_path / "out" / "map.html") in result.stdout
    assert str(tmp_path / "out" / "report.html") in result.stdout
    assert result.stderr == ""
    assert {one.name for one in (tmp_path / "out").iterdir()} == {
        "network.json", "nodes.csv", "edges.csv", "evidence.csv", "map.html", "report.html", "run.json",
    }  # fmt: skip


def test_quiet_prints_nothing(source, tmp_path):
    result = call("build", source, "--output", tmp_path / "out", "--quiet")
    assert (result.exit_code, result.output) == (0, "")


def test_json_is_the_whole_output(source, tmp_path):
    (source / "empty.txt").write_text("")
    result = call("build", source, "--output", tmp_path / "out", "--json")
    summary = json.loads(result.stdout)
    assert (summary["documents"], summary["usable_documents"], summary["nodes"]) == (3, 2, 4)
    assert "skipped empty.txt: empty" in result.stderr


def test_a_failed_input_is_exit_code_3_and_the_others_are_done(source, tmp_path):
    result = call("build", source, source / "missing.txt", "--output", tmp_path / "out")
    assert result.exit_code == 3
    assert "netgraph: failed missing.txt: not_found: " in result.stderr
    assert json.loads((tmp_path / "out" / "run.json").read_text())["counts"]["usable_documents"] == 2


def test_quiet_still_names_what_failed(source, tmp_path):
    (source / "empty.txt").write_text("")
    result = call("build", source, source / "missing.txt", "--output", tmp_path / "out", "--quiet")
    assert result.stdout == ""
    assert "missing.txt" in result.stderr
    assert "empty.txt" not in result.stderr


def test_nothing_usable_is_exit_code_4_and_the_report_says_why(tmp_path):
    (tmp_path / "empty.txt").write_text("")
    result = call("build", tmp_path / "empty.txt", "--output", tmp_path / "out")
    assert result.exit_code == 4
    assert "nothing usable in" in result.stderr
    assert "empty.txt" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("given", ["missing", "no*match", "bare", "only_empty", ""])
def test_nothing_usable_leaves_earlier_results_as_they_are_and_claims_nothing(given, built, tmp_path, monkeypatch):
    (tmp_path / "bare").mkdir()
    (tmp_path / "only_empty").mkdir()
    (tmp_path / "only_empty" / "empty.txt").write_text("")
    monkeypatch.chdir(tmp_path)
    before = {one.name: one.read_bytes() for one in built.iterdir()}
    result = call("build", given, "--output", built, "--json")
    assert (result.exit_code, result.stdout) == (4, "")
    assert "netgraph: nothing " in result.stderr
    assert {one.name: one.read_bytes() for one in built.iterdir()} == before


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("missing", "nothing to read: no such file or folder: missing"),
        ("no*match", "nothing to read: nothing matches no*match"),
        ("bare", "nothing to read: no documents in bare"),
        ("", "nothing to read: no such file or folder: ''"),
    ],
)
def test_what_is_not_there_is_said_and_no_result_made_of_it(given, words, tmp_path, monkeypatch):
    (tmp_path / "bare").mkdir()
    monkeypatch.chdir(tmp_path)
    result = call("build", given, "--output", "out")
    assert (result.exit_code, result.stdout, result.stderr) == (4, "", f"netgraph: {words}\n")
    assert list((tmp_path / "out").iterdir()) == []


def test_without_a_usable_document_there_are_reasons_but_no_network(tmp_path):
    (tmp_path / "empty.txt").write_text("")
    for _ in range(2):  # the reasons of one run do not keep out those of the next
        result = call("build", tmp_path / "empty.txt", "--output", tmp_path / "out")
        assert (result.exit_code, result.stdout) == (4, "")
        assert {one.name for one in (tmp_path / "out").iterdir()} == {"report.html", "run.json"}
    record = json.loads((tmp_path / "out" / "run.json").read_text())
    assert [(one["id"], one["status"]) for one in record["documents"]] == [("empty.txt", "skipped")]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["build"], "Missing argument"),
        (["build", "{source}", "--extractor", "none"], "unknown extractor 'none'"),
        (["build", "{source}", "--settings", "{source}/wrong.toml"], "did you mean 'min_confidence'"),
        (["build", "{source}", "--settings", "{source}/absent.toml"], "cannot be read"),
        (["build", "{source}", "--layout", "{source}/absent.html"], "absent.html: the earlier map cannot be read ("),
        (["build", "{source}", "--layout", "{source}/wrong.toml"], "neither a map nor a network.json"),
        (["build", "{source}", "--min-confidence", "2"], "not in the range"),
        (["build", "{source}", "--decisions", "{source}/wrong.toml"], "wrong.toml"),
        (["decide", "{source}/d.csv", "retype", "A"], "retype needs a value; give it as --value\n"),
        (["decide", "{source}/d.csv", "set-country", "A", "PL"], "set-country needs a value; give it as --value PL\n"),
        (["decide", "{source}/d.csv", "rename", "A", "Klub X"], "rename needs a value; give it as --value 'Klub X'\n"),
        (["decide", "{source}/d.csv", "add-edge", "A", "B"], "add-edge needs a value; give it as --value\n"),
        (["decide", "{source}/d.csv", "merge", "A", "B", "--date", "2024-13-01"], "date '2024-13-01' is no day"),
        (["frobnicate"], "No such command"),
    ],
)
def test_wrong_usage_is_exit_code_2(arguments, words, source, tmp_path):
    (source / "wrong.toml").write_text("[extract]\nmin_confidenze = 0.5\n")
    filled = [argument.format(source=source) for argument in arguments]
    result = call(*filled, *(["--output", tmp_path / "out"] if filled[0] == "build" else []))
    assert result.exit_code == 2
    assert words in result.stderr


@pytest.mark.parametrize("command", ["map", "report", "measure", "export", "why"])
def test_a_network_that_is_none_is_exit_code_4(command, tmp_path):
    (tmp_path / "network.json").write_text('{"nodes": 1}')
    extra = {"export": [tmp_path / "n.graphml"], "why": ["A"]}.get(command, [])
    result = call(command, tmp_path / "network.json", *extra)
    assert result.exit_code == 4
    assert "network.json" in result.stderr


def test_an_output_that_cannot_be_written_is_exit_code_5(source, tmp_path):
    (tmp_path / "file").write_text("")
    assert call("build", source, "--output", tmp_path / "file").exit_code == 5
    assert call("build", source, "--output", tmp_path / "file" / "below").exit_code == 5
    assert call("build", source, "--output", tmp_path / "out", "--cache", tmp_path / "file" / "c").exit_code == 5


def test_an_error_of_ours_is_exit_code_1(source, tmp_path, monkeypatch):
    monkeypatch.setattr("netgraph.pipeline.resolve", lambda *arguments: 1 / 0)
    result = call("build", source, "--output", tmp_path / "out")
    assert result.exit_code == 1
    assert isinstance(result.exception, ZeroDivisionError)


def test_an_interrupted_run_is_exit_code_130_and_leaves_no_half_file(source, tmp_path):
    code = SIMPLE + (
        "\nimport os, signal\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell's background job ignores it
        "capitals.CapitalsExtractor.extract = lambda self, document: os.kill(os.getpid(), signal.SIGINT)"
    )
    process = start(code, "build", source, "--output", tmp_path / "out")
    out, err = process.communicate(timeout=120)
    assert process.returncode == 130
    assert (out, err) == ("", "netgraph: interrupted\n")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_reader_that_goes_away_is_no_error():
    process = start("", "languages")
    process.stdout.close()
    err = process.stderr.read()
    assert process.wait(timeout=120) == 0
    assert err == ""


def test_the_module_is_the_command():
    command = [sys.executable, "-m", "netgraph", "--version"]
    out = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
    assert out.strip() == f"netgraph, version {netgraph.__version__}"


def test_a_name_that_no_terminal_can_show_breaks_nothing(tmp_path):
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "ok.txt").write_text("Klaster Szczecin, Verband Berlin.")
    Path(os.fsdecode(os.fsencode(tmp_path / "source") + b"/\xff\x1b[31m.txt")).write_text("")
    process = start(SIMPLE, "build", tmp_path / "source", "--output", tmp_path / "out")
    _, err = process.communicate(timeout=120)
    assert process.returncode == 0
    assert "\x1b" not in err
    assert r"\xff\x1b[31m.txt: empty" in err


def test_options_stand_before_settings(source, tmp_path):
    text = '[render]\nlanguage = "pl"\npeople = "drop"\n[extract]\nmin_confidence = 0.1\n'
    (tmp_path / "netgraph.toml").write_text(text)
    arguments = ("--settings", tmp_path / "netgraph.toml", "--language", "sv", "--output", tmp_path / "out")
    assert call("build", source, *arguments).exit_code == 0
    settings = json.loads((tmp_path / "out" / "run.json").read_text())["settings"]
    assert settings["render"] == {"language": "sv", "people": "drop", "layout": None}
    assert settings["extract"]["min_confidence"] == 0.1
    assert '<html lang="sv"' in (tmp_path / "out" / "map.html").read_text(encoding="utf-8")


def test_min_confidence_leaves_out_the_doubtful(source, tmp_path):
    assert call("build", source, "--output", tmp_path / "out", "--min-confidence", "0.99").exit_code == 0
    assert netgraph.read_json(tmp_path / "out" / "network.json").relations == ()


def test_map_and_report_can_be_written_again(built, tmp_path):
    assert call("map", built / "network.json", "--output", tmp_path / "m.html").stdout == f"{tmp_path / 'm.html'}\n"
    assert (tmp_path / "m.html").read_bytes() == (built / "map.html").read_bytes()
    assert call("report", built / "network.json", "-o", tmp_path / "r.html", "--language", "de").exit_code == 0
    assert '<html lang="de"' in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_map_and_report_may_keep_places_and_tell_what_changed(built, tmp_path):
    again, page = tmp_path / "m.html", tmp_path / "r.html"
    for layout in ("map.html", "network.json"):
        assert call("map", built / "network.json", "-o", again, "--layout", built / layout).exit_code == 0
        assert again.read_bytes() == (built / "map.html").read_bytes()
    before = built / "network.json"
    assert call("report", before, "-o", page, "--previous", before, "--layout", built / "map.html").exit_code == 0
    assert 'id="changes"' in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("table", ["nodes", "borders", "brokers", "groups", "gaps"])
def test_each_table_of_measures_is_printed_saved_and_given_as_json(table, built, tmp_path):
    network = built / "network.json"
    assert call("measure", network, "--table", table).exit_code == 0
    rows = json.loads(call("measure", network, "--table", table, "--json").stdout)
    assert call("measure", network, "--table", table, "--output", tmp_path / "t.csv").exit_code == 0
    with open(tmp_path / "t.csv", encoding="utf-8-sig", newline="") as file:
        saved = list(csv.DictReader(file))
    assert len(saved) == len(rows)
    if table == "borders":
        assert {row["country"]: row for row in rows}["PL"]["DE"] == 1
    if table == "nodes":
        assert {row["name"]: row["degree"] for row in rows}["Region Kronoberg"] == 2


@pytest.mark.parametrize("table", ["robustness", "documents", "groups", "bridges"])
def test_what_makes_the_borders_is_not_taken_where_there_are_none(table, built):
    result = call("measure", built / "network.json", "--table", table, "--by", "type")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"--by does not go with --table {table}" in result.stderr


def test_two_networks_are_compared_in_words(built, source, tmp_path):
    (source / "c.txt").write_text("Verband Berlin, Klub Szczecin.\n")
    assert call("build", source, "--output", tmp_path / "later", "-q").exit_code == 0
    result = call("compare", built / "network.json", tmp_path / "later" / "network.json")
    assert result.exit_code == 0
    assert "Klub Szczecin" in result.stdout or "new" in result.stdout


@pytest.mark.parametrize("name", ["n.graphml", "n.gexf", "nodes.csv", "copy.json"])
def test_a_network_is_exported_by_its_ending(name, built, tmp_path):
    assert call("export", built / "network.json", tmp_path / name).exit_code == 0
    assert (tmp_path / name).stat().st_size > 50


@pytest.mark.parametrize("words", [
    ("map", "N", "-o", "N"), ("report", "N", "-o", "N"), ("report", "M", "--previous", "N", "-o", "N"),
    ("measure", "N", "-o", "N"), ("compare", "M", "N", "--table", "nodes", "-o", "N"), ("export", "N", "N"),
])  # fmt: skip
def test_what_is_read_is_never_overwritten(built, tmp_path, words):
    network, other, link = built / "network.json", tmp_path / "other.json", tmp_path / "link.json"
    shutil.copy(network, other)
    link.symlink_to(network)
    before = network.read_bytes()
    for name in (network, link):
        result = call(*({"N": network, "M": other}.get(word, word) for word in words[:-1]), name)
        assert result.exit_code == 2
        assert "would be overwritten" in result.stderr
    assert network.read_bytes() == before


def test_a_folder_for_the_results_has_a_name(source):
    assert call("build", source, "--output", "").exit_code == 2


def test_why_gives_names_country_and_reasons(built):
    result = call("why", built / "network.json", "verband berlin")
    assert "Verband Berlin (verband-berlin), organisation" in result.stdout
    assert "country: DE" in result.stdout
    assert "joined:  " in result.stdout
    assert call("why", built / "network.json", "Nobody At All").stderr.endswith("no node is called 'Nobody At All'\n")
    for nearly in ("berlin", "Verband  Berlni"):
        result = call("why", built / "network.json", nearly)
        assert result.exit_code == 2
        assert result.stderr.endswith("did you mean 'Verband Berlin'?\n")
    assert "did you mean 'Nowy Klaster', 'Klaster Szczecin'?" in call("why", built / "network.json", "klaster").stderr
    facts = json.loads(call("why", built / "network.json", "Verband Berlin", "--json").stdout)
    assert facts[0]["country"] == "DE"


def test_a_decision_is_written_and_followed(source, tmp_path):
    decisions = tmp_path / "decisions.csv"
    row = ("rename", "Verband Berlin", "--value", "=Berliner Verband", "--author", "A", "--date", "2024-05-02")
    assert call("decide", decisions, *row).exit_code == 0
    assert call("decide", decisions, "reject-edge", "Nowy Klaster", "Region Kronoberg").exit_code == 0
    assert call("build", source, "--output", tmp_path / "out", "--decisions", decisions).exit_code == 0
    net = netgraph.read_json(tmp_path / "out" / "network.json")
    assert "=Berliner Verband" in {entity.name for entity in net.entities}
    assert len(net.relations) == 2


def test_suggest_asks_about_the_doubtful_edge_that_holds_the_network_together(source):
    result = call("suggest", source, "--limit", "3")
    assert result.exit_code == 0
    assert "Nowy Klaster" in result.stdout
    assert "yes: reject-edge" in result.stdout
    questions = json.loads(call("suggest", source, "--limit", "3", "--json").stdout)
    assert questions[0]["question"] in result.stdout
    assert f"yes: {questions[0]['yes']}" in result.stdout
    assert f"no:  {questions[0]['no']}" in result.stdout


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_a_question_that_is_answered_with_the_words_shown_is_not_asked_again(source, tmp_path, answer):
    decisions = tmp_path / "decisions.csv"
    first = call("suggest", source, "--limit", "1").stdout.splitlines()
    words = next(line.split(":", 1)[1] for line in first if line.startswith(f"  {answer}:"))
    assert call("decide", decisions, *shlex.split(words)).exit_code == 0
    again = call("suggest", source, "--decisions", decisions)
    assert again.exit_code == 0
    assert first[0] not in again.stdout


def test_the_cache_is_filled_shown_and_emptied(source, tmp_path):
    cache = tmp_path / "cache.sqlite"
    assert call("build", source, "--output", tmp_path / "out", "--cache", cache).exit_code == 0
    assert json.loads(call("cache", "info", cache, "--json").stdout)["entries"] == 2
    assert "capitals-1" in call("cache", "info", cache).stdout
    assert "2 documents dropped" in call("cache", "clear", cache).stdout
    assert json.loads(call("cache", "info", cache, "--json").stdout)["entries"] == 0
    assert call("cache", "info", tmp_path / "absent").exit_code == 4


def test_a_cache_whose_disk_is_full_costs_no_result(source, tmp_path, monkeypatch, caplog):
    connect = netgraph.store._connect

    def connect_to_full_disk(path):
        connection = connect(path)
        connection.execute("PRAGMA max_page_count = 1")  # SQLite's own way of having no more room
        return connection

    monkeypatch.setattr("netgraph.store._connect", connect_to_full_disk)
    (source / "c.txt").write_text("Klub Lund, Verband Berlin. " * 400)
    assert call("build", source, "--output", tmp_path / "plain", "--quiet").exit_code == 0
    result = call("build", source, "--output", tmp_path / "out", "--cache", tmp_path / "cache.sqlite")
    assert result.exit_code == 0
    assert (tmp_path / "out" / "network.json").read_bytes() == (tmp_path / "plain" / "network.json").read_bytes()
    told = [record.getMessage() for record in caplog.records]
    assert told == [f"{tmp_path / 'cache.sqlite'}: the cache cannot be used: database or disk is full; "
                    "the run goes on without it"]  # fmt: skip


@pytest.mark.parametrize("command", [("cache", "info"), ("cache", "clear")])
def test_a_file_that_is_no_sound_cache_is_neither_shown_nor_emptied_nor_changed(command, source, built, tmp_path):
    cache = tmp_path / "caches" / "older.sqlite"
    assert call("build", source, "--output", tmp_path / "out", "--cache", cache).exit_code == 0
    with contextlib.closing(sqlite3.connect(cache)) as connection:
        connection.execute("PRAGMA user_version = 1")
    (cache.parent / "empty").touch()
    shutil.copy(built / "network.json", cache.parent / "network.json")
    before = {one.name: one.read_bytes() for one in cache.parent.iterdir()}
    for name, words in (
        ("network.json", "not a cache of netgraph"), ("empty", "not a cache of netgraph"),
        ("older.sqlite", "a cache of version 1, expected"),
    ):  # fmt: skip
        result = call(*command, cache.parent / name)
        assert (result.exit_code, result.stdout) == (4, "")
        assert words in result.stderr
    assert {one.name: one.read_bytes() for one in cache.parent.iterdir()} == before


def test_a_file_that_is_no_cache_is_no_place_for_one(source, tmp_path):
    (tmp_path / "notes.txt").write_text("Klub Lund, Verband Berlin.")
    result = call("build", source, "--output", tmp_path / "out", "--cache", tmp_path / "notes.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "notes.txt: not a cache of netgraph" in result.stderr
    assert (tmp_path / "notes.txt").read_text() == "Klub Lund, Verband Berlin."
    assert not list(tmp_path.glob("*.aside*"))


def test_languages_lists_each_pack_with_its_name():
    lines = call("languages").stdout.splitlines()
    assert "pl  Polish (polski)" in lines
    assert len(lines) >= 20


def test_interrupt_is_not_swallowed_in_process(source, tmp_path, monkeypatch):
    def interrupt(self, document):
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(CapitalsExtractor, "extract", interrupt)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
    try:
        assert call("build", source, "--output", tmp_path / "out").exit_code == 130
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_table_wider_than_the_screen_comes_in_parts_that_repeat_the_names() -> None:
    measures = {f"measure_{n}": [0.123456 + n] for n in range(9)}
    frame = pd.DataFrame({"id": ["a"], "name": ["Alfa e.V."], **measures, "pairs": [123456.7], "country": [None]})
    wide = as_text(frame, None).splitlines()
    assert len(wide) == 2
    assert wide[1].split()[-3:] == ["8.123", "123457", "–"]
    parts = as_text(frame, 60).splitlines()
    assert max(map(len, parts)) <= 60
    assert sum(line.startswith("Alfa e.V.") for line in parts) > 1
    assert all(f"measure_{n}" in "\n".join(parts) for n in range(9))
