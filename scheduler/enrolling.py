"""Enrolling: a client or a provider is entered or changed, and what it touches is planned anew; one undo takes it back.

Every function works inside one transaction that its caller opened.
"""

from collections.abc import Sequence
from datetime import datetime

from msgspec import structs

from scheduler.facts import Fact
from scheduler.house import House
from scheduler.mistakes import Refusal
from scheduler.people import Client, Provider
from scheduler.reconciling import Changes
from scheduler.replanning import replan_subjects, touched_by_person
from scheduler.store import facts as fact_store
from scheduler.store import journal, people
from scheduler.store.tx import Transaction


def enter_client(
    tx: Transaction, house: House, client: Client, team: Sequence[Fact], now: datetime, by: str = ""
) -> Changes:
    """A new client, with the providers of the care team that are known already."""
    people.add_client(tx, client)
    stored = fact_store.store_new(tx, team, now, by)
    told = [(f.number, 0) for f in stored]
    journal.remember(tx, "add", f"client {client.code}", now, facts=told, people={client.code: None})
    return replan_subjects(tx, house, [client.code, *(f.provider for f in stored if f.provider)], now)


def change_client(tx: Transaction, house: House, client: Client, now: datetime) -> Changes:
    """What is on file of a client is changed; the day of entry stays."""
    before = people.columns(tx, client.code)
    old = people.clients(tx, [client.code])[client.code]
    journal.remember(tx, "edit", f"client {client.code}", now, people={client.code: before})
    people.save_client(tx, structs.replace(client, entered_on=old.entered_on))
    return replan_subjects(tx, house, [client.code], now)


def enter_provider(tx: Transaction, house: House, provider: Provider, now: datetime) -> Changes:
    """A new provider; raises `Refusal` for one who is on file."""
    _refuse_duplicate(tx, provider)
    people.add_provider(tx, provider)
    journal.remember(tx, "add", f"provider {provider.code}", now, people={provider.code: None})
    return replan_subjects(tx, house, [provider.code], now)


def change_provider(tx: Transaction, house: House, provider: Provider, now: datetime) -> Changes:
    """What is on file of a provider is changed; the day of entry stays."""
    _refuse_duplicate(tx, provider)
    before = people.columns(tx, provider.code)
    old = people.providers(tx, [provider.code])[provider.code]
    journal.remember(tx, "edit", f"provider {provider.code}", now, people={provider.code: before})
    people.save_provider(tx, structs.replace(provider, entered_on=old.entered_on))
    return replan_subjects(tx, house, touched_by_person(tx, provider.code), now)


def _refuse_duplicate(tx: Transaction, provider: Provider) -> None:
    """An NPI stands for one provider; so does a name at one phone number."""
    for other in people.providers(tx).values():
        same_name = other.name.casefold() == provider.name.casefold() and other.phone == provider.phone
        if other.code != provider.code and (same_name or (provider.npi and other.npi == provider.npi)):
            raise Refusal(
                f"that is {other.name} ({other.code}); to change what is on file: rapport provider edit {other.code}"
            )
