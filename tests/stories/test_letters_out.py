"""Letters: written from the record, under an authorization where they tell of a client, sent only where they may."""

import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from outreach.correspondence.kinds import LETTERS, LetterName
from outreach.letter_names import OF_NOBODY
from tests.stories.conftest import Cli, once


@pytest.fixture
def ana(cli: Cli) -> str:
    return once(cli, _ana)


def _ana(cli: Cli) -> str:
    cli.configure('phone  = ""', 'phone  = "(617) 555-0100"')
    cli.configure('address = ""', 'address = "12 Mill Street, Boston, MA 02118"')
    cli.provider("Dr. Alan Lee", "--phone", "(617) 555-0142", "--fax", "(617) 555-0143")
    code = cli.client("Ana Ruiz", "--referring", "lee", "--born", "1961-05-30", "--email", "ana@example.org")
    cli.fact("referral", code, "--provider", "lee", "--on", "2026-10-20")
    cli.fact("milestone", code, "assessment", "--on", "2026-10-26")
    for on, value in (("2026-10-26", "318"), ("2026-11-23", "382")):
        cli.fact("measure", code, "6mwt", "--value", value, "--on", on, "--yes")
    return code


def _signed(cli: Cli, code: str) -> None:
    cli.fact("authorization", code, "--until", "2027-11-01")


def test_the_rules_know_which_letters_tell_of_nobody() -> None:
    assert {name for name, kind in LETTERS.items() if not kind.tells_of_client} == OF_NOBODY


@pytest.mark.parametrize("name", sorted(name for name, kind in LETTERS.items() if kind.tells_of_client))
def test_nothing_is_told_of_a_client_without_an_authorization(cli: Cli, ana: str, name: LetterName) -> None:
    said = cli("letter", name, "ruiz", "--provider", "lee")
    assert said.status == 2 and "no authorization on file names this provider" in said.err
    assert "rapport letter release" in said.err and "Ruiz" not in said.out + said.err


def test_the_first_letter_tells_where_the_programme_starts_from(cli: Cli, ana: str) -> None:
    _signed(cli, ana)
    text = cli.ok("letter", "initial-evaluation", "ruiz", "--provider", "lee", "--plan", "balance practice").out
    assert "318 m" in text and "382 m" not in text
    assert "authorization F" in text


def test_a_letter_says_what_it_lacks_and_how_to_tell_it(cli: Cli, ana: str) -> None:
    _signed(cli, ana)
    said = cli("letter", "incident-note", "ruiz", "--provider", "lee")
    assert said.status == 2 and '--seen "..." --did "..."' in said.err
    said = cli("letter", "visit-summary", "ruiz", "--provider", "lee")
    assert said.status == 2 and "rapport record visit WHO attended" in said.err


def test_what_was_agreed_at_a_visit_becomes_the_letter_after_it(cli: Cli, ana: str) -> None:
    _signed(cli, ana)
    cli.fact("visit", ana, "attended", "--provider", "lee", "--agreed", "stairs from next week; heart rate up to 120")
    text = cli.ok("letter", "visit-summary", "ruiz", "--provider", "lee").out
    assert "- stairs from next week" in text and "- heart rate up to 120" in text


def test_the_release_form_names_the_care_team_and_every_element(cli: Cli, ana: str) -> None:
    file = cli.folder / "release.pdf"
    cli.ok("letter", "release", "ruiz", "--to", str(file))
    (page,) = PdfReader(io.BytesIO(Path(file).read_bytes())).pages
    text = " ".join(page.extract_text().split())
    for words in (
        "Ana Ruiz",
        "Dr. Alan Lee",
        "coordination of care",
        "24 November 2027",
        "take this permission back",
        "do not depend on whether I sign",
        "Privacy rules may then no longer protect it",
        "copy",
        "Signature",
        "authority",
    ):
        assert words in text, words


def test_without_an_address_the_form_would_be_invalid(cli: Cli) -> None:
    cli.provider("Dr. Alan Lee")
    cli.client("Ana Ruiz", "--referring", "lee")
    said = cli("letter", "release", "ruiz")
    assert said.status == 2 and "practice.address in config.toml" in said.err


def test_a_reminder_goes_only_to_a_client_who_agreed_and_says_nothing_clinical(cli: Cli, ana: str) -> None:
    cli.fact("visit", ana, "--provider", "lee", "--on", "2026-12-02", "--at", "10:30")
    said = cli("letter", "visit-reminder", "ruiz", "--send")
    assert said.status == 1 and "no agreement on file" in said.err
    cli.fact("consent", ana, "clinical", "--channel", "email", "--warned", "yes")
    cli.ok("letter", "visit-reminder", "ruiz", "--send")
    cli.ok("tick", now="2026-11-24T09:01")
    (sent,) = (p for p in (cli.folder / "outbox").glob("*.eml") if "ana@example.org" in p.read_text())
    text = sent.read_text()
    plain = re.sub(r"(?m)^Message-ID: .*\n(?:[ \t].*\n)*", "", text)  # whose digits are anybody's
    assert plain != text and "Lee" not in plain and "walk" not in plain and "318" not in plain
    said = cli("letter", "visit-reminder", "ruiz", "--send")
    assert said.status == 2 and "today already" in said.err


def test_at_night_a_letter_waits_for_the_morning(cli: Cli, ana: str) -> None:
    cli.ok("provider", "edit", "lee", "--email", "office@example.org")
    said = cli.ok("letter", "thank-you", "lee", "--send", now="2026-11-24T21:00")
    assert "after 08:00, when their quiet hours are over" in said.out
    cli.ok("tick", now="2026-11-24T22:00")
    assert not [p for p in (cli.folder / "outbox").glob("*.eml") if "office@example.org" in p.read_text()]
    cli.ok("tick", now="2026-11-25T08:01")
    assert [p for p in (cli.folder / "outbox").glob("*.eml") if "office@example.org" in p.read_text()]


def test_letters_leave_by_a_channel_that_is_everybody_s_before_one_that_is_somebody_s(cli: Cli, ana: str) -> None:
    cli.configure('kind   = "folder"', 'kind   = "folder"\nname   = "hers"\npractitioner = "me"')
    cli.configure('folder = "outbox"', 'folder = "hers"\n\n[[channel]]\nkind   = "folder"\nfolder = "ours"')
    cli.ok("provider", "edit", "lee", "--email", "office@example.org")
    cli.ok("letter", "thank-you", "lee", "--send", now="2026-11-24T10:00")
    cli.ok("tick", now="2026-11-24T10:01")
    assert [p for p in (cli.folder / "ours").glob("*.eml") if "office@example.org" in p.read_text()]


def test_what_tells_of_a_client_does_not_go_by_plain_e_mail(cli: Cli, ana: str) -> None:
    _signed(cli, ana)
    cli.ok("provider", "edit", "lee", "--email", "office@example.org")
    said = cli("letter", "clearance-request", "ruiz", "--provider", "lee", "--send")
    assert said.status == 2 and "plain e-mail can be read on its way" in said.err


def test_a_template_of_the_practices_own_is_checked_with_the_rules(cli: Cli, ana: str) -> None:
    letters = cli.folder / "mine" / "letters"
    letters.mkdir(parents=True)
    (letters / "touch.txt.j2").write_text("Subject: Hello\n\nWe pay $50 for each patient whom you refer.\n")
    text = cli.config.read_text()
    cli.config.write_text('templates = "mine"\n' + text)
    said = cli("rules", "check")
    assert said.status == 2 and "touch.txt.j2" in said.err
    (letters / "touch.txt.j2").write_text("Subject: Hello\n\nDear {{ nobody }}.\n")
    said = cli("rules", "check")
    assert said.status == 2 and "unknown name `nobody`" in said.err


def test_a_call_has_a_script_about_what_led_to_it(cli: Cli, ana: str) -> None:
    cli.switch_on("decline")
    _signed(cli, ana)
    for on, value in (("2026-11-09", "3"), ("2026-11-23", "6")):
        cli.fact("measure", ana, "pain_nrs", "--value", value, "--on", on, "--yes")
    (call,) = (f for f in cli.upcoming("--kind", "call") if f["rule"] == "decline")
    script = {line["label"]: line["words"] for line in cli.json("show", call["id"])["script"]}
    assert "Pain NRS 0-10" in script["Numbers"] and "walk" not in script["Numbers"]


def test_no_letter_is_written_to_whoever_wants_none_nor_about_the_dead(cli: Cli, ana: str) -> None:
    _signed(cli, ana)
    cli.fact("opt-out", "lee", "relationship")
    said = cli("letter", "touch", "lee")
    assert said.status == 2 and "not wanted" in said.err
    cli.ok("letter", "clearance-request", "ruiz", "--provider", "lee")
    cli.fact("death", ana)
    for words in (["letter", "clearance-request", "ruiz", "--provider", "lee"], ["letter", "visit-reminder", "ruiz"]):
        said = cli(*words)
        assert said.status == 2 and "the client has died" in said.err


def test_the_form_says_to_record_no_more_than_it_says(cli: Cli, ana: str) -> None:
    cli.provider("Dr. Priya Shah")
    said = cli.ok("letter", "release", "ruiz", "--provider", "shah", "--both", "--to", str(cli.folder / "r.pdf"))
    shah = cli.json("provider", "show", "shah")["code"]
    assert f"rapport record authorization {ana} --provider {shah} --until 2027-11-24 --direction both" in said.out
