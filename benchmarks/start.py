"""How long the command takes to start and to do the main job, beside Python alone.

    python benchmarks/start.py [--repeat 5] [--seeds ../shared/corpus/seeds]

Prints the median of several runs, each in a process of its own, and the peak memory.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

ROOT = Path(__file__).resolve().parent.parent


def median_seconds(command: Sequence[str], repeat: int) -> tuple[float, float]:
    """Wall-clock and processor seconds; the latter hardly depend on what else the machine does."""
    wall, processor = [], []
    for _ in range(repeat):
        started, used = time.perf_counter(), processor_seconds()
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
        wall.append(time.perf_counter() - started)
        processor.append(processor_seconds() - used)
    return statistics.median(wall), statistics.median(processor)


def processor_seconds() -> float:
    usage = getrusage(RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--seeds", type=Path, default=ROOT.parent / "shared" / "corpus" / "seeds")
    options = parser.parse_args()
    netgraph = [sys.executable, "-m", "netgraph"]
    with tempfile.TemporaryDirectory() as output:
        rows = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "import networkx, pandas": [sys.executable, "-c", "import networkx, pandas"],
            "netgraph --help": [*netgraph, "--help"],
            "netgraph build data/sample": [*netgraph, "build", "data/sample", "-o", output, "-q"],
        }
        if options.seeds.is_dir():
            texts = map(str, sorted(options.seeds.glob("*.txt")))
            rows["netgraph build, three seeds"] = [*netgraph, "build", *texts, "-o", output, "-q"]
        for name, command in rows.items():
            wall, processor = median_seconds(command, options.repeat)
            print(f"{name:30s} {wall:8.2f} s {processor:8.2f} s of processor time")
    print(f"{'peak memory of a process':30s} {getrusage(RUSAGE_CHILDREN).ru_maxrss / 1024:8.0f} MB")


if __name__ == "__main__":
    main()
