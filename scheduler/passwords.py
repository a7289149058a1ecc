"""Passwords: what a good one is, and its argon2id hash (RFC 9106, with the library's defaults)."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from scheduler.mistakes import Refusal

if TYPE_CHECKING:
    from argon2 import PasswordHasher

#: Characters that a password has at least and at most.
SHORTEST, LONGEST = 12, 1024
#: Letters and digits that have to remain once names and common words are taken out.
_OWN = 6
_COMMON = """
password passwort passw0rd letmein welcome admin administrator login qwerty qwertyuiop qwertz asdfgh asdfghjkl zxcvbn
zxcvbnm 1q2w3e4r 1qaz2wsx abc123 abcd1234 abcdefgh 123456789 12345678 1234567 123456 12345 1234 987654321 654321 111111
000000 123123 iloveyou monkey dragon sunshine princess football baseball superman batman master shadow michael trustno1
whatever freedom secret changeme default rapport practice exercise medical clinic
spring summer autumn winter 2024 2025 2026 2027
"""


def check(password: str, names: Iterable[str]) -> None:
    """Refuse a password that is short, common, or made of these names; raises `Refusal`."""
    if len(password) < SHORTEST:
        raise Refusal(f"the password needs at least {SHORTEST} characters; several words are easy to remember")
    if len(password) > LONGEST:
        raise Refusal(f"the password is longer than {LONGEST} characters")
    rest = _squeezed(password)
    for known in sorted({*_words(names), *_COMMON.split()}, key=len, reverse=True):
        rest = rest.replace(known, "")
    if len(rest) < _OWN or len(set(rest)) < _OWN - 1:
        raise Refusal(
            "the password is easy to guess: it is mostly a name, a common word or a repetition; "
            "take several words that have nothing to do with each other"
        )


def _words(names: Iterable[str]) -> set[str]:
    """Names squeezed together, and their single words."""
    return {word for name in names for part in (name, *name.split()) if len(word := _squeezed(part)) > 1}


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def hashed(password: str) -> str:
    """The hash that is stored: with its salt and its parameters."""
    return _hasher().hash(_bytes(password))


def verify(stored: str | None, password: str) -> bool:
    """Whether a password is the one whose hash was stored; without a hash the same work is done, for nothing."""
    from argon2.exceptions import VerifyMismatchError

    nobody = _nobody()
    try:
        return _hasher().verify(stored or nobody, _bytes(password)) and stored is not None
    except VerifyMismatchError:
        return False


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobody() -> str:
    """The hash that stands for practitioners who do not exist."""
    import secrets

    return hashed(secrets.token_urlsafe(24))


def _bytes(password: str) -> bytes:
    """The same bytes from every keyboard (NIST SP 800-63B, 5.1.1.2: normalise before hashing)."""
    return unicodedata.normalize("NFKC", password).encode()
