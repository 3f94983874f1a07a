"""Map and report in a real browser: nothing runs, nothing is asked for, everything can be reached."""

import re
from dataclasses import replace
from itertools import combinations
from math import hypot
from pathlib import Path

import pytest

from netgraph import render
from netgraph.model import Document, Edge, Entity, Evidence
from netgraph.network import Network
from netgraph.render.earlier import Spot

AXE = (Path(__file__).resolve().parents[1] / "vendor" / "axe-core@4.14.1" / "axe.min.js").read_text(encoding="utf-8")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def pages(network):
    return {
        (name, language): make(network, language=language, title="Sieć & Net")
        for name, make in (("map", render.map_html), ("report", render.report_html))
        for language in ("en", "pl", "sv", "de")
    }


def violations(page):
    page.evaluate(AXE + "; undefined")
    result = page.evaluate("rules => axe.run(document, rules)", RULES)
    assert len(result["passes"]) > 10
    return [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in result["violations"]]


def in_both_themes(page):
    """Violations of the page in the light and in the dark theme."""
    page.emulate_media(color_scheme="light")
    light = violations(page)
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(30)
    return light + violations(page)


@pytest.mark.parametrize("name", ["map", "report"])
def test_hostile_names_do_nothing(name, hostile, visit):
    make = render.map_html if name == "map" else render.report_html
    html = make(hostile, title="</title><script>window.hacked=9</script>")
    with visit(html) as page:
        if name == "map":
            page.fill("#search", "<img")
            page.keyboard.press("Enter")
            for tab in ("places", "matrix", "tables"):
                page.click(f"#tab-{tab}")
        assert page.evaluate("window.hacked") is None
        assert page.seen.requests == []
        assert page.seen.errors == []
        assert page.evaluate("[...document.links].every(a => /^(https?|file|blob):$/.test(a.protocol))")


@pytest.mark.parametrize("name", ["map", "report"])
def test_policy_stops_what_slips_in(name, pages, visit):
    with visit(pages[name, "en"]) as page:
        page.evaluate(
            "() => { const s = document.createElement('script'); s.textContent = 'window.hacked = 1';"
            " document.body.append(s); const i = document.createElement('img');"
            " i.src = 'https://evil.example/x.png'; document.body.append(i); }"
        )
        page.wait_for_timeout(100)
        assert page.evaluate("window.hacked") is None
        assert page.seen.requests == []
        assert page.evaluate("fetch('https://evil.example').then(() => 'sent', () => 'stopped')") == "stopped"


@pytest.mark.parametrize("language", ["en", "pl", "sv", "de"])
@pytest.mark.parametrize("name", ["map", "report"])
def test_axe_finds_nothing_in_both_themes(name, language, pages, visit):
    with visit(pages[name, language]) as page:
        assert page.seen.errors == []
        assert page.seen.requests == []
        assert in_both_themes(page) == []


@pytest.mark.parametrize("view", ["panel", "tie", "places", "matrix", "tables", "search", "menu", "filters"])
def test_axe_finds_nothing_in_the_views_of_the_map(view, pages, visit):
    width = 375 if view == "filters" else 1440
    with visit(pages["map", "en"], width=width) as page:
        if view in ("places", "matrix", "tables"):
            page.click(f"#tab-{view}")
        elif view == "filters":
            page.click("#open-filters")
        elif view == "menu":
            page.click("#save")
        else:
            page.fill("#search", "klaster")
            if view != "search":
                page.keyboard.press("Enter")
                page.click("#panel .ties summary >> nth=0")
        if view == "tie":
            page.keyboard.press("Escape")
            page.click("#tab-tables")
            page.click("#list-ties")
            page.click("#table-body tbody tr:first-child td:last-child button")
            assert page.locator("#panel blockquote mark").count() >= 2
        assert in_both_themes(page) == []
        assert page.seen.errors == []


@pytest.mark.parametrize("width", [320, 375, 768, 1440])
@pytest.mark.parametrize("name", ["map", "report"])
def test_nothing_sticks_out_sideways(name, width, pages, visit):
    with visit(pages[name, "de"], width=width) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", ["map", "report"])
def test_targets_are_large_enough(name, pages, visit):
    script = """() => [...document.querySelectorAll('button, input, select, summary, [role=tab]')]
        .filter(e => e.offsetParent && !e.closest('label'))
        .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
        .filter(([, box]) => box.width < 24 || box.height < 24).map(([html]) => html)"""
    with visit(pages[name, "en"]) as page:
        assert page.evaluate(script) == []


def test_search_finds_every_form_without_accents(network, visit):
    with visit(render.map_html(network)) as page:
        for text in ("klaster it", "ANNY", "kronoberg region"):
            page.fill("#search", text)
            assert page.locator("#found [id^=hit]").count() >= 1, text
        page.keyboard.press("Escape")
        page.fill("#search", "zzz")
        assert "Nothing found" in page.inner_text("#found")
        assert page.inner_text("#live") == "Nothing found"


def test_searches_say_how_many_they_found(large, network, visit):
    with visit(large) as page:
        page.fill("#search", "body 444")
        assert page.locator("#found [id^=hit]").count() == 2
        assert page.inner_text("#found .said") == page.inner_text("#live") == "Found: 2"
        page.fill("#search", "body")
        assert page.inner_text("#found .said") == page.inner_text("#live") == "Found: 1,700, the first 12 are listed"
        page.keyboard.press("ArrowUp")
        assert page.get_attribute("#search", "aria-activedescendant") == "hit-11"
        page.keyboard.press("Escape")
        page.click("#tab-tables")
        page.fill("#table-search", "body 444")
        assert page.inner_text("#live") == "Actors shown: 2"
        page.fill("#table-search", "zzz")
        assert page.inner_text("#live") == "Actors shown: 0"
        assert "Nothing found" in page.inner_text("#table-body")
    entities = [Entity(f"n{i}", f"Body {i}", "organisation", (), ()) for i in range(30)]
    with visit(render.report_html(Network(network.records, entities, []))) as page:
        said = page.locator("#actors .aids [role=status]")
        for text, found in (("body 29", "Rows: 1"), ("zzz", "Nothing found"), ("", "")):
            page.fill("#actors .aids input", text)
            assert said.inner_text() == found


def test_panel_shows_the_sentence_with_both_names(pages, visit):
    with visit(pages["map", "en"]) as page:
        page.fill("#search", "sibb")
        page.keyboard.press("Enter")
        assert page.inner_text("#panel h2") == "SIBB"
        page.click("#panel .ties summary >> nth=0")
        quote = page.locator("#panel blockquote").first
        assert set(quote.locator("mark").all_inner_texts()) == {"SIBB", "Klaster IT"}
        assert quote.get_attribute("lang") in ("pl", "de")
        page.keyboard.press("Escape")
        assert page.is_hidden("#panel")


def test_words_of_several_relations_end_in_one_colon_before_the_name_and_in_none_in_the_table(network, visit):
    (one,) = [edge for edge in network.relations if edge.type == "affiliated_with"]
    both = Network(network.records, network.entities, [*network.relations, replace(one, type="member_of")])
    with visit(render.map_html(both, language="pl")) as page:
        page.fill("#search", "anna nowak")
        page.keyboard.press("Enter")
        words = page.locator("#panel .ties .says").first.inner_text()
        assert words.endswith(":")
        assert words.count(":") == words.count(",") == 1
        page.keyboard.press("Escape")
        page.click("#tab-tables")
        page.click("#list-ties")
        assert not any(":" in cell for cell in page.locator("#table-body td:nth-child(2)").all_inner_texts())


def test_the_steps_of_a_neighbourhood_keep_the_focus(pages, visit):
    with visit(pages["map", "en"]) as page:
        page.fill("#search", "sibb")
        page.keyboard.press("Enter")
        page.focus("#panel [data-steps='2']")
        for pressed in ("true", "false"):
            page.keyboard.press("Enter")
            focused = page.evaluate("[document.activeElement.dataset.steps, document.activeElement.ariaPressed]")
            assert focused == ["2", pressed]
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.id") == "search"


def test_keyboard_reaches_every_actor(pages, network, visit):
    with visit(pages["map", "en"]) as page:
        page.focus("#walker")
        page.keyboard.press("Home")
        seen = set()
        for _ in network.entities:
            seen.add(page.inner_text("#walker [role=option]").split(",")[0])
            page.keyboard.press("PageDown")
        assert seen == {entity.name for entity in network.entities}
        page.keyboard.press("Home")
        walked = set()
        for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown") * 2:
            page.keyboard.press(key)
            walked.add(page.inner_text("#walker [role=option]"))
        assert len(walked) > 1
        page.keyboard.press("Enter")
        assert page.is_visible("#panel")
        page.keyboard.press("Escape")
        assert page.is_hidden("#panel")
        assert page.evaluate("document.activeElement.id") == "walker"


def test_tab_key_is_never_trapped(pages, visit):
    with visit(pages["map", "en"]) as page:
        seen = []
        for _ in range(60):
            page.keyboard.press("Tab")
            seen.append(page.evaluate("document.activeElement === document.body"))
        assert any(seen), "the focus must leave the page's elements at their end"


def test_filters_narrow_map_table_and_count(pages, visit):
    with visit(pages["map", "en"]) as page:
        page.uncheck("input[data-group=types][data-value=person]")
        assert page.inner_text("#status").startswith("7 of 8 actors, 5 of 6 ties")
        page.click("#tab-tables")
        assert page.locator("#table-body tbody tr").count() == 7
        page.check("input[data-flag=crossing]")
        assert " 1 of 6 ties" in page.evaluate("document.getElementById('status').textContent")
        page.click("#reset")
        assert page.locator("#table-body tbody tr").count() == 8


def test_address_brings_the_view_back(pages, visit):
    with visit(pages["map", "en"]) as page:
        page.uncheck("input[data-group=types][data-value=person]")
        page.fill("#search", "digitri")
        page.keyboard.press("Enter")
        page.click("#panel .acts button >> nth=0")
        fragment = page.evaluate("location.hash")
        shown = page.inner_text("#status")
    with visit(pages["map", "en"], fragment=fragment) as page:
        assert page.inner_text("#panel h2") == "Digitri"
        assert page.inner_text("#status") == shown
        assert not page.is_checked("input[data-group=types][data-value=person]")


@pytest.mark.parametrize(
    "fragment", ["#n=%ff&v=x&d=99&way=a~b&from=<script>&s=NaN", "#&&==&t=~", "#k=1e99&ego=9&by=&size=x"]
)
def test_odd_addresses_do_no_harm(fragment, pages, visit):
    with visit(pages["map", "en"], fragment=fragment) as page:
        assert page.seen.errors == []


def test_shortest_way_shows_its_evidence(pages, visit):
    with visit(pages["map", "en"]) as page:
        page.fill("#search", "klaster")
        page.keyboard.press("Enter")
        page.click("text=Find the way to another actor")
        page.fill("#search", "digitri")
        page.keyboard.press("Enter")
        assert page.inner_text("#panel h2") == "Klaster IT → Digitri"
        assert page.locator("#panel .statement").count() == 3
        assert page.locator("#panel blockquote").count() >= 3


def test_downloads_hold_what_is_shown(hostile, visit):
    with visit(render.map_html(hostile)) as page:
        page.click("#save")
        with page.expect_download() as waiting:
            page.click("#save-actors")
        text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
        assert "'=HYPERLINK" in text
        page.click("#save")
        with page.expect_download() as waiting:
            page.click("#save-svg")
        picture = Path(waiting.value.path()).read_text(encoding="utf-8")
        assert picture.startswith("<?xml")
        assert "<img" not in picture
        assert "var(--" not in picture
        page.click("#save")
        with page.expect_download() as waiting:
            page.click("#save-png")
        assert Path(waiting.value.path()).read_bytes().startswith(b"\x89PNG")


def test_report_sorts_filters_and_downloads(pages, visit):
    with visit(pages["report", "en"]) as page:
        names = lambda: page.locator("#actors-table tbody th").all_inner_texts()  # noqa: E731
        page.click("#actors-table thead th >> nth=0 >> button")
        assert [name.strip() for name in names()] == sorted((name.strip() for name in names()), key=str.casefold)
        with page.expect_download() as waiting:
            page.locator("#actors .aids button").click()
        assert Path(waiting.value.path()).read_text(encoding="utf-8-sig").count("\n") == 9
        assert page.evaluate("[...document.querySelectorAll('blockquote')].every(q => q.lang)")


@pytest.mark.parametrize("name", ["map", "report"])
def test_pages_work_without_scripts(name, pages, network, visit):
    with visit(pages[name, "en"], scripts=False) as page:
        text = page.inner_text("body")
        assert all(entity.name in text for entity in network.entities)
        assert page.locator("svg.picture").first.is_visible()
        if name == "report":
            assert page.locator("blockquote").count() == 8


def test_report_prints_on_a4(pages, visit):
    with visit(pages["report", "en"]) as page:
        document = page.pdf(prefer_css_page_size=True, tagged=True)
        assert document.startswith(b"%PDF")
        assert document.count(b"/MediaBox [0 0 59") >= 3


@pytest.mark.parametrize(("width", "height"), [(1366, 700), (1024, 640), (390, 844)])
def test_state_and_buttons_cover_nothing_that_is_drawn(width, height, pages, visit):
    bottom = "e => e.getBoundingClientRect().bottom"
    top = "all => Math.min(...all.filter(e => e.offsetParent).map(e => e.getBoundingClientRect().top))"
    with visit(pages["map", "en"], width=width, height=height) as page:
        assert page.locator("#canvas").evaluate(bottom) <= page.locator(".status, .zoom button").evaluate_all(top)
        page.click("#tab-places")
        assert page.locator("#places svg").evaluate(bottom) <= page.locator(".status").evaluate_all(top)


def test_saved_picture_shows_directions_and_communities_as_the_screen_does(network, visit):
    members = [f"m{i}" for i in range(6)]
    entities = [Entity(one, one, "organisation", (), ()) for one in members]
    said = network.relations[0].evidence
    edges = [Edge(a, b, "funds", said) for a, b in combinations(members, 2)]
    with visit(render.map_html(Network(network.records, entities, edges))) as page:
        page.click("#save")
        with page.expect_download() as waiting:
            page.click("#save-svg")
        picture = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert picture.count("<polygon") == len(edges) + 1  # the head of each arrow, the ground of the one community


# The names that the picture has, each with the number of marks whose middle it covers.
NAMES = """() => new Promise(done => {
    const arcs = [], names = [], proto = CanvasRenderingContext2D.prototype, arc = proto.arc, text = proto.fillText;
    const at = (ctx, x, y) => { const t = ctx.getTransform(); return [t.a * x + t.e, t.d * y + t.f, t.a]; };
    proto.arc = function (x, y, ...rest) { arcs.push(at(this, x, y)); return arc.call(this, x, y, ...rest); };
    proto.fillText = function (word, x, y) {
        const [left, base, scale] = at(this, x, y), wide = this.measureText(word).width * scale;
        names.push({left, right: left + wide, top: base - 11 * scale, bottom: base + 3 * scale});
        return text.call(this, word, x, y); };
    document.getElementById('zoom-in').click();
    setTimeout(() => done(names.map(n => ({...n, covers: arcs.filter(([x, y]) =>
        x > n.left && x < n.right && y > n.top && y < n.bottom).length}))), 300); })"""


def saved_picture(page):
    """The circles of the saved picture: place, radius."""
    page.click("#save")
    with page.expect_download() as waiting:
        page.click("#save-svg")
    picture = Path(waiting.value.path()).read_text(encoding="utf-8")
    found = re.findall(r'<circle [^>]*cx="([-.\d]+)" cy="([-.\d]+)" r="([-.\d]+)"', picture)
    return [tuple(map(float, row)) for row in found]


def test_circles_of_communities_cover_no_other(network, visit):
    """Communities of 3 to 40, and 900 actors in none."""
    ends, first = [], 0
    for count in [3 + i % 38 for i in range(60)]:
        ends += [(first, first + i) for i in range(1, count)]
        first += count
    entities = [Entity(f"n{i:04}", f"Body {i}", "organisation", (), ()) for i in range(first + 900)]
    edges = [Edge(f"n{a:04}", f"n{b:04}", "funds", network.relations[0].evidence) for a, b in ends]
    with visit(render.map_html(Network(network.records, entities, edges))) as page:
        circles = saved_picture(page)
    assert len(circles) == 61
    assert [pair for pair in combinations(circles, 2)
            if hypot(pair[0][0] - pair[1][0], pair[0][1] - pair[1][1]) < 0.99 * (pair[0][2] + pair[1][2])] == []


def test_legend_of_sizes_agrees_with_the_picture(pages, visit):
    with visit(pages["map", "en"]) as page:
        samples = page.locator("#sizes > span")
        shown = samples.locator("circle").evaluate_all("all => all.map(one => 2 * one.r.baseVal.value)")
        assert samples.all_inner_texts() == ["0", "1", "2"]
        drawn = {round(r, 2) for _x, _y, r in saved_picture(page)}
        assert drawn == {round(r, 2) for r in shown}
        page.select_option("select[data-name=size]", "betweenness")
        assert all(text.endswith("%") for text in samples.all_inner_texts())


def test_names_on_a_crowded_map_keep_clear_of_marks(network, visit):
    entities = [Entity(f"n{i:04}", f"Institute for {i}", "organisation", (), ()) for i in range(1_400)]
    ends = [(i, i * 7919 % i) for i in range(2, 1_400)] + [(i, i - 1) for i in range(1, 1_400)]
    edges = [Edge(f"n{a:04}", f"n{b:04}", "funds", network.relations[0].evidence) for a, b in ends]
    with visit(render.map_html(Network(network.records, entities, edges))) as page:
        page.click("#zoom-in")
        names = page.evaluate(NAMES)
    assert len(names) > 20
    assert sum(name["covers"] > 0 for name in names) < len(names) / 4, "but a few leading ones"


@pytest.mark.parametrize("width", [390, 900])
@pytest.mark.parametrize("name", ["map", "report"])
def test_captions_of_wide_tables_stay_within_the_screen(name, width, network, visit):
    codes = ["AT", "BE", "BG", "CH", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE"]
    entities = [Entity(f"n{code}", f"Body {code}", "organisation", (), (), code) for code in codes]
    edges = [Edge("nAT", f"n{code}", "funds", network.relations[0].evidence) for code in codes[1:]]
    make = render.map_html if name == "map" else render.report_html
    with visit(make(Network(network.records, entities, edges), language="de"), width=width) as page:
        if name == "map":
            page.click("#tab-matrix")
        ends = page.locator(".heat caption").bounding_box()
        assert ends["x"] >= 0
        assert ends["x"] + ends["width"] <= width
        assert page.locator(".heat").bounding_box()["width"] > ends["width"] or width == 900


def test_matrix_is_as_dark_in_the_report_as_on_the_map(visit):
    bodies = [(f"{code}{i}", code) for code in ("DE", "PL") for i in range(40)]
    entities = [Entity(name, name, "organisation", (), (), code) for name, code in bodies]
    said = (Evidence("a.txt", 0, 1, "x", "en"),)
    chains = [(f"{code}{i}", f"{code}{i + 1}") for code, count in (("DE", 39), ("PL", 9)) for i in range(count)]
    across = [(f"DE{i}", f"PL{i}") for i in range(5)]
    edges = [Edge(a, b, "funds", said) for a, b in (*chains, *across)]
    network = Network([Document("a.txt", "x", language="en")], entities, edges)
    shades = "all => all.map(one => [one.textContent, one.className])"
    with visit(render.report_html(network)) as page:
        told = page.locator(".heat tbody td").evaluate_all(shades)
    with visit(render.map_html(network), fragment="#v=matrix") as page:
        assert page.locator(".heat tbody td").evaluate_all(shades) == told
    assert dict(told)["39"].startswith("h4")


def test_empty_maps_say_why(network, visit):
    with visit(render.map_html(Network([], [], []))) as page:
        assert "No actor was found" in page.inner_text("#notice")
        assert page.locator("#filters select[data-name=size]").count() == 0
        for tab, said in (("matrix", "No shown tie has two known countries."), ("tables", "Nothing found")):
            page.click(f"#tab-{tab}")
            assert said in page.inner_text(f"#{tab}")
            assert page.is_hidden("#notice")
        assert page.locator("#matrix table").count() == 0
        page.click("#save")
        with page.expect_download():
            page.click("#save-svg")
        assert page.seen.errors == []
    with visit(render.map_html(network), fragment="#t=organisation~person~initiative") as page:
        assert "No actor passes the filters" in page.inner_text("#notice")
        page.locator("#notice button").press("Enter")
        assert page.inner_text("#status").startswith("8 of 8 actors")
        assert page.evaluate("document.activeElement.id") == "tab-network"
        assert page.seen.errors == []


def test_small_screen_opens_without_an_empty_side(network, visit):
    # The leading actor lies at the rim: were that the middle, half of the screen would be empty.
    rim = {"fair": -600.0}
    places = {one.id: Spot(50.0 * i, rim.get(one.id, 0.0), True, one) for i, one in enumerate(network.entities)}
    with visit(render.map_html(network, layout=places), width=390, height=844) as page:
        above, below = page.evaluate("""() => {
            const c = document.querySelector('#canvas canvas'), copy = document.createElement('canvas');
            copy.width = c.width; copy.height = c.height;
            const ctx = copy.getContext('2d'); ctx.drawImage(c, 0, 0);
            const pixels = ctx.getImageData(0, 0, c.width, c.height).data;
            const rows = [...Array(c.height).keys()]
                .filter(y => pixels.subarray(4 * y * c.width, 4 * (y + 1) * c.width).some(value => value));
            return [rows[0], c.height - 1 - rows[rows.length - 1]]; }""")
    assert abs(above - below) < 60


def test_map_fits_a_notebook_frame(pages, visit):
    import html

    inside = html.escape(pages["map", "en"])
    frame = f'<html data-ready="yes"><iframe sandbox="allow-scripts" width="900" srcdoc="{inside}"></iframe></html>'
    with visit(frame) as page:
        inner = page.frames[1]
        inner.wait_for_selector("html[data-ready=yes]")
        inner.fill("#search", "sibb")
        inner.press("#search", "Enter")
        assert inner.inner_text("#panel h2") == "SIBB"
        assert page.seen.errors == []


@pytest.fixture(scope="module")
def large():
    """1,700 actors in 17 communities around a hub each, and three pairs of hubs that are tied."""
    documents = [Document("a.txt", "x", language="en", date="2024")]
    entities = [Entity(f"n{i:04}", f"Body {i}", "organisation", (), (), "PL" if i % 2 else "DE") for i in range(1_700)]
    said = (Evidence("a.txt", 0, 1, "x", "en", "2024"),)
    pairs = [(i // 100 * 100, i) for i in range(1_700) if i % 100] + [(0, 100), (100, 200), (200, 300)]
    edges = [Edge(f"n{a:04}", f"n{b:04}", "funds", said) for a, b in pairs]
    return render.map_html(Network(documents, entities, edges))


def test_large_network_opens_as_circles_that_unfold_and_fold_by_keyboard(large, visit):
    item = "#walker [role=option]"
    with visit(large) as page:
        assert "each circle is a community" in page.inner_text("#notice")
        assert page.inner_text("#status").startswith("1,700 of 1,700 actors")
        page.focus("#walker")
        page.keyboard.press("Home")
        assert page.get_attribute(item, "aria-setsize") == "17"
        assert page.inner_text(item).startswith("Body 100 (100), a circle")
        page.keyboard.press("Enter")
        assert page.inner_text(item).startswith("Body 100, Organisation, Germany, Ties: 101")
        assert page.get_attribute(item, "aria-setsize") == "116"
        assert page.evaluate("location.hash") == "#o=n0100"
        assert in_both_themes(page) == []
        page.keyboard.press("Backspace")
        assert page.get_attribute(item, "aria-setsize") == "17"
        assert page.seen.errors == []


def test_circles_unfold_by_click_search_address_and_filters(large, visit):
    with visit(large, fragment="#o=n0300") as page:
        page.focus("#walker")
        page.keyboard.press("End")
        assert page.inner_text("#walker [role=option]").startswith("Body 399")
        page.fill("#search", "Body 444")
        page.keyboard.press("Enter")
        assert page.inner_text("#panel h2") == "Body 444"
        assert page.evaluate("location.hash").endswith("o=n0300~n0400")
        page.click("text=Fold this community")
        assert page.evaluate("location.hash") == "#o=n0300"
        page.click("text=Fold all")
        at = page.locator("#canvas canvas").first.bounding_box()
        page.mouse.click(*circle_on(page, at))
        assert page.evaluate("location.hash").startswith("#o=")
        page.uncheck("input[data-group=countries][data-value=DE]")
        assert page.is_hidden("#notice"), "850 actors are few enough to be shown one by one"
        assert page.seen.errors == []


def circle_on(page, box):
    """A place in the middle of a circle: where the picture has the circle's colour all around."""
    return page.evaluate(
        """([left, top]) => { const c = document.querySelector('#canvas canvas'), r = c.width / c.clientWidth;
        const copy = document.createElement('canvas');
        copy.width = c.width; copy.height = c.height;
        const ctx = copy.getContext('2d', {willReadFrequently: true}); ctx.drawImage(c, 0, 0);
        const at = (x, y) => ctx.getImageData(x * r, y * r, 1, 1).data.join();
        for (let y = 150; y < c.clientHeight - 90; y += 4) for (let x = 60; x < c.clientWidth - 60; x += 4) {
          const middle = at(x, y);
          if (middle !== '0,0,0,0' && [[8, 0], [-8, 0], [0, 8], [0, -8]].every(([p, q]) => at(x + p, y + q) === middle))
            return [left + x, top + y]; } }""",
        [box["x"], box["y"]],
    )


def test_dragging_many_lines_moves_the_map(large, visit):
    with visit(large, fragment="#all=1") as page:
        shown = "() => document.querySelector('#canvas canvas').toDataURL()"
        before = page.evaluate(shown)
        page.mouse.move(800, 500)
        page.mouse.down()
        page.mouse.move(850, 540)
        page.mouse.move(900, 560)
        assert page.is_visible("#canvas .image")
        page.mouse.up()
        assert page.is_hidden("#canvas .image")
        assert page.evaluate(shown) != before
        assert page.is_hidden("#panel")
        assert page.seen.errors == []


def test_actors_are_coloured_by_any_measure_with_a_legend(pages, visit):
    picture = "() => document.querySelector('#canvas canvas').toDataURL()"
    with visit(pages["map", "en"]) as page:
        plain = page.evaluate(picture)
        assert page.is_hidden("#scale")
        page.select_option("select[data-name=colour]", "m:betweenness")
        assert page.is_visible("#scale")
        assert page.evaluate(picture) != plain
        assert in_both_themes(page) == []
        fragment = page.evaluate("location.hash")
    with visit(pages["map", "en"], fragment=fragment) as page:
        assert page.is_visible("#scale")


def test_high_contrast_takes_the_colours_of_the_system_and_keeps_what_is_chosen_apart(pages, visit):
    drawn = """() => { const found = {}, proto = CanvasRenderingContext2D.prototype;
        for (const name of ['fillText', 'strokeText', 'stroke']) {
            const draw = proto[name], style = name === 'fillText' ? 'fillStyle' : 'strokeStyle'; found[name] = [];
            proto[name] = function (...all) { found[name].push(this[style]); return draw.apply(this, all); }; }
        window.found = found; }"""
    system = """name => { const e = document.createElement('i'); e.style.color = name; document.body.append(e);
        const parts = getComputedStyle(e).color.match(/\\d+/g);
        return parts.map(n => Number(n).toString(16).padStart(2, '0')).join(''); }"""
    background = "e => getComputedStyle(e).backgroundColor"
    with visit(pages["map", "en"]) as page:
        page.evaluate(drawn)
        page.emulate_media(forced_colors="active", color_scheme="dark")
        page.wait_for_timeout(100)
        page.focus("#walker")
        page.wait_for_timeout(100)
        found = page.evaluate("window.found")
        assert found["fillText"][-1] == "#" + page.evaluate(system, "CanvasText")
        assert found["strokeText"][-1] == "#" + page.evaluate(system, "Canvas")
        assert found["stroke"][-1] == "#" + page.evaluate(system, "LinkText")
        assert page.locator("#tab-network").evaluate(background) != page.locator("#tab-tables").evaluate(background)
        rings = page.locator("#filters .ring").evaluate_all("all => all.map(e => getComputedStyle(e).borderTopColor)")
        assert len(set(rings)) == len(rings) == 4


def test_panel_gives_ranks_with_their_range(pages, visit):
    with visit(pages["map", "en"]) as page:
        page.fill("#search", "sibb")
        page.keyboard.press("Enter")
        assert page.inner_text("#panel .facts").count("of 8, 95% range ") == 6  # each measure


@pytest.mark.parametrize("language", ["en", "de"])
def test_map_and_report_give_the_same_share_of_shortest_ways(language, pages, visit):
    with visit(pages["report", language]) as page:
        rows = page.locator("#leaders tbody tr").all()
        said = {row.locator("th").inner_text().strip(): row.locator("td").nth(1).inner_text().strip() for row in rows}
    assert all(re.fullmatch(r"\d+[.,]\d\s?%", text) for text in said.values())
    with visit(pages["map", language]) as page:
        page.click("#tab-tables")
        rows = page.locator("#table-body tbody tr").all()
        shown = {row.locator("th").inner_text(): row.locator("td").last.inner_text() for row in rows}
        assert {name: shown[name] for name in said} == said
        page.fill("#search", "sibb")
        page.keyboard.press("Enter")
        assert said["SIBB"] + " (" in page.inner_text("#panel .facts")


def test_countries_keep_their_ring_when_another_leads(network, visit):
    found = []
    for countries in (["PL", "DE", "SE", None], ["DE", "SE", None]):
        with visit(render.map_html(network.filter(countries=countries))) as page:
            labels = page.locator("label", has=page.locator(".ring"))
            rings = labels.evaluate_all(
                "all => all.map(one => [one.innerText, one.querySelector('.ring').style.borderColor])"
            )
            found.append({text.split("\n")[0]: ring for text, ring in rings if ring.startswith("var(--country")})
    assert set(found[0]) == {"Poland", "Germany", "Sweden"}
    assert {name: found[0][name] for name in ("Germany", "Sweden")} == found[1]
    assert len(set(found[0].values())) == 3


def test_no_name_is_cut_by_the_edge_of_the_picture(pages, visit):
    with visit(pages["map", "en"], width=390, height=700) as page:
        page.evaluate("""() => {
            window.drawn = [];
            const draw = CanvasRenderingContext2D.prototype.fillText;
            CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
                const at = this.getTransform(), wide = this.measureText(text).width * at.a;
                window.drawn.push([at.a * x + at.e, at.a * x + at.e + wide, this.canvas.width]);
                return draw.call(this, text, x, y);
            };
        }""")
        for _ in range(3):
            page.click("#zoom-in")
            page.wait_for_timeout(100)
        drawn = page.evaluate("window.drawn")
    assert drawn
    assert [row for row in drawn if row[0] < 0 or row[1] > row[2]] == []


def test_what_is_said_of_the_circles_covers_no_other_view(large, visit):
    with visit(large) as page:
        for tab in ("places", "matrix", "tables"):
            page.click(f"#tab-{tab}")
            assert page.is_hidden("#notice"), tab
        page.click("#tab-network")
        assert "each circle is a community" in page.inner_text("#notice")
