"""Word documents: what their text is, and what is refused."""

import struct
import time

import pytest

from netgraph.read import read_sources
from tests.read.files import W, archive, docx, paragraph, table

STYLES = (
    f'<w:styles {W}><w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>'
)
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Protokoll</dc:title></cp:coreProperties>'
)


def read(tmp_path, data, name="a.docx"):
    (tmp_path / name).write_bytes(data)
    [document] = read_sources(tmp_path / name)
    return document


def parts(document):
    return [(one.kind, document.text[one.start : one.end]) for one in document.paragraphs]


def test_headings_paragraphs_items_and_tables_come_in_their_order(tmp_path):
    body = (
        paragraph("Netzwerk Ostsee", "berschrift1") + paragraph("Die Stadt Lund arbeitet mit der Stadt Turku zusammen.")
        + paragraph("Stadt Kiel", properties="<w:numPr/>") + table(("Projekt", "Partner"), ("Blau", "Stadt Lund"))
        + paragraph("Ende.")
    )  # fmt: skip
    document = read(tmp_path, docx(body, word__styles=STYLES, docProps__core=CORE))
    assert (document.status, document.format, document.title, document.language) == ("ok", "docx", "Protokoll", "de")
    assert parts(document) == [
        ("heading", "Netzwerk Ostsee"), ("text", "Die Stadt Lund arbeitet mit der Stadt Turku zusammen."),
        ("item", "Stadt Kiel"), ("row", "Projekt | Partner"), ("row", "Blau | Stadt Lund"), ("text", "Ende."),
    ]  # fmt: skip


def test_inserted_text_boxes_and_notes_are_read_and_deleted_text_is_not(tmp_path):
    body = (
        "<w:p><w:r><w:t>Lund </w:t></w:r><w:del><w:r><w:delText>gone</w:delText><w:t>gone</w:t></w:r></w:del>"
        "<w:ins><w:r><w:t>and</w:t><w:tab/><w:t>Turku</w:t></w:r></w:ins>"
        f"<w:r><w:pict><w:txbxContent>{paragraph('In a box')}</w:txbxContent></w:pict></w:r></w:p>"
        f"<w:sdt><w:sdtContent>{paragraph('In a control')}</w:sdtContent></w:sdt>"
    )
    line = f'<w:footnote w:type="separator">{paragraph("-")}</w:footnote>'
    notes = f"<w:footnotes {W}>{line}<w:footnote>{paragraph('A note')}</w:footnote></w:footnotes>"
    document = read(tmp_path, docx(body, word__footnotes=notes))
    assert document.text.split("\n\n") == ["Lund and Turku", "In a box", "In a control", "A note"]


def test_a_break_ends_a_line_and_a_page_of_contents_repeats_no_headings(tmp_path):
    style = f'<w:styles {W}><w:style w:type="paragraph" w:styleId="Spis1"><w:name w:val="toc 1"/></w:style></w:styles>'
    run = "<w:r><w:br/><w:t>{}</w:t></w:r>"
    lines = "Anna Nowak, Port of Kiel", "Jan Berg, the town of Lund, which works", "with Turku"
    present = "".join(map(run.format, lines))
    body = paragraph("Meeting 7", "Spis1") + f"<w:p><w:r><w:t>Present:</w:t></w:r>{present}</w:p>"
    document = read(tmp_path, docx(body, word__styles=style))
    assert document.text.split("\n\n") == [
        "Present:", "Anna Nowak, Port of Kiel", "Jan Berg, the town of Lund, which works with Turku",
    ]  # fmt: skip


def test_text_that_nobody_sees_is_not_read(tmp_path):
    hidden = '<w:r><w:rPr><w:vanish{}/></w:rPr><w:t>{}</w:t></w:r>'
    body = hidden.format("", "Turku ") + hidden.format(' w:val="0"', "Kiel")
    assert read(tmp_path, docx(f"<w:p>{body}</w:p>")).text == "Kiel"


@pytest.mark.parametrize("made_up", ["Word Document", "Dokument1", "Microsoft Word - a.docx", "PowerPoint-Vortrag"])
def test_a_title_that_a_program_made_up_is_none(made_up, tmp_path):
    core = CORE.replace("Protokoll", made_up)
    document = read(tmp_path, docx(paragraph("Networks in Kiel", "heading1") + paragraph("Text."), docProps__core=core))
    assert document.title == "Networks in Kiel"


def test_a_table_of_one_cell_only_frames_its_text(tmp_path):
    document = read(tmp_path, docx(table(["Framed"]) + paragraph("Free")))
    assert document.text == "Framed\n\nFree"


def test_merged_cells_stay_in_their_columns(tmp_path):
    def cell(text, merged=""):
        return f"<w:tc><w:tcPr>{merged}</w:tcPr>{''.join(map(paragraph, text.split('/')))}</w:tc>"

    rows = (
        cell("Blue", '<w:vMerge w:val="restart"/>') + cell("Lund") + cell("SE"),
        cell("", "<w:vMerge/>") + cell("Turku/Riga") + cell(""),
        cell("Both", '<w:gridSpan w:val="2"/>') + cell("x"),
        cell("odd", '<w:gridSpan w:val="²"/>') + cell("a|b"),
    )
    document = read(tmp_path, docx(f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"))
    assert document.text == "Blue | Lund | SE\nBlue | Turku; Riga | –\nBoth | – | x\nodd | a/b"


def test_what_is_nested_too_deeply_is_told(tmp_path):
    body = "<w:tbl><w:tr><w:tc>" * 200 + paragraph("Deep") + "</w:tc></w:tr></w:tbl>" * 200
    wrapped = "<w:sdt><w:sdtContent>" * 200 + paragraph("Deeper") + "</w:sdtContent></w:sdt>" * 200
    document = read(tmp_path, docx(paragraph("Top") + body + wrapped))
    assert (document.text, document.status) == ("Top", "partial")
    assert document.reason.startswith("deep_nesting: ")


ENTITIES = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
REFUSED = {
    "truncated": (docx(paragraph("Lund"))[:-40], "failed", "zip_broken"),
    "damaged": (docx("<w:p>"), "failed", "zip_broken"),
    "no words": (docx(""), "skipped", "empty"),
    "deeper than a parser goes": (docx("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000), "failed", "zip_broken"),
    "entities": (archive({"word/document.xml": ENTITIES}), "failed", "xml_dtd"),
    "another archive": (archive({"ppt/presentation.xml": "<x/>"}), "skipped", "not_text"),
    "grows": (docx("<w:p/>" * 3_000_000), "failed", "zip_budget"),
    "many files": (archive({f"{n}": "" for n in range(2_001)}), "failed", "zip_budget"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "skipped", "not_text"),
    "nothing": (b"", "skipped", "empty"),
    "text": (b"only words", "skipped", "not_text"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused(tmp_path, case):
    data, status, code = REFUSED[case]
    started = time.perf_counter()
    document = read(tmp_path, data)
    assert (document.status, (document.reason or "").split(":")[0], document.text) == (status, code, "")
    assert time.perf_counter() - started < 5


def test_a_part_with_a_password_is_refused(tmp_path):
    data = bytearray(docx(paragraph("Lund")))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(signature) + at
        data[place : place + 2] = struct.pack("<H", struct.unpack("<H", data[place : place + 2])[0] | 1)
    document = read(tmp_path, bytes(data))
    assert document.status == "failed"
    assert document.reason.startswith("encrypted: ")


def test_it_is_read_under_the_name_of_a_pdf_file_and_not_under_that_of_a_text(tmp_path):
    data = docx(paragraph("The town of Lund works with the town of Turku."))
    document = read(tmp_path, data, "a.pdf")
    assert (document.status, document.format) == ("ok", "docx")
    assert document.reason.startswith("ext_mismatch: ")
    assert read(tmp_path, data, "a.txt").reason.startswith("not_text: ")
