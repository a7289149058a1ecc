"""Address books as providers: vCards, and the CSV that Google and Outlook write.

An address book holds friends and family too: taken is who shows a sign of an office (a title, letters behind the
name, an NPI, an organization, a fax). The others are left out, and counted.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from outreach import vcards
from outreach.vcards import Card
from scheduler.importing.extracts import Extract, Part, table
from scheduler.importing.language import Expression, Written
from scheduler.importing.outcome import LeftOut, Rejected
from scheduler.importing.reading import Row, Writing, rows
from scheduler.importing.targets import Person
from scheduler.mistakes import Refusal

#: Larger ones are refused: a practice's offices fit into a hundredth of it.
LARGEST = 50_000_000
_SOURCE = "contacts"
_FIELDS = ("name", "credentials", "specialty", "npi", "phone", "fax", "email", "office")
_COLUMNS = ("uid", *_FIELDS)
_NO_OFFICE = "nothing says that this is an office: no title, no letters behind the name, no organization, fax or NPI"
_LETTERS = re.compile(
    r"\b(?:M\.?D|D\.?O|N\.?P|P\.?A|PA-C|D\.?P\.?T|P\.?T|O\.?T|R\.?D|R\.?N|D\.?C|Ph\.?D|A\.?T\.?C)\.?$"
)
_NPI = re.compile(r"\bNPI\W{0,4}(\d{10})\b", re.IGNORECASE)


def cards(path: Path) -> Extract:
    """The providers of a file of vCards; raises `Refusal`."""
    rows: list[Row] = []
    broken: list[Rejected] = []
    for card in vcards.cards(_text(path)):
        if card.whole:
            rows.append(_row(card.line, _of_card(card)))
        else:
            broken.append(Rejected(path.name, card.line, "the card has no END:VCARD"))
    return _extract(path.name, rows, broken)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise Refusal(f"{path.name} is larger than {LARGEST // 1_000_000} MB; this is not an address book")
        raw = path.read_bytes()
    except OSError as error:
        raise Refusal(f"cannot read {path.name}: {error.strerror}") from None
    try:
        if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return raw.decode("utf-16")
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")  # what Windows wrote before it knew better


def _of_card(card: Card) -> dict[str, str]:
    names = [p.parts() for p in card.all("N")][:1]
    family, given, middle, prefix, suffix = ([*names[0], "", "", "", "", ""] if names else [""] * 5)[:5]
    structured = " ".join(part for part in (prefix, given, middle, family) if part)
    full = card.first("FN") or structured
    if prefix.rstrip(".").casefold() in ("dr", "prof") and not full.casefold().startswith(prefix.casefold()[:2]):
        full = f"{prefix} {full}"
    organization = ", ".join(part for p in card.all("ORG")[:1] for part in p.parts() if part)
    address = ", ".join(_line(part) for p in _at_work(card, "ADR")[:1] for part in p.parts() if part)
    return {
        "uid": card.first("UID"),
        "name": full or organization,
        "credentials": suffix,
        "specialty": card.first("ROLE") or card.first("TITLE"),
        "npi": card.first("X-NPI") or _npi(card.first("NOTE")),
        "phone": _number(_at_work(card, "TEL"), fax=False),
        "fax": _number(_at_work(card, "TEL"), fax=True),
        "email": next((p.text() for p in _at_work(card, "EMAIL")), ""),
        "office": ", ".join(part for part in (_line(organization), address) if part),
    }


def _at_work(card: Card, name: str) -> list[vcards.Property]:
    """The properties of this name, those of the office first."""
    return sorted(card.all(name), key=lambda p: "home" in p.types and "work" not in p.types)


def _number(found: Iterable[vcards.Property], *, fax: bool) -> str:
    for one in found:
        if any("fax" in word for word in one.types) is fax and not one.types & {"pager", "textphone"}:
            return one.text().removeprefix("tel:").replace(";ext=", " ext. ")
    return ""


def _npi(note: str) -> str:
    found = _NPI.search(note)
    return found[1] if found else ""


def _line(text: str) -> str:
    return " ".join(text.split())


# ------------------------------------------------------------------------------------------- Google and Outlook

_GOOGLE = ("First Name", "Given Name", "Organization Name", "Organization 1 - Name", "E-mail 1 - Value")
_OUTLOOK = ("Business Phone", "Business Fax", "E-mail Address", "Email Address")


def looks_like_a_book(line: bytes) -> bool:
    """Whether a first line may be an address book's: cheap, and asked of every file."""
    return any(word.encode() in line for word in (*_GOOGLE[2:], *_OUTLOOK))


def book(path: Path, columns: Sequence[str]) -> Extract | None:
    """The providers of an export by Google or Outlook, or None where the columns are not theirs."""
    have = set(columns)
    google = bool(have & set(_GOOGLE[:2])) and bool(have & set(_GOOGLE[2:]))
    outlook = bool(have & {"First Name", "Last Name"}) and bool(have & set(_OUTLOOK))
    if not google and not outlook:
        return None
    taken: list[Row] = []
    broken: list[Rejected] = []
    for row in rows(path, Writing()):
        if row.fault:
            broken.append(Rejected(path.name, row.line, row.fault))
            continue
        cells = {name: cell.strip() for name, cell in zip(columns, row.cells, strict=True)}
        taken.append(_row(row.line, _of_google(cells) if google else _of_outlook(cells)))
    return _extract(path.name, taken, broken)


def _of_google(cells: Mapping[str, str]) -> dict[str, str]:
    phones = dict(_labelled(cells, "Phone"))
    emails = _labelled(cells, "E-mail")
    fax = next((number for label, number in phones.items() if "fax" in label), "")
    voice = sorted(
        ((label, n) for label, n in phones.items() if "fax" not in label and "pager" not in label), key=_work
    )
    prefix = _first(cells, "Name Prefix")
    given, family = _first(cells, "First Name", "Given Name"), _first(cells, "Last Name", "Family Name")
    organization = _first(cells, "Organization Name", "Organization 1 - Name")
    name = " ".join(p for p in (prefix, given, _first(cells, "Middle Name", "Additional Name"), family) if p)
    address = next((_line(text) for _label, text in sorted(_labelled(cells, "Address", "Formatted"), key=_work)), "")
    return {
        "uid": "",
        "name": name or _first(cells, "Name", "File As") or organization,
        "credentials": _first(cells, "Name Suffix"),
        "specialty": _first(cells, "Organization Title", "Organization 1 - Title"),
        "npi": _npi(_first(cells, "Notes")),
        "phone": voice[0][1] if voice else "",
        "fax": fax,
        "email": next((text for _label, text in sorted(emails, key=_work)), ""),
        "office": ", ".join(p for p in (organization, address) if p),
    }


def _labelled(cells: Mapping[str, str], what: str, value: str = "Value") -> Iterator[tuple[str, str]]:
    """The numbered groups of Google: "Phone 1 - Label" (or Type), "Phone 1 - Value"; several in one cell by :::."""
    for number in range(1, 10):
        words = cells.get(f"{what} {number} - {value}", "")
        label = cells.get(f"{what} {number} - Label") or cells.get(f"{what} {number} - Type", "")
        for count, text in enumerate(words.split(" ::: ")):
            if text.strip():
                yield f"{label.strip('* ').casefold()} {number}.{count}", text.strip()


def _work(pair: tuple[str, str]) -> tuple[bool, bool]:
    return "work" not in pair[0], "home" in pair[0]


def _of_outlook(cells: Mapping[str, str]) -> dict[str, str]:
    parts = [_first(cells, word) for word in ("Title", "First Name", "Middle Name", "Last Name")]
    company = _first(cells, "Company")
    streets = ("Business Street", "Business City", "Business State", "Business Postal Code")
    address = ", ".join(_line(text) for text in (_first(cells, street) for street in streets) if text)
    return {
        "uid": "",
        "name": " ".join(part for part in parts if part) or company,
        "credentials": _first(cells, "Suffix"),
        "specialty": _first(cells, "Job Title", "Profession"),
        "npi": _npi(_first(cells, "Notes")),
        "phone": _first(cells, "Business Phone", "Company Main Phone", "Primary Phone", "Mobile Phone"),
        "fax": _first(cells, "Business Fax", "Other Fax"),
        "email": _first(cells, "E-mail Address", "Email Address", "E-mail 2 Address"),
        "office": ", ".join(part for part in (company, address) if part),
    }


def _first(cells: Mapping[str, str], *names: str) -> str:
    return next((cells[name] for name in names if cells.get(name)), "")


# ------------------------------------------------------------------------------------------------- what is taken


def _row(line: int, told: Mapping[str, str]) -> Row:
    texts = {name: _clean(text) for name, text in told.items()}
    name, comma, letters = texts["name"].partition(",")
    if comma and _LETTERS.search(letters.strip()) and not texts["credentials"]:
        texts |= {"name": name.strip(), "credentials": letters.strip()}
    return Row(line, [texts[column] for column in _COLUMNS])


def _clean(text: str) -> str:
    """Without control characters and halves of characters, which no field takes."""
    whole = text.encode("utf-8", "ignore").decode()
    return "".join(c if c.isprintable() else " " for c in whole).strip()


def _is_office(row: Row) -> bool:
    told = dict(zip(_COLUMNS, row.cells, strict=True))
    title = told["name"].casefold().partition(" ")[0].rstrip(".") in ("dr", "prof")
    return title or any(told[name] for name in ("credentials", "specialty", "npi", "fax", "office"))


def _extract(name: str, rows: Sequence[Row], broken: Sequence[Rejected]) -> Extract:
    offices = [row for row in rows if _is_office(row)]
    others = Counter({_NO_OFFICE: len(rows) - len(offices)})
    by_name: Written = Expression(columns=["name", "phone"])
    key: list[Written] = [Expression(first_of=["uid", "npi", by_name])]
    fields: dict[str, Written] = {field: field for field in _FIELDS}
    makes = table(name, Person.PROVIDER, key, fields)
    return Extract(
        name=name,
        counted="line",
        source=_SOURCE,
        fold=True,
        parts=[Part(columns=_COLUMNS, rows=offices, tables=[makes])],
        left_out=[LeftOut(makes.label, reason, count) for reason, count in others.items() if count],
        rejected=broken,
    )
