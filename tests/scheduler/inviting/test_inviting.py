"""Invitations: the first by a person, what follows by itself, in order, through the gate, telling of no client."""

import email
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from email import policy
from email.message import EmailMessage
from typing import Any

import icalendar
import pytest
from msgspec import structs

from outreach.channels.folder import Folder
from outreach.consent import Way
from outreach.messages import Failed, Message, Receipt
from scheduler.facts import Fact
from scheduler.inviting import Mailroom, NotTaken, Taken, arrange, invite, keep_up, take
from scheduler.mistakes import Refusal
from scheduler.recording import undo
from scheduler.rounds import Round, run_round
from scheduler.store import facts as fact_store
from scheduler.store import followups, invitations, people
from scheduler.store.erasing import erase_client
from scheduler.store.invitations import Invited
from tests.houses import LEE, RUIZ, TODAY, rule, rules
from tests.traps.desk import POST, SENDERS, Desk

ROOM = Mailroom(channel="folder", way=Way.EMAIL, sender="Rapport <rapport@practice.example>")
DAY = timedelta(days=1)
WEEK = 7 * DAY
Desks = Callable[..., Desk]


class Office:
    """A practice with Dr. Lee's mailbox, and what lies in it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        with desk.store.write() as tx:
            people.save_provider(tx, structs.replace(LEE, email="Lee@clinic.example", office="1 Elm St"))

    def meeting(self, **more: Any) -> Fact:
        return self.desk.tell("meeting", "scheduled", TODAY + WEEK, **{"provider": "P1EE", "at": time(9), **more})

    def invite(self, fact: Fact) -> Invited:
        with self.desk.store.write() as tx:
            return invite(tx, self.desk.house, ROOM, fact, self.desk.now)

    def round(self) -> Round:
        desk = self.desk
        return run_round(desk.store, desk.house, POST, {"folder": desk.channel}, SENDERS, desk.now, room=ROOM)

    def later(self) -> Round:
        """The next round, sooner than any letter is tried again."""
        self.desk.now += timedelta(seconds=30)
        return self.round()

    def mails(self) -> list[EmailMessage]:
        found = []
        for path in (self.desk.folder / "outbox").glob("*.eml"):
            message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
            assert isinstance(message, EmailMessage)
            if "lee@" in str(message["To"]):
                found.append(message)
        return sorted(found, key=lambda m: int(event(m)["SEQUENCE"]))

    def told(self) -> list[tuple[str, int]]:
        """What was sent to Dr. Lee: the method and the sequence of each."""
        return [(str(calendar(m)["METHOD"]), int(event(m)["SEQUENCE"])) for m in self.mails()]

    def reply(self, invited: Invited, answer: str = "ACCEPTED", **lines: str) -> Taken | NotTaken:
        with self.desk.store.write() as tx:
            return take(tx, self.desk.house, POST, answered(invited, answer, self.desk.now, **lines), self.desk.now)

    def fact(self, fact: Fact) -> Fact:
        with self.desk.store.read() as tx:
            found = fact_store.get(tx, fact.number)
        assert found is not None
        return found

    def invited(self, fact: Fact) -> Invited:
        with self.desk.store.read() as tx:
            return invitations.of_fact(tx, fact.number)[-1]


def answered(invited: Invited, answer: str, stamp: datetime, **lines: str) -> bytes:
    """The answer of a calendar program that names no organizer, as Exchange writes it."""
    told = {
        "METHOD": "REPLY",
        "UID": invited.uid,
        "SEQUENCE": str(invited.sequence),
        "DTSTAMP": f"{stamp:%Y%m%dT%H%M%SZ}",
        "DTSTART": f"{invited.starts:%Y%m%dT%H%M%SZ}",
        "DTEND": f"{invited.ends:%Y%m%dT%H%M%SZ}",
        "WHO": invited.attendee,
        "FROM": "",
        **lines,
    }
    names = ("UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND")
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:Exchange", f"METHOD:{told['METHOD']}", "BEGIN:VEVENT"]
    who = f"ATTENDEE;PARTSTAT={answer}:mailto:{told['WHO']}"
    text = "\r\n".join([*head, *(f"{n}:{told[n]}" for n in names), who, "END:VEVENT", "END:VCALENDAR", ""])
    mail = f"From: {told['FROM']}\r\nContent-Type: text/calendar; method=REPLY\r\n\r\n" if told["FROM"] else ""
    return (mail + text).encode()


def calendar(mail: EmailMessage) -> Any:
    """The calendar in an e-mail, as the reference library reads it."""
    part = next(p for p in mail.walk() if p.get_content_type() == "text/calendar")
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return icalendar.Calendar.from_ical(content)


def event(mail: EmailMessage) -> Any:
    [found] = calendar(mail).walk("VEVENT")
    return found


@pytest.fixture
def office(desks: Desks) -> Iterator[Office]:
    yield Office(desks(rules()).at(TODAY, 12))


def test_one_mail_invites_one_provider_with_buttons_and_with_words(office: Office) -> None:
    office.invite(office.meeting(place="Room 4", minutes=45))
    office.round()
    [mail] = office.mails()
    assert (str(mail["To"]), str(mail["From"])) == (
        '"Dr. Alan Lee" <lee@clinic.example>',
        "Maya Chen <rapport@practice.example>",
    )
    assert str(mail["Reply-To"]) == "maya@example.org"
    assert [p.get_content_type() for p in mail.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/calendar",
        "application/ics",
    ]
    found = event(mail)
    assert str(calendar(mail)["METHOD"]) == "REQUEST"
    assert (str(found["ORGANIZER"]), str(found["ATTENDEE"])) == ("mailto:maya@example.org", "mailto:lee@clinic.example")
    assert (found.start, found.end - found.start) == (
        datetime(2026, 12, 1, 14, tzinfo=found.start.tzinfo),
        timedelta(minutes=45),
    )
    body = mail.get_body(("plain",))
    assert body is not None
    text = str(body.get_content())
    for words in ("Tuesday, 1 December 2026, 09:00 to 09:45 (America/New_York)", "Where: Room 4", "Maya Chen"):
        assert words in text


def test_every_line_of_an_invitation_is_short_and_plain_ascii(office: Office) -> None:
    with office.desk.store.write() as tx:
        people.save_provider(tx, structs.replace(LEE, name="Dr. Zoë Łukasz", email="lee@clinic.example"))
    office.invite(office.meeting(place="Käfer-Straße 4, " + "Raum " * 30))
    office.round()
    [path] = (p for p in (office.desk.folder / "outbox").glob("*.eml") if b"text/calendar" in p.read_bytes())
    raw = path.read_bytes()
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert "Käfer-Straße" in str(event(office.mails()[0])["LOCATION"])


def test_a_changed_time_goes_out_by_itself_with_a_higher_sequence(office: Office) -> None:
    meeting = office.meeting()
    office.invite(meeting)
    office.round()
    office.desk.correct(meeting, at=time(14))
    office.later()
    office.later()
    assert office.told() == [("REQUEST", 0), ("REQUEST", 1)]
    assert str(office.mails()[1]["Subject"]).startswith("Changed: ")
    assert event(office.mails()[0])["UID"] == event(office.mails()[1])["UID"]


def test_other_words_alone_send_nothing(office: Office) -> None:
    meeting = office.meeting()
    office.invite(meeting)
    office.round()
    office.desk.correct(meeting, data={"note": "bring the numbers"})
    office.later()
    assert office.told() == [("REQUEST", 0)]


@pytest.mark.parametrize("how", ["cancelled", "retracted", "no time", "another provider"])
def test_what_falls_through_is_cancelled_by_itself(office: Office, how: str) -> None:
    meeting = office.meeting()
    office.invite(meeting)
    office.round()
    match how:
        case "cancelled":
            office.desk.correct(meeting, value="cancelled")
        case "retracted":
            office.desk.retract(meeting)
        case "no time":
            office.desk.correct(meeting, at=None)
        case _:
            office.desk.correct(meeting, provider="PSHA")
    office.later()
    office.later()
    assert office.told() == [("REQUEST", 0), ("CANCEL", 1)]
    assert str(event(office.mails()[1])["STATUS"]) == "CANCELLED"


def test_nobody_is_invited_by_itself(office: Office) -> None:
    meeting = office.meeting()
    office.round()
    office.desk.correct(meeting, at=time(14))
    office.later()
    assert office.told() == []


class Away(Folder):
    """A mail server that is away."""

    def send(self, message: Message) -> Receipt:
        """Take nothing."""
        return Failed("away", ambiguous=False)


def test_what_never_left_is_replaced_not_corrected(office: Office) -> None:
    meeting, there = office.meeting(), office.desk.channel.inner
    office.desk.channel.inner = Away(name="folder", folder=there.folder)
    office.invite(meeting)
    office.round()
    office.desk.correct(meeting, at=time(14))
    office.later()
    office.desk.channel.inner = there
    office.desk.now += timedelta(hours=2)
    office.round()
    assert office.told() == [("REQUEST", 1)]
    assert str(office.mails()[0]["Subject"]).startswith("Invitation: ")


def test_what_never_left_need_not_be_cancelled(office: Office) -> None:
    meeting = office.meeting()
    office.invite(meeting)
    office.desk.retract(meeting)
    office.round()
    office.later()
    assert office.told() == []
    assert not office.invited(meeting).stands


def test_a_change_waits_until_it_is_known_whether_the_invitation_left(office: Office) -> None:
    meeting, there = office.meeting(), office.desk.channel.inner

    class Doubtful(Away):
        def send(self, message: Message) -> Receipt:
            return Failed("the answer was lost", ambiguous=True)

    office.desk.channel.inner = Doubtful(name="folder", folder=there.folder)
    office.invite(meeting)
    office.round()
    office.desk.correct(meeting, at=time(14))
    office.later()
    assert office.invited(meeting).sequence == 0
    office.desk.channel.inner = there
    office.desk.now += timedelta(hours=2)
    office.round()
    office.later()
    assert office.told() == [("REQUEST", 0), ("REQUEST", 1)]


def test_a_joint_visit_says_nothing_of_the_client(office: Office) -> None:
    visit = office.desk.tell(
        "visit", "scheduled", TODAY + WEEK, client="CRVZ", provider="P1EE", at=time(9), joint=True, consent=True
    )
    office.invite(visit)
    office.round()
    [mail] = office.mails()
    assert str(event(mail)["SUMMARY"]) == f"Visit, item {visit.id}"
    said = mail.as_string() + calendar(mail).to_ical().decode()
    for word in ("Ruiz", "Ana", RUIZ.code):
        assert word not in said
    assert isinstance(office.reply(office.invited(visit)), Taken)
    assert office.fact(visit).data["office"] is True
    office.desk.tell("death", "recorded", client="CRVZ")
    office.later()
    assert office.told() == [("REQUEST", 0), ("CANCEL", 1)]


def _refused(office: Office, fact: Fact) -> str:
    with pytest.raises(Refusal) as refusal:
        office.invite(fact)
    office.round()
    assert office.told() == []
    return refusal.value.message


def test_who_may_not_or_cannot_be_invited_is_told_with_the_remedy(office: Office) -> None:
    desk = office.desk
    assert "no time" in _refused(office, office.meeting(at=None))
    assert "is cancelled" in _refused(
        office, desk.tell("meeting", "cancelled", TODAY + WEEK, provider="P1EE", at=time(9))
    )
    assert "no e-mail address" in _refused(office, office.meeting(provider="PSHA"))
    assert "begun already" in _refused(office, desk.tell("meeting", "scheduled", TODAY, provider="P1EE", at=time(9)))
    visit = {"client": "CRVZ", "provider": "P1EE", "at": time(9)}
    assert "no joint visit" in _refused(office, desk.tell("visit", "scheduled", TODAY + DAY, **visit))
    assert "agreement" in _refused(office, desk.tell("visit", "scheduled", TODAY + 2 * DAY, joint=True, **visit))
    desk.tell("opt-out", "relationship", TODAY, provider="P1EE")
    assert "not wanted" in _refused(office, office.meeting())


def test_whoever_opts_out_later_gets_no_further_word(office: Office) -> None:
    meeting = office.meeting()
    office.invite(meeting)
    office.round()
    office.desk.tell("opt-out", "all", TODAY, provider="P1EE")
    office.desk.correct(meeting, at=time(14))
    [stopped] = [d for d in office.later().deliveries if "not wanted" in d.detail]
    assert office.told() == [("REQUEST", 0)]
    assert "Lee" not in stopped.detail


def test_a_second_invitation_to_the_same_is_refused_and_one_after_a_cancellation_is_not(office: Office) -> None:
    meeting = office.meeting()
    office.invite(meeting)
    with pytest.raises(Refusal, match="already"):
        office.invite(meeting)
    office.round()
    cancelled = office.desk.correct(meeting, value="cancelled")
    office.later()
    office.invite(office.desk.correct(cancelled, value="scheduled"))
    office.later()
    assert office.told() == [("REQUEST", 0), ("CANCEL", 1), ("REQUEST", 2)]


def test_an_answer_becomes_part_of_the_fact_and_rules_go_on_from_it(desks: Desks) -> None:
    declined = rule(
        id="again",
        when={"meeting": "declined"},
        follow_up={"kind": "call", "to": "provider", "due": "1 business day after"},
    )
    prepare = rule(
        id="prepare",
        when={"meeting": "scheduled"},
        follow_up={"kind": "check", "to": "provider", "due": "1 business day before"},
    )
    office = Office(desks(rules({**declined, "scope": "provider"}, {**prepare, "scope": "provider"})).at(TODAY, 12))
    meeting = office.meeting()
    invited = office.invite(meeting)
    office.round()
    assert office.reply(invited) == Taken(office.fact(meeting), f"{meeting.id}: accepted")
    assert office.fact(meeting).data["answer"] == "accepted"
    assert [f.key.rule for f in office.desk.open()] == ["prepare"]
    office.desk.now += timedelta(hours=1)
    assert isinstance(office.reply(invited, "DECLINED"), Taken)
    assert office.fact(meeting).value == "declined"
    assert [f.key.rule for f in office.desk.open()] == ["again"]
    office.later()
    assert office.told() == [("REQUEST", 0)]


def test_forged_stale_and_foreign_answers_change_nothing(office: Office) -> None:
    meeting = office.meeting()
    invited = office.invite(meeting)
    office.round()
    first = office.desk.now
    for lines in (
        {"UID": "other@rapport.invalid"},
        {"WHO": "mallory@evil.example"},
        {"FROM": "mallory@evil.example"},
        {"SEQUENCE": "7"},
        {"METHOD": "REQUEST"},
    ):
        assert isinstance(office.reply(invited, **lines), NotTaken), lines
    assert isinstance(office.reply(invited, "NEEDS-ACTION"), NotTaken)
    assert office.fact(meeting) == meeting
    assert isinstance(office.reply(invited, FROM="Al Lee <LEE@clinic.example>"), Taken)
    assert isinstance(office.reply(invited), NotTaken)
    office.desk.now = first - timedelta(hours=1)
    assert isinstance(office.reply(invited, "DECLINED"), NotTaken)
    office.desk.now = first + timedelta(hours=1)
    office.desk.correct(office.fact(meeting), at=time(14))
    office.round()
    assert isinstance(office.reply(invited, "DECLINED"), NotTaken)
    office.desk.retract(office.fact(meeting))
    office.later()
    assert isinstance(office.reply(office.invited(meeting)), NotTaken)


def test_a_changed_time_takes_the_answer_away(office: Office) -> None:
    meeting = office.meeting()
    invited = office.invite(meeting)
    office.round()
    office.reply(invited)
    office.desk.correct(office.fact(meeting), at=time(14))
    office.later()
    assert "answer" not in office.fact(meeting).data
    assert office.invited(meeting).answer == ""


def _notices(office: Office) -> list[str]:
    return [
        str(m.get_content()) if not m.is_multipart() else m.as_string()
        for m in office.desk.letters()
        if "maya@" in str(m["To"])
    ]


def test_another_time_is_shown_to_a_person_with_the_command_that_takes_it(office: Office) -> None:
    meeting = office.meeting()
    invited = office.invite(meeting)
    office.round()
    proposed = {"DTSTART": "20261203T190000Z", "DTEND": "20261203T193000Z", "METHOD": "COUNTER"}
    taken = office.reply(invited, **proposed)
    assert isinstance(taken, Taken)
    assert (taken.fact.value, taken.fact.data["answer"], taken.fact.data["proposed"]) == (
        "scheduled",
        "another time",
        "2026-12-03 14:00",
    )
    office.later()
    [words] = [w for w in _notices(office) if "proposes" in w]
    assert f"rapport correct {meeting.id} --on 2026-12-03 --at 14:00" in " ".join(words.replace("=\n", "").split())
    office.desk.correct(office.fact(meeting), on=date(2026, 12, 3), at=time(14))
    office.later()
    assert office.told() == [("REQUEST", 0), ("REQUEST", 1)]


MEET = rules(rule(follow_up={"kind": "meeting", "to": "provider", "due": "5 business days after"}))


def test_a_proposed_meeting_is_arranged_by_inviting_and_opens_again_when_it_is_declined(desks: Desks) -> None:
    office = Office(desks(MEET).at(TODAY, 12))
    desk = office.desk
    desk.tell("referral", "received", TODAY, client="CRVZ", provider="P1EE")
    proposed = desk.one()
    with desk.store.write() as tx:
        meeting = arrange(tx, desk.house, proposed, desk.now)
        invited = invite(tx, desk.house, ROOM, meeting, desk.now)
    assert (meeting.on, meeting.at) == (proposed.day, proposed.at)
    assert desk.open() == []
    office.round()
    assert isinstance(office.reply(invited, "DECLINED"), Taken)
    again = desk.one()
    assert again.id == proposed.id
    assert (again.day, again.at) != (proposed.day, proposed.at)


def test_one_undo_takes_an_arranged_meeting_back_and_its_invitation_is_cancelled(desks: Desks) -> None:
    office = Office(desks(MEET).at(TODAY, 12))
    desk = office.desk
    desk.tell("referral", "received", TODAY, client="CRVZ", provider="P1EE")
    with desk.store.write() as tx:
        (proposed,) = followups.open_ones(tx)
        invite(tx, desk.house, ROOM, arrange(tx, desk.house, proposed, desk.now), desk.now)
    office.round()
    with desk.store.write() as tx:
        undo(tx, desk.house, desk.now)
    assert desk.one().id == proposed.id
    office.later()
    assert office.told() == [("REQUEST", 0), ("CANCEL", 1)]


def test_what_is_over_is_left_alone(office: Office) -> None:
    meeting = office.meeting()
    office.invite(meeting)
    office.round()
    office.desk.at(TODAY + WEEK, 17)
    office.desk.correct(office.fact(meeting), value="held")
    office.round()
    office.desk.correct(office.fact(meeting), value="cancelled")
    office.round()
    with office.desk.store.write() as tx:
        assert keep_up(tx, office.desk.house, ROOM, office.desk.now) == 0
    assert office.told() == [("REQUEST", 0)]


def test_an_arranged_meeting_that_is_cancelled_opens_its_follow_up_again(desks: Desks) -> None:
    office = Office(desks(MEET).at(TODAY, 12))
    desk = office.desk
    desk.tell("referral", "received", TODAY, client="CRVZ", provider="P1EE")
    proposed = desk.one()
    with desk.store.write() as tx:
        meeting = arrange(tx, desk.house, proposed, desk.now)
        invite(tx, desk.house, ROOM, meeting, desk.now)
    office.round()
    desk.correct(meeting, value="cancelled")
    office.later()
    assert desk.one().id == proposed.id
    assert office.told() == [("REQUEST", 0), ("CANCEL", 1)]


def test_a_meeting_is_cancelled_for_the_provider_when_its_client_is_erased(office: Office) -> None:
    visit = office.desk.tell(
        "visit", "scheduled", TODAY + WEEK, client="CRVZ", provider="P1EE", at=time(9), joint=True, consent=True
    )
    office.invite(visit)
    office.round()
    with office.desk.store.write() as tx:
        erase_client(tx, "CRVZ", office.desk.now)
    office.later()
    assert office.told() == [("REQUEST", 0), ("CANCEL", 1)]


@pytest.mark.parametrize("address", ["zoë@clinic.example", "lee@clinic@example", "lee clinic", "lee@klinik.münchen"])
def test_an_address_that_no_invitation_can_be_sent_to_is_refused(office: Office, address: str) -> None:
    with office.desk.store.write() as tx:
        people.save_provider(tx, structs.replace(LEE, email=address))
    with pytest.raises(Refusal):
        office.invite(office.meeting())
