"""The questions of `rapport init`: at most eight, each with a usual answer, each with an option that answers it."""

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import available_timezones

import click

from outreach.messages import mailbox
from scheduler.making_people import BadPerson, phone_number
from scheduler.mistakes import Refusal

#: How people in the United States call their time zones.
ZONES = {
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "arizona": "America/Phoenix",
    "pacific": "America/Los_Angeles",
    "alaska": "America/Anchorage",
    "hawaii": "Pacific/Honolulu",
}


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known of the practice when it is made."""

    practice: str
    person: str
    zone: str
    phone: str = ""
    fax: str = ""
    email: str = ""
    #: "host" or "host:port"; empty: none yet.
    mail_server: str = ""
    mail_password: str = field(default="", repr=False)

    @property
    def code(self) -> str:
        """The practitioner's short name."""
        words = [w for w in re.sub(r"[^a-z ]", "", self.person.lower()).split() if w not in ("dr", "mr", "mrs", "ms")]
        return words[0] if words and self.person != "Practitioner" else "me"


def usual() -> Answers:
    """What is taken where nobody answers."""
    return Answers("My practice", "Practitioner", machine_zone())


def machine_zone() -> str:
    """The zone of this machine, where it says one that a practice can be in."""
    from tzlocal import get_localzone_name

    name = get_localzone_name()
    usable = name in available_timezones() and name not in ("UTC", "Etc/UTC", "GMT", "Etc/GMT")
    return name if usable else "America/New_York"


def zone(text: str) -> str:
    """A time zone by its name, by its largest city, or as it is called in the United States."""
    known = available_timezones()
    word = text.strip().lower().removesuffix(" time").replace(" ", "_")
    if text in known:
        return text
    cities = [z for z in known if z.lower() == word or z.rpartition("/")[2].lower() == word]
    if word in ZONES or len(cities) == 1:
        return ZONES.get(word) or cities[0]
    raise Refusal(f'"{text}" is not a time zone; write eastern, central, mountain or pacific, or as in America/Chicago')


def phone(text: str) -> str:
    """A phone number as it was typed, if it can be one."""
    try:
        phone_number("it", text, "US")
    except BadPerson:
        raise Refusal(f'"{text}" is not a possible phone number; write for example (617) 555-0142') from None
    return text


def email(text: str) -> str:
    """One e-mail address."""
    try:
        if text:
            mailbox(text, "address")
    except ValueError:
        raise Refusal(f'"{text}" is not one e-mail address; write for example maya@example.org') from None
    return text


def mail_server(text: str) -> str:
    """A server that sends mail, with its port where it is not the usual one."""
    if text and not re.fullmatch(r"[A-Za-z0-9.-]+(:\d{1,5})?", text):
        raise Refusal(f'"{text}" is not a mail server; write for example smtp.example.org or smtp.example.org:465')
    return text


def _text(text: str) -> str:
    return text


#: For each answer: the question, and what makes an answer of what was typed.
_QUESTIONS: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "practice": ("Name of the practice", _text),
    "person": ("Your name", _text),
    "zone": ("Time zone", zone),
    "phone": ("Phone of the practice, for reports and letters (Enter: later)", phone),
    "fax": ("Fax (Enter: none)", phone),
    "email": ("Your e-mail address, for the morning e-mail (Enter: later)", email),
    "mail_server": ("Server that sends your mail, as in smtp.example.org (Enter: later)", mail_server),
}


def answered(given: Mapping[str, str | None], password_file: Path | None, *, ask: bool) -> Answers:
    """The answers: what the options said, then what was asked, then the usual."""
    found = {"practice": usual().practice, "person": usual().person, "zone": machine_zone()}
    found |= {name: _QUESTIONS[name][1](text.strip()) for name, text in given.items() if text is not None}
    if ask:
        click.echo(
            "A few questions; Enter takes what stands in brackets. Everything can be changed in config.toml later."
        )
        for name, (words, read) in _QUESTIONS.items():
            if given.get(name) is None and not (name == "mail_server" and not found.get("email")):
                found[name] = _one(words, read, found.get(name, ""))
    password = _read(password_file) if password_file else ""
    if ask and not password and found.get("mail_server"):
        password = click.prompt(
            "Its password for that address (Enter: it needs none)", "", hide_input=True, show_default=False
        )
    if found.get("mail_server") and not found.get("email"):
        raise Refusal("a mail server needs an address to send from: --email")
    return Answers(**found, mail_password=password)


def _one(words: str, read: Callable[[str], str], default: str) -> str:
    """Ask until the answer can be read."""
    while True:
        typed = click.prompt(words, default=default, show_default=bool(default))
        try:
            return read(str(typed).strip())
        except Refusal as refusal:
            click.echo(refusal.message)


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8").strip()
    except OSError as error:
        raise Refusal(f"--mail-password-file: cannot read {file}: {error.strerror}") from None


def on_terminal() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty()
