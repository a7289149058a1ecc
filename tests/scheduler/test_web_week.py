"""An ordinary week through the pages alone: every act that it needs, each done in the browser and nowhere else."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from scheduler.facts import Fact
from scheduler.followups import FollowUp, State
from scheduler.house import Identity
from scheduler.store import facts, followups, people
from tests.houses import JON, MAYA
from tests.scheduler.browser import Browser, Practice


class Week:
    """A practice, its browser, and what was entered in it so far."""

    def __init__(self, folder: Path) -> None:
        self.practice = Practice(folder)
        ours = Identity(name="Northside Medical Exercise", phone="(617) 555-0100", fax="(617) 555-0101")
        self.practice.desk.house = replace(self.practice.desk.house, identity=ours)
        self.practice.employ(MAYA, JON)
        self.browser: Browser = self.practice.browser("maya")
        self.client = self._entered("client", name="Lin Wu", born="1958-02-03", phone="(617) 555-0188")
        self.provider = self._entered(
            "provider", name="Dr. Mara Stone", specialty="cardiology", phone="(617) 555-0199", fax="(617) 555-0198"
        )

    def _entered(self, what: str, **fields: str) -> str:
        place = self.browser.fill(f"/record/{what}", **fields).header("Location")
        found = re.fullmatch(r"/[cp]/(\w{4})\?said=saved", place)
        assert found, place
        return found[1]

    def told(self, kind: str, **fields: str) -> None:
        """Fill a form in and save it."""
        named = {"client": self.client, "on": self.practice.desk.today.isoformat(), **fields}
        answered = self.browser.fill(f"/record/{kind}", **named)
        assert answered.status == 303, re.findall(r'class="(?:late|wrong)"[^>]*>(?:<p>)?([^<]+)', answered.body)
        with self.practice.desk.store.read() as tx:
            last = facts.all_current(tx)[-1]
        assert last.kind.value == kind and fields.get("value", last.value) == last.value

    def due(self, *kinds: str) -> FollowUp:
        """A follow-up that is to be done."""
        return next(f for f in self.practice.desk.open() if f.planned.kind.value in kinds)

    def again(self, one: FollowUp) -> FollowUp:
        """A follow-up as it is stored now."""
        with self.practice.desk.store.read() as tx:
            found = followups.get(tx, one.id)
        assert found is not None
        return found


def _done(week: Week) -> None:
    week.told("change", value="fall", provider=week.provider)
    week.told("care-team", value="primary care", provider=week.provider)
    call = week.due("call")
    fields = {"outcome": "reached", "note": "no change", "visit": "2026-12-02", "cadence": "60 days"}
    assert week.browser.send(f"/f/{call.id}/done", **fields).status == 303
    assert week.again(call).outcome == "reached"
    with week.practice.desk.store.read() as tx:
        assert {"visit", "preference", "contact"} <= {f.kind.value for f in facts.all_current(tx)}


def _a_call(week: Week) -> FollowUp:
    week.told("referral", value="received", provider=week.provider)
    return week.due("call")


def _later(week: Week) -> None:
    call = _a_call(week)
    assert week.browser.send(f"/f/{call.id}/later", **{"for": "3d"}).status == 303
    assert week.again(call).snoozed_until == week.practice.desk.today + timedelta(days=3)


def _moved(week: Week) -> None:
    call = _a_call(week)
    assert week.browser.send(f"/f/{call.id}/move", on="2026-12-01").status == 303
    assert str(week.again(call).pinned) == "2026-12-01"
    for on in ("", "2026-01-01", "soon"):
        assert week.browser.send(f"/f/{call.id}/move", on=on).status == 422


def _dismissed(week: Week) -> None:
    call = _a_call(week)
    assert week.browser.send(f"/f/{call.id}/dismiss", because="").status == 422
    assert week.browser.send(f"/f/{call.id}/dismiss", because="spoke yesterday").status == 303
    assert week.again(call).state is State.DISMISSED


def _seen(week: Week) -> None:
    week.told("care-team", value="primary care", provider=week.provider)
    week.told("change", value="red flag")
    call = week.due("call")
    assert week.browser.send(f"/f/{call.id}/seen").status == 303
    assert week.again(call).seen_at is not None


def _undone(week: Week) -> None:
    call = _a_call(week)
    week.browser.send(f"/f/{call.id}/done", outcome="voicemail")
    assert week.browser.send("/undo", act=week.browser.get("/today").field("act")).status == 303
    assert week.again(call).open


def _corrected(week: Week) -> None:
    week.told("visit", value="scheduled", provider=week.provider, on="2026-12-02")
    number = max(f.number for f in _all(week))
    moved = {"client": week.client, "provider": week.provider, "value": "scheduled", "on": "2026-12-09"}
    assert week.browser.fill(f"/fact/{number}/correct", **moved).status == 303
    assert _all(week)[-1].on.day == 9
    assert week.browser.send(f"/fact/{number}/retract").status == 303
    assert number not in {f.number for f in _all(week)}


def _all(week: Week) -> list[Fact]:
    with week.practice.desk.store.read() as tx:
        return facts.all_current(tx)


def _on_file(week: Week) -> None:
    assert week.browser.fill(f"/c/{week.client}/edit", phone="(617) 555-0111").status == 303
    assert week.browser.fill(f"/p/{week.provider}/edit", best_time="mornings", tier="A").status == 303
    with week.practice.desk.store.read() as tx:
        assert people.providers(tx)[week.provider].best_time == "mornings"
    assert "(617) 555-0111" in week.browser.get(f"/c/{week.client}").body


def _reported(week: Week) -> None:
    week.told("authorization", value="signed", f_until="2027-11-01")
    week.told("referral", value="received", provider=week.provider)
    week.told("milestone", value="assessment")
    week.told("measure", value="6mwt", f_value="318")
    place = f"/f/{week.due('report').id}/report"
    enough = {"came": "9", "planned": "10", "plan": "balance"}
    assert week.browser.fill(place, do="approve", **enough).header("Location") == f"{place}?said=approved"
    assert week.browser.get(f"{place}.pdf").body.startswith("%PDF")
    assert week.browser.fill(place, f"{place}/sent", channel="fax").status == 303
    assert week.browser.fill(place, f"{place}/answered", answer="continue").status == 303
    assert [f.value for f in _all(week) if f.kind.value == "report"] == ["sent", "answered"]


def _tells(kind: str, value: str, **fields: str) -> Callable[[Week], None]:
    def act(week: Week) -> None:
        told = {name: text.format(p=week.provider) for name, text in fields.items()}
        week.told(kind, **{"value": value} | told)

    return act


def _new_people(week: Week) -> None:
    page = week.browser.get("/people").body
    assert f'href="/c/{week.client}">Lin Wu' in page and f'href="/p/{week.provider}">Dr. Mara Stone' in page


def _looked_back(week: Week) -> None:
    week.told("referral", value="received", provider=week.provider)
    one = week.due("thank_you")
    assert week.browser.send(f"/f/{one.id}/done", outcome="letter sent").status == 303
    desk = week.practice.desk
    desk.now += timedelta(days=29)
    week.browser = week.practice.browser("maya")
    assert f">{one.id}</a>" in week.browser.get("/done").body
    desk.now += timedelta(days=2)
    week.browser = week.practice.browser("maya")
    assert f">{one.id}</a>" not in week.browser.get("/done").body


#: The acts of an ordinary week, in the order in which they were asked for.
ACTS: dict[str, Callable[[Week], None]] = {
    "a missed session": _tells("session", "missed"),
    "an attended session": _tells("session", "attended"),
    "a fall": _tells("change", "fall", f_note="on the stairs"),
    "pain": _tells("change", "pain"),
    "a red flag": _tells("change", "red flag"),
    "a measure": _tells("measure", "6mwt", f_value="382"),
    "a goal": _tells("goal", "6mwt", f_value="400"),
    "the next visit": _tells("visit", "scheduled", provider="{p}", on="2026-12-02", at="10:30"),
    "limits from a provider": _tells("limits", "heart rate", provider="{p}", f_high="120"),
    "a clearance": _tells("clearance", "received"),
    "a call to a provider": _tells("contact", "reached", client="", provider="{p}"),
    "a call to a client": _tells("contact", "voicemail"),
    "an authorization with its last day": _tells("authorization", "signed", f_until="2027-11-01"),
    "an authorization that ends with the programme": _tells("authorization", "signed", f_ends="end of programme"),
    "a revocation": _tells("authorization", "revoked"),
    "a referral": _tells("referral", "received", provider="{p}"),
    "a milestone": _tells("milestone", "intake"),
    "a hold": _tells("hold", "personal", f_until="2026-12-24"),
    "the end of a hold": _tells("hold", "ended"),
    "a discharge": _tells("discharge", "completed"),
    "a preference": _tells("preference", "cadence", client="", provider="{p}", f_is="60 days"),
    "referral forms left": _tells("form", "left", client="", provider="{p}"),
    "a meeting": _tells("meeting", "scheduled", client="", provider="{p}", on="2026-12-03", at="12:00"),
    "an absence": _tells("absence", "away", client="", practitioner="maya", f_until="2026-12-01"),
    "a part in the care": _tells("care-team", "surgeon", provider="{p}"),
    "new people": _new_people,
    "what was done in the last thirty days": _looked_back,
    "done, with the next visit and how often": _done,
    "later": _later,
    "moved to another day": _moved,
    "dismissed": _dismissed,
    "seen": _seen,
    "undone": _undone,
    "corrected and taken back": _corrected,
    "what is on file changed": _on_file,
    "a report from draft to answer": _reported,
}


@pytest.mark.parametrize("act", ACTS)
def test_every_act_of_an_ordinary_week_is_done_through_the_pages(tmp_path: Path, act: str) -> None:
    ACTS[act](Week(tmp_path))


def test_a_blocked_report_to_nobody_leads_to_naming_somebody(tmp_path: Path) -> None:
    week = Week(tmp_path)
    week.told("milestone", value="assessment", on="2026-10-01")
    page = week.browser.get("/today")
    assert "Blocked: nobody on file is referring, else primary care; " in page.body
    assert f"/record/care-team?who={week.client}" in page.addresses
    assert "rapport record" not in page.body
    assert week.browser.get(f"/record/care-team?who={week.client}").status == 200
