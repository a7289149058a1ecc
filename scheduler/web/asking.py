"""Asking: the form of each kind of fact, made from the kinds' own table as the commands are, and how it is read."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TypeVar

from scheduler import clock
from scheduler.facts import KINDS, About, Fact, FactKind, FieldSpec, FieldType, KindSpec
from scheduler.facts.making import field_of, further_of, make, value_of
from scheduler.facts.permissions import BadFact
from scheduler.history import History
from scheduler.mistakes import Refusal
from scheduler.web import choosing
from scheduler.web.fields import Field, Option, Options, Widget, choices
from scheduler.web.sight import Sight
from scheduler.web.visits import Visit

T = TypeVar("T")

#: Before the name of a further field, so that it is no other's: a measure has a value, and what was measured is one.
FURTHER = "f_"
#: What stands behind "More", kind by kind: it is seldom needed.
_MORE: Mapping[FactKind, frozenset[str]] = {
    FactKind.MILESTONE: frozenset({"provider", "f_programme"}),
    FactKind.SESSION: frozenset({"at"}),
    FactKind.CHANGE: frozenset({"provider"}),
    FactKind.MEASURE: frozenset({"f_unit", "f_device", "f_protocol", "f_version", "f_note"}),
    FactKind.GOAL: frozenset({"f_unit", "f_better", "f_note"}),
    FactKind.LIMITS: frozenset({"on"}),
    FactKind.MEDICATION: frozenset({"provider"}),
    FactKind.VISIT: frozenset({"f_joint", "f_consent", "f_office", "f_agreed"}),
    FactKind.MEETING: frozenset({"practitioner", "f_minutes", "f_place"}),
    FactKind.REFERRAL: frozenset({"f_form"}),
    FactKind.CONTACT: frozenset({"at", "f_channel"}),
    FactKind.AUTHORIZATION: frozenset(
        {"f_what", "f_purpose", "f_signer", "f_authority", "f_discloser", "f_direction", "f_sensitive", "f_note"}
    ),
}
_LABELS = {
    "f_note": "Note",
    "f_until": "Last day it holds",
    "f_low": "Not below",
    "f_high": "Not above",
    "f_channel": "How",
    "f_value": "Number",
    "f_unit": "Unit",
    "f_side": "Side",
    "f_ends": "Or it ends with",
    "f_is": "What is preferred",
    "f_joint": "I go along",
    "f_consent": "The client agrees to that",
    "f_office": "The office agrees to that",
}
_HELPS = {
    "f_ends": "end of programme, discharge summary, or another event",
    "f_side": "left or right; may be empty",
    "f_channel": "phone, fax, e-mail, in person",
    "f_is": "60 days, fax, mornings",
}
#: These lie ahead, mostly: no day is taken for granted.
_NO_DAY = frozenset({FactKind.VISIT, FactKind.MEETING})
_WIDGETS = {FieldType.NUMBER: Widget.NUMBER, FieldType.DATE: Widget.DATE, FieldType.FLAG: Widget.TICK}


class Mistaken(Exception):
    """What was typed is no fact: what is wrong, by the name of the field; "" is the form as a whole."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__("mistaken")
        self.wrong = wrong


def fields_of(kind: FactKind, visit: Visit, history: History, sight: Sight, client: str | None) -> tuple[Field, ...]:
    """What is asked for a fact of a kind; `client` is whom it is about, where that is known."""
    spec = KINDS[kind]
    found = [*_people(spec, history, sight, client), _value(spec, history, client), *_moment(spec, visit)]
    found += [_further(spec, field, history) for field in _in_order(spec)]
    more = _MORE.get(kind, frozenset())
    return tuple(replace(f, more=f.name in more) for f in found if f is not None)


def _people(spec: KindSpec, history: History, sight: Sight, client: str | None) -> Iterator[Field]:
    nothing = "all of the care team" if spec.kind is FactKind.AUTHORIZATION else "nobody"
    for name, about in _abouts(spec):
        if about is not About.NO:
            may = nothing if about is About.MAY else None
            groups = _offered(name, history, sight, client)
            yield Field(name=name, label=name.capitalize(), widget=Widget.SELECT, groups=groups, nothing=may)


def _offered(name: str, history: History, sight: Sight, client: str | None) -> tuple[Options, ...]:
    match name:
        case "client":
            return choosing.clients(history, sight)
        case "provider":
            return choosing.providers(history, client)
        case _:
            return choosing.practitioners(history)


def _value(spec: KindSpec, history: History, client: str | None) -> Field | None:
    label = f"{spec.value_name[:1].upper()}{spec.value_name[1:]}" if spec.value_name != "value" else "What"
    if spec.kind in (FactKind.MEASURE, FactKind.GOAL):
        return Field(
            name="value", label="Measure", widget=Widget.SELECT, groups=choosing.measures(history, client), nothing=None
        )
    if not spec.values:
        return Field(name="value", label=label, value=spec.default or "")
    if len(spec.values) == 1:
        return None
    return Field(name="value", label=label, widget=Widget.CHOICE, groups=choices(spec.values), value=spec.default or "")


def _moment(spec: KindSpec, visit: Visit) -> Iterator[Field]:
    yield Field(
        name="on",
        label="Day",
        widget=Widget.DATE,
        value="" if spec.kind in _NO_DAY else visit.today.isoformat(),
    )
    if spec.timed:
        yield Field(name="at", label="Time", widget=Widget.TIME, help="may be empty")


def _in_order(spec: KindSpec) -> list[FieldSpec]:
    return sorted(spec.fields, key=lambda f: f.name == "note")


def _further(spec: KindSpec, field: FieldSpec, history: History) -> Field:
    name = FURTHER + field.name
    label = _LABELS.get(name, f"{field.help[:1].upper()}{field.help[1:]}")
    widget = Widget.NOTE if field.name == "note" else _WIDGETS.get(field.type, Widget.TEXT)
    if name == "f_cover":
        return Field(name=name, label=label, widget=Widget.SELECT, groups=choosing.practitioners(history), nothing="-")
    if name == "f_side":
        sides = (Options("", (Option("left", "Left"), Option("right", "Right"))),)
        return Field(name=name, label=label, widget=Widget.SELECT, groups=sides, nothing="no side")
    return Field(name=name, label=label, widget=widget, help=_HELPS.get(name, ""))


def typed(visit: Visit) -> dict[str, str]:
    """What a form said, field by field."""
    return {name: visit.request.form.get(name) for name, _ in visit.request.form.pairs}


def fact_of(kind: FactKind, visit: Visit, history: History, sight: Sight, *, identity: str = "") -> Fact:
    """The fact that a form tells of; raises `Mistaken` with everything that is wrong."""
    spec, said = KINDS[kind], typed(visit)
    wrong: dict[str, str] = {}
    people = {name: _person(name, about, said, history, sight, wrong) for name, about in _abouts(spec)}
    on, at = _day(spec, visit, said, wrong), None
    if spec.timed and said.get("at"):
        at = _caught("at", wrong, lambda: clock.time_of_day(said["at"]))
    further = {f.name: _said(f, visit, said, wrong) for f in spec.fields}
    value = said.get("value") or None
    _caught("value", wrong, lambda: value_of(spec, value))
    for field in spec.fields:
        if further[field.name]:
            _caught(FURTHER + field.name, wrong, partial(field_of, field.type, field.name, further[field.name]))
    if not any(FURTHER + name in wrong for name in further):
        try:
            further_of(spec, further, on or visit.today)
        except BadFact as error:
            wrong = _placed(spec, str(error)) | wrong
    if at is not None and on is not None:
        _caught("at", wrong, lambda: clock.check_wall(on, at, visit.house.practice.zone))
    if wrong or on is None:
        raise Mistaken(wrong)
    try:
        return make(
            kind,
            on=on,
            today=visit.today,
            value=value,
            at=at,
            fields=further,
            identity=identity,
            measures=visit.house.practice.measures,
            client=people.get("client"),
            provider=people.get("provider"),
            practitioner=people.get("practitioner"),
        )
    except BadFact as error:
        raise Mistaken(_placed(spec, str(error))) from None


def _abouts(spec: KindSpec) -> tuple[tuple[str, About], ...]:
    return (("client", spec.client), ("provider", spec.provider), ("practitioner", spec.practitioner))


def _person(
    name: str, about: About, said: Mapping[str, str], history: History, sight: Sight, wrong: dict[str, str]
) -> str | None:
    """The code that was chosen, if it is of somebody who was offered."""
    code = said.get(name, "")
    if about is About.NO or (not code and about is About.MAY):
        return None
    known = {
        "client": code in history.people.clients and sight.knows(history.people.clients[code], history.people),
        "provider": code in history.people.providers,
        "practitioner": code in history.people.practitioners,
    }
    if not known[name]:
        wrong[name] = f"Choose the {name}."
        return None
    return code


def _day(spec: KindSpec, visit: Visit, said: Mapping[str, str], wrong: dict[str, str]) -> date | None:
    if not said.get("on"):
        wrong["on"] = "Say on which day."
        return None
    return _caught("on", wrong, lambda: clock.parse_day(said["on"], visit.today, past=not spec.ahead))


def _said(field: FieldSpec, visit: Visit, said: Mapping[str, str], wrong: dict[str, str]) -> str:
    name = FURTHER + field.name
    text = said.get(name, "")
    if field.type is FieldType.DATE and text:
        day = _caught(name, wrong, lambda: clock.parse_day(text, visit.today))
        return day.isoformat() if day else ""
    return text


def _caught(name: str, wrong: dict[str, str], read: Callable[[], T]) -> T | None:
    """What a reader reads, or None with its words beside the field."""
    try:
        return read()
    except (BadFact, Refusal) as error:
        wrong.setdefault(name, sentence(str(error)))
        return None


def sentence(words: str) -> str:
    """Words as a sentence."""
    return f"{words[:1].upper()}{words[1:]}".rstrip(".") + "."


def _placed(spec: KindSpec, words: str) -> dict[str, str]:
    """What is wrong with a fact as a whole, beside the field that it speaks of."""
    first = words.partition(" ")[0]
    named = next((FURTHER + f.name for f in spec.fields if f.name == first), "")
    if spec.kind in (FactKind.MEASURE, FactKind.GOAL) and not named:
        named = "f_value"
    if spec.kind is FactKind.AUTHORIZATION and "names its end" in words:
        return {"f_until": "Say the last day it holds, or what it ends with (45 CFR 164.508(c)(1)(v))."}
    if spec.kind is FactKind.PREFERENCE:
        return {"f_is": "Say what is preferred, for example 60 days." if "--is" in words else sentence(words)}
    if "lies ahead" in words or "too long ago" in words:
        named = "on"
    if "needs somebody" in words:
        return {"": "Choose whom it is about."}
    return {named: sentence(words)}
