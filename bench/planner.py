"""One full plan in a process of its own: `python -m bench.planner CONFIG ours|hand` prints its seconds."""

import sys
from pathlib import Path

from bench.by_hand import replan
from bench.practices import NOW, TODAY
from bench.timing import timed
from scheduler import config, wiring
from scheduler.circles import few_searches
from scheduler.replanning import replan_everything
from scheduler.store.engine import open_store, sqlite_file


def main() -> None:
    """Plan once."""
    settings = config.load(Path(sys.argv[1]))
    house, file = wiring.house(settings), sqlite_file(settings.database_url)
    assert file

    def ours() -> None:
        store = open_store(settings.database_url)
        with store.write() as tx:
            if replan_everything(tx, house, NOW):
                raise RuntimeError("a plan of the same day changed something")
        store.close()

    def by_hand() -> None:
        with few_searches():
            found = replan(file, settings.practice.workdays, TODAY)
        if wrong := {name: len(keys) for name, keys in vars(found).items() if name != "wanted" and keys}:
            raise RuntimeError(f"by hand there are others: {wrong}")

    print(timed(ours if sys.argv[2] == "ours" else by_hand))


if __name__ == "__main__":
    main()
