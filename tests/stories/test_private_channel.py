"""A channel that only the practitioner reads names clients; every other one has codes."""

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
