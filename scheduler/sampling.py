"""The sample practice: invented people and facts relative to the day it is started, told like any others."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Any

from msgspec import structs

from scheduler.clock import time_of_day
from scheduler.facts import Fact, FactKind
from scheduler.facts.making import make
from scheduler.making_people import Told, make_client, make_provider
from scheduler.store import facts as fact_store
from scheduler.store import people
from scheduler.store.tx import Transaction

#: How long ago Rapport was told of the sample's people.
KNOWN_FOR = timedelta(days=60)


def sample() -> dict[str, Any]:
    """The bundled sample as it is written."""
    return tomllib.loads(files("scheduler.defaults").joinpath("sample.toml").read_text("utf-8"))


def store_sample(tx: Transaction, today: date, now: datetime) -> int:
    """Store the sample's people and facts; the number of facts. Planning is left to the caller."""
    table = sample()
    told = Told(today=today, region="US")
    codes: dict[str, str] = {}
    for row in table["provider"]:
        codes[row["key"]] = people.free_code(tx)
        provider = make_provider(told, code=codes[row["key"]], **{k: v for k, v in row.items() if k != "key"})
        people.add_provider(tx, structs.replace(provider, entered_on=today - KNOWN_FOR))
    for row in table["client"]:
        codes[row["key"]] = people.free_code(tx)
        client = make_client(told, code=codes[row["key"]], **{k: v for k, v in row.items() if k != "key"})
        people.add_client(tx, structs.replace(client, entered_on=today - KNOWN_FOR))
    facts = [_fact(row, codes, today) for row in table["fact"]]
    fact_store.store_new(tx, facts, now, by="the sample")
    return len(facts)


#: What a row says besides the fields of its kind. What has an hour is put on a weekday.
_OWN = ("client", "provider", "practitioner", "kind", "value", "on", "at", "until", "number")


def _fact(row: Mapping[str, Any], codes: Mapping[str, str], today: date) -> Fact:
    fields = {name: str(value) for name, value in row.items() if name not in _OWN}
    if "until" in row:
        fields["until"] = (today + timedelta(days=row["until"])).isoformat()
    if "number" in row:
        fields["value"] = str(row["number"])
    on = today + timedelta(days=row["on"])
    if "at" in row:
        on += timedelta(days=max(0, on.weekday() - 4) and 7 - on.weekday())
    return make(
        FactKind(row["kind"]),
        value=row.get("value"),
        on=on,
        at=time_of_day(row["at"]) if "at" in row else None,
        today=today,
        client=codes.get(row.get("client", "")),
        provider=codes.get(row.get("provider", "")),
        practitioner=row.get("practitioner"),
        fields=fields,
    )
