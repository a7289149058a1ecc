"""The two files that need no map: clients.csv and providers.csv, known by their columns."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from scheduler.facts import FactKind
from scheduler.importing.language import Expression, ImportTable, Test, Written
from scheduler.importing.mapping import Table, with_place
from scheduler.importing.reading import File, Writing, header, names_of
from scheduler.importing.targets import Person, Target
from scheduler.mistakes import Refusal, nearest


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """A file that needs no map. Only `name` has to be there; other columns may be left out or left empty."""

    name: str
    #: Each column, and what it holds.
    columns: Mapping[str, str]
    #: The tables that such a file with these columns is read by.
    tables: Callable[[Collection[str]], list[Table]]


def template(name: str) -> str:
    """A template's first line, ready to be filled in; raises `KeyError`."""
    return ",".join(TEMPLATES[name].columns) + "\r\n"


def recognised(path: File, writing: Writing) -> tuple[tuple[str, ...], list[Table]]:
    """The columns of a file made from a template, and the tables that read it; raises `Refusal`."""
    columns = tuple(map(_plain, header(path, writing)))
    found = _best(path, columns)
    if found is None:
        listed = " or ".join(TEMPLATES)
        raise Refusal(
            f"{path.name} is not made from a template ({listed}); say what its columns mean: --map MAP.toml, "
            "or start from: rapport import --template"
        )
    _refuse_unknown(path, columns, found)
    for number, column in enumerate(columns, 1):
        if column in columns[: number - 1]:
            raise Refusal(f"{path.name}, line 1: two columns are called `{column}`")
    if "name" not in columns:
        raise Refusal(f"{path.name}, line 1: the column `name` is missing ({found.name})")
    return columns, found.tables(columns)


#: What the columns are called elsewhere.
_CALLED = {
    **dict.fromkeys(("client", "client name", "full name", "patient", "patient name", "provider", "doctor"), "name"),
    **dict.fromkeys(("dob", "date of birth", "birth date", "birthday"), "born"),
    **dict.fromkeys(("cell", "mobile", "cell phone", "telephone", "phone number", "office phone"), "phone"),
    **dict.fromkeys(("email address", "mail"), "email"),
    **dict.fromkeys(("referred by", "referral", "referring doctor", "referring physician"), "referring provider"),
    **dict.fromkeys(("pcp", "primary care", "primary care physician", "family doctor"), "primary care provider"),
    **dict.fromkeys(("first eval", "evaluation", "first assessment", "initial assessment", "start"), "assessment"),
    **dict.fromkeys(("next md visit", "next appointment", "next doctor visit"), "next visit"),
    **dict.fromkeys(("authorization", "release until", "release thru", "consent until"), "authorization until"),
    **dict.fromkeys(("practice", "clinic", "address", "organization"), "office"),
}


def _refuse_unknown(path: File, columns: Sequence[str], found: Template) -> None:
    """Every column that is not the template's, at once, with what may be meant."""
    unknown = [column for column in columns if column not in found.columns]
    if not unknown:
        return
    told = []
    for column in unknown:
        meant = _CALLED.get(column)
        words = f"did you mean `{meant}`?" if meant in found.columns else nearest(column, found.columns)
        told.append(
            f"{path.name}, line 1: unknown column `{column[:40]}`" + (f"; {words}" if words.startswith("did") else "")
        )
    raise Refusal(
        "\n".join(told)
        + f"\nIt is read as {found.name}, whose columns are: {', '.join(found.columns)}. Rename the column, "
        "take it out, or say what the columns mean: --map MAP.toml"
    )


def _best(path: File, columns: Sequence[str]) -> Template | None:
    """The template that the file's name says, else the one that knows most of the columns."""
    known = {template: sum(c in template.columns for c in columns) for template in TEMPLATES.values()}
    for template, count in known.items():
        if template.name.removesuffix(".csv") in names_of(path)[0].lower() and count:
            return template
    most = max(known.values())
    best = [template for template, count in known.items() if count == most]
    if most * 2 <= len(columns):
        return None
    if len(best) > 1:
        raise Refusal(f"{path.name} could be {' or '.join(TEMPLATES)}; name the file so, or add a column of its own")
    return best[0]


def _plain(column: str) -> str:
    return re.sub(r"[\s_]+", " ", column.strip().lower()).replace("e-mail", "email")


def _table(makes: Target, key: list[Written], fields: Mapping[str, Written], **more: object) -> Table:
    file = "clients.csv" if makes is Person.CLIENT or "client" in fields else "providers.csv"
    values: dict[str, object] = {"file": file, "makes": makes.value, "key": key, "fields": dict(fields), **more}
    return with_place(ImportTable(**values), "template", makes, quiet=True)  # type: ignore[arg-type]


def _given(column: str) -> list[Test]:
    return [Test(column=column, empty=False)]


_CLIENT = MappingProxyType(
    {
        "name": "first and last name",
        "born": "date of birth; tells apart two clients of one name",
        "phone": "the phone number",
        "email": "the e-mail address",
        "practitioner": "who is in charge, by code or name; the first practitioner, if left empty",
        "referring provider": "by name, as in providers.csv or on file",
        "primary care provider": "by name",
        "assessment": "the day of the first assessment",
        "last report": "the day on which the last report went to the referring (else primary care) provider",
        "next visit": "the next visit to a provider: a date, or a date and a time",
        "next visit with": "by name",
        "authorization until": "the last day on which the care team may be told",
    }
)
_PROVIDER = MappingProxyType(
    {
        "name": "first and last name",
        "credentials": "MD, DPT",
        "specialty": "as in orthopedics",
        "npi": "ten digits",
        "phone": "the phone number",
        "fax": "the fax number",
        "email": "the e-mail address",
        "office": "the practice or the address",
        "hours": "Mon-Thu 08:30-17:00, Fri 9-12",
        "tier": "A, B or C: how close you want to stay",
        "last contact": "the day on which you last reached the provider",
        "last report": "the day on which you last sent a report, whoever it was about",
        "zone": "America/New_York; the practice's, if left empty",
        "channel": "how the provider likes to be told: phone, fax, email, mail",
        "contact": "whom to ask for at the office",
        "best time": "when to call, in your words",
    }
)


def _clients(have: Collection[str]) -> list[Table]:
    whose = [c for c in ("name", "born") if c in have]
    client = Expression(columns=whose)
    key: list[Written] = [client]
    fields: dict[str, Written] = {c: c for c in ("name", "born", "phone", "email", "practitioner") if c in have}
    tables = [_table(Person.CLIENT, key, fields)]
    for column, role in (("referring provider", "referring"), ("primary care provider", "primary care")):
        if column in have:
            of: dict[str, Written] = {
                "client": client,
                "provider": Expression(column=column, by="name"),
                "value": Expression(constant=role),
            }
            tables.append(_table(FactKind.CARE_TEAM, key, of, name=role, where=_given(column)))
    if "assessment" in have:
        of = {"client": client, "on": "assessment", "value": Expression(constant="assessment")}
        tables.append(_table(FactKind.MILESTONE, key, of, name="assessment", where=_given("assessment")))
    tellable: list[Written] = [c for c in ("referring provider", "primary care provider") if c in have]
    if "last report" in have:
        of = {"client": client, "on": "last report"}
        if tellable:
            of["provider"] = Expression(first_of=tellable, by="name")
        tables.append(_table(FactKind.REPORT, [client, "last report"], of, where=_given("last report")))
    if "next visit" in have:
        of = {"client": client, "on": "next visit"}
        if "next visit with" in have:
            of["provider"] = Expression(column="next visit with", by="name")
        tables.append(_table(FactKind.VISIT, key, of, name="next", where=_given("next visit"), while_ahead=True))
    if "authorization until" in have:
        of = {"client": client, "until": "authorization until"}
        where = _given("authorization until")
        tables.append(_table(FactKind.AUTHORIZATION, key, of, where=where))
    return tables


def _providers(have: Collection[str]) -> list[Table]:
    by_name = Expression(columns=[c for c in ("name", "phone") if c in have])
    provider: Written = Expression(first_of=["npi", by_name]) if "npi" in have else by_name
    fields: dict[str, Written] = {
        column.replace(" ", "_"): column for column in _PROVIDER if column in have and not column.startswith("last ")
    }
    tables = [_table(Person.PROVIDER, [provider], fields)]
    for column, outcome in (("last contact", "reached"), ("last report", "letter sent")):
        if column in have:
            of: dict[str, Written] = {"provider": provider, "on": column, "value": Expression(constant=outcome)}
            tables.append(_table(FactKind.CONTACT, [provider, column], of, name=column, where=_given(column)))
    return tables


TEMPLATES: Mapping[str, Template] = MappingProxyType(
    {
        "clients.csv": Template("clients.csv", _CLIENT, _clients),
        "providers.csv": Template("providers.csv", _PROVIDER, _providers),
    }
)
