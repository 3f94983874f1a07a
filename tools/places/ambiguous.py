"""Build netgraph/places/data/ambiguous.txt: names of places that in running text are more often something else.

Counts single words in named-entity corpora (JSON lines, xz: {"t": tokens, "y": BIO tags}) given with --corpora.
A name enters the list when it stands alone as a person, or bears no place label, more often than a place label.

    python tools/places/ambiguous.py --corpora DIR
"""

from __future__ import annotations

import argparse
import json
import lzma
import sys
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from netgraph.places.forms import base_keys  # noqa: E402
from netgraph.places.keys import name_key  # noqa: E402
from netgraph.places.table import MAIN, table  # noqa: E402

OUTPUT = ROOT / "netgraph" / "places" / "data" / "ambiguous.txt"


def means_place(key: str, language: str) -> bool:
    """Whether the table knows the word, or a base form of it that is only another name of a place: "krajowej"."""
    if key in table():
        return True
    if key.isdigit() or len(key) < 4:
        return False
    return any(rank != MAIN for base in base_keys(key, language) for rank, _ in table().lookup(base))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    options = parser.parse_args()
    places, others = Counter[str](), Counter[str]()
    languages: dict[str, str] = {}
    for path in sorted(options.corpora.glob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                for token, tag in zip(row["t"], row["y"], strict=True):
                    if len(token) < 3 or not token[0].isalpha():
                        continue
                    key = name_key(token)
                    if tag.endswith("LOC"):
                        places[key] += 1
                    elif tag == "O" or tag.endswith("PER"):
                        others[key] += 1
                        languages.setdefault(key, row["l"])
    often = (k for k, n in others.items() if n >= 2 and n > (4 if places[k] > 1 else 1.5) * places[k])
    found = {k for k in often if means_place(k, languages[k])}
    # Country names count under their own rule.
    found = {k for k in found if not any(p.kind == "country" for r, p in table().lookup(k) if r == 0)}
    found |= set(tomllib.loads((Path(__file__).parent / "extra.toml").read_text(encoding="utf-8"))["ambiguous"])
    OUTPUT.write_text("# Keys of place names that are more often something else; see tools/places/ambiguous.py.\n"
                      + "\n".join(sorted(found)) + "\n", encoding="utf-8")  # fmt: skip
    print(f"{len(found)} names")


if __name__ == "__main__":
    main()
