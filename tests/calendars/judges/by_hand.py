"""Zones for judges that are not written in Python: writes the cases, and asks libical where it is installed.

    python -m tests.calendars.judges.by_hand cases.json
    node tests/calendars/judges/zones.mjs cases.json      (in a folder where `npm install ical.js` was run)

`make judges` does the same (test_zones_judged.py); by hand it says more of what is wrong.
"""

import ctypes
import ctypes.util
import json
import sys
from datetime import UTC
from pathlib import Path

from calendars.zones import vtimezone
from tests.calendars.judges.clocks import ALL_ZONES, probes

#: The years asked about; several judges do not follow rules past 2037.
FIRST, LAST = 2024, 2036


class Time(ctypes.Structure):
    """libical's icaltimetype."""

    _fields_ = [
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second")),
        *((name, ctypes.c_int) for name in ("is_date", "is_daylight")),
        ("zone", ctypes.c_void_p),
    ]


def cases() -> list[dict[str, object]]:
    """For each kind of zone a calendar with one entry for each probe, and the instants it should be read as."""
    kinds: dict[str, tuple[str, int]] = {}
    for zone in ALL_ZONES:
        for year in range(FIRST, LAST - 1):
            if text := vtimezone(zone, year):
                kinds.setdefault("\r\n".join(text.splitlines()[2:]), (zone, year))
    return [case(zone, year, body) for body, (zone, year) in kinds.items()]


def case(zone: str, year: int, body: str) -> dict[str, object]:
    """One calendar: its zone is known to nobody by name, so that the VTIMEZONE has to be read."""
    seen = probes(zone, year, min(year + 3, LAST))
    events = [
        f"BEGIN:VEVENT\r\nUID:{number}\r\nDTSTAMP:20260101T000000Z\r\n"
        f"DTSTART;TZID=/judged:{wall:%Y%m%dT%H%M%S}\r\nEND:VEVENT\r\n"
        for number, (wall, _) in enumerate(seen)
    ]
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:judged\r\nBEGIN:VTIMEZONE\r\nTZID:/judged\r\n"
    instants = [int((wall.replace(tzinfo=UTC) - offset).timestamp()) for wall, offset in seen]
    return {"zone": zone, "ics": f"{head}{body}\r\n{''.join(events)}END:VCALENDAR\r\n", "instants": instants}


def libical(ics: str) -> list[int]:
    """The instants of all entries of a calendar, as libical reads them."""
    library = ctypes.CDLL(ctypes.util.find_library("ical"))
    library.icalparser_parse_string.restype = ctypes.c_void_p
    for name in ("icalcomponent_get_first_component", "icalcomponent_get_next_component"):
        getattr(library, name).restype = ctypes.c_void_p
        getattr(library, name).argtypes = [ctypes.c_void_p, ctypes.c_int]
    library.icalcomponent_get_dtstart.restype = Time
    library.icalcomponent_get_dtstart.argtypes = [ctypes.c_void_p]
    library.icaltime_as_timet_with_zone.restype = ctypes.c_long
    library.icaltime_as_timet_with_zone.argtypes = [Time, ctypes.c_void_p]
    library.icalcomponent_free.argtypes = [ctypes.c_void_p]
    vevent = library.icalcomponent_string_to_kind(b"VEVENT")
    root = library.icalparser_parse_string(ics.encode())
    found, event = [], library.icalcomponent_get_first_component(root, vevent)
    while event:
        start = library.icalcomponent_get_dtstart(event)
        found.append(library.icaltime_as_timet_with_zone(start, start.zone))
        event = library.icalcomponent_get_next_component(root, vevent)
    library.icalcomponent_free(root)
    return found


def main() -> None:
    """Write the cases and say what libical makes of them."""
    written = cases()
    Path(sys.argv[1]).write_text(json.dumps(written), encoding="utf-8")
    print(f"{len(written)} kinds of zones, {sum(len(str(one['ics'])) for one in written)} characters")
    if not ctypes.util.find_library("ical"):
        print("libical is not installed")
        return
    wrong = [one["zone"] for one in written if libical(str(one["ics"])) != one["instants"]]
    print(f"libical: {len(wrong)} wrong {wrong[:10]}")


if __name__ == "__main__":
    main()
