"""docs/IMPORT.md: its maps load, its example imports, its tables name everything that a map can say."""

from pathlib import Path

import pytest

from scheduler.cli.app import run
from scheduler.facts import KINDS
from scheduler.importing import TEMPLATES
from scheduler.importing.language import Expression, ImportTable, LookupTable, MapFile, Test
from scheduler.importing.mapping import read_map
from scheduler.importing.targets import PERSON_FIELDS, TARGETS, Person
from scheduler.mistakes import Mistakes
from tests.docs.pages import blocks, keys_of_table, missing, page, titled_blocks

TEXT = page("IMPORT.md")
MAPS = blocks(TEXT, "toml")
NAMES = {"from_": "from", "is_": "is", "in_": "in"}


@pytest.mark.parametrize("number", range(len(MAPS)))
def test_every_map_loads_without_mistakes(number: int, tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text(MAPS[number])
    mistakes = Mistakes()
    found = read_map(path, mistakes)
    assert [str(m) for m in mistakes.found] == []
    assert found is not None and found.tables


def test_the_example_brings_what_the_text_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files = titled_blocks(TEXT, "csv")
    assert [name for name, _ in files] == ["patients.csv", "doctors.csv", "visits.csv"]
    for name, body in files:
        Path(name).write_text(body)
    Path("map.toml").write_text(MAPS[0])
    practice = ["--config", "config.toml", "--now", "2026-11-24T09:00"]
    assert run([*practice, "init", "--yes"]) == 0
    capsys.readouterr()
    assert run([*practice, "import", *(name for name, _ in files), "--map", "map.toml"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    counts = {line.split()[0]: line.split()[1:] for line in said.out.splitlines()}
    assert (counts["client"], counts["provider"], counts["visit"]) == (["1", "new"], ["1", "new"], ["2", "new"])
    assert said.out.count("left out ") == 2


def test_every_word_of_a_map_is_explained() -> None:
    for shape in (Expression, Test, LookupTable, ImportTable, MapFile):
        words = [NAMES.get(name, name) for name in shape.__struct_fields__]
        assert missing(TEXT, words) == [], shape


def test_every_field_of_a_person_and_every_word_for_a_value_is_named() -> None:
    for person in Person:
        assert missing(TEXT, PERSON_FIELDS[person]) == [], person
    assert set(TARGETS) == {*Person, *KINDS}
    said = {"milestone", "change", "measure", "role", "outcome"}
    assert said <= {spec.value_name for spec in KINDS.values()}
    assert missing(TEXT, said) == []


def test_the_columns_of_the_templates_are_those_of_the_code() -> None:
    for name, template in TEMPLATES.items():
        part = TEXT.partition(f"### {name}")[2]
        assert keys_of_table(part, "column | holds") == list(template.columns), name
