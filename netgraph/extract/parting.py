"""Names that run on, in their parts; and names that are surer for standing again and again."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from netgraph.extract.features import Token
from netgraph.extract.forms import conjunctions, joining_words
from netgraph.extract.names import BREAKS, Name, word_stem
from netgraph.language.lexicon import load_lexicon
from netgraph.language.pack import load_pack
from netgraph.model import NodeType
from netgraph.places import find_place, is_place_name

LONGEST_FORM = 30  # tokens
_ELATIVE = {"fi": ("sta", "stä"), "et": ("st",)}  # endings of the body that somebody is of
_OFFICE = 5  # tokens before a body in which an office stands
SHORT = 4  # letters of a word that may be a name behind a slash
SURE = 0.6  # a name that is nowhere so sure is surer where its form stands so often, and so often within a sentence
OFTEN, INSIDE = 4, 2
OFFICES = frozenset({"CEO", "CDO", "CTO", "CIO", "CFO", "COO", "CSO", "CMO", "VD", "GF"})
_SIGNS = frozenset("•·|")
_DASHES = frozenset("-–—‒―−")
# Prepositions that begin another part of the sentence behind "and"; "e della" and its like go on with a name.
_ASIDE = frozenset({"for", "für", "för", "voor", "med", "mit", "with", "met", "til", "till", "from", "fra", "från"})


def strengthen(tokens: Sequence[Token], names: Sequence[Name]) -> list[Name]:
    """A name that is faint at each place is sure where a text has it again and again, also within sentences.

    What a page is about may be named like common words ("Algorithm Audit supports"), and be faint wherever it stands.
    """
    forms = [tuple(t.form for t in tokens[n.first : n.last]) for n in names]
    said: dict[tuple[str, ...], Counter[NodeType]] = {}  # of forms that are nowhere sure, what speaks for each type
    for name, form in zip(names, forms, strict=True):
        if name.type != "person" and form[0][0].isupper() and len(form) <= LONGEST_FORM:
            said.setdefault(form, Counter())[name.type] += name.confidence  # type: ignore[assignment]
    for name, form in zip(names, forms, strict=True):
        plain = len(form) == 1 and (form[0].isupper() or sum(c.isupper() for c in form[0]) < 2)
        if plain or name.confidence >= SURE or name.type == "person":
            said.pop(form, None)
    lengths: dict[str, set[int]] = {}  # of the forms that begin with a word
    for form in said:
        lengths.setdefault(form[0], set()).add(len(form))
    places: Counter[tuple[str, ...]] = Counter()
    inside: Counter[tuple[str, ...]] = Counter()
    for i, token in enumerate(tokens):
        for length in lengths.get(token.form, ()):
            form = tuple(t.form for t in tokens[i : i + length])
            if form in said:
                places[form] += 1
                before = tokens[i - 1].form if i else ""
                inside[form] += before == "," or (before.isalpha() and before.islower())
    out = []
    for name, form in zip(names, forms, strict=True):
        if places[form] >= OFTEN and inside[form] >= INSIDE and name.type == said[form].most_common(1)[0][0]:
            name = replace(name, confidence=1 - (1 - name.confidence) ** (min(places[form], 2 * OFTEN) / 2))
        out.append(name)
    return out


def part_names(tokens: Sequence[Token], names: Sequence[Name]) -> list[Name]:
    """Names that go on as a sentence behind another name of the document are no more than that name.

    "Nord Game Hub builds a bridge" is a title that says what "Nord Game Hub" does. A head word further on makes a name
    of its own of it: "Vilniaus universiteto studentų atstovybė".
    """
    known: dict[tuple[str, ...], Name] = {}
    names = [part for name in names for one in _at_signs(tokens, name) for part in _without_office(tokens, one)]
    people = {name.forms(tokens) for name in names if name.type == "person"}
    for name in sorted(names, key=lambda n: (-n.confidence, n.start)):
        form = name.forms(tokens)
        if name.type != "person" and (len(form) > 1 or sum(c.isupper() for c in form[0]) > 1):
            known.setdefault(form, name)
    alone = {name.forms(tokens) for name in names if name.type != "person"}
    names = [part for name in names for part in _parted(tokens, name, known, alone)]
    stems = {tuple(word_stem(word, name.language) for word in form) for form, name in known.items()}
    names = [part for name in names for part in _before_person(tokens, name, stems, people)]
    bodies = {name.forms(tokens) for name in names if name.type == "organisation" and name.confidence >= SURE}
    names = [part for name in names for part in _behind_body(tokens, name, bodies)]
    names = _without_openers(tokens, names, known)
    out = []
    for name in names:
        form = name.forms(tokens)
        at = next((i for i in range(len(form) - 1, 0, -1) if form[:i] in known), None)
        if at is not None and name.type != "person":
            goes_on = form[at].isalpha() and form[at].islower() and form[at] not in joining_words()
            if goes_on and not _holds_head(form[at:], name.language):
                end = tokens[name.first + at - 1].end
                name = replace(known[form[:at]], start=name.start, end=end, first=name.first, last=name.first + at)
        out.append(name)
    return out


def _at_signs(tokens: Sequence[Token], name: Name) -> Iterator[Name]:
    """What stands between signs that part the entries of a line: "Alfa • Beta"; names hold none (4 annotated ones)."""
    last = name.first
    for i in range(name.first + 1, name.last - 1):
        before, sign, after = tokens[i - 1 : i + 2]
        if sign.form in _SIGNS and before.end < sign.start and sign.end < after.start and name.type != "person":
            yield replace(name, start=tokens[last].start, end=before.end, first=last, last=i)
            last = i + 1
    if last == name.first or tokens[last].form[0].isupper():
        yield replace(name, start=tokens[last].start, first=last)


def _before_person(
    tokens: Sequence[Token], name: Name, stems: Collection[tuple[str, ...]], people: Collection[tuple[str, ...]]
) -> Iterator[Name]:
    """A name that is one of the document and a person of it, one behind the other: "Klastra IT Magdalena Ławicka"."""
    form = name.forms(tokens)
    for i in range(1, len(form) - 1):
        if form[i:] in people and tuple(word_stem(word, name.language) for word in form[:i]) in stems:
            yield replace(name, end=tokens[name.first + i - 1].end, last=name.first + i)
            yield replace(name, start=tokens[name.first + i].start, first=name.first + i, type="person")
            return
    if name.type == "organisation" and _is_of(form, name.language):
        yield replace(name, end=tokens[name.first + 1].end, last=name.first + 2, type="person")
        yield replace(name, start=tokens[name.first + 2].start, first=name.first + 2)
        return
    at = len(form) - 2
    given = at > 1 and form[at] in load_pack(name.language).given_names and form[at + 1].istitle()
    if given and name.type == "organisation" and form[at - 1] not in joining_words() and _in_office(tokens, name):
        yield replace(name, end=tokens[name.first + at - 1].end, last=name.first + at)
        yield replace(name, start=tokens[name.first + at].start, first=name.first + at, type="person")
        return
    yield name


def _behind_body(tokens: Sequence[Token], name: Name, bodies: Collection[tuple[str, ...]]) -> Iterator[Name]:
    """A person and the body of the document that stands right before, as its office is told: "VD Alfa Anna Roth"."""
    form = name.forms(tokens)
    body = (i for i in range(len(form) - 2, 0, -1) if form[:i] in bodies)
    i = next(body, 0) if name.type == "person" and form[0] not in load_pack(name.language).given_names else 0
    if i and form[i].istitle():
        yield replace(name, end=tokens[name.first + i - 1].end, last=name.first + i, type="organisation")
        yield replace(name, start=tokens[name.first + i].start, first=name.first + i)
    else:
        yield name


def _is_of(form: Sequence[str], language: str) -> bool:
    """Whether a name is that of a person and the body that this one is of: "Matti Virtanen Alfa Oy:stä"."""
    if len(form) < 3 or not form[-1].endswith(_ELATIVE.get(language, ("\n",))):
        return False
    return form[0] in load_pack(language).given_names and form[1].istitle() and form[2][0].isupper()


def _in_office(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a word shortly before a name says what somebody is: "maire de la Ville de Lund Marc Dupont"."""
    before = [t.form for t in tokens[max(0, name.first - _OFFICE) : name.first]]
    return any(label == "role" for _, _, label in load_lexicon(name.language).match(before))


def _without_office(tokens: Sequence[Token], name: Name) -> list[Name]:
    """The name of a body without the office of the person who stands before it: "CEO Alfa AB"."""
    first = name.first
    if name.type == "organisation" and name.last - first > 1 and tokens[first].form in OFFICES:
        return [replace(name, start=tokens[first + 1].start, first=first + 1)]
    return [name]


def _without_openers(
    tokens: Sequence[Token], names: Sequence[Name], known: Mapping[tuple[str, ...], Name]
) -> list[Name]:
    """Names without the word that opens their sentence, where the rest is a name of the document: "Today Alfa Beta"."""
    stems = {
        tuple(word_stem(word, name.language) for word in form) for form, name in known.items()
        if len(form) > 1 or not form[0].isupper()
    }  # fmt: skip
    within = {name.forms(tokens) for name in names if not _opens_sentence(tokens, name.first)}
    out = []
    for name in names:
        first, *rest = form = name.forms(tokens)
        opens = name.type != "person" and bool(rest) and first.istitle() and _opens_sentence(tokens, name.first)
        known_rest = opens and form not in within and tuple(word_stem(word, name.language) for word in rest) in stems
        labels = {label for _, _, label in load_lexicon(name.language).match([first])} if known_rest else set()
        if known_rest and not any(label.endswith("_head") for label in labels):
            name = replace(name, start=tokens[name.first + 1].start, first=name.first + 1)
        out.append(name)
    return out


def _opens_sentence(tokens: Sequence[Token], i: int) -> bool:
    return i == 0 or tokens[i - 1].form in BREAKS or tokens[i - 1].form in (".", "!", "?", ":")


def _parted(
    tokens: Sequence[Token],
    name: Name,
    known: Mapping[tuple[str, ...], Name],
    alone: AbstractSet[tuple[str, ...]],
) -> Iterator[Name]:
    """A name that runs on after a whole name of the document, in its parts: "Alfa and Beta", "Alfa - goes on".

    So does one with a slash that has a space beside it, or a whole name before it. One word is a name for certain
    where what follows on "and" is one as well.

    Args:
        alone: what is a name anywhere in the document, be it one word.
    """
    form = [t.form for t in tokens[name.first : name.last]]
    joins_names = conjunctions(name.language)
    for i in range(len(form) - 2, 0, -1):
        joins, after = form[i] in joins_names, form[i + 1]
        apart = form[i] in _DASHES and tokens[name.first + i - 1].end < tokens[name.first + i].start
        if name.type == "person":
            break
        if form[i] == "/" and name.type == "organisation" and _are_two(tokens, name, i, known):
            yield replace(name, end=tokens[name.first + i - 1].end, last=name.first + i)
            yield replace(name, start=tokens[name.first + i + 1].start, first=name.first + i + 1)
            return
        if not (joins or apart):
            continue
        both = joins and {tuple(form[:i]), tuple(form[i + 1 :])} <= alone
        whole = tuple(form[:i]) in known or both or (joins and _are_towns(form, i, name.language))
        explained = apart and form[i] in "–—" and after[0].islower() and name.type == "organisation"
        goes_on = explained or (joins and after in _ASIDE)
        if goes_on or (whole and ((joins and after[0].isupper()) or (apart and after[0].islower()))):
            yield replace(name, end=tokens[name.first + i - 1].end, last=name.first + i)
            if joins and not goes_on:
                yield replace(name, start=tokens[name.first + i + 1].start, first=name.first + i + 1)
            return
    yield name


def _are_towns(form: Sequence[str], i: int, language: str) -> bool:
    """Whether the word at place ``i`` joins two towns, as in "Rostock and Kiel"; "Brighton and Hove" is one."""
    if is_place_name(" ".join(form)):
        return False
    places = [find_place(" ".join(words), language) for words in (form[:i], form[i + 1 :])]
    return all(place is not None and place.kind == "town" for place in places)


def _are_two(tokens: Sequence[Token], name: Name, i: int, known: Mapping[tuple[str, ...], Name]) -> bool:
    """Whether the slash at place ``i`` of a name parts two names."""
    form = name.forms(tokens)
    before, slash, after = tokens[name.first + i - 1 : name.first + i + 2]
    spaced = before.end < slash.start or slash.end < after.start
    whole = form[:i] in known and (i > 1 or form[i + 1 :] in known)
    named = form[0][0].isupper() and after.form[0].isupper() and (len(after.form) >= SHORT or after.form.isupper())
    return named and (spaced or whole)


def _holds_head(words: Sequence[str], language: str) -> bool:
    labels = {label for _, _, label in load_lexicon(language).match(list(words))}
    return not labels.isdisjoint(("organisation_head", "initiative_head"))
