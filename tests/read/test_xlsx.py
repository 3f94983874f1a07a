"""Workbooks: their sheets as tables, and what is refused."""

import zipfile

import pytest

import netgraph
from netgraph.read import read_sources
from netgraph.read import xlsx as reader
from tests.read.files import SHEET, xlsx

ROWS = [["Project", "Lead partner", "Country"], ["Blue", "Town of Lund", "SE"], ["Green", "", "FI"]]


def read(tmp_path, data, name="a.xlsx"):
    (tmp_path / name).write_bytes(data)
    [document] = read_sources(tmp_path / name)
    return document


def test_each_sheet_is_a_table_below_its_name(tmp_path):
    document = read(tmp_path, xlsx(Projects=ROWS, Empty=[], People=[["Anna", "a|b\n\nc"]]))
    assert (document.status, document.format) == ("ok", "xlsx")
    assert [(one.kind, document.text[one.start : one.end]) for one in document.paragraphs] == [
        ("heading", "Projects"), ("row", "Project | Lead partner | Country"), ("row", "Blue | Town of Lund | SE"),
        ("row", "Green | – | FI"), ("heading", "People"), ("row", "Anna | a/b; c"),
    ]  # fmt: skip


def test_merged_cells_count_for_each_row(tmp_path):
    rows = [["Blue", "Lund"], ["", "Turku"]]
    document = read(tmp_path, xlsx(A=(rows, '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>')))
    assert document.text == "A\n\nBlue | Lund\nBlue | Turku"


def test_shared_words_numbers_and_errors(tmp_path):
    cells = ('A1" t="s"', "1"), ('B1"', "12.5"), ('C1" t="e"', "#REF!"), ('D1" t="s"', "9"), ('E1" t="s"', "²")
    sheet = "".join(f'<c r="{head}><v>{value}</v></c>' for head, value in cells)
    strings = "<si><t>x</t></si><si><r><t>Town </t></r><r><t>of Lund</t></r><rPh><t>no</t></rPh></si>"
    assert read(tmp_path, xlsx(strings, A=([], f"<row>{sheet}</row>"))).text == "A\n\nTown of Lund | 12.5"


def test_days_are_read_as_days_and_are_none_of_the_document(tmp_path):
    styles = (
        f'<styleSheet {SHEET}><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>'
        '<numFmt numFmtId="165" formatCode="0.0 &quot;days&quot;"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>'
    )
    cells = "".join(f'<c s="{style}"><v>44621.5</v></c>' for style in range(4))
    book = xlsx(A=([], f'<row><c t="inlineStr"><is><t>Blue</t></is></c>{cells}<c s="1"><v>1e300</v></c></row>'))
    (tmp_path / "parts").write_bytes(book)
    with zipfile.ZipFile(tmp_path / "parts", "a") as made:
        made.writestr("xl/styles.xml", styles)
    document = read(tmp_path, (tmp_path / "parts").read_bytes())
    assert document.text == "A\n\nBlue | 44621.5 | 2022-03-01 | 2022-03-01 | 44621.5 | 1e300"
    assert document.date is None


@pytest.mark.parametrize(("name", "kept"), [("Tabelle1", ""), ("Sheet 2", ""), ("Interreg6", "Interreg6\n\n")])
def test_a_sheet_that_nobody_named_has_no_heading(name, kept, tmp_path):
    assert read(tmp_path, xlsx(**{name: [["Lund", "Turku"]]})).text == f"{kept}Lund | Turku"


def test_hidden_sheets_are_told(tmp_path):
    document = read(tmp_path, xlsx(A=[["Lund", "Turku"]], hiddenB=[["secret"]]))
    assert "secret" not in document.text
    assert document.reason == "hidden: 1 hidden sheets were not read"


def test_cells_beyond_the_limit_are_told(tmp_path, monkeypatch):
    monkeypatch.setattr(reader, "CELLS", 4)
    document = read(tmp_path, xlsx(A=[["a", "b"]] * 5))
    assert document.status == "partial"
    assert document.reason.startswith("cell_limit: only the first 4 cells")


def test_words_that_many_cells_share_do_not_fill_the_memory(tmp_path):
    sheet = "".join(f'<c r="A{n}" t="s"><v>0</v></c>' for n in range(1, 50_000))
    document = read(tmp_path, xlsx(f"<si><t>{'Lund ' * 100_000}</t></si>", A=([], f"<row>{sheet}</row>")))
    assert document.status == "partial"
    assert len(document.text) <= 20_000_000


def test_a_row_whose_number_no_program_knows_follows_the_last(tmp_path):
    cells = "<row r='1'><c t='inlineStr'><is><t>Lund</t></is></c></row>"
    sheet = cells + cells.replace("r='1'", f"r='{'9' * 5_000}'").replace("Lund", "Turku")
    assert read(tmp_path, xlsx(A=([], sheet))).text == "A\n\nLund\nTurku"


def test_what_is_no_workbook_is_refused(tmp_path):
    assert read(tmp_path, b"PK\x03\x04 xl/workbook.xml").reason.startswith("zip_broken: ")
    assert read(tmp_path, xlsx(A=[])).reason.startswith("empty: ")
    assert read(tmp_path, xlsx(A=[["=1+1", "x"]]), "a.txt").reason.startswith("not_text: ")


def test_a_list_of_projects_becomes_a_network(tmp_path):
    rows = [["Projects of the region", "", ""], *ROWS[:2], ["Green", "City of Turku", "Finland"]]
    (tmp_path / "list.xlsx").write_bytes(xlsx(Projects=rows))
    net = netgraph.build(tmp_path)
    names = {one.id: one.name for one in net.entities}
    assert {(names[r.source], r.type, names[r.target]) for r in net.relations} == {
        ("Town of Lund", "organises", "Blue"), ("City of Turku", "organises", "Green"),
    }  # fmt: skip
    assert {one.name: one.country for one in net.entities if one.type == "organisation"} == {
        "Town of Lund": "SE", "City of Turku": "FI",
    }  # fmt: skip
