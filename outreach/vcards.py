"""vCards of offices: read in versions 2.1 to 4.0 (RFC 6350, RFC 2426, and what telephones write), written in 3.0.

Reading is lenient, for no two programs write them alike; writing is plain, for every program reads 3.0.
"""

import quopri
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

#: A longer line is a picture or no vCard; it is passed over.
_LONGEST = 20_000
#: Octets on a line (RFC 6350, 3.2).
_FOLD = 75


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """One property of a card."""

    name: str
    #: Parameters by name, in capitals, with their values in small letters.
    params: dict[str, frozenset[str]] = field(default_factory=dict)
    value: str

    @property
    def types(self) -> frozenset[str]:
        """The words of TYPE: "work", "fax", "home"."""
        return self.params.get("TYPE", frozenset())

    def parts(self) -> list[str]:
        """The components of a structured value, unescaped."""
        return [plain(part) for part in _split(self.value, ";")]

    def text(self) -> str:
        """The value as one text, unescaped."""
        return plain(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One card."""

    #: The line of its BEGIN.
    line: int
    properties: Sequence[Property]
    #: False where the file ends, or the next card begins, before its END.
    whole: bool = True

    def all(self, *names: str) -> list[Property]:
        """The properties of these names, in their order, the preferred ones first."""
        found = [p for p in self.properties if p.name in names and p.value.strip()]
        return sorted(found, key=_preference)

    def first(self, *names: str) -> str:
        """The first text of these names, or nothing."""
        return next((p.text() for p in self.all(*names)), "")


def cards(text: str) -> Iterator[Card]:
    """The cards of a file, whatever its ends of lines."""
    begun: int | None = None
    found: list[Property] = []
    for line, words in _unfolded(text):
        mark = words.strip().upper()
        if mark == "BEGIN:VCARD":
            if begun is not None:
                yield Card(line=begun, properties=found, whole=False)
            begun, found = line, []
        elif mark == "END:VCARD":
            if begun is not None:
                yield Card(line=begun, properties=found)
            begun = None
        elif begun is not None and len(words) <= _LONGEST and (one := _property(words)):
            found.append(one)
    if begun is not None:
        yield Card(line=begun, properties=found, whole=False)


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Lines put together again: a blank in front goes on (RFC 6350, 3.2), an = at a quoted-printable's end as well."""
    held, start = "", 0
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        if len(held) > _LONGEST and line[:1] in (" ", "\t"):
            continue
        if held and line[:1] in (" ", "\t"):
            held += line[1:]
        elif 0 < len(held) <= _LONGEST and held[-1] == "=" and _is_quoted(held) and line[:4].upper() != "END:":
            held = held[:-1] + line
        else:
            if held.strip():
                yield start, held
            held, start = line, number
    if held.strip():
        yield start, held


def _is_quoted(line: str) -> bool:
    return "QUOTED-PRINTABLE" in line.partition(":")[0].upper()


def _property(line: str) -> Property | None:
    head, value = _head(line)
    if value is None:
        return None
    first, *rest = _split(head, ";")
    name = first.rpartition(".")[2].strip().upper()  # "item1.TEL" is a TEL of a group
    params: dict[str, frozenset[str]] = {}
    for part in rest:
        key, equals, words = part.partition("=")
        if not equals:  # 2.1 writes the type alone: TEL;WORK;FAX:...
            key, words = ("ENCODING" if part.upper() in ("QUOTED-PRINTABLE", "BASE64") else "TYPE"), part
        key = key.strip().upper()
        params[key] = params.get(key, frozenset()) | {w.strip(' "').casefold() for w in words.split(",")}
    if "quoted-printable" in params.get("ENCODING", ()):
        value = _decoded(value, next(iter(params.get("CHARSET", ())), "utf-8"))
    if params.get("ENCODING", frozenset()) & {"b", "base64"}:
        return None
    return Property(name=name, params=params, value=value)


def _head(line: str) -> tuple[str, str | None]:
    """What stands before the colon that is not in quotes, and what stands behind it."""
    quoted = False
    for number, mark in enumerate(line):
        if mark == '"':
            quoted = not quoted
        elif mark == ":" and not quoted:
            return line[:number], line[number + 1 :]
    return line, None


def _decoded(value: str, charset: str) -> str:
    raw = quopri.decodestring(value.encode("utf-8", "replace"))
    try:
        return raw.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return raw.decode("utf-8", "replace")


def _split(text: str, mark: str) -> list[str]:
    """Parts between marks that are not escaped; an escaped backslash escapes nothing."""
    parts, start = [], 0
    for found in re.finditer(rf"\\.|{re.escape(mark)}", text, re.DOTALL):
        if found[0] == mark:
            parts.append(text[start : found.start()])
            start = found.end()
    return [*parts, text[start:]]


_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def plain(text: str) -> str:
    """A text without its escapes (RFC 6350, 3.4)."""
    return _ESCAPED.sub(lambda m: "\n" if m[1] in "nN" else m[1], text).strip()


def _preference(found: Property) -> int:
    """PREF=1 before TYPE=pref before the others (RFC 6350, 5.3)."""
    pref = next(iter(found.params.get("PREF", ())), "")
    if pref.isascii() and pref.isdigit():
        return min(int(pref[:4]), 100)
    return 1 if "pref" in found.types else 101


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A provider as a card names one."""

    #: Stands for the provider for good, and says nothing of them.
    uid: str
    name: str
    credentials: str = ""
    specialty: str = ""
    office: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    npi: str = ""


def written(offices: Iterable[Office]) -> str:
    """Cards in version 3.0, which address books of all makes read."""
    return "".join(_card(office) for office in offices)


def _card(office: Office) -> str:
    family, given, prefix = _names(office.name)
    names = ";".join(map(_escaped, (family, given, "", prefix, office.credentials)))
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"UID:{office.uid}",
        f"FN:{_escaped(office.name)}",
        f"N:{names}",
        *(f"ORG:{_escaped(text)}" for text in [office.office] if text),
        *(f"ROLE:{_escaped(text)}" for text in [office.specialty] if text),
        *(f"TEL;TYPE=WORK,VOICE:{_escaped(text)}" for text in [office.phone] if text),
        *(f"TEL;TYPE=WORK,FAX:{_escaped(text)}" for text in [office.fax] if text),
        *(f"EMAIL;TYPE=INTERNET:{_escaped(text)}" for text in [office.email] if text),
        *(f"X-NPI:{text}" for text in [office.npi] if text),
        "END:VCARD",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _names(name: str) -> tuple[str, str, str]:
    words = name.partition(",")[0].split()
    prefix = words.pop(0) if len(words) > 1 and words[0].rstrip(".").casefold() in ("dr", "prof") else ""
    return (words[-1] if words else "", " ".join(words[:-1]), prefix)


def _escaped(text: str) -> str:
    for mark, safe in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(mark, safe)
    return text


def _folded(line: str) -> Iterator[str]:
    """Parts of at most 75 octets, no character cut in two."""
    part, size = "", 0
    for character in line:
        width = len(character.encode("utf-8", "replace"))
        if size + width > _FOLD:
            yield part
            part, size = " ", 1
        part, size = part + character, size + width
    yield part
