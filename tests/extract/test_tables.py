"""Tables: which headings are understood, what their cells name, and what a row relates."""

import pytest

from netgraph.extract.features import plain_paragraphs, tokenise
from netgraph.extract.names import Name
from netgraph.extract.relations import Link
from netgraph.extract.spans import Languages
from netgraph.extract.tables import SURE, Tables
from netgraph.extract.trained import TrainedExtractor
from netgraph.model import Document

PROJECTS = """Projects chosen

Acronym | Lead partner | Country
BBU | Pomorska Regionalna Organizacja Turystyczna | PL
LIMIT | Lund University (LU) | SE
- | n/a | DK
"""


def read(text):
    paragraphs = plain_paragraphs(text)
    return Tables(text, paragraphs), tokenise(text, paragraphs), Languages(paragraphs, "en")


def named(text, *known):
    """Names, types and confidences with what a tagger found before: (words, type)."""
    tables, tokens, language = read(text)
    names = []
    for words, kind in known:
        start = text.index(words)
        end = start + len(words)
        inside = [i for i, token in enumerate(tokens) if start <= token.start < token.end <= end]
        names.append(Name(start, end, inside[0], inside[-1] + 1, kind, 0.6, "en"))
    return tables, tables.set_types(tables.add_names(names, tokens, language))


def texts(text, names):
    return [(text[n.start : n.end], n.type) for n in names]


def test_cells_are_names_of_the_type_that_their_heading_tells():
    _, names = named(PROJECTS, ("BBU", "organisation"), ("SE", "organisation"))
    assert texts(PROJECTS, names) == [
        ("BBU", "initiative"), ("Pomorska Regionalna Organizacja Turystyczna", "organisation"),
        ("LIMIT", "initiative"), ("Lund University", "organisation"), ("LU", "organisation"),
    ]  # fmt: skip
    assert {n.confidence for n in names} == {SURE}


def test_a_row_relates_its_cells_and_nothing_else():
    tables, names = named(PROJECTS)
    owner = [0, 1, 2, 3, 3]
    assert tables.settled(names) == [False, True, False, True, True]
    links = tables.add_links([Link(1, 0, "funds", 0.4, (1, 0)), Link(0, 2, "cooperates", 0.4, (0, 2))], names, owner)
    assert {(link.source, link.target, link.type) for link in links} == {
        (1, 0, "organises"), (3, 2, "organises"), (0, 2, "cooperates"),
    }  # fmt: skip


TABLES = [
    # headings with bars at the ends and a rule below, as Markdown has them
    ("| Projekt | Partner |\n|---|---|\n| Grüne Oder | Stadt Schwedt |", ["Grüne Oder", "Stadt Schwedt"]),
    ("Namn på projekt\tProjektägare\nRena Sjöar\tKalmar kommun", ["Rena Sjöar", "Kalmar kommun"]),
    ("Osoba do kontaktu | Instytucja\nAnna Nowak | Urząd Miasta", ["Anna Nowak", "Urząd Miasta"]),
    ("Projet | ALPSOL\nChef de file | Ville de Pau\nPartenaire | Umbria", ["ALPSOL", "Ville de Pau", "Umbria"]),
    # not understood: no headings, one kind of thing alone, a sentence
    ("Grüne Oder | Stadt Schwedt\nBlaue Elbe | Stadt Dessau", []),
    ("Partner | Budget\nStadt Schwedt | 100 000", []),
    ("The project that our partner leads is a large one | it is done\nGrüne Oder | Stadt Schwedt", []),
    ("Projekt | Partner", []),
    # cells that are no names
    ("Projekt | Partner\nnoch offen | -\n2024 | ", []),
    ("Project | Partner\nBlue | Lund\nTotal of one | 5\nGesamt | -", ["Blue", "Lund"]),
    ("Project | Partner\nBlue | Lund; Turku;\n", ["Blue", "Lund", "Turku"]),
    ("Person | Organisation\nthe whole staff of the office | Stadt Schwedt", ["Stadt Schwedt"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TABLES)
def test_which_cells_are_names(text, expected):
    _, names = named(text)
    assert [t for t, _ in texts(text, names)] == expected


def test_a_cell_of_several_names_keeps_them():
    text = "Project | Partners\nBlue | Town of Lund, City of Turku"
    known = (("Town of Lund", "organisation"), ("City of Turku", "organisation"))
    tables, names = named(text, *known)
    assert [t for t, _ in texts(text, names)] == ["Blue", "Town of Lund", "City of Turku"]
    assert len(tables.add_links([], names, [0, 1, 2])) == 2


@pytest.mark.parametrize("gap", ["", "–", "-"])
def test_an_empty_cell_means_the_project_above(gap):
    text = f"Project | Partner | Country\nBlue | Lund | SE\n{gap} | Turku | FI\n? | Riga | LV\nGreen | Kiel | DE"
    tables, names = named(text)
    owner = list(range(len(names)))
    said = [text[n.start : n.end] for n in names]
    assert said == ["Blue", "Lund", "Turku", "Riga", "Green", "Kiel"]
    links = tables.add_links([], names, owner)
    assert {(said[link.source], said[link.target]) for link in links} == {
        ("Lund", "Blue"), ("Turku", "Blue"), ("Riga", "Blue"), ("Kiel", "Green"),
    }  # fmt: skip


def test_a_row_whose_project_is_no_name_settles_nothing():
    tables, names = named("Project | Partner\nstill to be named by all of us | Lund\nBlue | Kiel")
    assert tables.settled(names) == [False, False, True]


def test_only_countries_are_no_names_in_a_column_of_countries():
    text = "Projekt | Partner | Kraj\nModrá | Město Brno | Jihomoravský kraj\nZelená | Stadt Wien | Rakousko"
    _, names = named(text, ("Jihomoravský kraj", "organisation"), ("Rakousko", "organisation"))
    assert [t for t, _ in texts(text, names)] == ["Modrá", "Město Brno", "Jihomoravský kraj", "Zelená", "Stadt Wien"]


def test_a_name_that_goes_on_beyond_its_cell_stays():
    text = "Project | Partner\nBlue | Lund"
    _, names = named(text, ("Blue | Lund", "organisation"))
    assert [t for t, _ in texts(text, names)] == ["Blue | Lund"]


def test_several_bodies_of_a_row_leave_its_person_alone():
    text = "Contact | Lead | Partner\nAnna Berg | Lunds kommun | Turku"
    tables, names = named(text)
    assert tables.add_links([], names, range(len(names))) == []


def test_the_extractor_reads_tables():
    found = TrainedExtractor().extract(Document("x", PROJECTS, language="en"))
    names = {chain.name: chain.type for chain in found.chains}
    assert names["BBU"] == names["LIMIT"] == "initiative"
    stated = {(found.chains[r.source].name, r.type, found.chains[r.target].name) for r in found.relations}
    assert ("Lund University", "organises", "LIMIT") in stated
    assert not any("Lund University" in (a, b) and "BBU" in (a, b) for a, _, b in stated)


@pytest.mark.parametrize("text", ["|" * 100_000, "\t" * 100_000, "a|" * 50_000, "Project | Partner\n" * 5_000])
def test_endless_tables_take_no_longer_than_they_are(text):
    assert len(Tables(text, plain_paragraphs(text)).cells) <= len(text)
