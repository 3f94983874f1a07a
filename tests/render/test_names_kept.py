"""Names of organisations and places beside people who are hidden: what only looks like a person's name stays."""

import pytest

from netgraph import render
from netgraph.model import Document, Edge, Entity, EntityMention, Evidence
from netgraph.network import Network
from netgraph.render.inflected import is_form, may_be_form
from netgraph.render.people import hide_people
from netgraph.render.privacy import Privacy, apply
from netgraph.render.words import fold

LABELS = {"person": "Person", "e-mail": "e-mail", "phone": "phone"}
PERSONS = (
    "Giulia Bianchi", "Marek Zieliński", "Mario Kokowsky", "Andy Smith", "Bodo Urban", "Anna Nowak", "Ian Goldring",
    "Mikko Virtanen", "Jānis Ozols", "Artūras Razbadauskas", "Femke de Vries", "Bogdan Wenta",
)  # fmt: skip
KEPT = {
    "regione": ("Regione Autonoma Friuli Venezia Giulia", "Friuli-Venezia Giulia"),
    "porto": ("Autorità di Sistema Portuale del Mare Adriatico Orientale", "Trieste"),
    "national-marine": ("National Marine Fisheries Research Institute", None),
    "art-and-business": ("Art and Business", None),
    "urbact": ("URBACT", None),
    "urban-lab": ("Urban Lab", "Gdynia"),
    "bianchi": ("Bianchi", "Bianchi"),  # a town
}


def make_network(others):
    people = [Entity(f"p{n}", name, "person", (name,), (EntityMention("d.txt", n, n + 1, name),))
              for n, name in enumerate(PERSONS)]  # fmt: skip
    nodes = [Entity(key, name, "organisation", (name,), (), "IT", f"place {name!r} in its name", place)
             for key, (name, place) in others.items()]  # fmt: skip
    quote = f"Giulia Bianchi e Mariem of {', '.join(name for name, _ in others.values())}."
    said = (Evidence("d.txt", 1000, 1000 + len(quote), quote),)
    edges = [Edge("p0", one, "affiliated_with", said) for one in others]
    return Network([Document("d.txt", "x" * 5000)], [*people, *nodes], edges)


@pytest.mark.parametrize("people", ["role", "pseudonym", "drop"])
def test_names_ids_and_places_that_hold_no_whole_name_stay(people):
    network = make_network(KEPT)
    hidden = hide_people(network, people)
    for key in KEPT:
        assert hidden.by_id[key] == network.by_id[key]


def test_quotes_keep_the_names_of_organisations_and_words_that_begin_alike():
    hidden = hide_people(make_network(KEPT), "pseudonym")
    (quote,) = {one.quote for edge in hidden.relations for one in edge.evidence}
    assert quote == f"Person 1 e Mariem of {', '.join(name for name, _ in KEPT.values())}."


def test_map_and_report_say_what_the_files_say():
    others = {**KEPT, "kancelaria-anna-nowak": ("Kancelaria Anny Nowak", None), "goldring": ("Goldring", None)}
    network = make_network(others)
    hidden = hide_people(network, "role")
    names = {entity.name for entity in hidden.entities}
    assert {"Kancelaria Person 6", "[Person]"} < names
    for html in (render.map_html(network, people="role"), render.report_html(network, people="role")):
        assert all(name in html for name in names - {"[Person]"})
        assert not [name for name in PERSONS if name in html]
        assert "Goldring" not in html
    assert not {"kancelaria-anna-nowak", "goldring"} & set(hidden.by_id)


def test_the_organisation_of_a_role_names_nobody():
    hidden = hide_people(make_network({"k": ("Kancelaria Anny Nowak", None)}), "role")
    assert next(e.name for e in hidden.entities if e.type == "person") == "Person 1 (Kancelaria Person 6)"


@pytest.mark.parametrize(
    "written",
    [
        "Anny Nowak", "Annie Nowak", "Nowak Anną", "Anny Marii Nowak", "anna_nowak", "ANNA NOWAK", "Zielińskiego Marka",
        "Markiem Zielińskim", "marka-zielinskiego", "Mikon Virtasen", "Mikolle Virtaselle", "Jāņa Ozola",
        "Jānim Ozolam", "Artūro Razbadausko", "Artūrui Razbadauskui", "Femke de Vries'", "Bogdana Wentę",
        "Giulie Bianchi", "Bodo Urbans",
    ],
)  # fmt: skip
@pytest.mark.parametrize("how", ["name", "text", "place"])
def test_whole_names_are_cut_in_all_cases(written, how):
    privacy = Privacy([*make_network({}).entities], (), "drop", LABELS)
    assert getattr(privacy, how)(f"Fond {written}") in ("Fond [Person]", "Fond [Person]'")


def test_a_short_name_at_the_end_of_a_text_may_begin_as_a_longer_one_does():
    network = make_network({"u": ("Urban", "Urban"), "lab": ("Urban Lab of Turku", None)})
    privacy = Privacy(network.entities, (), "drop", LABELS)
    assert privacy.text("Goldring, Urban") == "[Person], Urban"
    assert privacy.text("Goldring, Urban Lab") == "[Person], Urban Lab"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zielińskiego, Zielińskim und Nowakowi", "[Person], [Person] und [Person]"),
        ("Virtasen ja Ozolam, Razbadauskui", "[Person] ja [Person], [Person]"),
        ("Marine, Mare, Maria, Marketing and Andrew", "Marine, Mare, Maria, Marketing and Andrew"),
        ("Urbanisation, URBACT, Goldringen", "Urbanisation, URBACT, [Person]"),
        ("the urban area", "the urban area"),
    ],
)
def test_surnames_alone_are_cut_from_texts_where_they_stand_as_words(text, expected):
    assert apply(text, Privacy(make_network({}).entities, (), "drop", LABELS).cuts(text)) == expected


@pytest.mark.parametrize(
    ("name", "form", "expected"),
    [
        ("Witkowska", "Witkowskiej", True), ("Wenta", "Wentę", True), ("Kempka", "Kempce", True),
        ("Wróbel", "Wróbla", True), ("Lindqvist", "Lindqvistille", True), ("Novák", "Novákové", True),
        ("Kovács", "Kovácsnak", True), ("Müller", "Müllers", True), ("Шевченко", "Шевченка", True),
        ("Urban", "Urbanisation", False),
        ("Mario", "Marine", False), ("Lis", "List", False), ("Holm", "Holstein", False),
        ("Scher", "Schon", False),
    ],
)  # fmt: skip
def test_forms_end_as_cases_end(name, form, expected):
    assert is_form(fold(name), fold(form)) is expected
    assert may_be_form(fold(name), fold(form)) or not expected
