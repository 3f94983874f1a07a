"""Turns the annotated documents and the named-entity corpora into the arrays that training reads.

    python -m tools.train.prepare SHARED WEB OUT.pkl

SHARED is the folder with ``corpus/train`` and ``ner``; neither is part of the project. WEB holds the annotated pages
of public websites as ``web texts`` writes them.
"""

import hashlib
import json
import lzma
import pickle
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from netgraph.extract.features import LONG, TOKEN, Token, document_tokens, plain_paragraphs
from netgraph.extract.labels import LABELS, label_tokens
from netgraph.extract.tagger import PARTS
from netgraph.model import NODE_TYPES, RELATION_TYPES, Document, Paragraph
from netgraph.read import read_sources
from tools.train.written import read_written

FOLDS, HELD = 5, 2
MIX = {  # corpus: share kept of sentences with and without names
    "pl_nkjp": (0.6, 0.2), "pl_cen": (1, 0.7), "pl_kpwr": (1, 0.7), "sv_klintan": (1, 0.8), "sv_talbanken": (1, 0.6),
    "de_germeval": (1, 1), "de_smartdata": (1, 0.7), "de_mobie": (0.35, 0.5), "en_wikigold": (1, 1), "en_re3d": (1, 1),
    "en_btc": (0.5, 0.2), "en_wnut17": (0.6, 0.3), "da_ddt": (1, 0.8), "no_norne": (0.8, 0.2), "fi_turku": (1, 0.4),
    "sk_snk": (0.6, 0.2), "hr_set": (0.8, 0.3), "lv_fullstack": (1, 0.3), "ro_ronec": (0.7, 0.3),
}  # fmt: skip
NER = ["O"] + [p + t for t in ("PER", "ORG", "LOC", "MISC") for p in ("B-", "I-")]


def folds(shared: Path) -> dict[str, int]:
    """Fold of every document; the documents of one website stay together."""
    rows = [line.split("\t") for line in (shared / "corpus/train/sources.tsv").read_text().splitlines()[1:]]
    size, sites = [0] * FOLDS, defaultdict(list)
    for row in rows:
        sites[row[1]].append(row[0])
    out = {}
    for site in sorted(sites, key=lambda s: (-len(sites[s]), s)):
        fold = size.index(min(size))
        size[fold] += len(sites[site])
        out |= dict.fromkeys(sites[site], fold)
    return out


def occurrences(text: str, nodes: list[dict]) -> list[tuple[int, int, int]]:
    """Places of all aliases as (start, end, node), longest first, none inside another."""
    found = []
    for index, node in enumerate(nodes):
        for alias in {*node["aliases"], node["name"]}:
            if len(alias) < 2:
                continue
            words = [re.escape(w) for w in alias.split()]
            for m in re.finditer(r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)", text):
                found.append((m.start(), m.end(), index))
    found.sort(key=lambda x: (x[0] - x[1], x[0], x[2]))
    taken = np.zeros(len(text), bool)
    out = []
    for start, end, index in found:
        if not taken[start:end].any():
            taken[start:end] = True
            out.append((start, end, index))
    return sorted(out)


def relation_class(edge: dict, first: int, second: int, index: dict[str, int]) -> int:
    """0 none, 1 cooperates, then two classes a directed type: from the first to the second chain, and back."""
    kind = RELATION_TYPES.index(edge["type"])
    return 1 if kind == 0 else 2 * kind + (index[edge["source"]] == second)


def with_ends(y: np.ndarray) -> np.ndarray:
    """Tags that tell begin, inside, end and single from tags that tell begin and inside."""
    kind, begins = (y - 1) // 2, y % 2 == 1
    follows = np.append((y[1:] > 0) & (y[1:] % 2 == 0), False)
    part = np.where(begins, np.where(follows, 0, 3), np.where(follows, 1, 2))
    return np.where(y > 0, 1 + PARTS * kind + part, 0)


def encode(gold: dict, document: Document, fold: int, spans: list[tuple[int, int, int]] | None = None) -> dict:
    tokens = document_tokens(document)
    text = document.text
    spans = occurrences(text, gold["nodes"]) if spans is None else spans
    starts = {}
    for i, t in enumerate(tokens):
        for c in range(t.start, t.end):
            starts[c] = i
    y = np.zeros(len(tokens), np.int64)
    weight = np.ones(len(tokens), np.float32)
    mentions = []
    for start, end, node in spans:
        covered = sorted({starts[c] for c in range(start, end) if c in starts})
        if not covered or covered[-1] - covered[0] + 1 > 60:
            continue
        a, b = covered[0], covered[-1] + 1
        kind = NODE_TYPES.index(gold["nodes"][node]["type"])
        y[a:b], y[a] = 2 * kind + 2, 2 * kind + 1
        if gold["nodes"][node].get("optional"):
            weight[a:b] = 0.2
        mentions.append((a, b, node, kind))
    order: dict[int, int] = {}
    for _, _, node, _ in mentions:
        order.setdefault(node, len(order))
    index = {n["id"]: order[i] for i, n in enumerate(gold["nodes"]) if i in order}
    optional = {n["id"] for n in gold["nodes"] if n.get("optional")}
    edges, ignored = {}, set()
    for e in gold["edges"]:
        if e["source"] not in index or e["target"] not in index or e["source"] == e["target"]:
            continue
        pair = tuple(sorted((index[e["source"]], index[e["target"]])))
        if e.get("optional") or {e["source"], e["target"]} & optional:
            ignored.add(pair)
            continue
        edges.setdefault(pair, relation_class(e, *pair, index))
    for node in optional & set(index):
        ignored |= {tuple(sorted((index[node], other))) for other in index.values() if other != index[node]}
    rows = [(a, b, order[n], k) for a, b, n, k in mentions]
    bits = label_tokens(tokens, document.paragraphs or plain_paragraphs(text), gold["lang"])
    return {
        "doc": gold["doc"], "lang": gold["lang"], "fold": fold, "forms": [t.form for t in tokens], "y": y, "w": weight,
        "bits": bits, "mentions": np.array(rows, np.int64).reshape(-1, 4), "edges": edges,
        "ignored": ignored - set(edges),
        "types": [NODE_TYPES.index(gold["nodes"][i]["type"]) for i in order],
    }  # fmt: skip


def held_sites(shared: Path) -> set[str]:
    """The websites of the corpus in fold ``HELD``."""
    fold = folds(shared)
    rows = [line.split("\t") for line in (shared / "corpus/train/sources.tsv").read_text().splitlines()[1:]]
    return {row[1] for row in rows if fold[row[0]] == HELD}


def held_site(site: str) -> bool:
    """Whether a website of the annotated pages is held out: every tenth is."""
    return hashlib.sha256(site.encode()).digest()[0] % 10 == 0


def real_documents(shared: Path, web: Path) -> Iterator[tuple[dict, Path, int]]:
    """Gold, text file and fold of the annotated corpus and of the annotated pages of public websites.

    The pages of every tenth website are in fold ``HELD``, the others in none (-1).
    """
    fold = folds(shared)
    for path in sorted((shared / "corpus/train").glob("*.json")):
        gold = json.loads(path.read_text())
        yield gold, path.with_suffix(".txt"), fold[gold["doc"]]
    for path in sorted(web.glob("*.json")):
        gold = json.loads(path.read_text())
        yield gold, path.with_suffix(".txt"), HELD if held_site(gold["site"]) else -1


def documents(shared: Path, web: Path) -> list[dict]:
    """All of them as training reads them."""
    return [
        encode(gold, next(iter(read_sources([path]))), fold) | {"source": "web" if "site" in gold else "corpus"}
        for gold, path, fold in real_documents(shared, web)
    ]


def written(folder: Path) -> list[dict]:
    """The project's own training documents; they are in no fold."""
    out = []
    with tempfile.TemporaryDirectory() as scratch:
        for gold, text, spans in read_written(folder):
            path = Path(scratch) / f"{gold['doc']}.txt"
            path.write_text(text, encoding="utf-8")
            document = next(iter(read_sources([path])))
            if not document.text.startswith(text.rstrip()):
                raise ValueError(f"{gold['doc']}: reading changes the text")
            out.append(encode(gold, document, -1, spans) | {"source": "own"})
    return out


def swap_names(docs: list[dict], others: list[dict], seed: int, share: float = 0.6) -> list[dict]:
    """A copy of every document in which most chains bear the name of a chain of ``others`` of their type and language.

    Contexts and relations stay, names change: the model learns from what stands around a name. Donors are of the same
    fold or of none, so that no name of held-out websites is seen.
    """
    rng = np.random.default_rng(seed)
    donors: dict[tuple, list[list[tuple]]] = defaultdict(list)
    for number, d in enumerate(others):
        chains: dict[int, dict[tuple, tuple]] = defaultdict(dict)
        for a, b, chain, _ in d["mentions"].tolist():
            chains[chain].setdefault(tuple(d["forms"][a:b]), (number, a, b))
        for chain, forms in chains.items():
            ranked = [forms[f] for f in sorted(forms, key=lambda f: (-len(f), f))]
            for key in ((d["types"][chain], d["lang"], d["fold"]), (d["types"][chain], None, d["fold"])):
                donors[key].append(ranked)
    out = []
    for d in docs:
        choice: dict[int, dict[tuple, tuple]] = {}
        for chain, kind in enumerate(d["types"]):
            pool = donors[kind, d["lang"], d["fold"]] + donors[kind, d["lang"], -1]
            pool = pool if len(pool) >= 20 else donors[kind, None, d["fold"]]
            if rng.random() < share:
                donor = pool[rng.integers(len(pool))]
                own = sorted({tuple(d["forms"][a:b]) for a, b, c, _ in d["mentions"].tolist() if c == chain},
                             key=lambda f: (-len(f), f))  # fmt: skip
                choice[chain] = {f: donor[min(i, len(donor) - 1)] for i, f in enumerate(own)}
        out.append(_rebuilt(d, others, choice))
    return out


def _rebuilt(d: dict, docs: list[dict], choice: dict[int, dict[tuple, tuple]]) -> dict:
    forms: list[str] = []
    y, w, bits, mentions, at = [], [], [], [], 0
    for a, b, chain, kind in d["mentions"].tolist():
        number, s, e = choice.get(chain, {}).get(tuple(d["forms"][a:b]), (None, a, b))
        source = d if number is None else docs[number]
        forms += d["forms"][at:a] + source["forms"][s:e]
        y += [d["y"][at:a], np.array([2 * kind + 1] + [2 * kind + 2] * (e - s - 1))]
        w += [d["w"][at:a], np.full(e - s, d["w"][a], np.float32)]
        bits += [d["bits"][at:a], source["bits"][s:e]]
        mentions.append((len(forms) - (e - s), len(forms), chain, kind))
        at = b
    forms += d["forms"][at:]
    return d | {
        "copy": True, "forms": forms, "y": np.concatenate([*y, d["y"][at:]]), "w": np.concatenate([*w, d["w"][at:]]),
        "bits": np.concatenate([*bits, d["bits"][at:]]), "mentions": np.array(mentions, np.int64).reshape(-1, 4),
    }  # fmt: skip


def sentences(shared: Path, seed: int = 0) -> list[dict]:
    """Stretches of up to 120 tokens of consecutive sentences, with tags and whether MISC was annotated."""
    rng = np.random.default_rng(seed)
    out = []
    for corpus, (named, plain) in MIX.items():
        forms: list[str] = []
        tags: list[int] = []
        with lzma.open(shared / f"ner/{corpus}.train.jsonl.xz", "rt") as handle:
            for line in handle:
                row = json.loads(line)
                if rng.random() >= (named if any(t != "O" for t in row["y"]) else plain):
                    continue
                if len(forms) > 60 or rng.random() < 0.3:
                    out += flush(forms, tags, row)
                    forms, tags = [], []
                if not forms or rng.random() < 0.4:
                    forms, tags = [*forms, "\x01p"], [*tags, 0]
                for token, tag in zip(row["t"], row["y"], strict=True):
                    pieces = TOKEN.findall(token)
                    follow = "I-" + tag[2:] if tag != "O" else "O"
                    forms += [p[:LONG] for p in pieces]
                    tags += [NER.index(tag if k == 0 else follow) for k in range(len(pieces))]
            out += flush(forms, tags, row)
    return out


def flush(forms: list[str], tags: list[int], row: dict) -> list[dict]:
    if not forms:
        return []
    position, tokens, paragraphs = 0, [], []
    for form in forms:
        width = 0 if form == "\x01p" else len(form)
        if not width:
            paragraphs.append(Paragraph(position, position, row["l"]))
        tokens.append(Token(position, position + width, form))
        position += width + 1
    return [{"forms": forms, "y": np.array(tags), "lang": row["l"], "misc": bool(row["m"]),
             "bits": label_tokens(tokens, paragraphs, row["l"])}]  # fmt: skip


if __name__ == "__main__":
    shared, out = Path(sys.argv[1]), Path(sys.argv[3])
    real, own = documents(shared, Path(sys.argv[2])), written(Path("data/training"))
    # Real documents count most: two in three stand there twice, once with other names.
    copied = [d for number, d in enumerate(real) if number % 3]
    data = {"labels": LABELS, "train": real + own + swap_names(copied, real + own, 1), "ner": sentences(shared)}
    print(Counter(d["fold"] for d in data["train"]), len(data["ner"]), sum(len(s["forms"]) for s in data["ner"]))
    with lzma.open(out, "wb", preset=1) as handle:
        pickle.dump(data, handle, protocol=5)
