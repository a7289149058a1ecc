"""The desk: what every command needs, opened when it is first asked for."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

import click

from scheduler import clock as clocks
from scheduler import config, wiring
from scheduler.borders import on_screen
from scheduler.cli.configured import config_path
from scheduler.cli.progress import progress
from scheduler.clock import Clock
from scheduler.config import Settings
from scheduler.followups import FollowUp
from scheduler.house import House
from scheduler.mistakes import Refusal
from scheduler.people import Client, Provider, as_code
from scheduler.replanning import as_of_now, replan_everything
from scheduler.store import aliases, followups, leading, meta, people
from scheduler.store.engine import Store, open_store
from scheduler.store.lock import daemon_process
from scheduler.store.tx import Transaction

P = TypeVar("P", bound=Client | Provider)


class Desk:
    """Settings, clock and store of one command."""

    def __init__(self, config_file: str | None, now: str | None) -> None:
        self.path = config_path(config_file)
        self._now = now

    @cached_property
    def settings(self) -> Settings:
        """The configuration, checked."""
        return config.load(self.path)

    @cached_property
    def clock(self) -> Clock:
        """The clock, shifted by --now."""
        machine = clocks.machine_clock()
        return machine.starting_at(clocks.parse_moment(self._now, self.settings.zone)) if self._now else machine

    @cached_property
    def now(self) -> datetime:
        """The moment that the command answers for."""
        return self.clock.now()

    @property
    def today(self) -> date:
        """The practice's local day."""
        return self.now.astimezone(self.settings.zone).date()

    @cached_property
    def store(self) -> Store:
        """The store, with the schema that this version knows."""
        return open_store(self.settings.database_url)

    @cached_property
    def house(self) -> House:
        """What acts need to know."""
        return wiring.house(self.settings)

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """Look, without changing anything."""
        with self.store.read() as tx:
            yield tx

    @contextmanager
    def write(self) -> Iterator[tuple[Transaction, House]]:
        """Act, in one transaction.

        When the rules or the day differ from the last plan: without a daemon everything is planned first; a
        daemon that runs with other rules is left to plan in its next round, once it has read them.
        """
        with self.store.write() as tx:
            digest, day = meta.planned_as(tx)
            house = self.house
            if (digest, day) != (house.rules.digest, self.today):
                process = self.daemon(tx)
                if process is None:
                    with progress("Planning"):
                        replan_everything(tx, house, self.now)
                elif digest != house.rules.digest:
                    house = wiring.house(self.settings, leave_planning=True)
                    click.echo(
                        f"The daemon still has the rules from before; have it read them: {reloading(process)}", err=True
                    )
            yield tx, house

    def daemon(self, tx: Transaction) -> str | None:
        """The daemon that runs on the store: its process, or where several may, machine and process of the leader."""
        if self.store.shared:
            lease = leading.leader(tx, self.now)
            return lease.who if lease else None
        process = daemon_process(self.store.sqlite_file)
        return None if process is None else str(process)

    def close(self) -> None:
        """Give the store back, if it was opened."""
        if "store" in self.__dict__:
            self.store.close()

    def follow_ups(self, tx: Transaction, until: date | None = None) -> list[FollowUp]:
        """The open follow-ups as of now, up to a day."""
        return as_of_now(tx, self.house, self.now, until)

    def follow_up(self, tx: Transaction, text: str) -> FollowUp:
        """The follow-up that somebody named by its id; one that is planned but not stored yet is found too."""
        code = as_code(text)
        found = followups.get(tx, code) if code else None
        if found is None:
            found = next((f for f in self.follow_ups(tx) if f.id == code), None)
        if found is None:
            raise Refusal(f"there is no follow-up {text}; see: rapport upcoming --all")
        return found

    def day(self, text: str, *, past: bool = False) -> date:
        """A date as somebody typed it; a weekday is the next one, or with `past` the last one."""
        return clocks.parse_day(text, self.today, past=past)

    def client(self, tx: Transaction, text: str | None) -> Client:
        """The client whom somebody named."""
        return person(people.clients(tx), self._led(tx, self.asked(text, "Client")), "client")

    def provider(self, tx: Transaction, text: str | None) -> Provider:
        """The provider whom somebody named."""
        return person(people.providers(tx), self._led(tx, self.asked(text, "Provider")), "provider")

    @staticmethod
    def _led(tx: Transaction, text: str) -> str:
        """What was typed; of a code that was merged into another, that one."""
        code = as_code(text)
        keep = aliases.merged(tx).get(code) if code else None
        if keep is None:
            return text
        click.echo(f"{code} was merged into {keep}.", err=True)
        return keep

    def practitioner(self, text: str | None) -> str:
        """The code of the practitioner whom somebody named; the first one when nobody did."""
        known = self.settings.practitioners
        if text is None:
            return next(iter(known))
        word = text.casefold()
        found = [p.code for p in known.values() if word in (p.code.casefold(), p.name.casefold())]
        found = found or [p.code for p in known.values() if word in p.name.casefold()]
        if len(found) != 1:
            raise Refusal(f'"{text}" is not one practitioner; in config.toml: {", ".join(known)}')
        return found[0]

    @staticmethod
    def asked(text: str | None, what: str) -> str:
        """What was typed, or asked for on a terminal, so that a name need not be in the shell's history."""
        if text is not None:
            return text
        if not sys.stdin.isatty():
            raise Refusal(
                f"{what} is missing" if what == "Name" else f"name the {what.lower()}: a code, a name or a part of it"
            )
        answer: str = click.prompt(what)
        return answer


def reloading(process: str) -> str:
    """How a daemon is made to read its configuration again."""
    machine, _, number = process.rpartition("/")
    return f"kill -HUP {number}" + (f" on {machine}" if machine else "")


def called(person: Client | Provider) -> str:
    """A person's name, on the practitioner's own screen."""
    return on_screen(person.name) if isinstance(person, Client) else person.name


def person(known: Mapping[str, P], text: str, what: str) -> P:
    """The one whom a code, a name or an unambiguous part of a name means; raises `Refusal` with the candidates."""
    code = as_code(text)
    if code is not None and code in known:
        return known[code]
    word = " ".join(text.casefold().split())
    exact = [p for p in known.values() if called(p).casefold() == word]
    found = exact or [p for p in known.values() if word and word in called(p).casefold()]
    if len(found) == 1:
        return found[0]
    if not found:
        raise Refusal(f'no {what} is called "{text}"; see: rapport {what} list')
    listed = ", ".join(f"{called(p)} ({p.code})" for p in found[:8])
    more = f" and {len(found) - 8} more" if len(found) > 8 else ""
    raise Refusal(f'"{text}" may be {listed}{more}; write the code or more of the name')


pass_desk = click.make_pass_decorator(Desk)


def desk(ctx: click.Context) -> Desk:
    """The desk of this call, made when first needed."""
    root = ctx.find_root()
    if not isinstance(root.obj, Desk):
        root.obj = Desk(config_file=root.obj["config"], now=root.obj["now"])
        root.call_on_close(root.obj.close)
    return root.obj
