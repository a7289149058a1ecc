"""What is a client's own does not show itself, and is opened only where somebody decided that it may be."""

import ast
import copy
import json
import logging
import pickle
from pathlib import Path

import pytest
from msgspec import structs

from scheduler.borders import in_reminder, on_screen
from scheduler.private import HIDDEN, Private
from tests.houses import RUIZ

SCHEDULER = Path(__file__).parents[2] / "scheduler"


@pytest.mark.parametrize("shown", [str, repr, "{}".format, "{:>30}".format, lambda kept: f"{kept!r}", "%s".__mod__])
def test_it_shows_itself_to_nobody(shown: object) -> None:
    assert callable(shown)
    assert "Ana" not in shown(Private("Ana Ruiz")) and HIDDEN in shown(Private("Ana Ruiz"))


def test_a_client_in_a_log_line_or_an_error_is_a_code(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("rapport").error("failed: %s", RUIZ)
    assert "Ana" not in caplog.text and "CRVZ" in caplog.text
    assert "Ana" not in str(ValueError(RUIZ))


def test_it_neither_pickles_nor_becomes_json() -> None:
    with pytest.raises(TypeError):
        pickle.dumps(Private("Ana Ruiz"))
    with pytest.raises(TypeError):
        json.dumps({"name": Private("Ana Ruiz")})


def test_it_compares_by_what_it_holds_and_never_changes() -> None:
    assert Private("Ana") == Private("Ana") != Private("Ben")
    assert len({Private("Ana"), Private("Ana")}) == 1
    assert copy.deepcopy(Private("Ana")) == Private("Ana")
    assert not Private("") and Private("Ana")
    assert on_screen(structs.asdict(RUIZ)["name"]) == "Ana Ruiz"
    assert structs.replace(RUIZ, name=Private("Ben")) != RUIZ
    with pytest.raises(AttributeError, match="does not change"):
        Private("Ana").name = "Ben"


def test_a_reminder_names_a_client_only_on_a_private_channel() -> None:
    assert in_reminder(RUIZ.name, RUIZ.code, private=False) == "client CRVZ"
    assert in_reminder(RUIZ.name, RUIZ.code, private=True) == "Ana Ruiz"


def test_only_the_borders_look_inside() -> None:
    """Whoever reads `_kept` somewhere else would have gone around the border."""
    inside = set()
    for path in SCHEDULER.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr == "_kept" and path.name != "checking.py":
                inside.add(path.name)
    assert inside == {"borders.py", "private.py"}
