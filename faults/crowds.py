"""Several daemons on one PostgreSQL: one of them killed, the server itself killed, many follow-ups due at once."""

import random
import re
import signal
import time
from collections import Counter
from datetime import timedelta
from email import message_from_bytes
from email.message import Message
from functools import partial
from typing import Any

from faults.killing import STEP, Database, finish, judged, scene
from faults.nursery import Nursery
from faults.practice import START, Mail, Practice, wait_until
from faults.results import Result
from scheduler.facts import Fact, FactKind
from scheduler.people import Client
from scheduler.private import Private
from scheduler.store import facts, followups, meta, people
from scheduler.store.outbox import OutState
from tests import postgres

_RULE = """
[[rule]]
id        = "due-{number}"
title     = "Call {number}"
when      = {{ change = "fall" }}
follow_up = {{ kind = "call", to = "client", due = "0 days after", priority = 2 }}
"""
#: Follow-ups that each fact brings, by as many rules.
_RULES = 5
_TODAY = START.date()


def _start(made: Practice, nursery: Nursery, daemons: int, after: timedelta = timedelta(0)) -> list[int]:
    """So many daemons, each with a port of its own; their processes."""
    twins = [made.twin(number) for number in range(daemons)]
    return [nursery.run(*made.arguments(after, "daemon", twin)) for twin in twins]


def _ended(nursery: Nursery, pids: list[int]) -> int:
    """How many did not end by themselves when asked to."""
    return sum(nursery.kill(pid, signal.SIGTERM) != 0 for pid in pids)


def _with(result: Result, size: str, counted: dict[str, object], wrong: dict[str, int]) -> Result:
    broken = tuple(f"{count} {words}" for words, count in wrong.items() if count)
    return Result(
        fault=result.fault,
        size=size,
        counted={**result.counted, **counted, **wrong},
        broken=(*result.broken, *broken),
    )


def several(daemons: int, letters: int, database: Database) -> Result:
    """Each letter goes once, whoever takes it; one of the daemons is killed."""
    mail = Mail()
    with scene(mail, database(), letters) as (made, nursery, names):
        pids = _start(made, nursery, daemons)
        wait_until(lambda: len(mail.taken) >= letters // 4, 120)
        nursery.kill(pids.pop())
        wait_until(lambda: len({n for n, _ in mail.taken} & names) >= letters - 20, 300)
        died = _ended(nursery, pids)
        finish(made, nursery, STEP, letters)
        result = judged(f"{daemons} daemons at once, one killed, PostgreSQL", made, mail, names, 1, STEP)
    return _with(result, f"{letters} letters", {}, {"daemons that died": died})


def server_killed(kills: int, letters: int, server: Any) -> Result:
    """The database server is killed under two daemons that send; it is started again, and they go on by themselves.

    What they had claimed at that moment waits for the end of its lease; a letter that comes afterwards goes at once.
    """
    mail, daemons, stuck = Mail(), 2, 0
    chance = random.Random(kills)
    with scene(mail, postgres.fresh_database(server), 0) as (made, nursery, names):
        pids = _start(made, nursery, daemons)
        for number in range(kills):
            had, batch = len(mail.taken), letters // kills
            names |= made.put(batch, number * batch)
            wait_until(partial(_taken, mail, had + 1), 60)
            time.sleep(chance.uniform(0, 0.4))
            postgres.crash(server)
            fresh = made.put(1, letters + number)
            names |= fresh
            stuck += not wait_until(partial(_came, mail, fresh), 60)
        died = _ended(nursery, pids)
        finish(made, nursery, STEP, letters)
        title = "kill -9 of the database server under two daemons"
        result = judged(title, made, mail, names, kills * daemons, STEP)
    size = f"{kills} kills, {len(names)} letters"
    return _with(result, size, {}, {"daemons that died": died, "times that they did not go on": stuck})


def _taken(mail: Mail, wanted: int) -> bool:
    return len(mail.taken) >= wanted


def _came(mail: Mail, names: set[str]) -> bool:
    return names <= {name for name, _ in mail.taken}


def all_due(daemons: int, follow_ups: int, database: Database) -> Result:
    """So many follow-ups are due when daemons start together: each is planned and told once; one daemon is killed."""
    mail = Mail(contents=[])
    with scene(mail, database(), 0) as (made, nursery, _):
        _have_due(made, follow_ups)
        letters = _practitioners(follow_ups)
        pids = _start(made, nursery, daemons)
        wait_until(lambda: len(mail.taken) >= max(1, letters // 10), 120)
        nursery.kill(pids.pop())
        # What the killed one had claimed is left to `finish`.
        wait_until(lambda: not made.states()[OutState.WAITING], 120)
        died = _ended(nursery, pids)
        finish(made, nursery, STEP, letters)
        store = made.store()
        with store.read() as tx:
            names = {letter for letter, _ in mail.taken}
            due = [f for f in followups.open_ones(tx) if f.planned.key.rule.startswith("due-")]
            leases = meta.get(tx, meta.LEASE) is not None
        store.close()
        result = judged(f"{daemons} daemons over follow-ups due at once, PostgreSQL", made, mail, names, 1, STEP)
    told = Counter(id_ for content in mail.contents or () for id_ in _told(content))
    repeats = int(str(result.counted["repeats"]))
    wrong = {
        "not planned": follow_ups - len(due),
        "never told": sum(f.id not in told for f in due),
        "told twice": sum(told[f.id] > 1 for f in due) if not repeats else 0,
        "not noted as told": sum(f.noticed_for != f.day for f in due),
        "daemons that died": died,
        "without a leader": int(not leases),
    }
    return _with(result, f"{follow_ups} follow-ups, {letters} letters", {}, wrong)


def _practitioners(follow_ups: int) -> int:
    return max(2, follow_ups // 100)


def _have_due(made: Practice, follow_ups: int) -> None:
    """Rules, clients and facts by which so many follow-ups are due today; planning is left to the daemons."""
    codes = [f"p{number}" for number in range(_practitioners(follow_ups))]
    tables = (f'[[practitioner]]\ncode = "{c}"\nname = "{c}"\nemail = "{c}@example.org"\n' for c in codes)
    made.change(r"(?s)\[\[practitioner\]\].*?(?=\n\[database\])", "\n".join(tables))
    made.change(r"(?m)^pace = .*$", "")
    rules = "".join(_RULE.format(number=number) for number in range(_RULES))
    made.config.write_text(made.config.read_text() + rules)
    store = made.store()
    with store.write() as tx:
        told = []
        for number in range(follow_ups // _RULES):
            client = Client(
                code=f"C{number:05}",
                name=Private(f"Client {number}"),
                practitioner=codes[number % len(codes)],
                entered_on=_TODAY,
            )
            people.add_client(tx, client)
            told.append(Fact(number=0, kind=FactKind.CHANGE, value="fall", on=_TODAY, client=client.code))
        facts.store_new(tx, told, START)
        meta.forget(tx, meta.PLANNED_ON)
    store.close()


def _told(content: bytes) -> list[str]:
    """The ids that a reminder lists."""
    message = message_from_bytes(content)
    texts = [part for part in message.walk() if part.get_content_type() == "text/plain"]
    return [id_ for part in texts for id_ in re.findall(r"(?m)^[A-Z ]{9}([0-9A-Z]{4,12})  ", _words(part))]


def _words(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return payload.decode() if isinstance(payload, bytes) else ""
