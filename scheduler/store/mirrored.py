"""Entries written into calendars elsewhere, in the store: what Rapport wrote, and what it last saw of it."""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

from calendars.mirroring import Kept
from scheduler.store.tables import MirroredRow

_TABLE = MirroredRow.__table__


def kept(tx: Connection, publisher: str) -> dict[str, Kept]:
    """What is remembered of a publisher's entries, by uid."""
    rows = tx.execute(select(_TABLE).where(MirroredRow.publisher == publisher).order_by(MirroredRow.uid))
    return {
        row.uid: Kept(
            uid=row.uid, name=row.href, mark=row.etag, digest=row.digest, starts=row.starts, left_at=row.left_at
        )
        for row in rows
    }


def keep(tx: Connection, publisher: str, before: Mapping[str, Kept], after: Mapping[str, Kept]) -> None:
    """Remember what has changed of a publisher's entries."""
    changed = [uid for uid in before.keys() | after.keys() if before.get(uid) != after.get(uid)]
    for uid in changed:
        tx.execute(delete(MirroredRow).where(MirroredRow.publisher == publisher, MirroredRow.uid == uid))
        if (found := after.get(uid)) is not None:
            tx.execute(
                insert(MirroredRow).values(
                    publisher=publisher,
                    uid=uid,
                    href=found.name,
                    etag=found.mark,
                    digest=found.digest,
                    starts=found.starts,
                    left_at=found.left_at,
                )
            )


def publishers(tx: Connection) -> set[str]:
    """The publishers of which anything is remembered."""
    return set(tx.execute(select(MirroredRow.publisher).distinct()).scalars())


def forget(tx: Connection, publisher: str) -> int:
    """Forget everything of a publisher: what is wanted is written anew. How many entries that were."""
    return tx.execute(delete(MirroredRow).where(MirroredRow.publisher == publisher)).rowcount


def forget_left(tx: Connection, uid: str) -> int:
    """Forget that an entry was deleted by its owner: it is written anew. In how many calendars that was."""
    gone = delete(MirroredRow).where(MirroredRow.uid == uid, MirroredRow.left_at.is_not(None))
    return tx.execute(gone).rowcount
