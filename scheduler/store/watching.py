"""Whether anything was written since: asked of SQLite in microseconds."""

import threading
from typing import Any

from scheduler.store.engine import Store


class Watch:
    """Watches a store for changes by whomever, with a connection of its own."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._tells = store.sqlite_file is not None
        self._lock = threading.Lock()
        self._cursor: Any = None

    def mark(self) -> int | None:
        """A number that differs once anybody has written; None where the database has no such thing (PostgreSQL)."""
        if not self._tells:
            return None
        with self._lock:
            if self._cursor is None:
                connection = self._store.reader.raw_connection()
                connection.detach()
                self._cursor = connection.cursor()
            self._cursor.execute("PRAGMA data_version")
            return int(self._cursor.fetchone()[0])

    def close(self) -> None:
        """Give the connection back."""
        with self._lock:
            if self._cursor is not None:
                self._cursor.connection.close()
                self._cursor = None
