"""Import: CSV files become people and facts, by a map or from the templates, as one batch that can be undone.

Read `language` for the words of a map, then `preparing` (checks, before any row), `storing` (people, then facts) and
`undoing`. `store` and `undo` work inside a transaction that the caller opened, and leave planning to it.
"""

from scheduler.importing.outcome import Count, LeftOut, Rejected
from scheduler.importing.preparing import Context, Prepared, prepare
from scheduler.importing.storing import Imported, store
from scheduler.importing.templates import TEMPLATES, template
from scheduler.importing.undoing import Undone, undo
from scheduler.store.batches import Batch, recent

__all__ = [
    "TEMPLATES",
    "Batch",
    "Context",
    "Count",
    "Imported",
    "LeftOut",
    "Prepared",
    "Rejected",
    "Undone",
    "prepare",
    "recent",
    "store",
    "template",
    "undo",
]
