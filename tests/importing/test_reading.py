"""Files that are broken, each in its own way."""

from pathlib import Path

import pytest

from scheduler.importing.reading import Row, Writing, header, rows
from scheduler.mistakes import Refusal
from tests.importing.desk import Desk

UTF8 = Writing()


def _file(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "some.csv"
    path.write_bytes(content)
    return path


def _refused(path: Path, writing: Writing = UTF8) -> str:
    with pytest.raises(Refusal) as refusal:
        header(path, writing)
        list(rows(path, writing))
    assert refusal.value.status == 2
    return refusal.value.message


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    path = _file(tmp_path, b"\xef\xbb\xbfname,born\r\nAna,\r\n")
    assert header(path, UTF8) == ("name", "born")
    assert list(rows(path, UTF8)) == [Row(2, ["Ana", ""])]
    assert header(path, Writing("iso8859-1")) == ("name", "born")


def test_semicolons_and_tabs_are_known_by_the_header(tmp_path: Path) -> None:
    assert header(_file(tmp_path, b"name;born\nAna;\n"), UTF8) == ("name", "born")
    assert header(_file(tmp_path, b"name\tborn\nAna\t\n"), UTF8) == ("name", "born")


def test_a_quoted_cell_may_hold_line_ends_and_rows_keep_the_line_they_start_on(tmp_path: Path) -> None:
    path = _file(tmp_path, b'a,b\n"x\ny",1\n\nz,2\n')
    assert [(r.line, list(r.cells)) for r in rows(path, UTF8)] == [(2, ["x\ny", "1"]), (5, ["z", "2"])]


def test_latin_1_bytes_are_refused_with_line_and_remedy(tmp_path: Path) -> None:
    path = _file(tmp_path, "name\nAna\nJosé\n".encode("latin-1"))
    assert _refused(path) == (
        "some.csv, line 3: not UTF-8 (byte 4 of the line); save the file as UTF-8, "
        'or say how it is written in the map: encoding = "latin-1"'
    )
    assert [list(r.cells) for r in rows(path, Writing("iso8859-1"))] == [["Ana"], ["José"]]


def test_a_broken_quote_is_refused_with_its_line(tmp_path: Path) -> None:
    assert _refused(_file(tmp_path, b'a,b\n1,2\n"x"y,3\n')).startswith(
        "some.csv, line 3: a quote inside a cell is not doubled"
    )
    assert _refused(_file(tmp_path, b'a,b\n1,2\n"x,3\n4,5\n')) == (
        "some.csv, line 4 (the row that starts on line 3): a quote is opened and never closed; "
        "correct the file and import it again"
    )


def test_a_quote_that_swallows_the_rest_of_a_large_file_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    path = _file(tmp_path, b'a,b\n"x,3\n' + b"4,5\n" * 300_000)
    assert "line 2" in _refused(path)
    assert "a cell is longer than 1,000,000 characters" in _refused(path)


def test_nul_bytes_are_refused(tmp_path: Path) -> None:
    assert "line 2: holds NUL bytes" in _refused(_file(tmp_path, b"a,b\n1,\x00\n"))
    assert "line 1: holds NUL bytes" in _refused(_file(tmp_path, "a,b\n".encode("utf-16")))


def test_a_line_without_an_end_is_refused(tmp_path: Path) -> None:
    assert "longer than 4,000,000 bytes" in _refused(_file(tmp_path, b"a" * 5_000_000))


def test_cells_of_100_000_characters_reject_their_row_only(tmp_path: Path) -> None:
    path = _file(tmp_path, b"a,b\n1,2\n3," + b"x" * 100_000 + b"\n5,6\n")
    assert [(r.line, r.fault) for r in rows(path, UTF8)] == [
        (2, None),
        (3, "cell 2 is 100,000 characters long; at most 10,000 fit"),
        (4, None),
    ]


def test_a_row_with_more_or_fewer_cells_than_the_header_is_rejected(tmp_path: Path) -> None:
    path = _file(tmp_path, b"a,b\n1\n1,2,3\n1,2\n")
    assert [r.fault for r in rows(path, UTF8)] == [
        "has 1 cells; the header has 2",
        "has 3 cells; the header has 2",
        None,
    ]


def test_the_header_names_every_column_once(tmp_path: Path) -> None:
    assert "two columns are called `a`" in _refused(_file(tmp_path, b"a,b,a\n"))
    assert "column 2 has no name" in _refused(_file(tmp_path, b"a,,b\n"))
    assert "some.csv is empty" in _refused(_file(tmp_path, b""))


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(tmp_path: Path) -> None:
    assert "there is no file" in _refused(tmp_path / "nowhere.csv")
    assert "cannot read" in _refused(tmp_path)


@pytest.mark.parametrize(
    ("visits", "expected"),
    [
        (b"ID,WHO,DOCTOR,DAY\nv1,1,d1,2026-12-02 caf\xe9\n", "visits.csv, line 2: not UTF-8"),
        (b'ID,WHO,DOCTOR,DAY\nv1,1,d1,2026-12-02\nv2,"1"x,d1,\n', "visits.csv, line 3: a quote"),
    ],
)
def test_a_broken_file_changes_nothing_although_others_were_read_before_it(
    desk: Desk, visits: bytes, expected: str
) -> None:
    files = desk.clinic()
    desk.write("visits.csv", visits)
    assert expected in desk.refused(files)
    assert desk.clients() == {}
