"""config.toml, read strictly: every mistake is told at once, with file, table, key and the nearest valid word."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from scheduler.config.checking import Checking
from scheduler.config.settings import Settings
from scheduler.config.tables import ChannelTable, ConfigFile
from scheduler.mistakes import Mistakes, Refusal
from scheduler.rules import RuleSet
from scheduler.rules.reading import read_rules
from scheduler.shaping import read

__all__ = ["ChannelTable", "Settings", "check", "load", "read_toml", "told"]


def load(path: Path) -> Settings:
    """Read a configuration; raises `Refusal` with every mistake in it."""
    mistakes = Mistakes()
    settings = _read(path, mistakes)
    if mistakes or settings is None:
        raise Refusal(told(mistakes))
    return settings


def told(mistakes: Mistakes) -> str:
    """All mistakes, a line each, and how many."""
    count = len(mistakes.found)
    lines = "\n".join(map(str, mistakes.found))
    return f"{lines}\n{count} mistake{'' if count == 1 else 's'}. Nothing was changed."


def check(path: Path) -> tuple[Settings | None, Mistakes]:
    """Read a configuration; its mistakes as values."""
    mistakes = Mistakes()
    return _read(path, mistakes), mistakes


def _read(path: Path, mistakes: Mistakes) -> Settings | None:
    raw = read_toml(path, mistakes)
    if raw is None:
        return None
    name = path.name
    file = read(raw, ConfigFile, f"{name}, ", mistakes)
    tables = [(name, table) for table in raw.get("rule", []) if isinstance(raw.get("rule"), list)]
    includes = raw.get("include", [])
    for include in includes if isinstance(includes, list) else []:
        tables += _included(path.resolve().parent, str(include), mistakes)
    rules = read_rules(tables, mistakes)
    if file is not None:
        rules = _switched(name, file, rules, mistakes)
    if file is None:
        return None
    return Checking(path, file, rules, mistakes).settings()


def read_toml(path: Path, mistakes: Mistakes) -> dict[str, Any] | None:
    """A TOML file as a table, or None and a mistake."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        remedy = "; make one with: rapport init" if path.name == "config.toml" else ""
        raise Refusal(f"there is no {path}{remedy}") from None
    except OSError as error:
        raise Refusal(f"cannot read {path}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        mistakes.add(path.name, f"not UTF-8 (byte {error.start + 1}); save the file as UTF-8")
    except tomllib.TOMLDecodeError as error:
        mistakes.add(path.name, f"not TOML: {error}")
    return None


def _included(folder: Path, name: str, mistakes: Mistakes) -> Iterator[tuple[str, object]]:
    path = folder / name
    if not path.is_file():
        mistakes.add("config.toml, include", f'there is no file "{name}" beside it')
        return
    raw = read_toml(path, mistakes) or {}
    for key in raw.keys() - {"rule"}:
        mistakes.unknown(name, key, ["rule"])
    yield from ((name, table) for table in raw.get("rule", []))


def _switched(name: str, file: ConfigFile, rules: RuleSet, mistakes: Mistakes) -> RuleSet:
    """The rules with those switched on and off that the file names."""
    known = [rule.id for rule in rules.rules]
    for key, ids in (("switch_on", file.switch_on), ("switch_off", file.switch_off)):
        for id_ in ids:
            if id_ not in known:
                mistakes.unknown(f"{name}, {key}", id_, known, "rule")
    on, off = set(file.switch_on), set(file.switch_off)
    for id_ in sorted(on & off):
        mistakes.add(f"{name}, switch_off", f"{id_} is in switch_on too; take it out of one of them")
    return RuleSet(tuple(replace(r, on=(r.on or r.id in on) and r.id not in off) for r in rules.rules))
