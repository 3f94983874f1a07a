"""What the report says: numbers that add up, sentences that fit, tables that match the network."""

import csv
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from netgraph import render
from netgraph.model import Document, Edge, Entity, Evidence
from netgraph.network import Network
from netgraph.render.borders import measure_borders
from netgraph.render.findings import FindingMaker
from netgraph.render.tables import TableMaker
from netgraph.render.view import make_view
from netgraph.render.words import Words


class Outline(HTMLParser):
    """The skeleton of a page: headings, captions, rows of each table."""

    def __init__(self, html):
        super().__init__()
        self.lines, self._tag, self._text, self._rows = [], None, "", 0
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        if tag in ("h1", "h2", "h3", "caption"):
            self._tag, self._text = tag, ""
        elif tag == "tr":
            self._rows += 1

    def handle_data(self, text):
        self._text += text

    def handle_endtag(self, tag):
        if tag == self._tag:
            self.lines.append(f"{tag}: {' '.join(self._text.split())}")
            self._tag = None
        elif tag == "table":
            self.lines.append(f"rows: {self._rows - 1}")
            self._rows = 0


GOLDEN = """
h1: Stakeholder network
h2: Contents
h2: Key findings
h2: The network at a glance
h2: Who connects whom
caption: Organisations and initiatives on the shortest ways between others
rows: 6
h2: Across borders
h3: Country by country
caption: Ties between actors of two countries; dashed: within one country
rows: 3
h3: Borders and who carries them
caption: Borders with the most ties
rows: 1
h3: Go-betweens by role
caption: Pairs of partners without a tie of their own that the actor joins, by role
rows: 1
h2: Communities
caption: Communities of three and more actors
rows: 1
h2: Initiatives and who carries them
caption: Initiatives with the most organisations
rows: 2
h2: Gaps and weak points
caption: Organisations without a tie that share partners: worth introducing
rows: 2
caption: Actors on whom others depend for their link to the rest
rows: 3
h2: Documents and data quality
caption: The least certain relations, each stated once: check these sentences first
rows: 4
h3: What was read
caption: All documents
rows: 5
h2: Decisions of people
h2: Method and limits
h2: All actors
caption: All actors, best connected first
rows: 8
h2: All ties with their evidence
h3: Fair – Digitri
h3: Fair – SIBB
h3: Digitri – Digitala Veckan
h3: SIBB – Klaster IT DE – PL
h3: Klaster IT – Anna Nowak
h3: Digitala Veckan – Region Kronoberg
"""


def findings_of(network, language="en"):
    words = Words(language)
    make = TableMaker(make_view(network, words), words)
    return [re.sub(r"<[^>]+>", "", str(one.text)) for one in FindingMaker(make, measure_borders(make)).all()]


def test_report_keeps_its_outline(network):
    lines = Outline(render.report_html(network)).lines
    assert lines == GOLDEN.strip().splitlines()


def test_findings_state_the_numbers(network):
    first, *others = findings_of(network)
    assert first.startswith("1 of 4 ties whose two countries are known cross a border: 25%")
    assert "The border with the most ties is Germany – Poland, with 1 tie." in others
    assert any(text.startswith("8 of 8 actors") or "hang together" in text for text in others)


def bodies_tied(pairs, *, documents=1, count=0):
    """Bodies with a tie for each pair of numbers, each stated by that many documents."""
    records = [Document(f"{i}.txt", "x", language="en") for i in range(documents)]
    said = tuple(Evidence(record.id, 0, 1, "x", "en") for record in records)
    size = max([count, *(number + 1 for pair in pairs for number in pair)])
    entities = [Entity(f"n{i:02}", f"Body {i}", "organisation", (), ()) for i in range(size)]
    return Network(records, entities, [Edge(f"n{a:02}", f"n{b:02}", "cooperates", said) for a, b in pairs])


@pytest.mark.parametrize(("documents", "told"), [(1, True), (2, False)])
def test_single_ties_are_told_only_where_there_are_many(documents, told, network):
    found = findings_of(bodies_tied([(0, 1), (1, 2)], documents=documents))
    assert any("stated by one document only" in text for text in found) is told


@pytest.mark.parametrize(("others", "told"), [(0, True), (60, False)])
def test_main_bridge_is_told_only_where_many_ways_lead_through_it(others, told):
    found = findings_of(bodies_tied([(0, 1), (1, 2)], count=3 + others))
    assert any("Body 1 is the main bridge: 100.0%" in text for text in found) is told
    assert any("main bridge" in text for text in found) is told


def test_next_bridges_are_bridges_themselves():
    star = [(0, number) for number in range(1, 30)]
    (text,) = [text for text in findings_of(bodies_tied([*star, (1, 30), (2, 31)])) if "main bridge" in text]
    assert text.startswith("Body 0 is")
    assert "Next come Body 1 and Body 2." in text
    star = [(0, number) for number in range(1, 60)]
    (text,) = [text for text in findings_of(bodies_tied([*star, (1, 60), (2, 61)])) if "main bridge" in text]
    assert "Next come" not in text


def test_network_in_pieces_is_not_said_to_hang_together():
    pieces = findings_of(bodies_tied([(0, 1), (2, 3), (4, 5)]))
    assert "The network is in pieces: the largest holds 2 of 6 actors (33%)." in pieces
    assert not any("hang together" in text for text in pieces)


def test_each_finding_leads_to_where_it_can_be_checked(network):
    words = Words()
    make = TableMaker(make_view(network, words), words)
    for finding in FindingMaker(make, measure_borders(make)).all():
        assert finding.links


def test_people_are_not_ranked(network):
    html = render.report_html(network)
    leaders = html[html.index('<table id="leaders"') : html.index("</table>", html.index('<table id="leaders"'))]
    assert "Anna Nowak" not in leaders
    assert "Klaster IT" in leaders


def test_network_without_ties_says_so():
    network = Network([Document("a.txt", "A", language="en")], [Entity("a", "A", "organisation", (), ())], [])
    html = render.report_html(network)
    assert "No relation between actors was found" in html
    assert "nothing can be said of borders" in html


def test_failed_documents_are_listed_with_their_reason(network):
    assert "no_text_layer: OCR first" in render.report_html(network)


def test_change_against_an_earlier_network(network):
    earlier = Network(network.records, network.entities, network.relations[:3])
    html = render.report_html(network, previous=earlier)
    assert "3 ties are new, 0 are gone" in html
    assert 'id="changes-table"' in html
    assert 'id="changes-table"' not in render.report_html(network)


@pytest.mark.parametrize("people", ["drop", "pseudonym"])
def test_change_names_no_person_that_is_hidden(network, people):
    earlier = Network(network.records, network.entities, network.relations[1:])
    assert "Anna" not in render.report_html(network, previous=earlier, people=people)


def test_large_network_lists_the_strongest_and_crossing_ties_and_says_how_many_it_leaves_out():
    count = 2_100
    documents = [Document("a.txt", "x", language="en")]
    entities = [Entity(f"n{i:04}", f"Body {i}", "organisation", (), (), "PL" if i % 2 else "DE") for i in range(count)]
    said = (Evidence("a.txt", 0, 1, "x", "en"),)
    edges = [Edge("n0000", f"n{i:04}", "cooperates", said) for i in range(1, count)]
    html = render.report_html(Network(documents, entities, edges))
    assert html.count('class="tie-entry') == 2_000
    assert "99 further ties are left" in html
    assert html.count("DE – PL</span>") >= 1_050


def test_matrix_of_the_map_has_every_country_and_that_of_the_report_tells_how_many_it_leaves_out(visit):
    codes = [
        "AT", "BE", "BG", "CH", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU",
        "IE", "IS", "IT", "LT", "LU", "LV", "MD", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
    ]  # fmt: skip
    entities = [Entity(f"n{code}{i}", f"{code} {i}", "organisation", (), (), code) for code in codes for i in range(2)]
    said = (Evidence("a.txt", 0, 1, "x", "en"),)
    edges = [Edge(f"n{code}0", f"n{code}1", "cooperates", said) for code in codes]
    network = Network([Document("a.txt", "x", language="en")], entities, edges)
    assert "14 further countries with fewer actors have no row here." in render.report_html(network)
    with visit(render.map_html(network), fragment="#v=matrix") as page:
        assert page.locator("#matrix tbody tr").count() == len(codes)


def test_numbers_in_sentences_have_the_separators_of_the_language():
    network = bodies_tied([(0, number) for number in range(1, 1_235)])
    for language, number in (("en", "1,234"), ("de", "1.234"), ("sv", "1\xa0234")):
        assert f"<figcaption>{number} " in render.report_html(network, language=language)


def downloaded(page, table):
    """The rows of a table of the report as its download holds them, by the name in the first column."""
    with page.expect_download() as waiting:
        page.locator(f".aids:has(+ .scroll #{table}) button").click()
    rows = list(csv.reader(Path(waiting.value.path()).read_text(encoding="utf-8-sig").splitlines()))
    return {row[0]: dict(zip(rows[0], row, strict=True)) for row in rows[1:]}


def test_downloads_hold_plain_numbers_and_nothing_where_nothing_is_known(network, visit):
    odd = replace(network.entities[0], id="odd", name="=1+1", country=None)
    tie = replace(network.relations[0], source="odd", target="kronoberg")
    entities = [replace(one, latitude=None, longitude=None) for one in network.entities]
    with visit(render.report_html(Network(network.records, [*entities, odd], [*network.relations, tie]))) as page:
        assert {row["Median length, km"] for row in downloaded(page, "pairs-table").values()} == {""}
        assert downloaded(page, "actors-table")["'=1+1"]["Country"] == ""
        documents = downloaded(page, "documents-table")
        assert [documents["scan.pdf"][name] for name in ("Language", "Date", "Actors")] == ["", "", "0"]
        assert documents["Klastry"]["Date"] == "2021-03-02"
        leaders = downloaded(page, "leaders")
        assert "–" in page.inner_text("#leaders td:last-child >> nth=0")
        assert re.fullmatch(r"\d+–\d+", leaders["SIBB"]["Rank, 95% range"])


def test_what_is_not_known_is_sorted_below_all_numbers(network, visit):
    with visit(render.report_html(network)) as page:
        page.evaluate("""() => {
            const cells = [...document.querySelectorAll('#actors-table tbody tr td:nth-child(5)')];
            cells[0].removeAttribute('data-value'); cells[0].textContent = '–'; }""")
        head = page.locator("#actors-table thead th").nth(4).locator("button")
        head.click()
        head.click()
        assert page.inner_text("#actors-table tbody td:nth-child(5) >> nth=0") == "–"
