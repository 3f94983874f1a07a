"""Pages that nobody annotated, labelled by the mean of several trained models, as more to learn from.

    python -m tools.train.teach pages SHARED CLONES PAGES    # texts of public websites, from clones of repositories
    python -m tools.train.teach label PAGES OUT.pkl FOLDER [FOLDER ...]   # what the weights in the folders say of them

``finetune joint --taught OUT.pkl`` learns the tags and the classes of relations as probabilities. Pages that are
annotated and all pages of held-out websites are left out.

References:
    Hinton, Vinyals and Dean (2015), Distilling the knowledge in a neural network.
    Xie et al. (2020), Self-training with noisy student.
"""

import argparse
import hashlib
import json
import lzma
import pickle
import random
import re
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from netgraph.extract.encoder import Encoder, Encoding
from netgraph.extract.features import Token, document_tokens, plain_paragraphs
from netgraph.extract.kinds import Setting, load_kind_model, settle_kinds
from netgraph.extract.labels import LABELS, label_tokens
from netgraph.extract.names import Name
from netgraph.extract.pairs import Mentions, Pairs, build_page, candidate_pairs
from netgraph.extract.relations import CLASSES, RelationModel, pool
from netgraph.extract.spans import find_names
from netgraph.extract.trained import chain_names, keep_sure, vote_types
from netgraph.language.pack import available
from netgraph.model import NODE_TYPES, Document, NodeType, RelationType
from netgraph.read import read_sources
from tools.train.prepare import encode, held_site, held_sites, occurrences, relation_class, with_ends
from tools.train.web import clean, records

SUFFIXES = (".md", ".mdx", ".markdown", ".html", ".htm", ".txt", ".rst", ".adoc", ".njk", ".php")
SKIPPED = re.compile(
    r"(^|/)(node_modules|vendor|themes?|_?layouts|_?includes|partials|licen[cs]es?|readme|changelog|contributing|code_of_conduct"
    r"|package|requirements|privacy|404|robots|api|tests?|docker\w*|install\w*)\b",
    re.I,
)
BYTES = 500, 40_000
WORDS = 50, 450  # of a page; longer ones are cut at a line
PAGES, TRIED = 10, 60  # of a website: kept and read at most
MOST = {"en": 0.12}  # share of one language among all pages, at most
OTHER = 0.16
LIKELY = 0.3  # probability of a relation


def pages_of(repository: Path, skip: set[str]) -> Iterator[tuple[str, str]]:
    """Paths and texts of a clone's pages in an order that depends on the paths alone."""
    command = ["git", "--git-dir", str(repository)]
    listed = subprocess.run([*command, "ls-tree", "-r", "-l", "-z", "HEAD"], capture_output=True, check=False).stdout
    paths = []
    for row in listed.decode("utf-8", "replace").split("\0"):
        about, _, path = row.partition("\t")
        size = about.split()[-1] if about else "-"
        fits = size.isdigit() and BYTES[0] <= int(size) <= BYTES[1]
        if fits and path.lower().endswith(SUFFIXES) and path not in skip and not SKIPPED.search(path):
            paths.append(path)
    paths.sort(key=lambda path: hashlib.sha256(path.encode()).digest())
    for path in paths[:TRIED]:
        found = subprocess.run([*command, "show", f"HEAD:{path}"], capture_output=True, check=False)
        if not found.returncode:
            yield path, clean(found.stdout)


def cut(text: str, seen: set[str]) -> str | None:
    """The first lines of a page up to the most words; None when it is short, mostly code or mostly seen before."""
    lines, words = [], 0
    for line in text.split("\n"):
        words += len(line.split())
        if words > WORDS[1]:
            break
        lines.append(line)
    kept = "\n".join(lines).strip()
    filled = {line for line in lines if len(line) > 30}
    letters = sum(c.isalpha() or c.isspace() for c in kept)
    if len(kept.split()) < WORDS[0] or letters < 0.85 * len(kept) or 2 * len(filled & seen) > len(filled):
        return None
    seen |= filled
    return kept + "\n"


def write_pages(shared: Path, clones: Path, out: Path) -> None:
    """Writes ``LANGUAGE-NUMBER.txt`` for each page, ``index.tsv`` with its website and path, and counts by language."""
    out.mkdir(parents=True, exist_ok=True)
    annotated = {(r["repository"], r["path"]) for r in records()}
    hidden, languages = held_sites(shared), set(available())
    count: Counter[str] = Counter()
    index = []
    for folder in sorted(clones.iterdir()):
        site = folder.name.replace("+", "/", 1)
        if site in hidden or held_site(site):
            continue
        kept, seen = 0, set[str]()
        for place, text in pages_of(folder / "repo", {path for repository, path in annotated if repository == site}):
            if kept == PAGES:
                break
            if (page := cut(text, seen)) is None:
                continue
            path = out / "new.txt"
            path.write_text(page, encoding="utf-8")
            language = next(iter(read_sources([path]))).language
            if language in languages:
                name = f"{language}-{count[language]:05}"
                path.rename(out / f"{name}.txt")
                index.append(f"{name}\t{site}\t{place}")
                count[language] += 1
                kept += 1
    (out / "new.txt").unlink(missing_ok=True)
    (out / "index.tsv").write_text("\n".join(index) + "\n", encoding="utf-8")
    print(count.most_common())


@dataclass
class Answers:
    """What a reader said of a page: of stretches of its text, and of pairs of them."""

    names: list[tuple[int, int, NodeType | None]] = field(default_factory=list)  # None: no name
    # The source's stretch, the target's, and their relation; None: the text relates them not.
    relations: list[tuple[int, int, int, int, RelationType | None]] = field(default_factory=list)


def read_answers(path: Path, pages: Path) -> dict[str, Answers]:
    """The answers by the name of the page, for those pages whose text is that which was read."""
    given = {(row["repository"], row["path"]): row for row in map(json.loads, path.open(encoding="utf-8"))}
    out, lost = {}, 0
    for line in (pages / "index.tsv").read_text(encoding="utf-8").splitlines():
        name, site, place = line.split("\t")
        if (row := given.get((site, place))) is None:
            continue
        if hashlib.sha256((pages / f"{name}.txt").read_bytes()).hexdigest() != row["sha256"]:
            lost += 1
            continue
        out[name] = Answers([tuple(a) for a in row["names"]], [tuple(a) for a in row["relations"]])
    print(f"answers for {len(out)} pages; {lost} have another text, {len(given) - len(out) - lost} are not here")
    return out


def correct_names(
    names: list[Name], document: Document, tokens: Sequence[Token], tags: np.ndarray, answers: Answers
) -> list[Name]:
    """The names after a reader's answers, which hold wherever the form stands again; ``tags`` are changed likewise."""
    at = {c: i for i, t in enumerate(tokens) for c in range(t.start, t.end)}
    given = [{"name": "", "aliases": [document.text[start:end]]} for start, end, _ in answers.names]
    for start, end, number in occurrences(document.text, given):
        inside = sorted({at[c] for c in range(start, end) if c in at})
        kind, asked = answers.names[number][2], answers.names[number][:2] == (start, end)
        around = any(n.start <= start and end <= n.end and n.end - n.start > end - start for n in names)
        if not inside or (around and not asked):
            continue
        first, last = inside[0], inside[-1] + 1
        names = [n for n in names if n.end <= start or n.start >= end]
        tags[first:last] = 0
        if kind is None:
            tags[first:last, 0] = 1
            continue
        y = np.full(last - first, 2 * NODE_TYPES.index(kind) + 2)
        y[0] -= 1
        tags[np.arange(first, last), with_ends(y)] = 1
        names.append(Name(start, end, first, last, kind, 1.0, document.language))
    return sorted(names, key=lambda n: n.start)


def correct_relations(classes: np.ndarray, spans: list[tuple[int, int, int]], pairs: Pairs, answers: Answers) -> None:
    """Sets the classes of the pairs of chains of which a reader said what relates them."""
    chain = {(start, end): number for start, end, number in spans}
    row = {chains: number for number, chains in enumerate(pairs.chains)}
    for s1, e1, s2, e2, kind in answers.relations:
        source, target = chain.get((s1, e1)), chain.get((s2, e2))
        if source is None or target is None or (at := row.get((min(source, target), max(source, target)))) is None:
            continue
        edge = {"type": kind, "source": "source", "target": "target"}
        index = {"source": source, "target": target}
        classes[at] = 0
        classes[at, relation_class(edge, min(source, target), max(source, target), index) if kind else 0] = 1


class Teachers:
    """Several exported models that are asked together; the first one tells the types of chains."""

    def __init__(self, folders: list[Path]) -> None:
        self.encoders, self.models = [Encoder(f) for f in folders], [RelationModel(f) for f in folders]
        self.kinds = load_kind_model(folders[0])

    def label(self, document: Document, answers: Answers) -> dict:
        """A document as training reads it, with probabilities of tags and relations."""
        paragraphs, tokens = document.paragraphs or plain_paragraphs(document.text), document_tokens(document)
        bits, forms = label_tokens(tokens, paragraphs, document.language), [t.form for t in tokens]
        each = [e.encode(forms, bits) for e in self.encoders]
        tags, other = (np.mean([np.exp(getattr(e, part)) for e in each], 0) for part in ("tags", "names"))
        whole = Encoding(each[0].vectors, *(np.log(p + 1e-9).astype(np.float32) for p in (tags, other)), bits)
        names = find_names(document, tokens, paragraphs, whole)
        if names:
            setting = Setting(forms, bits, document.language)
            names = settle_kinds(names, chain_names(names, document.text), setting, whole.tags, self.kinds)
        names = correct_names(names, document, tokens, tags, answers)
        names, owner = keep_sure(names, chain_names(names, document.text)) if names else ([], [])
        nodes = [{"id": str(i), "type": kind} for i, kind in enumerate(vote_types(names, owner) if names else ())]
        spans = [(n.start, n.end, c) for n, c in zip(names, owner, strict=True)]
        raw = encode({"doc": document.id, "lang": document.language, "nodes": nodes, "edges": []}, document, -1, spans)
        page, mentions = build_page(forms, bits), Mentions(*(raw["mentions"][:, i].copy() for i in range(4)))
        pairs = candidate_pairs(page, mentions)
        classes = np.zeros((len(pairs.chains), CLASSES + 1), np.float32)
        if len(pairs.chains):
            each_said = [m.score(e.vectors, page, mentions, pairs) for m, e in zip(self.models, each, strict=True)]
            classes[:, 1:] = pool(np.mean(each_said, 0), pairs)
            odds = np.exp(classes - classes.max(1, keepdims=True))
            classes = odds / odds.sum(1, keepdims=True)
            correct_relations(classes, spans, pairs, answers)
        return raw | {"tags": tags.astype(np.float16), "classes": classes.astype(np.float16)}


def write_labels(pages: Path, answers: dict[str, Answers], out: Path, folders: list[Path]) -> None:
    """Labels the pages that hold a relation or have answers, by chance, until no language takes more than its share."""
    paths = sorted(pages.glob("*.txt"))
    total = len(paths)
    random.Random(1).shuffle(paths)
    teachers, taught, count = Teachers(folders), [], Counter[str]()
    for path in paths:
        language = path.name.partition("-")[0]
        if count[language] >= MOST.get(language, OTHER) * total:
            continue
        raw = teachers.label(next(iter(read_sources([path]))), answers.get(path.stem, Answers()))
        if path.stem in answers or (1 - raw["classes"][:, 0] > LIKELY).any():
            taught.append(raw | {"source": "taught"})
            count[language] += 1
    print(len(taught), sum(len(d["forms"]) for d in taught), count.most_common())
    with lzma.open(out, "wb", preset=1) as handle:
        pickle.dump({"labels": LABELS, "taught": taught}, handle, protocol=5)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", choices=("pages", "label"))
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--answers", type=Path, help="what a reader said of names, by page (JSON lines)")
    args = parser.parse_args()
    if args.stage == "pages":
        write_pages(*args.paths)
        return
    answers = read_answers(args.answers, args.paths[0]) if args.answers else {}
    write_labels(args.paths[0], answers, args.paths[1], args.paths[2:])


if __name__ == "__main__":
    main()
