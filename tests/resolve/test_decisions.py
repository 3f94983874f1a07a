"""Decisions by people: however the file was saved, what it says is done, and what cannot be done is listed."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from netgraph.errors import SetupError
from netgraph.model import Edge, Entity, Evidence
from netgraph.resolve import Decision, apply_edge_decisions, read_decisions, resolve, suggest, write_decision

from .chains import case, chain

HEAD = "action,subject,object,value,author,date,reason,source"
ROW = 'merge,"Klaster IT, Szczecin",Klaster ICT,,Anna,2026-01-02,one body,https://example.org'
EXPECTED = Decision(
    "merge", "Klaster IT, Szczecin", "Klaster ICT", "", "Anna", "2026-01-02", "one body", "https://example.org"
)


def as_saved(separator: str, end: str, encoding: str) -> bytes:
    cells = [HEAD.split(","), ["merge", "Klaster IT, Szczecin", *ROW.split('"')[2].strip(",").split(",")]]
    cells[1].insert(3, "") if len(cells[1]) < 8 else None
    text = end.join(separator.join(f'"{c}"' if separator in c else c for c in row) for row in cells) + end
    return text.encode(encoding)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_file_reads_the_same_however_a_spreadsheet_saved_it(
    tmp_path: Path, separator: str, end: str, encoding: str
) -> None:
    path = tmp_path / "decisions.csv"
    path.write_bytes(as_saved(separator, end, encoding))
    assert read_decisions(path) == (EXPECTED,)
    assert read_decisions(path)[0].line == 2


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("merg,A,B,,,,,", "line 3: unknown action 'merg'; did you mean 'merge'?"),
        ("merge,A,,,,,,", "line 3: merge needs an object"),
        ("retype,A,,organization,,,,", "line 3: unknown type 'organization'; did you mean 'organisation'?"),
        ("set-country,A,,Poland,,,,", "line 3: country 'Poland' is not an ISO code"),
        ("reject-edge,A,B,fund,,,,", "line 3: unknown type of edge 'fund'; did you mean 'funds'?"),
        ("add-edge,A,B,funds,,,,", "line 3: add-edge needs a source"),
        ("rename,A,,B,,yesterday,,", "line 3: date 'yesterday' is no day of the calendar"),
        ("rename,A,,B,,2024-13-01,,", "line 3: date '2024-13-01' is no day of the calendar"),
        ("rename,A,,B,,2023-02-29,,", "line 3: date '2023-02-29' is no day of the calendar"),
        ("rename,A,,B,,2024-13,,", "line 3: date '2024-13' is no day of the calendar"),
        ("rename,A,,B,,5/13/2024,,", "line 3: date '2024-13-05' is no day of the calendar"),
        ("set-country,A,,ZZ,,,,", "line 3: country 'ZZ' is not an ISO code"),
        ("rename,A,,B,,0000,,", "line 3: date '0000' is no day of the calendar"),
        ("rename,A,,B,,,,,more", "line 3: 9 cells, expected 8"),
    ],
)
def test_wrong_row_is_named_by_line_with_what_was_expected(tmp_path: Path, row: str, message: str) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text(f"{HEAD}\n{ROW}\n{row}\n", encoding="utf-8")
    with pytest.raises(SetupError) as raised:
        read_decisions(path)
    assert message in str(raised.value)


@pytest.mark.parametrize("written", ["02.05.2024", "2.5.2024", "02/05/2024", "2-5-2024", "2024. 05. 02.", "2024-05-02"])
def test_dates_and_countries_read_as_european_spreadsheets_write_them(tmp_path: Path, written: str) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text(f"{HEAD}\nset-country,A,,UK,,{written},,\nset-country,B,,EL,,,,\n", encoding="utf-8")
    first, second = read_decisions(path)
    assert (first.date, first.value, second.value) == ("2024-05-02", "GB", "GR")


def test_rows_that_several_programs_add_at_once_are_all_kept(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: write_decision(path, Decision("rename", f"A{n}", value="B")), range(24)))
    assert {d.subject for d in read_decisions(path)} == {f"A{n}" for n in range(24)}


def test_line_numbers_count_lines_of_cells_that_span_several(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text(f'{HEAD}\nrename,A,,B,,,"two\nlines",\n\nmerg,A,B,,,,,\n', encoding="utf-8")
    with pytest.raises(SetupError, match="line 5: unknown action"):
        read_decisions(path)


def test_a_cell_of_several_lines_is_one_line_and_a_column_stands_once(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_bytes(b'action;subject;value\r\nrename;"Klaster\r\nIT";"Klaster  IT\n(Szczecin)"\r\n')
    (decision,) = read_decisions(path)
    assert (decision.subject, decision.value) == ("Klaster IT", "Klaster IT (Szczecin)")
    path.write_text("action,subject,value,Value\nrename,A,B,C\n")
    with pytest.raises(SetupError, match="line 1: column 'value' is there twice"):
        read_decisions(path)


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"action,subject\nrename,\xb3\xb9", b"PK\x03\x04\0\0", b"a,b\n1,2\n"]
)
def test_what_is_no_decisions_file_is_said(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "decisions.csv"
    path.write_bytes(content)
    with pytest.raises(SetupError, match=r"decisions\.csv"):
        read_decisions(path)


def test_missing_file_is_said_and_an_empty_one_decides_nothing(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="cannot be read"):
        read_decisions(tmp_path / "no.csv")
    (tmp_path / "empty.csv").write_bytes(b"\xef\xbb\xbf")
    assert read_decisions(tmp_path / "empty.csv") == ()


def test_written_decisions_read_back_and_keep_the_separator(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_bytes((HEAD + "\n" + ROW).replace(",", ";").replace("IT; S", "IT, S").encode("cp1252"))
    hostile = Decision("rename", '=CMD("x");,\n', value="-Ł \U0001f389", author="@a", reason="'quoted'")
    write_decision(path, hostile)
    write_decision(path, EXPECTED)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf" + HEAD.replace(",", ";").encode())
    read = read_decisions(path)
    assert [d.subject for d in read] == ["Klaster IT, Szczecin", '=CMD("x");,', "Klaster IT, Szczecin"]
    assert (read[1].value, read[1].author, read[1].reason) == ("-Ł \U0001f389", "@a", "'quoted'")
    assert b"\"'=CMD(" in path.read_bytes()


def test_a_row_fits_a_file_whose_columns_a_spreadsheet_reordered_under_a_separator_line(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_bytes(
        "sep=;\r\nsubject;action;value;author;date;reason;object;source\r\nA;rename;B;;;;;\r\n".encode("utf-16")
    )
    write_decision(path, Decision("merge", "Łódź", "C"))
    read = read_decisions(path)
    assert [(d.action, d.subject, d.object, d.value) for d in read] == [
        ("rename", "A", "", "B"),
        ("merge", "Łódź", "C", ""),
    ]
    assert b"sep=" not in path.read_bytes()


def test_wrong_decision_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="retype needs a value"):
        write_decision(tmp_path / "decisions.csv", Decision("retype", "A"))
    assert not (tmp_path / "decisions.csv").exists()


CASES = [
    case("a.txt", chain("Alfa Klub", country="PL"), chain("Beta Klub", country="PL"), language="pl"),
    case("b.txt", chain("Alfa Klub", country="PL"), chain("Gamma", "initiative"), language="pl"),
    case("c.txt", chain("Delta Werke GmbH", country="DE"), chain("Delta Werke", country="DE"), language="de"),
]
DOCUMENTS = [d for d, _ in CASES]
EXTRACTIONS = [e for _, e in CASES]


def run(*decisions: Decision):  # type: ignore[no-untyped-def]
    return resolve(DOCUMENTS, EXTRACTIONS, decisions)


def test_merge_joins_what_names_do_not() -> None:
    assert len(run().entities) == 4
    result = run(Decision("merge", "Alfa Klub", "Beta Klub", line=2))
    assert result.members["a.txt", 0] == result.members["b.txt", 0] == result.members["a.txt", 1]
    assert not result.problems
    assert "decided" in result.why("alfa-klub")[0]


def test_a_decision_outweighs_a_relation_between_the_two() -> None:
    document, extraction = case("a.txt", chain("Alfa Klub"), chain("Beta Werke"), relations=[(0, 1)])
    result = resolve([document], [extraction], [Decision("merge", "Alfa Klub", "Beta Werke", line=2)])
    assert len(result.entities) == 1
    assert not result.problems


def test_merge_by_id_and_then_by_an_id_that_is_gone() -> None:
    result = run(Decision("merge", "alfa-klub", "gamma", line=2), Decision("rename", "gamma", value="Omega", line=3))
    assert not result.problems
    renamed = [e for e in result.entities if e.name == "Omega"]
    assert len(renamed) == 1
    assert renamed[0].id == result.members["b.txt", 0] == result.members["b.txt", 1]


def test_different_splits_what_names_join() -> None:
    joined = run()
    assert joined.members["c.txt", 0] == joined.members["c.txt", 1]
    result = run(Decision("different", "Delta Werke GmbH", "Delta Werke", line=2))
    assert result.members["c.txt", 0] != result.members["c.txt", 1]


# Two names of one cluster, one of them in a text with the port; a club of the same name elsewhere.
PORTS = [
    case("a.txt", chain("Klaster IT", country="PL"), chain("Klub", country="PL"), language="pl"),
    case("b.txt", chain("Klastra IT", country="PL"), chain("Hamnen i Lund", country="SE"), language="pl"),
    case("c.txt", chain("Klub", country="SE"), chain("Hamnen", country="SE"), language="sv"),
]


def run_ports(*decisions: Decision):  # type: ignore[no-untyped-def]
    return resolve([d for d, _ in PORTS], [e for _, e in PORTS], decisions)


def groups(result) -> set[frozenset[tuple[str, int]]]:  # type: ignore[no-untyped-def]
    return {frozenset(key for key, id_ in result.members.items() if id_ == e.id) for e in result.entities}


@pytest.mark.parametrize("names", [("Klaster IT", "Hamnen i Lund"), ("klaster-it", "hamnen-i-lund")])
def test_merge_joins_both_nodes_whole_and_leaves_the_others_as_they_were(names: tuple[str, str]) -> None:
    before, after = groups(run_ports()), run_ports(Decision("merge", *names, line=2))
    cluster, port = frozenset({("a.txt", 0), ("b.txt", 0)}), frozenset({("b.txt", 1)})
    assert {cluster, port} <= before
    assert groups(after) == before - {cluster, port} | {cluster | port}
    assert not after.problems


def test_merges_make_chains_and_may_name_what_an_earlier_one_made() -> None:
    klubs = sorted(e.id for e in run_ports().entities if e.name == "Klub")
    assert klubs == ["klub-pl", "klub-se"]
    result = run_ports(
        Decision("merge", *klubs, line=2),
        Decision("merge", "klub", "Hamnen", line=3),
        Decision("merge", "Hamnen", "Hamnen i Lund", line=4),
    )
    assert frozenset({("a.txt", 1), ("c.txt", 0), ("c.txt", 1), ("b.txt", 1)}) in groups(result)
    assert not result.problems


def test_what_one_decision_split_off_can_be_merged_elsewhere_by_its_name_or_new_id() -> None:
    split = Decision("different", "Klaster IT", "Klastra IT", line=2)
    assert {"klaster-it", "klastra-it"} <= {e.id for e in run_ports(split).entities}
    for name in ("Klastra IT", "klastra-it"):
        result = run_ports(split, Decision("merge", name, "Hamnen", line=3))
        assert {frozenset({("a.txt", 0)}), frozenset({("b.txt", 0), ("c.txt", 1)})} <= groups(result)
        assert not result.problems
    again = run_ports(split, Decision("merge", "klaster-it", "Hamnen", line=3), Decision("retype", "klaster-it",
                      value="initiative", line=4))  # fmt: skip
    assert frozenset({("a.txt", 0), ("c.txt", 1)}) in groups(again)
    assert not again.problems


def test_what_is_not_one_thing_is_not_what_that_is_merged_with_either() -> None:
    cases = [case(f"{n}.txt", chain("Klaster IT Pomorze", country="PL", aliases=(a,)), language="pl")
             for n, a in enumerate(["Pierwszy", "Drugi", "Trzeci"])]  # fmt: skip
    documents, extractions = [d for d, _ in cases], [e for _, e in cases]
    assert len(resolve(documents, extractions).entities) == 1
    result = resolve(
        documents,
        extractions,
        [Decision("different", "Pierwszy", "Drugi", line=2), Decision("merge", "Pierwszy", "Trzeci", line=3)],
    )
    assert groups(result) == {frozenset({("0.txt", 0), ("2.txt", 0)}), frozenset({("1.txt", 0)})}
    assert not result.problems


def test_the_name_of_a_node_means_that_node_though_a_text_calls_another_one_so() -> None:
    cases = [
        case("a.txt", chain("Hamnen", country="FI"), chain("Port Alfa", country="FI")),
        case("b.txt", chain("Hamnen", country="SE", aliases=("Lunds Hamnbolag Kvernel",)), language="sv"),
        case("c.txt", chain("Lunds Hamnbolag Kvernel", country="SE"), language="sv"),
    ]
    documents, extractions = [d for d, _ in cases], [e for _, e in cases]
    result = resolve(documents, extractions, [Decision("merge", "Hamnen", "Port Alfa", line=2)])
    assert groups(result) == {frozenset({("a.txt", 0), ("a.txt", 1)}), frozenset({("b.txt", 0), ("c.txt", 0)})}
    assert not result.problems


def test_merges_through_a_third_thing_do_not_join_what_is_different() -> None:
    result = run(
        Decision("different", "Alfa Klub", "gamma", line=2),
        Decision("merge", "Alfa Klub", "Beta Klub", line=3),
        Decision("merge", "Beta Klub", "gamma", line=4),
    )
    assert [(p.line, p.kind) for p in result.problems] == [(4, "conflict")]
    assert "line 2 says that 'Alfa Klub' and 'gamma' are different" in result.problems[0].message
    assert result.members["a.txt", 0] == result.members["a.txt", 1] != result.members["b.txt", 1]


def test_a_given_name_can_be_used_in_later_decisions() -> None:
    result = run(
        Decision("rename", "Gamma", value="Omega", line=2),
        Decision("merge", "Omega", "Beta Klub", line=3),
        Decision("set-country", "Omega", value="SE", line=4),
    )
    assert not result.problems
    (omega,) = [e for e in result.entities if e.name == "Omega"]
    assert omega.country == "SE"
    assert omega.id == result.members["a.txt", 1] == result.members["b.txt", 1]


def test_changes_are_applied_with_their_reason() -> None:
    result = run(
        Decision("rename", "Gamma", value="Gamma 1", line=2),
        Decision("retype", "Gamma", value="organisation", line=3),
        Decision("set-country", "Gamma", value="SE", author="Eva", reason="seat", line=4),
        Decision("set-place", "Gamma", value="Lund", line=5),
        Decision("set-country", "Beta Klub", value="none", line=6),
        Decision("reject-node", "Alfa Klub", line=7),
    )
    by_id = {e.id: e for e in result.entities}
    gamma = by_id["gamma"]
    assert (gamma.name, gamma.type, gamma.country, gamma.place) == ("Gamma 1", "organisation", "SE", "Lund")
    assert gamma.country_reason == "decided by Eva: seat"
    assert gamma.latitude == pytest.approx(55.7, abs=0.1)
    assert (gamma.nuts or "").startswith("SE224")
    assert "Gamma" in gamma.aliases
    assert by_id["beta-klub"].country is None
    assert "alfa-klub" not in by_id
    assert ("a.txt", 0) not in result.members
    assert not result.problems


@pytest.mark.parametrize("country", [None, "SE", "PL"])
def test_country_and_coordinates_follow_a_place_that_is_set(country: str | None) -> None:
    document, extraction = case("a.txt", chain("Baltic Ports", country=country))
    decision = Decision("set-place", "Baltic Ports", value="Gdynia", author="Eva", line=2)
    (entity,) = (result := resolve([document], [extraction], [decision])).entities
    assert (entity.place, entity.country, entity.country_reason) == ("Gdynia", "PL", "decided by Eva")
    assert entity.latitude == pytest.approx(54.5, abs=0.1)
    assert (entity.nuts or "").startswith("PL63")
    assert not result.problems


@pytest.mark.parametrize(
    ("country", "place", "known"),
    [("CA", "London", "CA"), ("GB", "London", "GB"), ("FI", "Åbo", "FI")],
)
def test_a_place_is_looked_up_in_the_country_of_the_node_first(country: str, place: str, known: str) -> None:
    document, extraction = case("a.txt", chain("Baltic Ports", country=country))
    (entity,) = resolve([document], [extraction], [Decision("set-place", "Baltic Ports", value=place)]).entities
    assert entity.country == known
    assert entity.latitude is not None


@pytest.mark.parametrize("swap", [False, True])
@pytest.mark.parametrize(
    ("country", "place", "shown", "problem"),
    [
        ("DE", "Berlin", "DE", None),
        ("FI", "Berlin", "FI", "line 2 says 'FI', and Berlin is in DE"),
        ("none", "Berlin", None, None),  # an international body may sit in a town
        ("US", "Nowhereville", "US", "no place of this name is known"),
        ("SE", "Newcastle", "SE", "several places have this name"),
    ],
)
def test_set_country_goes_before_set_place(
    country: str, place: str, shown: str | None, problem: str | None, swap: bool
) -> None:
    document, extraction = case("a.txt", chain("Baltic Ports", country="PL"))
    decisions = [Decision("set-country", "Baltic Ports", value=country, line=2),
                 Decision("set-place", "Baltic Ports", value=place, line=3)]  # fmt: skip
    result = resolve([document], [extraction], decisions[::-1] if swap else decisions)
    (entity,) = result.entities
    assert (entity.place, entity.country) == (place, shown)
    assert (entity.latitude is None) == (entity.nuts is None) == (problem is not None)
    kind = "conflict" if place == "Berlin" else "unplaced"
    assert [(p.line, p.kind) for p in result.problems] == ([(3, kind)] if problem else [])
    assert not problem or problem in result.problems[0].message


def test_stale_conflicting_and_ambiguous_rows_are_listed() -> None:
    result = run(
        Decision("merge", "Alfa Klub", "Beta Klub", line=2),
        Decision("different", "Alfa Klub", "Beta Klub", line=3),
        Decision("rename", "Nobody", value="X", line=4),
        Decision("rename", "Gamma", value="X", line=5),
        Decision("rename", "Gamma", value="Y", line=6),
    )
    kinds = [(p.line, p.kind) for p in result.problems]
    assert kinds == [(2, "conflict"), (4, "stale"), (6, "conflict")]
    assert "decisions, line 4" in str(result.problems[1])
    assert result.members["a.txt", 0] != result.members["a.txt", 1]


def test_a_name_of_two_things_is_ambiguous() -> None:
    cases = [case("a.txt", chain("Rada", country="PL")), case("b.txt", chain("Rada", country="CZ"))]
    result = resolve([d for d, _ in cases], [e for _, e in cases], [Decision("reject-node", "Rada", line=9)])
    assert [(p.line, p.kind) for p in result.problems] == [(9, "ambiguous")]
    assert len(result.entities) == 2


ENTITIES = [Entity(i, i.upper(), "organisation", (i.upper(),), ()) for i in "abcde"]


def edge(source: str, target: str, type: str = "cooperates", confidence: float = 1.0) -> Edge:
    return Edge(source, target, type, (Evidence("d.txt", 0, 3, "abc"),), confidence)  # type: ignore[arg-type]


def test_edges_are_rejected_and_added() -> None:
    edges = (edge("a", "b"), edge("a", "b", "funds"), edge("b", "c", "member_of"))
    decisions = [
        Decision("reject-edge", "A", "b", "funds", line=2),
        Decision("reject-edge", "c", "b", line=3),
        Decision("add-edge", "d", "C", "part_of", source="report p. 4", reason="said so", line=4),
        Decision("add-edge", "b", "a", "cooperates", source="call", line=5),
        Decision("reject-edge", "a", "e", line=6),
        Decision("add-edge", "a", "zzz", "funds", source="x", line=7),
        Decision("reject-edge", "d", "c", "part_of", line=8),
    ]
    result, problems = apply_edge_decisions(edges, ENTITIES, decisions)
    assert [(e.source, e.target, e.type) for e in result] == [("a", "b", "cooperates")]
    assert [e.quote for e in result[0].evidence] == ["abc", "call"]
    assert result[0].weight == 1, "one document states it, whoever agrees"
    assert [(p.line, p.kind) for p in problems] == [(6, "stale"), (7, "stale"), (8, "conflict")]


def test_directed_edge_is_rejected_in_its_direction_only() -> None:
    result, problems = apply_edge_decisions(
        [edge("a", "b", "funds")], ENTITIES, [Decision("reject-edge", "b", "a", "funds")]
    )
    assert len(result) == 1
    assert problems[0].kind == "stale"


def test_suggestions_rank_doubt_by_what_hangs_on_it() -> None:
    cases = [
        case("a.txt", chain("KPT", country="PL"), chain("Alfa Werke"), language="pl", relations=[(0, 1)]),
        case("b.txt", chain("KPT", country="PL"), chain("Beta Werke"), language="pl", relations=[(0, 1)]),
    ]
    result = resolve([d for d, _ in cases], [e for _, e in cases])
    ids = [
        result.members["a.txt", 0],
        result.members["a.txt", 1],
        result.members["b.txt", 0],
        result.members["b.txt", 1],
    ]
    edges = [edge(ids[0], ids[1], confidence=0.95), edge(ids[2], ids[3], confidence=0.3)]
    found = suggest(result, edges)
    assert [s.yes.action for s in found] == ["merge", "reject-edge"]
    assert {found[0].yes.subject, found[0].yes.object} == {ids[0], ids[2]}
    again = resolve([d for d, _ in cases], [e for _, e in cases], [found[0].yes])
    assert len(again.entities) == 3
    assert found[1].impact == pytest.approx(0.7)


def test_questions_name_the_nodes_and_are_not_asked_again_once_answered() -> None:
    cases = [
        case("a.txt", chain("KPT", country="PL"), language="pl"),
        case("b.txt", chain("Kielecki Dom", aliases=("KPT",)), language="pl"),
    ]
    documents, extractions = [d for d, _ in cases], [e for _, e in cases]
    (found,) = suggest(resolve(documents, extractions), [])
    assert found.question == "Are 'Kielecki Dom' (kielecki-dom) and 'KPT' (kpt) one thing?"
    for answer, many in ((found.yes, 1), (found.no, 2)):
        result = resolve(documents, extractions, [answer])
        assert len(result.entities) == many
        assert suggest(result, []) == []
        assert not result.problems


def test_names_that_were_joined_in_doubt_are_not_asked_about_again_once_answered() -> None:
    cases = [case("a.txt", chain("Zelmira Kvernelik")), case("b.txt", chain("Zelmira Kvernellik"))]
    documents, extractions = [d for d, _ in cases], [e for _, e in cases]
    (found,) = suggest(resolve(documents, extractions), [])
    assert "were joined as 'Zelmira Kvernellik' (zelmira-kvernellik): are they two things?" in found.question
    for answer, many in ((found.yes, 2), (found.no, 1)):
        result = resolve(documents, extractions, [answer])
        assert len(result.entities) == many
        assert suggest(result, []) == []
        assert not result.problems


def test_bridge_cuts_off_as_many_nodes_as_stand_behind_it() -> None:
    result = resolve([], [])
    path = [edge("a", "b"), edge("b", "c", confidence=0.5), edge("c", "d"), edge("d", "e"), edge("c", "e")]
    (found,) = suggest(result, path)
    assert (found.yes.subject, found.yes.object) == ("b", "c")
    assert found.impact == pytest.approx(0.5 * 2)


PEOPLE = [
    case("a.txt", chain("Anna Nowicka", "person"), chain("University of Rostock", country="DE")),
    case("b.txt", chain("Baltic Days", "initiative"), chain("Jan Lis", "person"), chain("Anna Novicka", "person")),
]


def run_people(*decisions: Decision):  # type: ignore[no-untyped-def]
    return resolve([d for d, _ in PEOPLE], [e for _, e in PEOPLE], decisions)


@pytest.mark.parametrize(
    "ends",
    [
        ("Anna Nowicka", "University of Rostock"),
        ("University of Rostock", "Anna Nowicka"),
        ("jan-lis", "baltic-days"),
    ],
)
def test_a_person_is_not_merged_with_what_is_no_person(ends: tuple[str, str]) -> None:
    result = run_people(Decision("merge", *ends, line=2))
    assert groups(result) == groups(run_people())
    assert [(p.line, p.kind) for p in result.problems] == [(2, "conflict")]
    assert "type person" in result.problems[0].message


def test_organisation_and_initiative_are_merged_and_so_are_two_persons() -> None:
    result = run_people(
        Decision("merge", "Baltic Days", "University of Rostock", line=2),
        Decision("merge", "Jan Lis", "Anna Nowicka", line=3),
    )
    assert not result.problems
    assert {frozenset({("a.txt", 1), ("b.txt", 0)})} < groups(result)
    assert result.members["a.txt", 0] == result.members["b.txt", 1]


def test_a_wrong_type_is_put_right_before_a_merge() -> None:
    result = run_people(
        Decision("merge", "Jan Lis", "Baltic Days", line=2), Decision("retype", "Jan Lis", value="initiative", line=3)
    )
    assert not result.problems
    assert result.members["b.txt", 0] == result.members["b.txt", 1]


def test_a_merge_that_is_refused_keeps_nothing_else_apart() -> None:
    apart = Decision("different", "Anna Nowicka", "Baltic Days", line=2)
    result = run_people(
        apart,
        Decision("merge", "Anna Nowicka", "University of Rostock", line=3),
        Decision("merge", "University of Rostock", "Baltic Days", line=4),
    )
    assert [(p.line, p.kind) for p in result.problems] == [(3, "conflict")]
    assert result.members["a.txt", 1] == result.members["b.txt", 0]


@pytest.mark.parametrize("swap", [False, True])
def test_a_node_that_is_rejected_and_merged_takes_nothing_with_it(swap: bool) -> None:
    rows = [Decision("reject-node", "Beta Klub", line=2), Decision("merge", "Beta Klub", "Gamma", line=3)]
    result = run(*(rows[::-1] if swap else rows))
    assert result.members["a.txt", 1] == result.members["b.txt", 1]
    assert [(p.line, p.kind) for p in result.problems] == [(2, "conflict")]
    assert "line 3 says that 'Beta Klub' and 'Gamma' are one" in result.problems[0].message


@pytest.mark.parametrize("names", [("Beta Klub", "Gamma"), ("Omega",)])
def test_all_of_a_merged_node_can_be_rejected(names: tuple[str, ...]) -> None:
    result = run(
        Decision("merge", "Beta Klub", "Gamma", line=2),
        Decision("rename", "Gamma", value="Omega", line=3),
        *(Decision("reject-node", name, line=4 + n) for n, name in enumerate(names)),
    )
    assert not result.problems
    assert ("a.txt", 1) not in result.members
    assert ("b.txt", 1) not in result.members
    assert ("a.txt", 0) in result.members
