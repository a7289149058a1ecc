"""What reviewers found: each of these once went wrong."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from outreach.channels.smtp import Smtp
from outreach.messages import Channel
from scheduler.delivering import deliver
from scheduler.mistakes import Mistakes
from scheduler.rules.reading import read_rules
from scheduler.store import facts as fact_store
from scheduler.store import outbox
from scheduler.store.engine import open_store
from scheduler.store.outbox import Draft, OutState
from tests.houses import TODAY, at_noon, fact, house, planned, rule, rules
from tests.outreach.servers import Inbox, answer_until, mail_server, raw_server
from tests.stories.conftest import Cli

NAMES = ("aa", "bb", "cc", "dd")


def _report(name: str, absorbs: list[str]) -> dict[str, object]:
    step = {"kind": "report", "to": "provider", "due": "same day"}
    return rule(id=name, absorbs=absorbs, follow_up=step)


@pytest.mark.parametrize(
    "circle", [{"aa": ["aa"]}, {"aa": ["bb"], "bb": ["aa"]}, {"aa": ["bb"], "bb": ["cc"], "cc": ["aa"]}]
)
def test_rules_that_would_take_their_own_place_are_refused(circle: dict[str, list[str]]) -> None:
    mistakes = Mistakes()
    read_rules([("x.toml", _report(n, circle.get(n, []))) for n in NAMES], mistakes)
    assert len(mistakes.found) == len(circle)
    assert "would take its own place" in str(mistakes.found[0])


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=6))
@settings(max_examples=100, deadline=None)
def test_whatever_absorbs_whatever_something_is_left(pairs: list[tuple[int, int]]) -> None:
    graph: dict[str, list[str]] = {n: [] for n in NAMES}
    for one, other in pairs:
        if one < other:  # no circles
            graph[NAMES[one]].append(NAMES[other])
    told = [fact("referral", "received", TODAY, client="CRVZ", provider="P1EE")]
    found = {k.rule for k in planned(told, rules(*(_report(n, sorted(set(a))) for n, a in graph.items())))}
    assert "aa" in found
    assert not {absorbed for name in found for absorbed in graph[name]} & found


def test_a_letter_whose_answer_is_lost_twice_is_left_to_a_person(cli: Cli) -> None:
    store = open_store(f"sqlite:///{cli.folder / 'rapport.db'}")
    now = at_noon(TODAY)
    draft = Draft(
        occasion="x",
        channel="mail",
        practitioner="me",
        recipient="maya@example.org",
        message_id="<x@rapport.invalid>",
        subject="s",
        body="b",
        html=None,
        until=now + timedelta(hours=8),
    )
    with store.write() as tx:
        outbox.put(tx, draft, now)
    states = []
    for hour in range(4):
        with raw_server(lambda connection: answer_until(connection, ".")) if hour < 2 else _nobody() as port:
            smtp = Smtp("mail", "127.0.0.1", port, "none", timeout=2, greeting="localhost")
            channels: dict[str, Channel] = {"mail": smtp}
            done = deliver(store, house(), channels, {"mail": "a@example.org"}, now + timedelta(hours=hour))
            states.append([d.state for d in done])
    store.close()
    assert states == [[OutState.WAITING], [OutState.UNKNOWN], [], []]


class _nobody:
    """A port that nobody listens on."""

    def __enter__(self) -> int:
        return 9

    def __exit__(self, *_error: object) -> None:
        return None


def test_letters_that_are_refused_for_good_are_said_by_status_and_doctor(cli: Cli) -> None:
    with mail_server(Inbox(RCPT="550 5.1.1 user unknown")) as port:
        text = cli.config.read_text().replace('email   = ""', 'email   = "maya@example.org"')
        start = text.index("[[channel]]")
        smtp = '[[channel]]\nkind = "smtp"\nhost = "127.0.0.1"\nsecurity = "none"\nsender = "r@example.org"\n'
        smtp += f"port = {port}\n"
        cli.config.write_text(text[:start] + smtp + text[text.index("# ----") :])
        cli.ok("tick")
    said = cli("status")
    assert (said.status, "wrong: a letter by smtp was refused" in said.out) == (1, True)
    assert "letters of the last week: by smtp, refused" in cli("doctor").out


@pytest.mark.parametrize(
    ("day", "hour", "words"), [("2027-03-14", "02:30", "does not exist"), ("2027-11-07", "01:30", "exists twice")]
)
def test_a_visit_at_an_impossible_time_is_refused(cli: Cli, day: str, hour: str, words: str) -> None:
    ana = cli.client("Ana Ruiz")
    before = cli.stored()
    said = cli("record", "visit", ana, "--on", day, "--at", hour)
    assert (said.status, words in said.err) == (2, True)
    assert cli.stored() == before


def test_three_clients_of_one_provider_are_shown_as_one_contact(cli: Cli) -> None:
    lee = cli.provider("Dr. Alan Lee", "--phone", "(617) 555-0142")
    for name in ("Ana Ruiz", "Ben Okafor", "Rosa Diaz"):
        client = cli.client(name, "--referring", lee)
        cli.fact("authorization", client, "--until", "2027-11-01", "--on", "2026-11-19")
        cli.fact("milestone", client, "assessment", "--on", "2026-11-19")
    out = cli.ok("today").out
    assert out.count("report  Dr. Alan Lee") == 1
    assert "one contact, 3 things:" in out
    ids = [f["id"] for f in cli.upcoming() if f["rule"] == "initial-report"]
    told = cli.json("why", ids[0])
    assert all(any(other in line for line in told["shares"]) for other in ids[1:])
    cli.ok("tick")
    (letter,) = (cli.folder / "outbox").glob("*.eml")
    assert "one contact for 3" in letter.read_text().replace("=\n", "")


def test_the_morning_letter_says_what_to_do_first_about_what_is_blocked(cli: Cli) -> None:
    lee = cli.provider("Dr. Alan Lee")
    ana = cli.client("Ana Ruiz", "--referring", lee)
    cli.fact("milestone", ana, "assessment", "--on", "2026-11-19")
    (report,) = [f for f in cli.upcoming() if f["rule"] == "initial-report"]
    cli.ok("tick")
    (letter,) = (cli.folder / "outbox").glob("*.eml")
    assert f"first {report['unblocked_by']}" in letter.read_text().replace("=\n", "")


def test_what_is_not_an_emergency_does_not_wake_anybody(cli: Cli) -> None:
    lee = cli.provider("Dr. Alan Lee")
    ana = cli.client("Ana Ruiz", "--referring", lee)
    cli.fact("authorization", ana, "--until", "2027-11-01", "--on", "2026-11-01")
    cli.fact("change", ana, "fall", "--on", "2026-11-24")
    for moment, letters in (("2026-11-25T00:01", 0), ("2026-11-25T06:59", 0), ("2026-11-25T07:01", 1)):
        cli.ok("tick", now=moment)
        assert len(list((cli.folder / "outbox").glob("*.eml"))) == letters, moment


def test_diff_sees_what_only_moves(cli: Cli) -> None:
    lee = cli.provider("Dr. Alan Lee")
    ana = cli.client("Ana Ruiz", "--referring", lee)
    cli.fact("authorization", ana, "--until", "2027-11-01", "--on", "2026-11-01")
    cli.fact("milestone", ana, "assessment", "--on", "2026-11-02")
    cli.fact("visit", ana, "--provider", lee, "--on", "2027-01-20")
    other = cli.folder / "other.toml"
    text = cli.config.read_text()
    start = text.index('[[rule]]\nid        = "visit-report"')
    other.write_text(text[start : text.index("[[rule]]", start + 5)].replace("3 business days", "5 business days"))
    said = cli.ok("rules", "diff", str(other), "--months", "3").out
    assert "visit-report: changed (follow_up)" in said
    assert any(line.split() == ["visit-report", "0", "1", "0"] for line in said.splitlines()), said


def test_init_makes_a_database_that_is_missing_and_leaves_the_configuration(cli: Cli) -> None:
    before = cli.config.read_text()
    (cli.folder / "rapport.db").unlink()
    assert "Made" in cli.ok("init", "--yes").out
    assert cli.config.read_text() == before
    assert cli.ok("today")


def test_init_puts_database_and_letters_where_it_is_told(cli: Cli) -> None:
    data, other = cli.folder / "lib", Cli(cli.folder / "etc", cli.capsys)
    other.ok("init", "--yes", "--data", str(data))
    other.ok("tick")
    assert sorted(p.name for p in other.folder.iterdir()) == ["config.toml", "rules"]
    assert {p.name for p in data.iterdir()} >= {"rapport.db", "outbox"}


def test_an_authorization_that_had_ended_before_the_import_is_kept_as_such(cli: Cli) -> None:
    (cli.folder / "providers.csv").write_text("name,phone\nDr. Alan Lee,(617) 555-0142\n")
    (cli.folder / "clients.csv").write_text(
        "name,referring provider,assessment,authorization until\nAna Ruiz,Dr. Alan Lee,2026-11-02,2026-11-19\n"
    )
    cli.ok("import", str(cli.folder / "clients.csv"), str(cli.folder / "providers.csv"))
    (report,) = [f for f in cli.upcoming() if f["rule"] == "initial-report"]
    assert report["blocked_by"] == "the authorization ended on 19 Nov 2026"


def test_an_import_that_takes_nothing_does_not_say_that_it_knew_it_all(cli: Cli) -> None:
    (cli.folder / "clients.csv").write_text("name,born\n")
    assert "Nothing was imported" in cli.ok("import", str(cli.folder / "clients.csv")).out


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda t: t.replace('public_url = ""', 'public_url = "ftp://x"'), "public_url: expected an address"),
        (lambda t: t.replace('url = "sqlite:///rapport.db"', 'url = "nosuch://x"'), "nothing here can open nosuch"),
        (
            lambda t: t.replace('title     = "Tell', 'title     = "\\u001b Tell'),
            "holds a line break or a control character",
        ),
        (lambda t: t.replace("unless    = [", "unless    = [{ all = [] }, ", 1), "a list of conditions, at least one"),
    ],
)
def test_a_configuration_that_cannot_work_starts_nothing(cli: Cli, change: Callable[[str], str], words: str) -> None:
    text = cli.config.read_text()
    cli.config.write_text(change(text))
    assert cli.config.read_text() != text
    said = cli("tick")
    assert said.status in (1, 2)
    assert words in said.err
    assert json.dumps(said.out) == '""'


def test_a_hold_that_ended_gives_back_what_is_still_due(cli: Cli) -> None:
    lee = cli.provider("Dr. Alan Lee")
    ana = cli.client("Ana Ruiz", "--referring", lee)
    cli.fact("milestone", ana, "assessment", "--on", "2026-11-12")
    (before,) = [f for f in cli.upcoming() if f["rule"] == "initial-report"]
    assert before["due"] < "2026-11-24"
    cli.fact("hold", ana, "medical", "--on", "2026-11-24")
    assert not [f for f in cli.upcoming() if f["rule"] == "initial-report"]
    cli.fact("hold", ana, "ended", "--on", "2026-11-25", now="2026-11-25T09:00")
    (after,) = [f for f in cli.upcoming(now="2026-11-25T09:00") if f["rule"] == "initial-report"]
    assert (after["id"], after["due"]) == (before["id"], before["due"])


def test_undo_leaves_alone_what_was_changed_since_by_something_else(cli: Cli) -> None:
    goal = cli.fact("milestone", cli.client("Ana Ruiz"), "goal met", "--on", "2026-11-20")
    store = open_store(f"sqlite:///{cli.folder / 'rapport.db'}")
    with store.write() as tx:
        (kept,) = [f for f in fact_store.all_current(tx) if f.id == goal]
        changed = structs.replace(kept, version=kept.version + 1, on=kept.on - timedelta(days=1))
        fact_store.add_versions(tx, [changed])
    store.close()
    said = cli("undo")
    assert (said.status, f"{goal} was changed since then" in said.err) == (2, True)
    assert cli.json("show", goal)[-1]["on"] == "2026-11-19"


def test_undo_takes_back_a_client_and_what_was_edited(cli: Cli) -> None:
    ana = cli.client("Ana Ruiz")
    cli.ok("client", "edit", ana, "--name", "Ana Maria Ruiz")
    assert "Ana Maria Ruiz" in cli.ok("client", "show", ana).out
    cli.ok("undo")
    assert cli.json("client", "show", ana)["name"] == "Ana Ruiz"
    cli.ok("undo")
    assert cli.json("client", "list") == []


def test_an_import_is_taken_back_by_its_own_command(cli: Cli) -> None:
    ana = cli.client("Ana Ruiz")
    (cli.folder / "clients.csv").write_text("name,born\nBen Okafor,\n")
    cli.ok("import", str(cli.folder / "clients.csv"))
    said = cli("undo")
    assert (said.status, "rapport import undo" in said.err) == (2, True)
    assert {c["code"] for c in cli.json("client", "list")} >= {ana}


def test_sessions_on_two_days_need_no_second_yes(cli: Cli) -> None:
    ana = cli.client("Ana Ruiz")
    cli.fact("session", ana, "missed", "--on", "2026-11-20")
    cli.ok("record", "session", ana, "missed", "--on", "2026-11-23")
    assert cli("record", "session", ana, "missed", "--on", "2026-11-23").status == 2
