"""Long work shows on a terminal that it goes on, and nothing where nobody looks."""

import io
from pathlib import Path

from scheduler.cli.progress import Progress
from tests.stories.conftest import Cli
from tests.stories.terminal import at_terminal

ROWS = 5_000


def _many(folder: Path) -> Path:
    file = folder / "clients.csv"
    file.write_text("name,phone\n" + "".join(f"Client Number{n},\n" for n in range(ROWS)))
    return file


def test_an_import_counts_its_rows_on_a_terminal_only(cli: Cli) -> None:
    file = _many(cli.folder)
    piped = cli.ok("import", str(file), "--dry-run")
    assert piped.err == "" and f"{ROWS} new" in piped.out
    status, screen = at_terminal(cli.folder, ["import", str(file), "--dry-run"], piped=True)
    assert status == 0
    assert "Importing ..." in screen and " rows, " in screen
    assert screen.endswith("\r\x1b[K"), "the line is taken away again"


def test_quick_work_shows_nothing(cli: Cli) -> None:
    screen = io.StringIO()
    shown = Progress("Planning", screen)
    shown.start()
    shown.stop()
    assert screen.getvalue() == ""


def test_items_pass_unchanged_and_are_counted() -> None:
    shown = Progress("Importing", io.StringIO())
    assert list(shown.counting("abc")) == ["a", "b", "c"]
    assert shown.done == 3
