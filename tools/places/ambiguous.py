"""Build netgraph/places/data/ambiguous.txt: names of places that in running text are more often something else.

Counts single words in named-entity corpora (JSON lines, xz: {"t": tokens, "y": BIO tags}) given with --corpora.
A name enters the list when it stands alone as a person, or bears no place label, more often than a place label.
In plain texts (LANGUAGE.txt) given with --texts, a name that is mostly written small is a word of that language, as
"coro" is in Portuguese: it enters the list for that language.

    python tools/places/ambiguous.py --corpora DIR --texts DIR [DIR ...]
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import sys
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from netgraph.places.forms import base_keys  # noqa: E402
from netgraph.places.keys import name_key  # noqa: E402
from netgraph.places.load import home_countries  # noqa: E402
from netgraph.places.table import MAIN, table  # noqa: E402

WORD = re.compile(r"[^\W\d_]{3,}")
MOST, OFTEN = 30_000_000, 20  # characters of a text; times that a word is written small
LARGE = 50_000  # people of a town that is known abroad
OUTPUT = ROOT / "netgraph" / "places" / "data" / "ambiguous.txt"


def means_place(key: str, language: str) -> bool:
    """Whether the table knows the word, or a base form of it that is only another name of a place: "krajowej"."""
    if key in table():
        return True
    if key.isdigit() or len(key) < 4:
        return False
    return any(rank != MAIN for base in base_keys(key, language) for rank, _ in table().lookup(base))


def _rival(key: str) -> float:
    """How many capital ones a small one outweighs; far towns are named less than the words that they look like."""
    return 2.0 if any(place.nuts is not None for _, place in table().lookup(key)) else 0.5


def is_foreign(key: str, language: str) -> bool:
    """Whether all places of a name are towns where the language is not at home, and none a large one of Europe."""
    found = [place for _, place in table().lookup(key)] if key in table() else []
    home = home_countries(language)
    return bool(found) and all(
        p.kind == "town" and p.country not in home and not (p.nuts is not None and p.population >= LARGE) for p in found
    )


def small_words(path: Path, language: str) -> set[str]:
    """Keys of the names of places that a text mostly writes small."""
    words = Counter[str]()
    with path.open(encoding="utf-8", errors="replace") as lines:
        read = 0
        for line in lines:
            words.update(WORD.findall(line))
            read += len(line)
            if read > MOST:
                break
    small, capital = Counter[str](), Counter[str]()
    for word, count in words.items():
        if word.islower():
            small[name_key(word)] += count
        elif word.istitle():
            capital[name_key(word)] += count
    often = {k: n for k, n in small.items() if n >= OFTEN and k in table()}
    return {k for k, n in often.items() if n > _rival(k) * capital[k] and is_foreign(k, language)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--texts", type=Path, nargs="*", default=[])
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
    words: dict[str, set[str]] = defaultdict(set)
    for path in sorted(path for folder in options.texts for path in folder.glob("??.txt")):
        words[path.stem] |= small_words(path, path.stem) - found
        print(path.stem, len(words[path.stem]), flush=True)
    found |= {f"{language}: {key}" for language, keys in words.items() for key in keys}
    OUTPUT.write_text("# Keys of place names that are more often something else; behind the code of a language,\n"
                      "# in that language only. See tools/places/ambiguous.py.\n"
                      + "\n".join(sorted(found)) + "\n", encoding="utf-8")  # fmt: skip
    print(f"{len(found)} names")


if __name__ == "__main__":
    main()
