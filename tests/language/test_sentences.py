"""Sentences end where a reader would end them, in every language, in linear time."""

import pytest

from netgraph.language import split_sentences


def sentences(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, 0, len(text), language)]


# One text a language; "|" marks where one sentence ends and the next begins.
CASES = [
    ("pl", "W XIX w. powstał tu np. młyn prof. J. Nowaka.|"
     "Klaster działa od 9 maja 2019 r.|Wspiera go Fundacja „Most”."),
    ("pl", "Umowę podpisał dr inż. Jan Kowalski.|„Cieszymy się!”|"
     "Tak powiedział m.in. prezes Spółki sp. z o.o.|Koszt to 3.5 mln zł."),
    ("de", "Das Treffen findet z. B. am 3. Oktober statt.|Der Verein Hafenblick e.V. lädt u.a. Dr. Anna Roth ein.|"
     "Kommen Sie?|Ja!"),
    ("de", "Am 12. März sprach Prof. Dr. K. Lange.|„Wir bauen Brücken.“|Danach folgte der 5. Klimagipfel."),
    ("sv", "Mötet hålls den 9. mars kl. 10.|Föreningen m.fl. bjuder in.|"
     "Se t.ex. www.exempel.se/moten.html.|Välkommen!"),
    ("sv", "Region Norrstrand m.m. deltar.|eSAM är med.|Bl.a. kommer A. Berg."),
    ("en", "Dr. Smith met Mr. J. R. Jones of Acme Ltd. in London.|It cost 3.5 million.|Really?!|Yes."),
    ("en", "Visit www.example.org for details.|The U.S. Embassy took part (see fig. 3).|It was fun…|Or not."),
    ("da", "Mødet er den 3. april kl. 12.|Foreningen ledes af dr. P. Holm.|Det koster ca. 200 kr."),
    ("no", "Festivalen starter 4. juni.|Den ledes av prof. K. Lie.|Alle er velkomne!"),
    ("fi", "Kokous pidetään 5. toukokuuta.|Mukana on esim. Oulun seudun yhdistys ry.|Tervetuloa!"),
    ("cs", "Dne 3. května 2020 se sešli např. Ing. P. Malý a Mgr. J. Nová.|Akce se koná ve 21. století.|Kdo přijde?"),
    ("sk", "Dňa 3. mája sa stretli napr. Ing. P. Malý a Mgr. J. Nová.|Cena je 5.5 eura.|Kto príde?"),
    ("lt", "Susitikimas vyks 2020 m. gegužės 3 d. Vilniuje.|Dalyvaus prof. J. Petraitis.|Kviečiame!"),
    ("lv", "Sanāksme notiks 2020. gada 3. maijā.|Piedalīsies prof. J. Ozols.|Laipni lūdzam!"),
    ("et", "Kohtumine toimub 3. mail.|Osaleb prof. J. Tamm.|Tere tulemast!"),
    ("nl", "De vergadering is op 3 mei a.s. in Gent.|Dr. J. de Vries spreekt.|Wie komt?"),
    ("fr", "La réunion a lieu le 3 mai.|M. Dupont et Mme Martin y seront.|« Venez nombreux ! »|Merci."),
    ("es", "La reunión es el 3 de mayo.|El Sr. J. Pérez y la Dra. Ruiz asistirán.|¿Quién viene?|¡Todos!"),
    ("it", "La riunione è il 3 maggio.|Il Dott. M. Rossi e la Sig. Bianchi ci saranno.|Chi viene?"),
    ("pt", "A reunião é a 3 de maio.|O Dr. J. Silva e a Sra. Costa vão.|Quem vem?"),
    ("hu", "A találkozó 2020. május 3. napján lesz.|Dr. Kiss P. beszél.|Ki jön?"),
    ("ro", "Întâlnirea este pe 3 mai.|Dl. I. Popescu și dr. A. Ionescu participă.|Cine vine?"),
    ("hr", "Sastanak je 3. svibnja.|Dolazi dr. I. Horvat iz tvrtke Most d.o.o.|Tko dolazi?"),
    ("sl", "Srečanje bo 3. maja.|Pride dr. J. Novak iz podjetja Most d.o.o.|Kdo pride?"),
    ("xx", "First sentence here.|Second one."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "marked"), CASES, ids=[f"{case[0]}-{i}" for i, case in enumerate(CASES)])
def test_a_sentence_ends_where_a_reader_ends_it(language: str, marked: str) -> None:
    expected = marked.split("|")
    assert sentences(" ".join(expected), language) == expected


def test_an_empty_line_ends_a_sentence_and_a_line_break_does_not() -> None:
    assert sentences("Heading without stop\n\nText that is\nwrapped. End", "en") == [
        "Heading without stop",
        "Text that is\nwrapped.",
        "End",
    ]


def test_quotes_and_brackets_close_after_the_stop() -> None:
    assert sentences("He said (and meant it.) Then left. “So be it.” He was gone.", "en") == [
        "He said (and meant it.)",
        "Then left.",
        "“So be it.”",
        "He was gone.",
    ]


def test_a_numbered_item_keeps_its_number() -> None:
    assert sentences("1. Opening by the mayor. 2. Lunch.", "en") == ["1. Opening by the mayor.", "2. Lunch."]


def test_spans_lie_in_the_part_that_was_asked_for() -> None:
    text = "One. Two. Three."
    assert split_sentences(text, 5, 9, "en") == [(5, 9)]
    assert split_sentences(text, 4, 12, "en") == [(5, 9), (10, 12)]
    assert split_sentences(text, 4, 4, "en") == []


@pytest.mark.parametrize("unit", ["A", "(", ",", "a.a.a.", ".", '!"', "a.)", " ", "\n ", ". ", "«", "A. ", "1. ", "\n"])
def test_a_megabyte_of_one_sign_is_split(unit: str) -> None:
    """A pattern that goes back over what it has seen would not come to an end here."""
    text = unit * (1_000_000 // len(unit)) + "x"
    spans = split_sentences(text, 0, len(text), "pl")
    assert sum(not char.isspace() for start, end in spans for char in text[start:end]) == sum(
        not char.isspace() for char in text
    )
