"""Common nouns that stand for a body named before: "Fundacja" for Fundacja Nowa Huta."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from netgraph.extract.features import Token
from netgraph.extract.forms import start_of
from netgraph.extract.labels import COLUMN
from netgraph.extract.names import Name
from netgraph.model import Chain

_CERTAIN = 0.5  # confidence of such a mention; it makes no chain surer
_LETTERS = 4  # of a noun


def refer_back(
    names: Sequence[Name],
    owner: Sequence[int],
    chains: Sequence[Chain],
    tokens: Sequence[Token],
    bits: NDArray[np.bool_],
) -> tuple[list[Name], list[int]]:
    """The names and their chains, with nouns that stand for a body among them, in the order of the text.

    A noun with a capital, as bodies are called in their own pages and at the head of a sentence, stands for the only
    body named before whose name holds it. It says how that one is related, but not how it is called.

    Args:
        owner: chain of each name.
        bits: what the packs say of each token (tokens, labels).
    """
    holders = _holders(chains)
    taken = {i for name in names for i in range(name.first, name.last)}
    noun = bits[:, COLUMN["anaphora:organisation"]]
    found = [*zip(names, owner, strict=True)]
    languages = {of: name.language for name, of in reversed(found)}
    for i in np.flatnonzero(noun & ~np.append(noun[1:], False)).tolist():  # "Der Verein": the last word
        token = tokens[i]
        meant = holders.get(start_of(token.form), set()) if token.form[0].isupper() and i not in taken else set()
        if len(meant) == 1 and chains[chain := min(meant)].mentions[0].start < token.start:
            noun_for = Name(token.start, token.end, i, i + 1, "organisation", _CERTAIN, languages[chain])
            found.append((noun_for, chain))
    found.sort(key=lambda one: one[0].start)
    return [name for name, _ in found], [chain for _, chain in found]


def _holders(chains: Sequence[Chain]) -> dict[str, set[int]]:
    """By the beginning of a word, the bodies with it in a name of several words."""
    holders: dict[str, set[int]] = {}
    for number, chain in enumerate(chains):
        names = (chain.name, *chain.aliases) if chain.type == "organisation" else ()
        for word in (word for name in names if " " in name for word in name.split()):
            if len(word) >= _LETTERS:
                holders.setdefault(start_of(word), set()).add(number)
    return holders
