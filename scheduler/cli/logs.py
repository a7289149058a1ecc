"""What the daemon says of itself, on standard error: lines for people, or JSON for programs that collect them."""

import json
import logging
import sys
from datetime import UTC, datetime


class Plain(logging.Formatter):
    """A line for each act, without tracebacks: they may hold data."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%S%z")

    def formatException(self, ei: object) -> str:
        return ""


class Json(logging.Formatter):
    """A JSON object for each act, with the same words and nothing more."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said = {"at": at, "level": record.levelname.lower(), "logger": record.name, "message": record.getMessage()}
        return json.dumps(said, ensure_ascii=False)


def log_to_stderr(*, debug: bool, as_json: bool) -> None:
    """Rapport speaks of each act; other libraries only of trouble."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Json() if as_json else Plain())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("rapport").setLevel(logging.DEBUG if debug else logging.INFO)
