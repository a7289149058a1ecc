"""Bad input gets one clear message that names the place and the remedy, the right exit status, and changes nothing."""

import sqlite3
from pathlib import Path

import pytest

from tests.stories.conftest import Cli


def _refused(cli: Cli, *arguments: str, status: int = 2) -> str:
    before = cli.stored()
    said = cli(*arguments)
    assert said.status == status, said
    assert said.out == ""
    assert cli.stored() == before
    assert "Traceback" not in said.err
    return said.err.strip()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('when      = { visit = "scheduled" }', 'wehn = { visit = "scheduled" }', "unknown key `wehn`; did you mean `when`?"),
        ('when      = { discharge = "any" }', "when = { silence = 90 }", '"90" is not a span of time'),
        ('when      = { discharge = "any" }', 'when = { silence = "90 dayz" }', 'rule discharge-summary, when.silence: "90 dayz" is not a span'),
        ("business_days = 5", "business_days = 0", "practice.pace.business_days: expected a number from 1 up, got 0; leave it out for none"),
        ("switch_on  = []", 'switch_on = ["touch-a"]', "switch_on: unknown rule `touch-a`; did you mean `touch-A`?"),
        ('when      = { every = "report cadence", since = { milestone = "assessment" } }', 'when = { every = "30 days" }', "rule monthly-report, when.since: missing: the fact it counts from"),
        ('kind = "thank_you", to = "provider", due = "1 business day after"', 'kind = "thanks", to = "provider", due = "1 business day after"', "unknown word `thanks`; did you mean `thank_you`?"),
        ('to = "visited", due = "3 business days before"', 'to = "visitd", due = "3 business days before"', "unknown recipient `visitd`; did you mean `visited`?"),
        ('{ milestone = "assessment" }', '{ milestone = "asessment" }', "unknown value `asessment`; did you mean `assessment`?"),
        ('id        = "fall"', 'id        = "red-flag"', "rule red-flag: the id is taken (config.toml); choose another"),
        ('zone   = "America/New_York"', 'zone   = "America/New_Yrok"', '"America/New_Yrok" is not a time zone; did you mean `America/New_York`?'),
        ('morning = "07:00"', 'morning = "7 Uhr"', '"7 Uhr" is not a time of day; write for example 07:00'),
        ('morning = "07:00"', 'morning = "20:00"', "from 20:00 on no morning e-mail goes out; write an earlier time"),
        ('country = "US"', 'country = "USS"', 'practice.holidays.country: "USS" is not known'),
        ('kind   = "folder"', 'kind   = "foldr"', "unknown kind `foldr`; did you mean `folder`?"),
        ('listen = "127.0.0.1:8765"', 'listen = "8765"', "daemon.listen"),
        ("every  = 30", 'every  = "30"', "daemon.every: expected int, got str"),
        ("[practice]", "[practice", "not TOML"),
        ('absorbs   = ["monthly-report"]', 'absorbs   = ["montly-report"]', "unknown rule `montly-report`; did you mean `monthly-report`?"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_configuration_names_its_place_and_remedy(cli: Cli, old: str, new: str, words: str) -> None:
    text = cli.config.read_text()
    assert old in text
    cli.config.write_text(text.replace(old, new, 1))
    for command in (["rules", "check"], ["today"], ["tick"], ["daemon"]):
        message = _refused(cli, *command)
        assert "config.toml" in message
        assert words in message


def test_all_mistakes_are_told_at_once(cli: Cli) -> None:
    text = cli.config.read_text()
    text = (
        text.replace('morning = "07:00"', 'morning = "7"')
        .replace('again = "30 days"', 'again = "90 dayz"')
        .replace('country = "US"', 'country = "XX"')
    )
    cli.config.write_text(text)
    message = _refused(cli, "rules", "check")
    assert all(words in message for words in ("morning", "90 dayz", "XX"))
    assert message.endswith("3 mistakes. Nothing was changed.")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["record", "milestone", "CODE", "assessment", "--on", "2026-02-30"], "2026-02-30 is not a day of the calendar"),
        (["record", "milestone", "CODE", "assessment", "--on", "someday"], '"someday" is not a date; write 2026-11-24'),
        (["record", "milestone", "CODE", "assessment", "--on", "2027-01-01"], "lies ahead; a milestone is recorded when it has happened"),
        (["record", "visit", "CODE", "--at", "25:00"], '"25:00" is not a time of day; write for example 14:30'),
        (["record", "milestone", "CODE", "asessment"], "did you mean assessment?"),
        (["record", "milestone", "CODE"], "say which milestone: booked, intake"),
        (["record", "measure", "CODE", "pain_nrs", "--value", "six"], "value is not a number"),
        (["record", "authorization", "CODE", "--until", "2020-01-01"], "until 2020-01-01 is before 2026-11-24"),
        (["record", "milestone", "nobody"], 'no client is called "nobody"'),
        (["record", "milestone", "an"], '"an" may be'),
        (["record", "milestne", "CODE"], "No such command 'milestne'"),
        (["correct", "F999", "--on", "today"], "there is no fact F999"),
        (["correct", "x"], "x is not a fact; facts are named as in F81"),
        (["retract", "F999"], "there is no fact F999"),
        (["why", "ZZZZ"], "there is no follow-up ZZZZ"),
        (["done", "ZZZZ"], "there is no follow-up ZZZZ"),
        (["upcoming", "--kind", "cal"], "there is no kind cal; did you mean `call`?"),
        (["rules", "show", "visit-reprot"], "did you mean `visit-report`?"),
        (["todya"], "there is no command todya; did you mean `today`?"),
        (["client", "add", "X", "--born", "yesterday"], "born"),
        (["provider", "add", "Dr. X", "--npi", "1234567898"], "npi"),
        (["provider", "add", "Dr. X", "--phone", "12"], "phone is not a possible number"),
        (["provider", "add", "Dr. X", "--hours", "all day"], "hours"),
        (["provider", "add", "Dr. X", "--tier", "D"], "tier"),
        (["feed", "revoke", "phone"], 'there is no feed "phone"'),
    ],
)  # fmt: skip
def test_a_mistake_on_the_command_line_is_told_and_changes_nothing(cli: Cli, arguments: list[str], words: str) -> None:
    code = cli.client("Ana Ruiz")
    cli.client("Dana Bell")
    message = _refused(cli, *(code if a == "CODE" else a for a in arguments))
    assert words in message


def test_with_nothing_done_there_is_nothing_to_undo(cli: Cli) -> None:
    assert "there is nothing to undo" in _refused(cli, "undo")


def test_a_moment_that_does_not_exist_or_exists_twice_is_refused(cli: Cli) -> None:
    cli.now = "2026-03-08T02:30"
    assert "does not exist in America/New_York" in _refused(cli, "today")
    cli.now = "2026-11-01T01:30"
    assert "exists twice in America/New_York" in _refused(cli, "today")
    cli.now = "noon"
    assert '"noon" is not a date and time' in _refused(cli, "today")


def test_a_like_fact_within_three_days_asks_first(cli: Cli) -> None:
    ana = cli.client("Ana Ruiz")
    first = cli.fact("milestone", ana, "assessment", "--on", "2026-11-20")
    assert f"rapport correct {first}" in _refused(cli, "record", "milestone", ana, "assessment", "--on", "2026-11-22")
    cli.ok("record", "milestone", ana, "assessment", "--on", "2026-11-22", "--yes")


def test_a_database_from_a_newer_version_is_left_alone(cli: Cli) -> None:
    with sqlite3.connect(cli.folder / "rapport.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    for command in (["today"], ["daemon"], ["database", "upgrade"]):
        assert "from a newer version" in _refused(cli, *command)


def test_a_file_that_is_no_database_is_said_so(cli: Cli) -> None:
    (cli.folder / "rapport.db").write_bytes(b"not a database at all, but long enough to look at" * 50)
    for end in ("wal", "shm"):
        (cli.folder / f"rapport.db-{end}").unlink(missing_ok=True)
    said = cli("today")
    assert (said.status, said.out) == (1, "")
    assert "is not a Rapport database" in said.err


def test_a_missing_configuration_or_database_names_the_command_that_makes_one(cli: Cli, tmp_path: Path) -> None:
    (cli.folder / "rapport.db").unlink()
    said = cli("today")
    assert said.status == 1
    assert "create it with: rapport init" in said.err
    cli.folder = tmp_path / "elsewhere"
    said = cli("today")
    assert said.status == 2
    assert "make one with: rapport init" in said.err


def test_a_folder_that_cannot_be_written_is_said_so(cli: Cli) -> None:
    file = cli.folder / "file"
    file.write_text("")
    cli.folder = file
    said = cli("init", "--yes")
    assert said.status == 1
    assert "cannot write" in said.err


def test_init_overwrites_nothing(cli: Cli) -> None:
    before = cli.config.read_text()
    assert "is there already; nothing was changed" in _refused(cli, "init", "--yes")
    assert cli.config.read_text() == before


def test_an_export_goes_only_into_an_empty_folder_and_defuses_formulas(cli: Cli) -> None:
    cli.client("=HYPERLINK(1)")
    assert "is not empty" in _refused(cli, "export", "--to", str(cli.folder))
    cli.ok("export", "--to", str(cli.folder / "out"))
    assert "'=HYPERLINK(1)" in (cli.folder / "out" / "clients.csv").read_text()
    assert (cli.folder / "out" / "clients.csv").stat().st_mode & 0o777 == 0o600
