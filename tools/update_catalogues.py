"""Bring netgraph/render/locale/*.po up to date with the texts in the code, the templates and the scripts.

    python tools/update_catalogues.py

New texts come in empty and fail the tests until they are translated; texts that are no longer used are dropped.
"""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

RENDER = Path(__file__).resolve().parent.parent / "netgraph" / "render"
METHODS = [("static/vendor/**", "ignore"), ("**.py", "python"), ("templates/**", "jinja2"), ("**.js", "javascript")]
KEYWORDS = {"_": None, "N_": None, "T": None, "text": None, "ngettext": (1, 2), "plural": (1, 2)}
OPTIONS = {"templates/**": {"trimmed": "false"}}


def extract() -> Catalog:
    """All texts in use, without places (they would change with every edit)."""
    catalogue = Catalog(project="netgraph", fuzzy=False)
    found = extract_from_dir(RENDER, METHODS, OPTIONS, KEYWORDS)
    for _file, _line, message, _comments, _context in sorted(found, key=lambda row: (row[0], row[1])):
        if message and message != "":
            catalogue.add(message)
    return catalogue


def write(catalogue: Catalog, path: Path) -> None:
    """Write a catalogue with only those headers that readers need: no dates, no names."""
    buffer = BytesIO()
    write_po(buffer, catalogue, omit_header=True, width=120, ignore_obsolete=True)
    headers = (
        f"Language: {catalogue.locale}", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit", f"Plural-Forms: {catalogue.plural_forms}",
    )  # fmt: skip
    head = 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in headers) + "\n"
    path.write_bytes(head.encode() + buffer.getvalue())


def update(language: str) -> int:
    """Update one catalogue; the number of texts without a translation."""
    path = RENDER / "locale" / f"{language}.po"
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
    else:
        catalogue = Catalog(locale=language, project="netgraph", fuzzy=False)
    catalogue.update(extract(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    write(catalogue, path)
    return sum(not message.string or not all(message.string) for message in catalogue if message.id)


if __name__ == "__main__":
    for code in ("pl", "sv", "de"):
        print(code, "without translation:", update(code))
