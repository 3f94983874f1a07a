"""The country of a person or an initiative: all that speaks for one, and for none, weighed together."""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from netgraph.model import Chain, Relation
from netgraph.places import Clue, is_international, sounds_international

WEIGHTS = Path(__file__).with_name("weights")
_EDITION = re.compile(r"\d{4}|\d+\.|\b[IVX]+\b")
_LEAST = 1e-9  # divisor, for relations of no confidence
_LONG = 8  # words of a name; more tell no more
_MANY = 50  # one word in so many that says "international" tells as much as more of them
NONE = ""  # the candidate that stands for no country
Features = dict[str, float]
Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Candidates:
    """What speaks for each country, and under ``NONE`` for none; with the words that a reader is told."""

    features: Mapping[str, Features]
    reasons: Mapping[str, Mapping[str, str]]  # of a country: feature to words


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A chain that a relation joins to the one that is asked about."""

    chain: Chain
    role: str  # what the relation and the other end are: "organises organisation"
    confidence: float


def neighbours_of(chains: Sequence[Chain], relations: Sequence[Relation]) -> list[list[Neighbour]]:
    """For every chain those that its relations join it to; between two initiatives the direction counts."""
    out: list[list[Neighbour]] = [[] for _ in chains]
    for r in relations:
        for one, other in ((r.source, r.target), (r.target, r.source)):
            role = f"{r.type} {chains[other].type}"
            if "initiative" in (chains[one].type, chains[other].type) and chains[other].type != "person":
                role += " from" if one == r.target else " to"
            out[one].append(Neighbour(chains[other], role, r.confidence))
    return out


@dataclass(frozen=True, slots=True)
class Background:
    """What a document says as a whole, whoever is asked about.

    Attributes:
        language: of the document.
        country: that it is from, as far as one can tell.
        at_home: its language is one of that country.
        international: share of its words that call something international or European.
        across: number of bodies and programmes that are of several countries by their names.
        abroad: share of its organisations that sit elsewhere, of those with a country.
    """

    language: str | None
    country: str | None
    at_home: bool
    international: float
    across: int
    abroad: float


def gather_evidence(
    chain: Chain, clues: Sequence[Clue], neighbours: Sequence[Neighbour], background: Background
) -> Candidates:
    """All that a document says of the country of a person or an initiative.

    Args:
        chain: the person or the initiative.
        clues: what the words of the name and around it tell.
        neighbours: with the countries known so far.
        background: what the document says as a whole.
    """
    said = _Said()
    near = _hear_clues(said, clues)
    homes = _hear_neighbours(said, neighbours)
    if background.country is not None:
        words = "country of the document"
        said.say(background.country, "document", 1.0, words)
        said.say(background.country, "document at home", float(background.at_home), words)
        said.say(background.country, "document alone", float(not homes), words)
    said.features[NONE] = _for_none(chain, neighbours, homes, near, background)
    return Candidates(said.features, said.reasons)


class _Said:
    """Features and their words by country, as they come in."""

    def __init__(self) -> None:
        self.features: defaultdict[str, Features] = defaultdict(dict)
        self.reasons: defaultdict[str, dict[str, str]] = defaultdict(dict)

    def say(self, country: str, feature: str, value: float, words: str) -> None:
        self.features[country][feature] = max(self.features[country].get(feature, 0.0), value)
        self.reasons[country].setdefault(feature, words)


def _hear_clues(said: _Said, clues: Sequence[Clue]) -> int:
    """Takes in the clues; how many countries are near the name."""
    near = sum(1 for clue in clues if clue.where == "near")
    for clue in clues:
        said.say(clue.country, f"{clue.kind} {clue.where}", clue.share, clue.reason)
        if near == 1 and clue.where == "near":
            said.say(clue.country, "near alone", 1.0, clue.reason)
    return near


def _hear_neighbours(said: _Said, neighbours: Sequence[Neighbour]) -> dict[str, float]:
    """Takes in the neighbours of each role; the weight of the organisations among them by country."""
    weights: defaultdict[str, dict[str, float]] = defaultdict(dict)
    homes: dict[str, float] = {}
    for n in sorted(neighbours, key=lambda n: (n.role, n.chain.country or "", n.confidence)):
        if (country := n.chain.country) is not None:
            weights[n.role][country] = weights[n.role].get(country, 0.0) + n.confidence
            for feature, value in (("sure", n.confidence), ("share", 0.0)):
                said.say(country, f"{n.role} {feature}", value, _because_of(n.chain))
            if n.chain.type == "organisation":
                homes[country] = homes.get(country, 0.0) + n.confidence
    for role, of_role in weights.items():
        for country, weight in of_role.items():
            said.features[country][f"{role} share"] = weight / max(sum(of_role.values()), _LEAST)
    for country, weight in homes.items():
        share = weight / max(sum(homes.values()), _LEAST)
        said.say(country, "organisations share", share, "country of its organisations")
        said.say(country, "organisations alone", float(len(homes) == 1), "country of its organisations")
    return homes


def _because_of(chain: Chain) -> str:
    return "country of its people" if chain.type == "person" else f"country of its {chain.type}s"


def _for_none(
    chain: Chain, neighbours: Sequence[Neighbour], homes: Mapping[str, float], near: int, background: Background
) -> Features:
    roles = {f"{n.role} known": 1.0 for n in neighbours}
    organisers = {n.chain.country for n in neighbours if n.role.startswith("organises") and n.chain.country}
    return roles | {
        "none": 1.0,
        "international": float(is_international(chain.name)),
        "sounds international": float(sounds_international(chain.name)),
        "edition": float(bool(_EDITION.search(chain.name))),
        "capitals": float(chain.name.isupper()),
        "words": min(len(chain.name.split()), _LONG) / _LONG,
        "mentions": math.log(max(len(chain.mentions), 1)),
        "no organisations": float(not homes),
        "apart": 1 - max(homes.values()) / max(sum(homes.values()), _LEAST) if homes else 0.0,
        "two countries": float(len(homes) == 2),
        "more countries": float(len(homes) > 2),
        "countries": math.log(max(len(homes), 1)),
        "two organisers' countries": float(len(organisers) > 1),
        "several near": float(near > 1),
        "unknown neighbour": float(any(n.chain.country is None for n in neighbours)),
        "English": float(background.language == "en"),
        "bodies abroad": background.abroad,
        "others international": float(background.across > is_international(chain.name)),
        "international words": min(_MANY * background.international, 1.0),
    }


@dataclass(frozen=True, slots=True)
class OriginModel:
    """Weights of the features of one type of node, and of what the encoder says for no country."""

    features: Mapping[str, float]
    centre: Vector
    direction: Vector

    def choose(self, candidates: Candidates, vector: Vector | None = None) -> tuple[str | None, str]:
        """The likeliest country, or None, and why.

        Args:
            candidates: at least ``NONE``.
            vector: mean of the encoder's vectors over the mentions (width); None where there is no encoder.
        """
        best = self.best(candidates.features, vector)
        if best == NONE:
            return None, _why_none(candidates.features[NONE])
        said = candidates.reasons[best]
        strongest = max(sorted(said), key=lambda f: self.features.get(f, 0.0) * candidates.features[best][f])
        return best, said[strongest]

    def best(self, features: Mapping[str, Features], vector: Vector | None = None) -> str:
        """The candidate with the highest score; ``NONE`` among equals."""
        return max(sorted(features), key=lambda c: self._score(c, features[c], vector))

    def _score(self, country: str, features: Features, vector: Vector | None) -> float:
        score = sum(self.features.get(name, 0.0) * value for name, value in features.items())
        if country == NONE and vector is not None:
            score += float((vector - self.centre) @ self.direction)
        return score


def _why_none(features: Features) -> str:
    if features["international"] or features["sounds international"]:
        return "international by its name"
    if features["two countries"] or features["more countries"]:
        return "its organisations are of several countries"
    return "nothing tells the country"


@lru_cache(maxsize=4)
def load_origin_models(folder: Path = WEIGHTS) -> dict[str, OriginModel]:
    """The models by type of node, from ``countries.json``; ``tools/train/countries.py`` makes them."""
    read = json.loads((folder / "countries.json").read_text(encoding="utf-8"))
    return {
        kind: OriginModel(m["features"], np.array(m["centre"], np.float32), np.array(m["direction"], np.float32))
        for kind, m in read.items()
    }
