"""Logins in the store: a hash of each password, and the browsers that are logged in, each known by a hash."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select, update

from scheduler.store.tables import LoginRow, SessionRow

#: How long a browser stays logged in.
STAYS = timedelta(days=30)


def new_token() -> str:
    """256 random bits, in characters that need no quoting: 43 of them."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is stored of a token: enough to recognise it, not to use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def set_password(tx: Connection, practitioner: str, password_hash: str, now: datetime) -> int:
    """Store a password's hash; every browser is logged out. How many were."""
    values = {"password_hash": password_hash, "changed_at": now}
    if not tx.execute(update(LoginRow).where(LoginRow.practitioner == practitioner).values(**values)).rowcount:
        tx.execute(insert(LoginRow).values(practitioner=practitioner, **values))
    return log_out_everywhere(tx, practitioner)


def password_hash(tx: Connection, practitioner: str) -> str | None:
    """The stored hash of a practitioner's password, or None where no login is set."""
    return tx.execute(select(LoginRow.password_hash).where(LoginRow.practitioner == practitioner)).scalar()


def set_since(tx: Connection) -> dict[str, datetime]:
    """For each practitioner with a login: when the password was last changed."""
    rows = tx.execute(select(LoginRow.practitioner, LoginRow.changed_at))
    return {row.practitioner: row.changed_at for row in rows}


def log_in(tx: Connection, practitioner: str, agent: str, now: datetime) -> str:
    """Let a browser in; the token that it is known by from now on. What has expired is forgotten."""
    purge(tx, now)
    token = new_token()
    tx.execute(
        insert(SessionRow).values(
            token_hash=token_hash(token),
            practitioner=practitioner,
            created_at=now,
            expires_at=now + STAYS,
            agent=agent,
        )
    )
    return token


def logged_in(tx: Connection, token: str, now: datetime) -> str | None:
    """The practitioner whose browser a token is, or None (unknown, expired, logged out)."""
    hashed = token_hash(token)
    row = tx.execute(select(SessionRow.__table__).where(SessionRow.token_hash == hashed)).first()
    if row is None or not hmac.compare_digest(row.token_hash, hashed) or row.expires_at <= now:
        return None
    return str(row.practitioner)


def log_out(tx: Connection, token: str) -> None:
    """Forget one browser."""
    tx.execute(delete(SessionRow).where(SessionRow.token_hash == token_hash(token)))


def log_out_everywhere(tx: Connection, practitioner: str) -> int:
    """Forget every browser of a practitioner; how many there were."""
    return int(tx.execute(delete(SessionRow).where(SessionRow.practitioner == practitioner)).rowcount)


def purge(tx: Connection, now: datetime) -> None:
    """Forget the browsers whose time is over."""
    tx.execute(delete(SessionRow).where(SessionRow.expires_at <= now))


def browsers(tx: Connection, now: datetime) -> Mapping[str, int]:
    """For each practitioner: how many browsers are logged in."""
    query = select(SessionRow.practitioner, func.count()).where(SessionRow.expires_at > now)
    return {row[0]: row[1] for row in tx.execute(query.group_by(SessionRow.practitioner))}
