"""Aliases: further keys by which a person is known again, and where the codes of merged people went.

They stand among what the store remembers of itself: an alias holds no name, only digests and codes.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection

from scheduler.store import meta

_KEY = "alias/"
_MERGED = "merged/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A row of some file stands for a person who was on file already."""

    code: str
    #: A digest of what the row said.
    said: str
    #: The import that found it; empty for one that a merge left.
    batch: str = ""


def known(tx: Connection, makes: str) -> dict[str, Alias]:
    """The aliases of clients or of providers, by source key."""
    found = {}
    for key, value in meta.starting_with(tx, f"{_KEY}{makes}/").items():
        code, said, batch = value.split("/")
        found[key] = Alias(code=code, said=said, batch=batch)
    return found


def put(tx: Connection, makes: str, key: str, alias: Alias) -> None:
    """Remember an alias, or what its row says now."""
    meta.put(tx, f"{_KEY}{makes}/{key}", f"{alias.code}/{alias.said}/{alias.batch}")


def forget(tx: Connection, makes: str, key: str) -> None:
    """Forget one alias."""
    meta.forget(tx, f"{_KEY}{makes}/{key}")


def forget_of(tx: Connection, *, codes: Collection[str] = (), batch: str | None = None) -> None:
    """Forget the aliases of these people, or those that an import found."""
    for makes in ("client", "provider"):
        for key, alias in known(tx, makes).items():
            if alias.code in codes or (batch and alias.batch == batch):
                forget(tx, makes, key)


def merged(tx: Connection) -> dict[str, str]:
    """For each code that was merged into another, the code that stands for the person now."""
    return meta.starting_with(tx, _MERGED)


def merged_into(tx: Connection, code: str) -> list[str]:
    """The codes that were merged into this one."""
    return sorted(other for other, keep in merged(tx).items() if keep == code)


def point(tx: Connection, other: str, keep: str) -> list[str]:
    """Have a code, and those that were merged into it before, lead to another; the codes led there."""
    led = [other, *merged_into(tx, other)]
    for code in led:
        meta.put(tx, _MERGED + code, keep)
    return led


def unpoint(tx: Connection, other: str, led: Collection[str]) -> None:
    """The reverse of `point`."""
    for code in led:
        if code == other:
            meta.forget(tx, _MERGED + code)
        else:
            meta.put(tx, _MERGED + code, other)
