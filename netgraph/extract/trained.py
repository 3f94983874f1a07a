"""The default extractor: trained tagger and relation model, coreference, base forms, countries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from netgraph.extract.agreed import add_agreed
from netgraph.extract.anaphora import refer_back
from netgraph.extract.calibration import MENTIONS, RELATIONS, calibrate, calibrate_chain
from netgraph.extract.cards import add_cards
from netgraph.extract.coreference import link_forms
from netgraph.extract.countries import Surroundings, keep_one_home, locate
from netgraph.extract.dating import find_relation_date
from netgraph.extract.direction import gives_only, joins_a_place, turn
from netgraph.extract.encoder import WEIGHTS, Encoding, load_encoder
from netgraph.extract.evidence import Sentences
from netgraph.extract.features import Token, document_tokens, plain_paragraphs
from netgraph.extract.forms import conjunctions, gather_forms
from netgraph.extract.headings import within_headings
from netgraph.extract.hearers import without_hearers
from netgraph.extract.kinds import Setting, find_called, load_kind_model, settle_kinds
from netgraph.extract.labels import label_tokens
from netgraph.extract.listed import add_listed
from netgraph.extract.modality import Wording
from netgraph.extract.names import Name
from netgraph.extract.origins import load_origin_models
from netgraph.extract.pairs import Mentions, build_page, span_means
from netgraph.extract.relations import Link, find_links, load_relation_model
from netgraph.extract.roles import by_its_role
from netgraph.extract.spans import Languages, find_names
from netgraph.extract.stated import add_leaders, add_parts, add_represented, by_its_words
from netgraph.extract.tables import Tables
from netgraph.extract.titled import add_titled
from netgraph.extract.together import add_together
from netgraph.language import best_name
from netgraph.model import NODE_TYPES, Chain, Document, Extraction, Mention, NodeType, Paragraph, Relation
from netgraph.places import is_international
from netgraph.places.load import prepositions

Finder = Callable[[Document, Sequence[Token], Sequence[Paragraph], Encoding], list[Name]]
# A chain less sure than this at every place is none; set where the F1 of nodes and edges is best on held-out websites.
FLOORS: dict[NodeType, float] = {"organisation": 0.5, "person": 0.5, "initiative": 0.65}
CALLED = 0.4  # that of an initiative behind a word for one: "the festival Alfa"
# What each of the next mentions takes from the doubt about a chain's surest one, and how many of them count.
NAMED_AGAIN, AGAIN = 0.15, 2
_NORDIC = frozenset({"sv", "da", "no"})
_FOLLOWING = re.compile(r"[”“\"»’]? ([^\W\d_]+)")  # the word behind a name in its clause
VERSION = "trained-40"  # of all that follows on the names


class TrainedExtractor:
    """Finds chains and relations with the shipped weights; the same document gives the same extraction.

    Args:
        folder: the weights.
        find: gives the names of a document in order, none overlapping another; the shipped tagger by default.
        version: of the names that ``find`` gives.
    """

    def __init__(self, folder: Path = WEIGHTS, find: Finder = find_names, version: str = "") -> None:
        self._folder = folder
        self._find = find
        # With the process that it is in: it keeps nothing but what it has loaded; another finder may start threads.
        self.may_be_copied = find is find_names
        self.version = f"{VERSION}+{version}" if version else VERSION

    def extract(self, document: Document) -> Extraction:
        """All chains and relations of one document."""
        paragraphs = document.paragraphs or plain_paragraphs(document.text)
        tokens = document_tokens(document)
        if not tokens:
            return Extraction(document.id, (), ())
        bits = label_tokens(tokens, paragraphs, document.language)
        forms = [t.form for t in tokens]
        encoding = load_encoder(self._folder).encode(forms, bits)
        tables = Tables(document.text, paragraphs)
        names = self._find(document, tokens, paragraphs, encoding)
        names = tables.add_names(names, tokens, Languages(paragraphs, document.language))
        if not names:
            return Extraction(document.id, (), ())
        owner = chain_names(names, document.text)
        if self._find is find_names:  # the types of another finder are its own affair
            setting = Setting(forms, bits, document.language)
            names = settle_kinds(names, owner, setting, encoding.tags, load_kind_model(self._folder))
        names = tables.set_types(names)
        names, owner = keep_sure(names, owner, find_called(names, tokens, bits))
        if not names:
            return Extraction(document.id, (), ())
        types = vote_types(names, owner)
        surroundings = Surroundings(document, names, load_origin_models(self._folder))
        chains = build_chains(document, names, owner, surroundings)
        names, owner = refer_back(names, owner, chains, tokens, bits)
        mentions = number_mentions(names, owner, types)
        links = find_links(
            encoding.vectors, build_page(forms, bits), mentions, types, [chain.confidence for chain in chains],
            load_relation_model(self._folder), settled=tables.settled(names), programmes=find_programmes(chains),
        )  # fmt: skip
        links = [by_its_words(turn(link, chains), chains, names, document.text) for link in links]
        links = [by_its_role(link, chains, names, document.text) for link in links]
        links = [link for link in links if not gives_only(link, chains) and not joins_a_place(link, chains)]
        links = without_hearers(links, names, document.text)
        links = add_parts(add_leaders(links, chains, names, owner, document.text), chains, names, owner)
        links = add_agreed(add_listed(links, chains, names, owner, document.text), chains, names, owner, document.text)
        links = add_together(links, chains, names, owner, document.text)
        links = add_titled(links, chains, names, owner, document.text)
        links = add_cards(links, chains, names, owner, document.text)
        links = keep_one_home(add_represented(links, chains, names, owner, document.text), chains)
        links = tables.add_links(within_headings(links, chains, names, owner, document.text), names, owner)
        sentences = Sentences(document.text, paragraphs, document.language)
        wording = Wording(tokens, bits, names)
        found = (build_relation(link, names, document.text, sentences, wording) for link in links)
        relations = [relation for relation in found if relation is not None]
        vectors = mean_vectors(encoding.vectors, mentions)
        return Extraction(document.id, tuple(surroundings.settle(chains, relations, vectors)), tuple(relations))


def chain_names(names: Sequence[Name], text: str) -> list[int]:
    """Chain number of every name, numbered in the order of the text."""
    forms, owner = gather_forms([(n.start, n.end, n.type, n.language) for n in names], text)
    linked = link_forms(forms, text)
    order: dict[int, int] = {}
    return [order.setdefault(linked[form], len(order)) for form in owner]


def keep_sure(
    names: Sequence[Name], owner: Sequence[int], called: Collection[int] = ()
) -> tuple[list[Name], list[int]]:
    """The names whose chain is sure enough, and their chains, numbered anew; what is named again is surer.

    Args:
        owner: chain of each name.
        called: numbers of the names that the text calls initiatives.
    """
    types = vote_types(names, owner)
    sure: list[list[float]] = [[] for _ in types]
    for name, chain in zip(names, owner, strict=True):
        sure[chain].append(name.confidence)
    named = {owner[number] for number in called}
    kept = set()
    for chain, kind in enumerate(types):
        first, *others = sorted(sure[chain], reverse=True)[: 1 + AGAIN]
        floor = CALLED if kind == "initiative" and chain in named else FLOORS[kind]
        if first + NAMED_AGAIN * (1 - first) * sum(others) >= floor:
            kept.add(chain)
    order: dict[int, int] = {}
    chosen = [(n, order.setdefault(c, len(order))) for n, c in zip(names, owner, strict=True) if c in kept]
    return [n for n, _ in chosen], [c for _, c in chosen]


def vote_types(names: Sequence[Name], chain: Sequence[int]) -> list[NodeType]:
    """The type of every chain: the one that its names speak for most."""
    votes: list[Counter[NodeType]] = [Counter() for _ in range(max(chain) + 1)]
    for name, number in zip(names, chain, strict=True):
        votes[number][name.type] += name.confidence  # type: ignore[assignment]
    return [max(NODE_TYPES, key=lambda t, v=v: v[t]) for v in votes]  # type: ignore[misc]


def build_chains(
    document: Document, names: Sequence[Name], owner: Sequence[int], surroundings: Surroundings
) -> list[Chain]:
    """The chains of a document in the order of their numbers; ``owner`` is the chain of each name."""
    members: list[list[Name]] = [[] for _ in range(max(owner) + 1)]
    for name, number in zip(names, owner, strict=True):
        members[number].append(name)
    types = vote_types(names, owner)
    return [build_chain(document, one, kind, surroundings) for one, kind in zip(members, types, strict=True)]


def number_mentions(names: Sequence[Name], owner: Sequence[int], types: Sequence[NodeType]) -> Mentions:
    """The names as the relation model knows them; ``owner`` is the chain of each, ``types`` the type of each chain."""
    rows = [(n.first, n.last, c, NODE_TYPES.index(types[c])) for n, c in zip(names, owner, strict=True)]
    return Mentions(*(np.array(column, np.int64) for column in zip(*rows, strict=True)))


def find_programmes(chains: Sequence[Chain]) -> frozenset[int]:
    """The chains that are programmes of several countries, such as Interreg: they fund what others take part in."""
    return frozenset(i for i, c in enumerate(chains) if c.type == "initiative" and is_international(c.name))


def mean_vectors(vectors: NDArray[np.float32], mentions: Mentions) -> NDArray[np.float32]:
    """The encoder's vectors averaged over the tokens of each mention and the mentions of each chain."""
    order = np.argsort(mentions.chain, kind="stable")
    many = np.bincount(mentions.chain)
    means = span_means(vectors, mentions.start[order], mentions.end[order])
    return np.divide(np.add.reduceat(means, np.cumsum(many) - many), many[:, None], dtype=np.float32)


def build_chain(document: Document, names: Sequence[Name], kind: NodeType, surroundings: Surroundings) -> Chain:
    """One chain with its base form, aliases and country."""
    texts = [document.text[n.start : n.end] for n in names]
    mentions = tuple(
        Mention(n.start, n.end, text, calibrate(n.confidence, MENTIONS[kind]))
        for n, text in zip(names, texts, strict=True)
    )
    aliases = tuple(sorted(set(texts)))
    name = _plural(best_name(texts, names[0].language, kind), names, document.text)
    country, reason, place = locate(name, aliases, kind, names, surroundings)
    sure = calibrate_chain(kind, [m.confidence for m in mentions])
    return Chain(name, kind, mentions, aliases, country, reason, place, sure)


def _plural(name: str, names: Sequence[Name], text: str) -> str:
    """The name with the -s of a foreign plural: no noun follows, as one would a genitive: "Nordic Game Studios."."""
    language, forms = names[0].language, {text[n.start : n.end] for n in names}
    if language not in _NORDIC or name in forms:
        return name
    ends = [n.end for n in names if text[n.start : n.end] == name + "s"]
    return name + "s" if any(_followed_by_no_noun(text, at, language) for at in ends) else name


def _followed_by_no_noun(text: str, at: int, language: str) -> bool:
    following = _FOLLOWING.match(text, at)
    word = following[1].casefold() if following is not None else ""
    return not word or word in conjunctions(language) or word in prepositions(language)


def build_relation(
    link: Link, names: Sequence[Name], text: str, sentences: Sentences, wording: Wording
) -> Relation | None:
    """The relation with its evidence; None when the text denies it."""
    a, b = sorted((names[i] for i in link.mentions), key=lambda n: n.start)
    sentence = sentences.at(b.start)
    modality = wording.modality(a, b, sentence, link.type, apart=sentences.at(a.start) != sentence)
    if modality is None:
        return None
    start, end = sentences.around(a.start, b.end)
    date = find_relation_date(text, (start, end), (a, b), names, b.language)
    confidence = calibrate(link.confidence, RELATIONS)
    return Relation(link.source, link.target, link.type, start, end, confidence, modality, date)
