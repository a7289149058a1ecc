"""The one-time value in each referral form: that we issued it, for which address, and when; nothing is kept for it."""

import base64
import hashlib
import hmac
import re
import secrets
from datetime import UTC, datetime, timedelta

#: How long a page may stay open before it is sent.
LASTS = timedelta(hours=24)
#: Bytes: seconds since 1970, what makes it the only one, and the proof (RFC 2104).
_TIME, _RANDOM = 6, 10
_WRITTEN = re.compile(r"[A-Za-z0-9_-]{64}")


def issue(secret: str, token: str, now: datetime) -> str:
    """A new one, for the page of one address."""
    stamp = int(now.timestamp()).to_bytes(_TIME) + secrets.token_bytes(_RANDOM)
    return base64.urlsafe_b64encode(stamp + _proof(secret, token, stamp)).decode()


def issued_at(secret: str, token: str, nonce: str) -> datetime | None:
    """When we issued it for this address, or None where we did not."""
    if not _WRITTEN.fullmatch(nonce):
        return None
    held = base64.urlsafe_b64decode(nonce)
    stamp, proof = held[: _TIME + _RANDOM], held[_TIME + _RANDOM :]
    if not hmac.compare_digest(proof, _proof(secret, token, stamp)):
        return None
    return datetime.fromtimestamp(int.from_bytes(stamp[:_TIME]), UTC)


def fresh(issued: datetime | None, now: datetime) -> bool:
    """Whether it still may be used (with some patience for a clock that was set back)."""
    return issued is not None and -LASTS < now - issued < LASTS


def _proof(secret: str, token: str, stamp: bytes) -> bytes:
    return hmac.digest(secret.encode(), b"referral form\0" + token.encode() + b"\0" + stamp, hashlib.sha256)
