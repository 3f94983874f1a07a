"""Same input, same bytes: whatever the hash seed, the order of the inputs or the working directory."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "data" / "sample"
DOCUMENTS = ("pl-d01.txt", "sv-d03.txt", "de-d03.txt", "en-d03.txt")
RUN = """
import sys, netgraph
from capitals import CapitalsExtractor
kind, output, *sources = sys.argv[1:]
netgraph.build(sources, output=output, extractor=CapitalsExtractor() if kind == "capitals" else None)
"""


def outputs(kind, output, sources, *, seed, folder):
    environment = os.environ | {"PYTHONHASHSEED": str(seed), "PYTHONPATH": str(HERE)}
    command = [sys.executable, "-c", RUN, kind, str(output), *map(str, sources)]
    subprocess.run(command, check=True, cwd=folder, env=environment, timeout=500, capture_output=True)
    return {one.name: one.read_bytes() for one in sorted(output.iterdir())}


@pytest.mark.parametrize("kind", ["capitals", "default"])
def test_two_runs_give_the_same_bytes(kind, tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    for name in DOCUMENTS:
        (folder / name).write_bytes((SAMPLE / name).read_bytes())
    whole = [folder / name for name in DOCUMENTS]
    first = outputs(kind, tmp_path / "first", whole, seed=1, folder=tmp_path)
    relative = [Path("documents") / name for name in reversed(DOCUMENTS)]
    second = outputs(kind, tmp_path / "second", [f"../{one}" for one in relative], seed=4242, folder=folder)
    assert first.keys() == second.keys() == {
        "network.json", "nodes.csv", "edges.csv", "evidence.csv", "map.html", "report.html", "run.json",
    }  # fmt: skip
    assert b'"weight"' in first["network.json"], "a network without edges shows nothing"
    assert [name for name in first if first[name] != second[name]] == []
