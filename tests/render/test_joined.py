"""Why names of several spellings are one actor: told in the map's data and in the report, of no hidden person."""

from dataclasses import replace

import pytest

from netgraph import render
from netgraph.network import Network

WHY = {
    "klaster-it": ("'Klastra IT' [pl.txt] = 'Klaster IT' [de.txt]: one word in two cases (+3.0)",),
    "anna-nowak": ("'Nowak' [pl.txt] = 'Anna Nowak' [pl.txt]: surname and full name (+2.0)",),
}


@pytest.fixture(scope="module")
def joined(network):
    entities = [
        replace(e, reasons=WHY.get(e.id, ()), aliases=(*e.aliases, "Klastra IT") if e.id == "klaster-it" else e.aliases)
        for e in network.entities
    ]
    return Network(network.records, entities, network.relations)


@pytest.mark.parametrize("page", [render.map_html, render.report_html])
def test_the_reasons_are_told(joined, page):
    html = page(joined)
    assert "one word in two cases (+3.0)" in html
    assert "surname and full name (+2.0)" in html


@pytest.mark.parametrize("people", ["pseudonym", "role", "drop"])
@pytest.mark.parametrize("page", [render.map_html, render.report_html])
def test_those_of_a_hidden_person_are_not(joined, page, people):
    html = page(joined, people=people)
    assert "one word in two cases (+3.0)" in html
    assert "surname and full name" not in html


def test_the_panel_lists_them(joined, visit):
    with visit(render.map_html(joined), fragment="#n=klaster-it") as page:
        why = page.locator("#panel details", has_text="Why these names are one actor")
        why.locator("summary").click()
        assert why.locator("li").all_inner_texts() == [WHY["klaster-it"][0]]
        assert page.seen.errors == []
