"""README.md: the commands of the tour run, in its order, on the sample practice."""

import re
import shlex
from pathlib import Path

import pytest

from scheduler.cli.app import run

README = (Path(__file__).parents[2] / "README.md").read_text()


def test_the_commands_of_the_tour_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    commands = re.findall(r"^\$ rapport (.+)$", README, re.MULTILINE)
    assert len(commands) > 10
    ids: dict[str, str] = {}
    for command in commands:
        words = [ids.get(word, word) for word in shlex.split(command)]
        assert run(["--now", "2026-11-24T09:00", *words]) == 0, command
        out = capsys.readouterr().out
        if words[0] == "today":
            ids = {"2M6H": _id(out, "Report before the visit"), "K3B0": _id(out, "Reach a referred client")}


def _id(out: str, reason: str) -> str:
    """The id of the first follow-up on a list that was planned for a reason."""
    lines = out.splitlines()
    (place, *_) = (n for n, line in enumerate(lines) if reason in line)
    return lines[place - 1].split()[0]


def test_every_file_that_is_named_is_there() -> None:
    for link in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (Path(__file__).parents[2] / link).exists(), link
