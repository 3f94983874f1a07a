"""Screenshots of map and report for the documentation, and the report as PDF.

    python tools/screenshots.py output/network.json --output docs/images --title "Cooperation around the Baltic"

Needs playwright and Debian's chromium. Pictures: page-width-theme.png for 1440, 768 and 375 px, light and dark.
"""

import argparse
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

import netgraph
from netgraph import render

SIZES = ((1440, 900), (768, 1024), (375, 780))
THEMES = ("light", "dark")
VIEWS = ("network", "places", "matrix", "tables")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


def visits(browser: Browser, path: Path, name: str) -> Iterator[tuple[Page, str]]:
    """The page in each size and theme, with the stem of its picture's name."""
    for width, height in SIZES:
        for theme in THEMES:
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme)
            context.set_default_timeout(120_000)
            page = context.new_page()
            page.goto(path.as_uri())
            page.wait_for_selector("html[data-ready=yes]")
            page.wait_for_timeout(200)
            yield page, f"{name}-{width}-{theme}"
            context.close()


def shoot(browser: Browser, folder: Path, output: Path) -> None:
    for page, stem in visits(browser, folder / "map.html", "map"):
        page.screenshot(path=output / f"{stem}.png")
        if stem == "map-1440-light":
            for view in VIEWS[1:]:
                page.click(f"#tab-{view}")
                page.wait_for_timeout(200)
                page.screenshot(path=output / f"map-{view}.png")
            page.click("#tab-network")
            page.focus("#walker")
            page.keyboard.press("Home")
            page.keyboard.press("Enter")
            page.locator("#panel summary").first.click()
            page.wait_for_timeout(600)
            page.screenshot(path=output / "map-evidence.png")
    for page, stem in visits(browser, folder / "report.html", "report"):
        page.screenshot(path=output / f"{stem}.png")
        if stem == "report-1440-light":
            page.pdf(path=output / "report.pdf", prefer_css_page_size=True, tagged=True, outline=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("network", help="a network.json")
    parser.add_argument("--output", type=Path, default=Path("docs/images"))
    parser.add_argument("--title")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    network = netgraph.read_json(options.network)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as running:
        folder = Path(name)
        render.render_map(network, folder / "map.html", title=options.title)
        render.render_report(network, folder / "report.html", title=options.title)
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = running.chromium.launch(executable_path=path, args=FLAGS)
        shoot(browser, folder, options.output)
        browser.close()


if __name__ == "__main__":
    main()
