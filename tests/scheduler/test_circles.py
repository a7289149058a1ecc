"""Searches for circles are as rare as asked for, and as usual again afterwards, whoever ends first."""

import gc
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from scheduler.circles import few_searches


@pytest.fixture(autouse=True)
def usual() -> Iterator[int]:
    """Whatever the test does to it, the threshold of the process is as before."""
    before = gc.get_threshold()
    yield before[0]
    gc.set_threshold(*before)


def test_one_inside_another_gives_the_usual_back(usual: int) -> None:
    with few_searches():
        with few_searches():
            assert gc.get_threshold()[0] > usual
        assert gc.get_threshold()[0] > usual
    assert gc.get_threshold()[0] == usual


def test_of_two_at_once_the_last_to_end_gives_it_back(usual: int) -> None:
    first, second = ExitStack(), ExitStack()
    first.enter_context(few_searches())
    second.enter_context(few_searches())
    first.close()
    assert gc.get_threshold()[0] > usual
    second.close()
    assert gc.get_threshold()[0] == usual


def test_what_fails_gives_it_back_too(usual: int) -> None:
    with pytest.raises(ZeroDivisionError), few_searches():
        raise ZeroDivisionError
    assert gc.get_threshold()[0] == usual
