"""Personal data in outputs: what stands for a person, and what is cut from names, titles and quotes."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from netgraph.errors import SetupError
from netgraph.model import NODE_TYPES, RELATION_TYPES, Edge, Entity
from netgraph.period import period_of
from netgraph.settings import PEOPLE, People

from .persons import WORD, Persons, words_of
from .words import fold

if TYPE_CHECKING:
    from netgraph.nodelink import DecisionRecord

HIDDEN = "…"  # stands for words of a decision that may name a person
Cut = tuple[int, int, str]  # from, to, what stands there instead

_AT = r"(?:@|\(at\)|\[at\])"
_MAIL = re.compile(rf"[\w.+%-]+\s?{_AT}\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_DIGITS = r"(?:[\s()/.\u00a0–-]{0,3}\d){6,13}(?!\w)"
_PHONE = re.compile(
    rf"(?<!\w)(?:tel|phone|fon|mob|kom|fax)\w{{0,6}}[.:]*\s*(?P<told>\(?\+?\d{_DIGITS})"
    rf"|(?P<plain>(?:(?:\+|(?<!\w)00)\d|(?<![\w.,])\(?0\d){_DIGITS})",
    re.IGNORECASE,
)
# What no address and no number is without: most texts are passed over for it.
_MAYBE_MAIL = re.compile(_AT, re.IGNORECASE)
_MAYBE_PHONE = re.compile(r"\d(?:[\s()/.\u00a0–-]{0,3}\d){6}")
_DATE = re.compile(r"\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2,4}|\d{4}-\d\d-\d\d")
_JOINT = re.compile(r"[\s_-]+")
_BEGIN = re.compile(r"(?<![^\W_])[^\s_-]")  # of a word, or of a sign before one
# Controls, zero-width and bidi marks: they hide or reorder what a reader sees.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u061c\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def check_people(people: str) -> People:
    """The value as one of the four ways to show people.

    Raises:
        SetupError: it is none of them.
    """
    if people not in PEOPLE:
        raise SetupError(f"people: {people!r} is unknown; expected one of {', '.join(PEOPLE)}")
    return people  # type: ignore[return-value]


def visible(text: str) -> str:
    """The text without characters that hide or reorder it; line ends and tabs become spaces."""
    if text.isprintable():  # none of these is
        return text
    return _HIDDEN.sub("", text.replace("\n", " ").replace("\t", " ").replace("\u2028", " ").replace("\u2029", " "))


class Privacy:
    """Finds what must not be shown and says what stands there instead.

    Args:
        entities: all entities of the network.
        edges: its relations, for the organisation that a person stands for in ``role``.
        people: the way to show people.
        labels: texts for "person", "e-mail" and "phone number" in the reader's language.
    """

    def __init__(
        self, entities: Iterable[Entity], edges: Iterable[Edge], people: People, labels: Mapping[str, str]
    ) -> None:
        self.people = people
        self.labels = labels
        self._entities = {entity.id: entity for entity in entities}
        persons = [entity for entity in self._entities.values() if entity.type == "person"]
        hidden = [] if people == "show" else persons
        self._persons = Persons(hidden)
        self.names = _names(persons, {}, people, labels)
        self._set_forms(hidden)
        self._places = {words_of(entity.place) for entity in self._entities.values() if entity.place and hidden}
        if people == "role":  # the name of an organisation may hold that of a person
            homes = {person: self.name(home) for person, home in _homes(edges, self._entities).items()}
            self.names = _names(persons, homes, people, labels)
            self._set_forms(hidden)
        self._kept = self._find_kept() if hidden else frozenset()
        self._lengths: dict[str, set[int]] = {}  # of the names that begin with a word
        for words in self._kept:
            self._lengths.setdefault(words[0], set()).add(len(words))

    def _set_forms(self, hidden: list[Entity]) -> None:
        self._forms, self._of_form = _forms_pattern(hidden, self.names)
        whole = {form for form in self._of_form if len(words := form.split()) > 1 or self._persons.is_surname(words[0])}
        self._names_forms = _AnyOf(whole)

    def _find_kept(self) -> frozenset[tuple[str, ...]]:
        """The names of organisations, initiatives and places, as folded words: no person is named in them."""
        kept = set()
        for entity in self._entities.values():
            if entity.type != "person":
                named = {entity.name, *entity.aliases, *(mention.text for mention in entity.mentions)}
                kept |= {words_of(name) for name in named if not self.name_cuts(visible(name))}
                if entity.place and not self._persons.whole_names(visible(entity.place)):
                    kept.add(words_of(entity.place))
        return frozenset(kept - {()})

    def name(self, text: str) -> str:
        """A name of an organisation or initiative without contact data and names of persons who are not shown."""
        seen = visible(text)
        return apply(seen, self.name_cuts(seen))

    def place(self, text: str) -> str:
        """A name of a place without contact data and whole names of persons who are not shown."""
        seen = visible(text)
        return apply(seen, self.place_cuts(seen))

    def text(self, text: str) -> str:
        """A title, sentence or path without contact data and names of persons who are not shown."""
        seen = visible(text)
        return apply(seen, self.cuts(seen, any_case=True))

    def hides_id(self, entity: Entity) -> bool:
        """Whether the id of an organisation or initiative tells the name of a person who is not shown."""
        return bool(self.name_cuts(entity.id) or (self.people != "show" and self.name_cuts(visible(entity.name))))

    def place_cuts(self, text: str) -> list[Cut]:
        """What to cut from the name of a place: whole names of persons."""
        return disjoint([*_contacts(text, self.labels), *self._whole(text)])

    def name_cuts(self, text: str) -> list[Cut]:
        """What to cut from a name: whole names of persons, and surnames that texts use alone or that are all of it."""
        found = [*_contacts(text, self.labels), *self._whole(text)]
        for match in self._names_forms.finditer(text):
            found.append((match.start(), match.end(), self._of_form[_spoken(match.group())]))
        if words_of(text) not in self._places:
            found += [(start, end, f"[{self.labels['person']}]") for start, end in self._persons.only_surname(text)]
        return disjoint(found)

    def cuts(self, text: str, *, any_case: bool = False) -> list[Cut]:
        """What to cut from a text: names of persons and their surnames, inflected too, but not in names of others.

        Args:
            text: a sentence, title or path.
            any_case: a surname may be written in small letters.
        """
        found = _contacts(text, self.labels)
        if not self._persons:
            return disjoint(found)
        whole = self._whole(text)
        single: list[Cut] = []
        for match in self._forms.finditer(text):
            single.append((match.start(), match.end(), self._of_form[_spoken(match.group())]))
        surnames = self._persons.surnames(text, any_case=any_case)
        single += [(start, end, f"[{self.labels['person']}]") for start, end in surnames]
        kept = self._kept_in(text) if single else []
        single = [cut for cut in single if not any(start <= cut[0] and cut[1] <= end for start, end in kept)]
        return disjoint([*found, *whole, *single])

    def _whole(self, text: str) -> list[Cut]:
        return [(start, end, self.names[person]) for start, end, person in self._persons.whole_names(text)]

    def _kept_in(self, text: str) -> list[tuple[int, int]]:
        """Where names of organisations, initiatives and places stand in a text."""
        found = [(match.start(), match.end(), fold(match.group())) for match in WORD.finditer(text)]
        words = tuple(word for _, _, word in found)
        return [
            (found[i][0], found[i + length - 1][1])
            for i, word in enumerate(words)
            for length in self._lengths.get(word, ())
            if i + length <= len(words) and words[i : i + length] in self._kept
        ]


def _contacts(text: str, labels: Mapping[str, str]) -> list[Cut]:
    found: list[Cut] = []
    for match in _MAIL.finditer(text) if _MAYBE_MAIL.search(text) else ():
        found.append((match.start(), match.end(), f"[{labels['e-mail']}]"))
    for match in _PHONE.finditer(text) if _MAYBE_PHONE.search(text) else ():
        start, end = match.span("told" if match["told"] else "plain")
        if not _DATE.fullmatch(text[start:end]):
            found.append((start, end, f"[{labels['phone']}]"))
    return found


def disjoint(cuts: Iterable[Cut]) -> list[Cut]:
    """The cuts in order, the longer first where two overlap."""
    kept: list[Cut] = []
    for cut in sorted(cuts, key=lambda cut: (cut[0] - cut[1], cut[0], cut[2])):
        if all(cut[1] <= other[0] or cut[0] >= other[1] for other in kept):
            kept.append(cut)
    return sorted(kept)


def apply(text: str, cuts: Iterable[Cut]) -> str:
    """The text with the cuts made."""
    parts, at = [], 0
    for start, end, instead in cuts:
        parts += [text[at:start], instead]
        at = end
    return "".join([*parts, text[at:]])


def _names(
    persons: list[Entity], homes: Mapping[str, str], people: People, labels: Mapping[str, str]
) -> dict[str, str]:
    """Person id to what stands for the person; numbers follow the order of first mention, not the alphabet."""
    first = {person.id: min((m.document, m.start) for m in person.mentions) if person.mentions else ("", -1)
             for person in persons}  # fmt: skip
    order = sorted(persons, key=lambda person: (first[person.id], person.id))
    if people == "show":
        return {}
    if people == "drop":
        return {person.id: f"[{labels['person']}]" for person in order}
    numbered = {person.id: f"{labels['person']} {number}" for number, person in enumerate(order, start=1)}
    return {person: f"{name} ({homes[person]})" if person in homes else name for person, name in numbered.items()}


def _homes(edges: Iterable[Edge], entities: Mapping[str, Entity]) -> dict[str, str]:
    """Person id to the name of the organisation that most says the person is of."""
    home: dict[str, tuple[int, str]] = {}
    for edge in edges:
        of_person = edge.type == "affiliated_with" and entities[edge.source].type == "person"
        if of_person and entities[edge.target].type != "person":
            home[edge.source] = min(home.get(edge.source, (0, "\uffff")), (-edge.weight, entities[edge.target].name))
    return {person: name for person, (_, name) in home.items()}


class _AnyOf:
    """Any of many forms, wherever a word begins: found by their first letter, as one pattern of all would be slow."""

    def __init__(self, forms: Iterable[str]) -> None:
        by_letter: dict[str, list[str]] = {}
        for form in sorted(forms, key=lambda form: (-len(form), form)):
            by_letter.setdefault(form[0], []).append(form)
        self._patterns = {letter: _pattern_of(longest_first) for letter, longest_first in by_letter.items()}

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The forms in a text, none within another."""
        at = 0
        for begin in _BEGIN.finditer(text):
            pattern = self._patterns.get(begin.group().casefold()[0])
            found = pattern.match(text, begin.start()) if pattern is not None and begin.start() >= at else None
            if found is not None:
                yield found
                at = found.end()


def _pattern_of(forms: Iterable[str]) -> re.Pattern[str]:
    # In ids and in names of files, words are joined by hyphens and letters have no marks.
    patterns = (_JOINT.pattern.join(map(re.escape, form.split(" "))) for form in forms)
    return re.compile(rf"(?:{'|'.join(patterns)})(?![^\W_])", re.IGNORECASE)


def _forms_pattern(persons: list[Entity], names: Mapping[str, str]) -> tuple[_AnyOf, dict[str, str]]:
    of_form: dict[str, str] = {}
    for person in persons:
        for form in sorted({person.name, *person.aliases, *(mention.text for mention in person.mentions)}):
            for written in (visible(form), fold(visible(form))) if len(form) > 1 else ():
                of_form.setdefault(_spoken(written), names[person.id])
    of_form.pop("", None)
    return _AnyOf(of_form), of_form


def _spoken(form: str) -> str:
    return _JOINT.sub(" ", form.casefold()).strip()


def show_decisions(
    decisions: "Iterable[DecisionRecord]", entities: Iterable[Entity], privacy: Privacy
) -> "tuple[DecisionRecord, ...]":
    """The decisions as they may be shown.

    Contact data are cut. Unless people are shown, only words that are names of organisations and initiatives stay;
    author, reason and source may name anybody and are left out.
    """
    if privacy.people == "show":
        return tuple(_each(row, privacy.text) for row in decisions)
    kept = {*NODE_TYPES, *RELATION_TYPES, "none", ""}
    for entity in entities:
        if entity.type != "person":
            kept |= {text.casefold() for text in (entity.id, entity.name, *entity.aliases)}

    def public(text: str) -> str:
        country = len(text) == 2 and text.isupper()
        known = country or text.casefold() in kept
        return visible(text) if known and not privacy.name_cuts(text) else HIDDEN

    return tuple(replace(_each(row, public), author="", reason="", source="") for row in decisions)


def _each(row: "DecisionRecord", change: Callable[[str], str]) -> "DecisionRecord":
    return replace(
        row, subject=change(row.subject), object=change(row.object), value=change(row.value),
        author=change(row.author), reason=change(row.reason), source=change(row.source),
        date=row.date if period_of(row.date) is not None else "",
    )  # fmt: skip
