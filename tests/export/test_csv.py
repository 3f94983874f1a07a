import csv

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.errors import OutputError, SetupError
from netgraph.export import write
from netgraph.export.csv_ import cell_text, protect_cell, table_bytes, unprotect_cell


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_all_tables_go_into_a_folder_and_come_back(network, tmp_path):
    write(network, tmp_path, "csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "documents.csv",
        "edges.csv",
        "evidence.csv",
        "nodes.csv",
    ]
    head, *rows = rows_of(tmp_path / "nodes.csv")
    assert head == list(network.nodes.columns)
    named = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert named["sibb"]["name"] == "'=SIBB"
    assert named["anna"]["country"] == ""
    assert named["klaster-it"]["aliases"] == "Klaster IT | Klastra IT"
    assert {row[9] for row in rows_of(tmp_path / "edges.csv")} == {"cross_border", "yes", ""}


def test_the_file_starts_with_a_byte_order_mark(network, tmp_path):
    write(network, tmp_path / "edges.csv")
    assert (tmp_path / "edges.csv").read_bytes().startswith(b"\xef\xbb\xbfsource,target,type,")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "'=1", "''@"])
def test_what_a_spreadsheet_would_run_is_made_text(text):
    assert protect_cell(text) == "'" + text


@pytest.mark.parametrize("text", ["'s-Hertogenbosch", "A=B", "", " =1", "Ö"])
def test_other_texts_stay_as_they_are(text):
    assert protect_cell(text) == text


@given(st.text(alphabet="'=+-@\t\r\nab ", max_size=6))
def test_protection_can_be_undone(text):
    assert unprotect_cell(protect_cell(text)) == text


def test_numbers_are_not_protected():
    assert [cell_text(value) for value in (-0.5, 3, float("nan"), None, True, False)] == [
        "-0.5",
        "3",
        "",
        "",
        "yes",
        "no",
    ]


def test_values_of_pandas_nullable_types_are_written_like_others():
    table = pd.DataFrame({"across": pd.array([True, False, None], "boolean"), "n": pd.array([1, None, 3], "Int64")})
    lines = table_bytes(table.columns, table.itertuples(index=False, name=None)).decode("utf-8-sig").split()
    assert lines == ["across,n", "yes,1", "no,", ",3"]


def test_an_unknown_table_or_format_is_refused(network, tmp_path):
    with pytest.raises(SetupError, match="expected one of nodes"):
        write(network, tmp_path / "people.csv")
    with pytest.raises(SetupError, match="'xlsx' is no format to write, expected one of json, csv"):
        write(network, tmp_path / "network.xlsx")
    with pytest.raises(SetupError, match="no ending that tells the format, expected one of json, csv"):
        write(network, tmp_path / "network")


def test_a_place_that_cannot_be_written_is_an_output_error(network, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        write(network, tmp_path / "file" / "nodes.csv")
