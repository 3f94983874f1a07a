"""Plain text and Markdown as paragraphs with their kinds, without what is no text of the document."""

import pytest
from texts import TEXTS

from netgraph.read.language_id import identify
from netgraph.read.markdown import front_matter, markdown_paragraphs
from netgraph.read.paragraphs import plain_paragraphs

TEXT = "Gmina Lubin i miasto Görlitz podpisały umowę o współpracy szkół. Umowa obowiązuje pięć lat."


def kinds(text, read=plain_paragraphs, **more):
    return [(one.kind, text[one.start : one.end]) for one in read(text, **more)]


def test_each_line_is_a_paragraph_and_short_ones_above_text_are_headings():
    assert kinds(f"Umowa szkół\n\n{TEXT}\nDalsze plany\n{TEXT}\n\nFinanse\n\n{TEXT}") == [
        ("heading", "Umowa szkół"), ("text", TEXT), ("text", "Dalsze plany"), ("text", TEXT),
        ("heading", "Finanse"), ("text", TEXT),
    ]  # fmt: skip


def test_lines_broken_to_a_width_are_one_paragraph():
    text = (
        "The city of Lund and the University of Szczecin have signed an\n"
        "agreement that the two mayors had prepared for years, and that the\n"
        "Region of Scania pays for. It will be opened in May by the mayor of\n"
        "Szczecin.\n\n"
        "A second paragraph stands here.\n"
    )
    assert [one.kind for one in plain_paragraphs(text)] == ["text", "text"]
    assert kinds(text)[0][1].endswith("mayor of\nSzczecin.")


def test_short_lines_in_the_middle_of_a_broken_sentence_belong_to_it():
    text = (
        "The jury, which has met twice since the spring, is made up of Marian\n"
        "Steinbach of\n"
        "Norda, the designer Gregor Aisch of the town, as well as, from this\n"
        "year on for the foundation, both Rufus Pollock and\n"
        "Friedrich\n"
        "Lindenberg for the network, and it has chosen the three projects that\n"
        "are paid for.\n"
    )
    assert kinds(text) == [("text", text.rstrip())]


def test_a_list_right_below_a_broken_sentence_stays_one():
    text = (
        "The partners of the project, which has been led by the Region of\n"
        "Scania since the spring and is paid for by the two countries that\n"
        "border on it, are these\n"
        "University of Lund\n"
        "Norda\n"
        "City of Szczecin\n"
    )
    assert [name for _, name in kinds(text)][-3:] == ["University of Lund", "Norda", "City of Szczecin"]


BROKEN = (
    "The city of Lund and the University of Szczecin have signed an\n"
    "agreement that the two mayors had prepared for years, and that the\n"
    "two regions pay for.\n\n"
)


def test_in_a_broken_text_a_line_of_its_width_goes_on_before_capitals():
    text = "The workshop on open data was led by Anna Nowak and by Poul Erik\nLauridsen of Lund."
    assert kinds(BROKEN + text)[-1][1] == text
    assert kinds(text)[-1][1] == "Lauridsen of Lund."  # alone it tells no width


def test_in_a_broken_text_a_line_far_beyond_its_width_continues_none():
    title = "Digital services for the two towns on both sides of the strait"
    long = f"{TEXT} {TEXT} {TEXT}"
    assert [text for _, text in kinds(f"{BROKEN}{title}\n{long}")[-2:]] == [title, long]


def test_a_line_drawn_with_signs_parts_what_stands_around_it():
    text = f"{BROKEN}The workshop on open data was led by Anna Nowak and by Poul Erik\n{'-' * 66}\nLauridsen of Lund."
    assert kinds(text)[-1][1] == "Lauridsen of Lund."
    table = "| Name | Town |", "| Anna | Lund |", "| Erik | Turku |"
    assert kinds("\n+------+------+\n".join(table)) == [("row", row) for row in table]


def test_a_short_title_above_a_line_in_lower_case_is_not_broken_text():
    long = " ".join([TEXT] * 3)
    assert kinds(f"Notatka ze spotkania partnerów projektu\nwersja robocza\n\n{long}\n{long}")[0] == (
        "heading", "Notatka ze spotkania partnerów projektu",
    )  # fmt: skip


@pytest.mark.parametrize("bullet", ["- ", "* ", "• ", "– ", "1. ", "a) ", "➢ "])
def test_bullets_make_items_without_the_bullet(bullet):
    text = f"Partnerzy:\n{bullet}Gmina Lubin\n{bullet}Stadt Görlitz\n{bullet}Region Skåne"
    assert kinds(text) == [
        ("heading", "Partnerzy:"), ("item", "Gmina Lubin"), ("item", "Stadt Görlitz"), ("item", "Region Skåne"),
    ]  # fmt: skip


def test_a_dash_that_opens_speech_is_no_bullet():
    speech = f"– {TEXT} {TEXT} {TEXT} {TEXT} – mówi burmistrz."
    assert [kind for kind, _ in kinds(f"{TEXT}\n{speech}\n{TEXT}\n{speech}\n{speech}")] == ["text"] * 5


def test_short_lines_below_a_colon_are_items():
    assert kinds(f"{TEXT}\n\nMembers:\nLund University\nMalmö stad\n\n{TEXT}")[1:4] == [
        ("heading", "Members:"), ("item", "Lund University"), ("item", "Malmö stad"),
    ]  # fmt: skip


@pytest.mark.parametrize("between", [" | ", "\t"])
def test_lines_with_the_same_number_of_cells_are_rows(between):
    rows = [between.join(row) for row in (("Partner", "Kraj"), ("Gmina Lubin", "PL"), ("Stadt Görlitz", "DE"))]
    assert kinds("\n".join([TEXT, "", *rows])) == [("text", TEXT), *(("row", row) for row in rows)]


FURNITURE = [
    "Strona główna > Wiadomości > Współpraca",
    "Startseite | Verein | Mitglied werden | Kontakt",
    "Home | About | Partners | News | Contact",
    "Etusivu > Uutiset",
    "Foto: Anna Nowak",
    "Fot. archiwum gminy",
    "Kuva: Maija Meikäläinen",
    "© 2021 Gmina Lubin",
    "Ta strona używa plików cookie. Korzystając z niej, wyrażasz zgodę.",
    "Vi använder kakor (cookies) på webbplatsen. Genom att fortsätta godkänner du det.",
    "Zobacz też: Nowy most | Stare miasto | Polityka prywatności",
    "IMG 20170110 1101122",
    "***",
    "Die Städte Lund und Turku ............................ 12",
    "Die Städte Lund und Turku . . . . . . . iv",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_what_stands_around_a_text_is_left_out(line):
    text = f"Umowa szkół\n\n{line}\n\n{TEXT}"
    assert kinds(text) == [("heading", "Umowa szkół"), ("text", TEXT)]


KEPT = [
    "Region Kronoberg | Lunds universitet | Malmö stad",
    "IHK Neubrandenburg / SIBB / Klaster IT",
    "Photo clubs of Lund and Malmö: a joint exhibition",
    "The project studies cookies, wafers and other sweets in schools.",
    "Related projects of the two cities are paid for by the region.",
    "Kontakt: Anna Nowak, Gmina Lubin",
    "Fourth webinar of the two cities - Agenda",
    "Szkoły po 11/9 - Anna Nowak",
]


@pytest.mark.parametrize("line", KEPT)
def test_what_only_looks_like_it_stays(line):
    text = f"Umowa szkół\n\n{TEXT} {TEXT}\n\n{line}\n\n{TEXT}"
    assert line in [part for _, part in kinds(text)]


@pytest.mark.parametrize(
    "heading",
    ["Relaterade nyheter", "Zobacz też", "Related news", "Mehr zum Thema:", "Lue myös", "Související články",
     "Les også", "Loe ka", "Kapcsolódó cikkek", "À lire aussi", "Skaitykite taip pat", "Lasi arī"],
)  # fmt: skip
def test_teasers_of_other_texts_at_the_end_are_left_out(heading):
    teasers = "Nowy dyrektor fundacji\n\n3 maja 2021\n\nFundacja ma szefa."
    text = f"Umowa szkół\n\n{TEXT}\n\n{TEXT}\n\n{heading}\n\n{teasers}"
    assert kinds(text) == [("heading", "Umowa szkół"), ("text", TEXT), ("text", TEXT)]


def test_a_teaser_heading_at_the_top_is_a_link_by_itself():
    assert kinds(f"Fler nyheter\n\nUmowa szkół\n\n{TEXT}") == [("heading", "Umowa szkół"), ("text", TEXT)]


MARKDOWN = f"""---
title: "Umowa szkół"
date: 2021-05-03
tags: !!python/object [x]
---

# Umowa szkół

{TEXT}

## Partnerzy ##

* Gmina **Lubin**
* [Stadt Görlitz](https://goerlitz.example)

Tabela
------

| Partner | Kraj |
|:--------|-----:|
| Region Skåne | SE |

```python
cooperates = "Acme with Evil Corp"
```

<!-- a comment
over two lines -->
<div class="x">
![logo](logo.png)

> {TEXT}

1. First of May
2. Second of May
"""


def test_markdown_keeps_its_text_and_says_the_kinds():
    fields, start = front_matter(MARKDOWN)
    assert fields["title"] == "Umowa szkół"
    assert fields["date"] == "2021-05-03"
    assert kinds(MARKDOWN, markdown_paragraphs, start=start) == [
        ("heading", "Umowa szkół"), ("text", TEXT), ("heading", "Partnerzy"), ("item", "Gmina **Lubin**"),
        ("item", "[Stadt Görlitz](https://goerlitz.example)"), ("heading", "Tabela"), ("row", "Partner | Kraj"),
        ("row", "Region Skåne | SE"), ("text", TEXT), ("item", "First of May"), ("item", "Second of May"),
    ]  # fmt: skip


def test_a_long_line_that_is_nearly_the_target_of_a_link_is_text():
    line = f"[Lund]: {'a/' * 200_000} x y"  # to look for the last sign of an address from each of them takes for ever
    assert [one.kind for one in markdown_paragraphs(line)] == ["text"]


def test_notes_and_speech_in_markdown_are_text_and_targets_of_links_are_not():
    notes = "[^1]: Lund pays.\n[^2]: Turku helps.\n[Anna Nowak]: we do.\n[1]: https://lund.example 'Lund'\n"
    text = f"{TEXT}[^1]\n\n{notes}"
    said = [line for _, line in kinds(text, markdown_paragraphs)]
    assert said == [f"{TEXT}[^1]", "Lund pays.", "Turku helps.", "[Anna Nowak]: we do."]


def test_items_of_markdown_are_one_each():
    items = "partner of the project is the town of Lund in Sweden", "leader of the project is the town of Turku"
    text = "".join(f"- {item}\n" for item in items)
    assert kinds(text, markdown_paragraphs) == [("item", item) for item in items]


def test_a_table_of_html_in_markdown_is_no_menu():
    row = "<tr><td>Lund</td><td>Turku</td></tr>"
    assert kinds(f"{TEXT}\n\n<table>\n{row}\n</table>\n", markdown_paragraphs)[1][1] == row


def test_the_sign_of_yaml_ends_front_matter():
    assert front_matter("---\nx: >\ntitle: Lund\n...\n") == ({"title": "Lund"}, 24)


def test_a_rule_at_the_head_is_no_front_matter():
    assert front_matter("---\nno end of it\n") == ({}, 0)
    assert front_matter("--- text ---\n") == ({}, 0)


POLISH = "Gmina Lubin i miasto Görlitz podpisały umowę o współpracy szkół średnich w całym regionie."
ENGLISH = "The two towns have agreed to send forty pupils a year to each other's vocational schools."
SWEDISH = "Kommunerna har kommit överens om att varje år skicka fyrtio elever till varandras gymnasieskolor."
GERMAN = "Die beiden Städte haben vereinbart, jedes Jahr vierzig Schüler in die andere Stadt zu schicken."


@pytest.mark.parametrize(
    ("parts", "document", "languages"),
    [
        ([POLISH, POLISH, "Kontakt", ENGLISH], "pl", ["pl", "pl", "pl", "en"]),
        ([SWEDISH] * 4 + [ENGLISH, "Lund University", ENGLISH], "sv", ["sv"] * 4 + ["en"] * 3),
        ([GERMAN, POLISH, GERMAN], "de", ["de", "pl", "de"]),
        (["Region Skåne, Lund University, IHK Neubrandenburg", SWEDISH], "sv", ["sv", "sv"]),
    ],
)
def test_a_paragraph_has_its_own_language_where_it_tells(parts, document, languages):
    text = "\n\n".join(parts)
    language, paragraphs = identify(text, plain_paragraphs(text))
    assert language == document
    assert [one.language for one in paragraphs] == languages


MINUTES = """Minutes of the 4th meeting
Online, 25 September 2024

Present: Anna Nowicka (Gmina Gdynia), Erik Lindqvist (Karlskrona), Artūras Razbadauskas (Klaipėda), Lars Holm (Rønne)
Apologies: Marek Zieliński (Politechnika Gdańska)

1. The committee asked the secretariat for the report of the laboratory.
2. The two towns will organise the final conference together in the spring.
3. The partners decided to prepare a project that follows this one.
"""


def test_minutes_whose_only_running_text_is_names_have_the_language_of_their_items():
    paragraphs = plain_paragraphs(MINUTES)
    running = [MINUTES[one.start : one.end] for one in paragraphs if one.kind == "text"]
    assert not any("committee" in part for part in running)
    assert identify(MINUTES, paragraphs)[0] == "en"


@pytest.mark.parametrize("text", ["12 34 56", "AAAAAAAAAAAAAAAAAAAAAAAA", "x"])
def test_without_evidence_there_is_no_language(text):
    assert identify(text, plain_paragraphs(text))[0] == "und"


@pytest.mark.parametrize("language", TEXTS)
def test_languages_are_told_apart(language):
    assert identify(TEXTS[language], plain_paragraphs(TEXTS[language]))[0] == language


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        ("Lubin, 3 maja 2021", "2021-05-03"),
        ("Laureat zostanie ogłoszony do dnia 1 lutego 2017", None),
        ("- 3 maja 2021 - szkolenie o prawach stowarzyszeń\n- 7 maja 2021 - szkolenie o funduszach", None),
        ("- 3 maja 2021\n- Urząd Gminy Lubin", "2021-05-03"),
    ],
)
def test_a_deadline_or_a_programme_does_not_date_a_document(lines, date, tmp_path):
    from netgraph.read import read_sources

    (tmp_path / "a.txt").write_text(f"{TEXT}\n\n{lines}\n\n{TEXT}\n", encoding="utf-8")
    (document,) = read_sources(str(tmp_path / "a.txt"))
    assert document.date == date


def test_the_seeds_lose_their_teasers_and_nothing_else(shared):
    from netgraph.read import read_sources

    found = {one.id[:3]: one for one in read_sources(str(shared / "corpus" / "seeds" / "*.txt"))}
    assert [one.language for one in found.values()] == ["pl", "sv", "pl"]
    covered = [found["001"].text[one.start : one.end] for one in found["001"].paragraphs]
    assert not any("kulturstipendium" in part for part in covered)
    assert any("Andreas Freij, ordförande för Digitri" in part for part in covered)
    assert found["001"].date == "2021-12-01"
