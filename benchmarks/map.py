"""The map of large generated networks in headless Chromium with software rendering: how fast it opens and moves.

    python benchmarks/map.py 500:1500 5000:15000 20000:60000

Needs playwright and Debian's chromium. Seconds from opening the file to the first picture, frames per second while
the map is dragged for two seconds - as it opens, and with every actor shown -, the longest frame, and file size.
"""

import argparse
import shutil
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from stakeholder_graph import stakeholder_graph

from netgraph import render
from netgraph.model import Document, Edge, Entity, Evidence
from netgraph.network import Network

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
COUNTRIES = ("PL", "SE", "DE", "LT", "FI", "DK", "LV", "EE", "NO", "NL", "CZ", "FR")
COUNT = """() => { window.frames_ = []; let last = performance.now();
    const tick = (now) => { window.frames_.push(now - last); last = now; requestAnimationFrame(tick); };
    requestAnimationFrame(tick); }"""


def generated_network(nodes: int, ties: int) -> Network:
    """A network of ``stakeholder_graph``: every tie is stated by one sentence of one of 200 documents."""
    G = stakeholder_graph(nodes, ties)
    texts = [Document(f"d{number:03}.txt", "One works with another.", language="en", date=f"20{number % 20:02}")
             for number in range(200)]  # fmt: skip
    entities = []
    for node, data in G.nodes(data=True):
        country = COUNTRIES[int(data["country"][1:])] if data["country"] else None
        kind = ("organisation", "organisation", "organisation", "initiative", "person")[node % 5]
        entities.append(Entity(f"n{node:05}", f"Actor number {node}", kind, (), (), country))
    edges = []
    for number, (u, v) in enumerate(sorted(tuple(sorted(tie)) for tie in G.edges)):
        said = Evidence(texts[number % 200].id, 0, 23, texts[0].text, "en", texts[number % 200].date)
        edges.append(Edge(f"n{u:05}", f"n{v:05}", "cooperates", (said,)))
    return Network(texts, entities, edges)


def open_page(browser: Browser, path: Path) -> tuple[Page, float]:
    """The page, and the seconds until its first picture is painted."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(120_000)
    start = time.perf_counter()
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready=yes]")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return page, time.perf_counter() - start


def drag(page: Page, seconds: float = 2.0) -> tuple[float, float]:
    """Frames per second and the longest frame in milliseconds while the map is dragged in circles."""
    page.mouse.move(850, 520)
    page.mouse.down()
    page.evaluate(COUNT)
    end, step = time.perf_counter() + seconds, 0
    while time.perf_counter() < end:
        step += 1
        page.mouse.move(850 + 150 * (step % 40 - 20) / 20, 520 + 90 * (step % 26 - 13) / 13)
    frames = page.evaluate("() => window.frames_.slice(1)")
    page.mouse.up()
    return len(frames) / (sum(frames) / 1000), max(frames)


def measure(browser: Browser, nodes: int, ties: int, folder: Path) -> str:
    network = generated_network(nodes, ties)
    path = folder / f"map-{nodes}.html"
    start = time.perf_counter()
    path.write_text(render.map_html(network), encoding="utf-8")
    drawn = time.perf_counter() - start
    page, opened = open_page(browser, path)
    first = drag(page)
    everything: tuple[float, float] | None = None
    if page.locator("#notice button").first.is_visible():
        page.locator("#notice button").last.click()
        page.wait_for_timeout(1500)
        everything = drag(page)
    page.close()
    words = "the same" if everything is None else f"{everything[0]:.0f} ({everything[1]:.0f} ms)"
    size = path.stat().st_size / 1e6
    head = f"| {nodes:,} / {ties:,} | {size:.1f} | {drawn:.0f} | {opened:.1f} "
    return f"{head}| {first[0]:.0f} ({first[1]:.0f} ms) | {words} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", default=["500:1500", "5000:15000", "20000:60000"], help="nodes:ties")
    options = parser.parse_args()
    print("| nodes / ties | MB | s to write | s to open | frames/s (longest) | frames/s, all shown |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as running:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = running.chromium.launch(executable_path=chromium, args=FLAGS)
        for size in options.sizes:
            print(measure(browser, *map(int, size.split(":")), Path(name)), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
