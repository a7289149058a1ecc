"""The documents as tests read them: their code blocks, their tables, and the script that makes parts of them."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

DOCS = Path(__file__).parents[2] / "docs"


def page(name: str) -> str:
    """One document."""
    return (DOCS / name).read_text("utf-8")


def blocks(text: str, language: str) -> list[str]:
    """The code blocks of a language, in order; "csv" finds those with a file's name behind it too."""
    return [body for _, body in titled_blocks(text, language)]


def titled_blocks(text: str, language: str) -> list[tuple[str, str]]:
    """The code blocks of a language, each with what stands behind the language on its first line."""
    return re.findall(rf"^```{language}(?: +(\S+))?\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def missing(text: str, words: object) -> list[str]:
    """The words that a document never writes as code: `word`."""
    assert isinstance(words, list | tuple | set | frozenset | dict)
    return sorted(str(word) for word in words if not re.search(rf"`\"?{re.escape(str(word))}\"?(?:`| =)", text))


def keys_of_table(text: str, heading: str) -> list[str]:
    """The first cells of the table whose head starts with `heading`, without their marks."""
    rows = text.partition(f"| {heading} |")[2].splitlines()[2:]
    found = []
    for row in rows:
        if not row.startswith("|"):
            break
        found.append(row.split("|")[1].strip().strip("`"))
    return found


def make_commands() -> ModuleType:
    """docs/make_commands.py, which is a script and in no package."""
    spec = importlib.util.spec_from_file_location("make_commands", DOCS / "make_commands.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
