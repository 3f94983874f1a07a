"""Hostile names stay text wherever they stand: page, island, title, picture, tables and their downloads."""

import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from netgraph import render
from netgraph.model import Document, Edge, Entity, EntityMention, Evidence
from netgraph.network import Network
from netgraph.nodelink import DecisionRecord
from netgraph.render.privacy import visible

from .naughty import FORMULAS, MARKUP, NAUGHTY

MAKE = {"map": render.map_html, "report": render.report_html}


def naughty_network():
    """Each string as name, alias, place, reason, quote, title, path of a document and decision."""
    documents, entities, edges, decisions = [], [], [], []
    for number, name in enumerate(NAUGHTY):
        key, path = f"n{number:03}", f"{number:03} {name}"
        text = f"{name} works with the hub."
        documents.append(Document(path, text, name, "en", "2024-05-02", url=name))
        mention = EntityMention(path, 0, len(name), name) if name else None
        kind = ("organisation", "person", "initiative")[number % 3]
        country = "PL" if number % 2 else "DE"
        entities.append(Entity(key, name, kind, (name, name[::-1]), (mention,), country, name, name))
        said = Evidence(path, 0, len(text), text, "en", "2024-05-02")
        edges.append(Edge(key, "hub", "affiliated_with" if kind == "person" else "funds", (said,)))
        decisions.append(DecisionRecord("rename", key, name, name, name, name, name, name, line=number))
    documents.append(Document("bad.txt", "", status="failed", reason="<b>bad</b>"))
    entities.append(Entity("hub", "Hub", "organisation", ("Hub",), (), "SE"))
    return Network(documents, entities, edges, decisions=decisions)


@pytest.fixture(scope="module")
def pages():
    network = naughty_network()
    return {
        (name, people): make(network, title="".join(MARKUP), people=people, language="de")
        for name, make in MAKE.items()
        for people in ("show", "pseudonym")
    }


def island(html):
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)[1])


@pytest.mark.parametrize("name", sorted(MAKE))
def test_no_markup_comes_from_a_name(name, pages):
    html = pages[name, "show"]
    plain = html.replace("<noscript>", "").replace("</noscript>", "")
    kept = re.sub(r"<(script|style)\b[^>]*>.*?</\1>", "", plain, flags=re.DOTALL)
    tags = r"<(script|img|iframe|object|form (?!id=\"filters\")|base|link|math|template|input (?!type)|style)\b"
    assert not re.search(tags, kept, re.IGNORECASE)
    assert not re.search(r"<[^<>]*\son\w+\s*=", re.sub(r'"[^"]*"', '""', kept))
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", html)
    html.encode()


def test_half_a_character_in_an_id_ends_no_page(tmp_path):
    entity = Entity("a\ud800", "A", "organisation", ("A",), ())
    network = Network([Document("d\ud800.txt", "A")], [entity])
    network.map(tmp_path / "map.html")
    network.report(tmp_path / "report.html")
    assert "A" in island((tmp_path / "map.html").read_text(encoding="utf-8"))["network"]["nodes"][0]["label"]


def test_island_gives_every_name_back(pages):
    data = island(pages["map", "show"])
    labels = {node["label"] for node in data["network"]["nodes"]}
    assert labels >= {visible(name) for name in NAUGHTY if "@" not in name}


@pytest.mark.parametrize("people", ["show", "pseudonym"])
@pytest.mark.parametrize("name", sorted(MAKE))
def test_nothing_runs_and_nothing_is_asked_for(name, people, pages, visit):
    with visit(pages[name, people]) as page:
        page.on("dialog", lambda dialog: page.seen.errors.append(dialog.message))
        if name == "map":
            if people == "show":
                walk_through(page)
        else:
            page.click("#actors-table thead button >> nth=0")
            page.fill("#actors .aids input", "<script")
        assert page.evaluate("window.hacked") is None
        assert page.evaluate("document.title").startswith("<script>window.hacked=1</script>")
        assert page.evaluate("[...document.links].every(a => /^(https?|file|blob):$/.test(a.protocol))")
        assert page.evaluate("[...document.querySelectorAll('a[target]')].every(a => a.rel.includes('noopener'))")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate("document.querySelectorAll('script').length") == (3 if name == "map" else 2)
        assert page.seen.requests == []
        assert page.seen.errors == []


def walk_through(page):
    """Search each string, open its panel with its sentence, and see each view."""
    for text in NAUGHTY[::9]:
        page.fill("#search", text.replace("\x00", "")[:80])
        page.keyboard.press("Enter")
        if page.is_visible("#panel"):
            page.locator("#panel summary").first.click()
            page.keyboard.press("Escape")
    for tab in ("places", "matrix", "tables", "network"):
        page.click(f"#tab-{tab}")


def test_downloads_are_inert(pages, visit):
    with visit(pages["map", "show"]) as page:
        found = {}
        for kind in ("svg", "actors", "ties"):
            page.click("#save")
            with page.expect_download() as waiting:
                page.click(f"#save-{kind}")
            assert re.fullmatch(r"[\w.-]+", waiting.value.suggested_filename)
            found[kind] = Path(waiting.value.path()).read_bytes().decode("utf-8-sig")
    picture = ElementTree.fromstring(found["svg"])
    shapes = {"svg", "title", "rect", "line", "circle", "polygon", "text"}
    assert {one.tag.split("}")[1] for one in picture.iter()} <= shapes
    assert not [name for one in picture.iter() for name in one.attrib if name.startswith("on") or "href" in name]
    for kind in ("actors", "ties"):
        cells = [cell for row in csv.reader(io.StringIO(found[kind])) for cell in row]
        assert not [cell for cell in cells if re.match(r"\s*[=+@＝]|\s*-(?!\d+(\.\d+)?$)", cell)]
        assert any("1+1" in cell for cell in cells), FORMULAS


@pytest.mark.parametrize("name", sorted(MAKE))
def test_pages_without_scripts_show_names_as_text(name, pages, visit):
    with visit(pages[name, "show"], scripts=False) as page:
        text = page.inner_text("body")
        assert "<img src=x onerror=window.hacked=3>" in text
        assert "{{7*7}}" in text
        assert page.seen.requests == []
