"""docs/RULES.md: every example loads, everything that the rule language knows is in it, its tables are the code's."""

import re
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from scheduler import config
from scheduler.cli.app import run
from scheduler.conditions import KNOWABLE
from scheduler.config.tables import ConfigFile, PracticeTable
from scheduler.facts import KINDS
from scheduler.followups import FollowUpKind
from scheduler.mistakes import Mistakes
from scheduler.people import Tier
from scheduler.rules import RECIPIENTS, Scope
from scheduler.rules.reading import RetryTable, RuleTable, StepTable, read_rules
from scheduler.spans import Unit
from scheduler.standing import Standing
from scheduler.triggers import MISSABLE
from tests.docs.pages import blocks, make_commands, missing, page
from tests.houses import SHIPPED, shipped_rules

TEXT = page("RULES.md")
EXAMPLES = [block for block in blocks(TEXT, "toml") if "[[rule]]" in block]
ODD = "zzzzzz"


def _told(**changes: Any) -> list[str]:
    """What is told of a rule with something odd in it: the readers list the words that they know."""
    mistakes = Mistakes()
    table = {"id": "odd", "title": "Odd", "when": {"visit": "scheduled"}, "follow_up": {"kind": "call"}, **changes}
    read_rules([("odd.toml", table)], mistakes)
    return [str(m) for m in mistakes.found]


def _valid(**changes: Any) -> set[str]:
    """The words listed as valid where the odd one stood."""
    lists = [found[1] for words in _told(**changes) if (found := re.search(rf"`{ODD}`; valid: (.*)", words))]
    assert len(lists) == 1, (changes, lists)
    return set(lists[0].split(", "))


def test_the_document_has_many_examples() -> None:
    assert len(EXAMPLES) > 25


@pytest.mark.parametrize("block", EXAMPLES, ids=[re.findall(r'"(.*?)"', block)[0] for block in EXAMPLES])
def test_every_example_loads_without_mistakes(block: str) -> None:
    mistakes = Mistakes()
    found = read_rules([("RULES.md", t) for t in tomllib.loads(block)["rule"]], mistakes, shipped_rules())
    assert [str(m) for m in mistakes.found] == []
    assert found.rules


def test_the_examples_stand_beside_each_other_and_can_be_previewed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    practice = ["--config", str(tmp_path / "config.toml"), "--now", "2026-11-24T09:00"]
    new = tmp_path / "new.toml"
    new.write_text("\n".join(EXAMPLES))
    assert run([*practice, "init", "--sample"]) == 0
    assert run([*practice, "rules", "preview", str(new)]) == 0
    said = capsys.readouterr()
    assert "Nothing was changed." in said.out
    assert said.err == ""


def test_the_other_blocks_are_configuration() -> None:
    for block in blocks(TEXT, "toml"):
        if "[[rule]]" in block:
            continue
        table = tomllib.loads(block)
        assert not table.keys() - set(ConfigFile.__struct_fields__), block
        mistakes = Mistakes()
        if "practice" in table:
            msgspec.convert({"name": "n", "zone": "UTC", **table["practice"]}, PracticeTable)
        known = {r.id for r in config.load(SHIPPED).rules.rules}
        assert not {*table.get("switch_on", []), *table.get("switch_off", [])} - known, mistakes


def test_the_examples_use_every_line_that_a_rule_a_step_and_a_retry_can_have() -> None:
    text = "\n".join(EXAMPLES)
    for shape in (RuleTable, StepTable, RetryTable):
        unused = [name for name in shape.__struct_fields__ if not re.search(rf"\b{name} *=", text)]
        assert unused == [], shape


def test_every_line_is_explained() -> None:
    for shape in (RuleTable, StepTable, RetryTable):
        assert missing(TEXT, shape.__struct_fields__) == [], shape


def test_every_trigger_and_every_word_in_it_is_explained() -> None:
    assert missing(TEXT, _valid(when={ODD: "x"})) == []
    for when in (
        {"silence": "3 days"},
        {"every": "3 days", "since": {"visit": "scheduled"}},
        {"missing": "clearance"},
        {"quiet": "referrals"},
        {"visit": "scheduled"},
        {"measure": "any", "change": "plateau"},
    ):
        assert missing(TEXT, _valid(when={**when, ODD: "x"})) == [], when
    assert missing(TEXT, _valid(when={"expiry": ODD})) == []
    assert missing(TEXT, _valid(when={"measure": "any", "change": ODD})) == []
    assert missing(TEXT, MISSABLE) == []


def test_every_condition_and_every_word_in_it_is_explained() -> None:
    conditions = _valid(only_if=[{ODD: "x"}])
    assert {"all", "any", "none", "known"} < conditions
    assert missing(TEXT, conditions) == []
    for condition in ({"report": "sent", ODD: 1}, {"age": {ODD: 1}}):
        assert missing(TEXT, _valid(only_if=[condition])) == [], condition
    assert missing(TEXT, KNOWABLE) == []
    for word, values in (("to", ("recipient", "visited")), ("of", ("client", "provider")), ("since", ("trigger",))):
        assert _valid(only_if=[{"report": "sent", word: ODD}]) == set(values)
        assert all(f'`{word} = "{value}"' in TEXT for value in values), word


def test_every_recipient_kind_standing_tier_scope_and_unit_is_explained() -> None:
    assert missing(TEXT, RECIPIENTS) == []
    assert missing(TEXT, set(FollowUpKind)) == []
    assert missing(TEXT, set(Standing)) == []
    assert missing(TEXT, set(Tier)) == []
    assert all(f'`scope = "{scope}"`' in TEXT for scope in Scope)
    assert missing(TEXT, {f"{unit}s" for unit in Unit}) == []


def test_the_tables_are_those_of_the_code() -> None:
    assert make_commands().rules_document(TEXT) == TEXT, "run: python docs/make_commands.py"
    facts = TEXT.partition("## The facts")[2]
    for kind, spec in KINDS.items():
        row = next(line for line in facts.splitlines() if line.startswith(f"| `{kind}` | "))
        assert missing(row, {*spec.values, *(f.name for f in spec.fields)}) == [], kind


def test_the_rules_named_in_the_text_exist() -> None:
    known = {rule.id for rule in shipped_rules().rules}
    assert {"touch-A", "touch-B", "touch-C", "visit-report", "monthly-report"} <= known


def test_links_inside_lead_somewhere() -> None:
    titles = re.findall(r"^#+ (.*)$", TEXT, re.MULTILINE)
    anchors = {re.sub(r"[^a-z0-9 _-]", "", t.lower()).replace(" ", "-") for t in titles}
    assert not set(re.findall(r"\]\(#([^)]*)\)", TEXT)) - anchors
