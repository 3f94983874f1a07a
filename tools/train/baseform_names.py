"""Names put together from paradigms for the languages that inflect most: Slavic, Latvian and Lithuanian ones.

The words and paradigms are ``baseform_names.toml``; adjectives and complements come from the treebanks as well, given
names from the language packs.
"""

import random
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from netgraph.language.pack import load_pack
from tools.train.baseform_data import NOMINAL, Token, inside, nominative, read_conllu

NAMES, PEOPLE = 30000, 8000
KEPT, KEPT_PEOPLE, KEPT_PLURAL = 0.4, 0.5, 0.5  # share of names left in the nominative
LONGEST = 4  # words of a complement
PLURAL = 0.09  # share of names whose head is a plural
Row = tuple[str, str, str]  # kind, form, base
Piece = tuple[str, list[str]]  # a word in the nominative and in the other cases
Data = dict[str, Any]


@dataclass(frozen=True)
class Bank:
    """What a treebank gives to names: adjectives in the masculine nominative, phrases that stay as they are."""

    adjectives: tuple[str, ...]
    genitives: tuple[str, ...]
    others: tuple[str, ...]  # with a preposition, or on the side where no genitive stands
    brands: tuple[str, ...]  # names in the nominative


def cases(word: str, rules: Sequence[str], rng: random.Random) -> list[str] | None:
    """The word in the cases of a rule with the longest fitting ending; None if no rule fits."""
    best: tuple[int, list[str]] | None = None
    for rule in rng.sample(rules, len(rules)):
        ending, forms = rule.split(": ")
        ending = "" if ending == "-" else ending
        if word.endswith(ending) and (best is None or len(ending) >= best[0]):
            stem = word[: len(word) - len(ending)]
            keep = [ending if form == "-" and not ending else ("" if form == "-" else form) for form in forms.split()]
            best = (len(ending), [stem + form for form in keep])
    return best[1] if best else None


def read_bank(treebanks: Path, language: str, data: Data) -> Bank:
    """Adjectives that follow the paradigms, and phrases that hang on a noun."""
    endings = tuple(rule.split(": ")[0] for rule in data["adjective"]["m"])
    adjectives: Counter[str] = Counter()
    found: dict[bool, set[str]] = {False: set(), True: set()}
    brands: set[str] = set()
    for path in sorted(treebanks.glob(f"{language}_*.conllu")):
        for sentence in read_conllu(path):
            for token in sentence:
                if token.tag == "ADJ" and token.lemma.isalpha() and token.lemma.islower():
                    adjectives[token.lemma] += 1
                elif token.tag == "PROPN" and nominative(token.feats) and token.form.istitle():
                    brands.add(token.form)
                elif token.tag in NOMINAL and token.relation.split(":")[0] == "nmod":
                    for side in {data["side"], "after"}:
                        own = complement(token, sentence, side)
                        other = bool(own) and (own[0].tag == "ADP" or side != data["side"])
                        if own and (other or token.feats.get("Case") == "Gen"):
                            found[other].add(" ".join(t.form for t in own))
    frequent = [lemma for lemma, n in sorted(adjectives.items()) if n > 1 and len(lemma) > 4]
    chosen = tuple(lemma for lemma in frequent if adjectival(lemma, endings))
    return Bank(chosen, *(tuple(sorted(texts)) for texts in (found[False], found[True], brands)))


def adjectival(lemma: str, endings: tuple[str, ...]) -> bool:
    """Whether a lemma is the adjective's own, not its verb's as for some participles: "uputiti"."""
    return lemma.endswith(endings) and not lemma.endswith("ti")


def genitives_before(treebanks: Path, language: str) -> list[str]:
    """Genitives as they stand before a noun, with what belongs to them."""
    found: set[str] = set()
    for path in sorted(treebanks.glob(f"{language}_*.conllu")):
        for sentence in read_conllu(path):
            for token in sentence:
                if token.relation.split(":")[0] == "nmod" and token.feats.get("Case") == "Gen":
                    found.add(" ".join(t.form for t in complement(token, sentence, "before")))
    return sorted(found - {""})


def complement(token: Token, sentence: list[Token], side: str) -> list[Token]:
    """What hangs on a noun together with it, if it stands in a row on that side of its head; else nothing."""
    relations = {"nmod", "case", "amod", "flat", "conj", "cc"}
    own = [t for t in sentence if t is token or inside(t, token, sentence, relations)]
    first, last = own[0].id, own[-1].id
    near = first == token.head + 1 if side == "after" else last < token.head
    plain = all(t.form.isalpha() and "Abbr" not in t.feats for t in own) and own[0].tag != "CCONJ"
    return own if near and plain and last - first + 1 == len(own) <= LONGEST else []


def organisations(data: Data, bank: Bank, rng: random.Random) -> Iterator[Row]:
    """Names of organisations and initiatives, nominative and inflected."""
    heads = {gender: words.split() for gender, words in data["heads"].items()}
    arrange = behind if data["side"] == "after" else in_front
    for _ in range(data.get("names", NAMES)):
        plural = rng.random() < PLURAL
        genders = [gender for gender in heads if (len(gender) > 1) == plural]
        gender = rng.choices(genders, [len(heads[gender]) for gender in genders])[0]
        apposed = [word for word in data.get("apposed", "").split() if word in heads[gender]]
        head = rng.choice(apposed if apposed and rng.random() < 0.12 else heads[gender])
        forms = cases(head, data["noun"][gender], rng)
        if forms is None:
            raise ValueError(f"no paradigm for {head!r}, {gender}")
        pieces = arrange((head, forms), adjectives(gender, data, bank, rng), data, bank, rng)
        yield "organisation", *spelt(pieces, draw_case(data, KEPT_PLURAL if plural else KEPT, rng), data, rng)


def draw_case(data: Data, kept: float, rng: random.Random) -> int | None:
    return None if rng.random() < kept else rng.choices(range(len(data["cases"])), data["cases"])[0]


def spelt(pieces: Sequence[Piece], case: int | None, data: Data, rng: random.Random) -> tuple[str, str]:
    """Form and base form: the first word in capitals, all, or some."""
    share = 1.0 if rng.random() < data.get("large", 0.3) else rng.choice((0.0, 0.0, 0.3))
    form, base = [], []
    for i, (first, forms) in enumerate(pieces):
        large = rng.random() < (0.8 if i == 0 else share) and (i == 0 or len(first) > 2)
        for words, word in ((base, first), (form, first if case is None else forms[case])):
            words.append(capitals(word, share == 1.0) if large else word)
    return " ".join(form), " ".join(base)


def capitals(word: str, every: bool) -> str:
    """The word with a capital, behind a hyphen as well where every word has one."""
    return "-".join(part[:1].upper() + part[1:] if every or i == 0 else part for i, part in enumerate(word.split("-")))


def stays(phrase: str, data: Data) -> list[Piece]:
    return [(word, [word] * len(data["cases"])) for word in phrase.split()]


def adjectives(gender: str, data: Data, bank: Bank, rng: random.Random) -> list[Piece]:
    """Up to two adjectives that agree with a noun of the gender."""
    out = []
    for _ in range(rng.choice((0, 0, 0, 1, 1, 1, 1, 2))):
        listed = not bank.adjectives or rng.random() < 0.6
        own = rng.random() < 0.08 and "possessive" in data and len(gender) == 1
        words = data["possessive" if own else "adjectives"].split() if own or listed else bank.adjectives
        word = rng.choice(words)
        if word.endswith("s") and data["side"] == "before" and not listed:
            word = definite(word, data, rng)
        forms = cases(word, data["adjective"][gender], rng)
        if forms is not None and rng.random() < 0.08 and not own:
            forms = linked(forms, data, rng)
        if forms is not None:
            out.append((forms[0], forms[1:]))
    return out


def linked(forms: list[str], data: Data, rng: random.Random) -> list[str]:
    """An adjective behind another one that does not change: "prirodoslovno-matematički"."""
    first = cases(rng.choice(data["adjectives"].split()), data.get("link", []), rng)
    return [f"{first[0]}-{form}" for form in forms] if first else forms


def definite(word: str, data: Data, rng: random.Random) -> str:
    """A Baltic adjective as it stands in names, mostly definite."""
    longer = next((rule.split(": ")[0] for rule in data["adjective"]["m"][:1]), "")
    return word[:-1] + longer if longer == "ais" and not word.endswith("ais") and rng.random() < 0.7 else word


def joined(words: list[Piece], data: Data, rng: random.Random) -> list[Piece]:
    """Two adjectives in a row, or with "and" between them."""
    if len(words) == 2 and rng.random() < 0.4:
        return [words[0], *stays(data["join"], data), words[1]]
    return words


def behind(head: Piece, agreeing: list[Piece], data: Data, bank: Bank, rng: random.Random) -> list[Piece]:
    """Adjectives, head, what agrees with it behind it, what stays: Slavic names."""
    draw = rng.random() / max(data["late"], 1e-9)
    if draw < 0.5:  # "Fakulta sociálně ekonomická"
        front, back = [], agreeing
    elif draw < 1 and len(agreeing) == 2:  # "Střední škola technická"
        front, back = agreeing[:1], agreeing[1:]
    else:
        front, back = agreeing, []
    core = [*joined(front, data, rng), head, *joined(back, data, rng)]
    if rng.random() < 0.03:
        gender = rng.choice(["m", "f"])
        other = rng.choice(data["heads"][gender].split())
        core += [*stays(data["join"], data), (other, cases(other, data["noun"][gender], rng) or [])]
    return core + follower(head[0], data, bank, rng)


def follower(head: str, data: Data, bank: Bank, rng: random.Random) -> list[Piece]:
    """What stands behind the head and what agrees with it: a complement, or the name of a town."""
    draw = rng.random()
    if head in data["apposed"].split():
        if draw < 0.8:
            return town(data, rng, inflected=rng.random() < 0.65)
    elif draw < 0.05:
        return town(data, rng, inflected=False)
    if draw < 0.3:
        return []
    if draw < 0.45:
        return stays(brand(data, bank, rng), data)
    if draw < 0.6:
        return stays(rng.choice(parts(data["after"])), data)
    if draw < 0.88:
        return stays(rng.choice(bank.genitives), data)
    return stays(rng.choice(bank.others), data)


def brand(data: Data, bank: Bank, rng: random.Random) -> str:
    """A name that stays: words of the treebank, or a person's."""
    if rng.random() < 0.3:
        return f"{rng.choice(bank.brands)} {rng.choice(data['family'].split())}"
    return " ".join(rng.choice(bank.brands) for _ in range(rng.choice((1, 1, 2))))


def town(data: Data, rng: random.Random, inflected: bool) -> list[Piece]:
    towns = [(gender, word) for gender, words in data["towns"].items() for word in words.split()]
    gender, word = rng.choice(towns)
    forms = cases(word, data["town"][gender], rng)
    return [(word, forms)] if forms and inflected else stays(word, data)


def in_front(head: Piece, agreeing: list[Piece], data: Data, bank: Bank, rng: random.Random) -> list[Piece]:
    """Genitives that stay, adjectives, genitives again, head: Baltic names."""
    if rng.random() < 0.08:
        leading = [(gender, word) for gender in ("m", "f") for word in data["heads"][gender].split()]
        gender, word = rng.choice([pair for pair in leading if pair[1] in data["leading"].split()])
        return [(word, cases(word, data["noun"][gender], rng) or []), *stays(rng.choice(parts(data["brands"])), data)]
    core = joined(agreeing, data, rng)
    if rng.random() < 0.4:
        core += genitives(data, bank, rng)
    front = genitives(data, bank, rng) if rng.random() < 0.7 else []
    back = stays(rng.choice(bank.others), data) if rng.random() < 0.08 else []  # "šventė Lukiškių aikštėje"
    return [*front, *core, head, *back]


def genitives(data: Data, bank: Bank, rng: random.Random) -> list[Piece]:
    """One genitive, or two of them joined."""
    listed = parts(data["before"])
    if rng.random() < 0.08:
        return stays(person_genitive(data, rng), data)
    chosen = [rng.choice(listed if rng.random() < 0.6 else bank.genitives) for _ in range(1 + (rng.random() < 0.2))]
    return stays(f" {data['join']} ".join(chosen), data)


def person_genitive(data: Data, rng: random.Random) -> str:
    return surname(data, "m", rng)[1][0]


def parts(text: str) -> list[str]:
    return [part for line in text.strip().splitlines() for part in line.split(";")]


def people(data: Data, language: str, rng: random.Random) -> Iterator[Row]:
    """Given name and surname, nominative and inflected."""
    given = given_names(data, language)
    for _ in range(PEOPLE):
        gender = rng.choice("mf")
        case = draw_case(data, KEPT_PEOPLE, rng)
        draw = rng.random()
        first = [piece(rng.choice(given[gender]), data["given"][gender], rng) for _ in range(1 + (draw < 0.08))]
        last = [surname(data, gender, rng)]
        if gender == "f" and data.get("hyphen") and draw > 0.9:
            one, other = last[0], surname(data, gender, rng)
            last = [(f"{one[0]}-{other[0]}", [f"{a}-{b}" for a, b in zip(one[1], other[1], strict=True)])]
        pieces = last if draw > 0.85 and len(last[0][0]) > 3 and draw < 0.9 else [*first, *last]
        pieces = first if 0.08 < draw < 0.13 else pieces
        yield (
            "person",
            " ".join(base if case is None else forms[case] for base, forms in pieces),
            " ".join(base for base, _ in pieces),
        )


def given_names(data: Data, language: str) -> dict[str, list[str]]:
    """The given names of a language's pack that its paradigms inflect, by gender."""
    out: dict[str, list[str]] = {"m": [], "f": []}
    masculine, left = set(data["given_masculine"].split()), set(data["given_stay"].split())
    for name in load_pack(language).given_names:
        if name.isalpha() and name not in left:
            female = name.endswith(tuple(data["given_feminine"])) and name not in masculine
            if cases(name, data["given"]["f" if female else "m"], random.Random(0)):
                out["f" if female else "m"].append(name)
    return out


def surname(data: Data, gender: str, rng: random.Random) -> Piece:
    """A surname; a woman's as the language forms it from a man's, or as it is where it has one form for both."""
    name = rng.choice(data["family"].split())
    if gender == "m":
        return piece(name, data["surname"]["m"], rng)
    if not data["feminine"]:
        return name, [name] * len(data["cases"])
    made = cases(name, data["feminine"], rng)
    return piece(made[0] if made else name, data["surname"]["f"], rng)


def piece(word: str, rules: Sequence[str], rng: random.Random) -> Piece:
    forms = cases(word, rules, rng)
    if forms is None:
        raise ValueError(f"no paradigm for {word!r}")
    return word, forms


def names(treebanks: Path) -> Iterator[tuple[str, Row]]:
    """All names, by language."""
    for language, data in tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")).items():
        rng = random.Random(language)
        bank = read_bank(treebanks, language, data)
        yield from ((language, row) for row in organisations(data, bank, rng))
        yield from ((language, row) for row in people(data, language, rng))
