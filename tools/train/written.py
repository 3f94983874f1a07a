"""Reads the training documents that were written for this project: names and relations marked in the text.

A file in ``data/training`` holds documents parted by a line of ``=====``; each has four parts parted by ``---``:

    lang: sv
    ---
    [[Digitri|o1]] arrangerar [[Den digitala veckan|i1]], säger [[Andreas Freij|p1]].
    ---
    o1 organisation SE Digitri
    i1 initiative SE Den digitala veckan
    p1 person SE Andreas Freij
    ---
    o1 organises i1
    p1 affiliated_with o1

The third part gives type, country (``-``: none) and base form of every node, the fourth the stated relations.
"""

import re
import sys
from pathlib import Path

from netgraph.model import NODE_TYPES, RELATION_TYPES

MARK = re.compile(r"\[\[([^\[\]|]+)\|([a-z]\d+)\]\]")


def parse(block: str, doc: str) -> tuple[dict, str, list[tuple[int, int, int]]]:
    """Gold as in the annotated corpus, the plain text, and every mention as (start, end, node index)."""
    parts = [p.strip("\n") for p in re.split(r"^---[ ]*$", block.strip("\n"), flags=re.M)]
    if len(parts) != 4:
        raise ValueError(f"{doc}: {len(parts)} parts instead of 4")
    head = dict(line.split(":", 1) for line in parts[0].splitlines() if ":" in line)
    nodes, index = [], {}
    for line in parts[2].splitlines():
        if not line.strip():
            continue
        key, kind, country, name = line.split(None, 3)
        if kind not in NODE_TYPES or key in index:
            raise ValueError(f"{doc}: bad node line {line!r}")
        index[key] = len(nodes)
        home = None if country == "-" else country
        nodes.append({"id": key, "name": name, "type": kind, "country": home, "aliases": []})
    text, mentions, at = "", [], 0
    for match in MARK.finditer(parts[1]):
        text += parts[1][at : match.start()]
        if match.group(2) not in index:
            raise ValueError(f"{doc}: {match.group(2)} has no node line")
        node = index[match.group(2)]
        mentions.append((len(text), len(text) + len(match.group(1)), node))
        nodes[node]["aliases"].append(match.group(1))
        text += match.group(1)
        at = match.end()
    text += parts[1][at:]
    if "[[" in text or "]]" in text:
        raise ValueError(f"{doc}: a mark is not closed near {text[max(0, text.find('[[') - 20) :][:60]!r}")
    edges = []
    for line in parts[3].splitlines():
        if line.strip():
            source, kind, target = line.split()
            if kind not in RELATION_TYPES or source not in index or target not in index or source == target:
                raise ValueError(f"{doc}: bad relation line {line!r}")
            edges.append({"source": source, "target": target, "type": kind})
    unused = [k for k, i in index.items() if not nodes[i]["aliases"]]
    if unused:
        raise ValueError(f"{doc}: {unused} never marked in the text")
    return {"doc": doc, "lang": head["lang"].strip(), "nodes": nodes, "edges": edges}, text, mentions


def read_written(folder: Path) -> list[tuple[dict, str, list[tuple[int, int, int]]]]:
    out = []
    for path in sorted(folder.glob("*.txt")):
        blocks = re.split(r"^=====[ ]*$", path.read_text(encoding="utf-8"), flags=re.M)
        out += [parse(b, f"{path.stem}-{i}") for i, b in enumerate((b for b in blocks if b.strip()), 1)]
    return out


if __name__ == "__main__":
    documents = read_written(Path(sys.argv[1] if len(sys.argv) > 1 else "data/training"))
    words = sum(len(t.split()) for _, t, _ in documents)
    nodes, edges = (sum(len(g[part]) for g, _, _ in documents) for part in ("nodes", "edges"))
    print(f"{len(documents)} documents, {words} words, {nodes} nodes, {edges} relations")
