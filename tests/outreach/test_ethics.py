"""The ethics guard against a corpus of letters, flyers, texts and scripts, a third of it held out while tuning."""

import io
import json
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from outreach.ethics import BLOCK, WARN, check
from scheduler.cli.app import run

CORPUS = Path(__file__).parent / "corpus"
#: Texts of the first writing, whose held-out third was not looked at while tuning, and all texts.
FIRST = {"bad": ["bad"], "good": ["good"], "warn": ["warn"]}
ROUNDS = ["later", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"]
ALL = {
    "bad": ["bad", *(f"bad_{round_}" for round_ in ROUNDS)],
    "good": ["good", *(f"good_{round_}" for round_ in ROUNDS), "good_thirteenth"],
}


def lines(*names: str) -> list[str]:
    found = [line for name in names for line in (CORPUS / f"{name}.txt").read_text("utf-8").split("\n")]
    return [line for line in found if line.strip() and not line.startswith("#")]


def held_out(line: str) -> bool:
    return int(sha256(line.encode()).hexdigest(), 16) % 3 == 0


def blocked(text: str) -> bool:
    return any(f.level is BLOCK for f in check(text))


def rules(text: str) -> list[tuple[str, str]]:
    return [(f.level.value, f.rule) for f in check(text)]


def test_no_innocent_text_of_the_corpus_is_blocked() -> None:
    assert [line for line in lines(*ALL["good"], "warn") if blocked(line)] == []


def test_at_least_95_of_100_bad_texts_are_blocked() -> None:
    bad = lines(*ALL["bad"])
    assert len(bad) >= 300
    missed = [line for line in bad if not blocked(line)]
    assert len(missed) <= 0.05 * len(bad), missed


def test_at_least_95_of_100_of_the_held_out_third_are_blocked() -> None:
    bad = [line for line in lines(*FIRST["bad"]) if held_out(line)]
    assert len(bad) >= 50
    assert sum(map(blocked, bad)) >= 0.95 * len(bad)


def test_what_deserves_a_warning_gets_one() -> None:
    assert [line for line in lines(*FIRST["warn"]) if WARN not in {f.level for f in check(line)}] == []


@pytest.mark.parametrize(
    "text",
    [
        "No referral fees are paid.",
        "We never give anything in return for referrals.",
        "We accept Visa cards.",
        "Thank you for referring Ms. Ruiz.",
        "Thank you for the gift of time.",
        "The referral form is enclosed, with the fee schedule for clients.",
        "There is free parking behind the building.",
        "Your patients may choose any provider.",
        "The practice does not diagnose or treat.",
        "Ms. Ruiz was treated by you in May.",
        "We do not accept gifts.",
        "We don’t pay for referrals.",
        "Do you pay for referrals? No.",
    ],
)
def test_innocent(text: str) -> None:
    assert check(text) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Refer two, get one free.", "free-service"),
        ("Never hesitate to ask about our referral bonus.", "referral-fee"),
        ("Not only do we report back, we also pay $25 per referral.", "payment"),
        ("g i f t  c a r d for the front desk", "cash"),
        ("Gift\u00ad cards for\u200b you", "cash"),
        ("We pay $ 50 for each patient you send.", "payment"),
        ("Fifty dollars a referral.", "money"),
        ("50 USD per client", "money"),
        ("A finder’s fee is yours.", "referral-fee"),
        ("A gift\ncard comes with every\nreferral.", "cash"),
        ("A monthly marketing fee reflects the patients you send.", "disguised-payment"),
        ("Lunch for every five referrals.", "hospitality"),
        ("Refer a friend. Get $50.", "money"),
        ("Other clinics don't pay for referrals. We do.", "payment"),
        ("While we cannot call it a fee, we do send a check for each patient.", "payment"),
        ("We'd gladly buy your clinic a new copier once your graduates fill our class.", "deal"),
        ("Half of the fee finds its way back to you.", "deal"),
        ("You would be compensated for the people you direct to us.", "deal"),
        ("Forty apiece, and nobody needs to know.", "deal"),
        ("sending u 20 on venmo", "cash"),
    ],
)
def test_blocked(text: str, rule: str) -> None:
    assert ("block", rule) in rules(text) or blocked(text), rules(text)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("May I bring lunch to your office?", "hospitality"),
        ("We guarantee results.", "outcome-promise"),
        ("Our program cures back pain.", "medical-claim"),
        ("Our physical therapy is open.", "protected-title"),
        ("We are HIPAA compliant.", "hipaa"),
        ("Our patients love it.", "patient"),
        ("Please only refer to us.", "exclusivity"),
        ("You are our most valuable referrer.", "flattery"),
        ("Born 12 Mar 1961.", "birth-date"),
        ("Her knee (M17.11) is better.", "diagnosis-code"),
    ],
)
def test_warned(text: str, rule: str) -> None:
    assert rules(text) == [("warn", rule)]


def test_a_finding_has_its_place_its_words_a_reason_and_better_words() -> None:
    text = "Dear Dr. Lee,\n\nthank you. Every referral earns\nyou a gift  card."
    (finding,) = check(text)
    assert finding.level is BLOCK
    assert finding.line in (3, 4)
    assert "gift card" in finding.words
    assert " ".join(text[finding.start : finding.end].split()) == finding.words
    assert finding.reason and finding.rewrite


def test_a_client_named_in_outreach_is_a_warning_however_it_is_written() -> None:
    (finding,) = check("We helped ANA  Ruiz walk again.", ["Ana Ruiz", "", "x"])
    assert (finding.level, finding.rule, finding.words) == (WARN, "identifier", "ANA Ruiz")
    assert check("Anaruiza is a plant.", ["Ana Ruiz", "Ruiz"]) == []


def test_a_list_under_a_heading_that_denies_it_is_innocent() -> None:
    assert not blocked("What we will never do: pay for referrals, hand out gift cards.")
    assert not blocked("What we do not do:\n- pay for referrals\n- send gift cards\n")


def test_a_list_under_a_heading_that_promises_it_is_blocked() -> None:
    found = check("For each referral you receive:\n- a $25 gift card\n- lunch for your team\n")
    assert [(f.level, f.line) for f in found] == [(BLOCK, 2), (BLOCK, 3)]
    assert not blocked("For each referral you receive:\n- a report\n- a call when something changes\n")


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "a ",
        "$",
        "$1",
        "for each ",
        "refer ",
        "not ",
        "g i f t ",
        "send us ",
        "gift card ",
        "percent of ",
        "free ",
        "we ",
        ", we ",
        "\n",
        "- ",
        ". ",
        "?",
        "no gift, ",
        "of our ",
        "patients who ",
        "ﷺ",
    ],
)
def test_a_hostile_line_is_read_to_its_end(unit: str) -> None:
    """A pattern that tries without end would never come back from here."""
    check((unit * 10_000)[:10_000])


def test_a_rent_that_does_not_hang_on_referrals_is_innocent() -> None:
    assert not blocked("The rent of the room in your clinic is fixed and does not vary with the number of referrals.")
    assert blocked("The rent of the room in your clinic varies with the number of referrals.")


def test_the_command_tells_what_blocks_by_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear Dr. Lee,\nwe pay $50 per referral.\nMay I bring lunch?\n", "utf-8")
    assert run(["ethics", "check", str(file)]) == 1
    first, second, last = capsys.readouterr().out.splitlines()
    assert first.startswith(f'{file}, line 2: block: "pay $50 per referral": ')
    assert ". Better: " in first
    assert second.startswith(f'{file}, line 3: warn: "lunch": ')
    assert last == "1 to take out, 1 to think about."


def test_the_command_is_content_with_warnings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("May I bring lunch?", "utf-8")
    assert run(["ethics", "check", str(file)]) == 0
    file.write_text("No referral fees are paid.", "utf-8")
    assert run(["ethics", "check", str(file)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Nothing found."


def test_the_command_reads_standard_input_and_speaks_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\nA gift card for you.")))
    assert run(["--config", "/nowhere/config.toml", "ethics", "check", "-", "--json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["file"], found["line"], found["level"], found["rule"]) == ("standard input", 2, "block", "cash")
    assert set(found) == {"file", "line", "start", "end", "level", "words", "rule", "reason", "rewrite"}


def test_a_file_that_cannot_be_read_is_the_users_mistake(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ethics", "check", str(tmp_path / "none.txt")]) == 2
    assert "none.txt cannot be read: No such file" in capsys.readouterr().err
    assert run(["ethics", "check", str(tmp_path)]) == 2
    assert "cannot be read: Is a directory" in capsys.readouterr().err
    file = tmp_path / "latin.txt"
    file.write_bytes("fine\ncafé".encode("latin-1"))
    assert run(["ethics", "check", str(file)]) == 2
    assert "latin.txt, line 2 is not UTF-8 text" in capsys.readouterr().err
