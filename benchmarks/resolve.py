"""Entity resolution side by side: exact match, nomenklatura's NameMatcher, Splink and netgraph: F1, time, memory.

    python benchmarks/resolve.py --register FOLDER --gold FOLDER [--peer-python PYTHON] [--sizes 10000 100000]

FOLDER of --register holds the research organisations by country (see names_from_ror.py), that of --gold the gold of the
sample (documents as JSON, nodes with a corpus-wide "entity"). PYTHON is the interpreter of an environment with
nomenklatura and Splink; without it they are left out. Each method sees names and countries, no documents (netgraph
also the language). Times are of the processor, all cores together. NameMatcher
scores the pairs that netgraph's blocking proposes (its own index is left out, which spares it time); Splink blocks by
itself and learns its weights from the set without labels. What a peer scores at or above a limit is joined; the limit
is the best of a few, chosen on this very set, in the peer's favour.
"""

import argparse
import json
import multiprocessing
import resource
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from names_from_ror import Item, make_items

PEERS = Path(__file__).with_name("peers")
LIMITS = {
    "NameMatcher": (0.7, 0.8, 0.85, 0.9, 0.95, 0.98),
    "Splink": (0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.97, 0.98, 0.985, 0.99, 0.995, 0.999),
}
Pairs = list[tuple[int, int, float]]  # two items and how alike they are


def read_sample(folder: Path) -> list[Item]:
    """Each distinct name, country and entity of the gold; persons are left out, the peer gets organisations only."""
    found: dict[tuple[str, str, str], str] = {}
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        for node in gold["nodes"]:
            if node["type"] != "person" and "entity" in node:
                found.setdefault((node["name"], node["country"] or "", node["entity"]), gold["lang"])
    numbers = {entity: n for n, entity in enumerate(sorted({k[2] for k in found}))}
    return [Item(name, country, numbers[entity], "sample", lang) for (name, country, entity), lang in found.items()]


def score(items: list[Item], labels: list[Any]) -> dict[str, float]:
    """Pairwise precision, recall and F1 of a grouping."""
    both = Counter((item.record, label) for item, label in zip(items, labels, strict=True))
    truth = pairs(Counter(item.record for item in items).values())
    found, right = pairs(Counter(labels).values()), pairs(both.values())
    precision, recall = right / max(found, 1), right / max(truth, 1)
    return {"P": precision, "R": recall, "F1": 2 * precision * recall / max(precision + recall, 1e-9)}


def pairs(counts: Iterable[int]) -> int:
    return sum(n * (n - 1) // 2 for n in counts)


def connect(count: int, joined: Iterable[tuple[int, int]]) -> list[int]:
    parent = list(range(count))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = i = parent[parent[i]]
        return i

    for i, j in joined:
        parent[root(i)] = root(j)
    return [root(i) for i in range(count)]


def run_exact(items: list[Item]) -> list[Any]:
    return [(i.name.casefold(), i.country) for i in items]


def extractions(items: list[Item]) -> tuple[list[Any], list[Any]]:
    from netgraph.model import Chain, Document, Extraction, Mention

    documents, found = [], []
    for n, item in enumerate(items):
        chain = Chain(
            item.name, "organisation", (Mention(0, len(item.name), item.name),), (item.name,), item.country or None
        )
        documents.append(Document(f"{n:06}.txt", item.name, language=item.language))
        found.append(Extraction(f"{n:06}.txt", (chain,), ()))
    return documents, found


def run_netgraph(items: list[Item]) -> list[Any]:
    from netgraph.resolve import resolve

    members = resolve(*extractions(items)).members
    return [members[f"{n:06}.txt", 0] for n in range(len(items))]


def measure(method: Callable[[list[Item]], list[Any]], items: list[Item]) -> tuple[list[Any], float, float]:
    """Labels, processor seconds and peak memory (MB), in a fresh process."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_measure, args=(method, items, sender))
    process.start()
    result: tuple[list[Any], float, float] = receiver.recv()
    process.join()
    return result


def _measure(method: Callable[[list[Item]], list[Any]], items: list[Item], sender: Any) -> None:
    start = time.process_time()
    labels = method(items)
    seconds = time.process_time() - start
    sender.send((labels, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def ask_name_matcher(python: str, items: list[Item]) -> tuple[Pairs, float, float]:
    from netgraph.resolve.blocking import candidate_pairs
    from netgraph.resolve.profiles import make_profiles

    candidates = candidate_pairs(make_profiles(*extractions(items)))
    answer = ask(python, "nomenklatura_pairs.py", {"pairs": candidates}, items)
    scored = [(i, j, alike) for (i, j), alike in zip(candidates, answer["scores"], strict=True)]
    return scored, answer["seconds"], answer["mb"]


def ask_splink(python: str, items: list[Item]) -> tuple[Pairs, float, float]:
    answer = ask(python, "splink_pairs.py", {}, items)
    return answer["pairs"], answer["seconds"], answer["mb"]


def ask(python: str, program: str, data: dict[str, Any], items: list[Item]) -> dict[str, Any]:
    given = json.dumps({"items": [(i.name, i.country) for i in items], **data})
    done = subprocess.run([python, str(PEERS / program)], input=given, capture_output=True, text=True, check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def best_limit(items: list[Item], scored: Pairs, limits: Iterable[float]) -> tuple[dict[str, float], float]:
    """The figures of the limit with the best F1, and that limit."""
    joined = ((least, connect(len(items), [(i, j) for i, j, alike in scored if alike >= least])) for least in limits)
    return max(((score(items, labels), least) for least, labels in joined), key=lambda one: one[0]["F1"])


def show(label: str, method: str, figures: dict[str, float], seconds: float, mb: float, note: str = "") -> None:
    quality = " ".join(f"{k} {figures[k]:.3f}" for k in ("P", "R", "F1"))
    print(f"{label:12} {method:14} {quality}  {seconds:7.1f} s {mb:6.0f} MB {note}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--register", type=Path)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--peer-python")
    parser.add_argument("--peer-at-most", type=int, default=10_000, help="largest set that the peers get")
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000])
    args = parser.parse_args()
    sets: list[tuple[str, list[Item]]] = []
    if args.gold:
        sets.append(("sample", read_sample(args.gold)))
    if args.register:
        sets.extend((f"ROR {size}", make_items(args.register, size)) for size in args.sizes)
    for label, items in sets:
        for name, method in (("exact", run_exact), ("netgraph", run_netgraph)):
            labels, seconds, mb = measure(method, items)
            show(label, name, score(items, labels), seconds, mb)
        if args.peer_python and len(items) <= args.peer_at_most:
            for name, peer in (("NameMatcher", ask_name_matcher), ("Splink", ask_splink)):
                scored, seconds, mb = peer(args.peer_python, items)
                figures, limit = best_limit(items, scored, LIMITS[name])
                show(label, name, figures, seconds, mb, f"limit {limit}, {len(scored)} pairs")


if __name__ == "__main__":
    main()
