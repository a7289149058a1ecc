"""Wiring: the configuration's names become working parts."""

from importlib import import_module
from pathlib import Path

from calendars.mirroring import Shelf
from outreach.consent import Way
from outreach.incoming import Mailbox
from outreach.messages import Channel
from scheduler.busying import BusyCalendar
from scheduler.config import ChannelTable, Settings
from scheduler.config.outside import PublisherTable
from scheduler.house import House, Identity
from scheduler.inviting import Mailroom
from scheduler.mirroring import Publisher
from scheduler.mistakes import Refusal
from scheduler.people import shown_phone
from scheduler.reminding import Post, Route


def house(settings: Settings, *, leave_planning: bool = False) -> House:
    """What every act needs to know."""
    return House(
        practice=settings.practice,
        rules=settings.rules,
        practitioners=settings.practitioners,
        leave_planning=leave_planning,
        gifts=settings.gifts,
        files=settings.files,
        identity=Identity(
            name=settings.practice_name,
            phone=shown_phone(settings.phone),
            fax=shown_phone(settings.fax),
            address=settings.address,
            paper=settings.paper,
            templates=settings.templates,
        ),
    )


def post(settings: Settings) -> Post:
    """Where reminders go."""
    return Post(
        routes=tuple(
            Route(name=c.name, needs_address=c.kind == "smtp", private=c.private, practitioner=c.practitioner)
            for c in settings.channels
        ),
        public_url=settings.public_url,
        templates=settings.templates,
    )


def channels(settings: Settings) -> dict[str, Channel]:
    """The channels by name; only the modules that are configured are loaded."""
    return {table.name: _channel(table, settings) for table in settings.channels}


def senders(settings: Settings) -> dict[str, str]:
    """Whom the letters of each channel come from."""
    return {table.name: table.sender or "Rapport <rapport@localhost>" for table in settings.channels}


def way_out(settings: Settings) -> str | None:
    """The channel of letters to others: the first mail server, or where there is none the first folder."""
    letters = (c for c in settings.channels if c.kind != "apprise")
    ranked = sorted(letters, key=lambda c: (c.kind != "smtp", bool(c.practitioner), c.private))
    return ranked[0].name if ranked else None


def mailroom(settings: Settings) -> Mailroom | None:
    """How invitations leave."""
    channel = way_out(settings)
    replies = settings.outside.replies
    if channel is None:
        return None
    return Mailroom(
        channel=channel,
        way=Way.EMAIL,
        sender=senders(settings)[channel],
        answers_to=replies.address if replies else "",
    )


def publishers(settings: Settings) -> list[Publisher]:
    """The calendars that entries are written into; only the modules that are configured are loaded."""
    return [_publisher(table, settings) for table in settings.outside.publishers]


def _publisher(table: PublisherTable, settings: Settings) -> Publisher:
    module = import_module(f"calendars.publishers.{table.kind}")
    if table.kind == "folder":
        shelf: Shelf = module.Folder(settings.folder / table.folder)
    else:
        password = _secret(settings.folder / table.password_file, "publisher") if table.password_file else ""
        shelf = module.Caldav(url=table.url, username=table.username, password=password, timeout=table.timeout)
    return Publisher(
        name=table.name,
        practitioner=table.practitioner,
        provider_names=table.provider_names,
        place=table.url or table.folder,
        shelf=shelf,
    )


def busy_calendars(settings: Settings) -> list[BusyCalendar]:
    """The calendars of which the busy times are wanted."""
    return [
        BusyCalendar(
            name=table.name,
            practitioner=table.practitioner,
            address=table.address,
            file=settings.folder / table.address_file if table.address_file else None,
        )
        for table in settings.outside.busy
    ]


def mailboxes(settings: Settings) -> Mailbox | None:
    """The mailbox that answers come to."""
    table = settings.outside.replies
    if table is None:
        return None
    module = import_module(f"outreach.mailboxes.{table.kind}")
    ports = {"tls": 993, "starttls": 143, "none": 143}
    mailbox: Mailbox = module.Imap(
        host=table.host,
        port=table.port or ports[table.security],
        security=table.security,
        username=table.username,
        password=_secret(settings.folder / table.password_file, "replies"),
        folder=table.folder,
        timeout=table.timeout,
    )
    return mailbox


def _channel(table: ChannelTable, settings: Settings) -> Channel:
    module = import_module(f"outreach.channels.{table.kind}")
    if table.kind == "folder":
        folder: Channel = module.Folder(name=table.name, folder=settings.folder / table.folder)
        return folder
    if table.kind == "apprise":
        notices: Channel = module.Apprise(
            name=table.name, address=_secret(settings.folder / table.address_file, "channel", "address_file")
        )
        return notices
    ports = {"none": 25, "starttls": 587, "tls": 465}
    smtp: Channel = module.Smtp(
        name=table.name,
        host=table.host,
        port=table.port or ports[table.security],
        security=table.security,
        username=table.username or None,
        password=_secret(settings.folder / table.password_file, "channel") if table.password_file else None,
        timeout=table.timeout,
        greeting="localhost",
    )
    return smtp


def _secret(file: Path, table: str, key: str = "password_file") -> str:
    try:
        return file.read_text("utf-8").strip()
    except OSError as error:
        raise Refusal(f"config.toml, {table}.{key}: cannot read {file}: {error.strerror}") from None


def reaches_nobody(settings: Settings) -> str | None:
    """Why reminders reach nobody, or None when somebody gets them."""
    if not settings.channels:
        return "reminders reach nobody: no channel is configured; add a [[channel]] to config.toml"
    if any(c.kind == "apprise" for c in settings.channels):
        return None
    if not any(c.kind == "smtp" for c in settings.channels):
        folders = ", ".join(c.folder for c in settings.channels)
        return f"reminders reach nobody: they are only written to the folder {folders}; add an smtp [[channel]]"
    if not any(p.email for p in settings.practitioners.values()):
        return "reminders reach nobody: no practitioner has an e-mail address in config.toml"
    return None
