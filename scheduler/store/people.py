"""Clients and providers in the store."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from calendars.workdays import Hours, parse_hours
from scheduler.borders import in_store
from scheduler.people import Client, Provider, Tier, new_code
from scheduler.private import Private
from scheduler.store.chunking import THESE, chunks
from scheduler.store.tables import ClientRow, ProviderRow

_CLIENT_FIELDS = ("code", "name", "practitioner", "entered_on", "born", "phone", "email")
_PRIVATE = frozenset({"name", "born", "phone", "email"})
_PROVIDER_FIELDS = tuple(
    name for name in (c.name for c in ProviderRow.__table__.columns) if name not in ("source_key", "batch", "removed")
)

#: Put into words once.
_CLIENTS = select(ClientRow.__table__).where(~ClientRow.removed).order_by(ClientRow.name, ClientRow.code)
_THESE_CLIENTS = _CLIENTS.where(ClientRow.code.in_(THESE))
_PROVIDERS = select(ProviderRow.__table__).where(~ProviderRow.removed).order_by(ProviderRow.name, ProviderRow.code)
_THESE_PROVIDERS = _PROVIDERS.where(ProviderRow.code.in_(THESE))


def clients(tx: Connection, codes: Collection[str] | None = None) -> dict[str, Client]:
    """Every client, or those with these codes, in the order of names."""
    if codes is None:
        return {row.code: _client(row) for row in tx.execute(_CLIENTS)}
    found = [row for chunk in chunks(codes) for row in tx.execute(_THESE_CLIENTS, {"these": chunk})]
    return {row.code: _client(row) for row in sorted(found, key=lambda r: (r.name, r.code))}


def providers(tx: Connection, codes: Collection[str] | None = None) -> dict[str, Provider]:
    """Every provider, or those with these codes, in the order of names."""
    if codes is None:
        return {row.code: _provider(row) for row in tx.execute(_PROVIDERS)}
    found = [row for chunk in chunks(codes) for row in tx.execute(_THESE_PROVIDERS, {"these": chunk})]
    return {row.code: _provider(row) for row in sorted(found, key=lambda r: (r.name, r.code))}


def nobody(tx: Connection) -> bool:
    """Whether the practice is still empty: no client and no provider was ever entered."""
    return not any(tx.execute(select(row.code).limit(1)).first() for row in (ClientRow, ProviderRow))


def on_file(tx: Connection) -> bool:
    """Whether any client or provider is on file."""
    return any(tx.execute(select(row.code).where(~row.removed).limit(1)).first() for row in (ClientRow, ProviderRow))


def codes(tx: Connection) -> tuple[list[str], list[str]]:
    """The codes of all clients and of all providers, those taken away too, in their order."""
    clients_, providers_ = (
        list(tx.execute(select(row.code).order_by(row.code)).scalars()) for row in (ClientRow, ProviderRow)
    )
    return clients_, providers_


def in_charge(tx: Connection, practitioners: Collection[str] | None = None) -> dict[str, str]:
    """The practitioner of each client, or of each client of these practitioners, by the client's code."""
    query = select(ClientRow.code, ClientRow.practitioner).where(~ClientRow.removed)
    if practitioners is not None:
        query = query.where(ClientRow.practitioner.in_(practitioners))
    return {row.code: row.practitioner for row in tx.execute(query)}


def free_code(tx: Connection) -> str:
    """A fresh code that no client and no provider has."""
    while True:
        code = new_code()
        taken = [tx.execute(select(row.code).where(row.code == code)).first() for row in (ClientRow, ProviderRow)]
        if not any(taken):
            return code


def add_client(tx: Connection, client: Client, *, source_key: str | None = None, batch: str | None = None) -> None:
    """Store a new client."""
    values = _client_values(client)
    tx.execute(insert(ClientRow).values(**values, source_key=source_key, batch=batch, removed=False))


def add_provider(
    tx: Connection, provider: Provider, *, source_key: str | None = None, batch: str | None = None
) -> None:
    """Store a new provider."""
    tx.execute(
        insert(ProviderRow).values(**_provider_values(provider), source_key=source_key, batch=batch, removed=False)
    )


def save_client(tx: Connection, client: Client) -> None:
    """Store what changed of a client."""
    values = _client_values(client)
    tx.execute(update(ClientRow).where(ClientRow.code == client.code).values(**values))


def save_provider(tx: Connection, provider: Provider) -> None:
    """Store what changed of a provider."""
    tx.execute(update(ProviderRow).where(ProviderRow.code == provider.code).values(**_provider_values(provider)))


def columns(tx: Connection, code: str) -> dict[str, Any]:
    """A person's columns as they stand, in a form that the journal can keep."""
    for row in (ClientRow, ProviderRow):
        found = tx.execute(select(row.__table__).where(row.code == code)).mappings().first()
        if found:
            return {k: v.isoformat() if isinstance(v, date) else v for k, v in found.items()}
    return {}


def put_back(tx: Connection, code: str, before: Mapping[str, Any] | None) -> None:
    """Give a person the columns back that `columns` kept; None takes the person away."""
    for row in (ClientRow, ProviderRow):
        values: dict[str, Any] = {"removed": True} if before is None else dict(before)
        known = {c.name for c in row.__table__.columns}
        values = {k: v for k, v in values.items() if k in known and k not in ("code", "source_key", "batch")}
        for name in ("entered_on", "born"):
            if values.get(name):
                values[name] = date.fromisoformat(values[name])
        tx.execute(update(row).where(row.code == code).values(**values))


def by_source(tx: Connection) -> tuple[dict[str, str], dict[str, str]]:
    """Codes of imported clients and of imported providers, by source key."""
    found = []
    for row in (ClientRow, ProviderRow):
        rows = tx.execute(select(row.source_key, row.code).where(row.source_key.is_not(None), ~row.removed))
        found.append({str(key): code for key, code in rows})
    return found[0], found[1]


def _client(row: Row[Any]) -> Client:
    values: dict[str, Any] = {name: getattr(row, name) for name in _CLIENT_FIELDS}
    values |= {name: Private(values[name]) for name in _PRIVATE}
    return Client(**values)


def _client_values(client: Client) -> Mapping[str, Any]:
    values = {name: getattr(client, name) for name in _CLIENT_FIELDS}
    return {name: in_store(value) if name in _PRIVATE else value for name, value in values.items()}


def _provider(row: Row[Any]) -> Provider:
    values: dict[str, Any] = {name: getattr(row, name) for name in _PROVIDER_FIELDS}
    values["hours"] = parse_hours(row.hours) if row.hours else None
    values["tier"] = Tier(row.tier) if row.tier else None
    return Provider(**values)


def _provider_values(provider: Provider) -> Mapping[str, Any]:
    values = {name: getattr(provider, name) for name in _PROVIDER_FIELDS}
    values["hours"] = hours_text(provider.hours)
    values["tier"] = provider.tier or ""
    return values


def hours_text(hours: Hours | None) -> str:
    """Opening hours as they are written: "Mon 08:30-17:00, Tue 08:30-17:00"."""
    if hours is None:
        return ""
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    return ", ".join(f"{names[day]} {opens:%H:%M}-{closes:%H:%M}" for day, opens, closes in hours.spans)
