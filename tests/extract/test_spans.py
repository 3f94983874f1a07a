"""Names in the text: trimmed, and found again where they are repeated."""

import pytest

from netgraph.extract.corrections import with_number, with_saints
from netgraph.extract.features import plain_paragraphs, tokenise
from netgraph.extract.spans import fill_quotes, place_names, trim
from netgraph.extract.tagger import Span
from netgraph.model import Document

TRIMMED = [
    ("„Klaster IT”", "Klaster IT"),
    ("(SIBB)", "SIBB"),
    ("Klaster IT (KIT)", "Klaster IT (KIT)"),
    ("Klaster IT (KIT", "Klaster IT (KIT"),
    ("Verein der Freunde e.V.", "Verein der Freunde e.V."),
    ("Alfa Sp. z o.o", "Alfa Sp. z o.o"),
    ("Alfa sp. z o.o.", "Alfa sp. z o.o."),
    ("Stadt Lund.", "Stadt Lund"),
    ("Stadt Lund,", "Stadt Lund"),
    ("Fundacja Rozwoju w", "Fundacja Rozwoju"),
    ("Lunds kommun och", "Lunds kommun"),
    ("– Digitri –", "Digitri"),
    ("»Region Skåne«", "Region Skåne"),
    ("* JOBTOWN 2 *", "JOBTOWN 2"),
]


def read(text, language="en"):
    document = Document("x", text, language=language)
    paragraphs = plain_paragraphs(text)
    return document, tokenise(text, paragraphs), paragraphs


NO_NAMES = ["urbact.eu/urbact-polska", "IMG 20170110 1457482", "logo-klaster.png", "DSC_0042", "A" * 500]


@pytest.mark.parametrize("text", NO_NAMES)
def test_addresses_names_of_files_and_endless_words_are_no_names(text):
    document, tokens, paragraphs = read(text)
    assert place_names(document, tokens, paragraphs, [Span(0, len(tokens), "initiative", 0.9)]) == []


SPELT_OUT = [
    ("LIND, LokalInnovation i Norra Dalarna", ["LIND", "LokalInnovation i Norra Dalarna"]),
    ("LIND (Lokal Innovation i Norra Dalarna)", ["LIND", "Lokal Innovation i Norra Dalarna"]),
    ("LUND, Oslo and Kiel", ["LUND, Oslo and Kiel"]),
    ("LIND, LokalInnovation", ["LIND, LokalInnovation"]),
]


@pytest.mark.parametrize(("written", "names"), SPELT_OUT)
def test_an_acronym_and_what_spells_it_out_are_two_names(written, names):
    document, tokens, paragraphs = read(written, "sv")
    found = place_names(document, tokens, paragraphs, [Span(1, len(tokens), "organisation", 0.9)])
    assert [written[name.start : name.end] for name in found] == names


GENERIC = [("en", "SMEs"), ("de", "KMU"), ("de", "IuK"), ("lt", "MVĮ"), ("nl", "HBO"), ("fr", "PME"), ("es", "TIC")]


@pytest.mark.parametrize(("language", "form"), GENERIC)
def test_abbreviations_for_a_kind_of_bodies_are_no_names(language, form):
    for text, expected in ((f"Alfa {form} Lund", []), (f"Alfa {form} Lund", [f"{form} Lund"])):
        document, tokens, paragraphs = read(text, language)
        end = 3 if not expected else 4
        names = place_names(document, tokens, paragraphs, [Span(2, end, "organisation", 0.9)])
        assert [text[name.start : name.end] for name in names] == expected


def test_a_newspaper_may_be_called_like_small_firms():
    document, tokens, paragraphs = read("Alfa SME Lund", "sk")
    assert len(place_names(document, tokens, paragraphs, [Span(2, 3, "organisation", 0.9)])) == 1


NUMBERED = [
    ("JOBTOWN 2 began", "JOBTOWN 2"),
    ("Interreg VI pays", "Interreg VI"),
    ("Alfa 2010 – 2011", "Alfa"),
    ("Alfa 2010 began", "Alfa 2010"),
    ("Alfa 2.5 percent", "Alfa"),
]


@pytest.mark.parametrize(("text", "name"), NUMBERED)
def test_the_number_behind_an_initiative_is_of_its_name_but_not_the_years_that_it_lasts(text, name):
    _, tokens, _ = read(text)
    span = with_number(Span(1, 2, "initiative", 0.9), tokens, len(tokens))
    assert text[tokens[span.start].start : tokens[span.end - 1].end] == name


def test_a_saint_behind_a_body_is_its_patron():
    text = "Universidad de Lugo San Vicente met Anna San"
    _, tokens, _ = read(text, "es")
    body, saint, person = Span(1, 4, "organisation", 0.9), Span(4, 6, "person", 0.6), Span(7, 9, "person", 0.9)
    assert with_saints([body, saint, person], tokens) == [Span(1, 6, "organisation", 0.9), person]
    assert with_saints([Span(1, 3, "organisation", 0.9), saint], tokens) == [Span(1, 3, "organisation", 0.9), saint]


@pytest.mark.parametrize(("written", "name"), TRIMMED)
def test_a_name_loses_what_stands_around_it(written, name):
    _, tokens, _ = read(written)
    span = trim(tokens, Span(0, len(tokens), "organisation", 0.9))
    assert span is not None
    assert written[tokens[span.start].start : tokens[span.end - 1].end] == name


@pytest.mark.parametrize("written", ["„”", "2014-2020", "(—)", "..."])
def test_what_has_no_letter_is_no_name(written):
    _, tokens, _ = read(written)
    assert trim(tokens, Span(0, len(tokens), "organisation", 0.9)) is None


def test_a_quotation_that_speaks_of_a_project_is_not_its_name():
    for text, whole in (("“We learned a lot from Blue”, they say", False), ("The “Green Blue”", True)):
        _, tokens, _ = read(text)
        at = next(i for i, token in enumerate(tokens) if token.form == "Blue")
        (span,) = fill_quotes([Span(at, at + 1, "initiative", 0.9)], tokens)
        assert (span.end - span.start > 1) == whole


@pytest.mark.parametrize(
    ("text", "language", "seen", "names"),
    [
        ("Zástupci polského města Katovice", "cs", ("polského", "Katovice", "organisation"), ["Katovice"]),
        ("Lund AB (Land Bayern, Germany) pays", "en", ("Germany", "Germany", "organisation"), ["Lund AB"]),
        ("Lund AB (Alfa AB) pays", "en", ("Alfa", "AB", "organisation"), ["Lund AB", "Alfa AB"]),
        ("maire de la Ville de Lund Marc Roy", "fr", ("Ville", "Roy", "organisation"), ["Ville de Lund", "Marc Roy"]),
    ],
)  # fmt: skip
def test_where_a_body_lies_and_who_speaks_for_it_are_no_part_of_its_name(text, language, seen, names):
    document, tokens, paragraphs = read(text, language)
    forms = [token.form for token in tokens]
    first, last, kind = seen
    spans = [Span(forms.index("Lund"), forms.index("AB") + 1, "organisation", 0.9)] if text.startswith("Lund") else []
    end = len(forms) - 1 - forms[::-1].index(last)
    found = place_names(document, tokens, paragraphs, [*spans, Span(forms.index(first), end + 1, kind, 0.9)])
    assert [text[name.start : name.end] for name in found] == names


def test_the_body_that_a_person_is_of_is_another_name():
    document, tokens, paragraphs = read("Puhuu Matti Virtanen Alfa Oy:stä", "fi")
    found = place_names(document, tokens, paragraphs, [Span(2, len(tokens), "organisation", 0.9)])
    assert [(n.type, document.text[n.start : n.end]) for n in found][:1] == [("person", "Matti Virtanen")]


def test_a_person_goes_on_behind_a_particle():
    document, tokens, paragraphs = read("Ann Roth de la Lara Vílchez and Bo de Kiel came", "es")
    spans = [Span(1, 3, "person", 0.9), Span(5, 7, "person", 0.8), Span(8, 9, "person", 0.9)]
    spans.append(Span(10, 11, "organisation", 0.9))
    found = place_names(document, tokens, paragraphs, spans)
    assert [document.text[n.start : n.end] for n in found] == ["Ann Roth de la Lara Vílchez", "Bo", "Kiel"]


def test_an_office_in_brackets_behind_a_person_is_no_body():
    document, tokens, paragraphs = read("Anna Roth (Chairman of Council) came")
    spans = [Span(1, 3, "person", 0.9), Span(4, 7, "organisation", 0.9)]
    assert [name.type for name in place_names(document, tokens, paragraphs, spans)] == ["person"]


ENDED = [
    ("Projekt „Forest 4.0“: Litauen und Schweden", "Forest 4.0“: Litauen und Schweden", "Forest 4.0"),
    ("Das „Nowa“ Fundacja", "Nowa“ Fundacja", "Nowa“ Fundacja"),
    ("[Hackathon #1] Sponsorzy", "Hackathon #1] Sponsorzy", "Hackathon #1"),
    ("Verein (Oder) Schwedt", "Verein (Oder) Schwedt", "Verein (Oder) Schwedt"),
    ("a 1) Klaster IT", "1) Klaster IT", "1) Klaster IT"),
]


@pytest.mark.parametrize(("written", "seen", "name"), ENDED)
def test_a_name_ends_at_the_quote_or_bracket_that_was_opened_before_it(written, seen, name):
    _, tokens, _ = read(written)
    first = next(i for i, t in enumerate(tokens) if t.start >= written.index(seen))
    span = trim(tokens, Span(first, len(tokens), "initiative", 0.9))
    assert span is not None
    assert written[tokens[span.start].start : tokens[span.end - 1].end] == name


SEATED = [
    ("Śląski Klaster ICT z Katowic", "pl", "Śląski Klaster ICT"),
    ("Verein der Freunde aus Bad Doberan", "de", "Verein der Freunde"),
    ("Kalmar Science Park från Kalmar", "sv", "Kalmar Science Park"),
    ("SIBB z Berlina", "pl", "SIBB"),
    ("Kobry z Kościana", "pl", "Kobry z Kościana"),  # one word is no name without its place
    ("Zespół z Nadziei", "pl", "Zespół z Nadziei"),
    ("Baltic Metropoles -verkoston", "fi", "Baltic Metropoles"),
    ("IT-Initiative Nord", "de", "IT-Initiative Nord"),
]


@pytest.mark.parametrize(("text", "language", "name"), SEATED)
def test_what_hangs_on_to_a_name_is_no_part_of_it(text, language, name):
    document = Document("x", text, language=language)
    paragraphs = plain_paragraphs(text)
    tokens = tokenise(text, paragraphs)
    found = place_names(document, tokens, paragraphs, [Span(0, len(tokens), "organisation", 0.9)])
    assert [text[n.start : n.end] for n in found] == [name]


@pytest.mark.parametrize(("text", "language"), [("Ze Szwecji", "pl"), ("From Sweden", "en"), ("Aus Bad Doberan", "de")])
def test_where_somebody_comes_from_is_no_name(text, language):
    document = Document("x", text, language=language)
    paragraphs = plain_paragraphs(text)
    tokens = tokenise(text, paragraphs)
    assert place_names(document, tokens, paragraphs, [Span(0, len(tokens), "organisation", 0.9)]) == []


def seen_at(text, *places, confidence=0.9):
    """The names that come of what the tagger sees: start, words and type of each."""
    document, tokens, paragraphs = read(text)
    spans = []
    for start, words, kind in places:
        inside = [i for i, t in enumerate(tokens) if start <= t.start < t.end <= start + len(words)]
        spans.append(Span(inside[0], inside[-1] + 1, kind, confidence))
    return [(text[n.start : n.end], n.start, n.type) for n in place_names(document, tokens, paragraphs, spans)]


def find(text, *names, kind="organisation", confidence=0.9):
    found = seen_at(text, *((text.index(name), name, kind) for name in names), confidence=confidence)
    return [(name, start) for name, start, _ in found]


def beside_known(known, seen):
    """What is found where the tagger sees one name, and further on in the text a known one."""
    text = f"{seen}. We met {known}."
    found = seen_at(text, (0, seen, "organisation"), (text.rindex(known), known, "organisation"))
    return [(name, start) for name, start, _ in found]


RUNS_ON = [  # a known name, the longer one that the tagger sees, what comes of that
    ("Nord Game Hub", "Nord Game Hub and Deloitte", ["Nord Game Hub", "Deloitte"]),
    ("Nord Game Hub", "Nord Game Hub - goes on", ["Nord Game Hub"]),
    ("Nord Game Hub", "Nord Game Hub - Goes", ["Nord Game Hub - Goes"]),
    ("Alfa Beta", "Nord Game and for all", ["Nord Game"]),
    ("Alfa Beta", "Nord Game and Play", ["Nord Game and Play"]),
    ("Alfa Beta", "CEO Nord Game", ["Nord Game"]),
    ("Alfa Beta", "Rostock and Aveiro", ["Rostock", "Aveiro"]),
    ("Alfa Beta", "Rostock and Play", ["Rostock and Play"]),
    ("Alfa Beta", "Bosnia and Herzegovina", ["Bosnia and Herzegovina"]),
]


@pytest.mark.parametrize(("known", "seen", "parts"), RUNS_ON)
def test_a_name_that_runs_on_is_parted(known, seen, parts):
    assert [name for name, start in beside_known(known, seen) if start < len(seen)] == parts


def test_a_name_that_is_faint_everywhere_is_sure_where_it_stands_again_and_again():
    text = "Algorithm Audit helps. We ask Algorithm Audit, and Algorithm Audit helps. So is Algorithm Audit."
    assert len(find(text, "Algorithm Audit", confidence=0.3)) == 4
    assert len(find(text.replace("We ask Algorithm Audit, and", "We ask"), "Algorithm Audit", confidence=0.3)) == 1
    once = text.replace("ask Algorithm Audit, and Algorithm Audit", "ask. Algorithm Audit. Algorithm Audit")
    assert len(find(once, "Algorithm Audit", confidence=0.3)) == 1  # within a sentence it stands but once
    assert len(find(text.replace("Algorithm Audit", "AUDIT"), "AUDIT", confidence=0.3)) == 1


@pytest.mark.parametrize(
    ("seen", "parts"),
    [
        ("Alfa Beta / Nord Game", ["Alfa Beta", "Nord Game"]), ("Alfa Beta/Nord Game", ["Alfa Beta/Nord Game"]),
        ("Nord Game Hub/Oslo", ["Nord Game Hub", "Oslo"]), ("Alfa / beta", ["Alfa / beta"]),
        ("Alfa Beta – largest of all", ["Alfa Beta"]), ("Alfa Beta - largest of all", ["Alfa Beta - largest of all"]),
        ("Today Nord Game Hub", ["Nord Game Hub"]), ("Foundation Nord Game Hub", ["Foundation Nord Game Hub"]),
    ],
)  # fmt: skip
def test_two_bodies_and_words_beside_one_are_told_apart(seen, parts):
    assert [name for name, start in beside_known("Nord Game Hub", seen) if start < len(seen)] == parts


@pytest.mark.parametrize(
    ("seen", "parts"),
    [("Alfa Beta • Nord Game", ["Alfa Beta", "Nord Game"]), ("Alfa Beta • short", ["Alfa Beta"]),
     ("Alfa | Beta | Nord Game", ["Alfa", "Beta", "Nord Game"]), ("hcc|opensource", ["hcc|opensource"])],
)  # fmt: skip
def test_entries_of_a_line_are_names_of_their_own(seen, parts):
    assert [name for name, _ in find(seen, seen)] == parts


def test_a_person_behind_a_name_is_a_person():
    text = "Klaster IT Anna Nowak. Anna Nowak leads Klaster IT."
    places = ((0, text[:21], "organisation"), (23, "Anna Nowak", "person"), (40, "Klaster IT", "organisation"))
    found = [(name, kind) for name, _, kind in seen_at(text, *places)]
    assert found[:2] == [("Klaster IT", "organisation"), ("Anna Nowak", "person")]


AND_TWO = [  # what else the text names; what the tagger sees as one name; the parts
    ("Norda and Nord Game", ("Norda", "Nord Game"), ["Norda", "Nord Game"]),
    ("Norda and Velt", ("Norda", "Velt"), ["Norda", "Velt"]),
    ("Norda and Nord Game", ("Norda", "Game Lab"), ["Norda and Nord Game"]),  # the latter is no name elsewhere
]


@pytest.mark.parametrize(("seen", "others", "parts"), AND_TWO)
def test_two_names_of_the_document_stay_two_behind_and(seen, others, parts):
    text = f"We asked {seen}. Then {others[0]} spoke, and {others[1]} too."
    places = [(9, seen, "organisation"), *((text.rindex(other), other, "organisation") for other in others)]
    assert [name for name, start, _ in seen_at(text, *places) if start < 9 + len(seen)] == parts


@pytest.mark.parametrize(
    ("seen", "parts"),
    [
        ("Nordia Luca Bianchi", [("Nordia", "organisation"), ("Luca Bianchi", "person")]),
        ("Nordia Bianchi", [("Nordia Bianchi", "person")]),  # the rest is no whole name
        ("Velta Luca Bianchi", [("Velta Luca Bianchi", "person")]),
    ],
)
def test_the_body_right_before_a_person_is_no_part_of_the_name(seen, parts):
    text = f"Speaker was {seen}. So grows Nordia."
    places = ((12, seen, "person"), (text.rindex("Nordia"), "Nordia", "organisation"))
    assert [(name, kind) for name, start, kind in seen_at(text, *places) if start < 12 + len(seen)] == parts


def test_a_word_that_stands_before_a_name_within_a_sentence_too_belongs_to_it():
    text = "Great Nord Hub grows. We met Great Nord Hub and then Nord Hub."
    names = ((0, "Great Nord Hub"), (29, "Great Nord Hub"), (53, "Nord Hub"))
    found = seen_at(text, *((start, name, "organisation") for start, name in names))
    assert [name for name, _, _ in found] == ["Great Nord Hub", "Great Nord Hub", "Nord Hub"]


@pytest.mark.parametrize("written", ["Co-Founder", "CEO", "Director", "CEO & Co-Founder"])
def test_what_somebody_is_is_no_body(written):
    assert find(written, written) == []


@pytest.mark.parametrize(
    ("text", "seen", "name"),
    [
        ('Program "Promocja kultury" trwa', 'Program "Promocja kultury', 'Program "Promocja kultury"'),
        ("Forum (Co łączy nas?) trwa", "Forum (Co łączy nas", "Forum (Co łączy nas?)"),
        ("Forum (Co łączy nas trwa", "Forum (Co łączy nas", "Forum (Co łączy nas"),
        ("Państwa na Forum Nowe", "Państwa na Forum Nowe", "Forum Nowe"),
        ("Polskie Powroty ‒", "Polskie Powroty ‒", "Polskie Powroty"),
    ],
)
def test_a_name_is_as_long_as_its_quotes_and_brackets(text, seen, name):
    assert [one for one, _ in find(text, seen)] == [name]


PEOPLE = [
    ("João Bilé Serra LNEC", "pt", ["João Bilé Serra", "LNEC"]),
    ("Jean Michel FICK", "fr", ["Jean Michel FICK"]),
    ("Giovanni Paolo III", "it", ["Giovanni Paolo III"]),
    ("Anna LNEC", "pt", ["Anna LNEC"]),
    ("Anna Maria PELLEGRINI", "it", ["Anna Maria PELLEGRINI"]),
]


@pytest.mark.parametrize(("text", "language", "parts"), PEOPLE)
def test_a_person_ends_before_the_acronym_of_a_body(text, language, parts):
    document = Document("x", text, language=language)
    paragraphs = plain_paragraphs(text)
    tokens = tokenise(text, paragraphs)
    found = place_names(document, tokens, paragraphs, [Span(0, len(tokens), "person", 0.9)])
    assert [text[n.start : n.end] for n in found] == parts
    assert [n.type for n in found] == ["person", "organisation"][: len(parts)]


@pytest.mark.parametrize(
    ("text", "seen", "name"),
    [("Serena Dell’Agli", "Serena Dell", "Serena Dell’Agli"), ("Anna D'Amico", "Anna D", "Anna D'Amico"),
     ("Anna Dell’ospite", "Anna Dell", "Anna Dell"), ("Anna Berg's", "Anna Berg", "Anna Berg")],
)  # fmt: skip
def test_a_surname_goes_on_behind_its_apostrophe(text, seen, name):
    assert find(text, seen, kind="person") == [(name, 0)]


def test_a_short_word_in_brackets_is_another_name():
    text = "Direktoratet for forvaltning og IKT (Difi)"
    assert [name for name, _ in find(text, text)] == ["Direktoratet for forvaltning og IKT", "Difi"]
    text = "Direktoratet for forvaltning og IKT (Oslo)"
    assert [name for name, _ in find(text, text)] == [text]


GOES_ON = [  # a known name, the longer one that the tagger sees, what comes of that
    ("Nord Game Hub", "Nord Game Hub builds a bridge", "Nord Game Hub"),
    ("Nord Game Hub", "Nord Game Hub Foundation", "Nord Game Hub Foundation"),
    ("Nord Game Hub", "Nord Game Hub for the north", "Nord Game Hub for the north"),
    ("Nord Game Hub", "Nord Game Hub youth council", "Nord Game Hub youth council"),
    ("Nord", "Nord builds a bridge", "Nord builds a bridge"),  # too little to go by
]


@pytest.mark.parametrize(("known", "seen", "name"), GOES_ON)
def test_a_name_ends_where_a_sentence_goes_on_behind_a_known_name(known, seen, name):
    assert beside_known(known, seen)[0] == (name, 0)


def test_a_sure_name_is_found_wherever_it_is_repeated():
    assert find("Digitri in Lund. Digitri grows.", "Digitri") == [("Digitri", 0), ("Digitri", 17)]


def test_a_name_is_repeated_as_a_whole_word_and_with_its_endings():
    assert find("Digitri, Digitris, digitri, xDigitri, Digitri2, Digitri-Web", "Digitri") == [
        ("Digitri", 0),
        ("Digitris", 9),
        ("Digitri", 48),
    ]


def test_of_two_repeated_names_the_longer_is_taken():
    found = find("Lund Forum meets. Region Lund Forum meets. Region Lund Forum.", "Lund Forum", "Region Lund Forum")
    assert found == [("Lund Forum", 0), ("Region Lund Forum", 18), ("Region Lund Forum", 43)]


@pytest.mark.parametrize(("kind", "confidence"), [("person", 0.9), ("organisation", 0.3)])
def test_persons_and_unsure_names_are_not_repeated(kind, confidence):
    assert len(find("Digitri and Digitri", "Digitri", kind=kind, confidence=confidence)) == 1


@pytest.mark.parametrize(
    ("text", "tagged", "name"),
    [("Verein „Lebendige Oder“ tagt", "Verein „Lebendige Oder", "Verein „Lebendige Oder“"),
     ("Verein „Lebendige Oder“ in Schwedt", "Verein „Lebendige Oder“ in Schwedt", "Verein „Lebendige Oder“"),
     ("Klaster IT (Szczecin) rośnie", "Klaster IT (Szczecin", "Klaster IT (Szczecin)"),
     ("Nadace Partnerství. Zelenou školu", "Nadace Partnerství. Zelenou", "Nadace Partnerství"),
     ("St. Petersburg Univ. Press", "St. Petersburg Univ. Press", "St. Petersburg Univ. Press")],
)  # fmt: skip
def test_a_name_ends_where_its_quote_its_bracket_or_its_sentence_ends(text, tagged, name):
    assert find(text, tagged) == [(name, 0)]


def test_the_acronym_in_brackets_is_a_name_of_its_own():
    assert find("Svenska Institutet (SI) bygger", "Svenska Institutet (SI)") == [("Svenska Institutet", 0), ("SI", 20)]
    assert find("Anna Roth (FDP) spricht", "Anna Roth (FDP)", kind="person") == [("Anna Roth (FDP)", 0)]
