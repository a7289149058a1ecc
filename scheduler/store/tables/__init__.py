"""All tables of the store: typed mappings. Rows never leave `scheduler.store`; values do."""

from scheduler.store.tables.base import Base, Instant
from scheduler.store.tables.calendars import BusySourceRow, BusySpanRow, InvitationRow, MirroredRow
from scheduler.store.tables.doors import (
    FeedBodyRow,
    FeedRow,
    FetchRow,
    FormRow,
    LoginRow,
    PublishedRow,
    SessionRow,
    SubmissionRow,
)
from scheduler.store.tables.letters import DisclosureRow, OutboxRow, PaperRow
from scheduler.store.tables.practice import (
    BatchRow,
    ClientRow,
    FactRow,
    FollowUpRow,
    JournalRow,
    MetaRow,
    ProviderRow,
    ReplanRow,
)

__all__ = [
    "Base",
    "BatchRow",
    "BusySourceRow",
    "BusySpanRow",
    "ClientRow",
    "DisclosureRow",
    "FactRow",
    "FeedBodyRow",
    "FeedRow",
    "FetchRow",
    "FollowUpRow",
    "FormRow",
    "Instant",
    "InvitationRow",
    "JournalRow",
    "LoginRow",
    "MetaRow",
    "MirroredRow",
    "OutboxRow",
    "PaperRow",
    "ProviderRow",
    "PublishedRow",
    "ReplanRow",
    "SessionRow",
    "SubmissionRow",
]
