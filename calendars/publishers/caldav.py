"""A calendar on a CalDAV server (RFC 4791); the library `caldav` carries the requests, and is the extra of that name.

Each request says which version it is about, which the library's own objects do not; so its client is used, and they
are not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from calendars.mirroring import Trouble

if TYPE_CHECKING:
    from caldav.davclient import DAVClient
    from caldav.response import DAVResponse

_ETAGS = '<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop><getetag/></prop></propfind>'
_TYPE = {"Content-Type": "text/calendar; charset=utf-8"}
#: The answers with which a server says that another version is there.
_ANOTHER = frozenset({409, 412})


@dataclass(slots=True)
class Caldav:
    """One calendar; the mark of an entry is its ETag."""

    #: Of the calendar itself, not of the server or the user.
    url: str = field(repr=False)
    username: str = ""
    password: str = field(default="", repr=False)
    #: Seconds to wait for each answer.
    timeout: float = 20.0
    _client: DAVClient | None = field(default=None, init=False, repr=False)

    def listed(self) -> dict[str, str]:
        """Every file in the calendar, by the last part of its address."""
        return {name: mark for name, mark in self._marks("", depth=1).items() if name.endswith(".ics")}

    def read(self, name: str) -> bytes | None:
        """What is in a file; None if it is gone."""
        answer = self._ask("GET", name)
        if answer.status in (404, 410):
            return None
        self._must_be_fine(answer)
        raw = answer.raw
        return raw.encode() if isinstance(raw, str) else bytes(raw)

    def write(self, name: str, data: bytes, mark: str | None) -> str | None:
        """Only in the place of the version with that mark; servers that change what they take tell the mark later."""
        condition = {"If-None-Match": "*"} if mark is None else {"If-Match": mark}
        answer = self._ask("PUT", name, data.decode(), {**_TYPE, **condition})
        if answer.status in _ANOTHER:
            return None
        self._must_be_fine(answer)
        told = answer.headers.get("ETag")
        return str(told) if told else self._marks(name, depth=0).get(name)

    def remove(self, name: str, mark: str) -> bool:
        """Only the version with that mark."""
        answer = self._ask("DELETE", name, headers={"If-Match": mark})
        if answer.status in _ANOTHER:
            return False
        if answer.status not in (404, 410):
            self._must_be_fine(answer)
        return True

    def _marks(self, name: str, *, depth: int) -> dict[str, str]:
        """The ETags of a file, or of all in the calendar."""
        answer = self._ask("PROPFIND", name, _ETAGS, {"Depth": str(depth)})
        self._must_be_fine(answer)
        if answer.status != 207 or answer.tree is None:
            raise Trouble("the address is none of a calendar on a CalDAV server")
        found: dict[str, str] = {}
        for response in answer.tree.iter("{DAV:}response"):
            href, etag = response.findtext("{DAV:}href"), response.findtext(".//{DAV:}getetag")
            if href and etag:
                found[unquote(href.rstrip("/").rpartition("/")[2])] = etag
        return found

    def _ask(self, method: str, name: str, body: str = "", headers: Mapping[str, str] | None = None) -> DAVResponse:
        """One request; what goes wrong is told in our words, since the library's hold addresses."""
        client = self._connected()
        from caldav.lib.error import AuthorizationError, DAVError, RateLimitError
        from caldav.lib.http_sync import requests

        try:
            return client.request(f"{self.url.rstrip('/')}/{name}", method, body, dict(headers or {}))
        except AuthorizationError:
            raise Trouble("the server does not take the user name and password") from None
        except RateLimitError:
            raise Trouble("the server was asked too often") from None
        except (DAVError, requests.exceptions.RequestException, OSError) as error:
            raise Trouble(f"the server cannot be reached ({type(error).__name__})") from None

    def _must_be_fine(self, answer: DAVResponse) -> None:
        match answer.status:
            case 401 | 403:
                raise Trouble("the server does not let this user do that: are user name and password right?")
            case 404 | 410:
                raise Trouble("there is no calendar at the address")
            case status if status >= 300:
                raise Trouble(f"the server answered with HTTP {status}")

    def _connected(self) -> DAVClient:
        if self._client is None:
            try:
                from caldav.davclient import DAVClient
            except ImportError:
                raise Trouble('the extra "caldav" is not installed: pip install "rapport-scheduler[caldav]"') from None
            self._client = DAVClient(
                url=self.url,
                username=self.username or None,
                password=self.password or None,
                timeout=int(self.timeout),
                enable_rfc6764=False,
                headers={"User-Agent": "Rapport"},
            )
        return self._client
