"""A small cross-border network in four languages, hostile names, and a browser that refuses every request."""

import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from netgraph.model import Document, Edge, Entity, EntityMention, Evidence
from netgraph.network import Network

HOSTILE = (
    "</script><script>window.hacked=1</script>", '<img src=x onerror="window.hacked=2">', "{{7*7}}", "${7*7}",
    "=HYPERLINK(\"http://evil.example\")", "\u202egro.live\u202c", "'\"><svg onload=window.hacked=3>", "<!--",
    "&lt;b&gt;", "]]></script>", "javascript:window.hacked=4", "A" * 300,
)  # fmt: skip

TEXTS = {
    "pl.txt": ("pl", "2021-03-02", "Klastry", "Klaster IT współpracuje z SIBB. Anna Nowak reprezentuje Klaster IT; "
               "kontakt: anna.nowak@klaster.example, tel. +48 91 441 12 34. Wypowiedź Anny Nowak."),
    "de.txt": ("de", "2021-06", "Netzwerk", "SIBB arbeitet mit Klaster IT zusammen. "
               "Region Kronoberg fördert Digitala Veckan."),
    "sv.txt": ("sv", "2022", None, "Digitri arrangerar Digitala Veckan. Region Kronoberg finansierar Digitala Veckan."),
    "en.txt": ("en", None, "Fair", "Digitri and SIBB met at the Fair on 2021-09-01; Stiftung Nowak was there."),
}  # fmt: skip
ENTITIES = {
    "klaster-it": ("Klaster IT", "organisation", "PL", "Szczecin", 53.43, 14.55, ("Klaster IT",)),
    "sibb": ("SIBB", "organisation", "DE", "Berlin", 52.52, 13.4, ("SIBB",)),
    "kronoberg": ("Region Kronoberg", "organisation", "SE", None, None, None, ("Region Kronoberg",)),
    "digitri": ("Digitri", "organisation", "SE", None, None, None, ("Digitri",)),
    "veckan": ("Digitala Veckan", "initiative", "SE", None, None, None, ("Digitala Veckan",)),
    "fair": ("Fair", "initiative", None, None, None, None, ("Fair",)),
    "stiftung": ("Stiftung Nowak", "organisation", None, None, None, None, ("Stiftung Nowak",)),
    "anna-nowak": ("Anna Nowak", "person", "PL", None, None, None, ("Anna Nowak", "Nowak", "Anny Nowak")),
}  # fmt: skip
EDGES = (
    ("klaster-it", "sibb", "cooperates", ("pl.txt", "de.txt")),
    ("anna-nowak", "klaster-it", "affiliated_with", ("pl.txt",)),
    ("kronoberg", "veckan", "funds", ("sv.txt", "de.txt")), ("digitri", "veckan", "organises", ("sv.txt",)),
    ("digitri", "fair", "participates_in", ("en.txt",)), ("sibb", "fair", "participates_in", ("en.txt",)),
)  # fmt: skip


def mentions_of(aliases, texts):
    found = []
    for document, text in sorted(texts.items()):
        for alias in aliases:
            at = text.find(alias)
            if at >= 0:
                found.append(EntityMention(document, at, at + len(alias), alias))
    return tuple(found)


@pytest.fixture(scope="session")
def network():
    documents = [Document(name, text, title, language, date) for name, (language, date, title, text) in TEXTS.items()]
    documents.append(Document("scan.pdf", "", status="failed", reason="no_text_layer: OCR first"))
    texts = {name: row[3] for name, row in TEXTS.items()}
    entities = [
        Entity(key, name, kind, aliases, mentions_of(aliases, texts), country, country and "place", place, lat, lon)
        for key, (name, kind, country, place, lat, lon, aliases) in ENTITIES.items()
    ]
    edges = [
        Edge(source, target, kind, tuple(
            Evidence(name, 0, len(texts[name]), texts[name], *TEXTS[name][:2], confidence=0.5) for name in names
        ), 0.5)
        for source, target, kind, names in EDGES
    ]  # fmt: skip
    return Network(documents, entities, edges)


@pytest.fixture(scope="session")
def hostile():
    text = " ".join(HOSTILE)
    documents = [Document("<b>x</b>.txt", text, HOSTILE[0], "en", "2020", url="javascript:window.hacked=5")]
    entities = [
        Entity(f"n{number:02}", name, ("organisation", "person", "initiative")[number % 3], (name, name[::-1]),
               mentions_of((name,), {documents[0].id: text}), "PL" if number % 2 else "DE", name, name)
        for number, name in enumerate(HOSTILE)
    ]  # fmt: skip
    edges = [
        Edge("n00", f"n{number:02}", "cooperates", (Evidence(documents[0].id, 0, len(text), text, "en", "2020"),))
        for number in range(1, len(HOSTILE))
    ]
    return Network(documents, entities, edges)


@dataclass
class Visit:
    """What happened on a page: errors and console warnings, and requests that it tried to make."""

    errors: list = field(default_factory=list)
    requests: list = field(default_factory=list)


@pytest.fixture(scope="session")
def browser():
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("needs Debian's chromium")
    playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=path, args=flags)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser, tmp_path):
    """Open HTML from a file, with every request beyond the file refused and noted."""

    @contextmanager
    def open_page(html, *, width=1440, height=900, dark=False, scripts=True, fragment=""):
        path = Path(tmp_path) / "page.html"
        path.write_text(html, encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light",
            java_script_enabled=scripts, reduced_motion="reduce", accept_downloads=True, bypass_csp=False,
        )  # fmt: skip
        context.set_default_timeout(120_000)
        page, seen = context.new_page(), Visit()
        address = path.as_uri()

        def decide(route):
            if route.request.url.split("#")[0] == address:
                route.continue_()
            else:
                seen.requests.append(route.request.url)
                route.abort()

        page.route("**/*", decide)
        page.on("console", lambda one: seen.errors.append(one.text) if one.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: seen.errors.append(str(error)))
        page.goto(address + fragment)
        if scripts:
            page.wait_for_selector("html[data-ready=yes]")
        page.seen = seen
        yield page
        context.close()

    return open_page
