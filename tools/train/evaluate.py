"""Scores the whole pipeline on the held-out websites of one or more folds, with the weights trained without them.

python -m tools.train.evaluate SHARED WEB WEIGHTS:FOLD [WEIGHTS:FOLD ...] [--errors FILE]
"""

import argparse
import sys
import tempfile
from pathlib import Path

import netgraph
from netgraph.extract.trained import TrainedExtractor
from tools.train.prepare import real_documents


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("web", type=Path)
    parser.add_argument("runs", nargs="+")
    parser.add_argument("--errors", type=Path)
    args = parser.parse_args()
    sys.path.insert(0, str(args.shared / "eval"))
    from score import score

    golds = []
    with tempfile.TemporaryDirectory() as scratch:
        for run in args.runs:
            weights, number = run.rsplit(":", 1)
            extractor = TrainedExtractor(Path(weights))
            for gold, path, fold in real_documents(args.shared, args.web):
                if str(fold) == number:
                    golds.append(gold)
                    netgraph.build([path], extractor=extractor).to_json(Path(scratch) / f"{gold['doc']}.json")
        result, errors = score(golds, Path(scratch))
    for name in ("nodes", "edges", "typed_edges", "cross_border_edges"):
        row = result[name]["all"] if name == "nodes" else result[name]
        print(f"{name:20s} P {row['precision']:.3f}  R {row['recall']:.3f}  F1 {row['f1']:.3f}")
    print(
        "by type  "
        + "  ".join(
            f"{k} P {v['precision']:.2f} R {v['recall']:.2f} F {v['f1']:.3f}" for k, v in result["nodes"].items()
        )
    )
    print(f"base form {result['base_form_accuracy']:.3f}   country {result['country_accuracy']:.3f}")
    print("node/edge F1 " + "  ".join(f"{k} {v['node']:.2f}/{v['edge']:.2f}" for k, v in result["languages"].items()))
    if args.errors:
        args.errors.write_text("".join(f"{doc}: {kind}: {what}\n" for doc, kind, what in errors))


if __name__ == "__main__":
    main()
