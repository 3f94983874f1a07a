"""Score the extraction on annotated documents and compare with the least that is accepted.

    python tools/check_floors.py [../shared]

Needs the folder of shared corpora and its ``eval/run.py``; says so and succeeds where it is absent. The least values
are in ``tools/floors.toml``.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent


def read_figures(shared: Path, corpora: list[str]) -> dict[str, dict[str, float]]:
    """The figures of each corpus under the names that ``floors.toml`` uses."""
    folders = [str(shared / "corpus" / name) for name in corpora]
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "figures.json"
        command = [sys.executable, str(shared / "eval" / "run.py"), *folders, "--json", str(target)]
        subprocess.run(command, check=True)
        return {name: short_names(figures) for name, figures in json.loads(target.read_text()).items()}


def short_names(figures: dict[str, dict]) -> dict[str, float]:
    """Node and edge F1, the accuracies and, where things are known over documents, B-cubed precision and F1."""
    resolution = {f"b_cubed_{name}": value for name, value in figures.get("resolution", {}).get("b_cubed", {}).items()}
    return {
        **resolution,
        "node": figures["nodes"]["all"]["f1"],
        "edge": figures["edges"]["f1"],
        "typed_edge": figures["typed_edges"]["f1"],
        "cross_border_edge": figures["cross_border_edges"]["f1"],
        "base_form": figures["base_form_accuracy"],
        "country": figures["country_accuracy"],
    }


def main() -> int:
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else HERE.parent.parent / "shared")
    if not (shared / "eval" / "run.py").is_file():
        print(f"floors: not checked, there is no {shared / 'eval' / 'run.py'}")
        return 0
    floors = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
    found = read_figures(shared, list(floors))
    missed = [
        f"{corpus}: {name} {found[corpus][name]:.3f}, at least {least:.2f} expected"
        for corpus, wanted in floors.items()
        for name, least in wanted.items()
        if found[corpus][name] < least
    ]
    print("\n".join(missed) or "floors: all reached")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
