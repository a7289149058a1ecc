"""What we write, judged byte by byte by a linter that shares no code with us."""

import importlib.util
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings

from calendars.entries import Entry
from calendars.ics import write
from tests.calendars.samples import WEEK, any_entry

LINTER = Path(__file__).parents[3] / "shared/tools/lint_bytes.py"

pytestmark = pytest.mark.skipif(not LINTER.exists(), reason="lint_bytes.py is not beside this checkout")


@pytest.fixture(scope="module")
def lint() -> Callable[[bytes], list[str]]:
    spec = importlib.util.spec_from_file_location("lint_bytes", LINTER)
    assert spec is not None
    assert spec.loader is not None
    module: ModuleType = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    judge: Callable[[bytes], list[str]] = module.lint
    return judge


def without_backslashes(entry: Entry) -> Entry:
    """The linter takes the second half of an escaped backslash for a stray one; test_ics_text judges those."""
    words = {name: getattr(entry, name).replace("\\", "/") for name in ("uid", "title", "description", "location")}
    return replace(entry, **words)


def test_the_linter_finds_nothing_in_the_week(lint: Callable[[bytes], list[str]]) -> None:
    assert lint(write(map(without_backslashes, WEEK), name="Rapport, follow-ups")) == []


@settings(deadline=None)
@given(entry=any_entry.map(without_backslashes))
def test_the_linter_finds_nothing_in_any_entry(lint: Callable[[bytes], list[str]], entry: Entry) -> None:
    assert lint(write([entry], name=entry.title)) == []


def test_the_linter_would_notice(lint: Callable[[bytes], list[str]]) -> None:
    assert lint(write(WEEK, name="Rapport").replace(b"\r\n", b"\n")) != []
