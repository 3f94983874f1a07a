"""Further Polish pairs for the base-form model, by the inflection of Morfeusz 2 (dictionary SGJP, BSD licence).

    python -m tools.train.baseform_morfeusz NER_DIR PAIRS.tsv OUT.tsv

Words: all singular forms of the nouns in the training texts; words inside names are left out, so that held-out names
stay unseen. Names: base forms in PAIRS whose inflected words are known, put into the cases in which they were not seen.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import morfeusz2

from netgraph.language.rewrite import KEEP, split_words
from tools.train.baseform import Pair, read_pairs, scripts_of
from tools.train.baseform_data import read_lines, recase

SEEN = 2


def words(folder: Path) -> Counter[str]:
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("pl_*.train.jsonl.xz")):
        names = path.name.startswith("pl_nkjp")
        for line in read_lines(path):
            row = json.loads(line)
            counts.update(
                t for t, y in zip(row["t"], row["y"], strict=True) if t.isalpha() and not (names and y != "O")
            )
    return counts


def cells(tag: str) -> list[tuple[str, str]]:
    """(number, case) pairs of a noun's tag."""
    parts = tag.split(":")
    if parts[0] not in ("subst", "ger") or len(parts) < 4:
        return []
    return [(n, c) for n in parts[1].split(".") for c in parts[2].split(".")]


CASES = ("gen", "dat", "acc", "inst", "loc")


def readings(engine: morfeusz2.Morfeusz, word: str) -> list[tuple[str, str, str, str, str]]:
    """Nominative readings of a word: lemma, part of speech, number, gender, sort of name."""
    out = []
    for _, _, (_, lemma, tag, names, _) in engine.analyse(word):
        parts = tag.split(":")
        if parts[0] not in ("subst", "adj") or len(parts) < 4 or "nom" not in parts[2].split("."):
            continue
        if parts[0] == "adj" and parts[-1] in ("com", "sup"):
            continue
        for number in parts[1].split("."):
            out += [(lemma, parts[0], number, gender, names[0] if names else "") for gender in parts[3].split(".")]
    return out


def inflect(engine: morfeusz2.Morfeusz, lemma: str, pos: str, number: str, case: str, gender: str) -> str | None:
    forms = []
    for form, other, tag, _, _ in engine.generate(lemma):
        parts = tag.split(":")
        if other != lemma or parts[0] != pos or len(parts) < 4 or (pos == "adj" and parts[-1] != "pos"):
            continue
        if number in parts[1].split(".") and case in parts[2].split(".") and gender in parts[3].split("."):
            forms.append(form)
    return forms[0] if forms else None


def name_rows(engine: morfeusz2.Morfeusz, pairs: list[Pair]) -> Iterator[tuple[str, str, str]]:
    """(kind, form, base) for names whose block of inflected words is known."""
    blocks: dict[tuple[str, str], set[int]] = defaultdict(set)
    for pair in pairs:
        aligned = scripts_of(pair.form, pair.base)
        if aligned and pair.form != pair.base:
            blocks[pair.kind, pair.base] |= {i for i, (_, script) in enumerate(aligned) if script != KEEP}
    for (kind, base), block in sorted(blocks.items()):
        words = split_words(base)
        found = {i: readings(engine, words[i].text) for i in block if i < len(words)}
        nouns = [r for rows in found.values() for r in rows if r[1] == "subst"]
        for number, gender in dict.fromkeys((r[2], r[3]) for r in nouns):
            chosen = {i: [r for r in rows if r[2] == number and r[3] == gender] for i, rows in found.items()}
            if found and all(chosen.values()):
                yield kind, base, base
                for case in CASES:
                    forms = {i: inflect(engine, *rows[0][:3], case, gender) for i, rows in chosen.items()}
                    if all(forms.values()):
                        yield (
                            kind,
                            "".join(
                                word.before + (recase(forms[i] or "", word.text) if i in forms else word.text)
                                for i, word in enumerate(words)
                            ),
                            base,
                        )
                break


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("ner", type=Path)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("output", type=Path)
    args = parser.parse_args()
    engine = morfeusz2.Morfeusz()
    lemmas: Counter[tuple[str, str]] = Counter()
    for word, count in sorted(words(args.ner).items()):
        found = {
            (lemma, names[0] if names else "") for _, _, (_, lemma, tag, names, _) in engine.analyse(word) if cells(tag)
        }
        for key in found:
            lemmas[key] += count / len(found)
    rows: Counter[tuple[str, str, str]] = Counter()
    for (lemma, kind), count in sorted(lemmas.items()):
        if count < SEEN:
            continue
        forms = [(form, tag) for form, other, tag, _, _ in engine.generate(lemma) if other == lemma and cells(tag)]
        bases: dict[str, str] = {}
        for form, tag in forms:
            for number, case in cells(tag):
                if case == "nom":
                    bases.setdefault(number, form)
        for form, base in {
            (form, bases.get(n)) for form, tag in forms for n, c in cells(tag) if n == "sg" and c != "voc"
        }:
            if base and form[:1] == base[:1] and len(form) > 2 and form.isalpha() and base.isalpha():
                person = kind in ("imię", "nazwisko")
                rows["person" if person else "organisation", form, base] += count
    names = [
        pair for pair in read_pairs(args.pairs) if pair.language == "pl" and pair.source in ("nkjp", "ud", "ud-plural")
    ]
    with args.output.open("w", encoding="utf-8") as file:
        for (kind, form, base), count in sorted(rows.items()):
            file.write(f"pl\t{kind}\tsgjp\t{form}\t{base}\t{max(1, round(count**0.5))}\n")
        for kind, form, base in sorted(set(name_rows(engine, names))):
            file.write(f"pl\t{kind}\tsgjp-name\t{form}\t{base}\t{4 if form == base else 1}\n")


if __name__ == "__main__":
    main()
