"""The command itself: light to start, the same words everywhere, and a defect that shows no data."""

import subprocess
import sys
from importlib import import_module

import click
import pytest

from scheduler.cli import app
from scheduler.cli.app import COMMANDS, run


def _loaded_by(*arguments: str) -> set[str]:
    code = (
        f"import sys; from scheduler.cli.app import run; run({list(arguments)!r}); print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_load_nothing_heavy(option: str) -> None:
    heavy = {"sqlalchemy", "alembic", "apscheduler", "icalendar", "jinja2", "phonenumbers", "holidays", "waitress"}
    assert not heavy & _loaded_by(option)


def test_our_packages_are_ours_and_not_another_distributions() -> None:
    import calendars
    import outreach
    import scheduler

    roots = {str(p.__path__[0]).rpartition("/")[0] for p in (calendars, outreach, scheduler)}
    assert len(roots) == 1
    assert scheduler.__file__ == f"{roots.pop()}/scheduler/__init__.py"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_loads_and_its_help_begins_as_the_list_says(name: str) -> None:
    module, words = COMMANDS[name]
    command = getattr(import_module(f"scheduler.cli.{module}"), f"{name.replace('-', '_')}_command")
    assert isinstance(command, click.Command)
    first = (command.help or "").strip().splitlines()[0]
    assert first.startswith(words.rstrip(".")), (first, words)


def test_shell_completion_is_there() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scheduler"],
        env={"_RAPPORT_COMPLETE": "bash_source", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "complete" in done.stdout


def test_a_defect_is_one_line_with_its_place_and_status_70(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object, **_options: object) -> None:
        raise KeyError("Ana Ruiz")

    monkeypatch.setattr(app.rapport, "main", broken)
    assert run(["today"]) == 70
    said = capsys.readouterr().err
    assert "KeyError at test_command_line.py" in said
    assert "Ruiz" not in said
    assert "Traceback" not in said
