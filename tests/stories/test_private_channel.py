"""A channel that only the practitioner reads names clients; every other one has codes."""

import pytest

from tests.stories.conftest import Cli

PRIVATE = """
[[channel]]
kind    = "folder"
name    = "mine"
folder  = "mine"
private = true
"""


def test_names_go_out_only_where_the_practitioner_wants_them(cli: Cli) -> None:
    cli.configure('[[channel]]\nkind   = "folder"', f'{PRIVATE}\n[[channel]]\nkind   = "folder"')
    cli.provider("Dr. Alan Lee", "--phone", "(617) 555-0142")
    ana = cli.client("Zyxwina Quorvendal", "--referring", "lee")
    cli.fact("referral", ana, "--provider", "lee", "--on", "2026-11-20")
    cli.ok("tick", now="2026-11-24T07:05")
    letters = {f: "".join(p.read_text() for p in (cli.folder / f).glob("*.eml")) for f in ("mine", "outbox")}
    assert "Zyxwina Quorvendal" in letters["mine"]
    assert "Quorvendal" not in letters["outbox"] and f"client {ana}" in letters["outbox"]
    assert "Zyxwina" not in "".join(line for line in letters["mine"].splitlines() if line.startswith("Subject:"))


def test_a_broken_template_puts_no_name_into_the_log(cli: Cli, caplog: pytest.LogCaptureFixture) -> None:
    cli.configure('[[channel]]\nkind   = "folder"', f'{PRIVATE}\n[[channel]]\nkind   = "folder"')
    (cli.folder / "tpl").mkdir()
    (cli.folder / "tpl" / "digest.txt.j2").write_text("{{ {}[sections[0][1][0].to].x }}")
    cli.config.write_text('templates = "tpl"\n' + cli.config.read_text())
    ana = cli.client("Zyxwina Quorvendal")
    cli.provider("Dr. Alan Lee")
    cli.fact("referral", ana, "--provider", "lee", "--on", "2026-11-20")
    cli.ok("tick", now="2026-11-24T07:05")
    assert "digest.txt.j2, line 1" in caplog.text and "Quorvendal" not in caplog.text


def test_an_erasure_reaches_the_reminders_that_named_the_client(cli: Cli) -> None:
    cli.configure('[[channel]]\nkind   = "folder"', f'{PRIVATE}\n[[channel]]\nkind   = "folder"')
    ana = cli.client("Zyxwina Quorvendal")
    cli.provider("Dr. Alan Lee")
    cli.fact("referral", ana, "--provider", "lee", "--on", "2026-11-20")
    cli.ok("tick", now="2026-11-24T07:05")
    cli.fact("discharge", ana)
    cli.ok("client", "erase", ana, "--yes")
    assert b"Quorvendal" not in b"".join(file.read_bytes() for file in cli.folder.glob("rapport.db*"))
