"""Base forms side by side: the name as it stands, simplemma word by word, netgraph.

    python -m benchmarks.baseform PAIRS.tsv --weights HELD_OUT_DIR [--languages pl cs]

PAIRS come from ``tools.train.baseform_data``. With --weights the rewriters are those that ``tools.train.baseform
--evaluate`` wrote before it learnt the held-out names; only those names are scored then. With --unseen they are all
documents of the language, for weights made with --unseen.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import cast

from netgraph.language import baseform
from netgraph.model import NodeType
from tools.train.baseform import Pair, gold_fold, held_out_name, read_pairs, words_only


def as_it_stands(pair: Pair) -> str:
    return pair.form


def by_simplemma(pair: Pair) -> str:
    import simplemma

    language = {"no": "nb", "hr": "hbs"}.get(pair.language, pair.language)
    return " ".join(simplemma.lemmatize(word, lang=language) for word in pair.form.split())


def by_netgraph(pair: Pair) -> str:
    return baseform.base_form(pair.form, pair.language, cast(NodeType, pair.kind))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--unseen", action="store_true", help="score all documents of the language, not half")
    parser.add_argument("--languages", nargs="+", default=["pl"])
    args = parser.parse_args()
    pairs = read_pairs(args.pairs)
    for language in args.languages:
        if args.weights:
            baseform._WEIGHTS = args.weights / f"{language}.npz"
            baseform.load_rewriter.cache_clear()
        own = [p for p in pairs if p.language == language]
        sets = {
            "documents": [p for p in own if gold_fold(p, 1 if args.unseen else 2) == 0],
            "organisations": [p for p in own if p.source == "nkjp" and held_out_name(p) and p.kind == "organisation"],
            "persons": [p for p in own if p.source == "nkjp" and held_out_name(p) and p.kind == "person"],
        }
        for name, chosen in sets.items():
            for method in (as_it_stands, by_simplemma, by_netgraph):
                if chosen:
                    show(language, name, method, chosen)


def show(language: str, name: str, method: Callable[[Pair], str], pairs: list[Pair]) -> None:
    method(pairs[0])  # loads what it needs
    baseform.rewritings.cache_clear()
    start = time.perf_counter()
    found = [method(pair) for pair in pairs]
    rate = len(pairs) / (time.perf_counter() - start)
    hits = [words_only(got) == words_only(pair.base) for got, pair in zip(found, pairs, strict=True)]
    same = [words_only(pair.form) == words_only(pair.base) for pair in pairs]

    def share(wanted: tuple[bool, ...]) -> str:
        chosen = [(h, p.count) for h, s, p in zip(hits, same, pairs, strict=True) if s in wanted]
        total = sum(count for _, count in chosen)
        return f"{sum(h * count for h, count in chosen) / total:.3f} of {total}" if total else "-"

    print(
        f"{language} {name:13s} {method.__name__:13s} all {share((True, False))}  kept {share((True,))}  "
        f"inflected {share((False,))}  {rate:,.0f} names/s"
    )


if __name__ == "__main__":
    main()
