"""Pairs (language, type, name as written, base form) for the base-form model, from treebanks, word lists and gold.

Sources, as folders given on the command line:

- treebanks: CoNLL-U files of Universal Dependencies (CC BY-SA 4.0). Noun phrases in any case, with their base form put
  together from the lemmas and the nominatives seen elsewhere in the treebank.
- words: ``<iso>.tsv`` of lemma, form, UniMorph features (CC BY-SA 3.0).
- names: ``pl_base_forms.tsv.xz`` (NKJP, CC BY 3.0 PL): type, form, base form.
- gold: annotated documents, forms and names.

    python -m tools.train.baseform_data --treebanks DIR --words DIR --names FILE --gold DIR --ner DIR --output FILE
"""

import argparse
import json
import lzma
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz.distance import Prefix

NOMINAL = {"NOUN", "PROPN"}
NO_CASE = {"sv", "da", "no"}  # only a genitive -s
WORD = re.compile(r"\w+(?:[-’':]\w+)*|[^\w\s]")


@dataclass
class Token:
    id: int
    form: str
    lemma: str
    tag: str
    feats: dict[str, str]
    head: int
    relation: str
    children: list["Token"] = field(default_factory=list)


def read_conllu(path: Path) -> Iterator[list[Token]]:
    sentence: list[Token] = []
    for line in path.open(encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if len(cells) == 10 and cells[0].isdigit():
            feats = dict(pair.split("=", 1) for pair in cells[5].split("|") if "=" in pair)
            lemma = re.sub(r"(?<=\w)[#_](?=\w)", "", cells[2])  # compound marks
            sentence.append(Token(int(cells[0]), cells[1], lemma, cells[3], feats, int(cells[6] or 0), cells[7]))
        elif not line.strip() and sentence:
            for token in sentence:
                if token.head:
                    sentence[token.head - 1].children.append(token)
            yield sentence
            sentence = []


def nominative(feats: dict[str, str]) -> bool:
    return "Nom" in feats.get("Case", "").split(",")


class Lexicon:
    """Nominative forms by lemma and features, with a guess by the lemma's ending for what was never seen."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.forms: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        self.scripts: dict[tuple[str, ...], Counter[tuple[str, str]]] = defaultdict(Counter)

    @staticmethod
    def key(tag: str, feats: dict[str, str]) -> tuple[str, ...]:
        names = ("Gender", "Number", "Definite") if tag == "ADJ" else ("Number", "Definite")
        animacy = feats.get("Animacy", "") if tag == "ADJ" and feats.get("Number") == "Plur" else ""
        degree = feats.get("Degree", "Pos") if tag == "ADJ" else ""
        return ("ADJ" if tag == "ADJ" else "NOUN", *(feats.get(name, "") for name in names), animacy, degree)

    def learn(self, token: Token) -> None:
        if not nominative(token.feats) or token.tag not in (*NOMINAL, "ADJ") or "Abbr" in token.feats:
            return
        key, lemma, form = self.key(token.tag, token.feats), token.lemma.casefold(), token.form.casefold()
        self.forms[(lemma, *key)][form] += 1
        same = Prefix.similarity(lemma, form)
        script = (lemma[same:], form[same:])
        for n in (1, 2, 3, 4):
            self.scripts[(lemma[-n:], token.feats.get("Gender", ""), *key)][script] += 1

    def nominative_of(self, token: Token) -> str | None:
        """Nominative of the same number, gender and definiteness, folded."""
        feats, lemma = token.feats, token.lemma.casefold()
        if token.tag in NOMINAL and feats.get("Number", "Sing") == "Sing" and feats.get("Definite", "Ind") == "Ind":
            return lemma
        key = self.key(token.tag, feats)
        seen = self.forms.get((lemma, *key))
        if seen:
            return min(seen, key=lambda form: (-seen[form], form))
        for n in (4, 3, 2, 1):
            scripts = self.scripts.get((lemma[-n:], feats.get("Gender", ""), *key))
            if scripts:
                (cut, add), count = scripts.most_common(1)[0]
                if count >= 2 and count >= 0.8 * scripts.total() and lemma.endswith(cut):
                    return lemma[: len(lemma) - len(cut)] + add
        return None


def recase(form: str, like: str) -> str:
    return form[:1].upper() + form[1:] if like[:1].isupper() else form


STRONG = {"Masc": "er", "Fem": "e", "Neut": "es"}


def german(token: Token, gender: str, number: str) -> str | None:
    """Strong nominative of an adjective, as it stands in a name without an article."""
    ending = "e" if number == "Plur" else STRONG.get(gender)
    bare = re.sub(r"e[nrsm]?$", "", token.form.casefold())
    return bare + ending if ending and bare != token.form.casefold() else None


def phrases(sentence: list[Token], lexicon: Lexicon) -> Iterator[tuple[list[str], list[str], bool, bool]]:
    """Noun phrases as (words, words of the base form, whether proper, whether plural)."""
    language = lexicon.language
    for head in sentence:
        if head.tag not in NOMINAL or "Case" not in head.feats or "Abbr" in head.feats:
            continue
        if head.relation.split(":")[0] in {"flat", "fixed", "compound"} or not head.form[:1].isalpha():
            continue
        inflected = {head.id: head}
        first = last = head.id
        ok = True
        while first > 1:
            left = sentence[first - 2]
            if left.head != head.id or left.relation.split(":")[0] not in {"amod", "compound", "nmod", "nummod"}:
                break
            if left.relation.startswith("amod") and left.tag == "ADJ" and "Case" in left.feats:
                if left.feats.get("Case") != head.feats.get("Case"):
                    break
                inflected[left.id] = left
            elif left.relation.startswith("nmod") and left.feats.get("Case") == "Gen" and not left.children:
                pass  # Baltic and Finnic genitive before the head
            else:
                break
            first -= 1
        while last < len(sentence):
            right = sentence[last]
            if right.tag in {"PUNCT", "VERB", "AUX", "PRON", "SCONJ", "ADV", "DET"}:
                break
            if right.relation.split(":")[0] == "flat" and right.head == head.id:
                if right.feats.get("Case") == head.feats.get("Case") and right.tag == "PROPN":
                    inflected[right.id] = right
            elif (right.relation == "conj" and right.head == head.id) or (
                right.relation == "cc" and sentence[right.head - 1].head == head.id
            ):
                break
            elif (
                right.relation == "amod" and right.head == head.id and right.feats.get("Case") == head.feats.get("Case")
            ):
                inflected[right.id] = right
            elif not inside(right, head, sentence, {"nmod", "case", "amod", "flat", "conj", "cc", "appos"}):
                break
            last += 1
        while last > head.id and sentence[last - 1].tag in {"ADP", "CCONJ"}:
            last -= 1
        words, base = [], []
        for token in sentence[first - 1 : last]:
            words.append(token.form)
            if token.id not in inflected:
                base.append(token.form)
                continue
            if nominative(token.feats) and language != "de":
                base.append(token.form)
                continue
            if language == "de" and token.tag == "ADJ":
                found = german(token, head.feats.get("Gender", ""), head.feats.get("Number", ""))
            elif language == "de" and token.feats.get("Number") == "Plur" and token.feats.get("Case") != "Dat":
                found = token.form.casefold()
            else:
                found = lexicon.nominative_of(token)
            if not found or found[:1] != token.form[:1].casefold():
                ok = False
                break
            base.append(recase(found, token.form))
        if ok and 0 < len(words) <= 7:
            yield words, base, head.tag == "PROPN", head.feats.get("Number") == "Plur"


def joins(token: Token, head: Token, sentence: list[Token]) -> bool:
    """Whether the token adds a second head: "Prawo i Sprawiedliwość"."""
    if token.relation == "conj":
        return token.head == head.id
    return token.relation == "cc" and token.head > 0 and sentence[token.head - 1].head == head.id


def agrees(token: Token, head: Token) -> bool:
    return token.feats.get("Case") == head.feats.get("Case")


def inside(token: Token, head: Token, sentence: list[Token], relations: set[str]) -> bool:
    for _ in range(6):
        if token.relation.split(":")[0] not in relations:
            return False
        if token.head == head.id:
            return True
        if not token.head:
            return False
        token = sentence[token.head - 1]
    return False


def treebank_pairs(folder: Path) -> Iterator[tuple[str, str, str, str, str]]:
    by_language: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(folder.glob("*.conllu")):
        by_language[path.name.split("_")[0]].append(path)
    for language, paths in by_language.items():
        lexicon = Lexicon(language)
        sentences = [sentence for path in paths for sentence in read_conllu(path)]
        for sentence in sentences:
            for token in sentence:
                lexicon.learn(token)
        for sentence in sentences:
            if language in NO_CASE:
                yield from genitives(sentence, language)
                continue
            for words, base, proper, plural in phrases(sentence, lexicon):
                kind = "person" if proper and len(words) < 3 else "organisation"
                yield language, kind, "ud-plural" if plural else "ud", " ".join(words), " ".join(base)


def genitives(sentence: list[Token], language: str) -> Iterator[tuple[str, str, str, str, str]]:
    """Nouns with genitive -s and nominatives that end in s."""
    for token in sentence:
        if token.tag not in NOMINAL or not token.form.isalpha():
            continue
        if token.feats.get("Case") == "Gen" and token.form.endswith("s"):
            if token.lemma.endswith("s") and token.lemma == token.form:
                yield language, "organisation", "ud", token.form, token.form
            else:
                yield language, "organisation", "ud", token.form, token.form[:-1]
        elif token.form.endswith("s") or token.tag == "PROPN":
            yield language, "organisation", "ud", token.form, token.form


def word_pairs(folder: Path) -> Iterator[tuple[str, str, str, str, str]]:
    """Word lists: each form with the nominative of its number (nouns) or the form itself where it is nominative."""
    for path in sorted(folder.glob("*.tsv")):
        language = path.stem
        table: dict[tuple[str, str], str] = {}
        rows = []
        for line in path.open(encoding="utf-8"):
            lemma, form, feats = line.rstrip("\n").split("\t")
            tags = re.split("[;,]", feats)
            if any(tag.startswith("PSS") for tag in tags) or "VOC" in tags:
                continue
            number = "PL" if "PL" in tags else "SG"
            definite = "DEF" if "DEF" in tags else ""
            rows.append((lemma, form, tags, number, definite))
            if tags[0] == "N" and any(tag.split("/")[0] == "NOM" for tag in tags):
                table.setdefault((lemma, number + definite), form)
        for lemma, form, tags, number, definite in rows:
            if tags[0] != "N":
                continue
            base = lemma if number == "SG" and not definite else table.get((lemma, number + definite))
            if base and base[:1].casefold() == form[:1].casefold():
                yield language, "organisation", "word-plural" if number == "PL" else "word", form, base


def name_pairs(path: Path) -> Iterator[tuple[str, str, str, str, str]]:
    for line in read_lines(path):
        kind, form, base = line.split("\t")
        yield "pl", "person" if kind == "persName" else "organisation", "nkjp", form, base


def read_lines(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n")


def fold(text: str) -> str:
    return " ".join(text.split()).casefold()


def inflection_of(form: str, name: str) -> bool:
    """Whether ``form`` reads as an inflected form of ``name``: the same words but for their ends."""
    a, b = WORD.findall(fold(form)), WORD.findall(fold(name))
    if len(a) != len(b):
        return False
    for x, y in zip(a, b, strict=True):
        if x == y:
            continue
        same = Prefix.similarity(x, y)
        if same < min(3, len(x), len(y)) or same < 0.5 * min(len(x), len(y)) or abs(len(x) - len(y)) > 6:
            return False
    return True


def gold_pairs(folder: Path) -> Iterator[tuple[str, str, str, str, str]]:
    """Forms of annotated names; the source is "gold:" and the repository, for folds."""
    repositories = dict(
        line.split("\t")[:2] for line in (folder / "sources.tsv").read_text(encoding="utf-8").splitlines()[1:]
    )
    for path in sorted(folder.glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        source = "gold:" + repositories[document["doc"]]
        for node in document["nodes"]:
            for form in sorted({*node["aliases"], node["name"]}):
                if inflection_of(form, node["name"]):
                    yield document["lang"], node["type"], source, form, node["name"]


def corpus_genitives(folder: Path) -> Iterator[tuple[str, str, str, str, str]]:
    """Names with and without -s in one corpus (sv, da, no, de): "Kronobergs" beside "Kronoberg"."""
    for language in ("sv", "da", "no", "de"):
        seen: Counter[tuple[str, str]] = Counter()
        for path in sorted(folder.glob(f"{language}_*.train.jsonl.xz")):
            for line in read_lines(path):
                row = json.loads(line)
                for kind, words in spans(row["t"], row["y"]):
                    seen[kind, " ".join(words)] += 1
        types = {"PER": "person", "ORG": "organisation", "MISC": "initiative", "LOC": "organisation"}
        forms = {form for _, form in seen}
        for (kind, form), count in sorted(seen.items()):
            if not form.endswith("s") or not form[:1].isupper():
                if zlib.crc32(form.encode()) % 4 == 0:
                    yield language, types[kind], "ner", form, form
            elif form[:-1] in forms and len(form) > 3:
                yield language, types[kind], "ner", form, form[:-1]
            elif count >= 3:
                yield language, types[kind], "ner", form, form


def spans(tokens: Iterable[str], tags: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    kind, words = "", []
    for token, tag in [*zip(tokens, tags, strict=True), ("", "O")]:
        if words and not tag.startswith("I-"):
            yield kind, words
            words = []
        if tag != "O":
            kind = tag[2:]
            words.append(token)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("treebanks", "words", "names", "gold", "ner", "output"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    args = parser.parse_args()
    counts: Counter[tuple[str, ...]] = Counter()
    for pairs in (
        treebank_pairs(args.treebanks), word_pairs(args.words), name_pairs(args.names), gold_pairs(args.gold),
        corpus_genitives(args.ner),
    ):  # fmt: skip
        counts.update(pairs)
    with args.output.open("w", encoding="utf-8") as file:
        for row, count in sorted(counts.items()):
            file.write("\t".join(" ".join(cell.split()) for cell in (*row, str(count))) + "\n")


if __name__ == "__main__":
    main()
