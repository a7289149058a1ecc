"""Addresses of the referral form in the store, and what came in by them; a token is kept only as a hash."""

import hashlib
import hmac
import secrets
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from scheduler.borders import in_store
from scheduler.facts import FactKind
from scheduler.people import Client, opaque
from scheduler.store import meta
from scheduler.store.tables import ClientRow, FactRow, FormRow, SubmissionRow

#: How long an address works where nothing else is said.
LASTS = timedelta(days=365)
#: A reference is read aloud on the telephone: short, and without a meaning.
_REFERENCE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class FormAddress:
    """A provider's own address of the form."""

    id: int
    provider: str
    #: Which form it is: printed on it, and counted by.
    version: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    used_at: datetime | None

    def works(self, now: datetime) -> bool:
        """Whether it is neither revoked nor past its time."""
        return self.revoked_at is None and now < self.expires_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """A form that came in."""

    reference: str
    form: int
    at: datetime
    client: str
    words: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What one version of the form did at one office."""

    version: str
    provider: str
    #: Paper forms that were left there.
    left: int
    referrals: int


def new_token() -> str:
    """256 random bits, in characters that need no quoting in an address."""
    return secrets.token_urlsafe(32)


def hashed(text: str) -> str:
    """What is stored of a token or a nonce: enough to recognise it, not to use it."""
    return hashlib.sha256(text.encode()).hexdigest()


def add(tx: Connection, provider: str, version: str, token: str, expires_at: datetime, now: datetime) -> int:
    """Store a new address; its number."""
    meta.secret(tx)
    values = {"provider": provider, "version": version, "created_at": now, "expires_at": expires_at}
    made = tx.execute(insert(FormRow).values(token_hash=hashed(token), **values).returning(FormRow.id))
    return int(made.scalar_one())


def by_token(tx: Connection, token: str, now: datetime) -> FormAddress | None:
    """The address of a token, if it works; expired, revoked and unknown ones are alike."""
    wanted = hashed(token)
    row = tx.execute(select(FormRow.__table__).where(FormRow.token_hash == wanted)).first()
    if row is None or not hmac.compare_digest(row.token_hash, wanted):
        return None
    address = _address(row)
    return address if address.works(now) else None


def addresses(tx: Connection) -> list[FormAddress]:
    """Every address, closed ones too."""
    return [_address(row) for row in tx.execute(select(FormRow.__table__).order_by(FormRow.id))]


def set_token(tx: Connection, id_: int, token: str, expires_at: datetime) -> None:
    """Give an address a new token; the old one stops working at once."""
    values = {"token_hash": hashed(token), "expires_at": expires_at, "revoked_at": None}
    tx.execute(update(FormRow).where(FormRow.id == id_).values(**values))


def revoke(tx: Connection, id_: int, now: datetime) -> None:
    """Close an address."""
    tx.execute(update(FormRow).where(FormRow.id == id_).values(revoked_at=now))


def submission(tx: Connection, nonce: str) -> Submitted | None:
    """What came in with this nonce."""
    wanted = hashed(nonce)
    row = tx.execute(select(SubmissionRow.__table__).where(SubmissionRow.nonce_hash == wanted)).first()
    if row is None or not hmac.compare_digest(row.nonce_hash, wanted):
        return None
    return _submitted(row, meta.get(tx, meta.SECRET) or "")


def add_submission(
    tx: Connection, nonce: str, form: int, client: str, words: Mapping[str, Any], now: datetime
) -> Submitted:
    """Keep what came in; a nonce is taken once."""
    values = {"nonce_hash": hashed(nonce), "form": form, "at": now, "client": client, "words": dict(words)}
    tx.execute(insert(SubmissionRow).values(**values))
    tx.execute(update(FormRow).where(FormRow.id == form).values(used_at=now))
    reference = _reference(meta.secret(tx), hashed(nonce))
    return Submitted(reference=reference, form=form, at=now, client=client, words=words)


def submissions(tx: Connection, client: str | None = None) -> list[Submitted]:
    """What came in (for one client), oldest first."""
    query = select(SubmissionRow.__table__).order_by(SubmissionRow.at, SubmissionRow.nonce_hash)
    if client is not None:
        query = query.where(SubmissionRow.client == client)
    secret = meta.get(tx, meta.SECRET) or ""
    return [_submitted(row, secret) for row in tx.execute(query)]


def sent_since(tx: Connection, form: int, since: datetime) -> tuple[int, datetime | None]:
    """How many forms came in by an address since a moment, and when the first of them did."""
    query = select(func.count(), func.min(SubmissionRow.at))
    count, first = tx.execute(query.where(SubmissionRow.form == form, SubmissionRow.at > since)).one()
    return int(count), first


def counts(tx: Connection) -> list[Count]:
    """For each version and provider: the forms that were left, and the referrals that came by one."""
    query = select(FactRow.kind, FactRow.value, FactRow.provider, FactRow.data).where(
        FactRow.current, ~FactRow.retracted, FactRow.kind.in_([FactKind.FORM.value, FactKind.REFERRAL.value])
    )
    left: Counter[tuple[str, str]] = Counter()
    referred: Counter[tuple[str, str]] = Counter()
    for row in tx.execute(query):
        if row.kind == FactKind.REFERRAL and row.value == "received" and row.data.get("form"):
            referred[str(row.data["form"]), str(row.provider)] += 1
        elif row.kind == FactKind.FORM and row.value in ("left", "restocked"):
            left[str(row.data.get("version", "")), str(row.provider)] += int(row.data.get("count", 0))
    return [
        Count(version=version, provider=provider, left=left[version, provider], referrals=referred[version, provider])
        for version, provider in sorted({*left, *referred})
    ]


def namesakes(tx: Connection, client: Client) -> tuple[str | None, tuple[str, ...]]:
    """Who on file is this person (same name, and same birth date or phone), and who else has the name.

    Where both birth dates are known and differ, it is somebody else, whatever the telephone: fathers and sons.
    """
    name, born, phone = _words(in_store(client.name)), in_store(client.born), in_store(client.phone)
    same, alike = None, []
    query = select(ClientRow.code, ClientRow.name, ClientRow.born, ClientRow.phone).where(~ClientRow.removed)
    for row in tx.execute(query.order_by(ClientRow.entered_on, ClientRow.code)):
        if _words(row.name) != name:
            continue
        if same is None and _is(row.born, row.phone, born, phone):
            same = row.code
        else:
            alike.append(row.code)
    return same, tuple(alike)


def _is(born: date | None, phone: str, other_born: date | None, other_phone: str) -> bool:
    if born and other_born:
        return born == other_born
    return bool(phone) and phone == other_phone


def _words(name: str) -> tuple[str, ...]:
    """A name to compare by: its words in any order, without case and commas."""
    plain = unicodedata.normalize("NFKC", name).casefold().replace(",", " ").replace(".", " ")
    return tuple(sorted(plain.split()))


def _reference(secret: str, nonce_hash: str) -> str:
    return opaque(secret, f"referral {nonce_hash}", _REFERENCE)


def _address(row: Row[Any]) -> FormAddress:
    return FormAddress(**{name: getattr(row, name) for name in FormAddress.__dataclass_fields__})


def _submitted(row: Row[Any], secret: str) -> Submitted:
    reference = _reference(secret, row.nonce_hash)
    return Submitted(reference=reference, form=row.form, at=row.at, client=row.client, words=row.words)
