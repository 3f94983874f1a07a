"""How much of the sample is found when it comes as PDF files and Word documents.

    python benchmarks/formats.py EVAL

EVAL is the folder of the evaluation's ``score.py``. Chromium prints each document of the sample from HTML, with its
headings, items and tables, A4, justified and hyphenated; the Word documents hold the same.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from html import escape
from itertools import groupby
from pathlib import Path

import netgraph
from netgraph.model import Document
from netgraph.read import read_sources

DATA = Path(__file__).parents[1] / "data"
STYLE = "@page { size: A4; margin: 25mm } body { font: 11pt serif; text-align: justify; hyphens: auto }"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def parts_of(document: Document) -> list[tuple[str, list[str]]]:
    """Kinds of the paragraphs with their texts, the rows of a table together."""
    parts = [(one.kind, " ".join(document.text[one.start : one.end].split())) for one in document.paragraphs]
    found = []
    for kind, run in groupby(parts, key=lambda part: part[0]):
        texts = [text for _, text in run]
        found += [(kind, texts)] if kind == "row" else [(kind, [text]) for text in texts]
    return found


def html(document: Document) -> str:
    tags = {"heading": "h2", "item": "li", "text": "p"}
    body = ""
    for kind, texts in parts_of(document):
        if kind == "row":
            rows = ("".join(f"<td>{escape(cell)}</td>" for cell in text.split(" | ")) for text in texts)
            body += f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
        else:
            body += f"<{tags[kind]}>{escape(texts[0])}</{tags[kind]}>"
    return f'<html lang="{document.language}"><meta charset="utf-8"><style>{STYLE}</style>{body}'


def word(document: Document) -> str:
    marks = {"heading": '<w:pStyle w:val="Heading1"/>', "item": "<w:numPr/>"}

    def paragraph(text: str, kind: str = "text") -> str:
        return f"<w:p><w:pPr>{marks.get(kind, '')}</w:pPr><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"

    body = ""
    for kind, texts in parts_of(document):
        if kind == "row":
            rows = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in text.split(" | ")) for text in texts)
            body += f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
        else:
            body += paragraph(texts[0], kind)
    return f'<?xml version="1.0" encoding="UTF-8"?><w:document {WORD}><w:body>{body}</w:body></w:document>'


def write(document: Document, folder: Path) -> None:
    """The document as a PDF file and as a Word document."""
    stem = folder / Path(document.id).stem
    page = stem.with_suffix(".html")
    page.write_text(html(document), encoding="utf-8")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or sys.exit("chromium is missing")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    command = [chromium, *options, f"--print-to-pdf={stem}.pdf", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True)
    with zipfile.ZipFile(stem.with_suffix(".docx"), "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", word(document))


def main() -> None:
    sys.path.insert(0, sys.argv[1])
    from score import score

    gold = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((DATA / "gold").glob("*.json"))]
    print("| format | node F1 | edge F1 | typed edge F1 |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for document in read_sources(DATA / "sample"):
            write(document, folder)
            shutil.copy(DATA / "sample" / document.id, folder)
        for ending in (".txt", ".docx", ".pdf"):
            for one in gold:
                netgraph.build(folder / f"{one['doc']}{ending}").to_json(folder / f"{one['doc']}.json")
            found, _ = score(gold, folder)
            figures = (found["nodes"]["all"]["f1"], found["edges"]["f1"], found["typed_edges"]["f1"])
            print(f"| `{ending}` | " + " | ".join(f"{figure:.3f}" for figure in figures) + " |")


if __name__ == "__main__":
    main()
