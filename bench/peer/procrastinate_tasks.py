"""In the peers' environment: N tasks that do nothing, deferred in one batch; seconds until a worker has done all."""

import asyncio
import json
import sys
from importlib import import_module
from time import perf_counter
from typing import Any

procrastinate: Any = import_module("procrastinate")
app: Any = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=sys.argv[1]))


@app.task(name="nothing")  # type: ignore[untyped-decorator]
async def nothing(number: int) -> None:
    """What each task does."""


async def main() -> None:
    """Measure."""
    count, concurrency = int(sys.argv[2]), int(sys.argv[3])
    async with app.open_async():
        await app.schema_manager.apply_schema_async()
        await nothing.batch_defer_async(*({"number": number} for number in range(count)))
        start = perf_counter()
        await app.run_worker_async(wait=False, concurrency=concurrency, install_signal_handlers=False)
        seconds = perf_counter() - start
        left = await app.job_manager.list_jobs_async(status="todo")
        assert not list(left)
    print(json.dumps(seconds))


if __name__ == "__main__":
    asyncio.run(main())
