"""What the README says is true: its commands run, its Python works, its lists are complete."""

import json
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from capitals import CapitalsExtractor
from click.testing import CliRunner

import netgraph
from netgraph.cli import main
from netgraph.settings import make_settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"```{language}\n(.+?)\n```", README, re.DOTALL)


def commands():
    lines = [line for block in blocks("sh") for line in block.splitlines() if line.startswith("netgraph ")]
    return [shlex.split(line, comments=True)[1:] for line in lines]


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_a_command_of_the_readme_parses(words):
    """Every option is known and every value is of its type; nothing is run."""
    group, rest = main, list(words)
    while hasattr(group, "commands"):
        group = group.commands[rest.pop(0)]
    group.make_context(group.name, rest)


def test_every_command_is_in_the_readme():
    assert {words[0] for words in commands()} == set(main.commands)


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_has_help(name):
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0
    assert len(result.output.splitlines()) >= 5


def test_the_two_commands_are_those_that_the_check_runs():
    for name in ("main job", "tests"):
        script = ROOT / "tools" / "readme_command.py"
        line = subprocess.run([sys.executable, script, name], capture_output=True, text=True, check=True).stdout.strip()
        assert line in README
        assert line.startswith("python3 -m venv .venv && .venv/bin/pip install ")


def test_the_main_job_of_the_readme_names_what_is_there():
    words = shlex.split(blocks("sh")[0].rsplit("&&", 1)[1])
    assert words[:2] == [".venv/bin/netgraph", "build"]
    assert len(list((ROOT / words[2]).glob("*.txt"))) == 26


def test_the_python_of_the_readme_runs(tmp_path, monkeypatch):
    monkeypatch.setattr("netgraph.extract.load_extractor", lambda *given: CapitalsExtractor())
    (tmp_path / "data" / "sample").mkdir(parents=True)
    text = "Klaster Szczecin, Verband Berlin.\nRegion Kronoberg, Verband Berlin.\n"
    (tmp_path / "data" / "sample" / "2020-05-01.txt").write_text(text)
    monkeypatch.chdir(tmp_path)
    names = {}
    exec(blocks("python")[0], names)
    assert len(names["net"]) == 3
    assert {"map.html", "report.html", "network.json"} <= {one.name for one in tmp_path.iterdir()}


def test_the_settings_of_the_readme_are_right():
    settings = make_settings(tomllib.loads(blocks("toml")[0]))
    assert settings.store.path == ".netgraph/cache.sqlite"
    assert settings.read == netgraph.Settings().read


def test_the_languages_of_the_readme_are_those_with_a_pack():
    from netgraph.language import available

    listed = re.search(r"\*\*Languages\*\*: (.+?) have a pack", README, re.DOTALL)
    assert re.findall(r"\b[a-z]{2}\b", listed[1]) == list(available())


def test_the_exit_codes_of_the_readme_are_those_of_the_help():
    def codes(text):
        return re.search(r"Exit codes: (.+?)\.", " ".join(text.split()))[1]

    assert codes(README) == codes(main.help)


def test_all_that_the_readme_links_to_is_there():
    links, paths = r"\]\(((?!http)[^)]+)\)", r"`((?:data|docs|notebooks)/[\w./-]+)`"
    for path in re.findall(links, README) + re.findall(paths, README):
        assert (ROOT / path).exists(), path


def test_the_example_of_decisions_has_a_row_of_each_kind():
    from netgraph.resolve import read_decisions
    from netgraph.resolve.decisions import ACTIONS

    rows = read_decisions(ROOT / "data" / "decisions.example.csv")
    assert [row.action for row in rows] == list(ACTIONS)


def test_the_gold_is_of_the_sample():
    texts = {one.stem for one in (ROOT / "data" / "sample").glob("*.txt")}
    gold = {one.stem: json.loads(one.read_text(encoding="utf-8")) for one in (ROOT / "data" / "gold").glob("*.json")}
    assert texts == gold.keys()
    for stem, facts in gold.items():
        text = (ROOT / "data" / "sample" / f"{stem}.txt").read_text(encoding="utf-8")
        missing = [form for node in facts["nodes"] for form in node["aliases"] if form not in text]
        assert missing == [], stem


def test_the_version_is_one():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == netgraph.__version__
    assert f"version: {netgraph.__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
