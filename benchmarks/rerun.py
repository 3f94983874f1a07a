"""How long a build takes the second time, when few of many documents changed.

    python benchmarks/rerun.py [--documents 2000] [--changed 10] [--spellings 20] [--profile FILE]

The corpus is made from ``data/sample``: copies of its documents in which the own words of the annotated names are
spelt anew, each in one of so many ways, so that actors differ from copy to copy and return now and then; places,
known bodies and words of the language stay. Each build is a process of its own, with a cache; the files are compared.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from functools import lru_cache
from pathlib import Path

from netgraph.places import find_place
from netgraph.resolve.letters import fold
from netgraph.resolve.words import read_word

ROOT = Path(__file__).resolve().parent.parent
SAMPLE, GOLD = ROOT / "data" / "sample", ROOT / "data" / "gold"
LETTERS = ("bcdfghjklmnprstvwz", "aeiouy")
KEPT = 3  # last letters of a word, so that its inflected forms stay forms of one word
BUILD = """
import atexit, gc, sys, time
from pathlib import Path
import netgraph.pipeline as pipeline
from netgraph.settings import Settings, StoreSettings
atexit.register(gc.freeze)  # as the command does
started, times = time.perf_counter(), {}
def tell(step, done, total):
    times[step] = time.perf_counter() - started
run = pipeline.run(sys.argv[1], settings=Settings(store=StoreSettings(sys.argv[3])), progress=tell)
tell("join", 1, 1)
assert all(one.status == "ok" for one in run.network.records), "a document failed"
pipeline.write_results(run, Path(sys.argv[2]), tell)
print(len(run.network.entities), *(times[step] for step in ("read", "extract", "join", "write")))
"""


def own_words(gold: Path) -> frozenset[str]:
    """Words of a document's annotated names that are neither places nor words of many names."""
    names = [name for node in json.loads(gold.read_text(encoding="utf-8"))["nodes"] for name in node["aliases"]]
    words = {word for name in names for word in re.findall(r"[^\W\d_]{6,}", name) if word[0].isupper()}
    return frozenset(w for w in words if not read_word(fold(w)).concepts and find_place(w) is None)


@lru_cache(maxsize=1000)
def cipher(number: int) -> dict[int, str]:
    """Other letters: vowels for vowels, consonants for consonants; the first leaves all as it is."""
    draw, found = random.Random(number), {}
    for letters in LETTERS:
        others = draw.sample(letters, len(letters)) if number else letters
        for one, other in zip(letters, others, strict=True):
            found |= {one: other, one.upper(): other.upper()}
    return str.maketrans(found)


def spell_anew(text: str, words: frozenset[str], copy: int, spellings: int) -> str:
    """The text with its own words in other letters, all forms of a word in the same."""

    def other(match: re.Match[str]) -> str:
        number = random.Random(f"{copy} {match[0][:4].casefold()}").randrange(spellings) if copy else 0
        return match[0][:-KEPT].translate(cipher(number)) + match[0][-KEPT:]

    pattern = "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))
    return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", other, text) if pattern else text


def make_corpus(folder: Path, count: int, spellings: int) -> list[Path]:
    """Write so many documents; returns their paths."""
    folder.mkdir()
    sources = [(path, own_words(GOLD / f"{path.stem}.json")) for path in sorted(SAMPLE.glob("*.txt"))]
    made = []
    for number in range(count):
        copy, (path, words) = number // len(sources), sources[number % len(sources)]
        text = spell_anew(path.read_text(encoding="utf-8"), words, copy, spellings)
        target = folder / f"{copy:04d}-{path.name}"
        target.write_text(f"{text.rstrip()}\n\n{copy}\n", encoding="utf-8")  # no two are the same
        made.append(target)
    return made


def change(paths: list[Path]) -> None:
    """Add a sentence to each."""
    for number, path in enumerate(paths):
        text = path.read_text(encoding="utf-8").rstrip("\n")
        path.write_text(f"{text}\n\nVerein Neuland {number} e.V., Rostock.\n", encoding="utf-8")


def build(place: Path, name: str, profile: Path | None = None) -> tuple[list[float], dict[str, bytes]]:
    """Number of nodes, seconds to the end of each step and of all; and the files that were written."""
    watch = ["-m", "cProfile", "-o", str(profile.resolve())] if profile is not None else []
    code, output = place / "build.py", place / name
    code.write_text(BUILD)
    command = [sys.executable, *watch, code, place / "documents", output, place / "cache.sqlite"]
    started = time.perf_counter()
    done = subprocess.run(
        command, check=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True
    )
    figures = [*map(float, done.stdout.split()), time.perf_counter() - started]
    return figures, {one.name: one.read_bytes() for one in sorted(output.iterdir())}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--changed", type=int, default=10)
    parser.add_argument("--spellings", type=int, default=20, help="ways to spell a word")
    parser.add_argument("--profile", type=Path, help="keep the profile of the build of the changed corpus in this file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        documents = make_corpus(place / "documents", options.documents, options.spellings)
        rows = {}
        rows["first run"], written = build(place, "first")
        rows["nothing changed"], again = build(place, "same")
        if written != again:
            sys.exit("an unchanged corpus gave other files")
        change(random.Random(1).sample(documents, options.changed))
        rows[f"{options.changed} changed"], _ = build(place, "second", options.profile)
        print(f"{options.documents} documents, cache of {(place / 'cache.sqlite').stat().st_size / 2**20:.1f} MB")
        print(f"{'seconds':18s}{'nodes':>8s}{'read':>8s}{'extract':>8s}{'join':>8s}{'write':>8s}{'all':>8s}")
        for row, (nodes, *times, whole) in rows.items():
            steps = [end - start for start, end in zip([0.0, *times], times, strict=False)]
            print(f"{row:18s}{nodes:8.0f}" + "".join(f"{seconds:8.1f}" for seconds in (*steps, whole)), end="")
            first = rows["first run"]
            print(f"  read and extract {times[1] / first[2]:.1%}, all {whole / first[-1]:.1%} of the first run")


if __name__ == "__main__":
    main()
