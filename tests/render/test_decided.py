"""Decisions of people in the report: all of them, with what came of each, and nobody named who is hidden."""

import re
from dataclasses import replace

import pytest

from netgraph import render
from netgraph.model import DECIDED, Edge, Evidence
from netgraph.network import Network, read_json
from netgraph.nodelink import DecisionRecord
from netgraph.pipeline import record_decisions
from netgraph.render.people import hide_people
from netgraph.resolve import Decision, Problem

ROWS = (
    DecisionRecord("merge", "Klaster IT", "SIBB", "", "E. Editor", "2024-05-02", "one body", line=2, outcome="conflict",
                   against=3),
    DecisionRecord("set-country", "SIBB", "", "DE", "E. Editor", "2024-05", "seat in Berlin", line=4),
    DecisionRecord("reject-node", "Jan Kowalski", reason="asked by Jan Kowalski", line=5, outcome="stale"),
    DecisionRecord("add-edge", "Klaster IT", "Fair", "participates_in", source="minutes by Jan Kowalski"),
    DecisionRecord("rename", "anna-nowak", "", "Anna Maria Nowak", line=7),
)  # fmt: skip


@pytest.fixture(scope="module")
def decided(network):
    said = Evidence(DECIDED, 0, 23, "minutes by Jan Kowalski", date="2024-05-02")
    added = Edge("klaster-it", "fair", "participates_in", (said,))
    return Network(network.records, network.entities, (*network.relations, added), decisions=ROWS)


def section(html):
    text = re.search(r'<section id="decisions">(.*?)</section>', html, re.DOTALL).group(1)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_report_lists_who_when_why_and_what_came_of_it(decided):
    text = section(render.report_html(decided))
    assert "5 decisions of people went into this network" in text
    assert "Applied: 3; stale: 1; in conflict: 1; unclear: 0." in text
    assert "Klaster IT and SIBB are one in conflict with row 3 E. Editor May 2, 2024 one body" in text
    assert text.index("in conflict with row") < text.index("country: Germany")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("1 place was not found", "not on the map")),
        ("pl", ("Nie znaleziono 1 miejsca", "poza mapą")),
        ("sv", ("1 ort hittades inte", "inte på kartan")),
        ("de", ("1 Ort wurde nicht gefunden", "nicht auf der Karte")),
    ],
)
def test_a_place_that_was_not_found_is_said(decided, language, words):
    row = DecisionRecord("set-place", "SIBB", "", "Nowhereville", line=8, outcome="unplaced")
    network = Network(decided.records, decided.entities, decided.relations, decisions=(*ROWS, row))
    text = section(render.report_html(network, language=language))
    assert all(word in text for word in words)
    assert not any(word in section(render.report_html(decided, language=language)) for word in words)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "None: no decision"), ("pl", "Brak:"), ("sv", "Inga:"), ("de", "Keine:")]
)
def test_none_is_said_plainly(network, language, words):
    assert words in section(render.report_html(network, language=language))


@pytest.mark.parametrize("language", ["pl", "sv", "de"])
def test_every_sentence_is_translated(decided, language):
    english = section(render.report_html(decided))
    text = section(render.report_html(decided, language=language))
    assert not {word for word in ("applied", "stale", "conflict", "country:", "Decided") if word in text}
    assert text.count("Klaster IT") == english.count("Klaster IT")


@pytest.mark.parametrize("make", [render.map_html, render.report_html])
def test_tie_that_a_person_added_shows_its_source(make, decided):
    html = make(decided)
    assert "minutes by Jan Kowalski" in html
    assert "Decision of a person" in html


@pytest.mark.parametrize("make", [render.map_html, render.report_html])
def test_tie_without_any_evidence_is_drawn(make, network):
    bare = Edge("klaster-it", "fair", "participates_in", ())
    assert "Klaster IT" in make(Network(network.records, network.entities, (*network.relations, bare)))


@pytest.mark.parametrize("people", ["role", "pseudonym", "drop"])
def test_hidden_people_are_in_no_decision(decided, people, tmp_path):
    hide_people(decided, people).to_json(tmp_path / "network.json")
    written = (tmp_path / "network.json").read_text(encoding="utf-8")
    for text in (render.report_html(decided, people=people), render.map_html(decided, people=people), written):
        assert not re.search(r"Kowalski|E\. Editor|Anna Maria|seat in Berlin", text)
    assert "Klaster IT and SIBB are one" in section(render.report_html(decided, people=people))


def test_network_json_keeps_decisions(decided, network, tmp_path):
    decided.to_json(tmp_path / "network.json")
    assert read_json(tmp_path / "network.json") == decided
    network.to_json(tmp_path / "other.json")
    assert '"decisions"' not in (tmp_path / "other.json").read_text(encoding="utf-8")
    assert decided.filter(types=["organisation"]).decisions == ROWS


def test_each_decision_gets_its_own_problem():
    merge = Decision("merge", "A", "B", line=2)
    rows = (merge, Decision("rename", "A", value="C", line=3), replace(merge, line=0))
    found = (
        Problem(2, "conflict", f"{rows[0]}: line 9 says that they are different"),
        Problem(3, "stale", f"{rows[1]}: 'A' names nothing in these documents"),
    )
    records = record_decisions(rows, found)
    assert [(one.outcome, one.against) for one in records] == [("conflict", 9), ("stale", None), ("applied", None)]
    assert records[0] == replace(records[2], line=2, outcome="conflict", against=9)
