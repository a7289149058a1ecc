"""A client's erasure: what is personal is gone from every byte of the store, what the law asks to keep stays."""

import sqlite3
from contextlib import closing

import pytest

from tests.stories.conftest import Cli

WORDS = ("Zyxwina", "Quorvendal", "1931-07-19", "+16175559876", "zyx@quorvendal.example", "notezzcanary", "kneezz")


def _practice(cli: Cli, until: str = "2027-11-01") -> str:
    cli.provider("Dr. Alan Lee", "--phone", "(617) 555-0142", "--fax", "(617) 555-0143")
    fields = ("--born", "1931-07-19", "--phone", "6175559876", "--email", "zyx@quorvendal.example")
    code = cli.client("Zyxwina Quorvendal", "--referring", "lee", *fields)
    cli.ok("client", "edit", code, "--email", "zyx@quorvendal.example")
    cli.fact("authorization", code, "--until", until, "--note", "notezzcanary")
    cli.fact("milestone", code, "assessment", "--programme", "kneezz", "--note", "notezzcanary")
    cli.fact("report", code, "sent", "--provider", "lee", "--note", "notezzcanary")
    report = cli.json("upcoming", "--days", "90", "--kind", "report")[0]
    cli.ok("dismiss", report["id"], "--because", "notezzcanary")
    return code


def _bytes(cli: Cli) -> bytes:
    return b"".join(file.read_bytes() for file in cli.folder.glob("rapport.db*"))


def test_nothing_personal_is_left_in_the_store_and_the_log_still_holds(cli: Cli) -> None:
    code = _practice(cli)
    cli.fact("discharge", code)
    before = _bytes(cli)
    assert all(word.encode() in before for word in WORDS)
    said = cli.ok("client", "erase", "quorvendal", "--yes").out
    assert said.startswith(f"Erased client {code}: ")
    assert [word for word in WORDS if word.encode() in _bytes(cli)] == []
    (told,) = cli.json("audit", "list", "--client", code)
    assert (told["client"], told["recipient"], told["authority"]) == (code, "Dr. Alan Lee", "F2")
    assert "the chain holds" in cli.ok("audit", "verify").out
    assert cli("client", "show", code).status == 2
    assert cli.json("upcoming", "--all", "--days", "180") == []


def test_the_numbers_of_destroyed_facts_are_not_given_again(cli: Cli) -> None:
    code = _practice(cli)
    cli.fact("discharge", code)
    last = max(fact["id"] for fact in cli.json("client", "show", code)["facts"])
    cli.ok("client", "erase", code, "--yes")
    other = cli.client("Ana Ruiz")
    stored = cli.json("record", "session", other)
    assert int(stored["id"][1:]) > int(last[1:])


def test_only_a_programme_that_has_ended_can_be_erased_and_only_when_it_is_meant(cli: Cli) -> None:
    code = _practice(cli)
    said = cli("client", "erase", code, "--yes")
    assert said.status == 2 and "the client is active; record the end first" in said.err
    cli.fact("discharge", code)
    said = cli("client", "erase", code)
    assert said.status == 2 and "Nothing was changed" in said.err
    assert "Quorvendal" in cli.ok("client", "show", code).out


def test_an_act_about_an_erased_client_cannot_be_undone(cli: Cli) -> None:
    code = _practice(cli)
    cli.fact("discharge", code)
    cli.ok("client", "erase", code, "--yes")
    said = cli("undo")
    assert said.status == 2 or "provider" in said.out
    assert [word for word in WORDS if word.encode() in _bytes(cli)] == []


def test_the_log_is_shortened_only_after_six_years_and_what_stays_is_still_proved(cli: Cli) -> None:
    cli.now = "2018-11-24T09:00"
    code = _practice(cli, until="2019-11-01")
    assert cli("audit", "prune", "--older-than", "5 years", "--yes").status == 2
    assert cli.ok("audit", "prune", "--yes").out.startswith("No row is from before")
    cli.now = "2024-06-01T09:00"
    cli.fact("authorization", code, "--until", "2027-01-01")
    cli.fact("report", code, "sent", "--provider", "lee")
    cli.now = "2026-01-10T09:00"
    assert "rapport audit prune" in cli("doctor").out
    assert cli.ok("audit", "prune", "--yes").out.startswith("Destroyed 1 rows")
    assert [row["number"] for row in cli.json("audit", "list")] == [2]
    assert "Rows 1 to 1 were destroyed" in cli.ok("audit", "verify").out
    assert "1 rows; the chain holds" in cli.ok("audit", "verify").out
    cli.fact("report", code, "sent", "--provider", "lee")
    assert "2 rows; the chain holds" in cli.ok("audit", "verify").out


def test_a_clock_moved_ahead_makes_no_row_old_enough(cli: Cli) -> None:
    _practice(cli)
    assert cli.ok("audit", "prune", "--yes", now="2040-01-01T09:00").out.startswith("No row is from before")


@pytest.mark.parametrize("act", ["UPDATE disclosures SET recipient = 'x'", "DELETE FROM disclosures"])
def test_a_row_changed_behind_its_back_is_found(cli: Cli, act: str) -> None:
    _practice(cli)
    with closing(sqlite3.connect(cli.folder / "rapport.db")) as database:
        database.execute("DROP TRIGGER disclosures_no_update")
        database.execute("DROP TRIGGER disclosures_no_delete")
        database.execute(act)
        database.commit()
    assert cli("audit", "verify").status == 1


def test_the_log_is_exported_with_its_proof(cli: Cli) -> None:
    _practice(cli)
    cli.ok("audit", "export", str(cli.folder / "log.csv"))
    header, row = (cli.folder / "log.csv").read_text().splitlines()
    assert header.startswith("number,at,act,client,provider,recipient") and header.endswith("previous,hash")
    assert "Dr. Alan Lee" in row
    assert (cli.folder / "log.csv").stat().st_mode & 0o077 == 0
    assert cli("audit", "export", str(cli.folder / "log.csv")).status == 1
