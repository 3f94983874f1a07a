"""Map and report on paper, as a browser prints them: nothing squeezed, a legend, heads on every page, no orphans."""

import re

import pytest

from netgraph import render
from netgraph.model import Document, Edge, Entity, Evidence
from netgraph.network import Network

pdfium = pytest.importorskip("pypdfium2", reason="reads the printed pages")

SQUEEZE = """() => {
    dispatchEvent(new Event('beforeprint'));
    const svg = document.querySelector('#picture svg'), grid = svg.getScreenCTM(), box = svg.getBoundingClientRect();
    return {across: grid.a, down: grid.d, skew: grid.b, width: box.width, height: box.height};
}"""
MILLIMETRE = 96 / 25.4


def printed(page, **options):
    """The sheets of a page: width and height in points, and the text from top to bottom."""
    sheets = pdfium.PdfDocument(page.pdf(**options))
    return [(*sheet.get_size(), sheet.get_textpage().get_text_bounded()) for sheet in sheets]


@pytest.fixture(scope="module")
def town():
    """120 bodies of four countries around three hubs, so that the report's tables go over several pages."""
    documents = [Document("a.txt", "x", language="en", date="2024")]
    entities = [
        Entity(f"n{i:03}", f"Body number {i}", "organisation", (f"Body number {i}", f"No {i}"), (), country)
        for i, country in enumerate(("PL", "DE", "SE", "LT") * 30)
    ]
    said = (Evidence("a.txt", 0, 1, "x", "en", "2024"),)
    pairs = [(i % 3, i) for i in range(3, 120)] + [(0, 1), (1, 2)]
    return Network(documents, entities, [Edge(f"n{a:03}", f"n{b:03}", "funds", said) for a, b in pairs])


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_map_is_drawn_for_the_sheet_and_not_squeezed(width, height, network, visit):
    with visit(render.map_html(network), width=width, height=height) as page:
        page.emulate_media(media="print")
        page.set_viewport_size({"width": round(277 * MILLIMETRE), "height": round(190 * MILLIMETRE)})
        drawn = page.evaluate(SQUEEZE)
        assert drawn["across"] == pytest.approx(drawn["down"])
        assert drawn["skew"] == 0
        assert drawn["width"] <= 278 * MILLIMETRE
        assert drawn["height"] <= 153 * MILLIMETRE
        assert max(drawn["width"] / 277, drawn["height"] / 152) > 0.5 * MILLIMETRE
        assert set(page.locator("#picture text").all_text_contents()) == {entity.name for entity in network.entities}
        assert page.is_hidden("#canvas")
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.locator("#picture svg").count() == 0


@pytest.mark.parametrize("dark", [False, True])
def test_map_prints_on_one_landscape_sheet_with_its_legend(dark, network, visit):
    with visit(render.map_html(network), dark=dark) as page:
        ((width, height, text),) = printed(page, prefer_css_page_size=True)
        assert (round(width), round(height)) == (842, 595)
        for words in ("Organisation", "crosses a border", "within one country", "Countries (ring)", "Sweden",
                      "Unknown or international", "8 of 8 actors"):  # fmt: skip
            assert words in text, words
        assert page.seen.errors == []


def test_legend_tells_what_the_colours_mean(network, visit):
    with visit(render.map_html(network), fragment="#by=m%3Abetweenness") as page:
        ((*_, text),) = printed(page, prefer_css_page_size=True)
        assert re.search(r"Colour: Bridge.*\s+low\s+high", text)
        assert page.evaluate("document.querySelectorAll('#legend *').length") == 0, "gone again from the screen"


def test_network_without_actors_prints_without_error(visit):
    with visit(render.map_html(Network())) as page:
        assert "0 of 0 actors" in printed(page, prefer_css_page_size=True)[0][2]
        assert page.seen.errors == []


def test_places_and_tables_of_the_map_print_whole(town, visit):
    with visit(render.map_html(town), fragment="#v=places", width=390, height=844) as page:
        ((*_, text),) = printed(page, prefer_css_page_size=True)
        assert "only the country is known" in text
        assert "crosses a border" in text
        page.click("#tab-tables")
        texts = [text for *_, text in printed(page, prefer_css_page_size=True)]
        assert len(set(re.findall(r"Body number \d+", " ".join(texts)))) == 120
        assert all("Documents" in text for text in texts)


def test_tables_of_the_report_bear_their_heads_on_every_page(town, visit):
    with visit(render.report_html(town)) as page:
        texts = [text for *_, text in printed(page, prefer_css_page_size=True)]
    rows = [text for text in texts if len(re.findall(r"Organisation\s+(?:Poland|Germany|Sweden)", text)) > 3]
    assert len(rows) > 2
    assert all("Also written" in text for text in rows)


@pytest.mark.parametrize("shift", range(6, 126, 12))
def test_no_page_ends_with_a_heading_or_a_head_without_rows_or_within_a_paragraph(shift, town, visit):
    with visit(render.report_html(town)) as page:
        page.evaluate("shift => { document.querySelector('.cover').style.paddingBottom = shift + 'mm'; }", shift)
        ends = page.evaluate("""() => [...document.querySelectorAll("caption, h2, h3, thead th:last-child")]
            .map(one => one.textContent.trim())""")
        opening = page.inner_text("#communities > p")
        texts = [" ".join(text.split()) for *_, text in printed(page, prefer_css_page_size=True)]
    assert any(opening in text for text in texts), "no page has the whole paragraph"
    for text in texts[:-1]:
        body = re.sub(r"Check: \w+$", "", text)  # the words of a link are no heading
        assert not [end for end in ends if end and body.endswith(end)], body[-90:]
