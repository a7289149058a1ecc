"""A practice's templates, each tried out with sample data: mistakes name file and line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from outreach.correspondence.kinds import LetterName, ScriptName
from outreach.correspondence.occasions import Occasion
from outreach.correspondence.samples import bare_sample, sample
from outreach.correspondence.writing import (
    MOST_WORDS,
    Blocked,
    Words,
    filters,
    letter_text,
    script,
    seen,
    template,
    template_file,
)
from outreach.templating import TemplateMistake, environment

if TYPE_CHECKING:
    from outreach.ethics import Finding

#: Puts a line's number in front of its words, in characters that no letter has.
_MARK: Final = "\ue000{}\ue001"
_MARKED: Final = re.compile("\ue000(\\d+)\ue001")
#: The fewest and the most lines that a script has: it is read while the phone rings.
_SCRIPT_LINES: Final = (3, 5)


def check_templates(folder: Path | None) -> list[TemplateMistake]:
    """All mistakes in the letters and scripts of a folder and in Rapport's own, with full and with bare sample data."""
    names: list[LetterName | ScriptName] = [*LetterName, *ScriptName]
    found = [*_unknown_files(folder, [template(name) for name in names])]
    for name in names:
        mistakes = dict.fromkeys(
            str(mistake) for occasion in (sample(name), bare_sample(name)) for mistake in _tried(name, occasion, folder)
        )
        found += [TemplateMistake(mistake) for mistake in mistakes]
    return found


def _tried(name: LetterName | ScriptName, occasion: Occasion, folder: Path | None) -> Iterator[TemplateMistake]:
    try:
        made = letter_text(name, occasion, folder) if isinstance(name, LetterName) else script(name, occasion, folder)
    except TemplateMistake as mistake:
        yield mistake
    except Blocked as blocked:
        for finding in blocked.findings:
            yield _guarded(name, occasion, folder, finding)
    else:
        yield from (_guarded(name, occasion, folder, finding) for finding in made.warnings)
        if isinstance(made, Words):
            yield from _too_long(name, made, folder)
        elif not _SCRIPT_LINES[0] <= len(made.lines) <= _SCRIPT_LINES[1]:
            yield TemplateMistake(f"{template_file(name, folder)}: {len(made.lines)} lines; a script has three to five")


def _too_long(name: LetterName | ScriptName, made: Words, folder: Path | None) -> Iterator[TemplateMistake]:
    count = len(" ".join(made.paragraphs).split())
    if count > MOST_WORDS:
        yield TemplateMistake(
            f"{template_file(name, folder)}: {count} words; at most {MOST_WORDS} fit on the page and are read"
        )


def _guarded(
    name: LetterName | ScriptName, occasion: Occasion, folder: Path | None, finding: Finding
) -> TemplateMistake:
    line = _line_of(name, occasion, folder, finding.words)
    where = f"{template_file(name, folder)}, line {line}" if line else template_file(name, folder)
    return TemplateMistake(f'{where}: "{finding.words}": {finding.reason}. {finding.rewrite}')


def _line_of(name: LetterName | ScriptName, occasion: Occasion, folder: Path | None, words: str) -> int | None:
    """The template's line that the words come from, found by writing it again with its lines marked."""
    import jinja2

    made = environment(folder)
    made.filters |= dict(filters())
    assert made.loader is not None
    source = made.loader.get_source(made, template(name))[0]
    marked = "\n".join(_MARK.format(n) + line for n, line in enumerate(source.split("\n"), start=1))
    try:
        text = made.from_string(marked).render(seen(occasion))
    except (jinja2.TemplateError, TypeError):
        return None
    characters = [(char, line) for line, part in _marked_parts(text) for char in f"{part} "]
    plain = "".join(char for char, _ in characters if not char.isspace())
    lines = [line for char, line in characters if not char.isspace()]
    at = plain.find("".join(words.split()))
    return lines[at] if at >= 0 else None


def _marked_parts(text: str) -> Iterator[tuple[int, str]]:
    parts = _MARKED.split(text)
    yield from zip(map(int, parts[1::2]), parts[2::2], strict=True)


def _unknown_files(folder: Path | None, names: list[str]) -> Iterator[TemplateMistake]:
    """Files that no letter is called like: a practice would wait in vain for its own words."""
    if folder is None or not (folder / "letters").is_dir():
        return
    for file in sorted((folder / "letters").iterdir()):
        if file.name.endswith("~") or file.name.startswith(".") or f"letters/{file.name}" in names:
            continue
        near = difflib.get_close_matches(f"letters/{file.name}", names, n=1)
        hint = f"; did you mean `{Path(near[0]).name}`?" if near else ""
        yield TemplateMistake(f"{file}: no letter has this name{hint}")
