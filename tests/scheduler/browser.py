"""A browser for the application: it keeps cookies, sends forms, and asks as a server would (PEP 3333)."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from scheduler.clock import Clock
from scheduler.followups import FollowUp
from scheduler.noticing import day_of, together
from scheduler.people import Practitioner
from scheduler.store import logins
from scheduler.web import Premises, Site
from tests.houses import JON, MAYA, shipped_rules
from tests.traps.desk import Desk

PASSWORD = "seven quiet herons"


@dataclass(frozen=True)
class Answered:
    """What came back."""

    status: int
    headers: list[tuple[str, str]]
    body: str

    def header(self, name: str) -> str:
        """The first header of a name, or nothing."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

    def field(self, name: str, after: str = "") -> str:
        """The value of a hidden field (of the first form after some text)."""
        found = re.search(rf'name="{name}" value="([^"]*)"', self.body[self.body.index(after) :])
        assert found, (name, self.body)
        return found[1]

    @property
    def listed(self) -> list[str]:
        """The follow-ups on the page, in order."""
        return re.findall(r'class="code" href="/f/(\w+)"', self.body)

    @property
    def addresses(self) -> list[str]:
        """Every address that the page leads to."""
        return re.findall(r'(?:href|action)="([^"]*)"', self.body)


class Browser:
    """One browser, at one address."""

    def __init__(self, site: Site, peer: str = "203.0.113.5") -> None:
        self.site = site
        self.peer = peer
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, form: Mapping[str, str] | bytes | None = None, **environ: Any) -> Answered:
        """One request; a form is sent as browsers send it."""
        body = form if isinstance(form, bytes) else urlencode(form or {}).encode()
        path, _, query = path.partition("?")
        asked: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "REMOTE_ADDR": self.peer,
            "HTTP_HOST": "127.0.0.1:8765",
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
        }
        told: list[tuple[str, list[tuple[str, str]]]] = []
        out = b"".join(self.site(asked | environ, lambda status, headers: told.append((status, headers))))
        status, headers = told[0]
        for name, value in headers:
            if name == "Set-Cookie":
                self._keep(value)
        return Answered(int(status.split()[0]), headers, out.decode("latin-1" if out.startswith(b"%PDF") else "utf-8"))

    def _keep(self, header: str) -> None:
        for name, morsel in SimpleCookie(header).items():
            if morsel["max-age"] == "0":
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = morsel.value

    def get(self, path: str, **environ: Any) -> Answered:
        """Look at a page."""
        return self.ask("GET", path, **environ)

    def log_in(self, name: str = "maya", password: str = PASSWORD, **fields: str) -> Answered:
        """Fill the login form in and send it."""
        proof = self.get("/login").field("csrf_token")
        return self.ask("POST", "/login", {"csrf_token": proof, "name": name, "password": password, **fields})

    def send(self, path: str, page: str = "/today", **fields: str) -> Answered:
        """Send a form with the proof that the page carries."""
        return self.ask("POST", path, {"csrf_token": self.get(page).field("csrf_token"), **fields})

    def fill(self, page: str, to: str = "", **fields: str) -> Answered:
        """Open a form, fill it in and send it, with the proof and the one-time value that it carries."""
        opened = self.get(page)
        assert opened.status == 200, (page, opened.status)
        own = {"csrf_token": opened.field("csrf_token"), "nonce": opened.field("nonce")}
        return self.ask("POST", to or page.partition("?")[0], own | fields)


class Counting:
    """A way to verify passwords that costs nothing and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked: list[bool] = []

    def __call__(self, stored: str | None, password: str) -> bool:
        """Whether it is the password; remembers whether there was one to compare with."""
        self.asked.append(stored is not None)
        return stored == f"hash of {password}"


class Practice:
    """A practice with two practitioners who can log in."""

    def __init__(self, folder: Path, **premises: Any) -> None:
        self.desk = Desk(folder, shipped_rules())
        self.verify = Counting()
        self.site = Site(
            self.desk.store, Premises(house=self.desk.house, **premises), Clock(lambda: self.desk.now), self.verify
        )
        with self.desk.store.write() as tx:
            for practitioner in (MAYA, JON):
                logins.set_password(tx, practitioner.code, f"hash of {PASSWORD}", self.desk.now)

    def browser(self, name: str = "", peer: str = "203.0.113.5") -> Browser:
        """A browser; logged in, where a name is given."""
        found = Browser(self.site, peer)
        if name:
            assert found.log_in(name).status == 303
        return found

    def wait(self, **span: float) -> None:
        """Let time pass."""
        self.desk.now += timedelta(**span)

    def employ(self, *practitioners: Practitioner) -> None:
        """Read a configuration with other practitioners."""
        self.desk.house = replace(self.desk.house, practitioners={p.code: p for p in practitioners})
        self.site.premises = replace(self.site.premises, house=self.desk.house)

    def fallen(self, client: str = "CRVZ") -> FollowUp:
        """The call about a client's fall, as it is stored."""
        (found,) = [f for f in self.desk.rows("fall") if f.planned.client == client]
        return found

    def day(self, *whose: str) -> list[tuple[str, list[str]]]:
        """The day of some practitioners as the command line groups and orders it: names of groups, and ids."""
        workdays, zone = self.desk.house.practice.workdays, self.desk.house.practice.zone
        mine = [f for f in self.desk.open() if f.planned.practitioner in whose]
        day = day_of(mine, self.desk.today, workdays, zone)
        groups = (("Now", day.now), ("Today", day.today), ("Blocked", day.blocked), ("Missed", day.missed))
        return [(name, [f.id for c in together(group) for f in c]) for name, group in groups if group]
