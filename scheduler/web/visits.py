"""A visit: one request with what a page needs to answer it, and the routes that lead to pages."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from urllib.parse import urlsplit

from calendars.feed import Answer
from calendars.fetching import is_here
from scheduler import wiring
from scheduler.config import Settings
from scheduler.house import House
from scheduler.people import Practitioner
from scheduler.reminding import Post
from scheduler.store.engine import Store
from scheduler.web import answers, tokens
from scheduler.web.counting import Counters
from scheduler.web.limits import Limits
from scheduler.web.rack import Rack
from scheduler.web.requests import Request

#: The cookie of a browser that is logged in.
LOGIN_COOKIE = "rapport"
#: What the proof in the forms of logged-in pages stands for.
ACT = "act"


@dataclass(frozen=True, slots=True, kw_only=True)
class Premises:
    """What the configuration says of the house and its doors; replaced when it is read again."""

    house: House
    practice_name: str = "Rapport"
    public_url: str = "http://127.0.0.1:8765"
    #: Seconds between two rounds.
    every: int = 30
    #: Why reminders reach nobody, where they do.
    nobody: str | None = None
    #: Where a notice goes that cannot wait for the next round.
    post: Post = field(default_factory=lambda: Post(routes=(), public_url=""))
    #: Where a phone number without a country code is.
    region: str = "US"
    #: Whether calendars are compressed for those who can read that.
    gzip: bool = True
    #: The names of the channels that letters take.
    channels: tuple[str, ...] = ()
    #: Whether anybody may read the metrics.
    metrics: bool = False
    #: Whether visitors are told apart: nothing stands in front of the daemon, or something that it believes.
    peers_known: bool = True

    @property
    def https(self) -> bool:
        """Whether browsers come by https."""
        return self.public_url.startswith("https://")

    @property
    def base(self) -> str:
        """The path under which the house is reached, before each address: mostly empty."""
        return urlsplit(self.public_url).path.rstrip("/")


def premises(settings: Settings) -> Premises:
    """The premises that a configuration describes."""
    return Premises(
        house=wiring.house(settings),
        practice_name=settings.practice_name,
        public_url=settings.public_url,
        every=settings.every,
        nobody=wiring.reaches_nobody(settings),
        post=wiring.post(settings),
        region=settings.region,
        gzip=settings.gzip,
        channels=tuple(c.name for c in settings.channels),
        metrics=settings.metrics,
        peers_known=bool(settings.trusted_proxy) or is_here(settings.public_url),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request, and the house that it came to."""

    request: Request
    store: Store
    premises: Premises
    limits: Limits
    rack: Rack
    verify: Callable[[str | None, str], bool]
    now: datetime
    counters: Counters = field(default_factory=Counters)
    #: What the route found in the path: a token, or the id of a follow-up.
    found: str = ""
    #: Who is logged in, and the token of her browser.
    who: Practitioner | None = None
    token: str = ""

    @property
    def house(self) -> House:
        """The practice, its rules and its practitioners."""
        return self.premises.house

    @property
    def today(self) -> date:
        """The practice's local day."""
        return self.house.today(self.now)

    @property
    def me(self) -> Practitioner:
        """Who is logged in, on a page behind the login."""
        assert self.who is not None
        return self.who

    @property
    def proof(self) -> str:
        """What the forms of this page carry."""
        return tokens.proof(self.token, ACT)

    def link(self, path: str) -> str:
        """An address of this house, as a browser asks for it."""
        return f"{self.premises.base}{path}"

    def bad_token(self) -> Answer:
        """The answer to an unknown token: nothing found; after too many from one peer, to wait."""
        seconds = self.limits.bad_token(self.request.peer, self.now)
        return answers.wait(seconds) if seconds else answers.not_found()


Handler = Callable[[Visit], Answer]


class Door(StrEnum):
    """Who comes in by a route."""

    #: Anybody; the page itself asks for a token where it needs one.
    OPEN = "open"
    #: Whoever is logged in; what is posted has to carry the proof of a page made for that browser.
    LOGIN = "login"


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """An address and what answers there. HEAD is answered like GET, without the body."""

    path: re.Pattern[str]
    door: Door = Door.OPEN
    get: Handler | None = None
    post: Handler | None = None
    #: Whether the page reads what was sent itself, to answer a wrong form with what was typed.
    raw: bool = False

    @property
    def methods(self) -> tuple[str, ...]:
        """What is allowed there."""
        return (*(("GET", "HEAD") if self.get else ()), *(("POST",) if self.post else ()))

    def handler(self, method: str) -> Handler | None:
        """What answers a method."""
        return {"GET": self.get, "HEAD": self.get, "POST": self.post}.get(method)
