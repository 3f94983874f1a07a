"""PDF files: lines to paragraphs, what stands at the edges of pages, and what is refused."""

import pytest

from netgraph.read import Limits, read_sources
from netgraph.read import pdf as pdf_module
from tests.read.files import docx, paragraph, pdf


def read(tmp_path, data, name="a.pdf"):
    (tmp_path / name).write_bytes(data)
    [document] = read_sources(tmp_path / name)
    return document


def page(*lines, top=100, step=14, size=11):
    """Lines one below the other."""
    return [(text, 72, top + step * n, size) for n, text in enumerate(lines)]


TEXT = (
    "Die Stadt Lund und die Stadt Turku haben im Mai eine Zusammen-",
    "arbeit vereinbart, an der auch das Komitat Moson-", "Sopron teilnimmt.",
)  # fmt: skip
MET = "The town of Lund held meeting number {} with Turku."
WORK = "The town of Lund works with the town of Turku."


@pytest.mark.parametrize("enlarged", [False, True])
def test_lines_become_paragraphs_and_broken_words_whole(enlarged, tmp_path):
    heading = [("Ein Netzwerk im Norden", 72, 70, 18)]
    after = page("Danach trafen sich alle in Kiel, um den Plan zu besprechen.", top=160)
    document = read(tmp_path, pdf(heading + page(*TEXT) + after, title="Netzwerk", enlarged=enlarged))
    assert (document.status, document.format, document.title, document.language) == ("ok", "pdf", "Netzwerk", "de")
    said = [(one.kind, " ".join(document.text[one.start : one.end].split())) for one in document.paragraphs]
    assert said == [
        ("heading", "Ein Netzwerk im Norden"),
        ("text", "Die Stadt Lund und die Stadt Turku haben im Mai eine Zusammenarbeit vereinbart, "
                 "an der auch das Komitat Moson-Sopron teilnimmt."),
        ("text", "Danach trafen sich alle in Kiel, um den Plan zu besprechen."),
    ]  # fmt: skip


def test_a_short_text_has_its_paragraphs_too(tmp_path):
    said = [
        ["The project was led by the Port of Gdynia and brought together the Town of Lund, the",
         "University of Rostock, the University of Turku and the Port of Kiel in Germany. The",
         "Region of Scania paid for the pilot."],
        ["The project that follows is led by the Port of Gdynia and the Town of Turku, and its",
         "Authority of Ports is a partner."],
        ["Contact: Anna Nowak, the Port of Gdynia."],
    ]  # fmt: skip
    lines = [line for n, part in enumerate(said) for line in page(*part, top=100 + 80 * n)]
    document = read(tmp_path, pdf(lines))
    found = [document.text[one.start : one.end].split() for one in document.paragraphs]
    assert found == [" ".join(part).split() for part in said]


def test_a_title_over_two_lines_is_one_line(tmp_path):
    heading = "The towns of Lund and Turku, the Port of Kiel and the", "region of Scania meet"
    document = read(tmp_path, pdf([*page(*heading), *page(WORK, top=200)]))
    assert document.title == " ".join(heading)


def test_running_heads_and_page_numbers_are_no_text(tmp_path):
    pages = [
        [("Annual report 2024", 72, 30, 9), *page(MET.format("ABCD"[n])), (f"Page {n + 1} of 4", 280, 810, 9)]
        for n in range(4)
    ]
    assert read(tmp_path, pdf(*pages)).text.split("\n\n") == [MET.format(letter) for letter in "ABCD"]


def test_a_sentence_goes_on_over_the_end_of_a_page(tmp_path):
    lines = "In May the town of Lund signed an agreement with", "the town of Turku."
    pages = page(lines[0], top=780), page(lines[1], top=40)
    assert read(tmp_path, pdf(*pages)).text == "\n".join(lines)


def test_cells_that_stand_below_each_other_are_a_table(tmp_path):
    rows = (("Project", "Partner"), ("Blue", "Town"), ("", "of Lund"), ("Green", "Town of Turku"))
    lines = [(row[n], left, 100 + 14 * at, 11) for at, row in enumerate(rows) for n, left in enumerate((72, 250))]
    document = read(tmp_path, pdf(lines))
    assert [document.text[one.start : one.end] for one in document.paragraphs if one.kind == "row"] == [
        "Project | Partner", "Blue | Town of Lund", "Green | Town of Turku",
    ]  # fmt: skip


def test_the_number_of_a_note_breaks_no_line(tmp_path):
    line = ("paid for by the Port of Scania.", 72, 114, 11), ("1", 226, 108, 7), ("The Port of Kiel met", 244, 114, 11)
    lines = [*page("The town of Lund works with the town of Turku in a project"), *line, *page("it in May.", top=128)]
    assert "of Scania. 1 The Port of Kiel met it in May." in " ".join(read(tmp_path, pdf(lines)).text.split())
    assert "\n\n" not in read(tmp_path, pdf(lines)).text


def test_words_spread_over_a_narrow_column_are_no_cells(tmp_path):
    spread = ") Tj 12 Tw ("  # the words that follow are so far apart
    lines = page(f"{spread}Partnerships for Lund and", "the town of Turku were", "Partners are now", "and later on")
    assert "|" not in read(tmp_path, pdf(lines)).text


REFUSED = {
    "broken": (b"%PDF-1.7\n1 0 obj", "failed", "pdf_broken"),
    "encrypted": (pdf(page("Lund"), encrypted=True), "failed", "encrypted"),
    "pictures": (pdf([], []), "skipped", "no_text_layer"),
    "text": (b"only words", "skipped", "not_text"),
    "nothing": (b"", "skipped", "empty"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused(tmp_path, case):
    data, status, code = REFUSED[case]
    document = read(tmp_path, data)
    assert (document.status, (document.reason or "").split(":")[0], document.text) == (status, code, "")


def test_pages_without_text_are_told(tmp_path):
    document = read(tmp_path, pdf(page(WORK), []))
    assert (document.status, document.reason) == ("ok", "no_text_layer: 1 of 2 pages hold no text")


def test_what_came_before_the_parser_ended_counts(tmp_path, monkeypatch):
    said = [{"pages": 3, "title": ""}, [[[[WORK, 72.0]], 100.0, 11.0]]]
    monkeypatch.setattr(pdf_module, "_ask", lambda data, most: (said, "the parser ended with -11"))
    document = read(tmp_path, pdf(page("x")))
    assert document.status == "partial"
    assert document.reason == "pdf_partial: 2 of 3 pages were not read (the parser ended with -11)"
    assert document.text == WORK


def test_a_parser_that_takes_too_long_is_ended(tmp_path, monkeypatch):
    monkeypatch.setattr(pdf_module, "SECONDS", 0.001)
    document = read(tmp_path, pdf(page("Lund")))
    assert document.status == "failed"
    assert document.reason == "pdf_broken: the PDF file is damaged or cannot be read (more than 0 seconds)"


def test_a_long_text_is_cut(tmp_path):
    data = pdf(*(page(f"The town of Lund works with the town of Turku, {n}.") for n in range(4)))
    (tmp_path / "a.pdf").write_bytes(data)
    [document] = read_sources(tmp_path / "a.pdf", limits=Limits(max_characters=60))
    assert document.status == "partial"
    assert len(document.text) <= 60


def test_a_word_document_under_the_name_of_a_pdf_file_and_the_reverse(tmp_path):
    assert read(tmp_path, docx(paragraph(WORK))).format == "docx"
    assert read(tmp_path, pdf(page(WORK)), "a.docx").format == "pdf"


def test_no_line_grows_with_each_of_a_long_file(tmp_path, monkeypatch):
    # Large lines that go on, broken words, rows that go on: to write the whole again for each would take for ever.
    page = [[[["Word-" if n % 2 else "Lund", 72.0]], 14.0 * n, 20.0] for n in range(60_000)]
    first, more = [["a", 72.0], ["b", 200.0]], [["b", 200.0], ["c", 300.0]]
    row = [[first, 0.0, 11.0], *([more, 14.0 * n, 11.0] for n in range(60_000))]
    monkeypatch.setattr(pdf_module, "_ask", lambda data, most: ([{"pages": 2, "title": ""}, page, row], ""))
    lines = read(tmp_path, pdf([])).text.split("\n")
    assert max(map(len, lines)) < 500
    assert len(lines) > 3_000
