"""Other people's iCalendar, taken apart with patience: what is broken is told and passed over, never a reason to stop.

Only the properties that somebody asks for are kept, so that titles and notes of others are not even held in memory.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

#: Bytes; what is larger is not read.
LARGEST = 5_000_000

#: More than this many troubles help nobody.
_TOLD = 50
_DEEPEST = 10
_KINDS = frozenset(
    {"VCALENDAR", "VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VALARM", "STANDARD", "DAYLIGHT"}
)
_NAME = re.compile(r"([A-Za-z0-9_-]++)(?=[;:])")
#: Parameters (RFC 5545 3.2), quoted where they hold a colon, as they should be.
_STRICT = re.compile(r'((?:;[\w-]++=(?:"[^"]*+"|[^";:]*+)(?:,?"[^"]*+"|,[^";:]*+)*+)*+):(.*)', re.S)
#: What has a value without a colon may be split at the last one: some zone names hold a colon and no quotes.
_LOOSE = re.compile(r"((?:;.*)?):([^:]*)", re.S)
_PARAMETER = re.compile(r';([\w-]++)=((?:"[^"]*+"|[^";])*+)')
_WITH_COLONS = frozenset({"UID", "TZID", "ATTENDEE", "ORGANIZER"})
_DATED = re.compile(r"\d{4}-?\d\d")


@dataclass(slots=True)
class Troubles:
    """What was wrong with a file, in the order it was met; words of the file itself are never among it."""

    told: dict[str, None] = field(default_factory=dict)
    #: How many more there were than are kept.
    more: int = 0
    #: Whether something may be missing or wrong because of it.
    lost_any: bool = False

    def odd(self, text: str) -> None:
        """Something that should not be, and changes nothing."""
        if len(self.told) < _TOLD:
            self.told.setdefault(text)
        elif text not in self.told:
            self.more += 1

    def lost(self, text: str) -> None:
        """Something that could not be understood, so that the result may lack it."""
        self.lost_any = True
        self.odd(text)

    def words(self) -> tuple[str, ...]:
        """The first of them, and how many more there are."""
        return (*self.told, *([f"and {self.more} more"] if self.more else []))


@dataclass(frozen=True, slots=True)
class Line:
    """One property (RFC 5545 3.1)."""

    #: Where it begins in the file, from 1.
    number: int
    #: In capitals.
    name: str
    #: Names in capitals, values without quotes.
    params: dict[str, str]
    value: str


@dataclass(slots=True)
class Component:
    """What stands between a BEGIN and its END, as far as it was asked for."""

    #: In capitals.
    kind: str
    number: int
    lines: list[Line] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)

    @property
    def called(self) -> str:
        """The kind, if it is one of iCalendar's own: what else stands there could be anybody's words."""
        return f"{self.kind if self.kind in _KINDS else 'component'} of line {self.number}"

    def all(self, name: str) -> list[Line]:
        """Every property of a name."""
        return [line for line in self.lines if line.name == name]

    def one(self, name: str) -> Line | None:
        """The first property of a name."""
        return next((line for line in self.lines if line.name == name), None)

    def word(self, name: str) -> str:
        """The value of a property in capitals, "" if there is none."""
        line = self.one(name)
        return line.value.strip().upper() if line else ""

    def walk(self, kind: str) -> Iterator["Component"]:
        """The components of a kind that lie directly within."""
        return (part for part in self.parts if part.kind == kind)


def calendars(data: bytes, wanted: Collection[str], troubles: Troubles) -> list[Component]:
    """The VCALENDARs of a file, with the wanted properties only; entries outside of any are given one."""
    if len(data) > LARGEST:
        troubles.lost(f"the file is larger than {LARGEST // 1_000_000} MB and was not read")
        return []
    root = Component("", 0)
    opened = [root]
    for number, text in _unfolded(_decoded(data, troubles)):
        _take(number, text, opened, wanted, troubles)
    while len(opened) > 1:
        _leave(opened, troubles)
    return _wrapped(root, troubles)


def _wrapped(root: Component, troubles: Troubles) -> list[Component]:
    """What was found at the top, all of it in calendars."""
    found = list(root.walk("VCALENDAR"))
    stray = [part for part in root.parts if part.kind != "VCALENDAR"]
    if stray:
        troubles.odd(f"the {stray[0].called} stands outside of any calendar")
        found.append(Component("VCALENDAR", stray[0].number, parts=stray))
    if not found:
        troubles.lost("this is not a calendar (no BEGIN:VCALENDAR)")
    return found


def _decoded(data: bytes, troubles: Troubles) -> str:
    """The text, in whatever it was written; folds inside a character are mended first (RFC 5545 3.1)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        troubles.odd("the file is in UTF-16, not in UTF-8")
        return data.decode("utf-16", "replace")
    if data.startswith(b"\xef\xbb\xbf"):
        troubles.odd("the file begins with a byte order mark")
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\r\n", b"\r\n")
    if re.search(rb"\r(?!\n)|(?<!\r)\n", data):
        troubles.odd("lines do not end as they should (CR LF)")
    data, mended = re.subn(rb"\r?\n[ \t](?=[\x80-\xbf])", b"", data)
    if mended:
        troubles.odd("lines are folded inside of characters")
    if b"\x00" in data:
        troubles.odd("the file holds NUL characters")
        data = data.replace(b"\x00", b"")
    try:
        return data.decode()
    except UnicodeDecodeError:
        troubles.odd("the file is not in UTF-8")
        return data.decode("cp1252", "replace")


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Each content line with its number, whatever ends a line here, and whatever was folded."""
    begun, pieces = 1, [""]
    for number, piece in enumerate(re.split(r"\r?\n|\r", text), 1):
        if piece[:1] in (" ", "\t"):
            pieces.append(piece[1:])
        else:
            yield begun, "".join(pieces)
            begun, pieces = number, [piece]
    yield begun, "".join(pieces)


def _take(number: int, text: str, opened: list[Component], wanted: Collection[str], troubles: Troubles) -> None:
    """One content line: a BEGIN, an END, a property, or a trouble."""
    text = text.lstrip("\ufeff")
    if not text.strip():
        return
    named = _NAME.match(text)
    name = named[1].upper() if named else ""
    if name == "BEGIN":
        _begin(Component(text[6:].strip().upper(), number), opened, troubles)
    elif name == "END":
        _end(text[4:].strip().upper(), number, opened, troubles)
    elif not named:
        troubles.odd(f"line {number} is no property")
    elif len(opened) == 1:
        troubles.odd(f"line {number} stands outside of any calendar")
    elif name in wanted:
        line = _property(number, name, text[named.end() :])
        if line is None:
            troubles.lost(f"line {number} ({name}) cannot be read")
        else:
            opened[-1].lines.append(line)


def _begin(component: Component, opened: list[Component], troubles: Troubles) -> None:
    """Open a component; entries and calendars hold none of their own kind, so an END is missing there."""
    if component.kind in ("VEVENT", "VCALENDAR") and opened[-1].kind == component.kind:
        _leave(opened, troubles)
    if len(opened) > _DEEPEST:
        troubles.lost(f"line {component.number} begins a component too deep inside others")
    else:
        opened.append(component)


def _end(kind: str, number: int, opened: list[Component], troubles: Troubles) -> None:
    """Close the innermost component of a kind; what was left open inside it is lost."""
    if all(component.kind != kind for component in opened[1:]):
        troubles.odd(f"line {number} ends what did not begin")
        return
    while opened[-1].kind != kind:
        _leave(opened, troubles)
    done = opened.pop()
    opened[-1].parts.append(done)


def _leave(opened: list[Component], troubles: Troubles) -> None:
    """Give up the innermost component, which has no END; a calendar keeps the entries that are whole."""
    left = opened.pop()
    troubles.lost(f"the {left.called} has no END")
    if left.kind == "VCALENDAR":
        opened[-1].parts.append(left)


def _property(number: int, name: str, rest: str) -> Line | None:
    split = _STRICT.fullmatch(rest)
    if name not in _WITH_COLONS and not (split and _DATED.match(split[2])):
        split = _LOOSE.fullmatch(rest)
    if not split:
        return None
    params = {key.upper(): value.replace('"', "").strip() for key, value in _PARAMETER.findall(split[1])}
    return Line(number, name, params, split[2].strip())
