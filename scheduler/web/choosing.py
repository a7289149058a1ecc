"""Choosing: the people and the measures that a form offers, by name on the practitioner's own screen."""

from collections.abc import Iterable, Mapping

from scheduler.borders import on_screen
from scheduler.facts import FactKind
from scheduler.history import History
from scheduler.people import Client, Provider
from scheduler.standing import Standing
from scheduler.web.fields import Option, Options
from scheduler.web.sight import Sight


def clients(history: History, sight: Sight) -> tuple[Options, ...]:
    """The clients whom she is shown: those in care first, then those whose programme has ended."""
    known = [c for c in history.people.clients.values() if sight.knows(c, history.people)]
    gone = {
        c.code for c in known if history.standing(c.code, history.today) in (Standing.DISCHARGED, Standing.DECEASED)
    }
    return _grouped(
        ("In care", (_client(c) for c in known if c.code not in gone)),
        ("Programme ended", (_client(c) for c in known if c.code in gone)),
    )


def providers(history: History, client: str | None) -> tuple[Options, ...]:
    """The providers; those of a client's care team first, where a client is named."""
    team = history.team(client) if client else {}
    known = history.people.providers.values()
    return _grouped(
        ("Care team", (_provider(p) for p in known if p.code in team)),
        ("Others" if team else "", (_provider(p) for p in known if p.code not in team)),
    )


def practitioners(history: History) -> tuple[Options, ...]:
    """The practitioners."""
    return _grouped(("", (Option(p.code, p.name) for p in history.people.practitioners.values())))


def measures(history: History, client: str | None) -> tuple[Options, ...]:
    """The measures by area; those that a client was measured by before come first."""
    before = {f.value for f in history.of(client, FactKind.MEASURE)}
    areas: dict[str, list[Option]] = {}
    for measure in history.catalogue.values():
        heading = "Measured before" if measure.id in before else str(measure.area).capitalize() or "Other"
        unit = f" ({measure.unit})" if measure.unit else ""
        areas.setdefault(heading, []).append(Option(measure.id, f"{measure.name}{unit}"))
    first = areas.pop("Measured before", [])
    others = areas.pop("Other", [])
    return _grouped(("Measured before", first), *areas.items(), ("Other", others))


def _grouped(*groups: tuple[str, Iterable[Option]]) -> tuple[Options, ...]:
    made = (Options(heading, tuple(options)) for heading, options in groups)
    return tuple(group for group in made if group.options)


def _client(client: Client) -> Option:
    return Option(client.code, on_screen(client.name))


def _provider(provider: Provider) -> Option:
    return Option(provider.code, f"{provider.name}, {provider.specialty}" if provider.specialty else provider.name)


def by_code(people: Mapping[str, Client], code: str | None) -> str:
    """A client's name on the screen, or nothing."""
    client = people.get(code or "")
    return on_screen(client.name) if client else ""
