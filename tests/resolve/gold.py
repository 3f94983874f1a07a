"""Extractions made from annotated documents, and B-cubed figures of a resolution of them."""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from netgraph.model import Chain, Document, Extraction, Mention, Relation

Key = tuple[str, int]


def read_gold(folder: Path) -> tuple[list[Document], list[Extraction], dict[Key, str | None]]:
    """Documents, perfect extractions, and the corpus-wide entity of each chain where it is annotated."""
    documents, extractions, entity = [], [], {}
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        id_ = f"{path.stem}.txt"
        text = unicodedata.normalize("NFC", path.with_suffix(".txt").read_text(encoding="utf-8"))
        index = {node["id"]: n for n, node in enumerate(gold["nodes"])}
        chains = []
        for n, node in enumerate(gold["nodes"]):
            entity[id_, n] = node.get("entity")
            found = {m.span() for a in node["aliases"] for m in re.finditer(rf"(?<!\w){re.escape(a)}(?!\w)", text)}
            mentions = tuple(Mention(start, end, text[start:end]) for start, end in sorted(found))
            country = node["country"]
            chains.append(
                Chain(node["name"], node["type"], mentions, tuple(node["aliases"]), country, "gold", node["place"])
            )
        relations = tuple(Relation(index[e["source"]], index[e["target"]], e["type"], 0, 1) for e in gold["edges"])
        documents.append(Document(id_, text, language=gold["lang"]))
        extractions.append(Extraction(id_, tuple(chains), relations))
    return documents, extractions, entity


def b_cubed(members: Mapping[Key, str], entity: Mapping[Key, str | None]) -> tuple[float, float]:
    """Precision and recall over the chains: is every node one thing, is every thing one node?"""
    things: dict[str, list[str | None]] = defaultdict(list)
    nodes: dict[str | None, list[str]] = defaultdict(list)
    for key, thing in entity.items():
        things[members[key]].append(thing)
        nodes[thing].append(members[key])
    precision = [things[members[k]].count(t) / len(things[members[k]]) for k, t in entity.items()]
    recall = [nodes[t].count(members[k]) / len(nodes[t]) for k, t in entity.items()]
    return sum(precision) / len(precision), sum(recall) / len(recall)
