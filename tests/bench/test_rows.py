"""What a row of the benchmarks says."""

import pytest

from bench.rows import Row, amount, table


def _row(ours: float, theirs: float | None, wanted: str) -> Row:
    return Row("ours", ours, "theirs", theirs, wanted)


@pytest.mark.parametrize(
    ("ours", "theirs", "wanted", "reached"),
    [
        (1.5, 1.0, "at most 1.5", "yes"),
        (1.6, 1.0, "at most 1.5", "no"),
        (0.01, 1.0, "100 times faster", "yes"),
        (0.02, 1.0, "100 times faster", "no"),
        (1.0, 1.0, "", ""),
        (1.0, None, "at most 1.5", ""),
    ],
)
def test_what_is_reached(ours: float, theirs: float | None, wanted: str, reached: str) -> None:
    assert _row(ours, theirs, wanted).reached == reached


def test_a_promise_in_other_words_is_refused() -> None:
    with pytest.raises(ValueError, match="write"):
        _ = _row(1.0, 1.0, "fast").reached


def test_a_missing_peer_is_said() -> None:
    row = Row("upcoming", 0.1, "`todo list`", None, "at most 0.5", "todo is not installed, so not measured")
    assert row.line() == (
        "| upcoming (todo is not installed, so not measured) | 100.00 ms | `todo list` |  |  | at most 0.5 |  |"
    )


def test_amounts() -> None:
    assert (amount(1.234), amount(0.00456), amount(119.6, "MB")) == ("1.23 s", "4.56 ms", "120 MB")


def test_every_line_has_the_columns_of_the_head() -> None:
    lines = table([_row(1.0, 2.0, "at most 1.5"), _row(1.0, 200.0, "")])
    assert len({line.count("|") for line in lines}) == 1
    assert "| 1/200 |" in lines[-1]
