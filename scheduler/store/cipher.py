"""Opening SQLite files, encrypted ones too (SQLCipher, by the extra `encryption`): the key comes from a file."""

import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy.engine import make_url

from scheduler.mistakes import Refusal

#: A part of the database address that only Rapport reads.
KEY_FILE = "key_file"
_SHORTEST = 16

Opening = Callable[[Path], Any]


def key_of(url: str) -> str | None:
    """The key of an encrypted database, or None; raises `Refusal`."""
    file = make_url(url).query.get(KEY_FILE)
    if not file:
        return None
    try:
        key = Path(str(file)).read_text("utf-8").strip()
    except (OSError, UnicodeError) as error:
        words = error.strerror if isinstance(error, OSError) else "it is not text"
        raise Refusal(f"config.toml, database.key_file: cannot read {file}: {words}") from None
    if len(key) < _SHORTEST:
        raise Refusal(f"config.toml, database.key_file: the key is too short; take at least {_SHORTEST} characters")
    return key


def driver() -> ModuleType:
    """SQLCipher's own module, which speaks as `sqlite3` does."""
    try:
        import sqlcipher3.dbapi2
    except ImportError:
        words = "an encrypted database needs the extra `encryption`: pip install 'rapport-scheduler[encryption]'"
        raise Refusal(words, 1) from None
    found: ModuleType = sqlcipher3.dbapi2
    return found


def unlock(connection: Any, key: str) -> None:
    """Give a fresh connection its key; the text is quoted as SQL asks."""
    quoted = key.replace("'", "''")
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA key = '{quoted}'")
    cursor.close()


def opening(url: str) -> Opening:
    """How the files of this database are opened: as they are, or with its key."""
    key = key_of(url)
    if key is None:
        return sqlite3.connect
    module = driver()

    def keyed(path: Path) -> Any:
        connection = module.connect(path)
        unlock(connection, key)
        return connection

    return keyed


def database_errors() -> tuple[type[Exception], ...]:
    """What a damaged file, or one with another key, raises."""
    cipher = sys.modules.get("sqlcipher3.dbapi2")
    return (sqlite3.DatabaseError, *((cipher.DatabaseError,) if cipher else ()))
