"""A command starts without the libraries that it does not use."""

import subprocess
import sys

import pytest

HEAVY = ("pandas", "networkx", "numpy", "scipy", "onnxruntime", "lxml", "pyvis", "rich", "jinja2")


def loaded_by(code):
    report = f"import sys\n{code}\nprint(*(name for name in {HEAVY} if name in sys.modules))"
    return subprocess.run([sys.executable, "-c", report], capture_output=True, text=True, check=True).stdout.split("\n")


def test_importing_netgraph_loads_no_heavy_library():
    assert loaded_by("import netgraph")[-2].split() == []


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["--version"], ["cache", "--help"]])
def test_help_loads_no_heavy_library(arguments):
    code = f"from netgraph.cli import main\ntry:\n    main({arguments})\nexcept SystemExit:\n    pass"
    assert loaded_by(code)[-2].split() == []


def test_the_check_sees_a_library_that_is_loaded():
    assert loaded_by("import netgraph; netgraph.Network")[-2].split() == []
    assert "networkx" in loaded_by("import netgraph; netgraph.Network().graph")[-2].split()
