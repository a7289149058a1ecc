"""The page that helps to subscribe to a calendar: its address to copy, steps for each program, a code for a phone."""

import logging
from typing import TYPE_CHECKING

from calendars.feed import Answer
from scheduler.publishing import TOMBSTONE
from scheduler.store import feeds
from scheduler.web.pages import shown
from scheduler.web.visits import Visit

if TYPE_CHECKING:
    from markupsafe import Markup

log = logging.getLogger("rapport")


def subscribe(visit: Visit) -> Answer:
    """The page of one calendar, opened by its token; a bad one is answered as `/calendar` answers it."""
    with visit.store.read() as tx:
        feed = feeds.by_token(tx, visit.found)
    if feed is None:
        return visit.bad_token()
    log.info("subscribe page of calendar %d shown", feed.id)
    house = visit.premises.public_url
    address = f"{house}/calendar/{visit.found}.ics"
    return shown(
        visit,
        "subscribe.html.j2",
        name=feed.name,
        address=address,
        webcal=f"webcal://{address.partition('://')[2]}",
        here=f"{house}/subscribe/{visit.found}",
        code=qr(f"{house}/subscribe/{visit.found}"),
        https=visit.premises.https,
        provider_names=feed.provider_names,
        tombstone=TOMBSTONE.days,
        back=visit.house.practice.feed_back.days,
        ahead=visit.house.practice.feed_ahead.days,
    )


def qr(address: str) -> "Markup":
    """A QR code as a drawing inside the page: no further request, no style, no script."""
    import segno
    from markupsafe import Markup

    drawn = segno.make(address, error="m", micro=False).svg_inline(
        border=4, omitsize=True, svgclass="qr", lineclass=None, title="QR code of this page's address", light="#fff"
    )
    return Markup(drawn)
