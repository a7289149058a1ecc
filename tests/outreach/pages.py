"""A report as a practice would send it, for the tests of pages."""

import re
from collections import Counter
from datetime import UTC, date, datetime

from outreach.reports import Addressee, Area, Authorization, Letterhead, Reading, Report, Row

AT = datetime(2026, 11, 25, 14, 30, tzinfo=UTC)
START, MIDDLE, NOW = date(2026, 9, 14), date(2026, 10, 26), date(2026, 11, 23)


def row(area: Area, measure: str, values: tuple[float, float, float], unit: str, change: str, **more: object) -> Row:
    """A row of three readings with the trend that belongs to them."""
    texts = [f"{value:g}{unit}" for value in values]
    series = tuple(zip((START, MIDDLE, NOW), values, strict=True))
    baseline, previous, current = map(lambda text, day: Reading(text=text, day=day), texts, (START, MIDDLE, NOW))
    return Row(
        area=area, measure=measure, baseline=baseline, previous=previous, current=current, change=change,
        series=series, **more,  # type: ignore[arg-type]
    )  # fmt: skip


ROWS = (
    row(
        Area.ENDURANCE, "6-minute walk distance", (318, 352, 382), " m", "+64 m", goal="400 m", cutoff=400.0,
        threshold="57.2 m, community adults 65 to 88", source="Intaruk 2024", status="beyond measurement error",
    ),
    row(
        Area.FUNCTION, "30-second chair stand", (8, 10, 11), "", "+3", goal="12", cutoff=12.0,
        threshold="2.6, hip osteoarthritis", source="Wright 2011", status="meaningful gain",
    ),
    row(
        Area.FLEXIBILITY, "Knee flexion, passive", (98, 108, 112), "°", "+14°", side="right", goal="120°", cutoff=120.0,
        threshold="10°, long-arm goniometer", source="Hancock 2018", status="beyond measurement error",
    ),
    row(
        Area.BALANCE, "Timed Up and Go", (13.8, 12.9, 12.4), " sec", "−1.4 sec", goal="10 sec", cutoff=10.0,
        threshold="3.0 sec, community adults 65 to 88", source="Intaruk 2024",
        status="no change beyond measurement error",
    ),
    row(
        Area.STRENGTH, "Grip strength", (21, 22, 23.5), " kg", "+2.5 kg", side="right", goal="26 kg", cutoff=26.0,
        threshold="6.5 kg, distal radius fracture", source="Bohannon 2019", status="no change beyond measurement error",
    ),
    Row(
        area=Area.STABILITY, measure="Side plank hold", side="right", baseline=Reading(text="6 sec", day=START),
        current=Reading(text="9 sec", day=date(2026, 11, 20)), change="+3 sec", goal="15 sec",
        status="no verified threshold",
    ),
)  # fmt: skip

REPORT = Report(
    practice=Letterhead(
        name="Northside Medical Exercise", phone="(617) 555-0100", fax="(617) 555-0101",
        address="12 Elm Street, Boston, MA 02110",
    ),
    author="Maya Chen, medical exercise specialist",
    to=Addressee(name="Dr. Alan Lee", office="orthopedics, Harbor Clinic", fax="(617) 555-0143"),
    client="Łukasz Çelik-Ångström",
    born=date(1961, 3, 12),
    day=date(2026, 11, 25),
    context="Referred 7 Sep 2026; right knee replacement 2 Jun 2026; next visit with you 2 Dec 2026",
    bottom_line="Walks 64 m farther in six minutes than in September and climbs stairs without the rail. "
    "Pain at rest has risen in the last two weeks.",
    introduction="We have not met yet; I will call your office on Thursday 26 November.",
    attended=(17, 18),
    rows=ROWS,
    others=("pain at rest 6 of 10 (3 on 26 Oct; threshold 2 points, chronic pain)",),
    safety="Blood pressure 118 to 132 over 70 to 82, heart rate 64 to 108; no falls, no stops.",
    plan=(
        "Unloaded knee flexion until you decide", "Gait and balance as before, twice a week",
        "Reassessment on 21 December",
    ),
    ask="Pain at rest is 6 of 10: may loaded knee flexion go on?",
    authorization=Authorization(id="A-2026-017", until=date(2027, 9, 1)),
)  # fmt: skip


def numbers(text: str) -> Counter[str]:
    """Every number in a text, and how often."""
    return Counter(re.findall(r"\d+(?:\.\d+)?", text))
