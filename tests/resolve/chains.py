"""Small documents and extractions for the tests of resolution."""

from collections.abc import Sequence

from netgraph.model import Chain, Document, Extraction, Mention, NodeType, Relation


def chain(
    name: str,
    type: NodeType = "organisation",
    *,
    country: str | None = None,
    place: str | None = None,
    aliases: Sequence[str] = (),
) -> Chain:
    names = tuple(dict.fromkeys((name, *aliases)))
    mentions = tuple(Mention(10 * i, 10 * i + len(n), n) for i, n in enumerate(names))
    return Chain(name, type, mentions, names, country, "its own name" if country else None, place)


def case(
    id: str, *chains: Chain, language: str = "en", relations: Sequence[tuple[int, int]] = ()
) -> tuple[Document, Extraction]:
    stated = tuple(Relation(a, b, "cooperates", 0, 1) for a, b in relations)
    return Document(id, " ".join(c.name for c in chains), language=language), Extraction(id, chains, stated)
