"""A backup can be trusted: made while others write, proved, encrypted on request, and restored whole or not at all."""

import os
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.stories.conftest import Cli


@pytest.fixture
def key(cli: Cli) -> str:
    """A file with a passphrase."""
    file = cli.folder / "key"
    file.write_text("correct horse battery staple\n")
    return str(file)


def test_a_backup_restores_what_was_there(cli: Cli) -> None:
    ana = cli.client("Ana Ruiz")
    cli.fact("milestone", ana, "assessment")
    copy = cli.folder / "copy.db"
    said = cli.ok("backup", str(copy))
    assert "not encrypted: keep it as private" in said.out
    assert copy.stat().st_mode & 0o777 == 0o600
    before = cli.upcoming()
    cli.fact("death", ana)
    assert cli.upcoming() == []
    said = cli.ok("restore", str(copy), "--yes")
    assert "The one before is" in said.out
    assert cli.upcoming() == before
    assert (cli.folder / "rapport.db").stat().st_mode & 0o777 == 0o600


def test_an_encrypted_backup_holds_nothing_readable_and_needs_its_passphrase(cli: Cli, key: str) -> None:
    cli.client("Zyxwina Quorvendal")
    copy = cli.folder / "copy.backup"
    assert "encrypted" in cli.ok("backup", "--key-file", key, str(copy)).out
    assert b"Zyxwina" not in copy.read_bytes()
    assert b"SQLite" not in copy.read_bytes()
    said = cli("restore", str(copy), "--yes")
    assert (said.status, "the backup is encrypted" in said.err) == (2, True)
    wrong = cli.folder / "wrong"
    wrong.write_text("another passphrase")
    said = cli("restore", str(copy), "--yes", "--key-file", str(wrong))
    assert (said.status, "not the one of this backup" in said.err) == (1, True)
    cli.ok("restore", str(copy), "--yes", "--key-file", key)
    assert "Zyxwina" in cli.ok("client", "list").out


@pytest.mark.parametrize("damage", ["cut off", "changed", "chunk dropped", "empty"])
def test_a_damaged_backup_is_refused_and_the_database_stays(cli: Cli, key: str, damage: str) -> None:
    ana = cli.client("Ana Ruiz")
    cli.ok("record", "contact", ana, "reached", "--note", "x" * 1900)
    copy = cli.folder / "copy.backup"
    cli.ok("backup", "--key-file", key, str(copy))
    content = bytearray(copy.read_bytes())
    match damage:
        case "cut off":
            del content[-100:]
        case "changed":
            content[len(content) // 2] ^= 1
        case "chunk dropped":
            del content[32 : 32 + 4096]
        case _:
            content.clear()
    copy.write_bytes(bytes(content))
    before = cli.stored()
    said = cli("restore", str(copy), "--yes", "--key-file", key)
    assert said.status in (1, 2)
    assert cli.stored() == before


def test_the_passphrase_may_stand_in_the_environment(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "RAPPORT_BACKUP_KEY", "correct horse battery staple")
    copy = cli.folder / "copy.backup"
    assert "encrypted" in cli.ok("backup", str(copy)).out
    assert copy.read_bytes().startswith(b"RAPPORT-BACKUP-1")


def test_mistakes_with_backups_are_told(cli: Cli, key: str) -> None:
    copy = cli.folder / "copy.db"
    copy.write_text("something else")
    assert "is there already" in cli("backup", str(copy)).err
    assert "is not a backup of Rapport" in cli("restore", str(copy), "--yes").err
    assert "cannot read" in cli("restore", str(cli.folder / "none"), "--yes").err
    Path(key).write_text("short")
    assert "too short" in cli("backup", "--key-file", key, str(cli.folder / "x")).err
    assert not (cli.folder / "x").exists()


def test_a_trial_of_a_folder_takes_the_last_dated_backup(cli: Cli) -> None:
    folder = cli.folder / "kept"
    for hour in range(3):
        cli.ok("backup", "--keep", "2", str(folder), now=f"2026-11-24T1{hour}:00")
    (folder / "rapport-of-old.backup").write_text("something else")
    said = cli.ok("restore", "--trial", str(folder))
    assert "rapport-2026-11-24T170000Z.backup can be restored" in said.out
    assert len(list(folder.iterdir())) == 3


def test_status_and_the_morning_letter_know_of_the_backup(cli: Cli) -> None:
    assert "never: rapport backup FILE" in cli("status").out
    cli.ok("backup", str(cli.folder / "copy.db"))
    assert "backup          just now" in cli("status").out
    cli.ok("tick", now="2026-11-25T07:30")
    (letter,) = (cli.folder / "outbox").glob("*.eml")
    assert "backup 22 h ago" in letter.read_text()


def test_a_letter_sent_after_the_backup_goes_again_after_a_restore_by_the_same_name(cli: Cli) -> None:
    copy = str(cli.folder / "copy.db")
    cli.ok("backup", copy, now="2026-11-25T03:10")
    cli.ok("tick", now="2026-11-25T07:00")
    cli.ok("tick", now="2026-11-25T07:05")
    first = _names(cli)
    cli.ok("restore", copy, "--yes")
    assert "delivered: 1" in cli.ok("tick", now="2026-11-25T07:10").out
    assert (len(first), _names(cli)) == (1, first)


def _names(cli: Cli) -> set[str]:
    letters = (cli.folder / "outbox").glob("*.eml")
    return {str(message_from_bytes(letter.read_bytes())["Message-ID"]) for letter in letters}
