"""Networks made by hand from lines such as "a-b d1 d2": a tie and the documents that state it."""

from netgraph.model import Document, Edge, Entity, EntityMention, Evidence
from netgraph.network import Network


def network_of(*lines, types=None, confidence=None, dates=None, **countries):
    """Organisations named by their ids, each tie a cooperation."""
    types, confidence, dates = types or {}, confidence or {}, dates or {}
    ends, edges, documents = set(), [], set()
    for line in lines:
        pair, *stated = line.split()
        u, v = sorted(pair.split("-"))
        ends |= {u, v}
        documents |= set(stated)
        evidence = tuple(
            Evidence(name, 0, 4, "text", date=dates.get(name), confidence=confidence.get(name, 1.0)) for name in stated
        )
        edges.append(Edge(u, v, "cooperates", evidence))
    entities = [
        Entity(end, end.upper(), types.get(end, "organisation"), (end,), (EntityMention("d", 0, 1, end),),
               countries.get(end))
        for end in sorted(ends | set(countries))
    ]  # fmt: skip
    return Network([Document(name, "text", date=dates.get(name)) for name in sorted(documents)], entities, edges)
