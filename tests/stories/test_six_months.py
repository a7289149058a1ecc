"""Six months of one practice, lived day by day through the command line; the diary is kept in docs/DIARY.md."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from scheduler.people import Client, Provider, Tier
from scheduler.private import Private
from scheduler.store import people
from scheduler.store.engine import open_store
from tests.stories.conftest import Cli

DIARY = Path(__file__).parents[2] / "docs" / "DIARY.md"
FIRST, LAST = date(2026, 6, 1), date(2026, 11, 27)

LEE = Provider(
    code="P1EE", name="Dr. Alan Lee", specialty="orthopedics", phone="+16175550142", entered_on=FIRST, tier=Tier.A
)
SHAH = Provider(
    code="PSHA", name="Dr. Priya Shah", specialty="primary care", phone="+16175550110", entered_on=FIRST, tier=Tier.B
)
NOVAK = Provider(code="PN0V", name="Dr. Eva Novak", specialty="cardiology", phone="+16175550131", entered_on=FIRST)

#: What happens on which day, as the practitioner records it. {name} is a client's code.
EVENTS: dict[str, list[str]] = {
    "2026-06-01": [
        "record referral {ana} --provider lee",
        "record care-team {ana} 'primary care' --provider shah",
        "record referral {ben} --provider shah",
    ],
    "2026-06-04": [
        "record milestone {ana} booked",
        "record authorization {ana} --until 2026-10-15",
        "record milestone {ana} intake",
    ],
    "2026-06-08": ["record milestone {ana} assessment", "record measure {ana} 6mwt --value 318 --unit m"],
    "2026-06-10": ["record visit {ana} --provider lee --on 2026-07-15 --at 10:30"],
    "2026-06-12": [
        "record authorization {ben} --until 2027-06-01",
        "record milestone {ben} intake",
        "record milestone {ben} assessment",
        "record measure {ben} pain_nrs --value 3",
    ],
    "2026-06-24": ["correct VISIT --on 2026-07-22"],
    "2026-07-06": ["record referral {rosa} --provider lee", "record milestone {rosa} booked"],
    "2026-07-09": [
        "record authorization {rosa} --until 2027-07-01",
        "record milestone {rosa} intake",
        "record milestone {rosa} assessment",
    ],
    "2026-07-22": ["record visit {ana} attended --provider lee"],
    "2026-08-03": ["record absence maya vacation --until 2026-08-14 --cover jon"],
    "2026-08-10": ["record measure {ben} pain_nrs --value 6"],
    "2026-08-20": ["record change {rosa} fall"],
    "2026-08-24": ["record hold {rosa} medical"],
    "2026-09-14": ["record hold {rosa} ended"],
    "2026-09-21": ["record measure {ana} 6mwt --value 382 --unit m", "record milestone {ana} 'goal met'"],
    "2026-10-01": ["record preference shah cadence --is '60 days'"],
    "2026-10-12": ["record change {ben} 'red flag'"],
    "2026-10-13": ["record clearance {ben} --provider shah --until 2027-10-01"],
    "2026-10-19": ["record authorization {ana} --until 2027-10-15"],
    "2026-11-02": ["record discharge {ana}"],
    "2026-11-16": ["record death {rosa}"],
}
#: Outcomes that differ from the usual one, in the order in which such follow-ups come up.
OUTCOMES = {"reach-new-client": iter(["voicemail", "voicemail", "reached", "reached"])}
CODES = {"ana": "CANA", "ben": "CBEN", "rosa": "CR0S"}


def _practice(cli: Cli) -> None:
    text = cli.config.read_text()
    start, end = text.index("[[practitioner]]"), text.index("[database]")
    tables = (
        '[[practitioner]]\ncode = "maya"\nname = "Maya Chen"\n\n[[practitioner]]\ncode = "jon"\nname = "Jon Park"\n\n'
    )
    cli.config.write_text(text[:start] + tables + text[end:])
    cli.switch_on("introduction-call", "goal-met", "gain", "decline", "touch-A", "touch-B", "condition-change")
    store = open_store(f"sqlite:///{cli.folder / 'rapport.db'}")
    with store.write() as tx:
        for provider in (LEE, SHAH, NOVAK):
            people.add_provider(tx, provider)
        for name, code in (("Ana Ruiz", "CANA"), ("Ben Okafor", "CBEN"), ("Rosa Diaz", "CR0S")):
            people.add_client(tx, Client(code=code, name=Private(name), practitioner="maya", entered_on=FIRST))
    store.close()


def _words(text: str) -> list[str]:
    return [word.strip("'") for word in re.findall(r"'[^']*'|\S+", text)]


def _events(cli: Cli, day: date, now: str) -> Iterator[str]:
    for event in EVENTS.get(day.isoformat(), []):
        words = _words(event.format(**CODES))
        if "VISIT" in words:
            facts = cli.json("client", "show", "CANA", now=now)["facts"]
            words[words.index("VISIT")] = next(f["id"] for f in facts if f["kind"] == "visit")
        if words[0] == "record":
            words.append("--yes")
        said = cli.ok(*words, now=now)
        for code, name in (("CANA", "Ana"), ("CBEN", "Ben"), ("CR0S", "Rosa")):
            event = event.replace("{" + name.lower() + "}", name)
            assert code not in event
        yield f"- {event.removeprefix('record ')}" + ("  (emergency instruction shown)" if "911" in said.err else "")


def _acts(cli: Cli, now: str, groups: tuple[str, ...]) -> Iterator[str]:
    done: set[str] = set()
    while True:
        day = cli.json("today", now=now)
        due = [f for group in groups for f in day[group] if f["id"] not in done]
        if not due:
            return
        first: dict[str, Any] = due[0]
        outcome = next(OUTCOMES.get(first["rule"], iter([])), None)
        said = cli.json("done", first["id"], *(["--outcome", outcome] if outcome else []), now=now)
        done |= {first["id"], *said["together"]}
        clients = sorted({f["client_name"] for f in due if f["id"] in done and f["client_name"]})
        about = f" about {', '.join(clients)}" if clients and first["provider_name"] else ""
        whom = first["provider_name"] or first["client_name"] or "herself"
        paced = f"; {first['paced']}" if first["paced"] else ""
        late = f", planned for {first['planned_for']}" if first["planned_for"] != day["day"] else ""
        kind = first["kind"].replace("_", " ")
        yield f"  - [{first['priority']}] {kind} to {whom}{about}: {said['outcome']} ({first['rule']}{late}{paced})"


def test_six_months_of_a_practice_read_like_a_sensible_diary(cli: Cli) -> None:
    _practice(cli)
    OUTCOMES["reach-new-client"] = iter(["voicemail", "voicemail", "reached", "reached"])
    lines = [
        "# Six months of one practice",
        "",
        "Written by `tests/stories/test_six_months.py`, which lives through these days with the real commands. Maya",
        "does everything on the day it is due (while she is away, Jon does what is urgent). Each item is what she",
        "records; under it stands what Rapport had her do, with the urgency in brackets, the outcome, the rule, and",
        "what pacing had to say.",
        "",
    ]
    day = FIRST
    while day <= LAST:
        now = f"{day}T09:00"
        told = list(_events(cli, day, now))
        away = date(2026, 8, 3) <= day <= date(2026, 8, 14)
        acts = [] if day.weekday() > 4 else list(_acts(cli, now, ("now",) if away else ("now", "today")))
        blocked = {
            f"{f['kind']} to {f['provider_name']} ({f['blocked_by']})" for f in cli.json("today", now=now)["blocked"]
        }
        if told or acts:
            lines += [f"## {day:%A} {day.day} {day:%B}", ""]
            lines += told
            lines += acts
            lines += [f"  - blocked: {words}" for words in sorted(blocked)]
            lines.append("")
        day += timedelta(days=1)
    text = "\n".join(lines).rstrip() + "\n"
    if not DIARY.exists():
        DIARY.write_text(text)
    assert text == DIARY.read_text()
