"""Relations as the words beside names state them."""

import pytest

from netgraph.extract.names import Name
from netgraph.extract.relations import Link
from netgraph.extract.stated import add_leaders, add_parts, add_represented, by_its_words
from netgraph.model import Chain


def chain(name, kind="organisation", *aliases):
    return Chain(name, kind, (), aliases, None, None, None, 0.9)


def said_of(text, name="Kiel", kind="organises"):
    start = text.index(name)
    names = [Name(start, start + len(name), 0, 1, "organisation", 0.9, "en")] * 2
    chains = [chain(name), chain("It", "organisation" if kind == "part_of" else "initiative")]
    return by_its_words(Link(0, 1, kind, 0.5, (0, 1)), chains, names, text).type


PARTNERS = [
    "It is led by Lund; Kiel is a partner.", "It is led by Lund; partner is Kiel.", "by Lund with Kiel as a partner",
    "koordynuje Lund, a partnerem jest Kiel", "leds av Lund och Kiel är partner", "Lund, ja kumppanina on Kiel",
    "par Lund, avec Kiel comme partenaire", "koordinuoja Lund, partneris – Kiel", "di Lund, Kiel è partner",
]  # fmt: skip
LEADERS = [
    "Kiel is the lead partner.", "The lead partner is Kiel.", "Lead partner: Kiel", "partnerem wiodącym jest Kiel",
    "Leadpartner ist Kiel", "Kiel runs it. A partner is Lund.", "Kiel, with Lund as a partner", "Hauptpartner ist Kiel",
]  # fmt: skip
FINANCED = [
    "Lund courses, dofinansowanych z programu Kiel 2003", "Lund, a body co-financed by Kiel",
    "Lund, finanziert aus Kiel", "Lund otrzymała dotację z Kiel", "Lund finansieras av Kiel",
    "Lund, finanziato dal programma Kiel", "Lund, gefördert durch das Programm „Kiel”",
    "Lund, financé par le programme Kiel", "Lund finansuojamas iš Kiel",
]  # fmt: skip
GIVERS = [
    "Lund finances research of Kiel", "Lund is funded. Kiel is too.", "Lund finansuje projekt Kiel",
    "Lund fördert Kiel", "Lund gives money to Kiel",
]  # fmt: skip


@pytest.mark.parametrize("text", [*FINANCED, *GIVERS])
def test_what_one_is_financed_from_funds(text):
    at = text.index("Kiel")
    names = [Name(0, 4, 0, 1, "organisation", 0.9, "en"), Name(at, at + 4, 1, 2, "initiative", 0.9, "en")]
    chains = [chain("Lund"), chain("Kiel", "initiative")]
    link = by_its_words(Link(0, 1, "funds", 0.5, (0, 1)), chains, names, text)
    assert (link.source, link.target, link.type) == ((1, 0, "funds") if text in FINANCED else (0, 1, "funds"))
    back = by_its_words(Link(1, 0, "funds", 0.5, (1, 0)), chains, names, text)
    assert back.source == 1


MEMBERS = ["Oulu on Kielin jäsen", "Kaunas yra asociacijos Kiel narys", "Tartu on Kieli liige", "Szeged a Kiel tagja"]


@pytest.mark.parametrize("text", MEMBERS)
def test_who_is_called_a_member_is_no_part(text):
    assert said_of(text, kind="part_of") == "member_of"
    assert said_of(text.rpartition(" ")[0], kind="part_of") == "part_of"


@pytest.mark.parametrize("text", PARTNERS)
def test_who_is_called_a_partner_takes_part(text):
    assert said_of(text) == said_of(text, kind="funds") == "participates_in"


@pytest.mark.parametrize("text", LEADERS)
def test_a_leading_partner_leads(text):
    assert said_of(text) == "organises"


ROWS = [
    ("en", "Lund pays. Oulu, Riga and Kiel are partners.", "participates_in"),
    ("fr", "Les partenaires sont l’Oulu, la Riga et Kiel.", "participates_in"),
    ("fi", "Kumppaneita ovat Oulu, Riga ja Kiel.", "participates_in"),
    ("pl", "pod patronatem Oulu, Riga oraz Kiel", "participates_in"),
    ("en", "It is led by Lund, with Oulu and Kiel as partners.", "participates_in"),
    ("sv", "Leds av Lund med Kiel och Oulu som partner och", "participates_in"),
    ("de", "geleitet von Lund mit Kiel und Oulu als Partner", "participates_in"),
    ("sv", "Leds av Kiel med Oulu och Riga som partner", None), ("en", "Led by Kiel and Oulu as partners", None),
    ("en", "It is a joint project of Oulu and Kiel.", "participates_in"),
    ("de", "Es ist ein gemeinsames Projekt der Oulu und der Kiel.", "participates_in"),
    ("pl", "jest wspólnym przedsięwzięciem Oulu i Kiel", "participates_in"),
    ("sv", "ett samverkansprojekt mellan Oulu, Riga och Kiel", "participates_in"),
    ("en", "It is run by Kiel and Riga is a partner.", None), ("en", "Partners are Oulu and Riga. Kiel runs it.", None),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "kind"), ROWS)
def test_what_the_names_of_a_row_are_called_goes_for_each(language, text, kind):
    found = sorted((text.index(name), name) for name in ("Oulu", "Riga", "Kiel", "Lund") if name in text)
    names = [Name(start, start + 4, n, n + 1, "organisation", 0.9, language) for n, (start, _) in enumerate(found)]
    at = [name for _, name in found].index("Kiel")
    for given in ("funds", "organises"):
        link = by_its_words(Link(0, 1, given, 0.5, (at, 0)), [chain("Kiel"), chain("It", "initiative")], names, text)
        assert link.type == (kind or given)


FUNDERS = [
    "Kiel is co-funder of the week", "Kiel är samarbetspartner samt medfinansiär.", "Kiel ist Partner und Förderer",
    "Kiel jest partnerem i sponsorem", "Kiel est le principal financeur", "Kiel on hankkeen rahoittaja",
]  # fmt: skip


@pytest.mark.parametrize("text", FUNDERS)
def test_who_is_called_a_funder_funds(text):
    assert said_of(text) == said_of(text, kind="participates_in") == "funds"


NO_FUNDERS = ["Kiel is a funding agency", "Kiel is co-funded by Lund", "Lund is the funder, Kiel no"]


@pytest.mark.parametrize("text", NO_FUNDERS)
def test_who_is_no_funder_of_it_stays(text):
    assert said_of(text) == "organises"


LEADS = [
    "the network Blue with Kiel, lead partner of the network, and", "project Blue: Kiel (coordinator of the project)",
    "sieci Blue są Kiel – lider sieci, oraz", "nätverket Blue och Kiel, koordinator för nätverket",
    "Projekt Blue mit Kiel, Koordinator des Projekts", "le projet Blue, avec Kiel, chef de file du projet",
    "Für das Projekt Blue sprach Anna Roth (Kiel) – Leadpartner des Projekts",
    "progetto Blue, Kiel, capofila del progetto", "projektu Blue je Kiel, koordinátor projektu",
]  # fmt: skip
NO_LEADS = [
    "the network Blue with Kiel, lead partner of the programme", "the network Blue with Kiel, a partner of the network",
]  # fmt: skip


def leaders(text, links=()):
    spans = [(text.index(name), len(name), kind) for name, kind in (("Kiel", "organisation"), ("Blue", "initiative"))]
    names = [Name(start, start + length, 0, 1, kind, 0.9, "en") for start, length, kind in spans]
    return add_leaders(links, [chain("Kiel"), chain("Blue", "initiative")], names, [0, 1], text)


@pytest.mark.parametrize("text", LEADS)
def test_who_is_called_the_leader_of_a_network_runs_what_is_called_one(text):
    other = Link(1, 0, "participates_in", 0.4, (1, 0))
    for found in (leaders(text), leaders(text, [other])):
        assert [(one.source, one.target, one.type) for one in found] == [(0, 1, "organises")]


@pytest.mark.parametrize("text", NO_LEADS)
def test_who_leads_something_else_does_not_run_it(text):
    assert leaders(text) == []


REPRESENTED = [
    ("en", "Kiel, represented by Anna Roth", True), ("en", "Kiel represented by its chair Anna Roth", True),
    ("pl", "Kiel, reprezentowana przez prezesa Annę Anna Roth", True), ("de", "Kiel, vertreten durch Anna Roth", True),
    ("fr", "Kiel, représentée par Anna Roth", True), ("it", "Kiel, rappresentata dall’Anna Roth", True),
    ("en", "Kiel represents Anna Roth", False), ("en", "Kiel is represented by Lund. Anna Roth", False),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "is_hers"), REPRESENTED)
def test_who_represents_a_body_is_of_it(language, text, is_hers):
    spans = [(text.index(name), len(name), kind) for name, kind in (("Kiel", "organisation"), ("Anna Roth", "person"))]
    names = [Name(start, start + length, 0, 1, kind, 0.9, language) for start, length, kind in spans]
    chains = [chain("Kiel"), chain("Anna Roth", "person"), chain("Lund")]
    other = Link(1, 2, "affiliated_with", 0.4, (1, 0))
    found = {(link.source, link.target) for link in add_represented([other], chains, names, [0, 1], text)}
    assert found == ({(1, 0)} if is_hers else {(1, 2)})


LABELS = [
    ("lt", "Partneriai: Alto, Kiel", "participates_in"), ("pl", "Partnerzy: Alto i Kiel", "participates_in"),
    ("sv", "Finansiärer: Kiel", "funds"), ("de", "Veranstalter: Alto, Kiel", "organises"),
    ("lt", "Projektą finansuoja: Alto ir Kiel", "funds"),
    ("en", "Note: Kiel was there", None), ("en", "Partners meet. Kiel pays.", None),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "kind"), LABELS)
def test_the_label_of_a_line_tells_what_those_in_it_do(language, text, kind):
    start = text.index("Kiel")
    names = [Name(start, start + 4, 0, 1, "organisation", 0.9, language)] * 2
    chains = [chain("Kiel"), chain("It", "initiative")]
    for given in ("funds", "organises", "participates_in"):
        assert by_its_words(Link(0, 1, given, 0.5, (0, 1)), chains, names, text).type == (kind or given)


WITHIN = [
    ("the Basic Team of Alto University", True), ("die AG Radentscheid von Alto", True), ("Klub Radio przy Alto", True),
    ("afdeling Bouw van de Alto", True), ("Basic Team and Alto", False), ("Basic Team, of which Alto", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "is_part"), WITHIN)
def test_what_stands_before_of_is_the_part(text, is_part):
    first = next(one for one in ("Basic Team", "AG Radentscheid", "Klub Radio", "afdeling Bouw") if one in text)
    spans = [(text.index(one), text.index(one) + len(one)) for one in (first, "Alto")]
    names = [Name(*span, 0, 1, "organisation", 0.9, "en") for span in spans]
    chains = [chain("Xx"), chain("Yy")]  # names that tell nothing
    given = Link(1, 0, "part_of", 0.5, (1, 0))
    assert (by_its_words(given, chains, names, text).source == 0) == is_part
    right = Link(0, 1, "part_of", 0.5, (0, 1))
    assert by_its_words(right, chains, names, text) == right


def parts_of(language, *names):
    found = [Name(n, n + 1, n, n + 1, "organisation", 0.9, language) for n in range(len(names))]
    links = add_parts([], [chain(name) for name in names], found, list(range(len(names))))
    return [(link.source, link.target, link.type) for link in links]


@pytest.mark.parametrize(
    ("language", "names", "found"),
    [
        ("lv", ("Mākslas akadēmija", "Mākslas akadēmijas Dizaina nodaļa"), [(1, 0, "part_of")]),
        ("it", ("Università di Pisa", "Dipartimento di Chimica dell'Università di Pisa"), [(1, 0, "part_of")]),
        ("en", ("Nord Foundation", "Nord Foundation Youth Choir"), []),  # the whole stands behind its part
        ("en", ("Nord Foundation", "New Nord Foundation"), []),  # one word more
        ("cs", ("Alto spol. s r.o.", "Institut pro vědu Beta spol. s r.o."), []),  # only the legal form is shared
    ],
)
def test_a_name_that_holds_another_is_that_of_its_part(language, names, found):
    assert parts_of(language, *names) == found


def test_a_relation_that_is_known_stays():
    names = [Name(n, n + 1, n, n + 1, "organisation", 0.9, "it") for n in range(2)]
    chains = [chain("Università di Pisa"), chain("Dipartimento di Chimica dell'Università di Pisa")]
    known = [Link(0, 1, "cooperates", 0.5, (0, 1))]
    assert add_parts(known, chains, names, [0, 1]) == known
