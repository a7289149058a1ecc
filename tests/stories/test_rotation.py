"""Backups that are kept in number, and tried before they are needed."""

from pathlib import Path

import pytest

from tests.stories.conftest import Cli


@pytest.fixture
def key(tmp_path: Path) -> str:
    """A file with a passphrase."""
    file = tmp_path / "backup-key"
    file.write_text("a passphrase of some length\n")
    return str(file)


def test_the_last_ones_are_kept_and_nothing_else_is_removed(cli: Cli, key: str) -> None:
    folder = cli.folder / "backups"
    folder.mkdir()
    (folder / "rapport-of-mine.backup").write_text("keep me")
    for day in range(24, 29):
        cli.ok("backup", "--key-file", key, "--keep", "3", str(folder), now=f"2026-11-{day}T03:00")
    assert [p.name for p in sorted(folder.iterdir())] == [
        "rapport-2026-11-26T080000Z.backup",
        "rapport-2026-11-27T080000Z.backup",
        "rapport-2026-11-28T080000Z.backup",
        "rapport-of-mine.backup",
    ]


def test_the_last_one_is_tried_without_changing_anything(cli: Cli, key: str) -> None:
    ana = cli.client("Ana Ruiz")
    cli.fact("referral", ana, "--provider", cli.provider("Dr. Alan Lee"))
    folder = cli.folder / "backups"
    cli.ok("backup", "--key-file", key, "--keep", "3", str(folder))
    before = sorted(p.name for p in cli.folder.iterdir())
    said = cli.ok("restore", "--trial", "--key-file", key, str(folder)).out
    assert "can be restored: it is whole and holds 1 facts. Nothing was changed." in said
    assert sorted(p.name for p in cli.folder.iterdir()) == before


def test_a_damaged_one_and_none_at_all_are_said(cli: Cli, key: str) -> None:
    folder = cli.folder / "backups"
    assert "there is no backup at" in cli("restore", "--trial", "--key-file", key, str(folder)).err
    cli.ok("backup", "--key-file", key, "--keep", "1", str(folder))
    (file,) = folder.iterdir()
    content = bytearray(file.read_bytes())
    content[-100] ^= 1
    file.write_bytes(bytes(content))
    said = cli("restore", "--trial", "--key-file", key, str(folder))
    assert said.status == 1
    assert "the backup is damaged" in said.err


def test_each_restore_keeps_what_was_there_before(cli: Cli, key: str) -> None:
    file = cli.folder / "one.backup"
    cli.ok("backup", "--key-file", key, str(file))
    for _ in range(2):
        cli.ok("restore", "--yes", "--key-file", key, str(file))
    assert len(list(cli.folder.glob("rapport.db.before-restore*"))) == 2
