"""From an occasion to finished words, looked at by the ethics guard before anybody gets them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from outreach.correspondence.kinds import LETTERS, SCRIPTS, Audience, Kind, LetterName, ScriptName
from outreach.correspondence.occasions import Occasion
from outreach.templating import TemplateMistake, known, rendered

if TYPE_CHECKING:
    from outreach.ethics import Finding

#: More words than this nobody reads, and one page does not hold them.
MOST_WORDS: Final = 220
#: Rules of the guard that are more than a warning on a page which lies open at a fax machine.
_NEVER_IN_THE_OPEN: Final = frozenset({"identifier", "birth-date", "diagnosis-code"})
_TEMPLATE: Final = re.compile(r"Subject:[ \t]*(?P<subject>\S.*)\n(?P<body>(?:.|\n)*)")


class Blocked(ValueError):
    """Words that the ethics guard does not let out, with its findings."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("; ".join(f'"{f.words}": {f.reason}. {f.rewrite}' for f in findings))
        self.findings = findings


class Lacking(ValueError):
    """A letter or script without which facts it cannot be written; `parts` are fields of `Occasion`."""

    def __init__(self, name: str, parts: tuple[str, ...]) -> None:
        super().__init__(f"{name}: not known yet: {', '.join(parts).replace('_', ' ')}")
        self.parts = parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A letter's words, ready to go out."""

    #: Names no client, so that it may stand in a list of mail.
    subject: str
    #: "Dear Dr. Lee,"; empty on a cover sheet.
    greeting: str
    #: Lines that begin with "- " are a list.
    paragraphs: tuple[str, ...]
    #: "Sincerely," and who signs: name, title, practice, phone; a cover sheet is not signed.
    closing: tuple[str, ...]
    #: Under what permission it tells of a client; empty where it tells of none.
    authorization: str = ""
    #: What may go out if somebody has looked at it.
    warnings: tuple[Finding, ...] = ()

    def text(self) -> str:
        """The letter as plain text, without its subject."""
        parts = [self.greeting, *self.paragraphs, "\n".join(self.closing), self.authorization]
        return "\n\n".join(part for part in parts if part) + "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a script: "Say first" and the words."""

    label: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What to say in a call or a meeting, in three to five lines."""

    lines: tuple[Line, ...]
    warnings: tuple[Finding, ...] = ()


def letter_text(name: LetterName, occasion: Occasion, folder: Path | None = None) -> Words:
    """A letter for an occasion; `folder`/letters/NAME.txt.j2 comes before Rapport's own template.

    Raises `Lacking` where the occasion has too little, `Blocked` where the guard refuses, `TemplateMistake` where a
    template cannot be used.
    """
    kind = LETTERS[name]
    subject, paragraphs = _split(template_file(name, folder), _written(kind, occasion, folder))
    warnings = looked_at("\n\n".join((subject, *paragraphs)), kind, occasion)
    me = occasion.me
    sheet = name is LetterName.COVER_SHEET
    closing = ("Sincerely,", f"{me.name}, {me.title}", f"{me.practice}, {me.phone}")
    return Words(
        subject=subject,
        greeting="" if sheet else f"Dear {occasion.to.greeting},",
        paragraphs=paragraphs,
        closing=closing[1:] if sheet else closing,
        authorization=authorized(occasion) if kind.tells_of_client else "",
        warnings=warnings,
    )


def script(name: ScriptName, occasion: Occasion, folder: Path | None = None) -> Script:
    """What to say: first words, numbers, the ask, limits on file; raises what `letter_text` raises."""
    kind = SCRIPTS[name]
    paragraphs = _paragraphs(_written(kind, occasion, folder))
    lines = []
    for paragraph in paragraphs:
        label, colon, words = paragraph.partition(": ")
        if not colon:
            raise TemplateMistake(
                f'{template_file(name, folder)}: "{_short(label)}" has no label; begin with "Say first: "'
            )
        lines.append(Line(label=label, words=words))
    return Script(lines=tuple(lines), warnings=looked_at("\n\n".join(paragraphs), kind, occasion))


def template(name: LetterName | ScriptName) -> str:
    """A template's file, below the practice's folder or Rapport's own."""
    return f"letters/{name.value}.txt.j2"


def template_file(name: LetterName | ScriptName, folder: Path | None) -> str:
    """Where a template lies, as a mistake names it."""
    own = folder / template(name) if folder else None
    return str(own) if own and own.is_file() else template(name)


def authorized(occasion: Occasion) -> str:
    """The permission named on whatever tells of a client, whoever wrote the template."""
    given = occasion.authorization
    if given is None:
        return ""
    until = f", until {given.until.day} {given.until:%b %Y}" if given.until else ""
    return f"Sent under the client's authorization {given.id}{until}."


def looked_at(text: str, kind: Kind, occasion: Occasion) -> tuple[Finding, ...]:
    """The guard's warnings; what it blocks is raised, and what tells of a client where anybody may read it."""
    from outreach import ethics

    found = ethics.check(text, _names(occasion) if not kind.tells_of_client else ())
    open_ = kind.audience is Audience.OFFICE
    blocked = tuple(f for f in found if f.level is ethics.BLOCK or (open_ and f.rule in _NEVER_IN_THE_OPEN))
    if blocked:
        raise Blocked(blocked)
    return tuple(found)


def _names(occasion: Occasion) -> tuple[str, ...]:
    """The client's names, as far as nobody else in the letter is called so."""
    if occasion.client is None:
        return ()
    others = {word for name in (occasion.to.name, occasion.me.name, occasion.me.practice) for word in name.split()}
    last = occasion.client.name.split()[-1:]
    names = (occasion.client.name, *(word for word in last if word not in others))
    return () if occasion.to.name == occasion.client.name else names


def lacking(kind: Kind, occasion: Occasion) -> tuple[str, ...]:
    """Which parts are missing from an occasion."""
    return tuple(part for part in kind.needs if getattr(occasion, part) in (None, ()))


def seen(occasion: Occasion) -> dict[str, Any]:
    """What a template sees: the fields of `Occasion` by their names."""
    return {field.name: getattr(occasion, field.name) for field in fields(occasion)}


def filters() -> Mapping[str, Any]:
    """How a template writes time.

    `date` 3 December 2026, `day_month` 3 December, `weekday` Thursday 3 December, `hour` 10:30 am; `dates` for several.
    """
    return {"date": _date, "day_month": _day_month, "weekday": _weekday, "hour": _hour, "dates": _dates}


def _written(kind: Kind, occasion: Occasion, folder: Path | None) -> str:
    if parts := lacking(kind, occasion):
        raise Lacking(kind.name.value, parts)
    return rendered(template(kind.name), seen(occasion), folder, filters=filters())


def _split(file: str, text: str) -> tuple[str, tuple[str, ...]]:
    parts = _TEMPLATE.fullmatch(text.lstrip())
    if parts is None:
        raise TemplateMistake(f'{file}, line 1: begin with "Subject: " and a few words')
    return " ".join(parts["subject"].split()), tuple(_paragraphs(parts["body"]))


def _paragraphs(text: str) -> list[str]:
    return ["\n".join(_lines(block)) for block in re.split(r"\n\s*\n", text) if block.strip()]


def _lines(block: str) -> Iterator[str]:
    """A paragraph's lines joined, but each "- " on a line of its own."""
    line = ""
    for part in (" ".join(raw.split()) for raw in block.splitlines()):
        if part.startswith("- ") and line:
            yield line
            line = part
        else:
            line = f"{line} {part}".strip()
    if line:
        yield line


def _short(words: str) -> str:
    return words if len(words) <= 40 else words[:39] + "…"


def _date(value: date) -> str:
    return f"{known(value).day} {value:%B %Y}"


def _day_month(value: date) -> str:
    return f"{known(value).day} {value:%B}"


def _weekday(value: date) -> str:
    return f"{known(value):%A} {value.day} {value:%B}"


def _hour(value: datetime) -> str:
    return f"{known(value).hour % 12 or 12}:{value:%M} {'am' if value.hour < 12 else 'pm'}"


def _dates(values: tuple[date, ...]) -> str:
    each = [_day_month(value) for value in values]
    return " and ".join([", ".join(each[:-1]), each[-1]] if len(each) > 1 else each)
