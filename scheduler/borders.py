"""The borders: the one place where what is a client's own is opened, with a function for each place it may go to.

Calendars, logs, e-mails to practitioners, metrics, addresses and error messages are not among them: the rooms that
write those may not import this module (an import contract in pyproject.toml).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from outreach.consent import Allowed
    from scheduler.private import Private

T = TypeVar("T")


def in_store(kept: Private[T]) -> T:
    """Into the practice's own database, and out of it again."""
    return kept._kept


def on_screen(kept: Private[T]) -> T:
    """Onto the practitioner's own screen, or into a file that she asked for on her own machine."""
    return kept._kept


def to_decide(kept: Private[T]) -> T:
    """Into a decision whose words do not repeat it (an age, a comparison)."""
    return kept._kept


def in_letter(kept: Private[T], told: Allowed) -> T:
    """Into a letter to a provider: only with the authorization in force that allows it."""
    assert told.grant.missing is None
    return kept._kept


def in_reminder(kept: Private[str], code: str, *, private: bool) -> str:
    """Into a reminder to the practitioner: only by a channel that she has marked as private; else the code."""
    return kept._kept if private else f"client {code}"


def to_client(kept: Private[T]) -> T:
    """Onto paper for the clients themselves: a form to sign, a reminder of their own visit."""
    return kept._kept
