"""Imports run one way: read, extract and resolve know nothing of each other, and nothing knows the pipeline."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest

import netgraph

ROOT = Path(netgraph.__file__).parent
GROUND = {"model", "errors", "files", "beside", "lookup", "__init__"}
KNOWLEDGE = GROUND | {"language", "places"}
PIECES = {"nodelink", "join", "tables", "period", "parts", "graph", "card"}  # of the network, which knows them
NETWORK = PIECES | {"network"}
MAY_IMPORT = {
    "model": set(), "errors": set(), "files": {"errors"}, "beside": set(), "lookup": {"model"}, "settings": {"errors"},
    "store": {"errors", "model"}, "cached": {"store", "errors", "model", "read", "__init__"},
    "language": GROUND, "places": GROUND | {"language"},
    "read": KNOWLEDGE, "extract": KNOWLEDGE, "resolve": KNOWLEDGE,
    **dict.fromkeys(PIECES, GROUND | PIECES), "network": GROUND | PIECES | {"settings"},
    "measure": GROUND | NETWORK | {"settings"},
    "render": GROUND | NETWORK | {"settings", "measure", "language"},
    "export": GROUND | NETWORK | {"settings", "measure"},
}  # fmt: skip
# Methods of Network that lead on to the later steps import them when they are called.
LATER = {"network": {"measure", "render", "export"}}
JOINED = {"pipeline", "cli", "__init__", "__main__"}


def part_of(path):
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported_parts(path):
    """(part, whether the import runs when the module is loaded) for all of netgraph that a file imports."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    package = ["netgraph", *path.relative_to(ROOT).parts[:-1]]
    quiet = {id(one) for node in ast.walk(tree) for one in ast.walk(node)
             if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or is_type_checking(node)}  # fmt: skip
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            start = ".".join([*base, *([node.module] if node.module else [])])
            names = [f"{start}.{alias.name}" for alias in node.names] if start == "netgraph" else [start]
        else:
            continue
        for name in names:
            head, _, rest = name.partition(".")
            if head == "netgraph":
                first = rest.split(".")[0]
                known = (ROOT / first).is_dir() or (ROOT / f"{first}.py").is_file()
                yield (first if rest and known else "__init__"), id(node) not in quiet


def is_type_checking(node):
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def imports_by_part():
    found = defaultdict(set)
    for path in sorted(ROOT.rglob("*.py")):
        for part, loads in imported_parts(path):
            if part != part_of(path):
                found[part_of(path)].add((part, loads))
    return found


IMPORTS = imports_by_part()


def test_every_part_has_its_place():
    parts = {part_of(path) for path in ROOT.rglob("*.py")}
    assert parts <= MAY_IMPORT.keys() | JOINED


@pytest.mark.parametrize("part", sorted(MAY_IMPORT))
def test_a_part_imports_only_what_comes_before_it(part):
    allowed, later = MAY_IMPORT[part], LATER.get(part, set())
    wrong = {(other, loads) for other, loads in IMPORTS[part] if other not in allowed}
    assert {other for other, loads in wrong if loads or other not in later} == set()


def test_the_steps_from_text_to_entities_do_not_know_each_other():
    steps = {"read", "extract", "resolve"}
    assert {(part, other) for part in steps for other, _ in IMPORTS[part] if other in steps} == set()


def test_the_imports_are_found_at_all():
    assert ("measure", True) in IMPORTS["render"]
    assert ("resolve", True) in IMPORTS["pipeline"]
    assert ("render", False) in IMPORTS["network"]
