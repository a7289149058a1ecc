"""Tokens of a browser: its cookies, and the proof in each form that it came from a page of this house."""

import base64
import hashlib
import hmac
import re
from urllib.parse import urlsplit

from scheduler.store.logins import STAYS
from scheduler.web.requests import Request

#: 256 bits, as `logins.new_token` writes them.
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")

#: The field of each form that carries the proof, under a name that scanners know.
FIELD = "csrf_token"


def cookie_name(what: str, *, https: bool) -> str:
    """A name that, over https, a browser only takes from this very host (RFC 6265bis, 4.1.3.2)."""
    return f"__Host-{what}" if https else what


def cookie(what: str, token: str, *, https: bool, stays: bool = True) -> tuple[str, str]:
    """The header that sets a cookie; without `stays` it goes when the browser is closed."""
    age = f"; Max-Age={int(STAYS.total_seconds())}" if stays else ""
    secure = "; Secure" if https else ""
    return ("Set-Cookie", f"{cookie_name(what, https=https)}={token}{age}; Path=/; HttpOnly; SameSite=Lax{secure}")


def no_cookie(what: str, *, https: bool) -> tuple[str, str]:
    """The header that takes a cookie away."""
    secure = "; Secure" if https else ""
    return ("Set-Cookie", f"{cookie_name(what, https=https)}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax{secure}")


def token_of(request: Request, what: str, *, https: bool) -> str | None:
    """The token in a cookie, or None where there is none that could be one."""
    found = request.cookies.get(cookie_name(what, https=https), "")
    return found if _TOKEN.fullmatch(found) else None


def proof(token: str, purpose: str) -> str:
    """What a form carries to show that its page was made for the browser with this token."""
    return base64.urlsafe_b64encode(hmac.digest(token.encode(), purpose.encode(), hashlib.sha256)).decode()


def proves(said: str, token: str, purpose: str) -> bool:
    """Whether a form carries the right proof; compared in constant time."""
    return hmac.compare_digest(said.encode(), proof(token, purpose).encode())


def from_here(request: Request, public_url: str) -> bool:
    """Whether the browser says nothing against it that a form was sent from a page of this house.

    A page that asks for no referrer sends the origin "null" even to itself; then Sec-Fetch-Site and the proof decide.
    """
    if request.headers["fetch_site"] not in (None, "same-origin", "none"):
        return False
    origin = request.headers["origin"]
    if origin is None or origin == "null":
        return True
    place = _place(origin)
    return bool(place) and place in {_place(public_url), (request.headers["host"] or "").lower()}


def _place(address: str) -> str:
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""
