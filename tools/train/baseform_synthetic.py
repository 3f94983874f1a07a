"""Names put together from paradigms, nominative and inflected, for the base-form model.

    python -m tools.train.baseform_synthetic NER_DIR TREEBANK_DIR OUT.tsv

The paradigms are ``baseform_paradigms.toml``; given names come from the language packs as well. For languages whose
only ending is the genitive -s, names of the NER corpora are given one.
"""

import argparse
import json
import random
import tomllib
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.train.baseform_data import read_conllu, read_lines, spans
from tools.train.baseform_names import Row, cases, genitives_before, names

NAMES, PEOPLE = 4500, 2200
KEPT = 0.4  # share of names left in the nominative
ACRONYMS = ("MAS", "EU", "IT", "JA", "VU", "MK", "NGO", "RTU", "UNESCO", "SND", "KIC")
# Endings on foreign names that end in a consonant.
FOREIGN = {
    "pl": "a u em owi", "cs": "a u em ovi", "sk": "a u om ovi", "sl": "a u om", "hr": "a u om",
    "lv": "", "lt": "",
    "et": "i is ist ile iga",
    "fi": "in issa ista iin illa ille",
}  # fmt: skip


def slovene_german(data: dict[str, Any], rng: random.Random, genitive: list[str]) -> Iterator[Row]:
    genders = sorted(data["heads"])
    hard = dict(zip(genders if len(genders) == 2 else ("m", "f", "n"), split_three(data, genders), strict=True))
    stems = data["stems"].split()
    heads = {gender: data["heads"][gender].split() for gender in genders}
    for _ in range(data.get("names", NAMES)):
        gender = rng.choice([g for g in genders for _ in range(len(heads[g]))])
        head = rng.choice(heads[gender])
        forms = cases(head, data["noun"][gender], rng)
        adjectives = [rng.choice(stems) + hard[gender] for _ in range(rng.choice((0, 0, 1, 1, 1, 2)))]
        bent = [cases(a.lower() if i else a, data["adjective"][gender], rng) for i, a in enumerate(adjectives)]
        if forms is None or any(b is None for b in bent):
            continue
        words = [a if i == 0 else a.lower() for i, a in enumerate(adjectives)] + [head]
        tables = [b or [] for b in bent] + [forms]
        if "after" in data and len(words) > 1 and rng.random() < 0.15:  # "Fakulta sociálně ekonomická"
            words, tables = words[-1:] + words[:-1], tables[-1:] + tables[:-1]
        if "compounds" in data and rng.random() < 0.5:
            compound = rng.choice(data["compounds"].split())
            words[-1] = compound + words[-1].lower()
            tables[-1] = [compound + form.lower() for form in tables[-1]]
        before = fronts(data, rng, genitive) if "before" in data else []
        if "front" in data and rng.random() < 0.25:
            words = [*words[:-1], *(front := rng.choice(data["front"]).split()), words[-1]]
            tables = [*tables[:-1], *([w] * len(forms) for w in front), tables[-1]]
        after = rng.choice(data["after"]).split() if "after" in data and rng.random() < 0.6 else []
        large = rng.random() < 0.75
        every = rng.random() < 0.3
        if rng.random() < 0.06:
            before = [rng.choice(ACRONYMS), *before]
        case = None if rng.random() < KEPT else rng.randrange(len(forms))
        base = [*before, *words, *after]
        form = [*before, *(w if case is None else t[case] for w, t in zip(words, tables, strict=True)), *after]
        yield "organisation", capitals(form, large, every), capitals(base, large, every)


def fronts(data: dict[str, Any], rng: random.Random, genitive: list[str]) -> list[str]:
    """Genitives before the head: from the list, or as the treebank has them."""
    draw = rng.random()
    if draw < 0.35 or (draw < 0.8 and not genitive):
        return list(rng.choice(data["before"]).split())
    if draw < 0.8:
        return [rng.choice(genitive) for _ in range(rng.choice((1, 1, 2, 3)))]
    return []


def genitive_words(treebanks: Path, language: str) -> list[str]:
    """Nouns in the genitive, as they stand."""
    found: Counter[str] = Counter()
    for path in sorted(treebanks.glob(f"{language}_*.conllu")):
        for sentence in read_conllu(path):
            found.update(
                t.form
                for t in sentence
                if t.tag in ("NOUN", "PROPN") and t.feats.get("Case") == "Gen" and t.form.isalpha()
            )
    return sorted(found)


def split_three(data: dict[str, Any], genders: list[str]) -> list[str]:
    parts = data["hard"].split()
    return [parts[1], parts[0]] if len(genders) == 2 else parts  # sorted genders are f, m


def capitals(words: list[str], large: bool, every: bool) -> str:
    out = [w[:1].upper() + w[1:] if every and len(w) > 3 else w for w in words]
    if large:
        out[0] = out[0][:1].upper() + out[0][1:]
    return " ".join(out)


def people(data: dict[str, Any], given: dict[str, list[str]], rng: random.Random) -> Iterator[Row]:
    for _ in range(PEOPLE):
        gender = rng.choice("mf")
        first = rng.choice(given[gender])
        family = data["family"][gender].split()
        last = rng.choice(family) if family else rng.choice(data["family"]["m"].split())
        rules = data["person"][gender]
        a = cases(first, rules, rng)
        b = cases(last, rules, rng) if family else None
        if a is None:
            continue
        case = None if rng.random() < KEPT else rng.randrange(len(a))
        form_first = first if case is None else a[case]
        form_last = last if case is None or b is None else b[case]
        if rng.random() < 0.12 and b is not None:
            yield "person", form_last, last
        elif rng.random() < 0.06:
            yield "person", form_first, first
        else:
            yield "person", f"{form_first} {form_last}", f"{first} {last}"


BACK = set("aáoóuú")
FRONT = set("äöyeéőüű")


def harmony(word: str, back: str, front: str, neutral: str) -> bool:
    """Whether the endings have back vowels."""
    for char in reversed(word.lower()):
        if char in back:
            return True
        if char in front and char not in neutral:
            return False
    return False


def finnish_forms(weak: str, strong: str) -> list[str]:
    a = "a" if any(c in "aou" for c in weak.lower()) else "ä"
    into = strong + "seen" if strong[-2:] in ("ee", "aa", "uu", "oo", "ää", "öö", "yy") else strong + strong[-1] + "n"
    if strong[-2:] in ("aa", "ää"):
        into = strong + "han" if a == "a" else strong + "hän"
    return [
        weak + "n",
        weak + "n",
        weak + "n",
        weak + f"ss{a}",
        weak + f"st{a}",
        weak + f"ll{a}",
        weak + f"lt{a}",
        weak + "lle",
        into,
    ]


def finnish(data: dict[str, Any], rng: random.Random, genitive: list[str]) -> Iterator[Row]:
    heads = [tuple(w.split("|")) for w in data["heads"].split()]
    plurals = [tuple(w.split("|")) for w in data["plurals"].split()]
    adjectives = [tuple(w.split("|")) for w in data["adjectives"].split()]
    family = [tuple(w.split("|")) for w in data["family"].split()]
    for _ in range(NAMES):
        large = rng.random() < 0.8
        if rng.random() < 0.12:
            base, weak, strong = rng.choice(plurals)
            a = "a" if any(c in "aou" for c in weak) else "ä"
            forms = [
                base[:-1].rstrip("t") + "jen" if base.endswith("t") and weak[-1] != "i" else weak + "den",
                weak + f"ss{a}",
                weak + f"st{a}",
                weak + "lle",
                weak + "hin",
            ]
            forms[0] = base[:-1] + "iden" if base.endswith("ut") else forms[1]
        else:
            base, weak, strong = rng.choice(heads)
            forms = finnish_forms(weak, strong)
        compound = rng.choice(data["compounds"]) if rng.random() < 0.25 else ""
        k = None if rng.random() < KEPT else rng.randrange(len(forms))
        front, bent = [], []
        if rng.random() < 0.3 and len(forms) == 9:
            nominative, stem = rng.choice(adjectives)
            front = [nominative]
            bent = [nominative if k is None else finnish_forms(stem, stem)[k]]
        before = fronts(data, rng, genitive)
        form = base if k is None else forms[k]
        yield (
            "organisation",
            capitals([*before, *bent, compound + form], large, False),
            capitals([*before, *front, compound + base], large, False),
        )
    brands = data["brands"].split()
    for _ in range(NAMES // 2):
        base = rng.choice(brands)
        words = [*rng.sample(brands, rng.choice((0, 0, 1))), base]
        strong = base + "i" if base[-1].lower() not in "aeiouyäö" else base
        weak = strong.replace("kki", "ki") if strong.endswith("kki") else strong
        forms = finnish_forms(weak, strong)
        form = base if rng.random() < KEPT else rng.choice(forms)
        yield "organisation", " ".join([*words[:-1], form]), " ".join(words)
    given = data["given"].split()
    for _ in range(PEOPLE):
        base, weak, strong = rng.choice(family)
        form = base if rng.random() < KEPT else rng.choice(finnish_forms(weak, strong))
        first = rng.choice(given) + " " if rng.random() < 0.9 else ""
        yield "person", first + form, first + base


ESTONIAN = ("", "", "", "s", "st", "l", "lt", "le", "ga", "sse", "ks")  # behind the genitive


def estonian(data: dict[str, Any], rng: random.Random, genitive: list[str]) -> Iterator[Row]:
    heads, plurals, adjectives = (pairs(data[key]) for key in ("heads", "plurals", "adjectives"))
    brands = [(w, w if w[-1] in "aeiou" else w + "i") for w in data["brands"].split()]
    for _ in range(7 * NAMES):
        draw = rng.random()
        base, stem = rng.choice(brands if draw < 0.15 else plurals if draw < 0.2 else heads)
        compound = rng.choice(data["compounds"].split()) if draw > 0.75 else ""
        ending = None if rng.random() < KEPT else rng.choice(ESTONIAN)
        before = [] if draw < 0.15 else fronts(data, rng, genitive)
        front = [compound + base]
        bent = [compound + (base if ending is None else stem + ending)]
        if 0.2 < draw < 0.35:
            nominative, oblique = rng.choice(adjectives)
            front.insert(0, nominative)
            bent.insert(0, nominative if ending is None else oblique + (ending if ending != "ga" else ""))
        after = [rng.choice(brands)[0]] if 0.35 < draw < 0.42 else []  # "Rahvusooper Estonia"
        every = rng.random() < 0.5
        yield (
            "organisation",
            capitals([*before, *bent, *after], True, every),
            capitals([*before, *front, *after], True, every),
        )
    family = pairs(data["family"])
    for _ in range(4 * PEOPLE):
        base, stem = rng.choice(family)
        form = base if rng.random() < KEPT else stem + rng.choice(ESTONIAN)
        first = rng.choice(data["given"].split()) + " " if rng.random() < 0.9 else ""
        yield "person", first + form, first + base


def pairs(text: str) -> list[tuple[str, str]]:
    """Words with their genitive."""
    return [(base, stem) for base, stem in (pair.split("|") for pair in text.split())]


def hungarian_form(word: str, rng: random.Random) -> str:
    back = harmony(word, "aáoóuú", "eéöőüű", "e") if any(c in "aáoóuú" for c in word.lower()) else False
    vowel = word[-1].lower() in "aáeéiíoóöőuúüű"
    stem = word[:-1] + {"a": "á", "e": "é"}.get(word[-1], word[-1])
    round_ = word.lower().rstrip("bcdfghjklmnpqrstvwxyz")[-1:] in "öőüű"
    accusative = "t" if vowel or word[-1] in "lrnsjy" else ("ot" if back else ("öt" if round_ else "et"))
    on = "n" if vowel else ("on" if back else ("ön" if round_ else "en"))
    together = ("v" if vowel else word[-1]) + ("al" if back else "el")
    choices = [
        "nak" if back else "nek", "ban" if back else "ben", "ba" if back else "be", "ból" if back else "ből",
        "ra" if back else "re", "ról" if back else "ről", on, "tól" if back else "től",
        "hoz" if back else ("höz" if round_ else "hez"), "nál" if back else "nél", together, "ért", accusative,
    ]  # fmt: skip
    return stem + rng.choice(choices)


def hungarian(data: dict[str, Any], rng: random.Random, genitive: list[str]) -> Iterator[Row]:
    heads, brands = data["heads"].split(), data["brands"].split()
    for _ in range(NAMES):
        brand = rng.random() < 0.25
        base = rng.choice(brands if brand else heads)
        before = rng.choice(data["before"]).split() if rng.random() < 0.8 and not brand else []
        if base[-1] == "." or base.isupper():
            continue
        form = base if rng.random() < KEPT else hungarian_form(base, rng)
        yield "organisation", " ".join([*before, form]), " ".join([*before, base])
    for _ in range(PEOPLE):
        base = rng.choice(data["given"].split())
        form = base if rng.random() < KEPT else hungarian_form(base, rng)
        first = rng.choice(data["family"].split())
        yield "person", f"{first} {form}", f"{first} {base}"


def genitives(language: str, ner: Path, given: list[str], rng: random.Random) -> Iterator[Row]:
    """Names of the corpora as they are, a fourth with -s added; those that end in s themselves stay."""
    seen: Counter[tuple[str, str]] = Counter()
    for path in sorted(ner.glob(f"{language}_*.train.jsonl.xz")):
        for line in read_lines(path):
            row = json.loads(line)
            seen.update((kind, " ".join(words)) for kind, words in spans(row["t"], row["y"]))
    forms = {form for _, form in seen}
    kinds = {"PER": "person", "ORG": "organisation", "MISC": "initiative", "LOC": "organisation"}
    for kind, form in sorted(seen):
        if not form[:1].isupper() or not form[-1:].isalpha() or form[-1] in "sxzß" or len(form) < 4:
            continue
        if zlib.crc32(form.encode()) % 3 == 0:
            yield kinds[kind], form, form
        elif language == "de" and kind in ("ORG", "MISC"):
            continue
        elif zlib.crc32(form.encode()) % 3 == 1 and form + "s" not in forms and not form.isupper():
            yield kinds[kind], form + "s", form
    for name in given:
        yield "person", name, name
        if name[-1] not in "sxzß":
            yield "person", name + "s", name


def foreign(language: str, ner: Path) -> Iterator[Row]:
    """Foreign names with and without a case ending; of two words both may have one where the language does so."""
    seen: set[tuple[str, str]] = set()
    for corpus in ("en", "de"):
        for path in sorted(ner.glob(f"{corpus}_*.train.jsonl.xz")):
            for line in read_lines(path):
                row = json.loads(line)
                seen |= {(kind, " ".join(words)) for kind, words in spans(row["t"], row["y"]) if kind in ("ORG", "PER")}
    endings = FOREIGN[language].split()
    for kind, form in sorted(seen):
        words = form.split()
        draw = zlib.crc32(f"{language}{form}".encode())
        if draw % 4 or len(words) > 2 or not all(w.isalpha() and w[0].isupper() and w[1:].islower() for w in words):
            continue
        if len(words[-1]) < 4 or words[-1][-1] not in "bdfgklmnprtvw":
            continue
        sort = "person" if kind == "PER" else "organisation"
        yield sort, form, form
        if not endings:
            continue
        ending = endings[draw // 4 % len(endings)]
        if kind == "PER" and len(words) == 2 and language not in ("fi", "et"):
            if words[0][-1] in "bdfgklmnprtvw":
                yield sort, f"{words[0]}{ending} {words[1]}{ending}", form
        elif len(words) == 1:
            yield sort, form + ending, form


def english(ner: Path) -> Iterator[Row]:
    """Foreign names that end in s: no genitive."""
    seen: Counter[str] = Counter()
    for path in sorted(ner.glob("en_*.train.jsonl.xz")):
        for line in read_lines(path):
            row = json.loads(line)
            seen.update(" ".join(words) for kind, words in spans(row["t"], row["y"]) if kind in ("ORG", "PER", "MISC"))
    for form, count in sorted(seen.items()):
        if form.endswith("s") and form[:1].isupper() and count >= 2 and form.isascii():
            yield "organisation", form, form


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("ner", type=Path)
    parser.add_argument("treebanks", type=Path)
    parser.add_argument("output", type=Path)
    args = parser.parse_args()
    from netgraph.language.pack import load_pack

    paradigms = tomllib.loads(Path(__file__).with_name("baseform_paradigms.toml").read_text(encoding="utf-8"))
    rows: Counter[tuple[str, str, str, str]] = Counter()
    for language, data in paradigms.items():
        rng = random.Random(language)
        makers = {"fi": finnish, "et": estonian, "hu": hungarian}
        genitive = genitive_words(args.treebanks, language) if language in ("fi", "et") else []
        if language == "et":
            data["given"] = " ".join(load_pack("et").given_names)
            genitive += [text for text in genitives_before(args.treebanks, "et") if " " in text]
        made = list(makers.get(language, slovene_german)(data, rng, genitive))
        if "person" in data:
            made += people(data, {g: data["given"][g].split() for g in "mf"}, rng)
        rows.update((language, *row) for row in made)
    rows.update((language, *row) for language, row in names(args.treebanks))
    for language in FOREIGN:
        rows.update((language, *row) for row in foreign(language, args.ner))
    whole = list(english(args.ner))
    for language in ("sv", "da", "no", "de"):
        rng = random.Random(language)
        rows.update(
            (language, *row) for row in genitives(language, args.ner, list(load_pack(language).given_names), rng)
        )
        rows.update((language, *row) for row in whole)
    with args.output.open("w", encoding="utf-8") as file:
        for (language, kind, form, base), count in sorted(rows.items()):
            file.write(f"{language}\t{kind}\tmade\t{form}\t{base}\t{min(count, 4)}\n")


if __name__ == "__main__":
    main()
