"""docs/COMMANDS.md: it is what the commands say of themselves, and what a script relies on is as documented."""

import json
import re
from pathlib import Path

import click
import pytest

from scheduler.cli.app import COMMANDS, rapport, run
from scheduler.followups import FollowUpKind, Status
from tests.docs.pages import keys_of_table, make_commands, page

TEXT = page("COMMANDS.md")

#: Where the short line in `rapport --help` is not how the command's own help begins: its first sentence. A change of
#: either shows up here, to be read against the other.
OWN_WORDS = {
    "done": "A follow-up is done: record what it came to.",
}


def _command(name: str) -> click.Command:
    command = rapport.get_command(click.Context(rapport, info_name="rapport"), name)
    assert command is not None, name
    return command


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.lower())


def test_the_document_is_what_the_commands_say() -> None:
    assert make_commands().commands_document(TEXT) == TEXT, "run: python docs/make_commands.py"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_loads_has_help_and_begins_like_its_short_line(name: str) -> None:
    command = _command(name)
    assert command.help, name
    short, own = _words(COMMANDS[name][1]), _words(command.help)
    begins = short[:2] == own[:2]
    first = re.split(r"(?<=[.])\s", " ".join(command.help.split()))[0]
    assert begins or OWN_WORDS.get(name) == first, (COMMANDS[name][1], first)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_its_options_stand_in_the_document(name: str) -> None:
    section = TEXT.partition(f"### rapport {name}\n")[2].partition("\n### ")[0]
    assert section, name
    for parameter in _command(name).params:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            assert all(option in section for option in parameter.opts), (name, parameter.opts)


@pytest.mark.parametrize(
    "group", sorted(n for n in COMMANDS if isinstance(_command(n), click.Group)), ids=lambda n: str(n)
)
def test_every_command_in_a_group_has_help_that_is_a_sentence(group: str) -> None:
    command = _command(group)
    assert isinstance(command, click.Group)
    for inner in command.commands.values():
        assert inner.help and inner.help.strip()[0].isupper(), f"{group} {inner.name}"


def test_the_keys_of_upcoming_are_those_documented(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    practice = ["--config", str(tmp_path / "config.toml"), "--now", "2026-11-24T09:00"]
    assert run([*practice, "init", "--sample"]) == 0
    capsys.readouterr()
    assert run([*practice, "upcoming", "--all", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found
    documented = keys_of_table(TEXT, "key | holds")
    assert all(list(one) == documented for one in found)
    due = [one["priority"] for one in found if one["due"][:10] <= "2026-11-24"]
    assert due == sorted(due)
    ahead = [one["due"][:10] for one in found[len(due) :]]
    assert ahead == sorted(ahead)


def test_the_kinds_and_statuses_of_upcoming_are_all_named() -> None:
    part = TEXT.partition("| `kind` |")[2].partition("| `priority` |")[0]
    open_ones = set(Status) - {Status.DONE, Status.DISMISSED, Status.WITHDRAWN}
    assert all(f"`{word}`" in part for word in {*FollowUpKind, *open_ones})


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["upcoming"], 0),
        (["status"], 1),
        (["show", "ZZZZ"], 2),
        (["upcoming", "--dayz"], 2),
        (["client", "show", "nobody at all"], 2),
    ],
)
def test_the_exit_statuses_are_those_documented(
    arguments: list[str], status: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    practice = ["--config", str(tmp_path / "config.toml"), "--now", "2026-11-24T09:00"]
    assert run([*practice, "init", "--yes"]) == 0
    assert run([*practice, *arguments]) == status
    capsys.readouterr()
    assert f"\n| {status} | " in TEXT


def test_dates_read_as_documented(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    practice = ["--config", str(tmp_path / "config.toml")]
    assert run([*practice, "init", "--yes"]) == 0
    assert run([*practice, "--now", "2026-11-01T01:30-05:00", "today"]) == 0
    assert run([*practice, "--now", "2026-11-01T01:30", "today"]) == 2
    assert "exists twice" in capsys.readouterr().err
