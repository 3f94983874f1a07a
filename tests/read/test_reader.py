"""Every input gives one document with one status, and a bad one changes nothing about the others."""

import hashlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import netgraph.read.reader
from netgraph.model import Document, Paragraph
from netgraph.read import Limits, read_sources

GOOD = "Lund and Szczecin\n\nThe city of Lund signed an agreement with the University of Szczecin on Monday.\n"

BAD = {
    "empty.txt": (b"", "skipped", "empty"),
    "blank.txt": (b" \n\t\r\n  ", "skipped", "empty"),
    "mark.txt": (b"\xef\xbb\xbf", "skipped", "empty"),
    "scripts.html": (b"<html><script>var x = 'Acme Ltd';</script></html>", "skipped", "empty"),
    "program.txt": (bytes(range(256)) * 40, "skipped", "not_text"),
    "zeros.txt": (b"\0" * 5000, "skipped", "not_text"),
    "pdf.txt": (b"%PDF-1.7\n1 0 obj", "skipped", "not_text"),
    "word.html": (b"PK\x03\x04 docx", "skipped", "not_text"),
    "image.md": (b"\x89PNG\r\n\x1a\n", "skipped", "not_text"),
    "table.csv": (b"a,b\n1,2\n", "skipped", "unsupported"),
    "good.json": (b"{}", "skipped", "unsupported"),
    ".DS_Store": (b"\0\0", None, None),
}


def write(folder, files):
    for name, data in files.items():
        (folder / name).write_bytes(data)


def test_bad_inputs_have_one_status_and_leave_the_others_alone(tmp_path):
    write(tmp_path, {"good.txt": GOOD.encode()})
    (alone,) = read_sources(tmp_path)
    write(tmp_path, {name: data for name, (data, _, _) in BAD.items()})
    found = {one.id: one for one in read_sources(tmp_path)}
    assert found.pop("good.txt") == alone
    assert alone.status == "ok"
    expected = {name: (status, reason) for name, (_, status, reason) in BAD.items() if status}
    assert {name: (one.status, one.reason.partition(":")[0]) for name, one in found.items()} == expected
    assert all(one.text == "" and one.paragraphs == () for one in found.values())


def test_a_document_knows_where_it_comes_from(tmp_path):
    write(tmp_path, {"good.txt": GOOD.encode()})
    (document,) = read_sources(tmp_path / "good.txt")
    assert document.id == "good.txt"
    assert document.title == "Lund and Szczecin"
    assert document.language == "en"
    assert document.sha256 == hashlib.sha256(GOOD.encode()).hexdigest()
    assert (document.format, document.charset, document.status, document.reason) == ("text", "utf-8", "ok", None)


def test_the_second_of_two_files_with_the_same_content_is_a_duplicate(tmp_path):
    write(tmp_path, {"b.txt": GOOD.encode(), "a.txt": GOOD.encode()})
    first, second = read_sources([tmp_path / "b.txt", tmp_path / "a.txt"])
    assert (first.id, first.status) == ("a.txt", "ok")
    assert (second.id, second.status, second.reason) == ("b.txt", "skipped", "duplicate: same content as a.txt")


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("page.txt", b"<!DOCTYPE html><html><body><p>Lund signed it.</p></body></html>", "html"),
        ("notes.html", b"Lund signed it in May, and so did Szczecin.", "text"),
    ],
)
def test_a_wrong_extension_is_noted_and_the_content_read(tmp_path, name, data, found):
    write(tmp_path, {name: data})
    (document,) = read_sources(tmp_path)
    assert (document.status, document.format) == ("ok", found)
    assert document.reason.startswith("ext_mismatch: ")
    assert "Lund signed it" in document.text
    assert "<p>" not in document.text


def test_a_file_named_by_the_user_is_read_whatever_its_extension(tmp_path):
    write(tmp_path, {"page.php": b"<html><body><p>Lund signed it.</p></body></html>", "notes": GOOD.encode()})
    assert [one.status for one in read_sources([tmp_path / "page.php", tmp_path / "notes"])] == ["ok", "ok"]
    assert {one.reason.partition(":")[0] for one in read_sources(tmp_path)} == {"unsupported"}


def test_limits_are_kept_and_named(tmp_path):
    write(tmp_path, {"big.txt": GOOD.encode() * 100})
    (document,) = read_sources(tmp_path, limits=Limits(max_bytes=1000))
    assert (document.status, document.reason.partition(":")[0]) == ("skipped", "too_large")
    (document,) = read_sources(tmp_path, limits=Limits(max_characters=1000))
    assert (document.status, document.reason.partition(":")[0]) == ("partial", "text_limit")
    assert 500 < len(document.text) <= 1000
    assert document.paragraphs[-1].end <= len(document.text)


def test_a_file_of_gigabytes_is_not_read(tmp_path):
    with open(tmp_path / "huge.txt", "wb") as file:
        file.truncate(3_000_000_000)
    (document,) = read_sources(tmp_path)
    assert (document.status, document.reason.partition(":")[0]) == ("skipped", "too_large")


def test_a_file_that_vanishes_fails_and_the_others_do_not(tmp_path, monkeypatch):
    write(tmp_path, {"a.txt": GOOD.encode(), "b.txt": b"Other text about Lund."})
    documents = read_sources(tmp_path)
    assert next(documents).status == "ok"
    (tmp_path / "b.txt").unlink()
    (gone,) = documents
    assert (gone.status, gone.reason.partition(":")[0]) == ("failed", "vanished")


def test_a_read_error_fails_that_document(tmp_path, monkeypatch):
    write(tmp_path, {"a.txt": GOOD.encode()})

    def refuse(path, *_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("netgraph.read.content.os.open", refuse)
    (document,) = read_sources(tmp_path)
    assert (document.status, document.reason) == ("failed", "io: the file cannot be opened: Permission denied")


def test_a_fault_of_the_reader_is_one_failed_document(tmp_path, monkeypatch):
    write(tmp_path, {"a.txt": GOOD.encode(), "b.txt": b"Other text about Lund."})
    interpret = netgraph.read.reader.interpret

    def faulty(name, *args, **more):
        if name == "a.txt":
            raise ValueError("a fault")
        return interpret(name, *args, **more)

    monkeypatch.setattr(netgraph.read.reader, "interpret", faulty)
    first, second = read_sources(tmp_path)
    assert (first.status, first.reason) == ("failed", "internal: ValueError: a fault")
    assert second.status == "ok"


def test_finished_documents_pass_and_bare_ones_get_their_paragraphs():
    finished = Document("a", "Lund.", language="sv", paragraphs=(Paragraph(0, 5, "sv"),))
    bare = Document("b", GOOD)
    first, second = read_sources([bare, finished])
    assert first is finished
    assert second.language == "en"
    assert [one.kind for one in second.paragraphs] == ["heading", "text"]


def test_text_is_clean_and_in_nfc(tmp_path):
    data = "\ufeffKo\u0308l\u00adn\0 und\r\nBo\u200bnn\x07 \ufffe\u2028Ende e\u0301\r".encode()
    write(tmp_path, {"a.txt": data})
    (document,) = read_sources(tmp_path)
    assert document.text == "Köln  und\nBonn  \ufffd\nEnde é\n"


def test_entities_in_a_text_are_the_letters_that_they_stand_for(tmp_path):
    (tmp_path / "a.txt").write_text("Lund&nbsp;R&amp;D &#8211; S&P; a&copy", encoding="utf-8")
    [document] = read_sources(tmp_path)
    assert document.text == "Lund\u00a0R&D \u2013 S&P; a&copy"


def test_a_title_in_markdown_has_no_marks(tmp_path):
    (tmp_path / "a.md").write_text("# **Lund** and [Turku_2](https://turku.example)\n\nText.\n", encoding="utf-8")
    [document] = read_sources(tmp_path)
    assert document.title == "Lund and Turku_2"


def test_romanian_as_it_was_typed_with_cedillas_has_commas(tmp_path):
    write(tmp_path, {"a.txt": "Asociaţia Preşedinţilor, IAŞI ŢARA".encode(), "b.txt": "Eskişehir Şehir".encode()})
    first, second = read_sources(tmp_path)
    assert first.text == "Asociația Președinților, IAȘI ȚARA"
    assert second.text == "Eskişehir Şehir"  # Turkish


ANY = st.one_of(
    st.binary(max_size=400),
    st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.text(st.sampled_from("<>/=\"'&;- pdivtable#*|`>!\n\tAaÄąéß1.0"), max_size=400).map(str.encode),
    st.lists(
        st.sampled_from(
            ["<div>", "</div>", "<p>", "<table><tr><td>", "</td>", "<h1>", "<br>", "<a href='/x'>", "</a>", "<ul><li>",
             "<!--", "-->", "<script>", "Lund ", "Related news", "# ", "- ", "| a | b |\n", "---\n", "```\n", "\n\n",
             "1.1.2021 ", "The city of Lund signed an agreement with the University of Szczecin. ", "\xa0", "Ż"]
        ),
        max_size=40,
    ).map(lambda pieces: "".join(pieces).encode()),
)  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=ANY, name=st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_any_bytes_give_one_sound_document(tmp_path, data, name):
    for old in tmp_path.iterdir():
        old.unlink()
    write(tmp_path, {name: data})
    (document,) = read_sources(tmp_path)
    assert document.status in ("ok", "partial", "skipped")
    assert (document.status == "skipped") == (document.text == "")
    assert document.reason or document.status == "ok"
    position = 0
    for one in document.paragraphs:
        assert position <= one.start < one.end <= len(document.text)
        assert document.text[one.start : one.end].strip() == document.text[one.start : one.end]
        position = one.end
    assert not set("\r\0\x1b") & set(document.text)
    assert document.text.encode("utf-8").decode("utf-8") == document.text
    again = next(iter(read_sources(tmp_path)))
    assert again == document
