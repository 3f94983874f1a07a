"""Map by keyboard: every control is reached and shows its focus, and nothing that opens or closes loses it."""

import pytest

from netgraph import render
from netgraph.model import Document, Edge, Entity, Evidence
from netgraph.network import Network

FOCUSED = """() => { const e = document.activeElement;
    return e === document.body ? null : e.id || (e.getAttribute('aria-label') || e.innerText || e.type).trim(); }"""
CONTROLS = """() => [...document.querySelectorAll('button, input, select, summary, [tabindex="0"]')]
    .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.closest('[role=tablist]')).length"""
SHOWN = """() => { const e = document.activeElement, style = getComputedStyle(e);
    e.dataset.reached = 'yes';
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    return e === document.body || e.id === 'walker' || outlined
        || (e instanceof SVGElement && parseFloat(style.strokeWidth) >= 3) ? null : e.outerHTML.slice(0, 120); }"""


@pytest.fixture(scope="module")
def html(network):
    return render.map_html(network)


@pytest.mark.parametrize("forced", ["none", "active"])
@pytest.mark.parametrize("view", ["network", "places", "matrix", "tables"])
def test_every_control_is_reached_and_shows_its_focus(view, forced, html, visit):
    with visit(html, fragment=f"#v={view}&n=sibb") as page:
        page.emulate_media(forced_colors=forced)
        count = page.evaluate(CONTROLS)
        unseen = []
        for _ in range(count + 5):
            page.keyboard.press("Tab")
            unseen.append(page.evaluate(SHOWN))
        assert [one for one in unseen if one] == []
        reached = page.evaluate("document.querySelectorAll('[data-reached]:not([role=tab]):not(body)').length")
        assert reached == count


@pytest.mark.parametrize(
    ("view", "opens"),
    [
        ("tables", "#table-body tbody tr:nth-child(3) button"),
        ("matrix", "#matrix tbody tr:first-child button >> nth=0"),
        ("places", "#places .spot >> nth=1"),
        ("network", ".views [aria-selected=true]"),
    ],
)
def test_escape_closes_the_panel_and_brings_the_focus_back_to_what_opened_it(view, opens, html, visit):
    with visit(html, fragment=f"#v={view}" + ("&n=sibb" if view == "network" else "")) as page:
        page.locator(opens).focus()
        before = page.evaluate(FOCUSED)
        if view != "network":  # there the address opened it
            page.keyboard.press("Enter")
            assert page.evaluate(FOCUSED) == "panel-title"
            page.uncheck("input[data-group=types][data-value=person]")  # draws the view anew
        page.focus("#panel .close")
        page.keyboard.press("Escape")
        assert page.is_hidden("#panel")
        assert page.evaluate(FOCUSED) == before


def test_the_panel_covers_no_button_beside_it(html, visit):
    with visit(html, fragment="#n=sibb", width=1024) as page:
        panel = page.locator("#panel").bounding_box()
        buttons = [button.bounding_box() for button in page.locator(".zoom button").all()]
        assert all(box["x"] + box["width"] <= panel["x"] for box in buttons)


def test_sorting_and_downloads_and_reset_keep_the_focus(html, visit):
    with visit(html, fragment="#v=tables") as page:
        page.locator("#table-body thead button").nth(4).focus()
        page.keyboard.press("Enter")
        assert page.evaluate(FOCUSED) == "Ties"
        page.focus("#reset")
        page.keyboard.press("Enter")
        assert page.evaluate(FOCUSED) == "reset"
        page.focus("#save")
        page.keyboard.press("Enter")
        assert page.evaluate(FOCUSED) == "save-png"
        with page.expect_download():
            page.locator("#save-actors").press("Enter")
        assert page.evaluate(FOCUSED) == "save"
        page.keyboard.press("Enter")
        page.focus("#save")
        page.keyboard.press("Escape")
        assert page.is_hidden("#save-menu")


def test_drawer_of_filters_gives_the_focus_back_and_never_covers_it(html, visit):
    with visit(html, width=390, height=800) as page:
        page.focus("#open-filters")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        assert page.is_hidden("#filters")
        assert page.evaluate(FOCUSED) == "open-filters"
        page.keyboard.press("Enter")
        page.focus("#reset")
        page.keyboard.press("Tab")
        assert page.is_hidden("#filters")
        assert page.evaluate(FOCUSED) == "walker"


def test_searching_for_what_a_filter_hides_sets_the_filter_back(html, visit):
    with visit(html) as page:
        page.uncheck("input[data-group=types][data-value=person]")
        page.fill("#search", "anna")
        page.keyboard.press("Enter")
        assert page.is_checked("input[data-group=types][data-value=person]")
        assert page.inner_text("#status").startswith("8 of 8 actors")


def test_pages_of_a_long_table_and_the_note_on_circles_keep_the_focus(visit):
    entities = [Entity(f"n{i:04}", f"Body {i}", "organisation", (), (), "PL") for i in range(1_600)]
    said = (Evidence("a.txt", 0, 1, "x", "en"),)
    edges = [Edge(f"n{i // 100 * 100:04}", f"n{i:04}", "funds", said) for i in range(1_600) if i % 100]
    network = Network([Document("a.txt", "x", language="en")], entities, edges)
    with visit(render.map_html(network)) as page:
        page.locator("#notice button").focus()
        page.keyboard.press("Enter")
        assert page.is_hidden("#notice")
        assert page.evaluate(FOCUSED) == "tab-network"
        page.click("#tab-tables")
        page.locator("#table-body .tabs button").nth(1).focus()
        for first in (201, 401, 601, 801, 1001, 1201, 1401, 1401):
            page.keyboard.press("Enter")
            assert page.evaluate(FOCUSED) == "Next"
            assert f"Rows {first:,} to" in page.inner_text("#table-body .tabs")
