"""A small extractor for tests of everything around it: runs of capitalised words, related to the next one in a line."""

import re
from itertools import pairwise

from netgraph.model import Chain, Extraction, Mention, Relation

NAME = re.compile(r"[^\W\d_a-zà-öø-ÿąćęłńóśźż]\w+(?: [^\W\d_a-zà-öø-ÿąćęłńóśźż]\w+)*")
PLACES = {"Szczecin": "PL", "Berlin": "DE", "Kronoberg": "SE"}


def country_of(name):
    return next((country for place, country in PLACES.items() if place in name), None)


class CapitalsExtractor:
    version = "capitals-1"

    def __init__(self):
        self.calls = []

    def extract(self, document):
        self.calls.append(document.id)
        found = {}
        for match in NAME.finditer(document.text):
            found.setdefault(match[0], []).append(Mention(match.start(), match.end(), match[0]))
        names = list(found)
        chains = tuple(
            Chain(name, "organisation", tuple(mentions), (name,), country_of(name))
            for name, mentions in found.items()
        )
        relations = []
        for line in re.finditer(r".+", document.text):
            numbers = [names.index(match[0]) for match in NAME.finditer(line[0])]
            for a, b in pairwise(numbers):
                if a != b:
                    relations.append(Relation(a, b, "cooperates", line.start(), line.end(), 0.8))
        return Extraction(document.id, chains, tuple(dict.fromkeys(relations)))
