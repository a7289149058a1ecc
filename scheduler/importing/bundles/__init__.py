"""FHIR R4 bundles, as a portal gives them to its users: client, care team, visits, measures, diagnoses that matter.

Taken is what a practice needs in order to stay in touch; everything else is counted and left out. Read `lists` for
what is taken, `walking` for how a document that may hold anything is read, then `people` and `facts`.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from dateutil.relativedelta import relativedelta

from scheduler.importing.bundles import facts, people
from scheduler.importing.bundles.record import Record
from scheduler.importing.bundles.walking import kind_of
from scheduler.importing.extracts import Extract
from scheduler.mistakes import Refusal

#: Larger ones are refused: a whole life with pictures fits.
LARGEST = 64_000_000
#: What lies further back is left out, unless the user says since when: it calls for no follow-up.
YEARS = 5
SOURCE = "fhir"


def extract(path: Path, name: str, today: date, since: date | None) -> Extract:
    """What is taken out of a bundle and what is not; `name` stands for the file, which may be called like a client."""
    record = Record.of(_entries(_document(path, name), name), name, since or today - relativedelta(years=YEARS))
    told = facts.parts(record)
    return Extract(
        name=name,
        counted="entry",
        source=SOURCE,
        parts=[*people.parts(record), *told],
        left_out=record.left_out(),
        rejected=record.rejected,
    )


def _document(path: Path, name: str) -> Any:
    try:
        if path.stat().st_size > LARGEST:
            raise Refusal(f"{name} is larger than {LARGEST // 1_000_000} MB; ask the portal for fewer years")
        raw = path.read_bytes()
    except OSError as error:
        raise Refusal(f"cannot read {name}: {error.strerror}") from None
    try:
        return json.loads(raw.decode("utf-8-sig"), parse_constant=_no_number)
    except RecursionError:
        raise Refusal(f"{name} is nested too deep; this is not a FHIR bundle") from None
    except UnicodeDecodeError as error:
        raise Refusal(f"{name} is not UTF-8 (byte {error.start + 1}); FHIR is always written so") from None
    except json.JSONDecodeError as error:
        raise Refusal(f"{name}, line {error.lineno}: this is not JSON; the file may have been cut short") from None
    except ValueError:
        raise Refusal(f"{name} holds a number that is none; this is not a FHIR bundle") from None


def _no_number(_word: str) -> NoReturn:
    raise ValueError


def _entries(document: Any, name: str) -> list[Any]:
    """The resources of a bundle, or a single resource."""
    kind = kind_of(document)
    if kind == "Bundle":
        entries = document.get("entry")
        return entries if isinstance(entries, list) else []
    if kind:
        return [{"resource": document}]
    raise Refusal(f"{name} is JSON, and not FHIR: it has no resourceType. Ask the portal for FHIR R4 (a Bundle)")
