"""People and contact data: what must not be in any page."""

import re

import pytest

from netgraph import render
from netgraph.model import Document, Edge, Entity, EntityMention, Evidence
from netgraph.network import Network
from netgraph.render.privacy import Privacy, apply, visible

FORMS = ("Anna Nowak", "Anny Nowak", "Nowak", "anna-nowak")
LABELS = {"person": "Person", "e-mail": "e-mail", "phone": "phone"}


def contacts_cut(text):
    return apply(text, Privacy((), (), "show", LABELS).cuts(text))


def holds(form, html):
    page = re.sub(r"<(script|style)>.*?</\1>", "", html, flags=re.DOTALL)
    return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", page, re.IGNORECASE)


@pytest.mark.parametrize("people", ["role", "pseudonym", "drop"])
@pytest.mark.parametrize("make", [render.map_html, render.report_html])
def test_no_form_of_a_person_is_left(make, people, network):
    html = make(network, people=people)
    assert [form for form in FORMS if holds(form, html)] == []


@pytest.mark.parametrize("make", [render.map_html, render.report_html])
def test_shown_people_are_there(make, network):
    assert holds("Anna Nowak", make(network))


def test_role_names_the_organisation(network):
    assert holds("Person 1 (Klaster IT)", render.report_html(network, people="role"))


def test_drop_leaves_no_person_in_the_tables(network):
    html = render.report_html(network, people="drop")
    assert "Person 1" not in re.sub(r"<blockquote.*?</blockquote>", "", html)


@pytest.mark.parametrize("people", ["show", "pseudonym"])
@pytest.mark.parametrize("make", [render.map_html, render.report_html])
def test_contact_data_are_never_shown(make, people, network):
    html = make(network, people=people)
    assert "klaster.example" not in html
    assert "441 12 34" not in html
    assert "+48" not in html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Write to jan.kowalski@example.org!", "Write to [e-mail]!"),
        ("jan (at) example.org", "[e-mail]"),
        ("tel. 91 441 12 34", "tel. [phone]"),
        ("Telefon: 030 / 1234 567", "Telefon: [phone]"),
        ("ring +46 (0)70-123 45 67 nu", "ring [phone] nu"),
        ("0049 30 123456", "[phone]"),
        ("Budget 15 000 000 euro, 2014–2020, 199.000 Euro", "Budget 15 000 000 euro, 2014–2020, 199.000 Euro"),
        ("on 01.12.2021 and 2021-12-01", "on 01.12.2021 and 2021-12-01"),
        ("ISBN 978-3-16-148410-0", "ISBN 978-3-16-148410-0"),
    ],
)
def test_contact_data_are_told_from_numbers(text, expected):
    assert contacts_cut(text) == expected


def test_inflected_forms_that_nobody_listed_are_cut_from_quotes():
    text = "Spotkanie z Katarzyną Witkowską i Witkowskiej zdanie."
    person = Entity("kw", "Katarzyna Witkowska", "person", ("Katarzyna Witkowska",), ())
    cut = apply(text, Privacy((person,), (), "pseudonym", LABELS).cuts(text))
    assert "Witk" not in cut
    assert "Katarz" not in cut


def test_numbers_of_people_do_not_follow_the_alphabet():
    people = [
        Entity("a", "Adam", "person", ("Adam",), (EntityMention("b.txt", 3, 7, "Adam"),)),
        Entity("z", "Zoe", "person", ("Zoe",), (EntityMention("a.txt", 0, 3, "Zoe"),)),
    ]
    assert Privacy(people, (), "pseudonym", LABELS).names == {"z": "Person 1", "a": "Person 2"}


def test_marks_of_names_survive_the_cuts(network):
    html = render.report_html(network, people="pseudonym")
    assert '<mark class="source">Person 1</mark>' in html
    assert '<mark class="target">Klaster IT</mark>' in html


def test_hidden_characters_go():
    assert visible("a\u202eb\x00c\u200bd\ne") == "abcd e"


def test_leak_over_the_sample(shared):
    """No gold form of any person is left in a page made from the gold of the sample."""
    import json

    documents, entities, edges, forms = [], {}, [], set()
    for path in sorted((shared / "corpus" / "sample").glob("*.json")):
        gold, text = json.loads(path.read_text()), path.with_suffix(".txt").read_text()
        documents.append(Document(path.stem, text, gold["title"], gold["lang"]))
        ids = {}
        for node in gold["nodes"]:
            ids[node["id"]] = key = f"{path.stem}-{node['id']}"
            found = tuple(
                EntityMention(path.stem, m.start(), m.end(), alias)
                for alias in node["aliases"] for m in re.finditer(re.escape(alias), text)
            )  # fmt: skip
            entities[key] = Entity(key, node["name"], node["type"], tuple(node["aliases"]), found, node["country"])
            if node["type"] == "person":
                forms |= {node["name"], *node["aliases"]}
        kinds = {}
        for edge in gold["edges"]:
            kinds[tuple(sorted((ids[edge["source"]], ids[edge["target"]])))] = edge["type"]
        whole = (Evidence(path.stem, 0, len(text), text, gold["lang"]),)
        edges += [Edge(a, b, kind, whole) for (a, b), kind in sorted(kinds.items())]
    html = render.report_html(Network(documents, entities.values(), edges), people="pseudonym")
    assert [form for form in sorted(forms) if holds(form, html)] == []
