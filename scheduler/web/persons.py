"""New people in the browser, and what is on file of them changed: the same making as by the commands."""

from collections.abc import Callable, Mapping
from functools import partial

from calendars.feed import Answer
from scheduler.enrolling import change_client, change_provider, enter_client, enter_provider
from scheduler.facts import Fact, FactKind
from scheduler.facts.making import make
from scheduler.history import History
from scheduler.making_people import CHANNELS, BadPerson, Told, make_client, make_provider
from scheduler.mistakes import Refusal
from scheduler.people import Provider, Role, Tier, shown_phone
from scheduler.replanning import history_of
from scheduler.store import people
from scheduler.store.people import hours_text
from scheduler.store.tx import Transaction
from scheduler.web import answers, choosing, once
from scheduler.web.acts import planned_first
from scheduler.web.asking import Mistaken, sentence, typed
from scheduler.web.fields import Field, Option, Options, Widget, choices, told
from scheduler.web.pages import shown
from scheduler.web.sight import Sight, sight_of
from scheduler.web.visits import Visit

_TEAM = {"referring": Role.REFERRING, "primary_care": Role.PRIMARY_CARE}
CLIENT_FIELDS = ("name", "born", "phone", "email")
PROVIDER_FIELDS = (
    *("name", "credentials", "specialty", "phone", "fax", "best_time", "contact", "tier", "channel"),
    *("office", "email", "hours", "npi", "zone"),
)


def _client_fields(history: History, sight: Sight, visit: Visit, *, new: bool) -> tuple[Field, ...]:
    born = "the office files by it; may be empty until the first report"
    fields = [
        Field(name="name", label="Name"),
        Field(name="born", label="Date of birth", widget=Widget.DATE, help=born),
        Field(name="phone", label="Phone", keys="tel"),
        Field(name="email", label="E-mail", keys="email", more=new),
    ]
    offered = choosing.providers(history, None)
    if new:
        fields += [
            Field(name="referring", label="Referred by", widget=Widget.SELECT, groups=offered, nothing="nobody"),
            Field(name="primary_care", label="Primary care", widget=Widget.SELECT, groups=offered, nothing="nobody"),
        ]
    if sight.everything and len(history.people.practitioners) > 1:
        groups = choosing.practitioners(history)
        fields.append(
            Field(name="practitioner", label="In charge", widget=Widget.SELECT, groups=groups, value=visit.me.code)
        )
    return tuple(fields)


def _provider_fields() -> tuple[Field, ...]:
    tiers = (Options("", tuple(Option(t.value, t.value) for t in Tier)),)
    return (
        Field(name="name", label="Name", help="Dr. Alan Lee"),
        Field(name="specialty", label="Specialty", help="orthopedics"),
        Field(name="phone", label="Phone", keys="tel"),
        Field(name="fax", label="Fax", keys="tel"),
        Field(name="best_time", label="Best time to call", help="mornings"),
        Field(name="tier", label="How close to keep the office", widget=Widget.SELECT, groups=tiers, nothing="not set"),
        Field(name="credentials", label="Credentials", help="MD, DPT", more=True),
        Field(name="contact", label="Whom to ask for", more=True),
        Field(
            name="channel",
            label="How to be told",
            widget=Widget.SELECT,
            groups=choices(CHANNELS),
            nothing="not set",
            more=True,
        ),
        Field(name="office", label="Name and address of the office", more=True),
        Field(name="email", label="E-mail", keys="email", more=True),
        Field(name="hours", label="Office hours", help="Mon-Thu 08:30-17:00, Fri 9-12", more=True),
        Field(name="npi", label="NPI", help="ten digits", keys="numeric", more=True),
        Field(name="zone", label="Time zone, when it is not the practice's", help="America/New_York", more=True),
    )


def new_client_page(visit: Visit) -> Answer:
    """The form for a new client."""
    return _client_form(visit, None, {}, {})


def new_provider_page(visit: Visit) -> Answer:
    """The form for a new provider."""
    return _provider_form(visit, None, {}, {})


def edit_client_page(visit: Visit) -> Answer:
    """The form with what is on file of a client."""
    with visit.store.read() as tx:
        said = _client_said(tx, visit)
    return answers.not_found() if said is None else _client_form(visit, visit.found, said, {})


def edit_provider_page(visit: Visit) -> Answer:
    """The form with what is on file of a provider."""
    with visit.store.read() as tx:
        provider = people.providers(tx, [visit.found]).get(visit.found)
    return (
        answers.not_found() if provider is None else _provider_form(visit, provider.code, _provider_said(provider), {})
    )


def _client_said(tx: Transaction, visit: Visit) -> dict[str, str] | None:
    history = history_of(tx, visit.house, visit.today, [visit.found])
    client = history.people.clients.get(visit.found)
    if client is None or not sight_of(tx, visit).knows(client, history.people):
        return None
    columns = people.columns(tx, client.code)
    said = {name: str(columns[name] or "") for name in CLIENT_FIELDS}
    return {**said, "phone": shown_phone(said["phone"]), "practitioner": client.practitioner}


def _provider_said(provider: Provider) -> dict[str, str]:
    said = {name: str(getattr(provider, name) or "") for name in PROVIDER_FIELDS}
    numbers = {"phone": shown_phone(provider.phone), "fax": shown_phone(provider.fax)}
    return said | numbers | {"hours": hours_text(provider.hours)}


def client_entered(visit: Visit) -> Answer:
    """Enter a client, with the providers who are known already."""
    return _saved(visit, partial(_enter_client, visit), partial(_client_form, visit, None))


def client_changed(visit: Visit) -> Answer:
    """Change what is on file of a client."""
    return _saved(visit, partial(_change_client, visit), partial(_client_form, visit, visit.found))


def provider_entered(visit: Visit) -> Answer:
    """Enter a provider."""
    return _saved(visit, partial(_enter_provider, visit), partial(_provider_form, visit, None))


def provider_changed(visit: Visit) -> Answer:
    """Change what is on file of a provider."""
    return _saved(visit, partial(_change_provider, visit), partial(_provider_form, visit, visit.found))


def _saved(
    visit: Visit,
    act: Callable[[Transaction], str | None],
    form: Callable[[Mapping[str, str], Mapping[str, str]], Answer],
) -> Answer:
    """Do it once, and lead to the person's page; what is wrong comes back with what was typed."""
    try:
        with visit.store.write() as tx:
            if path := once.led_to(tx, visit):
                return answers.see(visit.link(f"{path}?said=once"))
            if not once.is_ours(tx, visit):
                raise Mistaken({"": once.STALE})
            planned_first(tx, visit)
            path = act(tx)
            if path is None:
                return answers.not_found()
            once.keep(tx, visit, path)
        return answers.see(visit.link(f"{path}?said=saved"))
    except Mistaken as mistaken:
        wrong = mistaken.wrong
    except BadPerson as error:
        wrong = _placed(str(error))
    except Refusal as refusal:
        if refusal.status != 2:
            raise
        wrong = {"": sentence(refusal.message.partition("; to change")[0])}
    return form(typed(visit), wrong)


def _placed(words: str) -> dict[str, str]:
    """What is wrong with a person, beside the field that it speaks of."""
    first = words.partition(" ")[0]
    known = {*CLIENT_FIELDS, *PROVIDER_FIELDS}
    return {first if first in known else "": "Write the name." if words == "name is empty" else sentence(words)}


def _reading(visit: Visit) -> Told:
    return Told(today=visit.today, region=visit.premises.region)


def _enter_client(visit: Visit, tx: Transaction) -> str:
    said = typed(visit)
    code = people.free_code(tx)
    texts = {name: said.get(name, "") for name in CLIENT_FIELDS}
    client = make_client(_reading(visit), code=code, practitioner=_in_charge(tx, visit, said), **texts)
    team = [_part(tx, visit, code, name, role, said[name]) for name, role in _TEAM.items() if said.get(name)]
    enter_client(tx, visit.house, client, team, visit.now, visit.me.name)
    return f"/c/{code}"


def _in_charge(tx: Transaction, visit: Visit, said: Mapping[str, str]) -> str:
    """Who is in charge: whoever was chosen, by who sees everything; else who enters the client."""
    chosen = said.get("practitioner", "")
    return chosen if sight_of(tx, visit).everything and chosen in visit.house.practitioners else visit.me.code


def _part(tx: Transaction, visit: Visit, client: str, name: str, role: Role, provider: str) -> Fact:
    if provider not in people.providers(tx, [provider]):
        raise Mistaken({name: "Choose the provider."})
    return make(FactKind.CARE_TEAM, value=role, on=visit.today, today=visit.today, client=client, provider=provider)


def _change_client(visit: Visit, tx: Transaction) -> str | None:
    before = _client_said(tx, visit)
    if before is None:
        return None
    said = before | typed(visit)
    chosen = said["practitioner"] if said["practitioner"] in visit.house.practitioners else before["practitioner"]
    whose = chosen if sight_of(tx, visit).everything else before["practitioner"]
    texts = {name: said[name] for name in CLIENT_FIELDS}
    change_client(
        tx, visit.house, make_client(_reading(visit), code=visit.found, practitioner=whose, **texts), visit.now
    )
    return f"/c/{visit.found}"


def _enter_provider(visit: Visit, tx: Transaction) -> str:
    said = typed(visit)
    code = people.free_code(tx)
    texts = {name: said.get(name, "") for name in PROVIDER_FIELDS}
    enter_provider(tx, visit.house, make_provider(_reading(visit), code=code, **texts), visit.now)
    return f"/p/{code}"


def _change_provider(visit: Visit, tx: Transaction) -> str | None:
    old = people.providers(tx, [visit.found]).get(visit.found)
    if old is None:
        return None
    said = _provider_said(old) | typed(visit)
    texts = {name: said[name] for name in PROVIDER_FIELDS}
    change_provider(tx, visit.house, make_provider(_reading(visit), code=old.code, **texts), visit.now)
    return f"/p/{old.code}"


def _client_form(visit: Visit, code: str | None, said: Mapping[str, str], wrong: Mapping[str, str]) -> Answer:
    with visit.store.read() as tx:
        sight, history = sight_of(tx, visit), history_of(tx, visit.house, visit.today)
    fields = _client_fields(history, sight, visit, new=code is None)
    return _form(visit, "client", code, fields, said, wrong)


def _provider_form(visit: Visit, code: str | None, said: Mapping[str, str], wrong: Mapping[str, str]) -> Answer:
    return _form(visit, "provider", code, _provider_fields(), said, wrong)


def _form(
    visit: Visit,
    what: str,
    code: str | None,
    fields: tuple[Field, ...],
    said: Mapping[str, str],
    wrong: Mapping[str, str],
) -> Answer:
    return shown(
        visit,
        "form.html.j2",
        422 if wrong else 200,
        title=f"New {what}" if code is None else f"On file of this {what}",
        action=f"/record/{what}" if code is None else f"/{what[0]}/{code}/edit",
        fields=told(fields, said, wrong),
        wrong=wrong,
        like=None,
        emergency=False,
        nonce=once.fresh(visit),
        nobody="",
        save="Save",
    )
