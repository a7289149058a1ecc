"""Making a fact out of texts that a person typed or a file held; what does not fit its kind is told in words."""

import difflib
import math
import re
from collections.abc import Mapping
from datetime import date, time
from functools import cache

from outreach.measures import Measure
from outreach.measures import measures as packaged_measures
from scheduler.facts import Fact, Scalar, permissions, readings
from scheduler.facts.kinds import KINDS, About, FactKind, FieldType, KindSpec
from scheduler.facts.permissions import BadFact
from scheduler.spans import BadSpan, Unit, parse_span

#: Longer texts are a mistake (a whole file in one cell), not a note.
LONGEST = 2000
_EARLIEST = date(1900, 1, 1)
#: The least that each of these fields can be.
_COUNTED = {"minutes": 1, "people": 1, "count": 0, "amount": 0}


def make(
    kind: FactKind,
    *,
    on: date,
    today: date,
    value: str | None = None,
    at: time | None = None,
    client: str | None = None,
    provider: str | None = None,
    practitioner: str | None = None,
    fields: Mapping[str, str] | None = None,
    identity: str = "",
    measures: Mapping[str, Measure] | None = None,
) -> Fact:
    """A fact that is not stored yet (its number is 0); raises `BadFact`. Usual measures: the packaged ones."""
    measures = packaged_measures() if measures is None else measures
    spec = KINDS[kind]
    _check_people(spec, client, provider, practitioner)
    if on < _EARLIEST:
        raise BadFact(f"{on} is too long ago")
    if on > today and not spec.ahead:
        raise BadFact(f"{on} lies ahead; a {kind} is recorded when it has happened")
    if at is not None and not spec.timed:
        raise BadFact(f"{article(kind)} has no time of day")
    named = value_of(spec, value)
    data = further_of(spec, fields or {}, on)
    if kind in (FactKind.MEASURE, FactKind.GOAL):
        named = readings.measure_named(named, measures)
        readings.check(kind, named, data, on, measures)
    match kind:
        case FactKind.PREFERENCE:
            data = _preference(named, data)
        case FactKind.AUTHORIZATION if named == "signed":
            data = permissions.authorization(data)
        case FactKind.OPT_OUT | FactKind.CONSENT:
            data = permissions.way(data)
        case _:
            pass
    return Fact(
        number=0,
        kind=kind,
        value=named,
        on=on,
        at=at,
        client=client,
        provider=provider,
        practitioner=practitioner,
        data=data,
        identity=identity,
    )


def plain(text: str) -> str:
    """A word as the closed lists write it: small letters, blanks for underscores."""
    return re.sub(r"[\s_]+", " ", text.strip()).lower()


def article(kind: FactKind) -> str:
    """A kind with its article: an authorization, a visit."""
    return f"{'an' if kind.value[0] in 'aeiou' else 'a'} {kind}"


def _check_people(spec: KindSpec, client: str | None, provider: str | None, practitioner: str | None) -> None:
    for who, code, about in (
        ("client", client, spec.client),
        ("provider", provider, spec.provider),
        ("practitioner", practitioner, spec.practitioner),
    ):
        if code is None and about is About.NEEDED:
            raise BadFact(f"{article(spec.kind)} needs a {who}")
        if code is not None and about is About.NO:
            raise BadFact(f"{article(spec.kind)} does not name a {who}")
    if not any((client, provider, practitioner)):
        raise BadFact(f"{article(spec.kind)} needs somebody whom it is about")


def value_of(spec: KindSpec, value: str | None) -> str:
    """A value as the closed list of its kind writes it; raises `BadFact`."""
    if value in spec.values:
        return value
    if value is None or not value.strip():
        if spec.default is None:
            listed = f": {', '.join(spec.values)}" if spec.values else ""
            raise BadFact(f"say which {spec.value_name}{listed}")
        return spec.default
    word = plain(value)
    if not spec.values:
        return _text(spec.value_name, value.strip(), 80)
    for known in spec.values:
        if word.replace("-", " ") == known.replace("-", " "):
            return known
    near = difflib.get_close_matches(word, spec.values, n=1)
    hint = f"did you mean {near[0]}?" if near else f"valid: {', '.join(spec.values)}"
    raise BadFact(f"that {spec.value_name} is not known; {hint}")


def further_of(spec: KindSpec, given: Mapping[str, str], on: date) -> Mapping[str, Scalar]:
    """The further fields of a fact, and what its kind cannot be without; raises `BadFact`."""
    data: dict[str, Scalar] = {}
    known = _types_of(spec.kind)
    for name, text in given.items():
        if not text.strip():
            continue
        if name not in known:
            listed = ", ".join(known) or "none"
            raise BadFact(f"{article(spec.kind)} has no field {name}; its fields: {listed}")
        data[name] = field_of(known[name], name, text.strip())
    if "until" in data and date.fromisoformat(str(data["until"])) < on:
        raise BadFact(f"until {data['until']} is before {on}")
    if spec.kind in (FactKind.MEASURE, FactKind.GOAL) and "value" not in data:
        raise BadFact(f"{article(spec.kind)} needs its value")
    if spec.kind is FactKind.GIFT and "amount" not in data:
        raise BadFact("a gift needs its worth in dollars (amount)")
    for name in _COUNTED.keys() & data.keys() if data else ():
        number = data[name]
        if isinstance(number, int | float) and number < _COUNTED[name]:
            raise BadFact(f"{name} is less than nothing")
    return data


@cache
def _types_of(kind: FactKind) -> Mapping[str, FieldType]:
    return {field.name: field.type for field in KINDS[kind].fields}


def _preference(name: str, data: Mapping[str, Scalar]) -> Mapping[str, Scalar]:
    """A preference that a rule reads is checked and written in full: 60d becomes 60 days."""
    text = str(data.get("is", ""))
    if not text:
        raise BadFact('say what is preferred, as in --is "60 days"')
    if name not in ("cadence", "pace"):
        return data
    try:
        span = parse_span(text)
    except BadSpan as error:
        raise BadFact(str(error)) from None
    if span.count == 0:
        raise BadFact("an interval of 0 would never end; give at least 1")
    if name == "pace" and span.unit is not Unit.BUSINESS_DAY:
        raise BadFact(f'a pace is counted in business days, as in "{span.count} business days"')
    return {**data, "is": str(span)}


def field_of(type_: FieldType, name: str, text: str) -> Scalar:
    """The content of one further field, of its type; raises `BadFact`."""
    match type_:
        case FieldType.NUMBER:
            return _number(name, text)
        case FieldType.DATE:
            try:
                return date.fromisoformat(text).isoformat()
            except ValueError:
                raise BadFact(f"{name} is not a date; write for example 2026-11-24") from None
        case FieldType.FLAG:
            if text.lower() not in ("yes", "no", "true", "false", "1", "0"):
                raise BadFact(f"{name} is yes or no")
            return text.lower() in ("yes", "true", "1")
        case FieldType.TEXT | FieldType.SPAN:
            return _text(name, text, LONGEST)


def _number(name: str, text: str) -> float | int:
    try:
        number = float(text)
    except ValueError:
        raise BadFact(f"{name} is not a number") from None
    if not math.isfinite(number) or abs(number) > 1e9:
        raise BadFact(f"{name} is not a usable number")
    return int(number) if number.is_integer() and "." not in text else number


def _text(name: str, text: str, longest: int) -> str:
    if len(text) > longest:
        raise BadFact(f"{name} is {len(text):,} characters long; at most {longest:,} fit")
    if any(ord(c) < 32 and c not in "\n\t" for c in text):
        raise BadFact(f"{name} holds control characters")
    return text
