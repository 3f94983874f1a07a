"""Who speaks to a paper or a station is not of it: "Anna Roth told the Kiel Daily News"."""

import re
from collections.abc import Sequence
from functools import cache

from netgraph.extract.names import Name
from netgraph.extract.relations import Link
from netgraph.extract.stated import words_of

_VERB = 20  # characters before a person, for the verb


def without_hearers(links: Sequence[Link], names: Sequence[Name], text: str) -> list[Link]:
    """The links without those of people to the bodies that hear them."""
    return [link for link in links if link.type != "affiliated_with" or not _is_heard(link, names, text)]


def _is_heard(link: Link, names: Sequence[Name], text: str) -> bool:
    person, body = (names[mention] for mention in link.mentions)
    direct, behind_verb, verb = _patterns()
    if direct.fullmatch(text, person.end, body.start):
        return True
    told = behind_verb.fullmatch(text, person.end, body.start) is not None
    return told and verb.search(text, max(0, person.start - _VERB), person.start) is not None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What leads from a speaker to a hearer by itself, what does behind a verb, and that verb."""
    direct, behind, says = ("|".join(words_of(key)) for key in ("hearers", "says_to", "says"))
    article = rf"(?:\s(?:{'|'.join(words_of('articles'))}))?[\s’']+[„“”«»\"]?"
    return (
        re.compile(rf",?\s(?:{direct}){article}"),
        re.compile(rf"\s(?:{behind}){article}"),
        re.compile(rf"(?<!\w)(?:{says})\s$", re.IGNORECASE),
    )
